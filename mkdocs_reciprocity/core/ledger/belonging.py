"""Whether an entry in a peer's feed is the peer's own. A feed may be taken over, and then it speaks for somebody else.

Whoever writes a feed can write anything into it. So only the addresses that the author has listed decide.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Feed, Peer, PeerId
from mkdocs_reciprocity.core.url import Url, UrlKey

_PARTS_OF_A_SITE = frozenset("blog feed feeds journal m mobile news notes posts rss weblog".split())
"""First labels of hosts. A host with such a label is a part of the site whose host is the rest."""

_STAND_INS = {UrlKey("feeds.feedburner.com"): UrlKey("feedproxy.google.com")}
"""Hosts that serve feeds for others, and the hosts through which they lead readers to entries."""


def is_theirs(place: Url, peer: PeerId, feed: Feed, people: Directory) -> bool:
    """Whether an address that a peer's feed names is the peer's.

    It is theirs if it lies below an address of theirs, on a part of their site (``blog.ada.example`` of
    ``ada.example``, or the other way round), on the host of the feed's own address, or where an address of theirs has
    moved. If the author has listed no address for them, only files of feeds, the files are believed.
    """
    if (owner := people.claimant(place)) is not None:
        return owner == peer
    listed = people.peers[peer]
    return not listed.addresses() or _is_at_home(place, listed) or urls.host(place) in _hosts_of(feed, peer, people)


def leads_to(feed: Feed, peer: PeerId, people: Directory) -> Url | None:
    """Where a feed leads, if nothing in it is the peer's, not even its own link; None if something is."""
    link = urls.parse(feed.home)
    places = [place for place in (link, *(entry.url for entry in feed.entries)) if place and not people.is_own(place)]
    return next(iter(places), None) if not any(is_theirs(place, peer, feed, people) for place in places) else None


def _is_at_home(place: Url, peer: Peer) -> bool:
    host = urls.host(place)
    return any(host == site or host.endswith(f".{site}") for site in sites(peer))


def sites(peer: Peer) -> Iterator[str]:
    """The hosts that are wholly the peer's, without a first label such as ``blog``."""
    for address in filter(None, (peer.home, *peer.also)):
        key = urls.key(address)
        first, _, rest = key.partition(".")
        if key == urls.host_of(key):
            yield rest if first in _PARTS_OF_A_SITE and "." in rest else key


def _hosts_of(feed: Feed, peer: PeerId, people: Directory) -> Iterator[UrlKey]:
    address, moved = urls.parse(feed.address), urls.parse(feed.moved_to)
    if address is not None:
        host = urls.host(address)
        yield host
        if host in _STAND_INS:
            yield _STAND_INS[host]
        if moved is not None and (people.claimant(address) == peer or _is_at_home(address, people.peers[peer])):
            yield urls.host(moved)
