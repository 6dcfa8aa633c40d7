"""What own pages are called, in a site in several languages too."""

from __future__ import annotations

from mkdocs_reciprocity.model import OwnPage
from mkdocs_reciprocity.pages.titles import Languages, titles_of
from mkdocs_reciprocity.url import Url
from tests.ledger.making import ME, address

LOOMS, LES_METIERS = OwnPage(path="On%20looms/", title="On looms"), OwnPage(path="fr/On%20looms/", title="Les métiers")
FIRST, FRENCH = address(f"{ME}On%20looms/"), address(f"{ME}fr/On%20looms/")
FURTHER = ("fr/", "de/")


def test_a_page_in_a_language_that_is_not_built_yet_is_called_as_in_the_first() -> None:
    titles = titles_of({}, [LOOMS], [ME], lambda _: False, Languages("", FURTHER))
    assert [titles.of(url) for url in (FIRST, FRENCH)] == ["On looms", "On looms"]
    assert titles.path(FRENCH) == "fr/On%20looms/"
    assert titles.path(address(f"{ME}es/On%20looms/")) is None


def test_a_page_that_is_there_in_several_languages_is_named_once() -> None:
    pages = [LOOMS, LES_METIERS, OwnPage(path="", title="Home")]
    french = titles_of({}, pages, [ME], lambda _: False, Languages("fr/", FURTHER))
    both = [FIRST, address("https://ada.example/"), FRENCH, ME]
    assert french.pages(both) == [FRENCH, ME]
    assert french.of(FRENCH) == "Les métiers"
    assert french.pages([FIRST]) == [FIRST]
    german = titles_of({}, pages, [ME], lambda _: False, Languages("de/", FURTHER))
    assert german.pages(both) == [FIRST, ME]
    first = titles_of({}, pages, [ME], lambda _: False, Languages("", FURTHER))
    assert first.pages([FRENCH, FIRST]) == [FIRST]


def test_an_address_that_cannot_be_written_names_no_page() -> None:
    titles = titles_of({}, [OwnPage(path="a b<", title="x")], [Url(ME)], lambda _: False, Languages())
    assert titles.own == {}
