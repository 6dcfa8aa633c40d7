"""Which peer is meant by what is no peer's id."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.ledger.peer_advice import did_you_mean, known_peer, meant, new_id, unknown_peer
from mkdocs_reciprocity.core.problem import Refused
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


def test_a_peer_is_known_by_the_whole_id_only() -> None:
    assert known_peer("ben", PEOPLE).name == "Benjamin Loom"
    with pytest.raises(Refused) as refused:
        known_peer("Ben", PEOPLE)
    assert str(refused.value) == 'unknown peer "Ben"; did you mean "ben"?'


def test_who_is_unknown_may_be_a_stranger() -> None:
    assert unknown_peer("host.exmple", PEOPLE, ["host.example"]) == (
        'unknown peer "host.exmple"; did you mean "host.example"?'
    )
    assert (
        unknown_peer("xyzzy", PEOPLE) == 'unknown peer "xyzzy"; `mkdocs-reciprocity peers` lists those that there are'
    )


@pytest.mark.parametrize("said", ["zoe", "Ben", "ben-2", "今日"])
def test_an_id_for_somebody_new(said: str) -> None:
    assert new_id(said, PEOPLE) == said


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", '"" is no id; take a short word, such as `ada`'),
        (" ", '" " is no id; take a short word, such as `ada`'),
        ("a\x07", "is no id"),
        ("ben", 'there is a peer "ben" already; take another id (nothing was changed)'),
    ],
)
def test_what_can_be_no_id(said: str, fault: str) -> None:
    with pytest.raises(Refused) as refused:
        new_id(said, PEOPLE)
    assert fault in str(refused.value)
