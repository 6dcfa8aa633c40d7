"""What the ledger says of each peer, and of all together."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity import when
from mkdocs_reciprocity.model import Direction, Interaction, PeerId, Reach, Totals
from mkdocs_reciprocity.when import When, Window


class Standing(Struct, kw_only=True):
    """One peer in a window of time: counts by direction and reach, first and last dates (days, ``YYYY-MM-DD``).

    ``last_spread`` is when something was given with reach spread last, as it was dated (a month or a year counts from
    its last day); None where nothing was, or nothing dated. Asks stand under ``asked`` and count in no other column.
    """

    counts: dict[tuple[Direction, Reach], int]
    first: str = ""
    last: str = ""
    last_spread: When | None = None


def standings(interactions: Iterable[Interaction], window: Window | None = None) -> dict[PeerId, Standing]:
    """The standing of every peer that has one, in the window (None: for all time)."""
    found: dict[PeerId, Standing] = {}
    for row in interactions:
        if row.peer is None or (window is not None and row.date not in window):
            continue
        standing = found.setdefault(row.peer, Standing(counts={}))
        column = (row.direction, row.reach)
        standing.counts[column] = standing.counts.get(column, 0) + 1
        if row.date is not None and row.reach != "ask":
            first, last = when.first_day(row.date), when.last_day(row.date)
            standing.first = min(standing.first or first, first)
            standing.last = max(standing.last, last)
            if column == ("given", "spread"):
                known = standing.last_spread
                if known is None or (last, row.date) > (when.last_day(known), known):
                    standing.last_spread = row.date
    return found


def totals(interactions: Iterable[Interaction], window: Window | None = None) -> Totals:
    """What was given and received in all, in the window (None: for all time)."""
    posts: set[object] = set()
    people: set[PeerId] = set()
    given: dict[Reach, int] = {"spread": 0, "talk": 0, "nod": 0}
    received: dict[Reach, int] = {"spread": 0, "talk": 0, "nod": 0}
    for number, row in enumerate(interactions):
        if (window is not None and row.date not in window) or row.reach == "ask":
            continue
        if row.direction == "received":
            received[row.reach] += 1
        else:
            given[row.reach] += 1
        if row.direction == "given" and row.reach == "spread":
            posts.add(urls.key(row.url) if row.url else number)
            if row.peer is not None:
                people.add(row.peer)
    return Totals(len(posts), len(people), given, received)


def given_keys(interactions: Iterable[Interaction]) -> set[urls.UrlKey]:
    """All that was ever passed on."""
    return {urls.key(row.url) for row in interactions if row.url and (row.direction, row.reach) == ("given", "spread")}
