"""What the blogrolls of peers listed when they were read last. Only the private desk may know it."""

from __future__ import annotations

from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core.model import Neighbour, PeerId


def blogrolls_of(gathering: Gathering) -> dict[PeerId, tuple[Neighbour, ...]]:
    """The blogs in each peer's blogroll."""
    around = gathering.store.surroundings(peer.home for peer in gathering.peers if peer.home)
    listed = gathering.store.blogrolls(one.blogroll for one in around.values() if one.blogroll)
    found = {}
    for peer in gathering.peers:
        one = around.get(peer.home or "")
        if one and one.blogroll in listed:
            found[peer.id] = listed[one.blogroll]
    return found
