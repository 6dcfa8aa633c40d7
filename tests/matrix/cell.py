"""A row of the matrix: what is beside the plugin or set around it, which hosts build it, and what is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from tests.matrix.blog import Files

Host = Literal["mkdocs", "properdocs", "zensical"]
BOTH: tuple[Host, ...] = ("mkdocs", "properdocs")
ALL: tuple[Host, ...] = (*BOTH, "zensical")
MKDOCS: tuple[Host, ...] = ("mkdocs",)
ZENSICAL: tuple[Host, ...] = ("zensical",)


class Made(Struct):
    """A built site: its sources' folder, its own folder, what the host printed, and whether pages are folders.

    ``extended``: the plugin, or its extension of Markdown, has been at the author's own pages.
    """

    root: Path
    folder: Path
    host: Host
    lines: list[str]
    directories: bool = True
    extended: bool = True

    def path(self, page: str) -> Path:
        """The file of the page at this address."""
        return self.folder / (f"{page}/index.html" if self.directories else f"{page}.html")

    def ours(self, page: str) -> Path:
        """The file of a page of ours."""
        return self.folder / page / "index.html"

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def tree(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.read(path))


Look = Callable[[Made], None]


class Cell(Struct, frozen=True, kw_only=True):
    """A row of the matrix.

    Args:
        name: what is tried, as the documentation has it.
        hosts: those that build it.
        theme: the theme in MkDocs and ProperDocs, with its options or without.
        plugins: those before ours, as in mkdocs.yml; ``search`` is always there, unless it is among them.
        options: of our own plugin.
        config: further settings.
        files: further files of the blog.
        own: files of the site that are as they are without our plugin: the author's feed and index pages.
        warns: where the site has warnings without our plugin too, a part of each; it is not built strictly.
        looks: what is looked at beside what is looked at in all cells.
        absent: pages of ours that the author leaves out.
        quick: whether it is tried in each run of the tests.
        git: whether the sources are in a repository.
        note: what users have to know.
    """

    name: str
    hosts: tuple[Host, ...] = BOTH
    theme: str | Mapping[str, Any] = "mkdocs"
    plugins: tuple[Any, ...] = ()
    options: Mapping[str, Any] = {}
    config: Mapping[str, Any] = {}
    files: Files = {}
    own: tuple[str, ...] = ()
    warns: str = ""
    looks: tuple[Look, ...] = ()
    absent: tuple[str, ...] = ()
    quick: bool = False
    git: bool = False
    note: str = ""

    def theme_name(self) -> str:
        return self.theme if isinstance(self.theme, str) else str(self.theme["name"])

    def plugin_names(self) -> list[str]:
        """The plugins, by the names that their packages give them."""
        named = (plugin if isinstance(plugin, str) else next(iter(plugin)) for plugin in self.plugins)
        return [*named]

    def missing(self, host: Host) -> list[str]:
        """Plugins and themes that are not installed."""
        if host == "zensical":
            return []
        themes = _names(f"{host}.themes", "mkdocs.themes")
        plugins = _names("mkdocs.plugins", "properdocs.plugins")
        return [
            *({self.theme_name()} - themes),
            *(name for name in self.plugin_names() if not {name, f"{self.theme_name()}/{name}"} & plugins),
        ]


@cache
def _names(*groups: str) -> set[str]:
    return {point.name for group in groups for point in entry_points(group=group)}
