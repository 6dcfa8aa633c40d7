"""Which peer is meant by what is no peer's id."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.ledger.peer_advice import did_you_mean, meant
from tests.core.ledger.making import peer, who

PEOPLE = who(
    peer("ada-example", "https://ada.example/", name="Ada Example"),
    peer("ben", "https://ben.example/", name="Benjamin Loom"),
    peer("bo", "https://bo.example/", name="Bo Loom"),
)


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("ada", ["ada-example"]),
        ("Ada Example", ["ada-example"]),
        ("ADA-EXAMPLE", ["ada-example"]),
        ("example", ["ada-example"]),
        ("https://ada.example/engines/", ["ada-example"]),
        ("ada.example", ["ada-example"]),
        ("loom", ["ben", "bo"]),
        ("Ben", ["ben"]),
        ("benja", ["ben"]),
        ("bne", ["ben"]),
        ("adda", ["ada-example"]),
        ("q", []),
        ("", []),
        ("stranger.example", []),
        ("https://me.example/", []),
    ],
)
def test_who_is_meant(said: str, ids: list[str]) -> None:
    assert meant(said, PEOPLE) == ids


def test_no_more_than_three_are_named() -> None:
    people = who(*(peer(f"ada-{number}", f"https://a{number}.example/") for number in range(9)))
    assert meant("ada", people) == ["ada-0", "ada-1", "ada-2"]


def test_the_sentence() -> None:
    assert did_you_mean("loom", PEOPLE, "look") == '; did you mean "ben" or "bo"?'
    assert did_you_mean("xyzzy", PEOPLE, "look") == "; look"
    assert did_you_mean("host.exmple", PEOPLE, "look", ["host.example"]) == '; did you mean "host.example"?'
