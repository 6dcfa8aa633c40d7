"""The files below docs/ that MkDocs would take for a build, for commands, where MkDocs is not running."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import join, splitext
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pathspec.gitignore import GitIgnoreSpec

_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_STATIC = (".html", ".htm", ".xml", ".json")
_LEFT_OUT = [".*", "/templates/"]
"""The files that MkDocs leaves out by default; `exclude_docs` can change that."""


GENERATED = ".reciprocity.json"
"""The list of what `generate` has written, in that folder."""

SHEET = ".reciprocity.markdown.json"
"""What it keeps there for the extension of Markdown."""


class Written(Struct, frozen=True):
    """How an author's pages are written: the options `exclude_docs` and `draft_docs`, and the extensions of Markdown by
    their names, with their options.
    """

    exclude: str = ""
    drafts: str = ""
    extensions: Mapping[str, Mapping[str, Any]] = {}


class Front(Struct, frozen=True, kw_only=True):
    """What the configuration says of how the site looks: its name, author and language, the folder with the author's
    templates (None without one), and the stylesheets that each page has beside the theme's. ``watched`` are the files
    after whose change a preview builds again. ``plugin``: it lists the plugin. ``color`` is the theme's, as
    ``#rrggbb``, or empty.
    """

    name: str = ""
    author: str = ""
    language: str = "en"
    templates: Path | None = None
    stylesheets: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    plugin: bool = True
    color: str = ""


class Doc(Struct, frozen=True):
    """A file: its path below docs/, with slashes, where it lies, and whether it is built."""

    name: str
    path: str
    is_built: bool

    @property
    def is_page(self) -> bool:
        """Whether MkDocs makes a page of it."""
        return self.name.endswith(_PAGES)

    @property
    def is_media(self) -> bool:
        """Whether MkDocs calls it a media file: no page, no HTML, XML or JSON."""
        return not self.name.endswith((*_PAGES, *_STATIC))

    def destination(self, *, directory_urls: bool) -> str:
        """Its path in the site."""
        if not self.is_page:
            return self.name
        folder, _, base = self.name.rpartition("/")
        stem = splitext(base)[0]
        if stem in {"index", "README"}:
            return join(folder, "index.html")
        return join(folder, stem, "index.html") if directory_urls else join(folder, f"{stem}.html")


def name(docs: Path, root: Path) -> str:
    """The name of the folder, relative to ``root``, the folder of mkdocs.yml."""
    return Path(os.path.relpath(docs, root)).as_posix()


def read(
    docs: Path, written: Written, *, directory_urls: bool = True, without: Callable[[Doc], bool] = lambda _: False
) -> list[Doc]:
    """All files below docs/; those ``without`` which it is to be read count as not there."""
    is_left_out = left_out(written)
    found: list[Doc] = []
    for folder, folders, names in os.walk(docs, followlinks=True):
        folders.sort()
        inside = Path(os.path.relpath(folder, docs)).as_posix()
        paths = ((join("" if inside == "." else inside, base), os.path.join(folder, base)) for base in sorted(names))
        every = [Doc(path, source, not is_left_out(path)) for path, source in paths]
        found += _one_each([doc for doc in every if not without(doc)], directory_urls=directory_urls)
    return found


def left_out(written: Written) -> Callable[[str], bool]:
    """A function that says whether the author leaves out a path below docs/."""
    if not written.exclude and not written.drafts:
        return _is_left_out_by_default
    specs = [_spec([*_LEFT_OUT, *written.exclude.splitlines()]), _spec(written.drafts.splitlines())]
    return lambda path: any(spec.match_file(path) for spec in specs)


def _is_left_out_by_default(path: str) -> bool:
    """What the patterns of `_LEFT_OUT` say of a path. The package that reads patterns takes long to import."""
    return path.startswith((".", "templates/")) or "/." in path


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    from pathspec.gitignore import GitIgnoreSpec  # noqa: PLC0415 - only where an option has patterns

    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError:  # MkDocs says so, and builds nothing
        return GitIgnoreSpec.from_lines(_LEFT_OUT)


def _one_each(of_folder: Sequence[Doc], *, directory_urls: bool) -> Iterator[Doc]:
    """The files of a folder. If two have one destination, the one that MkDocs keeps: index.md rather than README.md."""
    first: dict[str, Doc] = {}
    gone: set[str] = set()
    for doc in of_folder:
        before = first.setdefault(doc.destination(directory_urls=directory_urls), doc)
        if before is not doc:
            gone.add(before.name if doc.is_built else doc.name)
    return (doc for doc in of_folder if doc.name not in gone)
