"""Where servers are asked."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.accounts import places
from mkdocs_reciprocity.core.accounts.model import Network, Place
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import MARA, MARA_ON_BLUESKY, account, body, profile


@pytest.mark.parametrize(
    ("url", "network", "name"),
    [
        ("https://social.example/@mara", "mastodon", "mara"),
        ("https://social.example/@mara/", "mastodon", "mara"),
        ("https://pl.example:8443/users/mara.b", "mastodon", "mara.b"),
        ("https://bsky.app/profile/mara.example", "bluesky", "mara.example"),
        ("https://bsky.app/profile/did:plc:ab", "bluesky", "did:plc:ab"),
        ("https://links.example/mara/shared.xml", "feed", ""),
    ],
)
def test_the_name_stands_in_the_address(url: str, network: Network, name: str) -> None:
    assert places.name(Place(url=Url(url), network=network)) == name


def test_addresses_of_mastodon() -> None:
    server = "https://social.example/api/v1"
    assert places.account_of_mastodon(MARA) == f"{server}/accounts/lookup?acct=mara"
    assert places.statuses_of_mastodon(MARA, "1") == f"{server}/accounts/1/statuses?limit=40"
    later = places.statuses_of_mastodon(MARA, "1", since="90", before="95")
    assert later == f"{server}/accounts/1/statuses?limit=40&since_id=90&max_id=95"
    assert places.status_of_mastodon(MARA, "7") == f"{server}/statuses/7"
    assert places.status_of_mastodon(MARA, "7", "context") == f"{server}/statuses/7/context"
    assert (
        places.status_of_mastodon(MARA, "7", "reblogged_by", "3")
        == f"{server}/statuses/7/reblogged_by?limit=40&max_id=3"
    )


def test_a_name_or_password_in_the_address_is_not_sent() -> None:
    place = Place(url=Url("https://mara:secret@social.example:8443/@mara"), network="mastodon")
    assert places.account_of_mastodon(place) == "https://social.example:8443/api/v1/accounts/lookup?acct=mara"
    assert places.host(place) == "social.example:8443"


def test_addresses_of_bluesky() -> None:
    api = "https://public.api.bsky.app/xrpc/app.bsky.feed"
    feed = f"{api}.getAuthorFeed?actor={{}}&limit=100&filter=posts_with_replies"
    assert places.statuses_of_bluesky(MARA_ON_BLUESKY) == feed.format("mara.example")
    assert (
        places.statuses_of_bluesky(MARA_ON_BLUESKY, "did:plc:ab", "c&d")
        == feed.format("did%3Aplc%3Aab") + "&cursor=c%26d"
    )
    assert (
        places.thread_of_bluesky("at://d/c/1") == f"{api}.getPostThread?uri=at%3A%2F%2Fd%2Fc%2F1&depth=6&parentHeight=0"
    )
    assert places.people_of_bluesky("getLikes", "at://d", "c") == f"{api}.getLikes?uri=at%3A%2F%2Fd&limit=100&cursor=c"


def test_an_account_that_was_saved_says_where_it_is() -> None:
    assert places.of_account(body(account())) == MARA
    bluesky = Place(url=Url("https://bsky.app/profile/did:plc:mara"), network="bluesky")
    assert places.of_account(body(profile())) == bluesky
    assert places.of_account(body(profile(did="mara"))) is None
    assert places.of_account(body({"url": "https://social.example/@mara"})) is None
