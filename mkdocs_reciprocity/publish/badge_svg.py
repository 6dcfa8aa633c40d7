"""How wide the badge's texts are, estimated: no font is at hand where the badge is made. And what of them fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core.graphemes import graphemes
from mkdocs_reciprocity.core.lines import visible

_AS_WIDE = {
    3.1: "ijlIJ'", 3.7: " ,.-/:;\\|f", 4.3: "()[]!tr", 5.6: '*"_`?zs“”', 6.3: "ckvxyLF", 6.9: "abdeghnopquTYPSE",
    7.6: "ABCKRVXZ", 8.4: "DGHNOQU&", 9.2: "#+<=>^~Mw", 10.8: "mW%@—…",
}  # fmt: skip
_WIDTHS = {**dict.fromkeys("0123456789", 7.0), **{char: width for width, chars in _AS_WIDE.items() for char in chars}}
"""As Chromium measures them in DejaVu Sans, which has the widths of Verdana."""
_SPREADABLE = (
    (" ", "\u05ff"), ("\u1e00", "\u1fff"), ("\u2010", "\u205f"), ("\u2e80", "\ud7ff"), ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
)  # fmt: skip
"""Characters whose distance may be changed a little. In other scripts, letters are joined or stacked."""
_JOINED = {"AL": 4.8, "R": 7.2}
"""How wide letters are that are written from right to left, by their class: Arabic ones, and those that stand alone."""
_EMOJI = 14.0

NAME, MESSAGE = 130, 300
"""The most pixels that one name, and all names together, may take."""
_GAP = 7  # a comma and a space


Direction = Literal["ltr", "rtl"]


class Extent(Struct, frozen=True):
    """The width of a text in pixels, and the direction in which it begins.

    ``exact``: a browser may spread its letters to exactly that width. Else it may only make all of it narrower or
    wider, which does no harm where letters are joined.
    """

    width: int
    exact: bool
    direction: Direction = "ltr"


def extent(text: str) -> Extent:
    """An estimate for Verdana at 11 px."""
    exact = all(map(_is_spreadable, text)) and not any(map(unicodedata.combining, text))
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return Extent(max(6, round(_width(text))), exact, "ltr" if strong == "L" else "rtl")


def fitting(names: Sequence[str], within: Direction) -> list[str]:
    """As many of the names as there is room for, the first of them always. Each is cut where it is too long, and
    isolated from a text of this direction if it has another one.
    """
    found: list[str] = []
    room = float(MESSAGE)
    for name in filter(None, map(_cut, names)):
        width = _width(name)
        if width > room:
            break
        found.append(_isolated(name, within))
        room -= width + _GAP
    return found


def _isolated(name: str, within: Direction) -> str:
    kinds = set(map(unicodedata.bidirectional, name))
    return f"\u2068{name}\u2069" if within == "rtl" or kinds & {"R", "AL"} else name


def _cut(name: str) -> str:
    """The name, or its beginning and an ellipsis: whole words if they are half of what fits, else whole characters.
    Empty if nothing of it is visible.
    """
    said = visible(name)
    if not any(map(str.isprintable, said)):
        return ""
    if _width(said) <= NAME:
        return said
    room = NAME - _WIDTHS["…"]
    kept = ""
    for piece in graphemes(said):
        room -= _of_one(piece)
        if room < 0:
            break
        kept += piece
    words, space, _ = kept.rpartition(" ")
    return f"{words if space and len(words) * 2 >= len(kept) else kept}…"


def _width(text: str) -> float:
    return sum(map(_of_one, graphemes(text)))


def _of_one(piece: str) -> float:
    """The width of a piece, as `graphemes` gives it: an emoji of several is as wide as one."""
    if "\ufe0f" in piece or unicodedata.category(piece[0]) == "So":
        return _EMOJI
    return sum(map(_of_char, piece))


def _of_char(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Sk", "Cc"}:
        return 0.0  # an accent, a joiner, the colour of an emoji
    if unicodedata.east_asian_width(char) in "WF":
        return 11.0
    plain = unicodedata.normalize("NFD", char)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    if char <= "\u058f":  # Greek, Cyrillic, Armenian
        return 8.2 if char.isupper() else 6.8
    return _JOINED.get(unicodedata.bidirectional(char), 5.5)


def _is_spreadable(char: str) -> bool:
    return any(first <= char <= last for first, last in _SPREADABLE)
