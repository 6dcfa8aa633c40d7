"""Some of a numbered list, as somebody says which."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.cli.terminal.numbers import places

LABELS = ["Ada Example  https://ada.example/", "Ben  https://ben.example/", "Cleo  https://cleo.example/",
          "Ben Loom  https://loom.example/", "9 to 5  https://nine.example/"]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("1", [0]),
        ("3 1", [2, 0]),
        ("1,3", [0, 2]),
        ("1, 3; 4", [0, 2, 3]),
        ("1-3", [0, 1, 2]),
        ("3 - 1", [0, 1, 2]),
        ("1\N{EN DASH}2, 4", [0, 1, 3]),
        ("2 to 4", [1, 2, 3]),
        ("1..2", [0, 1]),
        ("1 1-2", [0, 1]),
        ("all", [0, 1, 2, 3, 4]),
        ("ALL but 3", [0, 1, 3, 4]),
        ("all except 1-2, cleo", [3, 4]),
        ("everybody but Ben", [0, 2, 3, 4]),
        ("none", []),
        ("ada", [0]),
        ("ben, cleo.example", [1, 2]),
        ("nine.example", [4]),
        ("ada example, 4", [0, 3]),
    ],
)
def test_what_may_be_said(said: str, found: list[int]) -> None:
    assert places(said, LABELS) == found


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("0", '"0" is no number from 1 to 5; write them as 1-4, 7'),
        ("6", '"6" is no number from 1 to 5'),
        ("1-9", '"9" is no number from 1 to 5'),
        ("example", '"example" may be 1, 2, 3, 4, 5; give the number'),
        ("xyzzy", '"xyzzy" is nobody in the list'),
        ("all but xyzzy", '"xyzzy" is nobody in the list'),
        ("all of them", '"all of them" is nobody in the list'),
    ],
)
def test_what_cannot_be_meant_is_asked_again(said: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("(", r"\(")):
        places(said, LABELS)
