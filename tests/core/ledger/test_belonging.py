"""What a feed has is its peer's at the peer's places only."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.ledger import belonging
from mkdocs_reciprocity.core.model import Feed, FeedEntry, PeerId
from tests.core.ledger.making import (
    ME,
    TODAY,
    address,
    entry,
    facts,
    feed,
    feeds,
    ledger_of,
    options,
    peer,
    views_of,
    who,
)

LOOMS = "https://me.example/looms/"
MIA = peer("mia", also=["https://network.example/@mia"], feeds=("https://mia.example/feed.xml",))
BEN = peer("ben")


def at(url: str | None, **of_feed: str) -> Feed:
    return replace(feed(entry(url, "2026-11-20", LOOMS, title="On looms")), **of_feed)


def whose(of_mia: Feed, mia: object = MIA) -> list[str | None]:
    """Those who are thanked; with a star, those who wait."""
    assert isinstance(mia, type(MIA))
    ledger = ledger_of((), feeds(mia=of_mia), peers=[mia, BEN])
    return [*(row.peer for row in ledger.interactions), *(f"*{row.peer}" for row in ledger.pending)]


@pytest.mark.parametrize(
    ("url", "of_feed", "found"),
    [
        ("https://mia.example/looms/", {}, "mia"),
        ("http://www.mia.example/looms/", {}, "mia"),
        ("https://blog.mia.example/looms/", {}, "mia"),
        ("https://network.example/@mia/7", {}, "mia"),
        ("https://network.example/@zoe/7", {}, "*network.example"),
        ("https://casino.example/win/", {}, "*casino.example"),
        ("https://casino.example/win/", {"home": "https://casino.example/"}, "*casino.example"),
        ("https://casino.example/win/", {"home": "https://mia.example/"}, "*casino.example"),
        ("https://casino.example/win/", {"address": "https://mia.example/feed.xml"}, "*casino.example"),
        ("https://mia.example.evil.example/", {}, "*mia.example.evil.example"),
        ("https://notmia.example/", {}, "*notmia.example"),
        ("https://mia.example:8443/", {}, "*mia.example:8443"),
        ("https://mia.example@evil.example/", {}, "*evil.example"),
        ("https://ben.example/post/", {}, "*ben.example"),
        ("https://feeds.example/mia/7", {"address": "https://feeds.example/mia.xml"}, "mia"),
        ("https://feedproxy.google.com/~r/mia/~3/x/", {"address": "http://feeds.feedburner.com/mia"}, "mia"),
        ("https://feedproxy.google.com/~r/mia/~3/x/", {"address": "https://mia.example/x"}, "*feedproxy.google.com"),
        ("https://mia-writes.example/7",
         {"address": "https://mia.example/feed", "moved_to": "https://mia-writes.example/feed"}, "mia"),
        ("https://mia-writes.example/7",
         {"address": "https://feeds.example/mia", "moved_to": "https://mia-writes.example/feed"},
         "*mia-writes.example"),
        ("https://mia-writes.example/7",
         {"address": "https://feeds.mia.example/feed", "moved_to": "https://mia-writes.example/feed"}, "mia"),
        ("https://mia-writes.example/7",
         {"address": "https://network.example/@mia/feed", "moved_to": "https://mia-writes.example/feed"}, "mia"),
        (None, {}, "mia"),
        (None, {"home": "https://mia.example/"}, "mia"),
        (None, {"home": "https://casino.example/x"}, "*casino.example"),
        (LOOMS, {"home": "https://casino.example/x"}, "*casino.example"),
        (LOOMS, {"home": "https://mia.example/"}, "mia"),
        ("https://casino.example/win/?token=x", {}, "*casino.example"),
    ],
)  # fmt: skip
def test_a_link_is_a_peers_where_the_post_stands_at_a_place_of_theirs(
    url: str | None, of_feed: dict[str, str], found: str
) -> None:
    assert set(whose(at(url, **of_feed))) == {found}


@pytest.mark.parametrize(
    ("home", "url", "found"),
    [
        ("https://blog.mia.example/", "https://mia.example/looms/", "mia"),
        ("https://blog.mia.example/", "https://notes.mia.example/looms/", "mia"),
        ("https://mia.host.example/", "https://host.example/looms/", "*host.example"),
        ("https://mia.host.example/", "https://zoe.host.example/looms/", "*zoe.host.example"),
        ("https://host.example/~mia/", "https://host.example/~mia/looms/", "mia"),
        ("https://host.example/~mia/", "https://host.example/~zoe/", "*host.example"),
        ("https://host.example/~mia/", "https://sub.host.example/", "*sub.host.example"),
        ("https://blog.example/", "https://example/", "*example"),
    ],
)
def test_parts_of_a_site_belong_together_and_parts_of_a_host_do_not(home: str, url: str, found: str) -> None:
    assert whose(at(url), peer("mia", home)) == [found]


def test_without_a_home_the_host_of_the_feed_is_theirs() -> None:
    mia = peer("mia", None, feeds=("https://mia.example/feed.xml",))
    assert whose(at("https://mia.example/looms/"), mia) == ["mia"]
    assert whose(at("https://casino.example/win/"), mia) == ["*casino.example"]


@pytest.mark.parametrize(
    ("listed", "url", "found"),
    [
        ({"feeds": ("mia.xml",)}, "https://mia.example/looms/", "mia"),
        ({"feeds": ("mia.xml", "more.xml")}, "https://other.example/looms/", "mia"),
        ({"feeds": ("mia.xml",)}, None, "mia"),
        ({"feeds": ("mia.xml",)}, "https://ben.example/looms/", "*ben.example"),
        ({"feeds": ("mia.xml",), "home": "https://mia.example/"}, "https://other.example/", "*other.example"),
        ({"feeds": ("mia.xml",), "also": ("https://mia.example/",)}, "https://other.example/", "*other.example"),
        ({"feeds": ("mia.xml", "https://mia.example/feed.xml")}, "https://other.example/", "*other.example"),
    ],
)
def test_a_file_is_the_only_word_of_whom_no_address_is_listed(
    listed: dict[str, Any], url: str | None, found: str
) -> None:
    mia = peer("mia", listed.get("home"), also=listed.get("also", ()), feeds=listed["feeds"])
    of_mia = at(url, address="mia.xml")
    assert whose(of_mia, mia) == [found]
    assert (belonging.leads_to(of_mia, PeerId("mia"), who(mia, BEN)) is None) == (found == "mia")


def test_no_page_has_the_casino_and_no_key_is_kept() -> None:
    casino = replace(at("https://casino.example/win/?token=x"), home="https://casino.example/", title="Casino")
    views = views_of((), feeds(mia=casino), peers=[MIA])
    assert "casino" not in repr(views)
    (waiting,) = ledger_of((), feeds(mia=casino), peers=[MIA]).pending
    assert waiting.evidence == ("https://casino.example/",)
    assert waiting.note == "in the feed of Mia"


def test_the_row_that_accepts_it_is_about_the_place() -> None:
    log = (
        "peers: {mia: {name: Mia, home: https://mia.example/}}\ninteractions:\n- {date: 2026-11-20, got: link, "
        "url: https://me.example/looms/, source: feed, evidence: https://friends.example/looms/}\n"
    )
    book = books.read([LogText("reciprocity.yml", log.encode())], ME, options(), TODAY).records
    guest = feeds(mia=at("https://friends.example/looms/"))
    ledger = pipeline.keep_ledger(facts(book, guest))
    assert [row.peer for row in ledger.interactions] == ["friends.example"]
    assert ledger.pending == ()


def test_an_entry_that_is_about_a_page_of_mine_is_a_share() -> None:
    about = FeedEntry(url=address("https://mia.example/linked/7"), outbound=f"{LOOMS}#x\nhttps://me.example/cards/")
    shared = feed(replace(about, about=address(LOOMS)))
    rows = ledger_of((), feeds(mia=shared), peers=[MIA]).interactions
    assert [(row.kind, row.url, row.evidence) for row in rows] == [
        ("share", LOOMS, (about.url,)),
        ("link", "https://me.example/cards/", (about.url,)),
    ]


@pytest.mark.parametrize(
    ("of_mia", "place"),
    [
        (at("https://mia.example/1"), None),
        (Feed(), None),
        (Feed(home="https://mia.example/"), None),
        (replace(at("https://casino.example/win/"), home="https://mia.example/"), None),
        (replace(at("https://mia.example/1"), home="https://old.example/"), None),
        (at("https://casino.example/win/"), "https://casino.example/win/"),
        (Feed(home="https://casino.example/"), "https://casino.example/"),
        (replace(at("https://ben.example/1"), home="https://casino.example/"), "https://casino.example/"),
        (at(LOOMS), None),
    ],
)
def test_where_a_feed_leads_in_which_nothing_is_its_peers(of_mia: Feed, place: str | None) -> None:
    assert belonging.leads_to(of_mia, PeerId("mia"), who(MIA, BEN)) == place
