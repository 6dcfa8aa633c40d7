"""Dates as authors write them: a day, a month or a year; and the window of months that pages show."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import NewType, Protocol, TypeVar

from msgspec import Struct

When = NewType("When", str)
"""``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: a valid date of the Gregorian calendar, whole or cut short."""

_YEAR_OR_MONTH = re.compile(r"[0-9]{4}(-[0-9]{2})?\Z")
_LONGEST = 80  # characters of a time
_FIRST, _LAST = -62_135_596_800, 253_402_300_799  # of the calendar, in POSIX seconds
_ZONE = re.compile(r"\s+(?=(?:[+-][0-9]{2}|[Zz]))")

FIRST_YEAR = "1990"
"""Before it there was no web, so an earlier date is a slip."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Window(Struct, frozen=True):
    """A run of calendar months, ``YYYY-MM`` each, both ends included."""

    first: str
    last: str

    def __contains__(self, when: When | None) -> bool:
        """Whether any day of the period is in the window. What has no date is not."""
        if when is None:
            return False
        if len(when) == 4:
            return self.first[:4] <= when <= self.last[:4]
        return self.first <= when[:7] <= self.last

    def months(self) -> list[str]:
        """Every month of the window, the oldest first."""
        months = [self.first]
        while months[-1] < self.last:
            months.append(_shifted(months[-1], 1))
        return months


def window(today: When, months: int) -> Window:
    """The calendar month of ``today`` and the ``months - 1`` before it."""
    return Window(_shifted(today[:7], 1 - months), today[:7])


def _shifted(month: str, by: int) -> str:
    count = max(12, int(month[:4]) * 12 + int(month[5:7]) - 1 + by)
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


@lru_cache(maxsize=8192)
def parse(text: str, zone: tzinfo) -> When | None:
    """Reads a day, a month, a year, or a time (ISO 8601 / RFC 3339); None if it is none of these.

    Of a time, only the day is kept, as it is in ``zone``. A time without a zone is in ``zone`` already.
    """
    if len(text) == 10 and text[4] == "-" == text[7]:
        return _day(text)
    if _YEAR_OR_MONTH.match(text):
        return When(text) if _day((text + "-01-01")[:10]) else None
    if not 10 < len(text) <= _LONGEST or not text[4] == "-" == text[7] or text[10] not in "Tt ":
        return None
    try:
        instant = datetime.fromisoformat(_ZONE.sub("", text))
        return When((instant.astimezone(zone) if instant.tzinfo else instant).date().isoformat())
    except (ValueError, OverflowError):
        return None


def is_one(text: str) -> bool:
    """Whether the text is a `When` as it stands."""
    return parse(text, UTC) == text


def _day(text: str) -> When | None:
    try:
        return When(date.fromisoformat(text).isoformat())
    except ValueError:
        return None


def day_of(instant: datetime, zone: tzinfo) -> When:
    """The day that an instant (with a zone) is in ``zone``."""
    try:
        return When(instant.astimezone(zone).date().isoformat())
    except OverflowError:  # the first or the last day of the calendar, which would lie outside of it in that zone
        return When(instant.date().isoformat())


def published_on(published: str, zone: tzinfo) -> When | None:
    """The day in ``zone`` of a feed entry's date (``YYYY-MM-DD``, or a time in UTC); None if it has none."""
    if len(published) == 10:
        return parse(published, zone)
    try:
        return day_of(datetime.fromisoformat(published), zone) if len(published) > 10 else None
    except ValueError:  # somebody has changed the cache
        return None


def is_published_after(published: str, day: When, zone: tzinfo) -> bool:
    """Whether a feed entry's date is later than the day in ``zone``. What has no date is not."""
    return published[:10] >= day and (published_on(published, zone) or "") > day


def noon(day: When, zone: tzinfo) -> float:
    """The middle of a day in ``zone``, in POSIX seconds."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=zone).timestamp()


def from_epoch(seconds: float) -> datetime:
    """POSIX seconds as an instant in UTC; the first or the last of the calendar if they would lie beyond it."""
    return datetime.fromtimestamp(min(max(seconds, _FIRST), _LAST), UTC)


class Dated(Protocol):
    """Anything that may have a date."""

    @property
    def date(self) -> When | None:
        """The day, month or year; None where it is not known."""


Thing = TypeVar("Thing", bound=Dated)


def newest_first(things: Iterable[Thing]) -> list[Thing]:
    """Sorts by date, the newest first. Days come before their month, months before their year, undated things last.

    Things with the same date keep their order.
    """
    return sorted(things, key=lambda thing: thing.date or "", reverse=True)


def first_day(when: When) -> str:
    """The first day of the period, ``YYYY-MM-DD``."""
    return (when + "-01-01")[:10] if len(when) == 4 else (when + "-01")[:10]


def last_day(when: When) -> str:
    """The last day of the period, ``YYYY-MM-DD``."""
    if len(when) == 10:
        return when
    if len(when) == 4:
        return f"{when}-12-31"
    return f"{when}-{monthrange(int(when[:4]), int(when[5:7]))[1]:02d}"


def ordinal(day: str) -> int:
    """The day's number in the proleptic Gregorian calendar; the first of January of year 1 is 1."""
    return date.fromisoformat(day).toordinal()


def days_between(when: When, other: When) -> int:
    """The number of days from one period to the other; 0 if they overlap."""
    if first_day(when) > last_day(other):
        when, other = other, when
    return max(0, ordinal(first_day(other)) - ordinal(last_day(when)))


def after(day: When, days: int) -> When:
    """The day that is ``days`` later; the last day of the calendar if it would lie beyond that."""
    return When(date.fromordinal(min(ordinal(day) + days, date.max.toordinal())).isoformat())


_AGO = re.compile(r"(\d{1,4}|an?|one) (day|week)s? ago\Z")


def from_words(text: str, today: When) -> When | None:
    """Reads ``today``, ``yesterday``, ``3 days ago`` or ``2 weeks ago``; None for all else."""
    said = " ".join(text.lower().split())
    if said in {"today", "yesterday"}:
        return after(today, -1 if said == "yesterday" else 0)
    ago = _AGO.match(said)
    if ago is None:
        return None
    number = int(ago[1]) if ago[1].isdecimal() else 1
    return after(today, -number * (7 if ago[2] == "week" else 1))


def in_words(when: When | None, *, year: bool = True) -> str:
    """``7 November 2026``, ``November 2026``, ``2026``, or ``undated``."""
    if when is None:
        return "undated"
    if len(when) == 4:
        return when
    month = MONTHS[int(when[5:7]) - 1] + (f" {when[:4]}" if year else "")
    return f"{int(when[8:10])} {month}" if len(when) == 10 else month
