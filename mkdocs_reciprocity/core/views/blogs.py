"""The blogs that the author reads: those that write, those that rest, and those that are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates, letters
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.views.places import Names, Place, person

MANY = 8
"""From so many blogs on there are tags to choose from."""
MOST_TAGS = 5
"""The stylesheet has a rule for each."""
_TAG = 40  # characters
_A_YEAR = 365  # days


class Blog(Struct, frozen=True, gc=False):
    """A line of the blogroll: whose, the newest post with its day, and what the author says of the blog.

    ``as_of`` is as in `Names`. ``avatar`` is the peer's picture as the log names it. ``tags`` are numbers, from 1, in
    the tags that visitors can choose. ``resting``: there was no post for a year.
    """

    peer: Place
    newest: Place | None
    as_of: When | None = None
    date: When | None = None
    about: str = ""
    avatar: str = ""
    tags: tuple[int, ...] = ()
    resting: bool = False


class Blogroll(Struct, frozen=True, gc=False):
    """All blogs by name, the tags to choose from, and those whose blogs are gone."""

    blogs: tuple[Blog, ...] = ()
    tags: tuple[str, ...] = ()
    fallow: tuple[Place, ...] = ()

    def active(self) -> list[Blog]:
        """Those that write, or of which it is not known whether they do."""
        return [blog for blog in self.blogs if not blog.resting]

    def resting(self) -> list[Blog]:
        """Those that do not."""
        return [blog for blog in self.blogs if blog.resting]

    def newest(self, count: int) -> Blogroll:
        """So many of those that wrote last, the newest first."""
        return Blogroll(tuple(dates.newest_first(self.active())[:count]))


def blogroll(names: Names, zone: tzinfo, today: When) -> Blogroll:
    """The public peers with a home. ``zone`` is that in which dates are days."""
    public = [peer for peer in names.peers.values() if not peer.private]
    shown = [(peer, _blog(peer, names, zone, today)) for peer in sorted(public, key=_by_name) if not peer.fallow]
    there = [(peer, blog) for peer, blog in shown if blog.peer.href]
    tags = _tags([peer for peer, blog in there if not blog.resting])
    numbers = {letters.plain(tag): number for number, tag in enumerate(tags, 1)}
    return Blogroll(
        tuple(replace(blog, tags=_numbers(peer, numbers)) if tags else blog for peer, blog in there),
        tags,
        tuple(Place(peer.name) for peer in sorted(public, key=_by_name) if peer.fallow),
    )


def _by_name(peer: Peer) -> tuple[str, str]:
    return letters.plain(peer.name), peer.id


def _blog(peer: Peer, names: Names, zone: tzinfo, today: When) -> Blog:
    entry, as_of = names.newest.get(peer.id), names.as_of.get(peer.id)
    day = dates.published_on(entry.published, zone) if entry else None
    return Blog(
        peer=person(peer.id, names.peers),
        newest=names.newest_post(peer.id),
        as_of=as_of,
        date=day,
        about=peer.about,
        avatar=peer.avatar,
        # Of a feed that cannot be read now nobody knows it; and a build without a copy says the same.
        resting=day is not None and as_of is None and day < dates.after(today, -_A_YEAR),
    )


def _tags(peers: Sequence[Peer]) -> tuple[str, ...]:
    """The tags that most of these blogs share, by name; none if there are few blogs, or nothing to choose from."""
    if len(peers) < MANY:
        return ()
    often: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for peer in peers:
        for plain, tag in _plain(peer):
            spelled.setdefault(plain, tag)
            often[plain] += 1
    shared = sorted((-number, plain) for plain, number in often.items() if 2 <= number < len(peers))
    return tuple(spelled[plain] for plain in sorted(plain for _, plain in shared[:MOST_TAGS]))


def _plain(peer: Peer) -> Iterable[tuple[str, str]]:
    """Each tag of a peer once: as it is compared, and as it is shown."""
    return {letters.plain(tag): tag for said in peer.tags if (tag := line(said, _TAG))}.items()


def _numbers(peer: Peer, numbers: dict[str, int]) -> tuple[int, ...]:
    found: Iterator[int] = (numbers[plain] for plain, _ in _plain(peer) if plain in numbers)
    return tuple(sorted(found))
