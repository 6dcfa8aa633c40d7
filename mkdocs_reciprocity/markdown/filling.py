"""Fills a page that Markdown has made, from the file that `generate` keeps."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from msgspec.structs import replace

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.docs import SHEET
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.markdown.pages import Page
from mkdocs_reciprocity.publish import excerpts, sheet, template_faults
from mkdocs_reciprocity.publish.filler import Filled
from mkdocs_reciprocity.publish.markers import TocToken, nested
from mkdocs_reciprocity.publish.renderer import Heading
from mkdocs_reciprocity.publish.sheet import Sheet

_ABSENT = "this is not there yet, so your pages have no reactions, and nothing where their markers are; run"
_OTHER = "another version has written this, so your pages have no reactions, and nothing where their markers are; run"
_GENERATE = "`mkdocs-reciprocity generate` before you build"

State = tuple[int, int, int] | None
"""The inode, the size and the time of a file; None where there is none."""


class Sheets:
    """The sheets of this process, by the folders of pages. Each is read again only when its file is another one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: dict[Path, tuple[State, Sheet | None]] = {}
        self._told: set[tuple[Path, str]] = set()

    def of(self, page: Page) -> Sheet | None:
        """The sheet for a page; None if there is none that can be used, which is said once."""
        path = page.folder / SHEET
        state = _state(path)
        with self._lock:
            before = self._read.get(page.folder)
            if before is None or before[0] != state:
                before = self._read[page.folder] = (state, _sheet(path) if state else None)
        if before[1] is None:
            what = f"{_OTHER if state else _ABSENT} {_GENERATE}"
            self.say(page, str(Problem(Where(f"{page.folder.name}/{SHEET}"), what)))
        return before[1]

    def say(self, page: Page, line: str) -> None:
        """Says something of a site once, as a warning."""
        with self._lock:
            if (page.folder, line) in self._told:
                return
            self._told.add((page.folder, line))
        logging.getLogger(page.logger).warning("reciprocity: %s", line)


_SHEETS = Sheets()


def _state(path: Path) -> State:
    try:
        known = os.stat(path)
    except OSError:
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns


def _sheet(path: Path) -> Sheet | None:
    try:
        return sheet.read(plain_file.read(path))
    except OSError:
        return None


def filled(md: Markdown, page: Page, html: str) -> str:
    """The page's HTML with our part in it. Its headings are added to those of ``md``."""
    found = _SHEETS.of(page)
    if found is None:
        return html
    tokens: list[Any] = getattr(md, "toc_tokens", [])
    filler = sheet.filler(_named(found, page, tokens), page.templates, zensical=page.source if page.zensical else None)
    try:
        done = filler.filled(page.source, page.here, html, lambda: [*_headings(tokens)], foot=page.foot)
    except Exception as error:
        if sentence := template_faults.sentence(error):
            _SHEETS.say(page, sentence)
            return html
        raise
    if done is None:
        return html
    md.toc_tokens = _merged(nested(done.headings), dict(_by_id(tokens)))  # type: ignore[attr-defined]
    return _whole(done, page)


def _named(found: Sheet, page: Page, tokens: Iterable[Mapping[str, Any]]) -> Sheet:
    """The sheet with the title of the page, if only its address was known."""
    reactions = found.views.reactions
    of_page = reactions.get(page.here)
    if of_page is None or of_page.post.text:
        return found
    title = page.title or next((unescape(token["name"]) for token in tokens), page.here)
    of_page = replace(of_page, post=replace(of_page.post, text=title))
    return replace(found, views=replace(found.views, reactions={**reactions, page.here: of_page}))


def _whole(done: Filled, page: Page) -> str:
    html = done.html
    for end in page.excerpt_ends:
        html = excerpts.ended(replace(done, html=html), end)
    return html


def _headings(tokens: Iterable[Mapping[str, Any]]) -> Iterator[Heading]:
    """The headings that Markdown has found, in document order."""
    for token in tokens:
        yield Heading(token["level"], token["id"], token["name"])
        yield from _headings(token["children"])


def _by_id(tokens: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for token in tokens:
        yield token["id"], token
        yield from _by_id(token["children"])


def _merged(tree: Iterable[TocToken], known: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The headings as Markdown's ``toc`` has them, with all that it knows of its own."""
    ours = {"data-toc-label": ""}
    return [
        {"html": one["name"], **ours, **known.get(one["id"], {}), **one, "children": _merged(one["children"], known)}
        for one in tree
    ]
