"""Languages other than English: their catalogs (``locale/<language>.po``), and dates written by Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - a date of ours is a `When`
from functools import cache, partial
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs_reciprocity.core.dates import When, first_day
from mkdocs_reciprocity.core.wording import ENGLISH, Language, Style

if TYPE_CHECKING:
    from babel import Locale

CATALOGS = Path(__file__).with_name("locale")

_PATTERNS = {("long", 10): "long", ("short", 7): "MMM", ("initial", 7): "MMMMM"}
_SKELETONS = {("long", 7): "yMMMM", ("long", 4): "y", ("short", 10): "MMMd", ("short", 4): "y"}
"""By style and length of the date: https://unicode.org/reports/tr35/tr35-dates.html#availableFormats_appendItems"""

_FIRST_OF_A_MONTH = re.compile("^1 ")  # "1er novembre" in French; CLDR has no such dates


@cache
def language(code: str) -> Language:
    """The language of that code, in whatever spelling (``pt-BR``, ``pt_BR``).

    Without a catalog it is English, dates included: a mixture would be worse. A catalog in another script is none:
    readers of ``zh-TW`` would get ``zh``, which is written as in ``zh-CN``.
    """
    code = code.replace("-", "_")
    mother = code.lower().split("_")[0]
    if mother == ENGLISH.code or not any(name.lower().split("_")[0] == mother for name in catalogs()):
        return ENGLISH
    spellings = list(_spellings(code))
    locale = next(filter(None, map(_locale, spellings)), None)
    name = next(filter(None, map(_name, spellings)), None)
    if locale is None or name is None or _script(locale) != _script(_locale(name)):
        return ENGLISH
    direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
    texts = _catalog(catalogs()[name])
    return Language(_bcp47(next(filter(_locale, spellings))), direction, texts, partial(_date, locale), _joints(locale))


def _bcp47(code: str) -> str:
    """``zh-Hans-CN``"""
    mother, *parts = code.split("_")
    return "-".join((mother.lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts)))


def _joints(locale: Locale) -> tuple[str, str, str]:
    """What stands between the items of a list: https://unicode.org/reports/tr35/tr35-general.html#ListPatterns"""
    patterns = locale.list_patterns["standard"]
    pair, middle, end = (patterns[which].partition("{0}")[2].partition("{1}")[0] for which in ("2", "middle", "end"))
    return pair, middle, end


def _date(locale: Locale, date: When, style: Style) -> str:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - 33 ms that English does not need

    day = Date.fromisoformat(first_day(date))
    if pattern := _PATTERNS.get((style, len(date))):
        words = format_date(day, pattern, locale)
    else:
        words = format_skeleton(_SKELETONS[style, len(date)], day, locale=locale)
    return _FIRST_OF_A_MONTH.sub("1er ", words) if locale.language == "fr" else words


def catalogs() -> dict[str, Path]:
    """The catalogs of this package, by language."""
    return {path.stem: path for path in sorted(CATALOGS.glob("*.po"))}


def _spellings(code: str) -> Iterator[str]:
    """``zh_TW``, then ``zh_Hant_TW``, ``zh_Hant`` and ``zh``."""
    yield code
    written = str(_locale(code) or code)
    while written:
        yield written
        written = written.rpartition("_")[0]


def _name(code: str) -> str | None:
    """The catalog of that name, in whatever case."""
    return next((name for name in catalogs() if name.lower() == code.lower()), None)


def _locale(code: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return None


def _script(locale: Locale | None) -> str:
    """The script in which a language is written there, such as ``Hans``."""
    from babel.core import get_global  # noqa: PLC0415

    if locale is None:
        return ""
    likely: str = get_global("likely_subtags").get(locale.language, "__")
    return locale.script or likely.split("_")[1]


def _catalog(path: Path) -> GNUTranslations:
    """The catalog. It is compiled here, so that there is no second file that could be out of date."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem))
    compiled.seek(0)
    return GNUTranslations(compiled)
