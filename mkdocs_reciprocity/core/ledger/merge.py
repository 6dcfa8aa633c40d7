"""One thing, one row: the log's rows and what was seen, merged into the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.held_back import Accepted, deed, is_by_a_stranger, places_of, were_seen_apart
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.ledger.recommendations import is_of_site, is_standing
from mkdocs_reciprocity.core.ledger.repetitions import content, without_repetitions
from mkdocs_reciprocity.core.model import Direction, Interaction, PeerId, Reach
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.url import UrlKey

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.ledger.declined import Declined


class Ledger(Struct, frozen=True):
    """All interactions from every source, one row each. Rows without a date come first, then the oldest. Rows of one
    date are in the order of the author's files; after them come those that were only seen, first the given ones, each
    group in the order of `SeenAt`.

    ``pending`` is what people did who are not listed: by webmentions, on networks, or in a peer's feed. It does not
    count until the author has written it into the log, or has listed them below ``peers:``; ``private`` is what it
    would be then. ``left_out`` are those problems which say that there was more of something than is counted.
    """

    interactions: tuple[Interaction, ...]
    problems: tuple[Problem, ...] = ()
    pending: tuple[Interaction, ...] = ()
    left_out: tuple[Problem, ...] = ()


def merge(
    logged: Sequence[Interaction], seen: Iterable[Interaction], directory: Directory, declined: Declined | None = None
) -> Ledger:
    """The ledger. The order of the arguments' items never matters. Where a row stands in the files matters only among
    rows of one date.

    Rows of the log with a URL become one if they agree in date, peer, direction, kind, URL and ``via``, if they are all
    public or all private, and if nothing in them contradicts.

    What was seen joins a row of the log with the same peer, direction, kind and target: the one that has its evidence
    already, else the one with the nearest date (the earlier of two). Without such a row it is a row of its own. A row
    that says only where it happened gets its target from what was seen there.

    Privacy is decided before anything is joined, and joining never makes public what was private.
    """
    publicity = Publicity(directory, declined)
    rows, problems = without_repetitions(list(map(publicity.settled, logged)))
    every = sorted(seen, key=lambda item: (item.date or "", item.url or ""))
    places = _Places(rows, {item.reach for item in every}, directory.claims)
    accepted = Accepted(rows)
    alone: list[Interaction] = []
    pending: list[Interaction] = []
    for item in every:
        unlisted = is_by_a_stranger(item, directory)
        place = accepted.place_of(item) if unlisted else places.of(item)
        if place is not None:
            # The row that accepts a stranger's webmention has its address as evidence already, perhaps spelled
            # otherwise.
            new = replace(item, evidence=()) if unlisted else item
            rows[place] = _seen(rows[place], new, hidden=publicity.hides_what_joins(item, rows[place]))
        elif not unlisted:
            alone.append(publicity.settled(item))
        elif not publicity.is_declined(item):
            pending.append(publicity.settled(item))
    whole = [_in_order(row) for row in (*rows, *alone)]
    problems += publicity.problems(whole)
    return Ledger(tuple(_ordered(whole)), tuple(problems), tuple(_ordered(map(_in_order, pending))))


def _seen(row: Interaction, item: Interaction, *, hidden: bool) -> Interaction:
    """The row of the log, with what was seen of it."""
    return replace(
        row, url=row.url or item.url, key=row.key or item.key, private=row.private or hidden,
        evidence=(*row.evidence, *item.evidence), proposed=row.proposed or item.proposed, said=row.said or item.said,
        answered=row.answered or item.answered, sentence=row.sentence or item.sentence,
    )  # fmt: skip


def _in_order(row: Interaction) -> Interaction:
    """The row with its evidence sorted, each once."""
    return replace(row, evidence=tuple(sorted(set(row.evidence)))) if len(row.evidence) > 1 else row


# --- what was seen

_WITHOUT_A_POST = frozenset({"share", "like"})
"""Boosts and likes: a peer's boosts of one thing on two networks, or as a bridge tells of it, are one thing."""


class _Places:
    """Finds the row of the log that something seen belongs to."""

    def __init__(self, rows: Sequence[Interaction], reaches: Collection[Reach], claims: Container[UrlKey]) -> None:
        self.claims = claims  # among them the addresses of this site
        self.rows = rows  # as they are now: what was seen has been joined to them in place
        self.kept = tuple(rows)  # as the log has them
        self.by_target: defaultdict[Hashable, list[int]] = defaultdict(list)
        self.by_evidence: defaultdict[Hashable, list[int]] = defaultdict(list)
        self.of_site: defaultdict[PeerId | None, list[int]] = defaultdict(list)  # who has recommended it as a whole
        self.aimless: set[Direction] = set()  # directions with rows that say only where it happened
        for place, row in enumerate(rows):
            if row.reach not in reaches:
                continue  # nothing that was seen could belong to it
            if is_of_site(row, claims):
                self.of_site[row.peer].append(place)
            if row.key:
                self.by_target[_about(row, row.key)].append(place)
            else:
                self.aimless.add(row.direction)
                for url in row.evidence:
                    self.by_evidence[_about(row, urls.key(url))].append(place)
        for places in (*self.by_target.values(), *self.by_evidence.values(), *self.of_site.values()):
            if len(places) > 1:
                places.sort(key=lambda place: (_first(rows[place]), _order(rows[place]), content(rows[place])))

    def of(self, item: Interaction) -> int | None:
        """The number of the row, found by the target, or, if a row names no target, by where it happened."""
        if item.key is None:
            return None
        if is_standing(item) and is_of_site(item, self.claims):
            places = self.of_site.get(item.peer, [])
            return self._nearest(places, item.date) if places else None
        places = self.by_target.get(_about(item, item.key), [])
        if places:
            places = self._with_its_evidence(places, item)
        if not places and item.direction in self.aimless:
            there = (place for url in item.evidence for place in self.by_evidence.get(_about(item, urls.key(url)), ()))
            # A row whose target is known by now is something else: a post with two links to this site did two things.
            places = [place for place in there if self.rows[place].key in {None, item.key}]
        return self._nearest(places, item.date) if places else None

    def _with_its_evidence(self, places: list[int], item: Interaction) -> list[int]:
        """The numbers of the rows that have the item's evidence already; if there are none, of those that keep no other
        post's mention.
        """
        if not any(self.kept[place].evidence for place in places):
            return places
        seen_in = places_of(item)
        exactly = [place for place in places if seen_in & places_of(self.kept[place])]
        if exactly or (item.source == "account" and item.kind in _WITHOUT_A_POST):
            return exactly or places
        return [place for place in places if not seen_in or not were_seen_apart(self.kept[place], item)]

    def _nearest(self, places: list[int], date: When | None) -> int:
        """The row with the nearest date, the earlier of two. Rows without a date come last."""
        if date is None:
            return places[0]
        return min(places, key=lambda place: self._distance(place, date))

    def _distance(self, place: int, date: When) -> tuple[int, str]:
        row = self.rows[place]
        return (dates.days_between(row.date, date) if row.date else 10**9, _first(row))


def _about(row: Interaction, key: UrlKey) -> Hashable:
    return (row.peer, row.direction, deed(row), key)


def _first(row: Interaction) -> str:
    return dates.first_day(row.date) if row.date else "~"


# --- order


def _order(row: Interaction) -> tuple[object, ...]:
    """An order of rows that depends only on what they say, not on where they stand."""
    return (_last(row), row.date or "", row.direction, row.peer or "", row.kind, row.url or "", row.via)


def _last(row: Interaction) -> str:
    return dates.last_day(row.date) if row.date else ""


def _ordered(rows: Iterable[Interaction]) -> Iterator[Interaction]:
    """The rows in the ledger's order: by their last day. Rows of one date are in the order of the author's files; after
    them come those that were only seen, in the order of pages and entries.
    """
    placed = [(_place(row), row) for row in rows]
    placed.sort(key=itemgetter(0))
    for _, group in groupby(placed, key=itemgetter(0)):
        alike = [row for _, row in group]
        yield from sorted(alike, key=content) if len(alike) > 1 else alike


def _place(row: Interaction) -> tuple[object, ...]:
    day, where = (_last(row), row.date or ""), row.where
    if where.file:
        return (*day, False, where)
    return (*day, True, row.direction, row.seen_at, row.peer or "", row.kind, row.url or "", row.via)
