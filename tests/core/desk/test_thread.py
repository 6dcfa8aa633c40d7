"""Where the author and a peer left off."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.deeds import LONGEST
from mkdocs_reciprocity.core.desk.desk import relation_with
from mkdocs_reciprocity.core.desk.relation_sentences import of_relation
from mkdocs_reciprocity.core.desk.sections import Section
from mkdocs_reciprocity.core.model import Interaction, PeerId, aside
from tests.core.ledger.making import ADA, BEN, TODAY, account_of, asked, entry, feed, feeds, gave, got, peer

LOOMS = "https://me.example/looms/"
A, B = "https://ada.example/a/", "https://ada.example/b/"


def sections(*rows: Interaction, **more: Any) -> tuple[Section, ...]:
    found = relation_with(PeerId("ada"), account_of(rows, **{"peers": (ADA, BEN), **more}))
    assert found
    return of_relation(found, TODAY, Commands())


def left_off(*rows: Interaction, **more: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of the section, each with the words below it."""
    found = [one for one in sections(*rows, **more) if one.id == "thread"]
    return [(line.text, line.under) for one in found for row in one.rows for line in row.lines]


def test_the_last_of_each_side_in_their_words_the_newer_first() -> None:
    rows = [
        gave("share", A, "2026-11-02", title="A", note="The clearest account."),
        gave("share", B, "2026-10-02", title="B", note="Old."),
        got("comment", LOOMS, "2026-11-09", peer="ada", said="I read it twice.", note="Kind of her."),
        got("comment", LOOMS, "2026-11-03", peer="ada", said="Old."),
    ]
    both = [
        ("Ada commented on “me.example/looms”", ("“I read it twice.”",)),
        ("You shared “A”", ("“The clearest account.”",)),
    ]
    assert left_off(*rows) == both
    assert left_off(*rows[::-1]) == both
    assert [text for text, _ in left_off(*rows, gave("review", B, "2026-11-20", title="B", note="x"))] == [
        "You reviewed “B”",
        "Ada commented on “me.example/looms”",
    ]


def test_where_the_last_has_no_words_the_last_that_has_stands_below_it() -> None:
    rows = [
        gave("share", A, "2026-11-02", title="A"),
        gave("share", B, "2026-10-02", title="B"),
        gave("share", "https://ada.example/c/", "2026-09-02", title="C", note="Worth a trip."),
    ]
    assert left_off(*rows) == [("You shared “A”", ()), ("You shared “C”", ("“Worth a trip.”",))]
    assert left_off(*rows[:2]) == [("You shared “A”", ())]


@pytest.mark.parametrize(
    ("row", "under"),
    [
        (got("comment", LOOMS, peer="ada", note="About the tomatoes."), ("About the tomatoes.",)),
        (got("share", LOOMS, peer="ada", note="Worth a read.", source="feed"), ("“Worth a read.”",)),
        (got("comment", LOOMS, peer="ada", note="Words.", source="webmention"), ("“Words.”",)),
        (got("link", LOOMS, peer="ada", sentence="Mara has a loom.", note="Seen."), ("“Mara has a loom.”",)),
        (gave("share", A, source="account", proposed="Not accepted yet."), ("“Not accepted yet.”",)),
        (asked("review", peer="ada", note="Be frank."), ("“Be frank.”",)),
        (got("ask", None, peer="ada", note="A foreword."), ("A foreword.",)),
    ],
)
def test_whose_words_they_are(row: Interaction, under: tuple[str, ...]) -> None:
    assert [words for _, words in left_off(row)] == [under]


def test_an_answer_is_the_authors_last_word() -> None:
    row = got("comment", LOOMS, "2026-11-09", peer="ada", said="Why blue?", answered="It was there.")
    assert [words for _, words in left_off(row)] == [("“Why blue?”",), ("“It was there.”",)]


def test_nods_are_no_words() -> None:
    assert left_off(gave("like", A), got("like", LOOMS, peer="ada")) == []


def test_words_are_one_line_of_bounded_length_without_hidden_characters() -> None:
    words = "\u202eoled\x1b[31m\n\n" + "word " * 2000
    ((_, (said,)),) = left_off(got("comment", LOOMS, peer="ada", said=words))
    assert said.startswith("“oled[31m word word")
    assert len(said) <= LONGEST + 2
    assert said.isprintable()


# --- the rest


def test_a_new_post_says_how_it_begins() -> None:
    begins = aside("Ada", "", "I was unfair to the loom.\u202e")
    of = feeds(ada=feed(entry(A, "2026-11-20", title="Looms", aside=begins), entry(B, "2026-11-01", title="Old")))
    (new,) = [one for one in sections(of=of) if one.id == "new"]
    (line,) = new.rows[0].lines
    assert (line.first, line.text, line.under, line.address) == (
        "2 days ago", "Looms", ("I was unfair to the loom.",), A,
    )  # fmt: skip
    bare = feeds(ada=feed(entry(A, "", title="Looms")))
    (new,) = [one for one in sections(of=bare) if one.id == "new"]
    assert (new.rows[0].lines[0].first, new.rows[0].lines[0].under) == ("", ())


def test_no_post_is_new_where_there_is_none() -> None:
    assert sections() == ()


def test_what_is_open_stands_before_what_was() -> None:
    rows = [
        gave("share", A, "2026-01-02"),
        got("comment", LOOMS, "2026-01-03", peer="ada"),
        asked("review", "2026-01-04", peer="ada"),
        got("ask", None, "2026-01-05", peer="ada"),
        asked("intro", "2026-01-06", peer="ada", answer="granted"),
    ]
    found = sections(*rows, peers=(peer("ada", checkin=30), BEN))
    assert [one.id for one in found] == ["thread", "thanks", "greetings", "open", "given", "received", "asks"]
    by = {one.id: [row.lines[0].text for row in one.rows] for one in found}
    assert by["open"] == ["Ada asked you for something", "You asked Ada for a review"]
    assert by["asks"] == ["You asked Ada for an introduction · granted"]


def test_no_count_stands_before_the_words() -> None:
    found = sections(gave("share", A, "2026-11-02", title="A"), got("comment", LOOMS, "2026-11-01", peer="ada"))
    assert (found[0].id, found[0].beside) == ("thread", "first 1 November 2026, last 2 November 2026")
    counted = [one.id for one in found if "passed on" in one.beside or "in talk" in one.beside]
    assert counted == ["given", "received"]
