"""Ripples: peers who linked to a post after the author had passed it on."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.desk import desk, relation_with
from mkdocs_reciprocity.core.desk.relation_sentences import of_relation
from mkdocs_reciprocity.core.desk.ripples import (
    entry_that_ignores,
    entry_that_keeps,
    followed,
    hidden_by,
    identity,
    unkept,
)
from mkdocs_reciprocity.core.desk.sentences import of_desk, ripple_with_date
from mkdocs_reciprocity.core.log.contents import Ignored, Ripple
from mkdocs_reciprocity.core.model import Feed, FeedEntry, PeerId
from tests.core.ledger.making import ADA, CLEO, TODAY, account_of, address, entry, feed, feeds, gave, peer

ENGINES = "https://ada.example/engines/"
LINKS = "https://nora.example/links/"
NORA = peer("nora")
NOWHERE = "2026-11-06: Nora linked to “Engines” 4 days after you"
SHARED = gave("share", ENGINES, "2026-11-02", title="Engines")


def after(
    *entries: FeedEntry, rows: tuple[Any, ...] = (SHARED,), who: str = "nora", beside: Any = (), **more: Any
) -> list[str]:
    """What is said of them."""
    peers = more.pop("peers", (ADA, NORA, CLEO))
    account = account_of(rows, feeds(**{who: feed(*entries)}), peers=peers, beside=beside, **more)
    return [ripple_with_date(one) for one in followed(account)]


def links(published: str = "2026-11-06", *more: str, at: str = LINKS) -> FeedEntry:
    return entry(at, published, ENGINES, *more, title="Links of the week")


def test_a_peer_linked_to_it_four_days_after_the_author() -> None:
    assert after(links()) == ["2026-11-06: Nora linked to “Engines” 4 days after you, in “Links of the week”"]


@pytest.mark.parametrize(
    ("given", "linked", "says"),
    [
        ("2026-11-02", "2026-11-03", "the day after you"),
        ("2026-11-02", "2026-11-03T23:59:59Z", "the day after you"),
        ("2026-11-02", "2026-11-02", ""),
        ("2026-11-02", "2026-11-01", ""),
        ("2026-11-02", "", ""),
        ("2026-11-02", "2026-11-23", ""),  # later than today
        ("2026-10", "2026-11-01", "after you, in"),
        ("2026-10", "2026-10-31", ""),
        ("2025", "2026-01-01", "after you, in"),
        ("2025", "2025-12-31", ""),
        (None, "2026-11-06", ""),
    ],
)
def test_only_what_is_surely_later_counts(given: str | None, linked: str, says: str) -> None:
    found = after(links(linked), rows=(gave("share", ENGINES, given),))
    assert len(found) == bool(says)
    assert all(says in one for one in found)


@pytest.mark.parametrize(
    "rows",
    [
        (gave("like", ENGINES),),
        (gave("comment", ENGINES),),
        (gave("share", None, peer="ada"),),
        (gave("recommend", "https://ada.example/"),),
        (gave("share", "https://ada.example/looms/"),),
        (),
    ],
)
def test_only_posts_that_were_passed_on_have_ripples(rows: tuple[Any, ...]) -> None:
    assert after(links("2026-11-06", "https://ada.example/"), rows=rows) == []


def test_nor_has_a_whole_blog_of_a_stranger() -> None:
    """A blogroll in a footer is in every entry."""
    stranger = gave("share", "https://stranger.example/")
    assert after(links("2026-11-06", "https://stranger.example/"), rows=(stranger,)) == []


def test_a_post_of_a_strangers_may() -> None:
    stranger = gave("share", "https://stranger.example/a/", title="A")
    found = after(links("2026-11-06", "https://stranger.example/a"), rows=(stranger,))
    assert found == ["2026-11-06: Nora linked to “A” 4 days after you, in “Links of the week”"]


def test_the_author_of_the_post_makes_no_ripple() -> None:
    own = entry("https://ada.example/next/", "2026-11-06", ENGINES)
    assert after(own, who="ada") == []
    guest = gave("share", "https://host.example/guest/", peer="nora")
    assert after(entry(LINKS, "2026-11-06", "https://host.example/guest/"), rows=(guest,)) == []


def test_of_each_peer_the_first_link_counts() -> None:
    second = links("2026-11-09", at="https://nora.example/again/")
    assert after(second, links()) == after(links())
    assert after(second, links("2026-11-01")) == []  # they had found it before


def test_of_each_post_the_first_gift_counts() -> None:
    rows = (gave("review", ENGINES, "2026-11-05", title="Engines"), gave("share", ENGINES, "2026-11"), SHARED)
    assert after(links(), rows=rows) == after(links())
    assert after(links(), rows=rows[::-1]) == after(links())


def test_an_entry_elsewhere_is_not_theirs() -> None:
    assert after(links(at="https://somebody.example/links/")) == []
    assert after(entry(None, "2026-11-06", ENGINES, title="A note")) == [
        "2026-11-06: Nora linked to “Engines” 4 days after you"
    ]


def test_a_blog_of_links_passes_it_on() -> None:
    account = account_of(
        [SHARED],
        {PeerId("nora"): [Feed(home="https://nora.example/", entries=(entry(ENGINES, "2026-11-06", about=ENGINES),))]},
        peers=(ADA, NORA),
    )
    (one,) = followed(account)
    assert (one.peer, one.days, one.seen_at) == ("nora", 4, None)
    shared = account_of([SHARED], {}, shares=feeds(nora=feed(links())), peers=(ADA, NORA))
    assert [one.days for one in followed(shared)] == [4]


@pytest.mark.parametrize("passed_on", ["https://me.example/looms/", "https://other.example/x/"])
def test_an_entry_that_passes_on_another_page_is_at_home(passed_on: str) -> None:
    """A blog of links gives the address of what it passes on, not its own."""
    one = entry(passed_on, "2026-11-06", ENGINES, title="Link: x", about=passed_on)
    nora = {PeerId("nora"): [Feed(home="https://nora.example/", entries=(one,))]}
    assert [one.seen_at for one in followed(account_of([SHARED], nora, peers=(ADA, NORA)))] == [None]


def test_no_address_with_a_key_is_named() -> None:
    assert after(links(at="https://nora.example/?key=s3cr3tT0ken99")) == [
        "2026-11-06: Nora linked to “Engines” 4 days after you"
    ]


# --- the log


KEPT = Ripple(
    date=When("2026-11-06"), peer=PeerId("nora"), url=address(ENGINES), title="Links", evidence=address(LINKS)
)


def test_what_the_log_keeps_stays_when_the_feed_forgets() -> None:
    assert after(beside=(KEPT,)) == ["2026-11-06: Nora linked to “Engines” 4 days after you, in “Links”"]


def test_what_is_kept_and_seen_is_one() -> None:
    account = account_of([SHARED], feeds(nora=feed(links())), peers=(ADA, NORA), beside=(KEPT,))
    (one,) = followed(account)
    assert one.kept
    assert unkept(account) == []


@pytest.mark.parametrize(
    ("kept", "rows"),
    [
        (KEPT, ()),  # the gift is gone
        (Ripple(date=When("2026-11"), peer=PeerId("nora"), url=address(ENGINES)), (SHARED,)),  # perhaps before it
        (Ripple(date=When("2026-11-06"), peer=PeerId("ada"), url=address(ENGINES)), (SHARED,)),
    ],
)
def test_the_rules_are_the_same_for_what_is_kept(kept: Ripple, rows: tuple[Any, ...]) -> None:
    assert after(rows=rows, beside=(kept,)) == []


def test_a_month_has_no_number_of_days() -> None:
    later = Ripple(date=When("2026-12"), peer=PeerId("nora"), url=address(ENGINES))
    assert after(beside=(later,)) == ["2026-12: Nora linked to “Engines” after you"]


def test_what_to_write_into_the_log() -> None:
    of = feeds(nora=feed(links(), entry("https://nora.example/p/", "2026-11-07", "https://ada.example/looms/")))
    rows = [SHARED, gave("share", "https://ada.example/looms/", "2026-11-03")]
    account = account_of(rows, of, peers=(ADA, NORA, CLEO))
    first, second = unkept(account)
    assert entry_that_keeps(first) == {
        "date": "2026-11-06", "peer": "nora", "url": ENGINES, "title": "Links of the week", "evidence": LINKS,
    }  # fmt: skip
    assert "title" not in entry_that_keeps(second)
    assert entry_that_ignores(second) == {
        "peer": "nora", "url": "https://ada.example/looms/", "evidence": "https://nora.example/p/",
    }  # fmt: skip
    assert identity(first) != identity(second)
    assert unkept(account, PeerId("ada")) == []
    assert unkept(account, PeerId("nora")) == [first, second]
    (bare,) = unkept(account_of([SHARED], feeds(nora=feed(entry(None, "2026-11-06", ENGINES))), peers=(ADA, NORA)))
    assert entry_that_keeps(bare) == {"date": "2026-11-06", "peer": "nora", "url": ENGINES}
    assert entry_that_ignores(bare) == {"peer": "nora", "url": ENGINES}


@pytest.mark.parametrize(
    ("entry", "gone"),
    [
        (Ignored(peer=PeerId("nora"), url=address(ENGINES), evidence=address(LINKS)), True),
        (Ignored(evidence=address(LINKS)), True),
        (Ignored(url=address(ENGINES)), True),
        (Ignored(peer=PeerId("nora")), True),
        (Ignored(peer=PeerId("ada"), url=address(ENGINES)), False),
        (Ignored(direction="given", kind="link", url=address(ENGINES)), False),
        (Ignored(evidence=address("https://nora.example/")), False),
    ],
)
def test_what_the_author_ignores_is_not_there(entry: Ignored, *, gone: bool) -> None:
    assert (after(links(), beside=(entry,)) == []) is gone
    there = account_of([SHARED], feeds(nora=feed(links())), peers=(ADA, NORA))
    assert hidden_by([entry], there) == (list(followed(there)) if gone else [])


@pytest.mark.parametrize(
    ("gift", "who"),
    [
        (gave("share", ENGINES, private=True, said_private=True), NORA),
        (SHARED, peer("nora", private=True)),
        (gave("share", "https://cleo.example/x/"), NORA),
    ],
)
def test_it_is_private_where_the_gift_or_somebody_in_it_is(gift: Any, who: Any) -> None:
    of = feeds(nora=feed(entry(LINKS, "2026-11-06", gift.url)))
    (one,) = followed(account_of([gift], of, peers=(ADA, who, CLEO)))
    assert one.private
    (public,) = followed(account_of([SHARED], feeds(nora=feed(links())), peers=(ADA, NORA)))
    assert not public.private


# --- where they stand


def test_they_stand_on_the_desk_and_with_both_peers() -> None:
    account = account_of([SHARED], feeds(nora=feed(links())), peers=(ADA, NORA, CLEO))
    said = ["Nora linked to “Engines” 4 days after you, in “Links of the week”"]
    (section,) = [one for one in of_desk(desk(account, 20), Commands()) if one.id == "ripples"]
    assert [row.lines[0].text for row in section.rows] == said
    for id_, expected in (("ada", said), ("nora", said), ("cleo", [])):
        relation = relation_with(PeerId(id_), account)
        assert relation
        found = [one for one in of_relation(relation, TODAY, Commands()) if one.id == "ripples"]
        assert [row.lines[0].text for one in found for row in one.rows] == expected


def test_no_word_claims_a_cause() -> None:
    account = account_of([SHARED], feeds(nora=feed(links())), peers=(ADA, NORA))
    (section,) = [one for one in of_desk(desk(account, 20), Commands()) if one.id == "ripples"]
    said = f"{section.heading} {section.beside} {section.rows[0].lines[0].text}".lower()
    assert not {"because", "thanks", "due", "led", "caused", "reach", "influence"} & set(said.split())


def test_the_newest_stand_first_and_the_order_of_feeds_changes_nothing() -> None:
    rows = [SHARED, gave("share", "https://ada.example/looms/", "2026-11-03", title="Looms")]
    of = {
        "nora": feed(links()),
        "ben": feed(entry("https://ben.example/b/", "2026-11-06", ENGINES, "https://ada.example/looms/")),
    }
    peers = (ADA, NORA, peer("ben"))
    found = [
        [(one.name, one.title) for one in followed(account_of(rows, feeds(**dict(some)), peers=peers))]
        for some in (list(of.items()), list(of.items())[::-1])
    ]
    assert found[0] == found[1] == [("Ben", "Engines"), ("Ben", "Looms"), ("Nora", "Engines")]
