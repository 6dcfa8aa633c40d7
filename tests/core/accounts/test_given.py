"""What the author gave on networks and in feeds of their own."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.accounts.model import Answered, Place, Status
from mkdocs_reciprocity.core.model import Interaction, aside
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.ledgers import (
    ADA_ON_BLUESKY,
    ADA_ON_MASTODON,
    ENGINES,
    EVE,
    LOOMS,
    STRANGE,
    ZED,
    answer_to,
    by,
    in_feed,
    known,
    ledger,
    mine,
    mine_on_bluesky,
    on_bluesky,
    on_mastodon,
)
from tests.core.accounts.making import ME
from tests.core.ledger.making import entry, feed, gave, one, page

OTHER = Url("https://ben.example/nets/")
ADAS = "https://ada.example/@ada/55"
CARD = {"title": "Engines", "text": "The clearest account"}


def said(rows: list[Interaction]) -> list[tuple[str, str | None, str | None]]:
    return [(row.kind, row.peer, row.url) for row in rows]


# --- boosts, quotes, answers, links


@pytest.mark.parametrize(
    ("status", "gifts"),
    [
        (mine("1", boost_of=by(ADA_ON_MASTODON, "55", ENGINES)), [("share", "ada", ENGINES)]),
        (mine("1", boost_of=by(ADA_ON_MASTODON)), [("share", "ada", ADAS)]),
        (mine("1", boost_of=by(ADA_ON_MASTODON, "55", ENGINES, OTHER)), [("share", "ada", ADAS)]),
        (mine("1", boost_of=by(ADA_ON_MASTODON, "55", STRANGE)), [("share", "ada", ADAS)]),
        (mine("1", boost_of=by(ZED, "55", ENGINES)), [("share", "ada", ENGINES)]),
        (mine("1", boost_of=by(ADA_ON_MASTODON, "55", OTHER)), [("share", "ben", OTHER)]),
        (mine("1", boost_of=by(ADA_ON_MASTODON, "55", LOOMS)), []),
        (mine("1", boost_of=by(ADA_ON_MASTODON, "55", LOOMS, ENGINES)), [("share", "ada", ADAS)]),
        (mine("1", boost_of=by(ZED, "55", STRANGE)), []),
        (mine("1", boost_of=by(EVE)), []),  # she is called Ada
        (mine("1", boost_of=by(ME, "2", ENGINES)), []),
        (mine("1", boost_of=replace(by(ADA_ON_MASTODON), address=None)), []),
        (mine("1", quote_of=by(ADA_ON_MASTODON, "55", ENGINES)), [("quote", "ada", ENGINES)]),
        (mine("1", quote_of=by(ADA_ON_MASTODON)), [("quote", "ada", ADAS)]),
        (mine("1", quote_of=by(ME, "2")), []),
        (mine("1", Url("https://ada.example/@ada/55"), quote_of=by(ADA_ON_MASTODON)), [("quote", "ada", ADAS)]),
        (mine("1", reply_to=answer_to(ADA_ON_MASTODON)), [("reply", "ada", ADAS)]),
        (mine("1", reply_to=answer_to(ZED)), []),
        (mine("1", reply_to=answer_to(ME)), []),
        (mine("1", reply_to=replace(answer_to(ADA_ON_MASTODON), address=None)), []),
        (mine("1", reply_to=Answered(id="55")), []),
        (mine("1", OTHER, reply_to=answer_to(ADA_ON_MASTODON)), [("reply", "ada", ADAS), ("share", "ben", OTHER)]),
        (mine("1", ENGINES), [("share", "ada", ENGINES)]),
        (mine("1", STRANGE), [("share", "stranger.example", STRANGE)]),
        (mine("1", ENGINES, OTHER, STRANGE), [("share", "ada", ENGINES), ("share", "ben", OTHER)]),
        (mine("1", LOOMS, ENGINES), [("share", "ada", ENGINES)]),
        (mine("1", LOOMS, STRANGE), []),
        (mine("1", LOOMS), []),
        (mine("1", Url("https://social.example/@mara/7")), []),
        (mine("1", Url("https://media.example/view/cat.GIF?hh=1")), []),
        (mine("1"), []),
    ],
)  # fmt: skip
def test_what_a_status_gives(status: Status, gifts: list[tuple[str, str | None, str | None]]) -> None:
    rows = ledger(on_mastodon(status)).interactions
    assert sorted(said(list(rows))) == sorted(gifts)
    seen = ("given", "account", "mastodon", (status.address,))
    assert all((row.direction, row.source, row.via, row.evidence) == seen for row in rows)
    assert {row.title for row in rows if row.url == ADAS} <= {"@ada@ada.example"}


def test_a_repost_on_bluesky_gives_to_whoever_has_the_account() -> None:
    repost = Status(id="repost x", author=ME, at="2026-11-20T10:00:00Z", boost_of=by(ADA_ON_BLUESKY))
    row = one(ledger(on_bluesky(repost)))
    assert (row.kind, row.peer, row.url, row.via) == (
        "share",
        "ada",
        "https://bsky.app/profile/did:plc:ada/55",
        "bluesky",
    )
    assert row.evidence == ()


def test_words_are_proposed_and_published_nowhere() -> None:
    facts = known(on_mastodon(mine("1", ENGINES, **CARD)))
    row = one(pipeline.keep_ledger(facts))
    assert (row.proposed, row.note, row.title, row.private) == ("The clearest account", "", "Engines", False)
    assert "clearest" not in repr(pipeline.look(pipeline.keep_ledger(facts), facts))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (mine("1", ENGINES, warning=True, **CARD), ""),
        (mine("1", ENGINES, OTHER, **CARD), ""),
        (mine("1", boost_of=by(ADA_ON_MASTODON, "55", ENGINES, text="Mine!")), ""),
        (mine("1", quote_of=by(ADA_ON_MASTODON), text="So true"), "So true"),
        (mine("1", reply_to=answer_to(ADA_ON_MASTODON), text="Thanks"), "Thanks"),
        (mine("1", reply_to=answer_to(ADA_ON_MASTODON), text="Thanks", warning=True), ""),
    ],
)
def test_whose_words_are_proposed(status: Status, words: str) -> None:
    assert {row.proposed for row in ledger(on_mastodon(status)).interactions} == {words}


def test_what_is_unlisted_is_private() -> None:
    assert one(ledger(on_mastodon(mine("1", ENGINES, unlisted=True)))).private
    assert one(ledger(on_mastodon(mine("1", boost_of=by(ADA_ON_MASTODON, "55", ENGINES, unlisted=True))))).private
    assert one(ledger(on_mastodon(mine("1", quote_of=by(ADA_ON_MASTODON, unlisted=True))))).private
    both = ledger(on_mastodon(mine("1", ENGINES, unlisted=True), mine("2", ENGINES, at="2026-11-21T10:00:00Z")))
    assert (one(both).private, one(both).date) == (False, "2026-11-21")
    assert one(both).evidence == ("https://social.example/@mara/2",)


def test_one_thing_on_two_networks_is_one() -> None:
    there = on_bluesky(mine_on_bluesky("3k1", ENGINES, at="2026-11-19T10:00:00Z", title="Engines"))
    row = one(ledger(on_mastodon(mine("1", ENGINES, text="Look")), there))
    assert (row.date, row.via, row.title, row.proposed) == ("2026-11-19", "bluesky", "Engines", "Look")
    assert row.evidence == ("https://bsky.app/profile/did:plc:mara/post/3k1", "https://social.example/@mara/1")


def test_a_row_of_the_log_gets_the_evidence_and_keeps_its_words() -> None:
    row = one(ledger(on_mastodon(mine("1", ENGINES, **CARD)), rows=[gave("share", ENGINES, "2026-11-18", note="Mine")]))
    assert (row.date, row.note, row.source, row.proposed) == ("2026-11-18", "Mine", "log", "The clearest account")
    assert row.evidence == ("https://social.example/@mara/1",)
    unlisted = one(ledger(on_mastodon(mine("1", ENGINES, unlisted=True)), rows=[gave("share", ENGINES)]))
    assert unlisted.private


@pytest.mark.parametrize(
    ("at", "dates"),
    [("2026-11-23T10:00:00Z", []), ("2026-11-22T23:59:00Z", ["2026-11-22"]), ("", [None]), ("soon", [None])],
)
def test_what_is_dated_later_waits(at: str, dates: list[str | None]) -> None:
    assert [row.date for row in ledger(on_mastodon(mine("1", ENGINES, at=at))).interactions] == dates


def test_a_gift_that_stands_on_an_own_page_too_is_another_kind() -> None:
    rows = ledger(on_mastodon(mine("1", ENGINES)), pages=[page("looms/", "2026-11-01", ENGINES)]).interactions
    assert [(row.kind, row.source) for row in rows] == [("link", "page"), ("share", "account")]


def test_the_order_of_statuses_and_places_changes_nothing() -> None:
    statuses = (
        mine("1", ENGINES, text="a"), mine("2", ENGINES, text="b"), mine("3", ENGINES, text="c", unlisted=True),
        mine("4", boost_of=by(ADA_ON_MASTODON, "55", ENGINES)),
    )  # fmt: skip
    other = on_bluesky(mine_on_bluesky("3k1", ENGINES, text="d"))
    found = {repr(ledger(on_mastodon(*order), other)) for order in permutations(statuses)}
    found |= {repr(ledger(other, on_mastodon(*order))) for order in permutations(statuses)}
    assert len(found) == 1


def test_a_status_with_very_many_links_gives_to_peers_only() -> None:
    links = [Url(f"https://s{number}.example/") for number in range(99)]
    assert said(list(ledger(on_mastodon(mine("1", *links, ENGINES))).interactions)) == [("share", "ada", ENGINES)]


# --- feeds of one's own


BOOKMARKS = Place(url=Url("https://links.example/mara/shared.xml"), network="feed")


def in_bookmarks(*entries: Any, private: bool = False, **more: Any) -> Any:
    return ledger(in_feed(feed(*entries), replace(BOOKMARKS, **more), private=private))


def test_an_entry_that_leads_to_a_page_is_a_share() -> None:
    row = one(in_bookmarks(entry(ENGINES, "2026-11-20", title="Engines", aside=aside("", "Worth an evening"))))
    assert (row.kind, row.peer, row.url, row.title) == ("share", "ada", ENGINES, "Engines")
    assert (row.proposed, row.evidence, row.via) == ("Worth an evening", (BOOKMARKS.url,), "")


def test_the_option_says_what_an_entry_counts_as() -> None:
    row = one(in_bookmarks(entry(ENGINES, "2026-11-20"), kind="like", via="forge"))
    assert (row.kind, row.reach, row.via, row.private) == ("like", "nod", "forge", True)
    assert in_bookmarks(entry(ENGINES, "2026-11-20"), kind="zine").interactions == ()


def test_a_title_is_no_words() -> None:
    assert one(in_bookmarks(entry(ENGINES, "2026-11-20", title="Engines", aside=aside("", "Engines")))).proposed == ""


def test_an_entry_about_a_page_names_its_own_as_evidence() -> None:
    own = Url("https://social.example/@mara/notes/1")
    row = one(in_bookmarks(entry(own, "2026-11-20", about=ENGINES, title="Engines")))
    assert (row.url, row.title, row.evidence) == (ENGINES, "Engines", (own,))
    two = in_bookmarks(entry(own, "2026-11-20", about=f"{ENGINES}\n{OTHER}", title="Two")).interactions
    assert sorted((row.url, row.title) for row in two) == [(ENGINES, ""), (OTHER, "")]


def test_an_own_post_in_a_feed_gives_what_it_links_to() -> None:
    own = Url("https://social.example/@mara/notes/1")
    row = one(in_bookmarks(entry(own, "2026-11-20", ENGINES, title="Note", aside=aside("", "Look at this"))))
    assert (row.url, row.title, row.proposed, row.evidence) == (ENGINES, "", "Look at this", (own,))
    stranger = one(in_bookmarks(entry(own, "2026-11-20", STRANGE)))
    assert stranger.peer == "stranger.example"
    several = in_bookmarks(entry(own, "2026-11-20", ENGINES, STRANGE, LOOMS, aside=aside("", "Look"))).interactions
    assert [(row.url, row.proposed) for row in several] == [(ENGINES, "")]
    assert one(in_bookmarks(entry(None, "2026-11-20", ENGINES))).evidence == (BOOKMARKS.url,)


@pytest.mark.parametrize(
    "name",
    ["https://ada.example/@ada", "https://ada.example/users/ada/", "https://social.example/tags/nets",
     "https://social.example/tag/nets/"],
)  # fmt: skip
def test_people_and_hashtags_in_the_feed_of_an_account_are_no_pages(name: str) -> None:
    own = Url("https://social.example/@mara/1")
    assert in_bookmarks(entry(own, "2026-11-20", name)).interactions == ()
    row = one(in_bookmarks(entry(own, "2026-11-20", STRANGE, name, aside=aside("", "Look at this"))))
    assert (row.url, row.proposed) == (STRANGE, "Look at this")


def test_what_looks_like_a_hashtag_elsewhere_is_a_page() -> None:
    elsewhere = "https://stranger.example/tags/nets"
    assert one(in_bookmarks(entry(Url("https://social.example/@mara/1"), "2026-11-20", elsewhere))).url == elsewhere
    assert one(in_bookmarks(entry(None, "2026-11-20", elsewhere))).url == elsewhere


def test_an_address_that_only_the_author_may_know_is_no_evidence() -> None:
    row = one(in_bookmarks(entry(ENGINES, "2026-11-20"), private=True))
    assert (row.private, row.evidence) == (True, ())
    status = one(ledger(on_mastodon(mine("1", ENGINES), private=True)))
    assert status.private
