"""The blogs that the author recommends, for other software."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core import dates, letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId
from mkdocs_reciprocity.core.personal import is_personal
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.places import Peers, person


class Recommendation(Struct, frozen=True, gc=False):
    """A recommended blog. ``first`` and ``last`` are the days on which the log says that it was recommended; None where
    the log does not say so.
    """

    url: Url
    first: When | None = None
    last: When | None = None


def recommended(peers: Peers, public: Iterable[Interaction], *, everybody: bool) -> tuple[Recommendation, ...]:
    """The homes of the recommended peers, by their names. Nobody private is among them.

    Args:
        peers: all of them.
        public: the public rows of the log that recommend something.
        everybody: whether those are recommended too of whom the author does not say whether they are.
    """
    said = _said(peers, public)
    found: list[Recommendation] = []
    for peer in sorted(peers.values(), key=lambda peer: (letters.plain(peer.name), peer.id)):
        wanted = everybody if peer.recommend is None else peer.recommend
        home = person(peer.id, peers).href
        if wanted and home and not peer.private:
            days = sorted(said[peer.id], key=dates.first_day)
            found.append(Recommendation(Url(home), *(days[0], days[-1]) if days else ()))
    return tuple(found)


def may_be_asked(peer: Peer) -> bool:
    """Whether a peer could be recommended, and the author does not say whether they are."""
    return peer.recommend is None and not peer.private and peer.home is not None and not is_personal(peer.home)


def _said(peers: Peers, public: Iterable[Interaction]) -> defaultdict[PeerId, list[When]]:
    """The days on which each peer was recommended as a whole, not for one post."""
    found: defaultdict[PeerId, list[When]] = defaultdict(list)
    for row in public:
        peer = peers.get(row.peer) if row.peer and row.direction == "given" else None
        if peer and peer.home and row.date and row.key in {None, urls.key(peer.home)}:
            found[peer.id].append(row.date)
    return found
