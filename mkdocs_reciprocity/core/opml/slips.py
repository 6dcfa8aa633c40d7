"""Reads an OPML file that is no well-formed XML, one outline after another, so that a slip costs one outline at most.

It can read quotes within quotes or without a partner, values without quotes, attributes that touch or are repeated,
stray text, and tags that are never closed. Each outline is read by itself, so the time grows only with the length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from mkdocs_reciprocity.core.references import unescape

LONGEST = 10_000
"""Characters of one outline that are looked at."""

_OPML = re.compile(r"<opml[\s>]", re.IGNORECASE)
_ASIDE = re.compile(r"<!--(?s:.*?)(?:-->|\Z)")
_TAG = re.compile(r"<(/?)outline(?=[\s/>])", re.IGNORECASE)
_NEXT = re.compile(r"</?(?:outline|body|opml)(?=[\s/>])", re.IGNORECASE)
_NAME = r"(?<![\w.-])[A-Za-z_][\w.-]{0,40}(?=\s{0,9}=)"
_BEGINS = re.compile(rf"({_NAME})\s*=\s*")
_CLOSES = re.compile(rf"""["'](?=\s{{0,9}}(?:/?\s{{0,9}}>|[,;]?\s{{0,9}}{_NAME}|[,;]?\s{{0,9}}/?\s{{0,9}}(?:>|\Z)))""")
"""A quote that ends a value: what follows it cannot be part of a value."""
_BARE = re.compile(r"[^\s\"'<>]*")


class Tag(Struct, frozen=True):
    """A tag of an outline, with the line where it begins. ``whole``: all that is in it could be read."""

    line: int
    starts: bool
    ends: bool
    attributes: dict[str, str]
    whole: bool


def tags(text: str) -> Iterator[Tag]:
    """The tags of the outlines, in order; none if the text is no OPML, or declares entities."""
    if not _OPML.search(text) or "<!ENTITY" in text:
        return
    text = _ASIDE.sub(lambda aside: "\n" * aside[0].count("\n"), text)
    line, counted = 1, 0
    for match in _TAG.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if match[1]:
            yield Tag(line, starts=False, ends=True, attributes={}, whole=True)
            continue
        following = _NEXT.search(text, match.end(), match.end() + LONGEST)
        end = following.start() if following else match.end() + LONGEST
        found, rest = _read(text[match.end() : end])
        ends, whole = rest.endswith("/"), not rest.strip(" \t\r\n,;/")
        if following is None and ">" not in text[match.end() : end]:  # the file ends within a value, maybe an address
            found, whole = {}, False
        yield Tag(line, starts=True, ends=ends, attributes=found, whole=whole)


def _read(part: str) -> tuple[dict[str, str], str]:
    """The attributes in a text that begins behind a tag's name, and what else stands there up to the tag's end."""
    closing: dict[str, list[int]] = {'"': [], "'": []}
    for quote in _CLOSES.finditer(part):
        closing[quote[0]].append(quote.start())
    found: dict[str, str] = {}
    rest, place = "", 0
    while True:
        begins = _BEGINS.search(part, place)
        between, ended, _ = part[place : begins.start() if begins else None].partition(">")
        rest += between
        if ended or begins is None:
            return found, rest.rstrip()
        value, place = _value(part, begins.end(), closing)
        found.setdefault(begins[1], unescape(value))


def _value(part: str, begin: int, closing: dict[str, list[int]]) -> tuple[str, int]:
    """The value that begins there, and where it ends. If its quote has no partner, it ends with the word."""
    quote = part[begin : begin + 1]
    if quote in closing:
        begin += 1
        after = bisect_left(closing[quote], begin)
        if after < len(closing[quote]):
            end = closing[quote][after]
            return part[begin:end], end + 1
    word = _BARE.match(part, begin)
    return (word[0], word.end()) if word else ("", begin)
