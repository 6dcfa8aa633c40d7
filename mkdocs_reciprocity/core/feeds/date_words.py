"""Reads dates in no standard format, if they can only mean one day.

Day, month and year may stand in any order and language. What could be two days is no date. A time of day counts if it
is plainly one, and if its offset from Greenwich is known.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, timedelta

from mkdocs_reciprocity.core import letters
from mkdocs_reciprocity.core.feeds.month_names import MONTHS, WEEKDAYS

YEARS = range(1990, 2100)
"""A number outside of these is no year, or a year of another calendar."""

_CLOCK = re.compile(
    r"(?a)(?<![\d:])(\d{1,2})(?::|\s?h\s?)(\d{1,2})(?:[:m](\d{1,2})(?:[.,]\d+)?)?s?(?![\d:])(?:\s*([ap])\.?\s?m\b\.?)?"
    r"|(?<![\d:])(\d{1,2})\s*([ap])\.?\s?m\b\.?"
)
_WITH_DOTS = re.compile(r"(?a)(\d{4}(?:\S?|-\d\d?-\d\d?)\s+(?:[a-z]+\.?\s+)?\d\d?)\.(\d\d)(?:\.(\d\d))?(?![\d.])")
"""A time as Danes, Finns and Italians write it, behind a year: ``kl. 09.30``."""

_OFFSET = re.compile(r"(?a)\s*(?:gmt|utc?)?\s*([+-])(\d\d?)(?::?(\d\d))?(?![\d:-])")
_ZONE = re.compile(r"\s*([a-z]{1,5})\b")
_EAST = {
    name: hours
    for hours, names in {
        -10: "hst", -9: "akst", -8: "pst akdt", -7: "mst pdt", -6: "cst mdt", -5: "est cdt", -4: "edt", -3: "brt art",
        0: "z ut utc gmt wet", 1: "cet met mez bst west", 2: "cest mest mesz eet sast", 3: "eest msk", 7: "wib",
        8: "awst hkt sgt", 9: "jst kst", 9.5: "acst", 10: "aest", 10.5: "acdt", 11: "aedt", 12: "nzst", 13: "nzdt",
    }.items()
    for name in names.split()
}  # fmt: skip
"""Hours east of Greenwich: the zones of RFC 5322, section 4.3, and others that are the only ones with their name."""

_PLACE = re.compile(r"\b[a-z_]+/[a-z_]+(?:/[a-z_]+)?|(?:standard|daylight|summer) time\b")
_ASIDE = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"(?a)\d+")
_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"(?a)(?<=\d)(?:st|nd|rd|th|er|[aoe])\b")
_SHORT = re.compile(r"(?a)(?<!\d)\d\d?([/.-]) ?\d\d?\1 ?\d\d?(?!\d)")
_IN_A_ROW = re.compile(r"(?a)(\d{4})(-?)(\d\d)\2(\d\d)(?:t(\d\d)(\d\d)?(?:\d\d)?|(\d\d)(\d\d)\d\d)?(?![\d:])")
_SECONDS = re.compile(r"(?a)(\d{10})(?:\d{3}|\.\d+)?\Z")
_OF_TWO_WORDS = re.compile("(تشرين|كانون)\\s+(الاول|الثاني)")
"""The names of four months in Arabic."""
_CHINESE_CLOCK = re.compile(
    r"(?a)(\d\d?)\s?[\u65f6\u6642\u70b9\u9ede\uc2dc]\s?(\d\d?)\s?[\u5206\ubd84](?:\s?\d\d?\s?[\u79d2\ucd08])?"
)
"""``10時00分``, in Japanese and Korean too."""
_NUMBERED_MONTH = re.compile(
    r"(?a)\bth(?:ang|g)?\.?\s?(1[0-2]|0?[1-9])\b|(?<!\d)(1[0-2]|0?[1-9])\s?[\u6708\uc6d4](?!\s?\d\d?\s?[\u65e5\uc77c])"
)
"""``Th11``, ``thg 11`` and ``tháng 11`` in Vietnamese; ``11月`` in Chinese, Japanese and Korean, if the day does not
follow.
"""
_NUMBERED_WEEKDAY = re.compile(r"(?a)\bt[2-7],")
"""``T7``, in Vietnamese."""
_SHORT_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def read(text: str) -> str | None:
    """The date in the form of `dates.read`. Empty if it could be two, or does not exist; None if there is no date.

    Args:
        text: no longer than dates are.
    """
    text = _with_plain_words(letters.plain(text).strip())
    if seconds := _SECONDS.match(text):
        instant = datetime(1970, 1, 1) + timedelta(seconds=int(seconds[1]))  # noqa: DTZ001 - it is in UTC
        return f"{instant.isoformat()}Z" if instant.year in YEARS else ""
    text = _IN_A_ROW.sub(_with_its_parts, text)
    text = _WITH_DOTS.sub(lambda time: ":".join(filter(None, time.groups())), text)
    place = _PLACE.search(_ASIDE.sub(" ", text))
    try:
        clock, rest = _time(_PLACE.sub(" ", text))
        day = _day(_ASIDE.sub(" ", rest))
        if day is None or clock is None or place:  # the offset of a place is not known here, so its own day counts
            return day.isoformat() if day else None
        return f"{(datetime(day.year, day.month, day.day) + clock).isoformat()}Z"  # noqa: DTZ001 - it is in UTC
    except (ValueError, OverflowError):
        return ""


def _with_plain_words(text: str) -> str:
    """The text with the digits and the hyphens of the keyboard, and with names of one word."""
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(char, char)) for char in text.translate(_DASHES))
        text = _CHINESE_CLOCK.sub(r"\1:\2", _OF_TWO_WORDS.sub(r"\1\2", text))
    return _NUMBERED_MONTH.sub(_named, _NUMBERED_WEEKDAY.sub(" ", text))


def _named(month: re.Match[str]) -> str:
    return f" {_SHORT_NAMES[int(month[1] or month[2]) - 1]} "


def _with_its_parts(row: re.Match[str]) -> str:
    hour, minute = row[5] or row[7], row[6] or row[8] or 0
    return f"{row[1]}-{row[3]}-{row[4]} " + (f"{hour}:{minute} " if hour else "")


def _time(text: str) -> tuple[timedelta | None, str]:
    """The time of day in UTC, counted from the start of its day (None if there is none), and the text without it.

    At 24:00 a day ends, for some programs it begins: there is no time.

    Raises:
        ValueError: there is no such time.
    """
    found = _CLOCK.search(text)
    if found is None:
        return None, text
    hour, minute, second = int(found[1] or found[5]), int(found[2] or 0), int(found[3] or 0)
    if half := found[4] or found[6]:
        hour = hour % 12 + (12 if half == "p" else 0) if hour <= 12 else hour
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError(text)
    offset, end = east(text, found.end())
    local = timedelta(hours=hour, minutes=minute, seconds=min(59, second))
    return (local - (offset or timedelta()) if hour < 24 else None), f"{text[: found.start()]} {text[end:]}"


def east(text: str, place: int) -> tuple[timedelta | None, int]:
    """How far east of Greenwich a time is, by the offset or zone at this place in the text, and where that ends.

    The text is in small letters. None if a word stands there that names no zone, or one of several with this name.

    Raises:
        ValueError: there is no such offset.
    """
    if offset := _OFFSET.match(text, place):
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > 23 or minutes > 59:
            raise ValueError(text)
        return timedelta(hours=hours, minutes=minutes) * (-1 if offset[1] == "-" else 1), offset.end()
    if zone := _ZONE.match(text, place):
        hours_east = _EAST.get(zone[1])
        return (None, place) if hours_east is None else (timedelta(hours=hours_east), zone.end())
    return timedelta(0), place


def _day(text: str) -> date | None:
    """The day; None if there is none in the text.

    Raises:
        ValueError: there is no such day, or it could be another one as well.
    """
    numbers = _NUMBER.findall(_ORDINAL.sub(" ", text))
    words = [word for word in _WORD.findall(text) if word in MONTHS]
    months = {MONTHS[word] for word in words if word not in WEEKDAYS} or {MONTHS[word] for word in words}
    years = [number for number in numbers if len(number) == 4]
    if len(numbers) != (2 if months else 3) or len(years) > 1 or len(months) > 1:
        if months:
            raise ValueError(text)
        return None
    if not years:
        return _with_short_year(text, [int(number) for number in numbers], months)
    year = int(years[0])
    if year not in YEARS:
        raise ValueError(text)
    first, *more = (int(number) for number in numbers if number is not years[0])
    if months:
        return date(year, months.pop(), first)
    if numbers[0] == years[0]:
        return date(year, first, more[0])
    return _only_day((year, more[0], first), (year, first, more[0]))


def _with_short_year(text: str, numbers: list[int], months: set[int]) -> date | None:
    """The day, from numbers of which the year has two digits; 50 to 99 are in the last century.

    Raises:
        ValueError: several readings are possible, or none is.
    """
    if not (months or _SHORT.search(text)):
        return None
    first, *_, last = numbers
    early, late = (year + (2000 if year < 50 else 1900) for year in (first, last))
    if months:
        return _only_day((late, months.pop(), first))
    return _only_day((late, numbers[1], first), (late, first, numbers[1]), (early, numbers[1], last))


def _only_day(*readings: tuple[int, int, int]) -> date:
    """The day, by the readings of it: year, month and day.

    Raises:
        ValueError: several of them are days, or none is.
    """
    found: set[date] = set()
    for reading in readings:
        with suppress(ValueError, OverflowError):
            found.add(date(*reading))
    found = {day for day in found if day.year in YEARS}
    if len(found) != 1:
        raise ValueError(readings)
    return found.pop()
