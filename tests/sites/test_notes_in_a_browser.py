"""The page of a note in a real browser: what it opens follows what is written, and nobody else learns of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mkdocs_reciprocity.core.desk.compose import Way, tidied
from tests import needs
from tests.server import until
from tests.sites.drawing import draw, make
from tests.sites.sample import ARGUMENTS, apart, behind_a_door, chromium

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser to look with")

pytestmark = needs.marked("chromium", there=chromium() is not None)

CONTACTS = {
    "mail": "ada@ada.example",
    "server": "'@ada@social.example'",
    "sky": "ada.bsky.example",
    "page": "https://ada.example/hello/",
}
LOG = "peers:\n" + "".join(
    f"  {id_}: {{name: Ada, home: 'https://{id_}.example/', contact: {contact}}}\n" for id_, contact in CONTACTS.items()
)
LOG += "interactions:\n" + "".join(
    f"- {{date: 2026-11-02, got: comment, peer: {id_}, url: https://me.example/}}\n" for id_ in CONTACTS
)
OPTIONS = {"me": ["https://mine.example/@mara"], "feeds": {"fetch": "never"}}

TEXTS = [
    "", "Hi", "Hi Ada,\n\nthanks!", "a&b=c#d?e%20f+g", "!'()*~-_.", "“Looms” — schöne Grüße", "شكرا جزيلا",
    "🧶👩\u200d👩\u200d👧", "a\tb", "</textarea><script>alert(1)</script>", "{{ 7*7 }}", "x" * 310, "y" * 1999,
    "ش" * 400, "@ada@social.example hi", "  a  \n ",
]  # fmt: skip
STARTS = {
    "mail": "mailto:ada@ada.example?subject=",
    "server": "https://mine.example/share?text=%40ada%40social.example%20H",
    "sky": "https://bsky.app/intent/compose?text=%40ada.bsky.example%20H",
    "page": "https://ada.example/hello/",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    config_file = draw(tmp_path_factory.mktemp("notes"), {"reciprocity.yml": LOG}, {"reciprocity": OPTIONS})
    with behind_a_door(apart(lambda: make(config_file, command="serve"))) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def way_of(page: Any) -> Way:
    """The way, as the page has it."""
    said = page.evaluate("({...document.getElementById('reciprocity-open').dataset})")
    most = page.evaluate("({...document.getElementById('reciprocity-length').dataset})")
    return Way(
        to=said["to"], place=most["place"], via="", empty=said["empty"], before=said["before"],
        mention=said["mention"], line_end=said["lineEnd"].replace("%0D", "\r").replace("%0A", "\n"),
        most=int(most["most"]),
    )  # fmt: skip


@pytest.mark.parametrize("peer", CONTACTS)
def test_the_link_follows_what_is_written(browser: Any, desk: str, peer: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{desk}{peer}/note.html")
    way = way_of(page)
    link, note = page.locator("#reciprocity-open"), page.get_by_label("Your note")
    came = note.input_value()
    assert link.get_attribute("href") == way.address(came)
    for text in TEXTS:
        note.fill(text)
        assert link.get_attribute("href") == way.address(text)
        assert page.locator("#reciprocity-paste").is_visible() is not way.holds(text)
        assert page.locator("#reciprocity-length").text_content() == way.length(text)
    assert not [fault for fault in faults if "hljs" not in fault], "the theme has one of its own"
    page.close()


@pytest.mark.parametrize("peer", CONTACTS)
def test_without_scripts_it_opens_the_note_as_it_came(browser: Any, desk: str, peer: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}{peer}/note.html")
    came = page.get_by_label("Your note").input_value()
    assert came.startswith(("Hi Ada,\n\n", "Hello Ada,\n\n"))
    said = page.locator("#reciprocity-open").get_attribute("href")
    assert said.startswith(STARTS[peer])
    assert (came.split(",")[0].replace(" ", "%20") in said) is (peer != "page")
    assert not page.locator("#reciprocity-copy").is_visible()
    paste = page.locator("#reciprocity-paste")
    assert paste.is_visible() is (peer == "page")
    assert paste.text_content() == "The link cannot carry this text. Copy it first, and paste it there."
    context.close()


def test_the_text_is_copied_as_it_is_then(browser: Any, desk: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{desk}page/note.html")
    page.get_by_label("Your note").fill("Hi\t\n“you” 🧶\n\n")
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == tidied("Hi\t\n“you” 🧶\n\n")
    context.close()


def test_what_the_link_does_not_hold_is_copied_when_it_is_opened(browser: Any, desk: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.fulfill(body="x"))
    page = context.new_page()
    page.goto(f"{desk}sky/note.html")
    page.evaluate("navigator.clipboard.writeText('before')")
    for text, copied in (("short", "before"), ("long " * 500, tidied("long " * 500))):
        page.get_by_label("Your note").fill(text)
        with context.expect_page():
            page.locator("#reciprocity-open").click()
        page.bring_to_front()
        until(lambda copied=copied: page.evaluate("navigator.clipboard.readText()") == copied)  # type: ignore[misc]
    context.close()


@pytest.mark.parametrize("peer", ["server", "sky", "page"])
def test_who_is_opened_learns_neither_whence_nor_by_whom(browser: Any, desk: str, peer: str) -> None:
    context = browser.new_context()
    asked: list[dict[str, str]] = []

    def answer(route: Any) -> None:
        asked.append(route.request.all_headers())
        route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")

    context.route(lambda url: not url.startswith("http://127.0.0.1"), answer)
    page = context.new_page()
    page.goto(f"{desk}{peer}/note.html")
    with context.expect_page() as opened:
        page.locator("#reciprocity-open").click()
    opened.value.wait_for_load_state()
    assert len(asked) == 1
    assert "referer" not in asked[0]
    assert desk.rstrip("/").rsplit("-", 1)[1] not in str(asked)
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert page.url.startswith(desk), "the note stays where it was"
    context.close()


def test_a_reload_asks_before_it_takes_away_what_was_written(browser: Any, desk: str) -> None:
    page = browser.new_page()
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.goto(f"{desk}mail/note.html")
    page.reload()
    assert asked == [], "nothing was written yet"
    page.get_by_label("Your note").press_sequentially("Hi!")
    page.reload()
    assert asked == ["beforeunload"]
    page.close()


def test_the_desk_leads_to_the_note(browser: Any, desk: str) -> None:
    page = browser.new_page()
    page.goto(desk)
    assert page.locator(".reciprocity-button").count() == len(CONTACTS)
    page.locator(".reciprocity-button").first.click()
    assert page.locator("h1").text_content() == "Write to Ada"
    assert "add thank --peer" in page.locator(".reciprocity-command").text_content()
    page.get_by_role("link", name="All there is with Ada").click()
    page.get_by_role("link", name="Write").first.click()
    page.get_by_label("Your note").wait_for()
    page.close()
