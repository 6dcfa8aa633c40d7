"""Reads the dates that feeds write. Dates in none of the usual formats are left to `date_words`.

RFC 822 and its successor RFC 5322 (RSS), RFC 3339 (Atom, JSON Feed), the W3C's profile of ISO 8601 (Dublin Core), and
``asctime``. A date that does not exist is no date: nothing is carried over into the next month.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from mkdocs_reciprocity.core.feeds import date_words

LONGEST = 80
"""In characters; no date is longer."""

_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?"
_OFFSET = r"(?P<offset>[+-]\d\d:?\d\d)"

_ISO = re.compile(
    rf"(?a)(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?:(?:[Tt]|\s+){_TIME}\s*(?:UTC|GMT|[Zz]?{_OFFSET}|[Zz])?)?\Z"
)
_CUT_SHORT = re.compile(r"(?a)\d{4}(?:-\d\d)?\Z")
_MAIL = re.compile(
    r"(?a)(?:[A-Za-z]{2,9}\.?\s*,?\s*)?(?P<day>\d{1,2})(?:\s+|-)(?P<name>[A-Za-z]{3,9})\.?(?:\s+|-)(?P<year>\d{2,4})"
    rf"(?:,?\s+{_TIME}\s*(?:(?P<zone>(?![AaPp][Mm]\b)[A-Za-z]{{1,5}})|(?:UTC?|GMT)?{_OFFSET})?(?:\s*\([^()]*\))?)?\Z"
)
_ASCTIME = re.compile(
    rf"(?a)[A-Za-z]{{3}}\s+(?P<name>[A-Za-z]{{3}})\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+"
    r"(?:(?P<zone>[A-Z]{1,5})\s+)?(?P<year>\d{4})\Z"
)

_CLOCK = r"((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)"
_EAST = r"(?:[+-]00:?00|([+-](?:[01]\d|2[0-3]):?[0-5]\d))"
_USUAL = re.compile(rf"(?a)[A-Z][a-z][a-z], (\d\d) ([A-Z][a-z][a-z]) (199\d|20\d\d) {_CLOCK} (?:GMT|{_EAST})\Z")
"""Nearly all dates in RSS. Python checks and moves them in a few steps, five times as fast."""

_USUAL_ISO = re.compile(rf"(?a)((?:199\d|20\d\d)-\d\d-\d\d)T{_CLOCK}(?:\.\d+)?(?:Z|{_EAST})\Z")
"""The same in Atom."""

_MIDNIGHT = "00:00:00"

_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name[:much]: month for month, name in enumerate(_NAMES, 1) for much in range(3, len(name) + 1)}


@lru_cache(maxsize=4096)
def _read(text: str) -> str | None:
    if (usual := _USUAL.match(text)) and (month := _MONTHS.get(usual[2].lower())):
        return _in_utc(f"{usual[3]}-{month:02d}-{usual[1]}", usual[4], usual[5])
    if usual := _USUAL_ISO.match(text):
        return _in_utc(usual[1], usual[2], usual[3])
    match = _MAIL.match(text) or _ISO.match(text) or _ASCTIME.match(text)
    parts = match.groupdict() if match else {}
    month = _MONTHS.get(parts["name"].lower(), 0) if "name" in parts else int(parts.get("month", 0))
    if not parts or ("name" in parts and not month):  # in no format, or in another language
        found = "" if _CUT_SHORT.match(text) else date_words.read(text)
        return "" if found is None and parts else found
    year = _year(parts["year"])
    if year not in date_words.YEARS:
        return ""
    try:
        if parts["hour"] in {None, "24"}:  # at 24:00 a day ends, for some programs it begins
            return date(year, month, int(parts["day"])).isoformat()
        second = int(parts["second"] or 0)
        clock = int(parts["hour"]), int(parts["minute"]), 59 if second == 60 else second  # a leap second
        local = datetime(year, month, int(parts["day"]), *clock)  # noqa: DTZ001 - its zone is `offset`
        offset, _ = date_words.east((parts.get("offset") or parts.get("zone") or "").lower(), 0)
    except ValueError:
        return ""
    if not any(clock) or offset is None:
        return local.date().isoformat()
    return (local - offset).isoformat() + "Z"


def read(text: str) -> str | None:
    """Reads a date: ``YYYY-MM-DDTHH:MM:SSZ`` in UTC, or ``YYYY-MM-DD`` if it has no time of day.

    Midnight stands for the whole day: whoever writes it knew no more, and other zones would make another day of it.

    Empty for a date that does not exist, is cut short (``2026-11``) or has an impossible zone. None for a text in none
    of the formats that are known here. A time without a zone is taken as UTC.
    """
    text = text.strip()
    return _read(text) if len(text) <= LONGEST else None


def _in_utc(day: str, clock: str, offset: str | None) -> str:
    """The instant of a day and a time as ISO 8601 spells them; empty if there is no such day."""
    try:
        instant = datetime.fromisoformat(f"{day}T{clock}{offset or 'Z'}")
    except ValueError:
        return ""
    if clock == _MIDNIGHT:
        return day
    return f"{instant.astimezone(UTC).isoformat()[:19]}Z" if offset else f"{day}T{clock}Z"


def _year(text: str) -> int:
    """RFC 5322, section 4.3: 00 to 49 are in this century, 50 to 99 and three digits count from 1900."""
    year = int(text)
    return year + (0 if len(text) == 4 else 2000 if year < 50 else 1900)
