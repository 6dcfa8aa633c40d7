"""Finds listed peers to whom nothing can belong, feeds that two peers have, and peers who cannot be recommended."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.personal import is_personal, is_personal_feed
from mkdocs_reciprocity.core.problem import Problem, Where, nearest, quoted
from mkdocs_reciprocity.core.url import UrlKey

_PATIENCE = 50  # looking for near misses is slow, and nobody reads that many


def matching_nobody(said: Log, people: Directory, mistakes: Iterable[Where]) -> Iterator[Problem]:
    """A problem for each peer of the log who has no address and is in no row. If that peer should be private, nothing
    is hidden.

    Args:
        said: the log as it was read.
        people: all peers, with what an OPML file says of those of the log.
        mistakes: the places of other problems. A peer with a problem may have fields that could not be read.
    """
    lonely = [peer for peer in said.peers if _has_nothing(people.peers.get(peer.id, peer))]
    if not lonely or people.absent:
        return
    entries = [peer.where for peer in said.peers]
    entries += [row.where for row in said.interactions] + [entry.where for entry in said.beside()]
    lonely = list(_without_mistakes(lonely, entries, mistakes))
    named = {row.peer for row in said.interactions} | {entry.peer for entry in said.beside()}
    ids = {peer.id for peer in said.peers}
    others = [peer for id_, peer in people.peers.items() if id_ not in ids]
    for number, peer in enumerate(lonely):
        meant = _meant(peer, others) if number < _PATIENCE else None
        hint = f"; did you mean {quoted(meant.id)} ({meant.where})?" if meant else ""
        if peer.id not in named:
            hides = ", so that it hides nobody" if peer.private else ""
            message = f"no row names the peer {quoted(peer.id)}, and there is no address to know them by{hides}"
            yield Problem(peer.where, message + (hint or "; add a `home`"), private=peer.private)
        elif peer.private and meant and not meant.private:
            message = f"the peer {quoted(peer.id)} is private and has no address{hint} That one is published"
            yield Problem(peer.where, message, "info", private=True)


def _without_mistakes(lonely: Iterable[Peer], entries: Iterable[Where], mistakes: Iterable[Where]) -> Iterator[Peer]:
    """The peers without a problem in the lines of their entry."""
    starts = sorted(entries)
    wrong = sorted(mistakes)
    for peer in lonely:
        below = bisect_right(starts, peer.where)
        end = starts[below] if below < len(starts) else Where("\U0010ffff")
        first = bisect_left(wrong, peer.where)
        if first == len(wrong) or wrong[first] >= end or wrong[first].file != peer.where.file:
            yield peer


def _has_nothing(peer: Peer) -> bool:
    """Whether the peer has no address. The name of a public peer is enough."""
    return not (peer.home or peer.also or peer.feeds) and (peer.private or peer.name == peer.id)


def _meant(peer: Peer, others: Sequence[Peer]) -> Peer | None:
    """The peer with this name or this first name; otherwise one with a similar id."""
    said = {peer.id.casefold(), peer.name.casefold()}
    for other in others:
        name = other.name.casefold()
        hosts = [urls.host(url) for url in (other.home, *other.feed_urls()) if url]
        if said & {name, *name.split()[:1], other.id.partition("-")[0], *hosts}:
            return other
    near = nearest(peer.id, [other.id for other in others])
    return next((other for other in others if other.id == near), None)


def not_recommended(peers: Iterable[Peer]) -> Iterator[Problem]:
    """A line for each peer with ``recommend: true`` who is not recommended all the same."""
    for peer in peers:
        if peer.recommend and peer.private:
            message = f"the peer {quoted(peer.id)} is not recommended while they are private"
            yield Problem(peer.where, message, "info", private=True)
        elif peer.recommend and peer.fallow:
            message = f"the peer {quoted(peer.id)} is not recommended, because they are `fallow`"
            yield Problem(peer.where, message, "info")
        elif peer.recommend and (peer.home is None or is_personal(peer.home)):
            why = "has a key in it" if peer.home else "is missing"
            message = f"the peer {quoted(peer.id)} is not recommended, because their `home` {why}"
            yield Problem(peer.where, message, "info", private=bool(peer.home))


def with_one_feed(peers: Iterable[Peer]) -> Iterator[Problem]:
    """A problem for each feed that two peers have: its entries would count for both."""
    found: dict[UrlKey | str, Peer] = {}
    for peer in sorted(peers, key=lambda peer: (peer.where, peer.id)):
        for feed in dict.fromkeys(peer.feeds):
            url = urls.parse(feed)
            other = found.setdefault(urls.key(url) if url else feed, peer)
            if other.id != peer.id:
                both = f"peers {quoted(other.id)} ({other.where}) and {quoted(peer.id)}"
                message = f"{both} both have the feed {quoted(feed)}; what stands in it would count for both"
                hidden = peer.private or other.private or bool(url and is_personal_feed(url))
                yield Problem(peer.where, f"{message}: leave it with one of them", private=hidden)
