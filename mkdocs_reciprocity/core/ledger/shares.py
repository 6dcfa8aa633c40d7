"""Received shares from peers' feeds of shares. What is known in another way already is left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from mkdocs_reciprocity.core.model import Interaction


def unknown_shares(told: Iterable[Interaction], known: Iterable[Interaction]) -> list[Interaction]:
    """The shares that nothing else tells of: of each peer and page the first.

    Args:
        told: what the feeds of shares have.
        known: all that is known from the log, from feeds of posts, and from webmentions. A post that links to the page,
            and the share of the page by that post, are one.
    """
    taken = {_what(row) for row in known if row.direction == "received" and row.reach == "spread"}
    found: dict[Hashable, Interaction] = {}
    for row in sorted(told, key=lambda row: (row.date or "~", row.seen_at, row.evidence, row.kind != "share")):
        if _what(row) not in taken:
            found.setdefault(_what(row), row)
    return list(found.values())


def _what(row: Interaction) -> Hashable:
    return row.peer, row.key
