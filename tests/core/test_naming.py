"""Whose a feed is, and what people are called, by addresses alone."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import naming
from tests.core.ledger.making import address

ITSELF = "the feed"
FEEDS = {
    "https://ada.example/feed.xml": None,
    "https://ada.example/blog/feed/": None,
    "https://fay.wordpress.com/feed/": None,
    "https://gil.blogspot.com/feeds/posts/default?alt=rss": None,
    "https://mastodon.example/@mo.rss": "https://mastodon.example/@mo/",
    "https://mastodon.example/users/nel.rss": "https://mastodon.example/users/nel/",
    "https://uni.example/~max/feed.xml": "https://uni.example/~max/",
    "https://medium.com/feed/@tia": "https://medium.com/@tia/",
    "https://dev.to/feed/zoe": "https://dev.to/zoe/",
    "https://micro.blog/posts/kay": "https://micro.blog/kay/",
    "https://www.reddit.com/user/xia/.rss": "https://www.reddit.com/user/xia/",
    "https://github.com/ada.atom": "https://github.com/ada/",
    "https://github.com/ben/looms/releases.atom": "https://github.com/ben/",
    "https://bsky.app/profile/did:plc:abc/rss": "https://bsky.app/profile/did:plc:abc/",
    "https://world.hey.com/dan/feed.atom": "https://world.hey.com/dan/",
    "https://buttondown.com/kit/rss": "https://buttondown.com/kit/",
    "https://www.youtube.com/feeds/videos.xml?channel_id=UC1": ITSELF,
    "https://www.reddit.com/r/looms/.rss": ITSELF,
}


@pytest.mark.parametrize("feed", FEEDS)
def test_whose_a_feed_is_on_a_host_of_many(feed: str) -> None:
    wanted = feed if FEEDS[feed] == ITSELF else FEEDS[feed]
    assert naming.account_of_feed(address(feed)) == wanted
    assert naming.place_of_feed(address(feed)).partition("/")[1] == ("/" if wanted else "")


@pytest.mark.parametrize(
    ("home", "id_"),
    [
        ("https://jo.codeberg.page/", "jo-codeberg-page"),
        ("https://hana.github.io/", "hana"),
        ("https://gil.blogspot.com/", "gil"),
        ("https://github.com/ada/", "ada"),
    ],
)
def test_nobody_is_called_like_where_they_live(home: str, id_: str) -> None:
    assert naming.id_of("", home) == id_
