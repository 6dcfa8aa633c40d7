"""Turns by the day, where nothing else decides who comes next. They say nothing of merit, and nothing is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import PeerId

_RECENTLY = 14  # for so many days after something of a peer's was passed on, others go first
_LONG_AGO = 90


class Candidate(Struct, frozen=True):
    """A peer with a post to pass on.

    ``given`` is the last date on which something of theirs was passed on, ``ever`` whether something was. ``begins``:
    they have just begun to write, so they stand before the others whose turn it is.
    """

    peer: PeerId
    given: When | None
    ever: bool
    tier: int
    begins: bool


def tier(given: When | None, today: When) -> int:
    """When something of the peer's was passed on. 0: never, or long ago; 1: not lately; 2: lately."""
    if not given:
        return 0
    days = dates.ordinal(today) - dates.ordinal(min(dates.last_day(given), today))
    return 0 if days > _LONG_AGO else 1 if days > _RECENTLY else 2


def whose_turn(
    candidates: Iterable[Candidate], day: int, slots: int, more: int
) -> tuple[list[Candidate], list[Candidate]]:
    """At most ``slots`` candidates whose turn it is, and at most ``more`` who follow, tier by tier."""
    every = [*candidates]
    chosen: list[Candidate] = []
    others: list[Candidate] = []
    for number in range(3):
        room = slots - len(chosen)
        of_tier = {one.peer: one for one in every if one.tier == number}
        round_ = [of_tier[PeerId(peer)] for peer in _round(of_tier, "pay it forward", day, room or more)]
        chosen += round_[:room]
        others += round_[room:]
    return chosen, others[:more]


def in_turn(names: Iterable[str], purpose: str, day: int, count: int) -> list[str]:
    """At most ``count`` of the names, different ones every day. No name comes again before all others have been there.
    Each name keeps its place in the round when others come or go.
    """
    return _round(names, purpose, day, count)[:count]


def _round(names: Iterable[str], purpose: str, day: int, count: int) -> list[str]:
    """All names, those in front whose turn it is if ``count`` of them have a turn every day."""
    round_ = sorted(names, key=lambda name: _hash(name, purpose))
    start = day * min(count, len(round_)) % len(round_) if round_ else 0
    return round_[start:] + round_[:start]


def lot(name: str, purpose: str, day: int) -> bytes:
    """For sorting: another order every day. Which of two names comes first does not depend on any third."""
    return _hash(name, f"{purpose} {day}")


def _hash(name: str, key: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), key=key.encode(), digest_size=8).digest()
