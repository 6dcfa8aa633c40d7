"""Counts what was given and received, by all and by each peer."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.model import Interaction, PeerId, Reach
from mkdocs_reciprocity.core.url import UrlKey


class Totals(Struct, frozen=True):
    """What was done in a window of time.

    ``posts``: distinct URLs given with reach spread (a row without a URL is one). ``people``: the peers behind them.
    ``given`` and ``received`` count rows by reach; asks count in no column.
    """

    posts: int
    people: int
    given: dict[Reach, int]
    received: dict[Reach, int]


def totals(interactions: Iterable[Interaction], window: Window | None = None) -> Totals:
    """The totals of what was given and received in the window (None: for all time)."""
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
            posts.add(row.key or number)
            if row.peer is not None:
                people.add(row.peer)
    return Totals(len(posts), len(people), given, received)


def given_keys(interactions: Iterable[Interaction]) -> set[UrlKey]:
    """The keys of all URLs that were ever passed on."""
    return {row.key for row in interactions if row.reach == "spread" and row.direction == "given" and row.key}


def last_given(interactions: Iterable[Interaction]) -> dict[PeerId, When | None]:
    """The last date on which something of each peer was passed on; None for a peer with undated gifts only.

    ``interactions`` are in the order of the ledger: undated ones first, a month or a year by its last day.
    """
    return {
        row.peer: row.date
        for row in interactions
        if row.reach == "spread" and row.direction == "given" and row.peer is not None
    }
