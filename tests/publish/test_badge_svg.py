"""How wide the badge's texts are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.graphemes import graphemes
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.publish.badge_svg import MESSAGE, NAME, extent, fitting


@pytest.mark.parametrize(
    ("text", "least", "most", "exact"),
    [  # as Chromium measures them in DejaVu Sans, and half as much again
        ("reciprocity", 58, 87, True),
        ("48 posts by 19 people", 122, 183, True),
        ("взаимность", 67, 101, True),
        ("互恵", 22, 33, True),
        ("المعاملة بالمثل", 68, 102, False),
        ("हिन्दी पारस्परिकता", 73, 110, False),
        ("🤝 gives", 43, 65, False),
        ("e\u0301", 6, 10, False),
    ],
)
def test_a_text_has_room(text: str, least: int, most: int, *, exact: bool) -> None:
    found = extent(text)
    assert least <= found.width <= most
    assert found.exact is exact, "only letters that stand alone may be spread"


@given(st.text())
def test_there_is_always_some_room(text: str) -> None:
    assert extent(text).width >= 6
    assert extent(text + "m").width > extent("m").width - 1


def test_an_emoji_of_several_is_as_wide_as_one() -> None:
    assert {extent(one).width for one in ("🤝", "👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "❤\ufe0f")} == {14}


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Ada", "ltr"), ("12 علي", "rtl"), ("שלום Ada", "rtl"), ("Ada علي", "ltr"), ("7 · 8", "ltr")],
)
def test_a_text_begins_in_the_direction_of_its_first_letter(text: str, direction: str) -> None:
    assert extent(text).direction == direction


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Ada", "Ben", "Nora"], ["Ada", "Ben", "Nora"]),
        (["Ada\n Example ", "\u202eneB", "", "\u200d"], ["Ada Example", "neB"]),
        (["The Diary of a Weaver of Looms and Wheels"], ["The Diary of a…"]),
        (["Donaudampfschifffahrtsgesellschaft"], ["Donaudampfschifffah…"]),
        (["👩\u200d👩\u200d👧" * 10], ["👩\u200d👩\u200d👧" * 8 + "…"]),
        (["漢" * 12, "漢" * 12, "漢" * 12], ["漢" * 10 + "…", "漢" * 10 + "…"]),
        (["علي", "Ben"], ["\u2068علي\u2069", "Ben"]),
    ],
)
def test_names_are_shown_as_far_as_there_is_room(names: list[str], shown: list[str]) -> None:
    assert fitting(names, "ltr") == shown


def test_from_right_to_left_all_names_are_isolated() -> None:
    assert fitting(["علي", "Ben"], "rtl") == ["\u2068علي\u2069", "\u2068Ben\u2069"]


@given(st.lists(st.text(max_size=80), max_size=3))
def test_whatever_the_names_they_fit_and_no_character_is_cut(names: list[str]) -> None:
    shown = fitting(names, "ltr")
    assert extent(", ".join(shown)).width <= MESSAGE + 6
    for name in shown:
        kept = name.strip("\u2068\u2069").removesuffix("…")
        assert extent(name).width <= NAME + 1
        assert any(graphemes(said)[: len(graphemes(kept))] == graphemes(kept) for said in map(visible, names))
