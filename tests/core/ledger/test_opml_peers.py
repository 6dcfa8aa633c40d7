"""Peers of OPML files beside those of the log."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.ledger.opml_peers import new_of, with_subscribed
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Refused
from tests.core.ledger.making import ME, address, peer

FEED = ("https://ada.example/feed.xml",)
ROLL = peer("ada-example", "https://ada.example/", name="Ada Example", feeds=FEED, tags=("machines",))


def joined(*listed: Peer, subscribed: tuple[Peer, ...] = (ROLL,)) -> list[Peer]:
    return with_subscribed(listed, subscribed, [ME])


def test_who_is_in_no_log_is_a_peer_too() -> None:
    ben = peer("ben")
    assert joined(ben) == [ben, ROLL]


@pytest.mark.parametrize(
    "known",
    [
        peer("ada", "http://www.ada.example"),
        peer("ada", None, also=["https://ada.example/"]),
        peer("ada", "https://ada.example/blog/", feeds=FEED),
        peer("ada", None, feeds=("https://ada.example/other.xml",)),
        peer("ada-example", None),
        peer("ada-example", None, feeds=("feeds/ada.xml",)),
    ],
)
def test_whoever_has_one_of_their_addresses_or_their_id_is_one_with_them(known: Peer) -> None:
    (found,) = joined(known)
    assert found.id == known.id
    assert found.home == (known.home or ROLL.home)
    assert found.feeds == (known.feeds or FEED)
    assert found.where == known.where
    assert found.tags == ("machines",)


def test_the_log_has_the_last_word() -> None:
    known = peer("ada", "https://ada.example/", name="Ada", feeds=("feeds/ada.xml",), tags=("looms",), checkin=60)
    assert joined(known) == [known]
    assert joined(replace(known, private=True))[0].private


def test_a_peer_without_a_name_gets_the_one_of_the_blogroll() -> None:
    assert joined(peer("ada", name="ada"))[0].name == "Ada Example"


def test_how_somebody_is_written_to_stays_with_them() -> None:
    (found,) = joined(replace(peer("ada", "https://ada.example/"), call="Ada", contact="@ada@social.example"))
    assert (found.call, found.contact, found.tags) == ("Ada", "@ada@social.example", ("machines",))


def test_another_home_of_a_known_feed_is_the_peers_too() -> None:
    known = peer("ada", "https://new.example/", feeds=FEED, private=True)
    (found,) = joined(known, subscribed=(ROLL, ROLL))
    assert (found.home, found.also, found.private) == ("https://new.example/", ("https://ada.example/",), True)


@pytest.mark.parametrize("feeds", [(), ("https://social.example/@mo.rss",)])
@pytest.mark.parametrize("private", [True, False])
def test_whoever_is_private_gets_no_account_from_a_feed_of_the_blogroll(feeds: tuple[str, ...], private: bool) -> None:
    known = peer("mo", None, feeds=feeds, private=private)
    roll = peer("mo", "https://social.example/@mo/", feeds=("https://social.example/@mo.rss",))
    (found,) = joined(known, subscribed=(roll,))
    assert (found.home, found.feeds) == (None if private else roll.home, roll.feeds)


def test_nothing_of_a_private_blogroll_gets_to_a_public_peer() -> None:
    known = peer("ada")
    assert joined(known, subscribed=(replace(ROLL, private=True),)) == [known]
    secret = replace(known, private=True)
    assert joined(secret, subscribed=(replace(ROLL, private=True),)) == [
        replace(secret, feeds=FEED, tags=("machines",))
    ]


def test_somebody_else_of_the_same_id_has_the_host_added() -> None:
    other = peer("ada-example", "https://another-ada.example/")
    assert [one.id for one in joined(other)] == ["ada-example", "ada-example-ada.example"]
    homeless = replace(ROLL, home=None)
    assert [one.id for one in joined(other, subscribed=(homeless,))] == ["ada-example", "ada-example-ada.example"]


def test_two_blogrolls_may_name_the_same_peer() -> None:
    again = peer("a-example", "https://ada.example/", name="A. Example", feeds=("https://ada.example/notes.xml",))
    assert joined(subscribed=(ROLL, again)) == [ROLL]


@pytest.mark.parametrize("home", ["https://me.example/", "http://www.me.example/blog/"])
def test_the_own_site_is_no_peer(home: str) -> None:
    assert joined(subscribed=(peer("me", home), peer("me", None, feeds=(f"{home}feed.xml",)))) == []


def test_a_file_for_a_feed_is_no_address() -> None:
    known = peer("ada", None, feeds=("feeds/ada.xml",))
    assert len(joined(known)) == 2


def test_two_feeds_on_a_host_are_two_peoples() -> None:
    carl = peer("carl", None, feeds=("https://feeds.example/carl",))
    ben = peer("ben", None, feeds=("https://feeds.example/ben",))
    assert joined(carl, subscribed=(ben,)) == [carl, replace(ben, home=address("https://feeds.example/ben"))]


def test_a_feed_without_a_home_is_the_peers_who_has_the_host() -> None:
    known = peer("ada", "https://ada.example/")
    roll = peer("looms", None, feeds=FEED)
    assert [(one.id, one.feeds) for one in joined(known, subscribed=(roll,))] == [("ada", FEED)]


def test_an_id_with_the_host_may_be_somebody_elses_too() -> None:
    first, second = (peer("ada", f"https://tilde.example/~{name}/") for name in ("a", "b"))
    found = [one.id for one in joined(peer("ada", "https://ada.example/"), subscribed=(first, second))]
    assert found == ["ada", "ada-tilde.example", "ada-tilde.example/~b"]


@pytest.mark.parametrize(
    "roll",
    [
        peer("looms", "https://ada.example/blog/", feeds=("https://ada-feeds.example/1",)),
        peer("looms", "https://looms.example/", feeds=("https://www.ada.example/blog/feed.xml",)),
    ],
)
def test_the_blog_of_somebody_whose_site_is_private_is_private(roll: Peer) -> None:
    secret = peer("ada", "https://ada.example/", private=True)
    assert joined(secret, subscribed=(roll,)) == [secret, replace(roll, private=True)]
    assert joined(subscribed=(roll, replace(ROLL, private=True)))[0].private, "in whichever order"
    assert joined(secret, replace(roll, tags=()), subscribed=(roll,)) == [secret, roll], "the log has the last word"
    assert joined(replace(secret, private=False), subscribed=(roll,))[1] == roll
    assert not joined(peer("ada", "https://ada.example/blo", private=True), subscribed=(roll,))[1].private


def test_who_is_new_is_whom_nobody_who_is_listed_is() -> None:
    ben = peer("ben")
    assert new_of([peer("ada", "https://ada.example/")], [ROLL, ben], [ME]) == [ben]
    assert new_of([ben], [ben], [ME]) == []


def test_a_list_that_nobody_has_ever_read_is_refused() -> None:
    many = [peer(f"p{number}") for number in range(2_001)]
    assert len(new_of([], many[1:], [ME])) == 2_000
    assert len(new_of(many[:1], many, [ME])) == 2_000, "who is listed is not new"
    with pytest.raises(Refused) as refused:
        new_of([], many, [ME])
    assert str(refused.value) == (
        "2,001 subscriptions are new, and 2,000 can be added at once; leave in the file those whom you "
        "read, and try again"
    )
