"""Turns by the day."""

from __future__ import annotations

from mkdocs_reciprocity.core.standing.turns import in_turn, lot

NAMES = [f"peer{number}" for number in range(12)]


def test_each_purpose_has_a_round_of_its_own() -> None:
    rounds = {tuple(in_turn(NAMES, purpose, 0, len(NAMES))) for purpose in ("pay it forward", "ring", "neighbours")}
    assert len(rounds) == 3
    assert all(sorted(one) == sorted(NAMES) for one in rounds)


def test_a_round_goes_on_from_day_to_day() -> None:
    days = [in_turn(NAMES, "ring", day, 3) for day in range(4)]
    assert sorted(name for day in days for name in day) == sorted(NAMES)
    assert in_turn(NAMES, "ring", 4, 3) == days[0]


def test_lots_are_drawn_anew_every_day_and_for_every_purpose() -> None:
    draws = {
        tuple(sorted(NAMES, key=lambda name: lot(name, purpose, day)))
        for purpose in ("warmly", "gone quiet")
        for day in range(3)
    }
    assert len(draws) == 6
