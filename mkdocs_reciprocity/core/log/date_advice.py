"""Guesses which day was meant by a text that is not a date, such as ``25.11.2026`` or ``Nov 5, 2026``."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import UTC

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import MONTHS, When
from mkdocs_reciprocity.core.problem import nearest, quoted

_LONGEST = 60
_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_TIME = re.compile(r"[T\s,]+\d{1,2}[:.h]\d\d\b(?!\.\d{4}).*\Z|(?<=\d)[T ]\Z", re.S)
_DASH = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{SMALL EM DASH}\N{SMALL HYPHEN-MINUS}]")
_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio januari janeiro",
            "february feb februar février febrero febbraio februari fevereiro",
            "march mar märz mrz mars marzo maart março",
            "april apr avril abril aprile",
            "may mai mayo maggio mei maio",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août agosto augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_HAN = str.maketrans("\u5e74\u6708", "--", "\u65e5")  # year, month, day
_FILLING = frozenset("st nd rd th er of de del do di den the um at mo mi fr sa so feira".split())
_WEEKDAYS = tuple(
    "mon tue wed thu fri sat sun die mit don fre sam son lun mar mer jeu ven dim mié jue vie sáb dom gio sab maa din "
    "woe vri zat zon seg ter qua qui sex".split()
)
"""How the names of weekdays begin, in the same languages as the months."""

Day = tuple[int, int, int]
"""Year, month and day, which need not exist; the day is 0 where a month is meant."""


def advice(text: str, tomorrow: When) -> str:
    """What to do about a text that is not a date. A day after ``tomorrow`` is suggested only if no other fits."""
    if said := dates.from_words(text, dates.after(tomorrow, -1)):
        return f"a log says the day itself; did you mean {quoted(said)}?"
    plain = _plain(text)
    days = list(dict.fromkeys(_days(plain)))
    meant = [said for said in map(_written, days) if dates.parse(said, UTC)]
    past = [day for day in meant if day <= tomorrow] or meant
    if past:
        hint = _of_the_digits(text)
        return f"{hint}did you mean {' or '.join(map(quoted, past))}?"
    cut = next((day for day in days if 1 <= day[1] <= 12 and 1 <= day[0] <= 9999), None)
    if cut:
        last = monthrange(cut[0], cut[1])[1]
        meant_day = _written((cut[0], cut[1], last if cut[2] else 1))
        return f"{MONTHS[cut[1] - 1]} {cut[0]} has {last} days; did you mean {quoted(meant_day)}?"
    return "write `2026-11-02`, `2026-11`, `2026` or `unknown`"


def of_an_early_year(date: When, tomorrow: When) -> str:
    """What to do about a date before the web: a year with nearly the same digits may have been meant."""
    years = [str(year) for year in range(int(dates.FIRST_YEAR), int(tomorrow[:4]) + 1)]
    near = nearest(date[:4], years, cutoff=0.75)
    meant = When(f"{near}{date[4:]}") if near else None
    if meant and dates.is_one(meant) and dates.first_day(meant) <= tomorrow:
        return f"; did you mean {quoted(meant)}?"
    return "; write the year in four digits, or `unknown`"


def _plain(text: str) -> str:
    """The text with plain digits, hyphens and letters, and without a time behind the date."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).translate(_HAN)
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return _TIME.sub("", _DASH.sub("-", text).strip(" .,;\"'"))


def _of_the_digits(text: str) -> str:
    if any(char.isdecimal() and not char.isascii() for char in text):
        return "the digits of a date are 0 to 9; "
    return "the dashes of a date are hyphens; " if _DASH.search(text) else ""


def _days(text: str) -> list[Day]:
    """All days that the text can mean, the most likely first."""
    numbers: list[str] = []
    months: list[int] = []
    for part in _PART.findall(text):
        word = part.casefold()
        if part.isdecimal():
            numbers.append(part)
        elif word in _NAMES:
            months.append(_NAMES[word])
        elif word not in _FILLING and not word.startswith(_WEEKDAYS):
            return []
    return _readings(months, numbers, text)


def _readings(months: list[int], numbers: list[str], text: str) -> list[Day]:
    """The days that these months and numbers can mean, by how many digits each number has."""
    values = [int(number) for number in numbers]
    match (len(months), *map(len, numbers)):
        case (1, 4):
            return [(values[0], months[0], 0)]
        case (1, 4, 1 | 2):
            return [(values[0], months[0], values[1])]
        case (1, 1 | 2, 4):
            return [(values[1], months[0], values[0])]
        case (0, 8):
            return [(values[0] // 10000, values[0] // 100 % 100, values[0] % 100)]
        case (0, 4, 1 | 2):
            return [(values[0], values[1], 0)]
        case (0, 1 | 2, 4):
            return [(values[1], values[0], 0)]
        case (0, 4, 1 | 2, 1 | 2):
            year, a, b = values
            return [(year, a, b), (year, b, a)] if a > 12 else [(year, a, b)]
        case (0, 1 | 2, 1 | 2, (1 | 2 | 4) as digits):
            a, b, year = values[0], values[1], values[2] if digits == 4 else 2000 + values[2]
            day_first, month_first = (year, b, a), (year, a, b)
            found = [day_first] if "." in text and b <= 12 else [day_first, month_first]
            return [*found, (2000 + a, b, values[2])] if digits == 2 and "-" in text else found
    return []


def _written(day: Day) -> str:
    year, month, of_month = day
    return f"{year:04d}-{month:02d}" + (f"-{of_month:02d}" if of_month else "")
