"""What the ledger says of each peer, and of all together."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.model import Interaction, PeerId, Reach, Totals


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
    return {urls.key(row.url) for row in interactions if row.reach == "spread" and row.direction == "given" and row.url}


def last_given(interactions: Iterable[Interaction]) -> dict[PeerId, When | None]:
    """When something of each peer's was passed on last, as it was dated; None where nothing of it is.

    ``interactions`` are in the ledger's order: what is undated comes first, a month or a year by its last day.
    """
    return {
        row.peer: row.date
        for row in interactions
        if row.reach == "spread" and row.direction == "given" and row.peer is not None
    }
