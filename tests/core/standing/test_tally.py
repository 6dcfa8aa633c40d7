"""What is counted, and in which column."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import dates as core_dates
from mkdocs_reciprocity.core.ledger.merge import merge
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.standing.tally import given_keys, last_given, totals
from tests.core.ledger.making import TODAY, asked, gave, got, peer, who

YEAR = core_dates.window(TODAY, 12)


def test_the_window_is_this_calendar_month_and_the_eleven_before() -> None:
    assert (YEAR.first, YEAR.last) == ("2025-12", "2026-11")


@pytest.mark.parametrize(
    ("date", "counted"),
    [
        ("2025-11-30", False),
        ("2025-12-01", True),
        ("2026-11-30", True),
        ("2026-12-01", False),
        ("2025-11", False),
        ("2025-12", True),
        ("2025", True),  # in a window if any day of it is
        ("2026", True),
        ("2024", False),
        (None, False),  # undated: counted for all time, in no window
    ],
)
def test_what_lies_in_the_window(date: str | None, counted: bool) -> None:
    rows = [gave("share", "https://ada.example/", date, peer="ada"), got("link", None, date, peer="ada")]
    found = totals(rows, YEAR)
    assert (found.posts, found.people) == ((1, 1) if counted else (0, 0))
    assert found.received["spread"] == (1 if counted else 0)
    assert totals(rows).posts == 1


def test_posts_are_distinct_urls_given_with_reach_spread() -> None:
    rows = [
        gave("share", "https://ada.example/a/", peer="ada"),
        gave("link", "http://www.ada.example/a", peer="ada"),
        gave("quote", "https://ada.example/b/", peer="ada"),
        gave("comment", "https://ada.example/c/", peer="ada"),
        gave("like", "https://ada.example/d/", peer="ada"),
        got("share", "https://me.example/", peer="ben"),
    ]
    assert totals(rows).posts == 2


def test_a_row_without_url_is_one_post() -> None:
    assert totals([gave("recommend", peer="ada"), gave("recommend", peer="ada")]).posts == 2


def test_people_are_the_peers_behind_the_posts() -> None:
    rows = [
        gave("share", "https://ada.example/a/", peer="ada"),
        gave("share", "https://ada.example/b/", peer="ada"),
        gave("share", "https://stranger.example/", peer="stranger.example"),
        gave("comment", "https://ben.example/", peer="ben"),
        gave("share", "https://me.example/"),
    ]
    assert (totals(rows).posts, totals(rows).people) == (4, 2)


def test_reaches_are_counted_apart() -> None:
    rows = [
        gave("share", peer="ada"),
        gave("reply", peer="ada"),
        gave("reply", peer="ada"),
        gave("like", peer="ada"),
        got("link", peer="ada"),
        got("vote", peer="ada"),
    ]
    assert totals(rows).given == {"spread": 1, "talk": 2, "nod": 1}
    assert totals(rows).received == {"spread": 1, "talk": 0, "nod": 1}


def test_asks_count_in_no_column() -> None:
    rows: list[Interaction] = [asked("review", peer="ada"), got("ask", peer="ada"), asked("testimonial")]
    found = totals(rows)
    assert (found.posts, found.people) == (0, 0)
    assert set(found.given.values()) | set(found.received.values()) == {0}


def test_the_last_gift_is_of_reach_spread_and_to_somebody() -> None:
    rows = [
        gave("share", None, "2026-03", peer="ada"),
        got("share", None, "2026-04-24", peer="ada"),
        gave("like", None, "2026-05-01", peer="ada"),
        gave("link", None, None, peer="ben"),
        gave("link", None, "2026-01-01"),
        asked("review", peer="dora"),
    ]
    assert last_given(rows) == {PeerId("ada"): "2026-03", PeerId("ben"): None}


@pytest.mark.parametrize(
    ("dates", "last"),
    [
        (["2026-03", "2026-03-31"], "2026-03-31"),
        (["2026-03", "2026-03-30"], "2026-03"),
        (["2025", "2026-01-01"], "2026-01-01"),
        ([None, "2020"], "2020"),
        ([None], None),
    ],
)
def test_the_last_gift_keeps_its_precision(dates: list[str | None], last: str | None) -> None:
    rows = [gave("share", None, date, peer="ada") for date in dates]
    for order in (rows, rows[::-1]):
        assert last_given(merge(order, (), who(peer("ada"))).interactions) == {PeerId("ada"): last}


def test_given_is_what_was_ever_passed_on() -> None:
    rows = [
        gave("share", "https://www.ada.example/a/", None, peer="ada"),
        gave("like", "https://ada.example/b/", peer="ada"),
        got("share", "https://ada.example/c/", peer="ada"),
        gave("share", peer="ada"),
    ]
    assert given_keys(rows) == {"ada.example/a"}
