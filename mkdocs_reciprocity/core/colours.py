"""Colours of the badge: by code or by Material's names, and what can be read on them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_reciprocity.core.option_values import WrongOption, shown
from mkdocs_reciprocity.core.problem import did_you_mean

OURS = "#0b6b8a"
"""The colour where the theme's is not known."""

THEME = "theme"
"""What stands in the option for the colour of the theme."""

_NAMED = {
    "red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep purple": "#7e56c2", "indigo": "#4051b5",
    "blue": "#2094f3", "light blue": "#02a6f2", "cyan": "#00bdd6", "teal": "#009485", "green": "#4cae4f",
    "light green": "#8bc34b", "lime": "#cbdc38", "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724",
    "deep orange": "#ff6e42", "brown": "#795649", "grey": "#757575", "blue grey": "#546d78", "black": "#14151a",
}  # fmt: skip
"""As Material has them for its `primary`."""

_CODE = re.compile(r"#?((?:[0-9a-f]{3}){1,2})\Z", re.I)
_LEGIBLE = 4.5
"""The least contrast of text: https://www.w3.org/TR/WCAG22/#contrast-minimum"""


def read(value: object) -> str:
    """``#0b6b8a``, or `THEME`. Raises `WrongOption`."""
    if value == THEME:
        return THEME
    if found := _known(value):
        return found
    if value is None:
        raise WrongOption(
            '`color` has no value; a code stands in quotes, such as "#0b6b8a", for `#` begins a comment', "color"
        )
    right = '; write `theme`, a code in quotes such as "#0b6b8a", or a name such as `teal`'
    hint = did_you_mean(value, (*_NAMED, THEME)) if isinstance(value, str) else ""
    raise WrongOption(f"`color`: {shown(value)} is no colour{hint or right}", "color")


def of_palette(palette: object) -> str:
    """The colour of a theme by its option ``palette``, a mapping or a list of such; empty if it says none we know."""
    for one in palette if isinstance(palette, list) else [palette]:
        if isinstance(one, Mapping) and (found := _known(one.get("primary"))):
            return found
    return ""


def legible(on: str) -> str:
    """White if it can be read on that colour, else black, which then can."""
    light = 1.05 / (_luminance(on) + 0.05)
    return "#fff" if light >= _LEGIBLE else "#000"


def _known(value: object) -> str:
    said = value.strip().lower().replace("-", " ") if isinstance(value, str) else ""
    if named := _NAMED.get(said):
        return named
    code = _CODE.match(said)
    if not code:
        return ""
    digits = code[1] if len(code[1]) == 6 else "".join(digit * 2 for digit in code[1])
    return f"#{digits}"


def _luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
