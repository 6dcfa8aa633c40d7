"""What is kept, ignored, forgotten, asked for, and nobody's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.accept import entry_that_ignores, identity, row_that_keeps, unkept
from mkdocs_reciprocity.core.ledger.query import Choice, chosen
from mkdocs_reciprocity.core.ledger.traces import names, traces
from mkdocs_reciprocity.core.ledger.unlisted import strangers
from mkdocs_reciprocity.core.log.contents import Ignored, Ripple
from mkdocs_reciprocity.core.model import Interaction, Mention, PeerId
from mkdocs_reciprocity.core.problem import Where
from tests.core.ledger.making import (
    ADA,
    BEN,
    TODAY,
    address,
    asked,
    book,
    entry,
    feed,
    feeds,
    gave,
    got,
    ledger_of,
    page,
)
from tests.laws.test_laws_of_the_ledger import DATES, law, log_of, made

TWO = feeds(
    ada=feed(
        *(entry(f"https://ada.example/{n}", "2026-11-10", "https://me.example/looms/", title="One") for n in (1, 2))
    )
)


# --- accepting


def test_what_no_file_has() -> None:
    rows = [gave("share", "https://ada.example/x/", line=3)]
    ledger = ledger_of(rows, TWO, [page("a/", "2026-11-01", "https://ben.example/y/")])
    assert [(row.kind, row.peer) for row in unkept(ledger.interactions)] == [
        ("link", "ben"), ("link", "ada"), ("link", "ada"),
    ]  # fmt: skip
    assert [row.peer for row in unkept(ledger.interactions, BEN.id)] == ["ben"]


def test_words_are_kept_with_a_gift_if_that_is_wished() -> None:
    row = gave("share", "https://ada.example/x/", peer="ada", via="mastodon", proposed="Good.", source="account")
    plain = {
        "date": "2026-11-02", "gave": "share", "peer": "ada", "url": "https://ada.example/x/", "via": "mastodon",
        "source": "account",
    }  # fmt: skip
    assert row_that_keeps(row) == plain
    assert row_that_keeps(row, words=True) == {**plain, "note": "Good."}


def test_two_posts_with_one_title_stay_two() -> None:
    one, two = unkept(ledger_of((), TWO).interactions)
    kept = [replace(one, where=Where("l.yml", 1)), replace(two, where=Where("l.yml", 2))]
    rows = ledger_of(kept, TWO).interactions
    assert [row.evidence for row in rows] == [one.evidence, two.evidence]
    half = ledger_of(kept[:1], TWO).interactions
    assert [row.evidence for row in half] == [one.evidence, two.evidence]


def test_a_row_without_a_source_takes_in_what_was_seen_elsewhere() -> None:
    """What a person wrote is not so exact."""
    row = got("link", "https://me.example/looms/", "2026-11-10", peer="ada", evidence=["https://ada.example/0"], line=1)
    (only,) = ledger_of([row], TWO).interactions
    assert len(only.evidence) == 3


def test_posts_without_an_address_are_told_apart_by_their_titles() -> None:
    of = feeds(ada=feed(entry(None, "2026-11-10", "https://me.example/", title="One"),
                        entry(None, "2026-11-10", "https://me.example/", title="")))  # fmt: skip
    new = unkept(ledger_of((), of).interactions)
    assert len(set(map(identity, new))) == 2
    kept = [replace(row, where=Where("l.yml", line)) for line, row in enumerate(new, 1)]
    assert len(ledger_of(kept, of).interactions) == 2


def test_the_row_and_the_entry() -> None:
    seen = got("link", "https://me.example/", None, peer="ada", source="feed", evidence=["https://ada.example/1"])
    assert row_that_keeps(seen) == {
        "date": "unknown", "got": "link", "peer": "ada", "url": "https://me.example/", "source": "feed",
        "evidence": "https://ada.example/1",
    }  # fmt: skip
    assert row_that_keeps(seen, say_private=True)["private"] == "true"
    assert entry_that_ignores(seen)["evidence"] == "https://ada.example/1"
    given_ = gave("link", "https://ada.example/", peer="ada", source="page", evidence=["https://me.example/a"])
    assert entry_that_ignores(given_) == {"gave": "link", "peer": "ada", "url": "https://ada.example/"}


# --- choosing


@law
@given(made(log_of), st.sampled_from([None, *DATES]), st.sampled_from([None, *DATES]))
def test_what_is_chosen_and_the_rest_are_all(rows: list[Interaction], since: When | None, until: When | None) -> None:
    for choice in (
        Choice(peers=frozenset({"ada"})),
        Choice(kinds=frozenset({"link", "like"})),
        Choice(reaches=frozenset({"spread"}), directions=frozenset({"given"})),
        Choice(sources=frozenset({"feed"})),
        Choice(since=since, until=until),
    ):
        found = chosen(rows, choice)
        assert chosen(found, choice) == found
        assert [row for row in rows if row in found] == [row for row in rows if chosen([row], choice)]
    assert chosen(rows, Choice()) == rows


@law
@given(st.sampled_from(DATES), st.sampled_from(DATES), st.sampled_from(DATES))
def test_a_period_is_chosen_if_any_of_its_days_is(date: When, since: When, until: When) -> None:
    row = gave("share", "https://ada.example/", date)
    days = range(dates.ordinal(dates.first_day(date)), dates.ordinal(dates.last_day(date)) + 1)
    first, last = dates.ordinal(dates.first_day(since)), dates.ordinal(dates.last_day(until))
    assume(first <= last)
    assert bool(chosen([row], Choice(since=since, until=until))) == any(first <= day <= last for day in days)


@pytest.mark.parametrize("choice", [{"since": "2020"}, {"until": "2030"}])
def test_what_is_undated_lies_in_no_time(choice: dict[str, Any]) -> None:
    assert chosen([gave("share", "https://ada.example/", None)], Choice(**choice)) == []


# --- forgetting


def test_the_traces_of_a_peer() -> None:
    rows = (
        gave("share", "https://ada.example/x/", line=1),
        gave("share", "https://ben.example/y/", line=2),
        got("link", "https://me.example/", peer="ben", evidence=["https://ada.example/guest/"], line=3),
        asked("testimonial", peer="ada", line=4),
    )
    said = book(rows)
    ignored = (
        Ignored(peer=ADA.id),
        Ignored(peer=BEN.id, kind="link"),
        Ignored(url=address("https://ada.example/z/")),
        Ignored(evidence=address("https://ada.example/z/")),
    )
    ripples = (
        Ripple(date=TODAY, peer=ADA.id, url=address("https://ben.example/y/")),
        Ripple(date=TODAY, peer=BEN.id, url=address("https://ada.example/x/")),
        Ripple(date=TODAY, peer=BEN.id, url=address("https://dora.example/z/")),
        Ripple(
            date=TODAY, peer=BEN.id, url=address("https://dora.example/z/"), evidence=address("https://ada.example/")
        ),
    )
    found = traces(said.rows, ignored, ripples, said.directory, ADA.id)
    assert [row.where.line for row in found.rows] == [1, 4]
    assert [row.where.line for row in found.others] == [3]
    assert found.ignored == (ignored[0], ignored[2], ignored[3])
    assert found.ripples == (ripples[0], ripples[1], ripples[3])
    assert traces(said.rows, ignored, ripples, said.directory, PeerId("nobody")).rows == ()


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ({"source": "https://ada.example/x/"}, True),
        ({"source": "https://proxy.example/1", "url": "https://ada.example/x/"}, True),
        ({"source": "https://proxy.example/1", "author_url": "https://ada.example/"}, True),
        ({"source": "https://ben.example/", "author_url": "https://ben.example/"}, False),
    ],
)
def test_a_webmention_is_the_peers_if_it_says_so(said: dict[str, str], theirs: bool) -> None:
    places = {name: address(url) for name, url in said.items()}
    mention = Mention(target=address("https://me.example/"), kind="reply", **places)
    assert names(mention, book().directory, ADA.id) is theirs


# --- strangers


def test_strangers_by_host() -> None:
    rows = [gave("share", f"https://{host}.example/{n}", line=n) for host in ("x", "y") for n in (7, 5)]
    rows += [gave("share", "https://y.example/", line=9), gave("like", "https://ada.example/", line=1)]
    said = book(rows)
    assert [str(problem) for problem in strangers(said.rows, said.directory)] == [
        'reciprocity.yml:5: "y.example", in 3 rows, belongs to no listed peer; a gift to a stranger is fine',
        'reciprocity.yml:5: "x.example", in 2 rows, belongs to no listed peer; a gift to a stranger is fine',
    ]
    assert all(problem.level == "info" and problem.private for problem in strangers(said.rows, said.directory))


def test_strangers_do_not_flood() -> None:
    said = book([gave("share", f"https://x{n:02}.example/", line=n) for n in range(1, 31)])
    found = strangers(said.rows, said.directory)
    assert len(found) == 11
    assert str(found[-1]) == "reciprocity.yml:11: 20 more hosts belong to no listed peer"
    *_, last = strangers(said.rows[:11], said.directory)
    assert str(last) == "reciprocity.yml:11: 1 more host belongs to no listed peer"
