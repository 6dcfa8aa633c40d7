"""Turns by the day, where nothing else decides who comes next. They say nothing of merit, and nothing is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


def in_turn(names: Iterable[str], purpose: str, day: int, count: int) -> list[str]:
    """At most ``count`` of the names, different ones every day. No name comes again before all others have been there.
    Each name keeps its place in the round when others come or go.
    """
    return whole_round(names, purpose, day, count)[:count]


def whole_round(names: Iterable[str], purpose: str, day: int, count: int) -> list[str]:
    """All names, those in front whose turn it is if ``count`` of them have a turn every day."""
    round_ = sorted(names, key=lambda name: _hash(name, purpose))
    start = day * min(count, len(round_)) % len(round_) if round_ else 0
    return round_[start:] + round_[:start]


def lot(name: str, purpose: str, day: int) -> bytes:
    """For sorting: another order every day. Which of two names comes first does not depend on any third."""
    return _hash(name, f"{purpose} {day}")


def _hash(name: str, key: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), key=key.encode(), digest_size=8).digest()
