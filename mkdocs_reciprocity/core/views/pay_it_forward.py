"""The view of "Pay it forward": posts to pass on, thanks, and the blogs that the author reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.standing.forward import SLOTS, Suggestion
from mkdocs_reciprocity.core.views.blogs import Blog, Blogroll
from mkdocs_reciprocity.core.views.places import Names, Place, person
from mkdocs_reciprocity.core.views.thanks import Thanked, thanked, thanks

_MOST_DEEDS = 500  # the newest; so many that only a flood has more
_MOST_PEOPLE = 40  # the newest of those who did them


class Offer(Struct, frozen=True, gc=False):
    """A suggestion with its author, and the post to link to; ``as_of`` is as in `Names`, ``avatar`` that of the log."""

    suggestion: Suggestion
    peer: Place
    post: Place
    as_of: When | None = None
    avatar: str = ""


class PayItForward(Struct, frozen=True, gc=False):
    """The page; ``others`` are offers for those who like none of ``offers``. ``people`` are those who are thanked."""

    offers: tuple[Offer, ...]
    blogroll: Blogroll
    others: tuple[Offer, ...] = ()
    people: tuple[Thanked, ...] = ()

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
    *,
    quotes: bool = False,
) -> PayItForward:
    """The page for a day. ``public`` is in the ledger's order; ``quotes`` is the option."""
    offers = tuple(_offer(suggestion, names) for suggestion in suggestions)
    rows = [row for row in public if row.date in window]
    deeds = thanks(rows, names, quotes=quotes)[:_MOST_DEEDS]
    return PayItForward(
        offers=offers[:SLOTS],
        others=offers[SLOTS:],
        blogroll=blogroll,
        people=thanked(deeds, rows, names)[:_MOST_PEOPLE],
    )


def _offer(one: Suggestion, names: Names) -> Offer:
    who, post = person(one.peer, names.peers), names.post(one.title, one.url, one.peer)
    return Offer(one, who, post, names.as_of.get(one.peer), names.peers[one.peer].avatar)
