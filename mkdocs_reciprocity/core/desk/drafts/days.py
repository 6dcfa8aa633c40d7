"""How long ago something was, as friends say it: no day, and no number of days."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When

_DAYS, _WEEKS = 13, 45  # so many days ago were some days, and some weeks
_YEAR = 12  # months

Span = Literal["today", "days", "weeks", "month", "months", "last year", "this year", "years"]


class Ago(Struct, frozen=True):
    """How long ago: with the number of the month, from 1, for ``months`` and ``last year``; and the year.

    ``month`` is this month, ``months`` a month less than a year ago, ``last year`` an earlier one of the last year.
    """

    span: Span
    month: int = 1
    year: str = ""


def ago(date: When, today: When) -> Ago:
    """How long ago a day, a month or a year was. What is dated tomorrow counts as today."""
    year = date[:4]
    if len(date) == 4:
        return Ago("this year" if year >= today[:4] else "years", year=year)
    if len(date) == 10 and (days := dates.ordinal(today) - dates.ordinal(date)) <= _WEEKS:
        return Ago("today" if days <= 0 else "days" if days <= _DAYS else "weeks")
    month, past = int(date[5:7]), (int(today[:4]) - int(year)) * _YEAR + int(today[5:7]) - int(date[5:7])
    if past <= 0:
        return Ago("month")
    if past < _YEAR:
        return Ago("months", month, year)
    return Ago("last year" if int(today[:4]) - int(year) == 1 else "years", month, year)


def is_long(date: When | None, today: When) -> bool:
    """Whether a date is more than some weeks ago. Of a month or a year its last day counts."""
    return date is not None and dates.ordinal(today) - dates.ordinal(dates.last_day(date)) > _WEEKS
