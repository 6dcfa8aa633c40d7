"""What own pages are called, in a site in several languages too."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.titles import ONE_LANGUAGE, Languages, own_titles, said_in, titles_of
from tests.core.ledger.making import ME, address, gave, got, page

LOOMS, LES_METIERS = OwnPage(path="On%20looms/", title="On looms"), OwnPage(path="fr/On%20looms/", title="Les métiers")
FIRST, FRENCH = address(f"{ME}On%20looms/"), address(f"{ME}fr/On%20looms/")
FURTHER = ("fr/", "de/")


def test_a_page_in_a_language_that_is_not_built_yet_is_called_as_in_the_first() -> None:
    titles = titles_of({}, [LOOMS], [ME], lambda _: False, Languages("", FURTHER))
    assert [titles.of(url) for url in (FIRST, FRENCH)] == ["On looms", "On looms"]
    assert titles.path(urls.key(FRENCH)) == "fr/On%20looms/"
    assert titles.path(urls.key(address(f"{ME}es/On%20looms/"))) is None


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


# --- where they lie

OLD = address("https://old-me.example/blog/")


def test_a_page_has_its_path_its_other_spellings_and_its_former_paths_at_each_address() -> None:
    looms = replace(page("posts/looms/", None, title="Looms"), former=("2019/looms/",))
    found = own_titles([looms], [ME, OLD], ONE_LANGUAGE)
    assert set(found.values()) == {("Looms", "posts/looms/")}
    assert sorted(found) == sorted(
        f"{host}/{path}{end}"
        for host in ("me.example", "old-me.example/blog")
        for path in ("posts/looms", "2019/looms")
        for end in ("", ".html")
    )


@pytest.mark.parametrize(("path", "title"), [
    ("looms/?h=blue", "Looms"), ("looms.html?amp=1&m=1", "Looms"), ("2019/looms?replytocom=3", "Looms"),
    ("?h=blue", "Home"), ("?p=17", ""), ("looms/?page=2", ""), ("index.php?h=blue", ""), ("looms/?h=blue&ID=7", ""),
    ("?post/2010/looms", ""), ("?article12", ""), ("?17", ""), ("?print", "Home"),
])  # fmt: skip
def test_a_query_leads_to_the_page_without_it_unless_it_may_choose_one(path: str, title: str) -> None:
    pages = [page("", None, title="Home"), replace(page("looms/", None, title="Looms"), former=("2019/looms/",))]
    titles = titles_of({}, pages, [ME, OLD], lambda _: False, ONE_LANGUAGE)
    for site in (ME, OLD):
        key = urls.key(address(f"{site}{path}"))
        assert (titles.known(key), titles.path(key)) == (title, {"Home": "", "Looms": "looms/"}.get(title))


def test_a_pages_own_path_goes_before_what_leads_to_another() -> None:
    first = replace(page("a/", None, title="A"), former=("b/", "c/"))
    pages = [first, page("b/", None, title="B"), page("a.html", None, title="A.html")]
    for order in (pages, pages[::-1]):
        found = own_titles(order, [ME], ONE_LANGUAGE)
        assert found["me.example/b"] == ("B", "b/")  # type: ignore[index]
        assert found["me.example/c"] == ("A", "a/")  # type: ignore[index]
        assert found["me.example/a.html"] == ("A.html", "a.html")  # type: ignore[index]


def test_the_home_page_is_the_address_alone() -> None:
    assert list(own_titles([page("", None, title="Home")], [ME], ONE_LANGUAGE)) == ["me.example"]
    assert set(own_titles([page("index.html", None, title="Home")], [ME], ONE_LANGUAGE)) == {
        "me.example",
        "me.example/index",
    }


def test_in_another_language_the_spellings_are_the_same() -> None:
    found = own_titles([page("a/", None, title="A")], [ME], Languages("", ("fr/",)))
    assert found["me.example/fr/a.html"] == ("A", "fr/a/")  # type: ignore[index]


# --- what rows call them


def test_the_log_goes_before_the_words_of_links_and_a_later_row_before_an_earlier_one() -> None:
    one, other = "https://ada.example/one/", "https://ada.example/other/"
    rows = [
        gave("share", one, "2026-11-01", title="The first"),
        gave("link", one, "2026-11-02", title="words", source="page"),
        gave("quote", one, "2026-11-03", title="The second"),
        gave("like", one, "2026-11-04"),
        gave("link", other, "2026-11-02", title="other words", source="page"),
        gave("feature", None, peer="ada", title="In my talk"),
        got("share", "https://me.example/", title="Theirs", peer="ada"),
    ]
    assert said_in(rows) == {urls.key(address(one)): "The second", urls.key(address(other)): "other words"}
