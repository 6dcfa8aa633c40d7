"""Draws a small site, builds it with the real MkDocs or ProperDocs, and looks at the files."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Hashable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, Literal

import yaml
from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.theme import Theme
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.plugin import ReciprocityPlugin
from tests import hosts

Files = Mapping[str, str | bytes]

ADA = "peers:\n  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}\n"
"""The beginning of a log with one peer."""

ONE_GIFT = ADA.replace(", feed: feeds/ada.xml", "") + (
    "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}\n"
)
"""A log with one peer and one gift."""


class Built(Struct):
    """A built site: its folder, what was logged ("WARNING text"), whether the build was aborted, the desk's pages."""

    folder: Path
    lines: list[str]
    aborted: bool
    config: MkDocsConfig
    desk: Mapping[str, str] = {}

    def read(self, path: str) -> str:
        return self.desk[path] if path in self.desk else (self.folder / path).read_text("utf-8")

    def has(self, path: str) -> bool:
        return (self.folder / path).exists()

    def tree(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.read(path))

    def content(self, path: str) -> str:
        """The text of our part of a page, white space folded."""
        return " ".join(" ".join(node.text() for node in self.tree(path).css(".reciprocity")).split())

    def warnings(self) -> list[str]:
        return [line for line in self.lines if line.startswith(("WARNING", "ERROR"))]

    def ours(self) -> list[str]:
        """The lines that the plugin logged; those of MkDocs itself are left out."""
        return [line for line in self.lines if " reciprocity: " in line]

    def files(self) -> dict[str, bytes]:
        """All files by path; without the one that is compressed and so holds a time."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.name != "sitemap.xml.gz"
        }

    def all_bytes(self) -> bytes:
        return b"\n".join(name.encode() + b"\n" + content for name, content in self.files().items())

    def search(self) -> list[dict[str, str]]:
        """The documents of the search index."""
        found: list[dict[str, str]] = json.loads(self.read("search/search_index.json"))["docs"]
        return found


def draw(root: Path, files: Files, config: Mapping[str, Any] | None = None) -> Path:
    """Writes the files, and a mkdocs.yml with these settings over a small default; returns the path of mkdocs.yml.

    ``config["reciprocity"]`` are the plugin's options.
    """
    said = dict(config or {})
    options = said.pop("reciprocity", {})
    plugins = said.pop("plugins", ["search"])
    whole = {
        "site_name": "Looms",
        "site_url": "https://me.example/",
        "theme": {"name": "mkdocs"},
        **said,
        "plugins": [*plugins, {"reciprocity": options}],
    }
    theme = whole["theme"]
    hosts.need(theme.get("name") if isinstance(theme, dict) else theme, names_of(plugins))
    (root / "docs").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    if "docs/index.md" not in files:
        (root / "docs/index.md").write_text("# Looms\n\nA blog.\n", "utf-8")
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root / "mkdocs.yml"


def names_of(plugins: Any) -> Iterator[str]:
    """The names in a list of plugins, with options or without, or in a mapping of them."""
    for plugin in plugins:
        yield from plugin if isinstance(plugin, dict) else [plugin]


class _Lines(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.INFO)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.getMessage()}")


@contextmanager
def listening() -> Iterator[list[str]]:
    """What MkDocs and its plugins log, from INFO on; under ProperDocs, plugins made for MkDocs keep its loggers."""
    lines: list[str] = []
    with ExitStack() as stack:
        for name in {"mkdocs", hosts.NAME}:
            stack.enter_context(_listening_to(logging.getLogger(name), _Lines(lines)))
        yield lines


@contextmanager
def _listening_to(logger: logging.Logger, handler: logging.Handler) -> Iterator[None]:
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Compiled(BytecodeCache):
    """The templates of themes, compiled once for all builds of a process: else that takes half of a build's time."""

    def __init__(self) -> None:
        self._codes: dict[Hashable, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get(self._of(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[self._of(bucket)] = bucket.code

    def _of(self, bucket: Bucket) -> Hashable:
        """The file with its text, and what the code depends on besides."""
        return (bucket.key, bucket.checksum, *sorted(bucket.environment.extensions))


_COMPILED = _Compiled()


def _environment(theme: Theme) -> Environment:
    made = type(theme).get_env(theme)
    made.bytecode_cache = _COMPILED
    return made


def forget_plugins() -> None:
    """MkDocs keeps plugin objects for as long as its process lives; a new command has new ones."""
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # type: ignore[attr-defined]


def make(
    config_file: Path,
    *,
    strict: bool = False,
    dirty: bool = False,
    command: Literal["build", "serve"] = "build",
    again: bool = False,
    folder: str = "preview",
) -> Built:
    """Builds the site as ``mkdocs build`` or ``mkdocs serve`` does; ``again``: with the last build's plugin object.

    ``serve`` builds into a ``folder`` of its own; where that is empty, it is built into the site's.
    """
    if not again:
        forget_plugins()
    aborted = False
    with listening() as lines:
        site_dir = str(config_file.parent / folder) if command == "serve" and folder else None
        config = load_config(str(config_file), strict=strict, site_dir=site_dir)
        if not again:
            config.plugins.on_startup(command=command, dirty=dirty)
        serve_url = "http://127.0.0.1:8000/" if command == "serve" else None
        if serve_url:
            config.site_url = serve_url
        vars(config.theme)["get_env"] = partial(_environment, config.theme)
        try:
            build(config, serve_url=serve_url, dirty=dirty)
            if serve_url and not again:
                with LiveReloadServer(lambda: None, *config.dev_addr, root=config.site_dir) as server:
                    config.plugins.on_serve(server, config=config, builder=lambda: None)
        except Abort:
            aborted = True
        except PluginError as error:  # which click shows, where it is not a build's
            lines.append(f"ERROR {error}")
            aborted = True
        finally:
            desk = desk_of(config)
            config.plugins.on_shutdown()
    return Built(Path(config.site_dir), lines, aborted, config, desk)


def desk_of(config: MkDocsConfig) -> dict[str, str]:
    """The pages of a preview's desk, by path."""
    plugin = next(plugin for plugin in config.plugins.values() if isinstance(plugin, ReciprocityPlugin))
    return dict(plugin.door.pages) if plugin.door else {}


def site(root: Path, files: Files, config: Mapping[str, Any] | None = None, *, strict: bool = False) -> Built:
    """Draws and builds."""
    return make(draw(root, files, config), strict=strict)


def refusal(root: Path, options: Mapping[str, Any] | str) -> str:
    """What MkDocs says of a site whose options it refuses."""
    forget_plugins()
    config_file = draw(root, {}, {"reciprocity": options})
    with listening() as lines:
        try:
            load_config(str(config_file))
        except Abort:
            return "\n".join(lines)
    raise AssertionError("these options were accepted")


def python(*arguments: str, cwd: Path | None = None, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Runs Python in a process of its own."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=timeout, check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


def rss(*items: str, title: str = "A feed", home: str = "https://ada.example/") -> str:
    """An RSS feed with these ``<item>`` contents."""
    entries = "".join(f"<item>{item}</item>" for item in items)
    channel = f"<channel><title>{title}</title><link>{home}</link>{entries}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def entry(title: str, link: str, day: str = "Tue, 10 Nov 2026 08:00:00 GMT", html: str = "") -> str:
    """An item for `rss`."""
    text = html.replace("&", "&amp;").replace("<", "&lt;")
    return f"<title>{title}</title><link>{link}</link><pubDate>{day}</pubDate><description>{text}</description>"
