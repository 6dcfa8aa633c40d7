"""Own pages: their outbound links and their date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Link, OwnPage
from mkdocs_reciprocity.core.own_page import reader as own_page
from mkdocs_reciprocity.core.url import Url

BASE = "https://me.example/posts/looms/"
AUCKLAND = ZoneInfo("Pacific/Auckland")


def links(html: str, base: str = BASE) -> list[str]:
    return [link.url for link in own_page.read(html, "posts/looms/", "Looms", {}, base, UTC).links]


def test_a_page_tells_its_links_its_title_and_its_date() -> None:
    found = own_page.read(
        '<p><a href="https://ada.example/">Ada</a> <a href="//ben.example/x">Ben</a> <a href="/about/">me</a></p>',
        "posts/looms/", "Looms", {"date": date(2026, 11, 2)}, BASE, UTC,
    )  # fmt: skip
    assert found == OwnPage(
        path="posts/looms/",
        title="Looms",
        date=When("2026-11-02"),
        posted=True,
        links=(Link(Url("https://ada.example/"), "Ada"), Link(Url("https://ben.example/x"), "Ben")),
        digest=found.digest,
    )


def test_each_address_is_there_once_with_its_first_words() -> None:
    html = '<a href="https://ada.example/">first</a><a href="https://ada.example/">second</a>'
    assert own_page.read(html, "", "", {}, BASE, UTC).links == (Link(Url("https://ada.example/"), "first"),)


@pytest.mark.parametrize("rel", ["sponsored", "nofollow", "noopener NoFollow", "ugc\tsponsored"])
def test_a_link_that_says_so_is_no_gift(rel: str) -> None:
    assert links(f'<a href="https://ada.example/" rel="{rel}">x</a>') == []


def test_a_link_that_says_so_is_among_the_unrecommended_unless_it_is_a_gift_elsewhere() -> None:
    plain = '<a href="https://ben.example/">y</a>'
    html = "".join(f'<a href="{url}" rel="nofollow">x</a>' for url in ("https://ada.example/", "https://ben.example/"))
    found = own_page.read(html + plain, "", "", {}, BASE, UTC)
    assert found.unrecommended == ("https://ada.example/",)
    assert [link.url for link in found.links] == ["https://ben.example/"]


def test_the_digest_tells_whether_a_page_with_links_has_changed() -> None:
    def digest(html: str) -> str:
        return own_page.read(html, "", "", {}, BASE, UTC).digest

    link = '<a href="https://ada.example/" rel="nofollow">\ud800</a>'
    assert digest("words only") == digest("<p>others") == ""
    assert digest(link) == digest(link) != ""
    assert digest(link) != digest(link + "!")


def test_what_browsers_do_not_show_is_no_gift_unless_it_is_shown_elsewhere() -> None:
    hidden, seen = '<p hidden><a href="https://ada.example/">x</a></p>', '<a href="https://ada.example/">y</a>'
    found = own_page.read(hidden, "", "", {}, BASE, UTC)
    assert (found.links, found.unrecommended) == ((), (Url("https://ada.example/"),))
    assert own_page.read(hidden + seen, "", "", {}, BASE, UTC).links == (Link(Url("https://ada.example/"), "y"),)


def test_other_relations_are_gifts() -> None:
    assert links('<a href="https://ada.example/" rel="noopener friend">x</a>') == ["https://ada.example/"]


def test_what_leads_nowhere_is_no_link() -> None:
    assert (
        links('<a href="ftp://ada.example/">x</a><a href="javascript://ada.example/">x</a><a href="https://[">x</a>')
        == []
    )


@pytest.mark.parametrize(
    ("link", "is_one"),
    [
        ('<a class="glightbox" href="https://a.example/2026/loom.png" data-type="image"><img src="t.png"></a>', 0),
        ('<a href="https://a.example/loom.JPG?w=9"><img alt="A" src="https://a.example/t.png"></a>', 0),
        ("<a href=https://a.example/full/1><img alt=A src=https://a.example/full/1></a>", 0),
        ('<a href="https://a.example/engines/"><img alt="A" src="https://a.example/badge.svg"></a>', 1),
        ('<a href="https://a.example/loom.png">A picture of a loom</a>', 1),
        ('<a href="https://a.example/?f=loom.png"><img alt="A" src="t.png"></a>', 1),
        ('<a href="https://a.example/d?w=9"><img src="https://a.example/d?w=1&amp;h=1"></a>', 0),
        ('<a href="https://a.example/?p=9"><img src="https://a.example/?p=1"></a>', 1),
        ('<a href="https://a.example/wiki/File:Loom.jpg"><img src="d.jpg"></a>', 1),
        ('<a href="https://a.example/d.avif"><picture><source srcset="d.webp"><img src="d.png"></picture></a>', 0),
        ('<a href="https://a.example/d.avif"><picture><a href="d.avif"><img src="d.avif"></a></picture></a>', 0),
        ('<a href="https://a.example/d.avif"></a>', 0),
        ('<a href="https://a.example/engines/"></a>', 1),
    ],
)
def test_a_picture_that_leads_to_a_picture_is_no_link(link: str, is_one: int) -> None:
    found = own_page.read(link, "", "", {}, BASE, UTC)
    assert (len(found.links), found.unrecommended) == (is_one, ())


def test_words_go_before_a_picture_without_any() -> None:
    link = '<a href="https://a.example/"><img src="t.png"></a> <a href="https://a.example/">A loom</a>'
    assert [one.text for one in own_page.read(link, "", "", {}, BASE, UTC).links] == ["A loom"]


def test_where_the_site_has_no_address_only_absolute_links_count() -> None:
    assert links('<a href="/about/">me</a><a href="https://ada.example/">x</a>', base="") == ["https://ada.example/"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (date(2026, 11, 2), "2026-11-02"),
        (datetime(2026, 11, 2, 23, 30), "2026-11-02"),  # noqa: DTZ001 - as YAML reads a time without zone
        (datetime(2026, 11, 2, 23, 30, tzinfo=UTC), "2026-11-03"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "0001-01-01"),
        ("2026-11-02", "2026-11-02"),
        (" 2026-11 ", "2026-11"),
        (2026, "2026"),
        ({"created": date(2026, 11, 2), "updated": date(2026, 11, 9)}, "2026-11-02"),
        ({"updated": date(2026, 11, 9)}, None),
        ({"created": {"created": "2026"}}, None),
        ("yesterday", None),
        (None, None),
        (True, None),
        (20261102, None),
        ([date(2026, 11, 2)], None),
    ],
)
def test_the_date_of_front_matter(said: object, found: str | None) -> None:
    assert own_page.date_of(said, AUCKLAND) == found


@pytest.mark.parametrize(
    ("front_matter", "found"),
    [
        ({}, None),
        ({"git_revision_date_localized_raw_iso_date": "2026-11-02"}, "2026-11-02"),
        (
            {
                "git_revision_date_localized_raw_iso_date": "2026-11-09",
                "git_creation_date_localized_raw_iso_date": "2026-11-02",
            },
            "2026-11-02",
        ),
        ({"document_dates_created": "2026-11-02 12:00", "document_dates_updated": "2026-11-09 12:00"}, "2026-11-02"),
        ({"document_dates_modified": "2026-11-02T12:00:00"}, "2026-11-02"),
        ({"date": "2026-11-01", "document_dates_created": "2026-11-02"}, "2026-11-01"),
        ({"date": "soon", "document_dates_created": "2026-11-02"}, "2026-11-02"),
        ({"revised": "2026-11-02", "git_revision_date_localized": "2 November 2026"}, None),
    ],
)
def test_the_day_of_a_page_is_its_own_or_the_one_that_a_plugin_knows(front_matter: dict[str, str], found: str) -> None:
    assert own_page.published_on(front_matter, UTC) == found
