"""The whole flow: what is read, what is counted, what is shown, and what never is."""

from __future__ import annotations

from datetime import timedelta, timezone
from itertools import permutations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.pipeline import Book, LogText
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where
from mkdocs_reciprocity.core.views.shared import Place
from tests.core.ledger.making import (
    ADA,
    BEN,
    ME,
    TODAY,
    address,
    book,
    entry,
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

PEERS = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
  cleo: {name: Cleo Quiet, home: https://cleo.example/, private: true}
"""


def read(*texts: str | LogText, site: str | None = ME, today: str = TODAY) -> Parsed[Book]:
    files = [LogText(f"{n}.yml", text.encode()) if isinstance(text, str) else text for n, text in enumerate(texts)]
    return pipeline.read_book(files, address(site) if site else None, options(), When(today))


def rows(text: str) -> str:
    return f"interactions:\n{text}\n"


# --- reading


def test_peers_and_rows_may_stand_in_files_of_their_own() -> None:
    found = read(rows("- {date: 2026-11-02, gave: share, url: https://ada.example/}"), PEERS)
    assert not found.problems
    assert [row.peer for row in found.records.rows] == ["ada"]


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    found = read(
        rows("- {date: 2026-11-02, gave: share, peer: adda}\n- {date: x, gave: share, peer: ada}"), PEERS, "x: 1"
    )
    assert [str(problem.where) for problem in found.problems] == ["0.yml:2", "0.yml:3", "2.yml:1"]


def test_a_row_later_than_tomorrow_is_a_problem_and_a_period_by_its_first_day() -> None:
    dates = ("2026-11-23", "2026-11-24", "2026-11", "2026-12", "2026", "2027")
    found = read(PEERS, rows("\n".join(f"- {{date: {date}, gave: share, peer: ada}}" for date in dates)))
    assert [row.date for row in found.records.rows] == ["2026-11-23", "2026-11", "2026"]
    assert [problem.message for problem in found.problems] == [
        f'"{date}" lies in the future; log it when it has happened' for date in ("2026-11-24", "2026-12", "2027")
    ]


def test_all_that_stands_in_a_private_file_is_private() -> None:
    secret = LogText(
        "x.private.yml", (PEERS + rows("- {date: 2026-11-02, gave: share, peer: ada}")).encode(), private=True
    )
    found = read(secret).records
    assert found.directory.is_private(PeerId("ada"))
    assert found.rows[0].said_private is True


def test_the_own_site_has_its_aliases_too() -> None:
    said = options(aliases=["https://old.example/"])
    people = pipeline.read_book([], ME, said, TODAY).records.directory
    assert people.is_own(address("https://old.example/a/"))
    nowhere = pipeline.read_book([], None, options(), TODAY).records.directory
    assert not nowhere.claims


def test_what_is_said_of_a_page_by_an_old_address_stands_under_it() -> None:
    said = options(aliases=["https://old.example/"])
    texts = (PEERS, rows("- {date: 2026-11-02, got: share, peer: ada, url: https://old.example/looms/}"))
    files = [LogText(f"{number}.yml", text.encode()) for number, text in enumerate(texts)]
    found = pipeline.read_book(files, ME, said, TODAY).records
    pages = [page("looms/", None)]
    ledger = pipeline.keep_ledger(found, {}, pages, ME, said, TODAY)
    views = pipeline.look(ledger, found, {}, pages, ME, said, TODAY)
    assert list(views.reactions) == ["looms/"]
    assert [(thanks.target.text, thanks.target.href) for thanks in views.pay_it_forward.thanks] == [("Looms", "looms/")]


# --- problems that name a private peer


@pytest.mark.parametrize(
    "text",
    [
        "- {date: 2026-11-02, gave: share, peer: cleoo}",  # did you mean …
        "- {date: 2026-11-02, gave: share, url: 'https://cleo.example/a b'}",
        "- {date: 2026-11-02, gave: share, peer: ada, title: [Cleo Quiet], note: x}",
    ],
)
def test_a_problem_that_names_a_private_peer_is_private(text: str) -> None:
    (problem,) = read(PEERS, rows(text)).problems
    assert problem.private or "leo" not in problem.message
    assert "leo" not in problem.in_public()


@pytest.mark.parametrize(
    ("id_", "quoted"),
    [("o'q\"uiet", "o'q\\\"uiet"), ("x" * 70, "x" * 59 + "…"), ("Zoë\u200b", "Zoë\\u200b")],
)
def test_a_private_name_that_is_quoted_otherwise_is_private_too(id_: str, quoted: str) -> None:
    people = book(peers=[peer(id_, "https://zzz.example/", private=True), ADA]).directory
    (problem,) = pipeline._hushed([Problem(Where("a.yml"), f'unknown peer "y"; did you mean "{quoted}"?')], people)
    assert problem.private


def test_a_private_host_is_known_in_both_spellings() -> None:
    secret = "peers:\n  z: {name: Quiet, home: 'https://bücher.example/', private: true}\n"
    text = "- {date: 2026-11-02, gave: share, url: 'https://{}/a b'}"
    for host in ("bücher.example", "xn--bcher-kva.example"):
        (problem,) = read(secret, rows(text.replace("{}", host))).problems
        assert problem.private


def test_other_problems_are_told() -> None:
    (problem,) = read(PEERS, rows("- {date: 2026-11-02, gave: share, peer: bob}")).problems
    assert problem.in_public() == '1.yml:2: unknown peer "bob"; list it below `peers:`'


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
    assert views_of((), mention, said=east).pay_it_forward.thanks[0].date == "2026-11-11"


@pytest.mark.parametrize("site", ["https://me.example/blog", "https://me.example/blog/"])
def test_own_pages_are_known_below_the_site(site: str) -> None:
    whole = book([got("reply", "https://me.example/blog/looms/", peer="ada")], own=[site])
    pages = [page("looms/", None, title="Looms")]
    ledger = pipeline.keep_ledger(whole, {}, pages, address(site), options(), TODAY)
    views = pipeline.look(ledger, whole, {}, pages, address(site), options(), TODAY)
    assert list(views.reactions) == ["looms/"]


def test_without_a_site_url_own_pages_have_no_address() -> None:
    whole = book([gave("share", "https://ada.example/a/")], own=[])
    pages = [page("looms/", "2026-11-01", "https://ada.example/talk/")]
    ledger = pipeline.keep_ledger(whole, {}, pages, None, options(), TODAY)
    views = pipeline.look(ledger, whole, {}, pages, None, options(), TODAY)
    assert (views.figures.posts, views.reactions) == (2, {})
    assert [item.seen_in for item in views.recent] == [(), ()]


def test_a_page_that_nobody_can_link_to_is_passed_over() -> None:
    assert views_of((), {}, [page("http://[/", None)]).reactions == {}


def test_of_two_pages_at_one_address_always_the_same_gives_the_name() -> None:
    pages = [page("looms/", None, title="Looms"), page("looms/index.html", None, title="Index")]
    rows = [got("reply", "https://me.example/looms/", peer="ada")]
    for order in permutations(pages):
        target = views_of(rows, {}, list(order)).pay_it_forward.thanks[0].target
        assert target == Place("Looms", "looms/", own=True)


def test_the_years_of_the_log_are_known_before_any_page() -> None:
    rows = [
        gave("share", "https://ada.example/a/", "2024"),
        gave("share", "https://ada.example/b/", "2026-11-02"),
        gave("share", "https://ada.example/c/", "2026-10"),
        gave("like", "https://ada.example/d/", "2023-10-01"),
        gave("share", "https://ada.example/e/", None),
        got("reply", "https://me.example/looms/", "2022-10-01", peer="ada"),
    ]
    assert pipeline.years_of(book(rows)) == ("2026", "2024")


@pytest.mark.parametrize(
    ("paths", "named"), [(["looms/"], True), (["cards/"], True), (["about/", "x/"], False), (["http://[/"], False)]
)
def test_whether_what_was_given_or_received_names_a_page(paths: list[str], *, named: bool) -> None:
    rows = [got("reply", "https://me.example/looms/", peer="ada"), got("like", "https://me.example/about/", peer="ada")]
    whole = book(rows)
    pages = [page("cards/", "2026-11-01", "https://ada.example/talk/")]
    ledger = pipeline.keep_ledger(whole, {}, pages, address(ME), options(), TODAY)
    assert pipeline.names_any(ledger, paths, address(ME), options()) is named
    assert not pipeline.names_any(ledger, paths, None, options())


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
    assert "Looms!" in repr(views_of((), mention, pages).pay_it_forward.thanks)
    hidden = [got("link", "https://me.example/looms/", peer="ada", said_private=True)]
    views = views_of(hidden, mention, pages)
    assert (views.pay_it_forward.thanks, views.reactions) == ((), {})
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


# --- peers in OPML

OPML = (
    '<opml version="2.0"><body>\n<outline text="Ada Example" xmlUrl="https://ada.example/f" htmlUrl="https://ada.example/"/>\n'
    '<outline text="Cleo" htmlUrl="https://cleo.example/"/>\n<outline type="rss" text="{}"/></body></opml>\n'
)


def test_peers_may_stand_in_an_opml_file() -> None:
    log = rows(
        "- {date: 2026-11-02, gave: share, peer: ada-example}\n- {date: 2026-11-02, gave: share, url: https://ada.example/x}"
    )
    found = read(log, LogText("blogroll.opml", OPML.format("Ben").encode()))
    assert [row.peer for row in found.records.rows] == ["ada-example", "ada-example"]
    assert [str(problem.where) for problem in found.problems] == ["blogroll.opml:4"]


def test_the_log_adds_to_the_peers_of_an_opml_file() -> None:
    more = "peers:\n  ada-example: {checkin: 60 days}\n  cleo: {home: https://cleo.example/, private: true}\n"
    people = read(more, LogText("subscriptions.xml", OPML.format("Cleo").encode()))
    ada, cleo = people.records.directory.peers.values()
    assert (ada.name, ada.home, ada.checkin) == ("Ada Example", "https://ada.example/", 60)
    assert cleo.private
    assert [problem.in_public() for problem in people.problems] == [
        "subscriptions.xml:4: something private is not right here; `mkdocs-reciprocity check` says what"
    ]
