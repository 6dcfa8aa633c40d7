"""The feeds of what was shared: which gifts are in them, and when a feed says that they were given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from itertools import islice

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.views.shared import Item

MOST = 50
"""Entries of a feed."""


def newest(timeline: Iterable[Item]) -> tuple[Item, ...]:
    """The newest gifts with a URL and a date, the newest first. ``timeline`` is as `views.shared.timeline` gives it. In
    the feed, a month or a year is dated by its first day, so the dates of entries fall in this order too.
    """
    return tuple(islice((item for item in timeline if item.date is not None and item.post.href), MOST))


def instant(date: When, zone: tzinfo) -> str:
    """When the period begins in ``zone``, as RFC 3339 has it."""
    midnight = datetime.fromisoformat(dates.first_day(date)).replace(tzinfo=zone)
    offset = midnight.utcoffset()
    minutes = int(offset.total_seconds() / 60) if offset else 0  # local times of old had seconds; RFC 3339 has none
    hours, minutes_left = divmod(abs(minutes), 60)
    return f"{dates.first_day(date)}T00:00:00{'-' if minutes < 0 else '+'}{hours:02d}:{minutes_left:02d}"
