"""The markers in the author's pages: ``<!-- reciprocity:shared 5 -->`` and the like, and what stands in their place."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from mkdocs_reciprocity.core.problem import did_you_mean, nearest, quoted
from mkdocs_reciprocity.publish.renderer import Fragment, Heading

_MARKER = re.compile(r"<!--\s*reciprocity:\s*([a-z-]+)(?:\s+(\d{1,3}))?\s*-->")
_COMMENT = re.compile(r"<!--(?:[^-]++|-(?!->))*+-->")
_MEANT = re.compile(r"<!--\s*reciprocity:(?=\w)((?:[^-]++|-(?!->))*+)-->")
_SLIP = re.compile(
    r"<!-{2,}+\s*+((?:mkdocs-)?[a-z]{8,14}+)([^a-z0-9<>]{1,4}+)([a-z][a-z_-]{2,20}?)(?:\s++(\d{1,3}))?+\s*+-+->", re.I
)
_NEAR = 0.8  # of two words, as `difflib` has it
_PARAGRAPH = re.compile(r"<p>\s*(<!--\s*reciprocity:\s*[a-z-]+(?:\s+\d{1,3})?\s*-->)\s*</p>")


class Mistake(NamedTuple):
    """A comment that is no marker: its text, how many of the same came before it in the page, and what is wrong."""

    comment: str
    before: int
    sentence: str


class TocToken(TypedDict):
    """A heading and those below it, as Python-Markdown's ``toc`` extension has them."""

    level: int
    id: str
    name: str
    children: list[TocToken]


def may_be_in(html: str) -> bool:
    """Whether a page can have any; nearly none has."""
    return "<!--" in html


def names(html: str) -> set[str]:
    """The markers that stand in a page, with their numbers: ``shared``, ``shared 5``."""
    return {f"{match[1]} {match[2]}" if match[2] else match[1] for match in _MARKER.finditer(html)}


def comments(html: str) -> Iterator[tuple[str, int]]:
    """The markers as they stand in a page, each with how many of the same came before it."""
    before: Counter[str] = Counter()
    for match in _MARKER.finditer(html):
        yield match[0], before[match[0]]
        before[match[0]] += 1


def mistakes(html: str, known: Collection[str]) -> Iterator[Mistake]:
    """The comments that are meant for a marker, and are none of the ``known`` ones."""
    before: Counter[str] = Counter()
    for match in _COMMENT.finditer(html, 0, html.rfind("-->") + 3):  # behind the last end no comment ends
        comment = match[0]
        if sentence := _mistake(comment, known):
            yield Mistake(comment, before[comment], sentence)
        before[comment] += 1


def line_of(text: str, comment: str, before: int) -> int:
    """The line of a Markdown file in which a comment stands that has ``before`` of the same before it; 0 if in none."""
    at = -1
    for _ in range(before + 1):
        at = text.find(comment, at + 1)
        if at < 0:
            return 0
    return text.count("\n", 0, at) + 1


def _mistake(comment: str, known: Collection[str]) -> str:
    """What is wrong with a comment; nothing where it is a marker, or is not meant for one."""
    marker, meant = _MARKER.fullmatch(comment), _MEANT.fullmatch(comment)
    if not meant:
        return "" if marker else _slip(comment, known)
    said = meant[1].rstrip()
    name = marker[1] if marker else said.split()[0]
    if name not in known:
        there_are = f"; there are {', '.join(map(quoted, known))}"
        return f"there is no marker {quoted(said)}{did_you_mean(name, known) or there_are}"
    if not marker:
        right = f"<!-- reciprocity:{name} -->, or with a number behind it"
        return f"the marker {quoted(said)} cannot be read; write {right}"
    return ""


def _slip(comment: str, known: Collection[str]) -> str:
    """The same for a comment in which not even the plugin's name stands as it should."""
    found = _SLIP.fullmatch(comment)
    if not found or nearest(found[1], ("reciprocity", "mkdocs-reciprocity"), _NEAR) is None:
        return ""
    name = found[3].casefold() if found[3].casefold() in known else nearest(found[3], known, _NEAR)
    if name is None or (not found[2].strip() and name != found[3].casefold()):  # a remark of two words
        return ""
    right = f"<!-- reciprocity:{name}{f' {found[4]}' if found[4] else ''} -->"
    return f"{quoted(comment)} is no marker; did you mean {right}?"


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
