"""What "Who I've shared" looks like: names, titles first, months that fold, bars without a stump."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests import hosts, needs
from tests.sites.drawing import site
from tests.sites.sample import ARGUMENTS, chromium, served

PEERS = """\
peers:
  ada: {name: Ada, home: https://ada.example/}
  ben: {name: Ben, home: https://ben.example/}
interactions:
"""
FEW = f"""{PEERS}
- {{date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines, via: mastodon,
   note: Clear and calm.}}
- {{date: 2026-11-01, gave: reply, url: https://ada.example/knots/, title: Knots}}
- {{date: 2026-09, gave: share, url: https://ben.example/, title: ben}}
- {{date: unknown, gave: share, url: https://ada.example/old/, title: Old}}
"""
MANY = PEERS + "".join(
    f"- {{date: 2026-{month:02}-{day:02}, gave: share, url: https://h{day}.example/{month}/, title: T{month}-{day}, "
    f"by: Writer {day}, note: Word{month}x{day}}}\n"
    for month in (11, 10, 9, 5)
    for day in range(1, 9)
)


def row(tree: LexborHTMLParser, number: int) -> str:
    return " ".join(tree.css(".reciprocity-timeline > li")[number].text().split())


def test_a_row_says_the_title_first_then_who_when_and_how(tmp_path: Path) -> None:
    tree = site(tmp_path, {"reciprocity.yml": FEW}, strict=True).tree("shared/index.html")
    assert [row(tree, number) for number in range(4)] == [
        "On engines Ada · 2 Nov · shared via Mastodon Clear and calm.",
        "Knots Ada · 1 Nov · replied",
        "ben Sep · shared",  # her home page under her name: it is not said twice
        "Old Ada · shared",
    ]
    (day, *_) = tree.css(".reciprocity-timeline > li > a.u-url")
    assert day.attributes["aria-label"] == "Permanent link: 2 Nov"
    assert (day.attributes["href"] or "").startswith("2026/#g-")
    (note,) = tree.css(".h-entry > blockquote.p-content")
    assert note.text() == "Clear and calm."
    (cite, *_) = tree.css(".h-entry > .u-repost-of.h-cite")
    assert [node.attributes["class"] for node in cite.css("a")] == ["p-name u-url", "p-author h-card"]


def test_the_blogs_are_a_face_a_name_and_the_last_title(tmp_path: Path) -> None:
    log = FEW.replace("https://ben.example/}", "https://ben.example/, avatar: people/ben.svg}")
    files = {"reciprocity.yml": log, "docs/people/ben.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}
    tree = site(tmp_path, files, strict=True).tree("shared/index.html")
    cards = tree.css(".reciprocity-cards > article")
    assert [" ".join(card.text().split()) for card in cards] == ["Ada On engines", "Ben"]
    assert [node.attributes["src"] for node in cards[1].css("img.reciprocity-face")] == ["../people/ben.svg"]
    assert not tree.css("details.reciprocity-more")


def test_a_month_without_has_no_stump_and_no_nought(tmp_path: Path) -> None:
    tree = site(tmp_path, {"reciprocity.yml": FEW}).tree("shared/index.html")
    assert [node.text() for node in tree.css(".reciprocity-strip title")] == [
        "September 2026: 1 post",
        "November 2026: 1 post",
    ]
    assert len(tree.css(".reciprocity-strip rect")) == 2
    assert len(tree.css(".reciprocity-strip text")) == 12
    assert [node.text() for node in tree.css(".reciprocity-months td")] == ["September 2026", "1", "November 2026", "1"]


def test_without_listed_people_the_page_says_what_it_is(tmp_path: Path) -> None:
    log = "interactions:\n- {date: 2026-11-02, gave: share, url: https://stranger.example/a/}\n"
    built = site(tmp_path, {"reciprocity.yml": log})
    lead = built.tree("shared/index.html").css_first(".reciprocity-lead")
    assert lead is not None
    assert lead.text() == "This is my postroll: posts by others that I passed on."


def test_months_behind_the_first_dozen_rows_fold_except_on_the_pages_of_years(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": MANY}, strict=True)
    tree = built.tree("shared/index.html")
    folded = [section.css_first("h2") for section in tree.css(".reciprocity-month:has(> details)")]
    assert [heading.attributes["id"] for heading in folded if heading] == ["in-2026-09", "in-2026-05"]
    (summary, _) = tree.css(".reciprocity-month summary")
    assert summary.text() == "Writer 8, Writer 7, Writer 6 …"
    assert not tree.css("details[open]")
    assert not built.tree("shared/2026/index.html").css("details")  # permanent links lead there, in every browser


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_sites_own_search_finds_titles_and_notes_under_their_month(tmp_path: Path, theme: str) -> None:
    hosts.need(theme)
    built = site(tmp_path, {"reciprocity.yml": MANY}, {"theme": theme}, strict=True)
    found = {entry["location"]: entry["text"] for entry in built.search()}
    for page in ("shared/", "shared/2026/"):
        for number in range(1, 9):
            assert f"T5-{number}" in found[f"{page}#in-2026-05"]
            assert f"Word5x{number}" in found[f"{page}#in-2026-05"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


VISIBLE = "e => e.checkVisibility() && e.getBoundingClientRect().height > 0"


@needs.marked("chromium", there=chromium() is not None)
def test_months_fold_on_a_phone_only_and_what_an_address_names_is_in_view(browser: Any, tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": MANY})
    last = built.tree("shared/index.html").css(".reciprocity-timeline > li")[-1].attributes["id"]
    with served(built.folder) as address:
        for width, rows, folds in ((360, 16, 2), (1280, 32, 0)):
            page = browser.new_page(viewport={"width": width, "height": 700}, java_script_enabled=False)
            page.goto(f"{address}shared/")
            shown = page.locator(".reciprocity-timeline > li")
            assert sum(one.evaluate(VISIBLE) for one in shown.all()) == rows
            assert sum(one.is_visible() for one in page.locator(".reciprocity-month summary").all()) == folds
            for name, there in ((last, f"#{last}"), ("in-2026-05", "#in-2026-05 + details li >> nth=0")):
                page.goto("about:blank")
                page.goto(f"{address}shared/#{name}")
                assert page.locator(there).evaluate(VISIBLE)
            page.close()
