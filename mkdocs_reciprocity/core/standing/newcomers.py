"""Who has only just begun to write, as far as a feed can tell."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import tzinfo

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, Interaction, PeerId

FEW = 3
"""The most posts of a new blog. Old blogs may have feeds that are cut off too, but hardly any after three posts: blogs
cut them at ten or more, and some web comics at four.
"""

LATELY = 60
"""Days in which all of a new blog's posts were published."""

_FEWEST = 2
_PACE = 2  # days from one post to the next, on average; the three newest of a blog with a post a day are closer


def new_here(
    feeds: Mapping[PeerId, Iterable[Feed]], rows: Iterable[Interaction], zone: tzinfo, today: When
) -> frozenset[PeerId]:
    """The peers whose first posts are all in their feeds: two or three, lately, and some days apart.

    A peer is not new if any entry has no date, or if something was done with them before the first. A single post
    tells nothing, for there are feeds that have the newest post only.

    Args:
        feeds: all of the peers', with all their entries.
        rows: what may be taken into account.
        zone: in which dates are days.
        today: the day to judge for.
    """
    since = dates.after(today, -LATELY - 1)  # a day more, for the time zone
    lately = ((peer, [*of_peer]) for peer, of_peer in feeds.items())
    began = {peer: day for peer, of in lately if _all_since(since, of) and (day := _began(of, zone, today))}
    if not began:
        return frozenset()
    earlier = {
        row.peer
        for row in rows
        if row.peer in began and row.date is not None and dates.last_day(row.date) < began[row.peer]
    }
    return frozenset(began.keys() - earlier)


def _all_since(day: When, feeds: Iterable[Feed]) -> bool:
    """Whether all that is known of the last entries, mostly the oldest, is so late. It drops nearly all blogs."""
    return all(feed.entries[-1].published >= day for feed in feeds if feed.entries)


def _began(feeds: Iterable[Feed], zone: tzinfo, today: When) -> When | None:
    """The day of a new blog's first post; None if the blog is not new, or cannot be known to be."""
    found: dict[Hashable, When] = {}
    for entry in (entry for feed in feeds for entry in feed.entries):
        day = dates.published_on(entry.published, zone)
        name = urls.key(entry.url) if entry.url else (entry.title, day)
        if day is None or (name not in found and len(found) == FEW):
            return None
        found[name] = min(day, found.get(name, day))
    if len(found) < _FEWEST:
        return None
    first, last = (dates.ordinal(day) for day in (min(found.values()), max(found.values())))
    apart = last - first >= _PACE * (len(found) - 1)
    return min(found.values()) if apart and 0 <= dates.ordinal(today) - first <= LATELY else None
