"""The peers of OPML files beside those of the log: whoever stands in both is one, and the log has the last word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.model import Peer, PeerId
from mkdocs_reciprocity.url import Url, UrlKey


def with_subscribed(listed: Iterable[Peer], subscribed: Iterable[Peer], own: Iterable[Url]) -> list[Peer]:
    """All peers. One of the log is the subscribed one who has an address of theirs, or their id and no other home.

    What the log does not say of a peer is filled in, unless it comes from a private file. The own site is no peer.
    An id that somebody else has gets the host added.
    """
    peers = list(listed)
    addresses: dict[UrlKey, int] = {}
    ids: dict[PeerId, int] = {}

    def enter(peer: Peer, number: int) -> None:
        ids.setdefault(peer.id, number)
        for address in _addresses(peer):
            addresses.setdefault(address, number)

    for number, peer in enumerate(peers):
        enter(peer, number)
    of_this_site = {urls.key(url) for url in own}
    for peer in subscribed:
        claims = set(_addresses(peer))
        if any(prefix in of_this_site for claim in claims for prefix in urls.prefixes(claim)):
            continue
        number = min((addresses[claim] for claim in claims if claim in addresses), default=-1)
        if number < 0 and peer.id in ids and peers[ids[peer.id]].home is None:
            number = ids[peer.id]
        if number >= 0:
            peers[number] = _filled(peers[number], peer)
        else:
            number = len(peers)
            peers.append(replace(peer, id=PeerId(f"{peer.id}-{_host(peer)}")) if peer.id in ids else peer)
        enter(peers[number], number)
    return peers


def _addresses(peer: Peer) -> Iterator[UrlKey]:
    """What only this peer has: home, other addresses, feeds, and without a home the host of the feeds."""
    yield from (urls.key(url) for url in (peer.home, *peer.also) if url)
    for feed in _urls(peer.feeds):
        yield urls.key(feed)
        if peer.home is None:
            yield urls.host(feed)


def _urls(feeds: Iterable[str]) -> list[Url]:
    return [url for feed in feeds if (url := urls.parse(feed))]


def _host(peer: Peer) -> str:
    return urls.host(peer.home or _urls(peer.feeds)[0])


def _filled(known: Peer, subscribed: Peer) -> Peer:
    """The peer of the log with what it does not say."""
    if subscribed.private and not known.private:
        return known
    home = known.home or subscribed.home
    further = subscribed.home if subscribed.home and home and urls.key(subscribed.home) != urls.key(home) else None
    return replace(
        known,
        name=subscribed.name if known.name == known.id else known.name,
        home=home,
        feeds=known.feeds or subscribed.feeds,
        tags=known.tags or subscribed.tags,
        also=(*known.also, further) if further and further not in known.also else known.also,
    )
