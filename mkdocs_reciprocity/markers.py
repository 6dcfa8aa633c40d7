"""The markers in the author's pages: ``<!-- reciprocity:shared 5 -->`` and the like, and what stands in their place."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypedDict

from mkdocs_reciprocity.problem import did_you_mean, quoted
from mkdocs_reciprocity.render import Fragment, Heading

_MARKER = re.compile(r"<!--\s*reciprocity:\s*([a-z-]+)(?:\s+(\d{1,3}))?\s*-->")
_MEANT = re.compile(r"<!--\s*reciprocity:(?=\w)((?:[^-]++|-(?!->))*+)-->")
_PARAGRAPH = re.compile(r"<p>\s*(<!--\s*reciprocity:\s*[a-z-]+(?:\s+\d{1,3})?\s*-->)\s*</p>")


class TocToken(TypedDict):
    """A heading and those below it, as Python-Markdown's ``toc`` extension has them."""

    level: int
    id: str
    name: str
    children: list[TocToken]


def may_be_in(html: str) -> bool:
    """Whether a page can have any; nearly none has."""
    return "reciprocity:" in html


def names(html: str) -> set[str]:
    """The markers that stand in a page, with their numbers: ``shared``, ``shared 5``."""
    return {f"{match[1]} {match[2]}" if match[2] else match[1] for match in _MARKER.finditer(html)}


def mistakes(html: str, known: Collection[str]) -> Iterator[str]:
    """A sentence for each comment that is meant for a marker, and is none of the ``known`` ones."""
    for match in _MEANT.finditer(html, 0, html.rfind("-->") + 3):  # behind the last end no comment ends
        said, marker = match[1].rstrip(), _MARKER.fullmatch(match[0])
        name = marker[1] if marker else said.split()[0]
        if name not in known:
            there_are = f"; there are {', '.join(map(quoted, known))}"
            yield f"there is no marker {quoted(said)}{did_you_mean(name, known) or there_are}"
        elif not marker:
            right = f"<!-- reciprocity:{name} -->, or with a number behind it"
            yield f"the marker {quoted(said)} cannot be read; write {right}"


def fill(
    html: str, headings: Sequence[Heading], fragment: Callable[[str, int | None], Fragment | None]
) -> tuple[str, list[Heading]]:
    """The page with every marker filled, and all its headings in the order in which they stand.

    Args:
        html: the page's content.
        headings: those that it has.
        fragment: gives what stands for a marker's name and number; None leaves the marker, an invisible comment, alone.
    """
    html = _PARAGRAPH.sub(r"\1", html)
    pieces: list[str] = []
    merged: list[Heading] = []
    rest = deque(headings)
    end = at = 0
    for match in _MARKER.finditer(html):
        found = fragment(match[1], int(match[2]) if match[2] else None)
        if found is None:
            continue
        while rest and (found_at := html.find(f'id="{rest[0].id}"', at, match.start())) >= 0:
            at = found_at
            merged.append(rest.popleft())
        at = match.start()
        merged += found.headings
        pieces += (html[end : match.start()], found.html)
        end = match.end()
    return "".join(pieces) + html[end:], [*merged, *rest]


def nested(headings: Iterable[Heading]) -> list[TocToken]:
    """Headings in document order as a tree: each below the last one of a higher rank."""
    tree: list[TocToken] = []
    above: list[TocToken] = []
    for heading in headings:
        token = TocToken(level=heading.level, id=heading.id, name=heading.text, children=[])
        while above and above[-1]["level"] >= heading.level:
            above.pop()
        (above[-1]["children"] if above else tree).append(token)
        above.append(token)
    return tree
