"""The view of "Pay it forward": what to pass on, thanks, the blogs that are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core.dates import When, Window, newest_first
from mkdocs_reciprocity.core.model import FeedEntry, Interaction, PeerId, Reach, Suggestion
from mkdocs_reciprocity.core.views.shared import Peers, Place, newest_post, person, post
from mkdocs_reciprocity.core.views.titles import Titles

_MOST_THANKS = 40


class Offer(Struct, frozen=True, gc=False):
    """A suggestion with its author, and the post to link to; ``as_of`` is as in `pages.shared`."""

    suggestion: Suggestion
    peer: Place
    post: Place
    as_of: When | None = None


class Thanks(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody did something for an own page (``target``, empty when it is not known), seen at ``where``.

    ``avatar`` is the peer's picture as the log names it.
    """

    peer: Place
    kind: str
    reach: Reach
    avatar: str
    target: Place
    where: Place
    date: When | None


class Blog(Struct, frozen=True, gc=False):
    """A line of the blogroll; ``as_of`` is as in `pages.shared`."""

    peer: Place
    newest: Place | None
    as_of: When | None = None


class PayItForward(Struct, frozen=True, gc=False):
    """The page."""

    offers: tuple[Offer, ...]
    thanks: tuple[Thanks, ...]
    blogs: tuple[Blog, ...]


def view(
    public: Sequence[Interaction],
    window: Window,
    suggestions: Iterable[Suggestion],
    peers: Peers,
    titles: Titles,
    newest: Mapping[PeerId, FeedEntry],
    as_of: Mapping[PeerId, When],
) -> PayItForward:
    """The page for a day. ``public`` is in the ledger's order; ``as_of`` is as in `pages.shared`."""
    return PayItForward(
        offers=tuple(_offer(suggestion, peers, titles, as_of) for suggestion in suggestions),
        thanks=thanks([row for row in public if row.date in window], peers, titles)[:_MOST_THANKS],
        blogs=tuple(_blogs(peers, titles, newest, as_of)),
    )


def _offer(one: Suggestion, peers: Peers, titles: Titles, as_of: Mapping[PeerId, When]) -> Offer:
    what = post(one.title, one.url, one.peer, peers, titles)
    return Offer(one, person(one.peer, peers), what, as_of.get(one.peer))


def thanks(rows: Sequence[Interaction], peers: Peers, titles: Titles) -> tuple[Thanks, ...]:
    """What was received, the newest first; nobody is thanked twice for one thing."""
    found: dict[object, Thanks] = {}
    for row in newest_first(rows):
        if row.direction != "received" or row.peer is None or row.reach not in {"spread", "talk"}:
            continue
        said = _thanks(row, row.peer, peers, titles)
        about = (row.peer, row.kind, said.target, said.where if said.where.href else row.date)
        found.setdefault(about, said)
    return tuple(found.values())


def _thanks(row: Interaction, peer: PeerId, peers: Peers, titles: Titles) -> Thanks:
    path = titles.path(row.url) if row.url else None
    target = Place("")
    if row.url:
        target = Place(titles.of(row.url), row.url if path is None else path, own=path is not None)
    seen_at = row.evidence[0] if row.evidence else None
    said = row.title if row.source in {"feed", "webmention"} else ""
    where = post(titles.of(seen_at, said), seen_at, peer, peers, titles) if seen_at else Place("")
    return Thanks(
        peer=person(peer, peers),
        kind=row.kind,
        reach=row.reach,
        avatar=peers[peer].avatar if peer in peers else "",
        target=target,
        where=where,
        date=row.date,
    )


def _blogs(
    peers: Peers, titles: Titles, newest: Mapping[PeerId, FeedEntry], as_of: Mapping[PeerId, When]
) -> Iterable[Blog]:
    for peer in sorted(peers.values(), key=lambda peer: (peer.name.casefold(), peer.id)):
        who = person(peer.id, peers)
        if who.href and not peer.private:
            yield Blog(who, newest_post(peer.id, newest, peers, titles), as_of.get(peer.id))
