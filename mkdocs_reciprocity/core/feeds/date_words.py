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

YEARS = range(1990, 2100)
"""A number outside of these is no year, or a year of another calendar."""

_NAMES = """
ene enero gen gener gennaio ian ianuarie jan janeiro januar januara januari january janv janvier led leden ledna oca
ocak sij sijecanj sijecnja sty styczen stycznia tammi tammikuu tammikuuta ιαν ιανουαριοσ ιανουαριου січ січень січня янв
январь января яну януари ינואר يناير јан јануар јануара jaan jaanuar janvaris janvari sausio sausis ژانویه
|
feb febbraio febr febrer febrero februar februara februari februarie february fev fevereiro fevr fevrier helmi helmikuu
helmikuuta lut lutego luty sub subat uno unor unora velj veljaca veljace φεβ φεβρουαριοσ φεβρουαριου лют лютии лютого
фев февр февраль февраля февруари פברואר فبراير феб фебруар фебруара veebr veebruar februaris vasario vasaris فوریه
|
bre brezen brezna maalis maaliskuu maaliskuuta maart mar marc marca march marcius marco marec maret mars mart martie
marts maerz marz marzec mrz marzo mrt ozu ozujak ozujka μαρ μαρτιοσ μαρτιου бер березень березня мар март марта מרץ مارس
marta kovas kovo
|
abr abril apr april aprila aprile aprilie aprilis avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecien
kwietnia nis nisan tra travanj travnja απρ απριλιοσ απριλιου апр апрель апреля април квіт квітень квітня אפריל ابريل
априла aprill aprili balandis balandzio اوریل
|
kve kveten kvetna mag maggio mai maig maio maj maja majus may mayo mayıs mei svi svibanj svibnja touko toukokuu
toukokuuta μαι μαιοσ μαιου маи мая трав травень травня מאי مايو мај маја maijs maija geguze geguzes مه
|
cerven cervna cvn cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun juna june junho juni junij junio junius
juny kesa kesakuu kesakuuta lipanj lipnja ιουν ιουνιοσ ιουνιου июн июнь июня черв червень червня юни יוני يونيو јун јуни
јуна juuni junijs junija birzelis birzelio ژوين
|
cervence cervenec cvc heina heinakuu heinakuuta iul iulie juil juillet jul jula julho juli julij julio juliol julius
july lipca lipiec lug luglio srpanj srpnja tem temmuz ιουλ ιουλιοσ ιουλιου июл июль июля лип липень липня юли יולי يوليو
јул јули јула juuli julijs julija liepa liepos ژويیه
|
ago agost agosto agu agustos agustus aou aout aug august augusta augusti augustus augusztus avg avgust elo elokuu
elokuuta kol kolovoz kolovoza sie sierpien sierpnia srpen srpna αυγ αυγουστοσ αυγουστου авг август августа серп серпень
серпня אוגוסט اغسطس augusts rugpjutis rugpjucio اوت
|
eyl eylul ruj rujan rujna sep sept september septembra septembre septembrie septiembre set setembre setembro settembre
syys syyskuu syyskuuta szept szeptember wrz wrzesien wrzesnia zar zari σεπ σεπτεμβριοσ σεπτεμβριου вер вересень вересня
сен сент сентябрь сентября сеп септември ספטמבר سبتمبر септембар септембра septembris rugsejis rugsejo سپتامبر
|
eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober oktobra ott ottobre out outubro paz
pazdziernik pazdziernika rij rijen rijna οκτ οκτωβριοσ οκτωβριου жовт жовтень жовтня окт октомври октябрь октября
אוקטובר اكتوبر октобар октобра oktoobris oktobris spalis spalio اکتبر
|
kas kasım listopadu marras marraskuu marraskuuta noiembrie nov november novembra novembre novembro noviembre stu studeni
studenoga νοε νοεμβριοσ νοεμβριου лист листопад листопада ное ноември нояб ноя ноябрь ноября נובמבר نوفمبر нов новембар
новембра novembris lapkritis lapkricio نوامبر
|
ara aralık dec december decembra decembre decembrie des desember desembre dez dezember dezembro dic dicembre diciembre
gru grudnia grudzien joulu joulukuu joulukuuta pro prosinac prosinca prosince prosinec δεκ δεκεμβριοσ δεκεμβριου груд
грудень грудня дек декабрь декабря декември דצמבר ديسمبر дец децембар децембра dets detsember decembris gruodis gruodzio
دسامبر
"""  # noqa: RUF001 - other scripts
_MONTHS = {name: month for month, names in enumerate(_NAMES.split("|"), 1) for name in names.split()}
"""Names of months in some thirty languages, in small letters and without accents; none that can mean two months."""

_WEEKDAYS = frozenset("mar paz sub".split())
"""Names of months that are names of weekdays too: ``mar. 24 nov.``"""

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
_IN_A_ROW = re.compile(r"(?a)(\d{4})(-?)(\d\d)\2(\d\d)(?:t(\d\d)(\d\d)?(?:\d\d)?)?(?![\d:])")
_SECONDS = re.compile(r"(?a)(\d{10})(?:\d{3})?\Z")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def read(text: str) -> str | None:
    """The date in the form of `dates.read`. Empty if it could be two, or does not exist; None if there is no date.

    Args:
        text: no longer than dates are.
    """
    text = _with_plain_digits(letters.plain(text).strip())
    if seconds := _SECONDS.match(text):
        instant = datetime(1970, 1, 1) + timedelta(seconds=int(seconds[1]))  # noqa: DTZ001 - it is in UTC
        return f"{instant.isoformat()}Z" if instant.year in YEARS else ""
    text = _IN_A_ROW.sub(
        lambda row: f"{row[1]}-{row[3]}-{row[4]}" + (f" {row[5]}:{row[6] or 0} " if row[5] else " "), text
    )
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


def _with_plain_digits(text: str) -> str:
    """The text with the digits and the hyphens of the keyboard."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text.translate(_DASHES))


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
    words = [word for word in _WORD.findall(text) if word in _MONTHS]
    months = {_MONTHS[word] for word in words if word not in _WEEKDAYS} or {_MONTHS[word] for word in words}
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
