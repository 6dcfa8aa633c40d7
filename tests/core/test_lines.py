"""Text from outside in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.lines import line, visible


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Looms", "Looms"),
        ("  Looms \n\t and wheels ", "Looms and wheels"),
        ("\u202eLooms\u2069\x1b\ufeff", "Looms"),  # nothing turns the text around it
        ("\x00 \x01", ""),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),  # what joins letters, or keeps them apart, stays
        ("Looms and wheels from the north", "Looms and wheels…"),  # between words
        ("Looms andwheelsofthenorth", "Looms andwheelsofth…"),  # no space near the end
        ("x" * 21, "x" * 19 + "…"),
        ("x" * 20, "x" * 20),
    ],
)
def test_a_line_is_what_can_be_seen_within_the_bound(text: str, said: str) -> None:
    assert line(text, 20) == said


def test_what_is_hidden_takes_no_room() -> None:
    assert line("\u200e" * 35 + "Looms and wheels", 20) == "Looms and wheels"


@given(st.text(), st.integers(min_value=4, max_value=40))
def test_a_line_is_within_its_bound_and_says_the_same_again(text: str, longest: int) -> None:
    said = line(text, longest)
    assert len(said) <= longest
    assert said.splitlines() in ([said], [])
    assert line(said, longest) == said
    assert visible(visible(text)) == visible(text)
