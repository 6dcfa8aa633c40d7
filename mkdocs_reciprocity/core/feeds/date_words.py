"""Reads dates in no standard format, if they can only mean one day.

Day, month and year may stand in any order and language. Two numbers that could both be the month are no date. A time of
day counts if it is plainly one, and if its offset from Greenwich is known.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from mkdocs_reciprocity.core import letters

YEARS = range(1990, 2100)
"""A number outside of these is no year, or a year of another calendar."""

_NAMES = """
ene enero gen gener gennaio ian ianuarie jan janeiro januar januara januari january janv janvier led leden ledna oca
ocak sij sijecanj sijecnja sty styczen stycznia tammi tammikuu tammikuuta ιαν ιανουαριοσ ιανουαριου січ січень січня
янв январь января яну януари ינואר يناير
|
feb febbraio febr febrer febrero februar februara februari februarie february fev fevereiro fevr fevrier helmi
helmikuu helmikuuta lut lutego luty sub subat uno unor unora velj veljaca veljace φεβ φεβρουαριοσ φεβρουαριου лют
лютии лютого фев февр февраль февраля февруари פברואר فبراير
|
bre brezen brezna maalis maaliskuu maaliskuuta maart mar marc marca march marcius marco marec maret mars mart martie
marts maerz marz marzec mrz marzo mrt ozu ozujak ozujka μαρ μαρτιοσ μαρτιου бер березень березня мар март марта מרץ مارس
|
abr abril apr april aprila aprile aprilie aprilis avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecien
kwietnia nis nisan tra travanj travnja απρ απριλιοσ απριλιου апр апрель апреля април квіт квітень квітня אפריל ابريل
|
kve kveten kvetna mag maggio mai maig maio maj maja majus may mayo mayıs mei svi svibanj svibnja touko toukokuu
toukokuuta μαι μαιοσ μαιου маи мая трав травень травня מאי مايو
|
cerven cervna cvn cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun juna june junho juni junij junio
junius juny kesa kesakuu kesakuuta lipanj lipnja ιουν ιουνιοσ ιουνιου июн июнь июня черв червень червня юни יוני
يونيو
|
cervence cervenec cvc heina heinakuu heinakuuta iul iulie juil juillet jul jula julho juli julij julio juliol julius
july lipca lipiec lug luglio srpanj srpnja tem temmuz ιουλ ιουλιοσ ιουλιου июл июль июля лип липень липня юли יולי
يوليو
|
ago agost agosto agu agustos agustus aou aout aug august augusta augusti augustus augusztus avg avgust elo elokuu
elokuuta kol kolovoz kolovoza sie sierpien sierpnia srpen srpna αυγ αυγουστοσ αυγουστου авг август августа серп
серпень серпня אוגוסט اغسطس
|
eyl eylul ruj rujan rujna sep sept september septembra septembre septembrie septiembre set setembre setembro
settembre syys syyskuu syyskuuta szept szeptember wrz wrzesien wrzesnia zar zari σεπ σεπτεμβριοσ σεπτεμβριου вер
вересень вересня сен сент сентябрь сентября сеп септември ספטמבר سبتمبر
|
eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober oktobra ott ottobre out outubro
paz pazdziernik pazdziernika rij rijen rijna οκτ οκτωβριοσ οκτωβριου жовт жовтень жовтня окт октомври октябрь
октября אוקטובר اكتوبر
|
kas kasım listopadu marras marraskuu marraskuuta noiembrie nov november novembra novembre novembro noviembre stu
studeni studenoga νοε νοεμβριοσ νοεμβριου лист листопад листопада ное ноември нояб ноя ноябрь ноября נובמבר نوفمبر
|
ara aralık dec december decembra decembre decembrie des desember desembre dez dezember dezembro dic dicembre
diciembre gru grudnia grudzien joulu joulukuu joulukuuta pro prosinac prosinca prosince prosinec δεκ δεκεμβριοσ
δεκεμβριου груд грудень грудня дек декабрь декабря декември דצמבר ديسمبر
"""  # noqa: RUF001 - other scripts
_MONTHS = {name: month for month, names in enumerate(_NAMES.split("|"), 1) for name in names.split()}
"""Names of months in some thirty languages, in small letters and without accents; none that can mean two months."""

_WEEKDAYS = frozenset("mar paz sub".split())
"""Names of months that are names of weekdays too: ``mar. 24 nov.``"""

_CLOCK = re.compile(
    r"(?a)(?<![\d:])(\d{1,2})[:h](\d\d)(?:[:m](\d\d)(?:[.,]\d+)?)?s?(?![\d:])(?:\s*([ap])\.?m\b\.?)?"
    r"|(?<![\d:])(\d{1,2})\s*([ap])\.?m\b\.?"
)
_OFFSET = re.compile(r"(?a)\s*(?:gmt|utc?)?\s*([+-])(\d\d?)(?::?(\d\d))?(?![\d:-])")
_ZONE = re.compile(r"\s*([ecmp][sd]t)\b")
_WEST = {"e": 5, "c": 6, "m": 7, "p": 8}
"""Hours west of Greenwich: RFC 5322, section 4.3."""
_PLACE = re.compile(r"\b[a-z_]+/[a-z_]+(?:/[a-z_]+)?")
_ASIDE = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"(?a)\d+")
_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"(?a)(?<=\d)(?:st|nd|rd|th|er|[aoe])\b")
_IN_A_ROW = re.compile(r"(?a)(\d{4})(\d\d)(\d\d)(?:t(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_SECONDS = re.compile(r"(?a)(\d{10})(?:\d{3})?\Z")


def read(text: str) -> str | None:
    """The date in the form of `dates.read`. Empty if it could be two, or does not exist; None if there is no date.

    Args:
        text: no longer than dates are.
    """
    text = letters.plain(text).strip()
    if seconds := _SECONDS.match(text):
        instant = datetime(1970, 1, 1) + timedelta(seconds=int(seconds[1]))  # noqa: DTZ001 - it is in UTC
        return f"{instant.isoformat()}Z" if instant.year in YEARS else ""
    text = _IN_A_ROW.sub(lambda row: "-".join(row.groups()[:3]) + (f" {row[4]}:{row[5]} " if row[4] else " "), text)
    place = _PLACE.search(text)
    try:
        clock, rest = _time(_PLACE.sub(" ", text))
        day = _day(_ASIDE.sub(" ", rest))
        if day is None or clock is None or place:  # the offset of a place is not known here, so its own day counts
            return day.isoformat() if day else None
        return f"{(datetime(day.year, day.month, day.day) + clock).isoformat()}Z"  # noqa: DTZ001 - it is in UTC
    except ValueError:
        return ""


def _time(text: str) -> tuple[timedelta | None, str]:
    """The time of day in UTC, counted from the start of its day (None if there is none), and the text without it.

    Raises:
        ValueError: there is no such time.
    """
    found = _CLOCK.search(text)
    if found is None:
        return None, text
    hour, minute = int(found[1] or found[5]), int(found[2] or 0)
    if half := found[4] or found[6]:
        hour = hour % 12 + (12 if half == "p" else 0) if hour <= 12 else hour
    if hour > 23 or minute > 59:
        raise ValueError(text)
    offset, end = east(text, found.end())
    local = timedelta(hours=hour, minutes=minute, seconds=min(59, int(found[3] or 0)))
    return local - offset, f"{text[: found.start()]} {text[end:]}"


def east(text: str, place: int) -> tuple[timedelta, int]:
    """How far east of Greenwich a time is, by the offset or zone at this place in the text, and where that ends.

    The text is in small letters. Names of zones that are not known here stand for UTC (RFC 5322, section 4.3).

    Raises:
        ValueError: there is no such offset.
    """
    if offset := _OFFSET.match(text, place):
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > 23 or minutes > 59:
            raise ValueError(text)
        return timedelta(hours=hours, minutes=minutes) * (-1 if offset[1] == "-" else 1), offset.end()
    if zone := _ZONE.match(text, place):
        return timedelta(hours=(zone[1][1] == "d") - _WEST[zone[1][0]]), zone.end()
    return timedelta(0), place


def _day(text: str) -> date | None:
    """The day; None if there is none in the text.

    Raises:
        ValueError: there is no such day, or it could be another one as well.
    """
    numbers = _NUMBER.findall(_ORDINAL.sub(" ", text))
    words = [word for word in _WORD.findall(text) if word in _MONTHS]
    months = {_MONTHS[word] for word in words if word not in _WEEKDAYS} or {_MONTHS[word] for word in words}
    years = [number for number in numbers if len(number) == 4]
    if len(numbers) != (2 if months else 3) or len(years) != 1 or len(months) > 1:
        if months:
            raise ValueError(text)
        return None
    year = int(years[0])
    if year not in YEARS:
        raise ValueError(text)
    rest = [int(number) for number in numbers if number is not years[0]]
    if months:
        return date(year, months.pop(), rest[0])
    if numbers[0] == years[0]:
        return date(year, rest[0], rest[1])
    return _only_reading(year, *rest)


def _only_reading(year: int, one: int, other: int) -> date:
    """The day, from a year and two numbers: its month and its day, in either order.

    Raises:
        ValueError: both orders are possible, or neither is.
    """
    if one != other and one <= 12 and other <= 12:
        raise ValueError(f"{one} {other}")
    return date(year, other, one) if one > 12 else date(year, one, other)
