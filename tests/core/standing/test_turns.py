"""Turns by the day."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.standing.turns import in_turn, lot, tier

NAMES = [f"peer{number}" for number in range(12)]


def test_each_purpose_has_a_round_of_its_own() -> None:
    rounds = {tuple(in_turn(NAMES, purpose, 0, len(NAMES))) for purpose in ("pay it forward", "ring", "neighbours")}
    assert len(rounds) == 3
    assert all(sorted(one) == sorted(NAMES) for one in rounds)


def test_a_round_goes_on_from_day_to_day() -> None:
    days = [in_turn(NAMES, "ring", day, 3) for day in range(4)]
    assert sorted(name for day in days for name in day) == sorted(NAMES)
    assert in_turn(NAMES, "ring", 4, 3) == days[0]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (None, 0),
        ("2026-11-08", 2),  # a fortnight ago
        ("2026-11-07", 1),
        ("2026-08-24", 1),  # ninety days ago
        ("2026-08-23", 0),
        ("2026-08", 1),  # a month ends with its last day
        ("2026-07", 0),
        ("2025", 0),
        ("2026", 2),  # it may have been today
        ("2026-11-23", 2),
    ],
)
def test_something_was_passed_on_lately_or_long_ago(given: str | None, number: int) -> None:
    assert tier(When(given) if given else None, When("2026-11-22")) == number


def test_lots_are_drawn_anew_every_day_and_for_every_purpose() -> None:
    draws = {
        tuple(sorted(NAMES, key=lambda name: lot(name, purpose, day)))
        for purpose in ("warmly", "gone quiet")
        for day in range(3)
    }
    assert len(draws) == 6
