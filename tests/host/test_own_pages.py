"""The own pages of a build: read as they are made, known as they are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

import pytest

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.own_page.shown import Stages, as_shown
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.host import own_pages
from mkdocs_reciprocity.host.own_pages import OwnPages

LINK = '<p><a href="https://ada.example/engines/">Engines</a></p>'


def made(*paths: str, passed_over: tuple[OwnPage, ...] = ()) -> OwnPages:
    pages = OwnPages(Url("https://me.example/"), UTC)
    for path in paths:
        pages.remember(path, LINK, "A &amp; B", {})
    pages.read(passed_over)
    return pages


def test_a_page_is_known_when_it_is_finished() -> None:
    pages = made("a/", "b/")
    assert pages.known() == []
    pages.finish("a/", LINK, f"<html>{LINK}</html>")
    assert [(page.path, page.title, len(page.links)) for page in pages.known()] == [("a/", "A & B", 1)]
    assert pages.waiting()
    pages.finish("b/", "", "<html></html>")
    assert [(page.path, page.title, len(page.links)) for page in pages.known()][1:] == [("b/", "", 0)]
    assert not pages.waiting()


def test_a_page_that_is_not_written_is_not_there() -> None:
    pages = made("a/")
    pages.finish("a/", LINK, " \n")
    assert pages.known() == []
    assert pages.known("a/") == []


def test_the_page_that_is_being_made_knows_its_own_content() -> None:
    pages = made("a/", "b/")
    assert [page.path for page in pages.known("b/")] == ["b/"]
    pages.finish("b/", "", "<html></html>")
    assert [len(page.links) for page in pages.known("b/")] == [0], "it came out otherwise"
    assert pages.known("nowhere/") == pages.known()


def test_what_is_passed_over_is_as_it_was_unless_it_is_made_anew() -> None:
    before = (OwnPage(path="a/", title="Old"), OwnPage(path="c/", title="C"))
    pages = made("a/", passed_over=before)
    assert [page.title for page in pages.known()] == ["C"]


def test_a_page_that_was_changed_after_it_was_finished_is_known_as_it_is_then() -> None:
    pages = made("a/", "b/")
    pages.finish("a/", LINK, f"<html>{LINK}</html>")
    assert (pages.has_links("a/"), pages.has_links("b/")) == (True, False)
    assert pages.see_again(pages.known()[0], "<p>For members</p>").links == ()
    assert [page.links for page in pages.known()] == [()]
    assert not pages.has_links("a/")


def test_what_is_left_of_a_page_before_it_is_finished() -> None:
    pages = made("a/")
    left = pages.shown_in("a/", "<p>locked</p>")
    assert left is not None
    assert left.links == ()
    assert pages.shown_in("b/", LINK) is None


@pytest.mark.parametrize(
    "after",
    [
        (LINK.replace("Engines", "Wheels"), "A", {"date": "2026-11-02"}),
        (LINK, "B", {"date": "2026-11-02"}),
        (LINK, "A", {"date": "2026-11-03"}),
        (LINK, "A", {"git_creation_date_localized_raw_iso_date": "2026-11-02"}),  # the same day, but not the author's
        (LINK, "A", {}),
    ],
)
def test_what_a_preview_remembers_of_a_page_is_what_it_would_read(after: tuple[str, str, dict[str, object]]) -> None:
    memory = Memory(keeps=True)

    def read(content: str, title: str, front_matter: dict[str, object], memory: Memory) -> list[OwnPage]:
        pages = OwnPages(Url("https://me.example/"), UTC, memory=memory)
        pages.remember("a/", content, title, front_matter)
        return pages.read(())

    before = read(LINK, "A", {"date": "2026-11-02"}, memory)
    assert read(LINK, "A", {"date": "2026-11-02"}, memory) == before
    assert read(*after, memory) == read(*after, NO_MEMORY) != before


@pytest.mark.parametrize(
    "after",
    [
        (LINK, LINK, f"<html>{LINK}</html>"),
        (LINK, "", f"<html>{LINK}</html>"),
        (LINK, LINK, "<html></html>"),
        (LINK, LINK, f'<html><head><meta name="robots" content="noindex"></head>{LINK}</html>'),
        (LINK.replace("engines", "looms"), LINK, f"<html>{LINK}</html>"),
        (LINK, LINK, f"<html><div hidden>{LINK}</div></html>"),
    ],
)
def test_what_a_page_shows_is_remembered_as_long_as_the_page_is_the_same(
    after: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    def counted(page: OwnPage, stages: Stages, base: Callable[[], str]) -> OwnPage:
        looks.append(page.path)
        return as_shown(page, stages, base)

    monkeypatch.setattr(own_pages, "as_shown", counted)

    def shown(html: str, rendered: str, finished: str, memory: Memory) -> list[OwnPage]:
        pages = OwnPages(Url("https://me.example/"), UTC, memory=memory)
        pages.remember("a/", html, "A", {})
        pages.read(())
        pages.finish("a/", rendered, finished)
        return pages.known()

    memory, before = Memory(keeps=True), (LINK, LINK, f"<html>{LINK}</html>")
    for html in (before, before, after, after):
        assert shown(*html, memory) == shown(*html, NO_MEMORY)
    assert len(looks) == 4 + 1 + (after != before), "without a memory each time, with one once for each"
