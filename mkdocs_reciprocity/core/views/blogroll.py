"""What other software reads of the peers: the blogroll, which has their feeds, and whom the author recommends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import dates, letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId
from mkdocs_reciprocity.core.personal import is_personal, is_personal_feed
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.places import Peers, person


class Outline(Struct, frozen=True, gc=False):
    """A feed: whose it is, its address, their home, empty if it is not known, and what the author says of them."""

    text: str
    feed: Url
    home: str
    tags: tuple[str, ...]
    about: str = ""


def outlines(
    peers: Peers, feeds: Mapping[PeerId, Sequence[str]], is_private: Callable[[Url], bool]
) -> tuple[Outline, ...]:
    """The feeds of all public peers whose blogs are not gone, by their names.

    Left out are those that are no use to others, or not for them: files, feeds with a key in the address, and feeds
    that a program in a network at home makes.

    Args:
        peers: all of them.
        feeds: the addresses of each peer's feeds.
        is_private: whether a URL is one of somebody private.
    """
    found: dict[object, Outline] = {}
    for peer in sorted(peers.values(), key=lambda peer: (letters.plain(peer.name), peer.id)):
        if peer.private or peer.fallow:
            continue
        theirs = [urls.parse(text) for text in feeds.get(peer.id, ())]
        home = person(peer.id, peers).href
        if home and urls.key(Url(home)) in {urls.key(feed) for feed in theirs if feed}:
            home = ""  # the feed stands in for it, on a host that is many people's
        for feed in theirs:
            if feed is not None and not (urls.is_local(urls.host(feed)) or is_personal_feed(feed) or is_private(feed)):
                found.setdefault(urls.key(feed), Outline(peer.name, feed, home, peer.tags, peer.about))
    return tuple(found.values())


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
    return (
        peer.recommend is None
        and not (peer.private or peer.fallow)
        and peer.home is not None
        and not is_personal(peer.home)
    )


def _said(peers: Peers, public: Iterable[Interaction]) -> defaultdict[PeerId, list[When]]:
    """The days on which each peer was recommended as a whole, not for one post."""
    found: defaultdict[PeerId, list[When]] = defaultdict(list)
    for row in public:
        peer = peers.get(row.peer) if row.peer and row.direction == "given" else None
        if peer and peer.home and row.date and row.key in {None, urls.key(peer.home)}:
            found[peer.id].append(row.date)
    return found
