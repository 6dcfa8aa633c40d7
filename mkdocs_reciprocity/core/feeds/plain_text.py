"""Finds addresses in plain text, as social networks and JSON feeds write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.feeds import content

_NOT_PLAIN = re.compile(r"<(?:a|pre|code|script|style|textarea)\b", re.IGNORECASE)
"""Elements in which addresses are links already, or only examples."""

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9@./-])https?://"
    r"(?:(?![,;|]https?://|\[/)[^\s<>\"`\\\u00ab\u00ad\u00bb\u060c\u061b\u061f\u06d4\u0964\u200b-\u200f\u2014\u201c\u201d\u2022\u2039\u203a"
    r"\u2060\u3000-\u303f\ufe0f\ufeff\uff01\uff02\uff08\uff09\uff0c\uff1a\uff1b\uff1f])++",
    re.IGNORECASE,
)
"""It ends at quotation marks, at invisible characters, at the stops of other scripts, at a backslash, at a tag such as
``[/url]``, and where another address begins.
"""
_IN_ANGLES = re.compile(r"<(https?://[^\s<>]++)>", re.IGNORECASE)
"""An address as Markdown and mail write it. In HTML it would be a tag."""
_BEHIND = ".,;:!?'\u2013\u2019*_~|"
_POSSESSIVE = re.compile("['\u2019]s\\Z")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_BRACKETS = re.compile(r"[()\[\]]")
_CUT_OFF = ("\u2026", "...")


def addresses(markup: str) -> Iterator[str]:
    """The addresses in a text, without a stop or bracket behind them. Those cut off (``https://a.ex…``) are left out.

    Args:
        markup: HTML. If it has links, no addresses are looked for.
    """
    if not may_have_addresses(markup):
        return
    if "<http" in markup:
        markup = _IN_ANGLES.sub(r" \1 ", markup)
    text = references.unescape(content.read(markup).text if "<" in markup else markup)
    yield from (address for _, address in found(text))


def may_have_addresses(markup: str) -> bool:
    """Whether there may be any, and all that are there count as links."""
    return "://" in markup and not _NOT_PLAIN.search(markup)


def found(text: str) -> Iterator[tuple[int, str]]:
    """The addresses in plain text, each with the place where it begins."""
    for match in _ADDRESS.finditer(text):
        if not match[0].endswith(_CUT_OFF):
            yield match.start(), _without_what_follows(_POSSESSIVE.sub("", match[0]))


def _without_what_follows(said: str) -> str:
    """The address without stops and symbols at its end, and without brackets that open before it, or do not close in
    it: ``(see https://ada.example/).``
    """
    said = said[: _unpaired(said)]
    number = {bracket: said.count(bracket) for pair in _PAIRS.items() for bracket in pair}
    end = len(said)
    while (
        (last := said[end - 1]) in _BEHIND
        or _is_symbol(last)
        or number.get(last, 0) > number.get(_PAIRS.get(last, ""), len(said))
    ):
        if last in number:
            number[last] -= 1
        end -= 1
    return said[:end]


def _unpaired(said: str) -> int:
    """Where a round bracket opens that is not closed, or a square one closes that is not opened; else the end."""
    opened: list[int] = []
    deep = 0
    for place in (match.start() for match in _BRACKETS.finditer(said)):
        if said[place] == "(":
            opened.append(place)
        elif said[place] == ")":
            del opened[-1:]
        else:
            deep += 1 if said[place] == "[" else -1
            if deep < 0:
                return place
    return opened[0] if opened else len(said)


def _is_symbol(char: str) -> bool:
    """Whether it is an arrow, an emoji or the like."""
    return not char.isascii() and unicodedata.category(char).startswith("S")
