"""Dates in words, as seen from today: ``3 days ago``, ``Oct 2026``."""

from __future__ import annotations

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When

_MONTHS = tuple(month[:3] for month in dates.MONTHS)


def ago(date: When | None, today: When) -> str:
    """The date in at most 11 characters."""
    if date is None or len(date) == 4:
        return date or "undated"
    month = _MONTHS[int(date[5:7]) - 1]
    if len(date) == 7:
        return f"{month} {date[:4]}"
    days = dates.ordinal(today) - dates.ordinal(date)
    if 0 <= days <= 31:
        return _days_ago(days)
    return f"{int(date[8:])} {month}" + ("" if date[:4] == today[:4] else f" {date[:4]}")


def long_ago(date: When, today: When) -> str:
    """The date as a part of a sentence: ``41 days ago``, ``in October 2026``."""
    if len(date) < 10:
        return f"in {dates.in_words(date)}"
    return _days_ago(dates.ordinal(today) - dates.ordinal(date))


def in_month(date: When, today: When) -> str:
    """The month of a date, with the year if that is another than today's; only the year if the month is not known."""
    return dates.in_words(When(date[:7]), year=date[:4] != today[:4])


def _days_ago(days: int) -> str:
    return ("today", "yesterday")[days] if days < 2 else f"{days} days ago"


def every(number: int) -> str:
    """``every day``, ``every 30 days``."""
    return "every day" if number == 1 else f"every {number} days"


def later(days: int | None) -> str:
    """``4 days after you``; without a number where the days are not known."""
    return "after you" if days is None else "the day after you" if days == 1 else f"{days} days after you"


_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_SHORT = ((10, "week"), (12, "ten days"), (18, "two weeks"), (26, "three weeks"), (38, "month"), (53, "six weeks"))
_LONG = ((345, ""), (457, "year"), (640, "year and a half"))
_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30.44, 365.25


def every_or_so(days: int) -> str:
    """A rhythm as people say it: ``every six weeks or so``."""
    return f"every {_rounded(days)} or so"


def about(days: int) -> str:
    """A span of time as people say it: ``a month``, ``five months``, ``a year and a half``."""
    said = _rounded(days)
    return f"a {said}" if said.startswith(("week", "month", "year")) else said


def _rounded(days: int) -> str:
    for below, said in (*_SHORT, *_LONG):
        if days < below:
            return said or f"{_number(round(days / _DAYS_OF_MONTH))} months"
    return f"{_number(round(days / _DAYS_OF_YEAR))} years"


def _number(number: int) -> str:
    return _NUMBERS[number - 2] if number - 2 < len(_NUMBERS) else str(number)
