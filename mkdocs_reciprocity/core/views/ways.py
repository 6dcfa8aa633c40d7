"""Shows the `via` of a row: the name of a channel, or a person with a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.hidden_names import HiddenNames
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.personal import has_key
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.places import NOWHERE, Peers, Place, person

Whose = Callable[[Url], PeerId | None]
"""The peer to whom an address belongs; None if it is nobody's."""

_NO_NAMES = frozenset("blog chat conference email forum mail meetup newsletter phone podcast radio talk".split())
"""Words for places that have names of their own: "via newsletter" stands amid a sentence."""


def shower(peers: Peers, whose: Whose) -> Callable[[str], Place]:
    """Gives the function that shows the ``via`` of a row.

    An address becomes a link; if it is a peer's, with their name. A peer's id, name, or address without its scheme
    becomes a link too. If it names a private peer, nothing is shown.
    """
    often = Counter(peer.name.casefold() for peer in peers.values())
    hidden = HiddenNames(peers.values())
    named = {peer.name.casefold(): id_ for id_, peer in peers.items() if often[peer.name.casefold()] == 1}

    @cache  # thousands of rows have the same few
    def shown(via: str) -> Place:
        url = urls.typed(via)
        id_ = PeerId(via) if via in peers else named.get(via.casefold()) or (whose(url) if url else None)
        if id_ is not None and id_ in peers:
            home = person(id_, peers)
            there = url if url and not has_key(url) else Url(home.href)
            return NOWHERE if peers[id_].private else Place(home.text, there)
        if hidden.are_in(via):
            return NOWHERE
        if url and via == url:
            return Place(urls.readable(url), "" if has_key(url) else url)
        return Place(via.capitalize() if _is_a_name(via) else via)

    return shown


def _is_a_name(via: str) -> bool:
    """Whether it is one small word that is likely to be a name: ``mastodon``."""
    return via.isalnum() and via == via.lower() and via not in _NO_NAMES
