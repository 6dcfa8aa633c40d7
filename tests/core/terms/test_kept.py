"""Which terms are kept of the entries of a feed."""

from __future__ import annotations

import pytest
from msgspec import json

from mkdocs_reciprocity.core.terms import kept
from mkdocs_reciprocity.core.terms.kept import Told
from mkdocs_reciprocity.core.url import Url

LETTERS = str.maketrans("0123456789", "abcdefghij")


def told(number: int, title: str, text: str = "") -> Told:
    return Told(Url(f"https://ada.example/{number}/"), title, text)


def bag(*entries: Told, of: int = 0) -> tuple[dict[str, int], frozenset[str]]:
    return kept.bag_of([*kept.of_feed(entries).entries.values()][of])


def test_terms_with_how_often_they_are_there_and_those_of_the_title() -> None:
    found, title = bag(told(1, "Knots", "A rope, a rope and a splice; knots again"))
    assert (found["knots"], found["rope"], found["splice"]) == (2, 2, 1)
    assert title == {"knots"}


def test_what_stands_in_most_entries_of_a_feed_is_not_kept() -> None:
    entries = [told(number, "The knot", f"The rope of the day is {'abcdefgh'[number] * 4}") for number in range(8)]
    found, title = bag(*entries)
    assert found == {"aaaa": 1}
    assert not title
    assert kept.of_feed(entries).common.split() == ["the", "knot", "rope", "of", "day", "is"]


def test_of_a_few_entries_all_is_kept_and_long_words_go_first() -> None:
    others = " ".join(f"word{chr(97 + number)}" for number in range(25))
    feed = kept.of_feed([told(1, "", f"the the the bowline {others} word word word word")])
    (said,) = feed.entries.values()
    assert said.startswith("|word4 the3 bowline word")
    assert len(said.split()) == kept.TERMS
    assert feed.common == ""


def test_who_repeats_a_word_gains_nothing_beyond_a_bound() -> None:
    assert bag(told(1, "", "knots " * 9))[0] == bag(told(1, "", "knots " * 300))[0] == {"knots": kept.OFTEN}


@pytest.mark.parametrize(
    "text",
    ["word " * 1_000_000, "x" * 1_000_000, "1 " * 100_000, "漢字" * 100_000, "x " * 100_000, "a\u0300" * 100_000, ""],
)
def test_what_is_kept_of_an_entry_is_bounded(text: str) -> None:
    (said,) = kept.of_feed([told(1, text, text)]).entries.values()
    assert len(said.split()) <= kept.TERMS + 1
    assert len(said) <= kept.TERMS * 43


def test_what_is_kept_of_a_feed_is_bounded() -> None:
    entries = [
        told(number, "", " ".join(str(100_000 + other + 7 * number).translate(LETTERS) for other in range(1_000)))
        for number in range(500)
    ]
    feed = kept.of_feed(entries)
    assert [*feed.entries] == [one.url for one in entries[: kept.ENTRIES]]
    assert len(feed.common.split()) <= kept.COMMON
    assert len(json.encode(feed)) < kept.ENTRIES * 600


def test_what_is_kept_is_read_as_it_was_written() -> None:
    feed = kept.of_feed([told(1, "Ⅷ ፩ knots", "x2y ²³ ①")])
    assert json.decode(json.encode(feed), type=kept.FeedTerms) == feed
    assert kept.bag_of(next(iter(feed.entries.values())))[0].keys() >= {"knots", "viii"}
    assert kept.bag_of("|") == ({}, frozenset())
