"""The author's `nav:`: whether it leads to our pages, and how it calls others. Without one, the menu has all pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

_SAME = re.compile(r"(?:/?index\.html|/?(?:index|README)\.md|\.md|/)\Z")


def unlisted(nav: object, folders: Sequence[str]) -> list[str]:
    """The folders of our pages to which the `nav:` does not lead, however they are written; none without a `nav:`."""
    if not nav:
        return []
    listed = {_SAME.sub("", entry.partition("#")[0]).lstrip("/") for entry in entries(nav)}
    return [folder for folder in folders if not any(f"/{one}".endswith(f"/{folder}") for one in listed)]


def advice(folders: Collection[str], *, in_toml: bool = False) -> str:
    """A sentence about pages to which the menu does not lead, and what to do in a configuration of this language."""
    pages = " and ".join(f"`{folder}/index.md`" for folder in folders)
    them = "them" if len(folders) > 1 else "it"
    todo = f"add {them} to `nav`, in quotes" if in_toml else f"list {them} below `nav:`"
    return f"the menu does not lead to {pages}; {todo}"


def lines(folders: Collection[str], *, in_toml: bool) -> str:
    """The lines to write into the `nav:` for these pages."""
    line = '  "{}/index.md",\n' if in_toml else "  - {}/index.md\n"
    return "".join(map(line.format, folders))


def entries(nav: object) -> Iterator[str]:
    """All targets in a `nav:`, as they are written."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for below in nav.values():
            yield from entries(below)
    elif isinstance(nav, list | tuple):
        for below in nav:
            yield from entries(below)


def titles(nav: object) -> dict[str, str]:
    """The titles that a `nav:` gives to targets, as these are written. The first of each counts."""
    found: dict[str, str] = {}
    for target, title in _titled(nav):
        found.setdefault(target, title)
    return found


def _titled(nav: object) -> Iterator[tuple[str, str]]:
    if isinstance(nav, Mapping):
        for title, below in nav.items():
            yield from [(below, str(title))] if isinstance(below, str) else _titled(below)
    elif isinstance(nav, list | tuple):
        for below in nav:
            yield from _titled(below)


def without(nav: object, gone: Callable[[str], bool]) -> object:
    """The `nav:` without these entries, and without sections that become empty; None if nothing is left."""
    if isinstance(nav, str):
        return None if gone(nav) else nav
    if isinstance(nav, Mapping):
        named = {title: without(below, gone) for title, below in nav.items()}
        return {title: below for title, below in named.items() if below is not None or nav[title] is None} or None
    if isinstance(nav, list | tuple):
        return [below for below in (without(one, gone) for one in nav) if below is not None] or None
    return nav
