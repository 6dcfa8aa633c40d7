"""The whole flow: what is read, what is counted, what is shown, and what never is."""

from __future__ import annotations

from datetime import timedelta, timezone
from itertools import permutations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.views.places import Place
from tests.core.ledger.making import (
    ADA,
    BEN,
    ME,
    TODAY,
    address,
    book,
    deeds,
    entry,
    facts,
    feed,
    feeds,
    gave,
    got,
    ledger_of,
    options,
    page,
    peer,
    views_of,
)
from tests.core.written import PEERS, rows


def test_what_is_said_of_a_page_by_an_old_address_stands_under_it() -> None:
    said = options(aliases=["https://old.example/"])
    texts = (PEERS, rows("- {date: 2026-11-02, got: share, peer: ada, url: https://old.example/looms/}"))
    files = [LogText(f"{number}.yml", text.encode()) for number, text in enumerate(texts)]
    found = books.read(files, ME, said, TODAY).records
    pages = [page("looms/", None)]
    known = facts(found, {}, pages, settings=said)
    views = pipeline.look(pipeline.keep_ledger(known), known)
    assert list(views.reactions) == ["looms/"]
    assert [(thanks.target.text, thanks.target.href) for thanks in deeds(views)] == [("Looms", "looms/")]


def test_all_problems_in_order_each_once() -> None:
    one, two = Problem(Where("a", 1), "x"), Problem(Where("a", 2), "x")
    assert pipeline.problems_of([two], (one, two)) == (one, two)


# --- the flow


def test_from_every_source_one_each() -> None:
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", "https://me.example/looms/")))
    pages = [page("looms/", "2026-11-01", "https://ada.example/talk/")]
    found = ledger_of([gave("share", "https://ben.example/")], mention, pages).interactions
    assert [(row.source, row.direction, row.date) for row in found] == [
        ("page", "given", "2026-11-01"),
        ("log", "given", "2026-11-02"),
        ("feed", "received", "2026-11-10"),
    ]


def test_only_what_a_feed_shows_now_counts() -> None:
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", "https://me.example/looms/")))
    assert len(ledger_of((), mention).interactions) == 1
    assert ledger_of((), {}).interactions == ()


def test_dates_of_entries_are_days_in_the_time_zone() -> None:
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10T23:30:00Z", "https://me.example/looms/")))
    east = replace(options(), zone=timezone(timedelta(hours=2)))
    assert ledger_of((), mention, said=east).interactions[0].date == "2026-11-11"
    assert deeds(views_of((), mention, said=east))[0].date == "2026-11-11"


@pytest.mark.parametrize("site", ["https://me.example/blog", "https://me.example/blog/"])
def test_own_pages_are_known_below_the_site(site: str) -> None:
    whole = book([got("reply", "https://me.example/blog/looms/", peer="ada")], own=[site])
    pages = [page("looms/", None, title="Looms")]
    known = facts(whole, {}, pages, site=address(site))
    views = pipeline.look(pipeline.keep_ledger(known), known)
    assert list(views.reactions) == ["looms/"]


def test_without_a_site_url_own_pages_have_no_address() -> None:
    whole = book([gave("share", "https://ada.example/a/")], own=[])
    pages = [page("looms/", "2026-11-01", "https://ada.example/talk/")]
    known = facts(whole, {}, pages, site=None)
    views = pipeline.look(pipeline.keep_ledger(known), known)
    assert (views.figures.posts, views.reactions) == (2, {})
    assert [item.seen_in for item in views.recent] == [(), ()]


def test_a_page_that_nobody_can_link_to_is_passed_over() -> None:
    assert views_of((), {}, [page("http://[/", None)]).reactions == {}


def test_of_two_pages_at_one_address_always_the_same_gives_the_name() -> None:
    pages = [page("looms/", None, title="Looms"), page("looms/index.html", None, title="Index")]
    rows = [got("reply", "https://me.example/looms/", peer="ada")]
    for order in permutations(pages):
        target = deeds(views_of(rows, {}, list(order)))[0].target
        assert target == Place("Looms", "looms/", own=True)


@pytest.mark.parametrize(
    ("paths", "named"), [(["looms/"], True), (["cards/"], True), (["about/", "x/"], False), (["http://[/"], False)]
)
def test_whether_what_was_given_or_received_names_a_page(paths: list[str], *, named: bool) -> None:
    rows = [got("reply", "https://me.example/looms/", peer="ada"), got("like", "https://me.example/about/", peer="ada")]
    whole = book(rows)
    pages = [page("cards/", "2026-11-01", "https://ada.example/talk/")]
    known = facts(whole, {}, pages)
    ledger = pipeline.keep_ledger(known)
    assert pipeline.names_any(ledger, known, paths) is named
    assert not pipeline.names_any(ledger, replace(known, site=None), paths)


def test_the_window_is_an_option() -> None:
    rows = [gave("share", "https://ada.example/", "2024-01-01")]
    assert views_of(rows).figures.posts == 0
    assert views_of(rows, said=options(window="3 years")).figures.posts == 1


# --- what is private appears in nothing


def test_nothing_of_a_private_peer_is_shown() -> None:
    cleo = peer("cleo", name="Cleo Quiet", private=True, feeds=("feeds/cleo.xml",))
    secret = feeds(
        cleo=feed(
            entry("https://cleo.example/p/", "2026-11-10", "https://me.example/looms/", title="Cleo speaks"),
            entry("https://me.example/looms/", "2026-11-11", title="Cleo names this page"),
            entry("https://ada.example/e/", "2026-11-11", title="Cleo names Ada's page"),
        ),
        ada=feed(entry("https://cleo.example/q/", "2026-11-11", "https://me.example/looms/", title="Cleo in a planet")),
    )
    rows = [
        gave("share", "https://cleo.example/p/", said_private=False),
        gave("share", "https://cleo.example/q/", peer="ada"),
        gave("recommend", None, peer="cleo"),
        got("reply", "https://me.example/looms/", peer="cleo", said_private=False),
        got("reply", "https://me.example/looms/", peer="ben", evidence=["https://cleo.example/r/"]),
        gave("share", "https://ada.example/e/"),
    ]
    shown = repr(views_of(rows, secret, [page("looms/", None, "https://cleo.example/")], peers=[ADA, BEN, cleo]))
    assert "leo" not in shown
    assert "https://ada.example/e/" in shown


def test_a_private_row_that_joins_a_seen_mention_makes_it_vanish() -> None:
    mention = feeds(
        ada=feed(entry("https://ada.example/p/", "2026-11-10", "https://me.example/looms/", title="Looms!"))
    )
    pages = [page("looms/", "2026-11-01", "https://ada.example/talk/")]
    assert "Looms!" in repr(deeds(views_of((), mention, pages)))
    hidden = [got("link", "https://me.example/looms/", peer="ada", said_private=True)]
    views = views_of(hidden, mention, pages)
    assert (deeds(views), views.reactions) == ((), {})
    hidden = [gave("link", "https://ada.example/talk/", said_private=True)]
    views = views_of(hidden, mention, pages)
    assert (views.figures.posts, views.shared.groups, views.years, views.recent) == (0, (), (), ())


def test_a_private_gift_does_not_show_in_what_is_suggested() -> None:
    of = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", title="P")))
    hidden = [gave("share", "https://ada.example/p/", said_private=True)]
    assert views_of(hidden, of) == views_of((), of)


def test_a_post_by_a_private_peer_is_nobodys_newest() -> None:
    of = feeds(cleo=feed(entry("https://cleo.example/p/", "2026-11-10", title="P")))
    assert views_of((), of) == views_of()
