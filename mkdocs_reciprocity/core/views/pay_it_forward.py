"""The view of "Pay it forward": posts to pass on, thanks, and the blogs that the author reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core.dates import When, Window, newest_first
from mkdocs_reciprocity.core.ledger import recommendations
from mkdocs_reciprocity.core.model import Interaction, PeerId, Reach
from mkdocs_reciprocity.core.standing.forward import SLOTS, Suggestion
from mkdocs_reciprocity.core.views.blogs import Blog, Blogroll
from mkdocs_reciprocity.core.views.places import NOWHERE, Names, Place, person

_MOST_THANKS = 40


class Offer(Struct, frozen=True, gc=False):
    """A suggestion with its author, and the post to link to; ``as_of`` is as in `Names`, ``avatar`` as in `Thanks`."""

    suggestion: Suggestion
    peer: Place
    post: Place
    as_of: When | None = None
    avatar: str = ""


class Thanks(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody did for an own page (``target``, empty if it is not known), and the page that shows it (``where``).

    ``avatar`` is the peer's picture as the log names it. ``said`` is what they wrote, ``answered`` what the author
    wrote back; both are empty unless the author wants them shown. ``lasts``: they do it still.
    """

    peer: Place
    kind: str
    reach: Reach
    avatar: str
    target: Place
    where: Place
    date: When | None
    said: str = ""
    answered: str = ""
    lasts: bool = False


class PayItForward(Struct, frozen=True, gc=False):
    """The page; ``others`` are offers for those who like none of ``offers``."""

    offers: tuple[Offer, ...]
    thanks: tuple[Thanks, ...]
    blogroll: Blogroll
    others: tuple[Offer, ...] = ()

    @property
    def blogs(self) -> tuple[Blog, ...]:
        """All blogs of the blogroll, those that rest included."""
        return self.blogroll.blogs


def view(
    public: Sequence[Interaction],
    window: Window,
    suggestions: Iterable[Suggestion],
    names: Names,
    blogroll: Blogroll,
) -> PayItForward:
    """The page for a day. ``public`` is in the ledger's order."""
    offers = tuple(_offer(suggestion, names) for suggestion in suggestions)
    return PayItForward(
        offers=offers[:SLOTS],
        others=offers[SLOTS:],
        thanks=thanks([row for row in public if row.date in window], names)[:_MOST_THANKS],
        blogroll=blogroll,
    )


def _offer(one: Suggestion, names: Names) -> Offer:
    who, post = person(one.peer, names.peers), names.post(one.title, one.url, one.peer)
    return Offer(one, who, post, names.as_of.get(one.peer), names.peers[one.peer].avatar)


def thanks(
    rows: Sequence[Interaction], names: Names, *, quotes: bool = False, answers: bool = False
) -> tuple[Thanks, ...]:
    """What was received, the newest first. Nobody is thanked twice for the same thing.

    ``quotes``: with the words of those who wrote something; ``answers``: with what the author wrote back.
    """
    found: dict[object, Thanks] = {}
    for row in newest_first(rows):
        if row.direction != "received" or row.peer is None or row.reach not in {"spread", "talk"}:
            continue
        said = _thanks(row, row.peer, names, row.said if quotes else "", row.answered if answers else "")
        about = (row.peer, row.kind, said.target, said.where if said.where.href else row.date)
        found.setdefault(about, said)
    return tuple(found.values())


def _thanks(row: Interaction, peer: PeerId, names: Names, words: str, answered: str) -> Thanks:
    titles = names.titles
    target = NOWHERE
    if row.url and row.key:
        is_own = titles.path(row.key) is not None
        target = names.own_page(row.url) if is_own else Place(titles.of(row.url), row.url)
    seen_at = next(iter(recommendations.places(row)), None)
    said = row.title if row.source in {"feed", "webmention", "account"} else ""
    where = names.post(titles.of(seen_at, said), seen_at, peer) if seen_at else NOWHERE
    who = person(peer, names.peers)
    if row.source == "account" and said and seen_at and peer not in names.peers:  # many strangers are at one host
        who, where = Place(said), Place(who.text, seen_at)
    return Thanks(
        peer=who,
        kind=row.kind,
        reach=row.reach,
        avatar=names.peers[peer].avatar if peer in names.peers else "",
        target=target,
        where=where,
        date=row.date,
        said=words,
        answered=answered,
        lasts=recommendations.is_standing(row),
    )
