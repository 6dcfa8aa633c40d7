"""Deletes from the cache what is kept of one peer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core.accounts.forgetting import without
from mkdocs_reciprocity.core.ledger import traces
from mkdocs_reciprocity.core.model import Peer, PeerId


def forget(gathering: Gathering, peer: PeerId, say: Callable[[str], None]) -> None:
    """Deletes what is kept of the feeds, the home page and the webmentions of a peer, and of what they did elsewhere.

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
    for note in gathering.store.notes:
        say(note)


def _places(gathering: Gathering, who: Peer) -> tuple[str, ...]:
    """The feeds and the home page of the peer, unless they are also another's."""
    asking = Sources(gathering).asking
    own = {*who.feeds, *asking.feeds_of(who), *([who.home] if who.home else [])}
    for other in gathering.peers:
        if other.id != who.id:
            own -= {*other.feeds, *asking.feeds_of(other), *([other.home] if other.home else [])}
    return tuple(sorted(own))
