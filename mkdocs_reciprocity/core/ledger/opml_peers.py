"""Joins the peers of OPML files with those of the log. Somebody in both is one peer, and the log has the last word."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import account_of_feed, place_of_feed
from mkdocs_reciprocity.core.problem import Refused
from mkdocs_reciprocity.core.url import Url, UrlKey

MOST_AT_ONCE = 2_000
"""The most peers that one command takes from a file of subscriptions."""


def with_subscribed(listed: Iterable[Peer], subscribed: Iterable[Peer], own: Iterable[Url]) -> list[Peer]:
    """All peers. One of the log is the subscribed one who has an address of theirs, or their id and no home or feed.

    What the log does not say of a peer is filled in, unless it comes from a private file. The own site is no peer.
    An id that somebody else has gets the host added, or the whole address. Who has an address below one of somebody
    private is private too, unless the log lists them: feed readers name the blog where the log has the whole site.
    """
    known = _Known(listed)
    in_log = len(known.peers)
    of_this_site = {urls.key(url) for url in own}
    for peer in subscribed:
        if _is_below(peer, of_this_site):
            continue
        number = known.find(peer)
        if number is None:
            known.add(peer)
        else:
            known.enter(number, _filled(known.peers[number], peer))
    hidden = {address for peer in known.peers if peer.private for address in _addresses(peer)}
    return known.peers[:in_log] + [
        replace(peer, private=peer.private or _is_below(peer, hidden)) for peer in known.peers[in_log:]
    ]


def new_of(listed: Collection[Peer], subscribed: Iterable[Peer], own: Iterable[Url]) -> list[Peer]:
    """Those among the subscribed ones whom nobody who is listed is; see `with_subscribed`.

    Raises:
        Refused: it is a list that nobody has ever read: each would be asked in every build, and stand in the blogroll.
    """
    new = with_subscribed(listed, subscribed, own)[len(listed) :]
    if len(new) > MOST_AT_ONCE:
        raise Refused(
            f"{len(new):,} subscriptions are new, and {MOST_AT_ONCE:,} can be added at once; leave in the file those "
            "whom you read, and try again"
        )
    return new


def _is_below(peer: Peer, addresses: Container[UrlKey]) -> bool:
    return any(prefix in addresses for address in _addresses(peer) for prefix in urls.prefixes(address))


class _Known:
    """The peers so far, and who they are by: ids, addresses, and the hosts of the feeds of those without a home."""

    def __init__(self, listed: Iterable[Peer]) -> None:
        self.peers = list(listed)
        self.ids: dict[PeerId, int] = {}
        self.addresses: dict[UrlKey, int] = {}
        self.hosts: dict[UrlKey, int] = {}
        for number, peer in enumerate(self.peers):
            self.enter(number, peer)

    def enter(self, number: int, peer: Peer) -> None:
        self.peers[number] = peer
        self.ids.setdefault(peer.id, number)
        for address in _addresses(peer):
            self.addresses.setdefault(address, number)
        for host in _hosts(peer):
            self.hosts.setdefault(host, number)

    def find(self, peer: Peer) -> int | None:
        """Who has an address of this peer. Two feeds on one host may be two people's, where neither has a home."""
        found = {self.addresses.get(address) for address in (*_addresses(peer), *_hosts(peer))}
        found |= {self.hosts.get(urls.key(peer.home))} if peer.home else set()
        same_id = self.ids.get(peer.id)
        if same_id is not None and self.peers[same_id].home is None and not self.peers[same_id].feed_urls():
            found.add(same_id)
        return min((number for number in found if number is not None), default=None)

    def add(self, peer: Peer) -> None:
        feeds = peer.feed_urls()
        if self.hosts.keys() & set(_hosts(peer)):
            peer = replace(peer, home=feeds[0])
        address = urls.key(peer.home or feeds[0])
        longer = (f"{peer.id}-{urls.host_of(address)}", f"{peer.id}-{address}")
        free = (id_ for id_ in map(PeerId, (peer.id, *longer)) if id_ not in self.ids)
        peer = replace(peer, id=next(free, peer.id))
        self.peers.append(peer)
        self.enter(len(self.peers) - 1, peer)


def _addresses(peer: Peer) -> Iterator[UrlKey]:
    """What only this peer has."""
    return map(urls.key, peer.addresses())


def _hosts(peer: Peer) -> Iterator[UrlKey]:
    """The hosts, or accounts on hosts of many people, that a peer without a home is known by."""
    if peer.home is None:
        yield from map(place_of_feed, peer.feed_urls())


def _is_of_a_feed(peer: Peer) -> bool:
    """Whether their home is only the account of their feed: without it, all of the host is kept back of whoever is
    private.
    """
    return peer.home is not None and peer.home in map(account_of_feed, peer.feed_urls())


def _filled(known: Peer, subscribed: Peer) -> Peer:
    """The peer of the log with what it does not say."""
    if subscribed.private and not known.private:
        return known
    home = known.home or (None if known.private and _is_of_a_feed(subscribed) else subscribed.home)
    further = subscribed.home if subscribed.home and home and urls.key(subscribed.home) != urls.key(home) else None
    return replace(
        known,
        name=subscribed.name if known.name == known.id else known.name,
        home=home,
        feeds=known.feeds or subscribed.feeds,
        tags=known.tags or subscribed.tags,
        about=known.about or subscribed.about,
        also=(*known.also, further) if further and further not in known.also else known.also,
    )
