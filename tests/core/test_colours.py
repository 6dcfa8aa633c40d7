"""Colours of the badge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import colours
from mkdocs_reciprocity.core.option_values import WrongOption


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("theme", "theme"),
        ("#0B6B8A", "#0b6b8a"),
        ("0b6b8a", "#0b6b8a"),
        ("#fa0", "#ffaa00"),
        ("Deep Purple", "#7e56c2"),
        ("deep-purple", "#7e56c2"),
    ],
)
def test_a_colour_is_a_code_or_one_of_materials_names(said: object, read: str) -> None:
    assert colours.read(said) == read


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("teel", 'did you mean "teal"?'),
        ("#12345", "write `theme`"),
        ("url(#c)", ""),
        (None, "for `#` begins a comment"),
        (336699, "in quotes"),
        (["teal"], ""),
        (True, ""),
        ("", ""),
    ],
)
def test_what_is_no_colour_is_said(said: object, hint: str) -> None:
    with pytest.raises(WrongOption) as error:
        colours.read(said)
    assert hint in str(error.value)
    assert error.value.key == "color"


@pytest.mark.parametrize(
    ("palette", "color"),
    [
        (None, ""),
        ({}, ""),
        ({"primary": "teal"}, "#009485"),
        ([{"media": "x", "scheme": "default"}, {"primary": "deep purple"}, {"primary": "red"}], "#7e56c2"),
        ({"primary": "custom"}, ""),
        ({"primary": ["teal"]}, ""),
        ("teal", ""),
        ({"primary": None}, ""),
    ],
)
def test_the_colour_of_a_palette(palette: object, color: str) -> None:
    assert colours.of_palette(palette) == color


def _light(code: str) -> float:
    shares = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05


@given(st.integers(0, 0xFFFFFF))
def test_text_can_be_read_on_any_colour(number: int) -> None:
    code = f"#{number:06x}"
    ink = 1.05 if colours.legible(code) == "#fff" else 0.05
    light = _light(code)
    assert max(ink, light) / min(ink, light) >= 4.5


def test_white_is_taken_where_both_can_be_read() -> None:
    assert (colours.legible("#757575"), colours.legible("#cbdc38")) == ("#fff", "#000")
