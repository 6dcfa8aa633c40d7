"""Pieces of text that may be parted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.graphemes import graphemes


@pytest.mark.parametrize(
    "pieces",
    [
        "A d a",
        "e\u0301 x",
        "👩\u200d👩\u200d👧 👍🏽 ❤\ufe0f 🇩🇪 🇫🇷 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f a",
        "हि न्दी क्ष",
        "নি",
        "ก็ กำ",
        "한 국",
        "\u1112\u1161\u11ab \u1100\u116e\u11a8 가\u11a8",
        "か\u3099 ｶﾞ",
        "ع ل يّ",
        "漢 字",
    ],
)
def test_what_readers_take_for_one_is_one(pieces: str) -> None:
    expected = pieces.split(" ")
    assert graphemes("".join(expected)) == expected


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    assert "".join(graphemes(text)) == text
