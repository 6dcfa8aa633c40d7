"""Which rows of the ledger are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Interaction


class Choice(Struct, frozen=True, kw_only=True):
    """What a row has to be. An empty collection, or None, asks for nothing; of several values, any will do.

    ``since`` and ``until`` are periods, and belong to what is chosen: a row is chosen if any day of its own period is.
    An undated row lies in no time.
    """

    peers: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    reaches: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    since: When | None = None
    until: When | None = None


def chosen(rows: Iterable[Interaction], choice: Choice) -> list[Interaction]:
    """The rows that are asked for, in their order."""
    return [row for row in rows if _agrees(row, choice) and _is_in_time(row.date, choice)]


def _agrees(row: Interaction, choice: Choice) -> bool:
    wanted = (
        (choice.peers, row.peer),
        (choice.kinds, row.kind),
        (choice.reaches, row.reach),
        (choice.directions, row.direction),
        (choice.sources, row.source),
    )
    return all(not values or value in values for values, value in wanted)


def _is_in_time(date: When | None, choice: Choice) -> bool:
    if choice.since is None and choice.until is None:
        return True
    if date is None:
        return False
    begun = choice.since is None or dates.last_day(date) >= dates.first_day(choice.since)
    return begun and (choice.until is None or dates.first_day(date) <= dates.last_day(choice.until))
