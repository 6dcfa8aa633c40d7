"""Deletes from the cache what is kept of one peer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core.accounts.forgetting import without
from mkdocs_reciprocity.core.ledger import traces
from mkdocs_reciprocity.core.model import Peer, PeerId


def forget(gathering: Gathering, peer: PeerId, say: Callable[[str], None]) -> None:
    """Deletes what is kept of the feeds, the home page and the webmentions of a peer, of what they did elsewhere, and
    of them in the blogrolls of others.

    Args:
        gathering: what was known while they were listed.
        peer: the id.
        say: is told what is wrong with the cache.
    """
    people = gathering.book.directory
    if peer in people.peers:
        gathering.store.forget(_places(gathering, people.peers[peer]))
        gathering.store.forget_mentions(partial(traces.names, people=people, peer=peer))
        gathering.store.forget_in_accounts(lambda known: without(known, lambda url: people.owner(url) == peer))
        gathering.store.forget_neighbours(
            lambda one: any(url and people.owner(url) == peer for url in (one.home, one.feed))
        )
    for note in gathering.store.notes:
        say(note)


def _places(gathering: Gathering, who: Peer) -> tuple[str, ...]:
    """The feeds, the home page and the blogroll of the peer, unless they are also another's."""
    asking = Sources(gathering).asking
    own = set(_places_of(who, asking))
    for other in gathering.peers:
        if other.id != who.id:
            own.difference_update(_places_of(other, asking))
    return tuple(sorted(own))


def _places_of(peer: Peer, asking: Asking) -> Iterator[str]:
    yield from (*peer.feeds, *asking.feeds_of(peer))
    if peer.home:
        yield peer.home
    if around := asking.around_of(peer):
        yield from filter(None, (around.shares, around.blogroll))
