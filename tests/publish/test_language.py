"""Catalogs, and dates as Babel writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.wording import ENGLISH, Style, Wording
from mkdocs_reciprocity.publish import language as languages
from mkdocs_reciprocity.publish.language import language
from tests.sites.drawing import python

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogs in the place of ours."""
    monkeypatch.setattr(languages, "CATALOGS", tmp_path)
    language.cache_clear()
    yield tmp_path
    language.cache_clear()


@pytest.mark.parametrize(
    ("code", "date", "style", "words"),
    [
        ("de", "2026-11-07", "long", "7. November 2026"),
        ("de", "2026-11-07", "short", "7. Nov."),
        ("de", "2026-03", "long", "März 2026"),
        ("de", "2026-11", "short", "Nov."),
        ("de", "2026-03", "initial", "M"),
        ("de", "2026", "long", "2026"),
        ("de", "0001-01-01", "long", "1. Januar 1"),
        ("ar", "2026-11-07", "long", "7 نوفمبر 2026"),
        ("ar_EG", "2026-11-07", "long", "7 نوفمبر 2026"),
        ("ar", "2026-11", "long", "نوفمبر 2026"),
        ("ar", "2026-11", "short", "نوفمبر"),
        ("ar", "2026-11", "initial", "ب"),
        ("fr", "2026-11-01", "long", "1er novembre 2026"),
        ("fr-CA", "2026-11-01", "short", "1er nov."),
        ("fr", "2026-11-11", "short", "11 nov."),
        ("fr", "0001-01-01", "long", "1er janvier 1"),
        ("fr", "2026-11", "short", "nov."),
        ("es", "2026-11-01", "long", "1 de noviembre de 2026"),
        ("pt-BR", "2026-11-07", "short", "7 de nov."),
        ("en-GB", "2026-11-07", "long", "7 November 2026"),
    ],
)
def test_dates_are_as_their_readers_write_them(code: str, date: str, style: Style, words: str) -> None:
    assert language(code).date(When(date), style) == words


@pytest.mark.parametrize("code", ["en", "en_US", "EN-gb"])
def test_english_is_the_source(code: str) -> None:
    assert language(code) is ENGLISH


@pytest.mark.parametrize("code", ["fr", "pt-br", "xx", "", "a/b", "../../etc/passwd", "ar"])
def test_without_a_catalog_all_is_english(catalogs: Path, code: str) -> None:
    assert language(code) is ENGLISH


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [
        ("de", "de", "ltr"),
        ("DE-at", "de-AT", "ltr"),
        ("de_XX", "de", "ltr"),
        ("ar-EG", "ar-EG", "rtl"),
        ("pt-br", "pt-BR", "ltr"),
        ("pt", "pt", "ltr"),
        ("ja_JP", "ja-JP", "ltr"),
        ("zh", "zh", "ltr"),
        ("zh_CN", "zh-CN", "ltr"),
        ("zh-hans", "zh-Hans", "ltr"),
    ],
)
def test_the_nearest_catalog_is_taken(catalogs: Path, code: str, name: str, direction: str) -> None:
    for stem in ("de", "ar", "pt", "ja", "zh"):
        (catalogs / f"{stem}.po").write_text(HEAD + f'msgid "Undated"\nmsgstr "«{stem}»"\n', "utf-8")
    found = language(code)
    assert Wording(found).text("Undated") == f"«{code[:2].lower()}»"
    assert (found.code, found.direction) == (name, direction)
    assert Wording(found).text("not in there") == "not in there"


@pytest.mark.parametrize("code", ["zh-TW", "zh_HK", "zh-Hant", "zh-Hant-MO"])
def test_a_catalog_in_another_script_is_none(catalogs: Path, code: str) -> None:
    (catalogs / "zh.po").write_text(HEAD, "utf-8")
    assert language(code) is ENGLISH
    language.cache_clear()
    (catalogs / "zh_Hant.po").write_text(HEAD, "utf-8")
    assert language(code).code == code.replace("_", "-")


@pytest.mark.parametrize(
    ("code", "one", "two", "three"),
    [
        ("en", "Ada", "Ada and Ben", "Ada, Ben and Nora"),
        ("de", "Ada", "Ada und Ben", "Ada, Ben und Nora"),
        ("ar", "Ada", "Ada وBen", "Ada وBen وNora"),
        ("fr", "Ada", "Ada et Ben", "Ada, Ben et Nora"),
        ("ja", "Ada", "Ada、Ben", "Ada、Ben、Nora"),
        ("zh-CN", "Ada", "Ada和Ben", "Ada、Ben和Nora"),
    ],
)
def test_lists_are_as_their_readers_write_them(catalogs: Path, code: str, one: str, two: str, three: str) -> None:
    for stem in ("de", "ar", "fr", "ja", "zh"):
        (catalogs / f"{stem}.po").write_text(HEAD, "utf-8")
    words = Wording(language(code))
    names = ["Ada", "Ben", "Nora"]
    assert [words.listed(names[:number]) for number in range(4)] == ["", one, two, three]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Ada", "Inés"], "Ada e Inés"),
        (["Ada", "Ben", "<bdi>Hilario</bdi>"], "Ada, Ben e <bdi>Hilario</bdi>"),
        (["Ada", "Ian"], "Ada y Ian"),
        (["Inés", "Ada"], "Inés y Ada"),
        (["Inés"], "Inés"),
    ],
)
def test_the_spanish_and_is_another_before_its_own_sound(catalogs: Path, names: list[str], words: str) -> None:
    (catalogs / "es.po").write_text(HEAD, "utf-8")
    assert Wording(language("es")).listed(names) == words


@pytest.mark.parametrize(
    ("code", "words"), [("fr", "Novembre 2026"), ("es", "Noviembre de 2026"), ("ja", "2026年11月")]
)
def test_a_month_is_a_heading_like_all_others(catalogs: Path, code: str, words: str) -> None:
    (catalogs / f"{code}.po").write_text(HEAD, "utf-8")
    assert Wording(language(code)).period(When("2026-11")) == words


def test_fuzzy_translations_are_not_used(catalogs: Path) -> None:
    (catalogs / "de.po").write_text(HEAD + '#, fuzzy\nmsgid "Undated"\nmsgstr "Vielleicht"\n', "utf-8")
    assert Wording(language("de")).text("Undated") == "Undated"


PROGRAM = """
import sys
sys.modules["babel"] = None  # an import of it fails
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.core.wording import Wording
from mkdocs_reciprocity.publish import renderer
print(Wording(language("en-GB")).period(None))
"""


def test_english_needs_no_babel() -> None:
    ran = python("-c", PROGRAM)
    assert (ran.returncode, ran.stdout) == (0, "Undated\n"), ran.stderr
