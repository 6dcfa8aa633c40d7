"""The sample site in a real browser: three themes, light and dark, phone and desktop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.sites.drawing import make
from tests.sites.sample import ARGUMENTS, THEMES, built, chromium, copied, served

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser to look with")

pytestmark = pytest.mark.skipif(chromium() is None, reason="no chromium is installed: nothing to look with")

PAGES = ("shared/", "shared/2026/", "pay-it-forward/", "posts/punched-cards/", "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=list(THEMES))
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = built(tmp_path_factory.mktemp("sample"), request.param)
    with served(Path(site.folder)) as url:
        yield url


@pytest.fixture(scope="module", params=list(THEMES))
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    sample = copied(tmp_path_factory.mktemp("desk"))
    preview = make(sample / THEMES[request.param], command="serve")
    with served(Path(preview.folder)) as url:
        yield url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_fits_and_is_quiet(browser: Any, desk: str, width: int, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    look_at(context, desk, width, ("desk/", "desk/ada/", "desk/trapdoor/"))
    page = context.new_page()
    page.goto(desk + "desk/")
    command = page.locator(".reciprocity-command").first
    command.click()
    selected = page.evaluate("getSelection().toString()")
    assert selected == command.text_content(), "a click is enough to copy it"
    page.locator(".reciprocity-people a").first.click()
    assert page.locator("h1").text_content() == "Ada Thornfield"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_and_is_quiet(browser: Any, address: str, width: int, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    look_at(context, address, width, PAGES)
    page = context.new_page()
    page.goto(address + "shared/")
    assert page.locator(".reciprocity-strip rect").count() == 12
    assert page.locator(".reciprocity-lead").is_visible()
    context.close()


def look_at(context: Any, address: str, width: int, paths: Iterable[str]) -> None:
    """Nothing is wider than the window, nothing is complained of, and no other host is asked."""
    said: list[str] = []
    asked: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "about/")  # nothing of ours is on it: what the theme says by itself
    themes_own = set(said)
    for path in paths:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than {width} px"
        wide = page.evaluate(
            "[...document.querySelectorAll('.reciprocity *:not(.reciprocity-hidden):not(.reciprocity-hidden *)')]"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"
        )
        assert not wide, f"{path}: {wide}"
    assert set(said) <= themes_own
    elsewhere = [url for url in asked if not url.startswith(address) and not url.startswith("data:")]
    assert not elsewhere, "a page asked another host"
