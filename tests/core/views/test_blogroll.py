"""The blogroll for other software."""

from __future__ import annotations

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.views.blogroll import Outline
from tests.core.ledger.making import address, book, peer


def roll(*peers: Peer, **found: str) -> tuple[Outline, ...]:
    feeds = {one.id: one.feeds or (found.get(one.id, ""),) for one in peers}
    return pipeline.published_blogroll(book(peers=peers), feeds)


def feed_of(host: str, name: str = "feed.xml") -> str:
    return f"https://{host}.example/{name}"


def test_a_feed_is_a_line_by_the_names_of_the_peers() -> None:
    feeds = (feed_of("ada"), feed_of("ada", "notes"))
    ada = peer("z", "https://ada.example/", name="ada", feeds=feeds, tags=("looms",))
    assert roll(peer("b", name="Ben", feeds=(feed_of("b"),)), ada) == (
        Outline("ada", address(feed_of("ada")), "https://ada.example/", ("looms",)),
        Outline("ada", address(feed_of("ada", "notes")), "https://ada.example/", ("looms",)),
        Outline("Ben", address(feed_of("b")), "https://b.example/", ()),
    )


def test_a_feed_that_was_found_is_in_it_and_a_peer_without_one_is_not() -> None:
    assert [one.feed for one in roll(peer("ada"), peer("ben"), ada=feed_of("ada"))] == [feed_of("ada")]


def test_feeds_that_are_files_or_for_one_reader_only_are_of_use_to_nobody_else() -> None:
    for_me = ("https://me:secret@ada.example/f", "https://ada.example/f?auth=secret")
    at_home = ("http://192.168.1.2/feed", "http://localhost:1200/feed", "http://reader.lan/feed")
    feeds = ("feeds/ada.xml", "/home/me/ada.xml", "file:///ada.xml", *for_me, *at_home)
    assert roll(peer("ada", feeds=feeds)) == ()


def test_a_peer_without_a_home_has_none_in_it() -> None:
    assert [one.home for one in roll(peer("ada", None, feeds=(feed_of("ada"),)))] == [""]


def test_a_feed_that_stands_in_for_a_home_is_none() -> None:
    assert [one.home for one in roll(peer("ada", feed_of("ada"), feeds=(feed_of("ada"), feed_of("ada", "b"))))] == [
        "",
        "",
    ]


def test_private_peers_are_not_in_it_nor_is_what_is_theirs() -> None:
    cleo = peer("cleo", feeds=(feed_of("cleo"),), private=True)
    assert roll(cleo, peer("ada", feeds=(feed_of("cleo", "for-ada"), feed_of("ada")))) == (
        Outline("Ada", address(feed_of("ada")), "https://ada.example/", ()),
    )


def test_a_blog_that_is_gone_is_not_in_it() -> None:
    gone = peer("theo", feeds=(feed_of("theo"),), fallow=True)
    assert [one.feed for one in roll(gone, peer("ada", feeds=(feed_of("ada"),)))] == [feed_of("ada")]


def test_a_feed_that_two_peers_have_is_in_it_once() -> None:
    assert len(roll(peer("ada", feeds=(feed_of("x"),)), peer("ben", feeds=("http://www.x.example/feed.xml",)))) == 1


def test_nor_is_a_feed_at_another_port_of_theirs() -> None:
    feeds = ("https://cleo.example:8443/ada.xml", feed_of("ada"))
    assert [one.feed for one in roll(peer("ada", feeds=feeds), peer("cleo", private=True))] == [feed_of("ada")]
