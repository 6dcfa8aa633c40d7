"""Languages other than English: their catalogs (``locale/<language>.po``), and dates written by Babel."""

from __future__ import annotations

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


@cache
def language(code: str) -> Language:
    """The language of that code, in whatever spelling (``pt-BR``, ``pt_BR``).

    Without a catalog it is English, dates included: a mixture would be worse.
    """
    code = code.replace("-", "_")
    if code.lower().split("_")[0] == ENGLISH.code:
        return ENGLISH
    spellings = list(_spellings(code))
    texts = next(filter(None, map(_catalog, spellings)), None)
    locale = next(filter(None, map(_locale, spellings)), None) if texts else None
    if locale is None or texts is None:
        return ENGLISH
    direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Language(str(locale).replace("_", "-"), direction, texts, partial(_date, locale))


def _date(locale: Locale, date: When, style: Style) -> str:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - 33 ms that English does not need

    day = Date.fromisoformat(first_day(date))
    if pattern := _PATTERNS.get((style, len(date))):
        return format_date(day, pattern, locale)
    return format_skeleton(_SKELETONS[style, len(date)], day, locale=locale)


def catalogs() -> dict[str, Path]:
    """The catalogs of this package, by language."""
    return {path.stem: path for path in sorted(CATALOGS.glob("*.po"))}


def _spellings(code: str) -> Iterator[str]:
    """``zh_Hant_TW``, then ``zh_Hant``, then ``zh``."""
    while code:
        yield code
        code = code.rpartition("_")[0]


def _locale(code: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return None


def _catalog(code: str) -> GNUTranslations | None:
    """The catalog. It is compiled here, so that there is no second file that could be out of date."""
    path = next((path for name, path in catalogs().items() if name.lower() == code.lower()), None)
    if path is None:
        return None
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem))
    compiled.seek(0)
    return GNUTranslations(compiled)
