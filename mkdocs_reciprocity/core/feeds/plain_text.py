"""Finds addresses in plain text, as social networks and JSON feeds write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.feeds import content

_NOT_PLAIN = re.compile(r"<(?:a|pre|code|script|style|textarea)\b", re.IGNORECASE)
"""Elements in which addresses are links already, or only examples."""

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9@./-])https?://"
    r"(?:(?![,;|]https?://)[^\s<>\"`\u2014\u201c\u201d\u00ab\u00bb\u200b\u3000-\u303f\uff01\uff02\uff08\uff09\uff0c\uff1a\uff1b\uff1f])++",
    re.IGNORECASE,
)
"""It ends at quotation marks, at the stops and brackets of Chinese and Japanese, and where another address begins."""
_BEHIND = ".,;:!?'\u2019*_~|"
_POSSESSIVE = re.compile("['\u2019]s\\Z")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_CUT_OFF = ("\u2026", "...")


def addresses(markup: str) -> Iterator[str]:
    """The addresses in a text, without a stop or bracket behind them. Those cut off (``https://a.ex…``) are left out.

    Args:
        markup: HTML. If it has links, no addresses are looked for.
    """
    if not may_have_addresses(markup):
        return
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
    """The address without stops at its end, and without brackets that open before it: ``(see https://ada.example/).``"""
    number = {bracket: said.count(bracket) for pair in _PAIRS.items() for bracket in pair}
    end = len(said)
    while (last := said[end - 1]) in _BEHIND or number.get(last, 0) > number.get(_PAIRS.get(last, ""), len(said)):
        if last in number:
            number[last] -= 1
        end -= 1
    return said[:end]
