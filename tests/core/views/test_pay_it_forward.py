"""The view of "Pay it forward"."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, Interaction
from mkdocs_reciprocity.core.views.blogs import Blog
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.thanks import Thanks
from mkdocs_reciprocity.core.wording import PLAIN_ENGLISH
from tests.core.ledger.making import (
    ADA,
    BEN,
    CLEO,
    address,
    asked,
    deeds,
    entry,
    feed,
    feeds,
    gave,
    got,
    keyed,
    page,
    peer,
    views_of,
)

LOOMS = "https://me.example/looms/"
PAGES = [page("looms/", "2026-10-01", title="Looms")]
MENTION = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", LOOMS, title="Looms revisited")))


def thanks(*rows: Interaction) -> tuple[Thanks, ...]:
    return deeds(views_of(rows, {}, PAGES))


def said(one: Thanks) -> str:
    return f"{one.peer.text} {PLAIN_ENGLISH.did(one.kind, one.target.text or None, one.where.text or None)}"


# --- offers


def test_offers_have_their_author() -> None:
    (offer,) = views_of([], MENTION).pay_it_forward.offers
    assert (offer.suggestion.title, offer.peer) == ("Looms revisited", Place("Ada", "https://ada.example/"))


# --- thanks: "received spread, comment, reply and testimonial (name and links, never the note)"


def test_a_mention_is_thanked_for_with_name_and_links() -> None:
    (one,) = deeds(views_of([], MENTION, PAGES))
    assert said(one) == "Ada linked to Looms in Looms revisited"
    assert one.target == Place("Looms", "looms/", own=True)
    assert one.where == Place("Looms revisited", "https://ada.example/p/")
    assert one.date == "2026-11-10"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("share", "Ben shared Looms"),
        ("link", "Ben linked to Looms"),
        ("quote", "Ben quoted Looms"),
        ("review", "Ben reviewed Looms"),
        ("recommend", "Ben recommended Looms"),
        ("feature", "Ben featured Looms"),
        ("translate", "Ben translated Looms"),
        ("comment", "Ben commented on Looms"),
        ("reply", "Ben answered Looms"),
        ("testimonial", "Ben wrote a testimonial for Looms"),
    ],
)
def test_what_is_thanked_for(kind: str, words: str) -> None:
    assert [said(one) for one in thanks(got(kind, LOOMS, peer="ben"))] == [words]


def test_strangers_on_a_network_are_called_by_their_handles_and_not_by_its_host() -> None:
    there = "https://bsky.app/profile/did:plc:"
    every = [
        got("reply", LOOMS, title=f"@{name}.example", source="account", evidence=(address(f"{there}{name}/post/1"),))
        for name in ("yan", "zed")
    ]
    found = thanks(
        *every,
        got("share", LOOMS, peer="ben", title="@ben.example", source="account", evidence=(address(f"{there}ben"),)),
    )
    assert sorted(said(one) for one in found) == [
        "@yan.example answered Looms in bsky.app",
        "@zed.example answered Looms in bsky.app",
        "Ben shared Looms in @ben.example",
    ]
    assert {one.where.href for one in found} == {f"{there}yan/post/1", f"{there}zed/post/1", f"{there}ben"}


def test_what_was_done_for_nobody_knows_which_page() -> None:
    assert [said(one) for one in thanks(got("reply", None, peer="ben"))] == ["Ben answered"]
    found = thanks(got("link", "https://ben.example/knots/", peer="ben"))
    assert [said(one) for one in found] == ["Ben linked here in ben.example/knots"]


@pytest.mark.parametrize("kind", ["thank", "checkin", "advice", "praise", "help", "intro", "like", "follow", "ask"])
def test_what_is_private_is_not_thanked_for_in_public(kind: str) -> None:
    assert thanks(got(kind, LOOMS, peer="ben")) == ()


@pytest.mark.parametrize("kind", ["thank", "checkin", "advice", "praise", "help", "intro"])
def test_other_talk_is_when_the_row_says_so(kind: str) -> None:
    for url in (LOOMS, None):
        assert len(thanks(got(kind, url, peer="ben", said_private=False))) == 1


@pytest.mark.parametrize("kind", ["like", "vote", "ask"])
def test_nods_and_asks_never_are(kind: str) -> None:
    assert thanks(got(kind, LOOMS, peer="ben", said_private=False)) == ()


def test_a_kind_of_ones_own_has_words_too() -> None:
    zine = Interaction(date=PAGES[0].date, direction="received", kind="zine", reach="spread", peer=BEN.id)
    with_target = keyed(
        Interaction(
            date=PAGES[0].date,
            direction="received",
            kind="zine",
            reach="spread",
            peer=BEN.id,
            url=got("link", LOOMS).url,
        )
    )
    assert [said(one) for one in thanks(zine)] == ["Ben gave a zine"]
    assert [said(one) for one in thanks(with_target)] == ["Ben gave a zine for Looms"]


def test_notes_of_what_was_received_are_nowhere() -> None:
    views = views_of([got("reply", LOOMS, peer="ben", note="SECRET", said_private=False)], {}, PAGES)
    assert "SECRET" not in repr(views)
    assert "SECRET" not in repr(views_of([got("reply", LOOMS, peer="ben", title="SECRET")], {}, PAGES))


def test_nobody_is_thanked_twice_for_one_thing() -> None:
    rows = [
        got("link", LOOMS, "2026-11-02", peer="ben", evidence=["https://ben.example/a/"], via="x"),
        got("link", LOOMS, "2026-11-05", peer="ben", evidence=["https://ben.example/a/"], via="rss"),
        got("link", LOOMS, "2026-11-04", peer="ben", evidence=["https://ben.example/b/"]),
        got("reply", LOOMS, "2026-11-03", peer="ben"),
        got("reply", LOOMS, "2026-11-03", peer="ben", via="blog"),
    ]
    assert [(one.kind, one.date) for one in thanks(*rows)] == [
        ("link", "2026-11-05"),
        ("link", "2026-11-04"),
        ("reply", "2026-11-03"),
    ]


def test_thanks_are_those_of_the_window() -> None:
    assert thanks(got("link", LOOMS, "2024-01-01", peer="ben"), got("link", LOOMS, None, peer="ben")) == ()


def test_what_nobody_did_and_what_was_asked_or_given_is_not_thanked_for() -> None:
    rows = [got("link", LOOMS), asked("review", peer="ben", said_private=False), gave("share", "https://ben.example/")]
    assert thanks(*rows) == ()


def test_a_target_that_is_no_page_is_an_address() -> None:
    (one,) = thanks(got("link", "https://me.example/gone/", peer="ben"))
    assert one.target == Place("me.example/gone", "https://me.example/gone/")


# --- the blogs


def test_the_blogs_are_the_public_peers_with_a_home_by_name() -> None:
    peers = [
        peer("z", name="alma"),
        BEN,
        peer("a", name="Zoe"),
        CLEO,
        peer("nohome", None),
        peer("user", "https://user@user.example/"),
    ]
    blogs = views_of([], feeds(ben=feed(entry("https://ben.example/q/", "2026-11-01", title="Quiet"))), peers=peers)
    assert blogs.pay_it_forward.blogs == (
        Blog(Place("alma", "https://z.example/"), None),
        Blog(Place("Ben", "https://ben.example/"), Place("Quiet", "https://ben.example/q/"), date=When("2026-11-01")),
        Blog(Place("Zoe", "https://a.example/"), None),
    )


def test_where_a_feed_cannot_be_read_the_day_of_its_copy_is_told() -> None:
    late = replace(feed(entry("https://ada.example/q/", title="Quiet")), as_of=When("2026-11-03"))
    early = replace(feed(entry("https://ada.example/r/", title="Rest")), as_of=When("2026-11-01"))

    def told(*of_ada: Feed) -> list[object]:
        gift = gave("share", "https://ada.example/x/", "2026-11-02")
        found = views_of([gift], feeds(ada=list(of_ada)), peers=[ADA, BEN])
        (offer,), blogs = found.pay_it_forward.offers, found.pay_it_forward.blogs
        assert [blog.as_of for blog in blogs if blog.peer.text == "Ben"] == [None]
        return [offer.as_of, *(blog.as_of for blog in blogs if blog.peer.text == "Ada")]

    assert told(late) == told(late, early) == ["2026-11-03"] * 2
    assert told(late, feed()) == [None] * 2, "what one feed says today is of today"


def test_a_post_without_title_is_called_by_its_address() -> None:
    found = views_of([], feeds(ada=feed(entry("https://ada.example/q/"))), peers=[ADA]).pay_it_forward.blogs
    assert found[0].newest == Place("ada.example/q", "https://ada.example/q/")
