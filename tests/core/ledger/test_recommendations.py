"""Recommendations that were received: whose they are, what they are joined with, what is shown of them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.ledger import recommendations
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import Interaction, Mention, Peer
from mkdocs_reciprocity.core.pipeline import Views, keep_ledger, look
from mkdocs_reciprocity.core.site_places import RECOMMENDATIONS_JSON
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.thanks import Thanks
from tests.core.ledger.making import ADA, ME, address, book, deeds, facts, got, options, page, peer

NORA = peer("nora")
FILE = f"https://nora.example/{RECOMMENDATIONS_JSON}"
OWN = (ME, "https://old.example/")


def mention(source: str = FILE, target: str = ME, kind: str = "link", **said: Any) -> Mention:
    return Mention(source=Url(source), target=Url(target), kind=kind, **{"received": "2026-05-03", **said})


def flow(
    *mentions: Mention, rows: tuple[Interaction, ...] = (), peers: tuple[Peer, ...] = (NORA, ADA)
) -> tuple[Ledger, Views]:
    pages = [page("", None, title="Home"), page("looms/", None)]
    settings = options(aliases=["https://old.example/"])
    whole = facts(book(rows, peers, OWN), None, pages, webmentions=mentions, settings=settings)
    ledger = keep_ledger(whole)
    return ledger, look(ledger, whole)


def told(*mentions: Mention, **more: Any) -> list[tuple[str | None, str, str | None]]:
    return [(row.peer, row.kind, row.date) for row in flow(*mentions, **more)[0].interactions]


def thanks(*mentions: Mention, **more: Any) -> tuple[Thanks, ...]:
    return deeds(flow(*mentions, **more)[1])


@pytest.mark.parametrize("kind", ["link", "like", "reply", "bookmark", "share"])
def test_a_file_of_recommendations_recommends_whatever_the_receiver_calls_it(kind: str) -> None:
    said = mention(kind=kind, title="T", text="words", author="Ada", author_url=Url("https://ada.example/"))
    (row,) = flow(said)[0].interactions
    assert (row.peer, row.kind, row.reach, row.date) == ("nora", "recommend", "spread", "2026-05-03")
    assert (row.title, row.note, row.evidence, row.private) == ("", "", (FILE,), False)


@pytest.mark.parametrize(
    ("source", "who"),
    [
        (f"https://www.nora.example/{RECOMMENDATIONS_JSON}?v=3#x", "nora"),
        (f"https://nora.example/blog/{RECOMMENDATIONS_JSON}", "nora"),
        (f"https://host.example/~ada/{RECOMMENDATIONS_JSON}", "tilde"),
        (f"https://host.example/{RECOMMENDATIONS_JSON}", None),
        (f"https://host.example/~adam/{RECOMMENDATIONS_JSON}", None),
        (f"https://nora.example@evil.example/{RECOMMENDATIONS_JSON}", None),
        (f"https://brid.gy/{RECOMMENDATIONS_JSON}", None),
        (f"https://fed.brid.gy/{RECOMMENDATIONS_JSON}", None),
    ],
)
def test_the_site_that_has_the_file_recommends(source: str, who: str | None) -> None:
    peers = (NORA, ADA, peer("tilde", "https://host.example/~ada/"))
    claims = {"url": Url("https://ada.example/x"), "author_url": Url("https://ada.example/")}
    ledger, _ = flow(mention(source, **claims), peers=peers)
    assert [row.peer for row in ledger.interactions] == ([who] if who else [])
    assert [row.kind for row in ledger.pending] == ([] if who else ["recommend"])


@pytest.mark.parametrize(
    "source",
    [
        "https://nora.example/.well-known/Recommendations.json",
        "https://nora.example/recommendations.json",
        "https://nora.example/",
    ],
)
def test_any_other_page_links(source: str) -> None:
    assert told(mention(source)) == [("nora", "link", "2026-05-03")]


def test_my_own_file_and_a_file_for_others_tell_nothing() -> None:
    assert told(mention(f"https://me.example/{RECOMMENDATIONS_JSON}", "https://old.example/")) == []
    assert told(mention(target="https://ada.example/")) == []


def test_what_is_dated_later_than_today_waits() -> None:
    assert told(mention(received="2026-11-24")) == []
    assert told(mention(published="2026-11-24")) == [("nora", "recommend", "2026-05-03")]


def test_a_peer_recommends_the_site_once_whatever_file_and_address_says_so() -> None:
    twice = peer("nora", also=["https://nets.example/"])
    mentions = (
        mention(received="2026-07-01"),
        mention(target="https://old.example/", received="2026-05-01"),
        mention(f"https://nets.example/{RECOMMENDATIONS_JSON}", received=""),
        mention(f"https://nets.example/{RECOMMENDATIONS_JSON}", "https://old.example/", received="2026-06-01"),
    )
    for order in (mentions, mentions[::-1]):
        assert told(*order, peers=(twice,)) == [("nora", "recommend", "2026-05-01")]
    assert (
        told(mention(), mention(target="https://me.example/looms/"), mention(kind="link"))
        == [("nora", "recommend", "2026-05-03")] * 2
    ), "a page is another thing"


def test_a_thousand_of_one_host() -> None:
    of_nora = [mention(f"https://nora.example/{n}/{RECOMMENDATIONS_JSON}") for n in range(1000)]
    assert told(*of_nora) == [("nora", "recommend", "2026-05-03")]
    of_strangers = [mention(f"https://host.example/{n}/{RECOMMENDATIONS_JSON}") for n in range(1000)]
    ledger, views = flow(*of_strangers)
    assert (ledger.interactions, len(ledger.pending)) == ((), 1000)
    assert deeds(views) == ()


@pytest.mark.parametrize(
    "row",
    [
        got("recommend", None, "2026-05", peer="nora"),
        got("recommend", ME, "2026-05", peer="nora"),
        got("recommend", "https://old.example/", "2026-05", peer="nora", source="webmention", evidence=[FILE]),
        got("recommend", FILE, "2026-05"),
    ],
)
def test_it_is_the_row_of_the_log_that_says_so(row: Interaction) -> None:
    (one,) = flow(mention(), rows=(row,))[0].interactions
    assert (one.peer, one.date, one.evidence) == ("nora", "2026-05", (FILE,))
    (private,) = flow(mention(), rows=(replace(row, said_private=True),))[0].interactions
    assert private.private
    assert thanks(mention(), rows=(replace(row, said_private=True),)) == ()


def test_it_joins_the_nearest_of_several() -> None:
    rows = tuple(got("recommend", None, date, peer="nora") for date in ("2026-04", "2026-06-30", None))
    found = flow(mention(), rows=rows)[0].interactions
    assert [(row.date, bool(row.evidence)) for row in found] == [
        (None, False),
        ("2026-04", True),
        ("2026-06-30", False),
    ]


@pytest.mark.parametrize(
    "row",
    [
        got("recommend", "https://nora.example/blogroll/", peer="nora"),
        got("recommend", "https://me.example/looms/", peer="nora"),
        got("recommend", None, peer="ada"),
        got("share", ME, peer="nora"),
    ],
)
def test_any_other_row_is_another_thing(row: Interaction) -> None:
    assert len(told(mention(), rows=(row,))) == 2


def test_a_strangers_waits_until_a_row_accepts_it() -> None:
    source = f"https://host.example/{RECOMMENDATIONS_JSON}"
    ledger, _ = flow(mention(source))
    assert [(row.peer, row.kind) for row in ledger.pending] == [("host.example", "recommend")]
    accepted = got("recommend", ME, "2026-05-03", source="webmention", evidence=[source])
    (shown,) = thanks(mention(source), rows=(accepted,))
    assert (shown.peer.text, shown.lasts, shown.where.text) == ("host.example", True, "")


def test_a_private_peers_is_private() -> None:
    (row,) = flow(mention(), peers=(replace(NORA, private=True),))[0].interactions
    assert row.private
    assert thanks(mention(), peers=(replace(NORA, private=True),)) == ()


def test_it_is_one_line_under_thanks_without_the_file_and_no_reaction_to_the_home_page() -> None:
    _, views = flow(mention())
    (shown,) = deeds(views)
    assert (shown.peer.text, shown.kind, shown.lasts) == ("Nora", "recommend", True)
    assert (shown.target.text, shown.where.text, shown.date) == ("", "", "2026-05-03")
    assert views.reactions == {}


def test_a_page_that_is_recommended_has_it_as_a_reaction() -> None:
    _, views = flow(mention(target="https://me.example/looms/"))
    (shown,) = deeds(views)
    assert (shown.target.text, shown.where.text, shown.lasts) == ("Looms", "", True)
    assert [*views.reactions] == ["looms/"]


def test_a_row_that_names_a_page_too_leads_there() -> None:
    row = got("recommend", ME, "2026-05", peer="nora", evidence=["https://nora.example/blogroll/"])
    (shown,) = thanks(mention(), rows=(row,))
    assert (shown.where.href, shown.lasts) == ("https://nora.example/blogroll/", False)


@pytest.mark.parametrize(
    ("file", "site"),
    [
        (FILE, "https://nora.example/"),
        (f"http://host.example:8080/~ada/{RECOMMENDATIONS_JSON}?x=/a/b#c/d", "http://host.example:8080/~ada/"),
        (f"{FILE}/", "https://nora.example/"),
        ("https://host.example" + "/" * 4_000 + RECOMMENDATIONS_JSON, "https://host.example" + "/" * 4_000),
    ],
)
def test_the_site_is_the_address_without_the_path_of_the_file(file: str, site: str) -> None:
    assert recommendations.site_of(address(file)) == site
