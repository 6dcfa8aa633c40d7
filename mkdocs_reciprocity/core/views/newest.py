"""The newest posts: those of peers, as a river, and the author's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from heapq import merge, nlargest
from itertools import islice, takewhile

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import FeedEntry, OwnPage, PeerId
from mkdocs_reciprocity.core.standing.forward import Written
from mkdocs_reciprocity.core.views.places import NOWHERE, Names, Place, person

MOST = 100
"""The most that a marker such as ``river 20`` can ask for."""

_Dated = tuple[str, str, PeerId, FeedEntry]


class Newest(Struct, frozen=True, gc=False):
    """A post, whose it is (nobody for the author's own), and its day."""

    post: Place
    peer: Place
    date: When


def river(posts: Mapping[PeerId, Written], names: Names, zone: tzinfo) -> tuple[Newest, ...]:
    """The newest posts with a date of all public peers, the newest first; ``posts`` as `forward.posts` gives them."""
    flowing = [
        (next(iter(written.values())).published, peer)
        for peer, written in posts.items()
        if written and not (names.peers[peer].private or names.peers[peer].fallow)
    ]
    latest = [peer for _, peer in nlargest(MOST, flowing)]  # nobody else has one of the newest
    every = merge(*(_dated(peer, posts[peer]) for peer in latest), key=_age, reverse=True)
    return tuple(islice(_shown(every, names, zone), MOST))


def _dated(peer: PeerId, written: Written) -> Iterator[_Dated]:
    for entry in takewhile(lambda entry: entry.published, written.values()):
        yield entry.published, entry.url or "", peer, entry


def _age(one: _Dated) -> tuple[str, str, PeerId]:
    return one[:3]


def _shown(every: Iterable[_Dated], names: Names, zone: tzinfo) -> Iterator[Newest]:
    for published, _, peer, entry in every:
        day = dates.published_on(published, zone)
        if day and entry.url:
            yield Newest(
                names.post(entry.title or names.titles.of(entry.url), entry.url, peer), person(peer, names.peers), day
            )


def own_posts(pages: Iterable[OwnPage], today: When) -> tuple[Newest, ...]:
    """The own pages whose authors have dated them, the newest first. What visitors do not see has no title here."""
    there = [
        Newest(Place(page.title, page.path, own=True), NOWHERE, page.date)
        for page in sorted(pages, key=lambda page: page.path)
        if page.posted and page.title and page.date and dates.first_day(page.date) <= today
    ]
    return tuple(dates.newest_first(there)[:MOST])
