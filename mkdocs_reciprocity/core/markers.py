"""The markers in the author's pages, such as ``<!-- reciprocity:shared 5 -->``, and comments that should be one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_reciprocity.core.patterns import late
from mkdocs_reciprocity.core.problem import did_you_mean, nearest, quoted

NAMES = (
    "shared", "pay-it-forward", "thanks", "badge", "reactions", "lifts", "ring", "forward",
    "river", "own", "blogroll", "resting",
)  # fmt: skip
"""What an author's own page can have filled in."""

MARKER = late(r"<!--\s*reciprocity:\s*([a-z-]+)(?:\s+(\d{1,3}))?\s*-->")
_COMMENT = late(r"<!--(?:[^-]++|-(?!->))*+-->")
_MEANT = late(r"<!--\s*reciprocity:(?=\w)((?:[^-]++|-(?!->))*+)-->")
_SLIP = (  # compiled when it is first used, for few pages need it
    r"(?i)<!-{2,}+\s*+((?:mkdocs-)?[a-z]{8,14}+)([^a-z0-9<>]{1,4}+)([a-z][a-z_-]{2,20}?)(?:\s++(\d{1,3}))?+\s*+-+->"
)
_UNCOUNTED = "pay-it-forward"
_NEAR = 0.8  # of two words, as `difflib` has it


class Mistake(NamedTuple):
    """A comment that is no marker: its text, how many of the same came before it in the page, and what is wrong."""

    comment: str
    before: int
    sentence: str


def may_be_in(html: str) -> bool:
    """Whether a page can have any; nearly none has."""
    return "<!--" in html


def names(html: str) -> set[str]:
    """The markers that stand in a page, with their numbers: ``shared``, ``shared 5``."""
    return {f"{match[1]} {match[2]}" if match[2] else match[1] for match in MARKER.finditer(html)}


def comments(html: str) -> Iterator[tuple[str, int]]:
    """The markers as they stand in a page, each with how many of the same came before it."""
    before: Counter[str] = Counter()
    for match in MARKER.finditer(html):
        yield match[0], before[match[0]]
        before[match[0]] += 1


def mistakes(html: str) -> Iterator[Mistake]:
    """The comments that are meant for a marker and are none, and markers of whose like only the first is filled."""
    before: Counter[str] = Counter()
    there: set[str] = set()
    for match in _COMMENT.finditer(html, 0, html.rfind("-->") + 3):  # behind the last end no comment ends
        comment = match[0]
        if sentence := _mistake(comment) or _again(comment, there):
            yield Mistake(comment, before[comment], sentence)
        before[comment] += 1


def twice(name: str) -> str:
    """What is wrong with a marker that is filled only where it stands first: no id may be in a page twice."""
    return f'the marker "{name}" is there twice; only the first is filled'


def is_whole(name: str, count: int | None) -> bool:
    """Whether what stands for a marker has headings, as long as no template says otherwise."""
    return name == "reactions" or (name in {"shared", "pay-it-forward", "blogroll"} and count is None)


def _again(comment: str, there: set[str]) -> str:
    marker = MARKER.fullmatch(comment)
    if not marker or not is_whole(marker[1], int(marker[2]) if marker[2] else None):
        return ""
    if marker[1] in there:
        return twice(marker[1])
    there.add(marker[1])
    return ""


class Lines:
    """The lines of comments in the text of a Markdown file. Each is looked for behind the last of its like."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, list[tuple[int, int]]] = {}  # by comment, where each begins, and its line

    def of(self, comment: str, before: int) -> int:
        """The line of the comment that has ``before`` of the same before it; 0 if there is none."""
        found = self._found.setdefault(comment, [])
        while len(found) <= before:
            last, line = found[-1] if found else (0, 1)
            at = self._text.find(comment, last + 1 if found else 0)
            if at < 0:
                return 0
            found.append((at, line + self._text.count("\n", last, at)))
        return found[before][1]


def _mistake(comment: str) -> str:
    """What is wrong with a comment; nothing where it is a marker, or is not meant for one."""
    marker, meant = MARKER.fullmatch(comment), _MEANT.fullmatch(comment)
    if not meant:
        return "" if marker else _slip(comment)
    said = meant[1].rstrip()
    name = marker[1] if marker else said.split()[0]
    if name not in NAMES:
        there_are = f"; there are {', '.join(map(quoted, NAMES))}"
        return f"there is no marker {quoted(said)}{did_you_mean(name, NAMES) or there_are}"
    if not marker or (name == _UNCOUNTED and marker[2]):
        right = f"<!-- reciprocity:{name} -->{'' if name == _UNCOUNTED else ', or with a number behind it'}"
        return f"the marker {quoted(said)} cannot be read; write {right}"
    return ""


def _slip(comment: str) -> str:
    """The same for a comment in which not even the plugin's name stands as it should."""
    found = re.fullmatch(_SLIP, comment)
    if not found or nearest(found[1], ("reciprocity", "mkdocs-reciprocity"), _NEAR) is None:
        return ""
    name = found[3].casefold() if found[3].casefold() in NAMES else nearest(found[3], NAMES, _NEAR)
    if name is None or (not found[2].strip() and name != found[3].casefold()):  # a remark of two words
        return ""
    right = f"<!-- reciprocity:{name}{f' {found[4]}' if found[4] else ''} -->"
    return f"{quoted(comment)} is no marker; did you mean {right}?"
