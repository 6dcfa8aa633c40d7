"""How wide the badge's texts are, estimated: no font is at hand where the badge is made."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

_WIDE = frozenset("mwMW@%—")
_NARROW = frozenset("ijlftrI1.,:;'|()[]! ")
_SPREADABLE = (
    (" ", "\u05ff"), ("\u1e00", "\u1fff"), ("\u2010", "\u205f"), ("\u2e80", "\ud7ff"), ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
)  # fmt: skip
"""Characters whose distance may be changed a little. In other scripts, letters are joined or stacked."""


class Extent(Struct, frozen=True):
    """The width of a text in pixels, and whether a browser may stretch the text to exactly that width."""

    width: int
    exact: bool


def extent(text: str) -> Extent:
    """An estimate for Verdana at 11 px. For unusual characters it is too large rather than too small."""
    exact = all(map(_is_spreadable, text)) and not any(map(unicodedata.combining, text))
    return Extent(max(6, round(sum(map(_width, text)))), exact)


def _width(char: str) -> float:
    if char in _NARROW:
        return 4.2
    if char in _WIDE:
        return 10.5
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Sk"}:
        return 0.0  # an accent, a joiner, the colour of an emoji
    if category == "So":
        return 15.0
    if unicodedata.east_asian_width(char) in "WF":
        return 11.5
    return 7.0 if _is_spreadable(char) else 5.5


def _is_spreadable(char: str) -> bool:
    return any(first <= char <= last for first, last in _SPREADABLE)
