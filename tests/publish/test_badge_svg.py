"""How wide the badge's texts are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.publish.badge_svg import extent


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
