"""Cuts a text behind a sentence, as near as that can be known without a dictionary; else between words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from mkdocs_reciprocity.core.graphemes import graphemes

LONGEST = 280
"""In characters of Latin width: an ideograph, a syllable of Korean, or an emoji takes two."""

AHEAD = 40
"""So many characters behind the longest excerpt are enough to know where it ends."""

_SHORT = 4  # a sentence that ends in the first quarter is too short to stand alone
_HALF = 2
_NEAR = 150
_ELLIPSIS = "\u2026"
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60"
    r"\uffe0-\uffe6\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)
_CLOSING = "\"'\u2019\u201c\u201d\u00bb\u203a)\\]\u300d\u300f\uff09"
_NO_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of Thai, Lao, Burmese, Khmer, Japanese, and Chinese."""
_SOME = 8
_STOPS = ".!?\u2026\u203d\u061f\u06d4\u0964\u0965\u0589\u104b\u17d4\u1362\u0f0d"
_WIDE_STOPS = "\u3002\uff01\uff1f\uff61"
# It begins with one set of characters, so the search takes a fifth of the time.
_END = re.compile(
    rf"[{_STOPS}{_WIDE_STOPS}](?:(?<=[{_STOPS}])[{_STOPS}]*+[{_CLOSING}]*+(?=\s|\Z)"
    rf"|(?<=[{_WIDE_STOPS}])[{_WIDE_STOPS}]*+[{_CLOSING}]*+)"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"'\u201e\u201c\u2018\u00ab]{1,12}\Z")
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof st mt vs etc no nr fig hr fr bzw ca usw evtl ggf sog vgl inkl sr sra mme mlle dept est".split()
)
_NO_END = " ,;:\u2013\u2014-([{\u201e\u201c\u00ab/\u3001\uff0c"


def beginning(text: str) -> str:
    """The text up to the end of a sentence, `LONGEST` characters at most; up to a word where the sentence is longer."""
    longest = _fits(text)
    if longest >= len(text):
        return text
    if end := _last_end(text, longest):
        return text[:end]
    space = text.rfind(" ", longest // _HALF if has_no_spaces(text[:longest]) else 0, longest)
    head = text[:space] if space > 0 else _whole_characters(text, longest - 1)
    return f"{head.rstrip(_NO_END)}{_ELLIPSIS}"


def has_no_spaces(text: str) -> bool:
    """Whether a good part of a text is in a script without spaces between words."""
    return not text.isascii() and len(_NO_SPACES.findall(text)) >= _SOME


def whole(text: str) -> str:
    """The whole sentences of a text; nothing if there are none."""
    return text[: _last_end(text, len(text), 0)]


def has_end(text: str) -> bool:
    """Whether a sentence ends in it."""
    return next(_ends(text), 0) > 0


def span(text: str, place: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which a place of the text is."""
    begins = 0
    for end in _ends(text):
        if end > place:
            return begins, end
        begins = end
    return begins, len(text)


def first(text: str) -> str:
    """The first sentence; all of the text if none ends in it."""
    return text[: span(text, 0)[1]]


def last(text: str) -> str:
    """The last sentence; all of the text if none ends before it."""
    return text[span(text, max(0, len(text) - 1))[0] :].strip()


def part(text: str, place: int) -> str:
    """The part of a sentence around a place, `LONGEST` characters at most, between words."""
    if place <= _fits(text) * 3 // 4:
        return beginning(text)
    begins = max(1, place - LONGEST // _HALF)
    space = text.find(" ", begins, begins + AHEAD)
    begins = space + 1 if space > 0 else begins - 1 + len(graphemes(text[begins - 1 : begins + AHEAD])[0])
    return f"{_ELLIPSIS}{beginning(text[begins:])}"


def joined(first: str, second: str) -> str:
    """Two parts of a text. Behind a stop that is as wide as a character is no space."""
    space = " " if first and second and not _WIDE.match(first[-1]) else ""
    return f"{first}{space}{second}"


def _last_end(text: str, longest: int, least: int | None = None) -> int:
    """Where the last sentence ends that is within these bounds; 0 if none does."""
    shortest = longest // _SHORT if least is None else least
    text = text[: longest + AHEAD]
    near = text.rfind(" ", 0, max(0, longest - _NEAR)) + 1  # mostly there is one in the last words
    for begins in (near, 0) if near else (0,):
        stops = [stop for stop in _END.finditer(text, begins) if shortest <= stop.end() <= longest]
        if end := next((stop.end() for stop in reversed(stops) if _is_end(text, stop)), 0):
            return end
    return 0


def _ends(text: str) -> Iterator[int]:
    return (match.end() for match in _END.finditer(text) if _is_end(text, match))


def _is_end(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends a sentence, and not an abbreviation, the number of a day, or what is said within another."""
    follows = text[stop.end() : stop.end() + 2].strip()[:1]
    if follows.islower():
        return False
    if stop[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, stop.start() - 12), stop.start())
    word = before[0].casefold() if before else ""
    is_short = len(word) == 1 or "." in word or (word.isdecimal() and len(word) <= 2)  # as in: 3. May
    return not (follows and (is_short or word in _ABBREVIATED))


def _fits(text: str) -> int:
    """How many characters of the text are no wider than `LONGEST` together."""
    if text.isascii():
        return LONGEST
    wide = 0
    for match in _WIDE.finditer(text, 0, LONGEST):
        if match.start() + wide + 2 > LONGEST:
            return min(match.start(), LONGEST - wide)
        wide += 1
    return LONGEST - wide


def _whole_characters(text: str, longest: int) -> str:
    """The beginning of a text, cut between two of what readers take for characters."""
    ends = accumulate(map(len, graphemes(text[: longest + 40])))
    return text[: max((end for end in ends if end <= longest), default=0)]
