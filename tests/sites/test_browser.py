"""The sample site in a real browser: three themes, light and dark, phone and desktop, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from tests import hosts, needs
from tests.sites.conftest import Samples
from tests.sites.drawing import ADA, make, site
from tests.sites.sample import ARGUMENTS, ROOT, THEMES, apart, behind_a_door, chromium, copied, served

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser to look with")
axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")

pytestmark = needs.marked("chromium", there=chromium() is not None)

PAGES = ("shared/", "shared/2026/", "pay-it-forward/", "posts/punched-cards/", "posts/twenty-minutes/", "")
PICTURES = ROOT / "build" / "screenshots"
"""What the pages looked like that were not as they should be."""

SHOWN = "() => [...document.querySelectorAll('.h-entry[id]')].filter(e => e.getClientRects().length).length"
MONTHS = "() => [...document.querySelectorAll('.reciprocity-month')].filter(e => e.getClientRects().length).length"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=list(THEMES))
def theme(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def address(theme: str, samples: Samples) -> Iterator[str]:
    with served(Path(samples(theme).folder)) as url:
        yield url


@pytest.fixture(scope="module")
def desk(theme: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    hosts.need(theme)
    config_file = copied(tmp_path_factory.mktemp("desk")) / THEMES[theme]
    preview = apart(lambda: make(config_file, command="serve"))
    with behind_a_door(preview) as url:
        yield url


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Any]:
    """A page without scripts."""
    context = browser.new_context(viewport={"width": 360, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


IN_BOTH = pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
"""What fits depends on the width alone, and colours on the scheme alone."""


@IN_BOTH
def test_the_desk_fits_is_quiet_and_can_be_used_by_all(
    browser: Any, theme: str, desk: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    address, name, _ = desk.rsplit("/", 2)
    paths = [f"{name}/{rest}" for rest in ("", "ada/", "ada/note.html")]
    look_at(context, f"{address}/", width, paths, f"{theme}-{scheme}-{width}")
    page = context.new_page()
    page.goto(desk)
    command = page.locator(".reciprocity-command").first
    command.click()
    selected = page.evaluate("getSelection().toString()")
    assert selected == command.text_content(), "a click is enough to copy it"
    page.locator(".reciprocity-people a").first.click()
    assert page.locator("h1").text_content() == "Ada Thornfield"
    context.close()


@IN_BOTH
def test_every_page_fits_is_quiet_and_can_be_used_by_all(
    browser: Any, theme: str, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    look_at(context, address, width, PAGES, f"{theme}-{scheme}-{width}")
    page = context.new_page()
    page.goto(address + "shared/")
    assert page.locator(".reciprocity-strip rect").count() == 12
    assert page.locator(".reciprocity-lead").is_visible()
    context.close()


def look_at(context: Any, address: str, width: int, paths: Iterable[str], picture: str) -> None:
    """Nothing is wider than the window, nothing is complained of, axe is content, and no other host is asked."""
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
        try:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than {width} px"
            wide = page.evaluate(
                "[...document.querySelectorAll('.reciprocity *:not(.reciprocity-hidden):not(.reciprocity-hidden *)')]"
                ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"
            )
            assert not wide, f"{path}: {wide}"
            assert not violations(page), path
        except AssertionError:
            name = re.sub("^desk-[0-9a-f]+", "desk", path.strip("/")).replace("/", "-") or "home"
            page.screenshot(path=PICTURES / f"{picture}-{name}.png", full_page=True)
            raise
    assert set(said) <= themes_own
    elsewhere = [url for url in asked if not url.startswith(address) and not url.startswith("data:")]
    assert not elsewhere, "a page asked another host"


def violations(page: Any) -> list[str]:
    """What axe has against our parts of a page."""
    page.evaluate(Path(axe.AXE_FILE_PATH).read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run({include: [['.reciprocity']]})).violations")
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", ["shared/", "shared/2026/"])
def test_filters_work_by_keyboard_and_without_scripts(phone: Any, browser: Any, address: str, path: str) -> None:
    counting = browser.new_context(viewport={"width": 1280, "height": 900})
    page = counting.new_page()
    page.goto(address + path)
    everything, months = page.evaluate(SHOWN), page.evaluate(MONTHS)
    found = {}
    page.get_by_label("Everything").focus()
    for choice in ("Passed on", "Answered", "Liked"):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.parentElement.innerText.trim()") == choice
        found[choice] = page.evaluate(SHOWN)
        assert page.evaluate(MONTHS) <= months
    assert all(found.values())
    assert sum(found.values()) == everything
    assert page.evaluate(MONTHS) == 1, "months without a like are gone"
    counting.close()
    phone.goto(address + path)
    rows = phone.locator(".h-entry[id]:visible")
    assert rows.count() == everything - phone.locator("details > ul > .h-entry[id]").count(), "old months are folded"
    phone.get_by_label("Answered").check()
    assert rows.count() == found["Answered"]


def test_every_link_is_reached_by_keyboard(browser: Any, address: str) -> None:
    # Links of headings to themselves are the theme's.
    ours = ".reciprocity :is(a, button, summary):not(.headerlink, [hidden])"
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for path in ("pay-it-forward/", "posts/punched-cards/", ""):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('.reciprocity details').forEach(d => d.open = true)")
        wanted = page.evaluate(f"document.querySelectorAll('{ours}:not([hidden] *)').length")
        met = set()
        for _ in range(400):
            page.keyboard.press("Tab")
            number = page.evaluate(f"[...document.querySelectorAll('{ours}')].indexOf(document.activeElement)")
            if number >= 0:
                met.add(number)
            if len(met) == wanted:
                break
        assert len(met) == wanted, path
    context.close()


def test_faces_are_round_and_stand_where_they_belong(phone: Any, address: str) -> None:
    """Themes frame pictures and move them to the middle."""
    phone.goto(address + "posts/looms/")
    faces = phone.evaluate(
        """() => [...document.querySelectorAll('.reciprocity-face')].map(face => {
            const place = face.closest('li') || face.parentElement;
            const [here, row, style] = [face.getBoundingClientRect(), place.getBoundingClientRect(),
                                        getComputedStyle(face)];
            return [face.tagName, Math.round(here.width), Math.round(here.height), Math.round(here.top - row.top),
                    Math.round(here.left - row.left), style.padding, style.borderRadius, style.borderWidth]})"""
    )
    assert {face[0] for face in faces} == {"IMG", "SPAN"}
    assert {tuple(face[1:]) for face in faces} == {(32, 32, 0, 0, "0px", "50%", "0px")}


@pytest.mark.parametrize("name", ["mkdocs", "material", "readthedocs"])
@pytest.mark.parametrize(("around", "language"), [("en", "ar"), ("he", None), ("ar", None)])
def test_lists_keep_their_bullets_in_either_direction(
    tmp_path: Path, browser: Any, name: str, around: str, language: str | None
) -> None:
    log = ADA + "interactions:\n- {date: 2026-11-02, gave: share, peer: ada, url: https://ada.example/x/}\n"
    theme = {"name": name, "language" if name == "material" else "locale": around}
    page = "# Home\n\n<!-- reciprocity:shared 5 -->\n"
    files = {"reciprocity.yml": log.replace(", feed: feeds/ada.xml", ""), "docs/index.md": page}
    built = site(tmp_path, files, {"theme": theme, "reciprocity": {"language": language}})
    phone = browser.new_page(viewport={"width": 360, "height": 900})
    with served(built.folder) as address:
        phone.goto(address)
        room = phone.evaluate(
            """() => [...document.querySelectorAll('.reciprocity-recent > li')].map(row => {
                const [here, whole] = [row, row.closest('.reciprocity')].map(one => one.getBoundingClientRect());
                const leftwards = getComputedStyle(row).direction === 'rtl';
                return leftwards ? whole.right - here.right : here.left - whole.left})"""
        )
        phone.goto(address + "pay-it-forward/")
        code = phone.evaluate(
            "[...document.querySelectorAll('.reciprocity code')].map(one => getComputedStyle(one).direction)"
        )
    phone.close()
    assert len(room) == 1
    assert all(15 <= pixels <= 45 for pixels in room), room
    assert set(code) == {"ltr"}


SHARES = "navigator.share = said => { window.shared = said; return Promise.reject(new DOMException('closed')) }"


def test_the_browsers_own_menu_opens_where_there_is_one(phone: Any, browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script(SHARES)
    page.goto(address + "pay-it-forward/")
    title = page.locator(".reciprocity-first .reciprocity-title a")
    page.get_by_role("button", name="Pass it on").click()
    assert page.evaluate("window.shared") == {"title": title.inner_text(), "url": title.get_attribute("href")}
    assert not page.get_by_text("Pass it on:").is_visible(), "the button says it"
    assert not [fault for fault in faults if "closed" in fault], "nobody has to share; the theme has faults of its own"
    assert not violations(page)
    phone.goto(address + "pay-it-forward/")
    assert phone.locator(".reciprocity-share").count() == 1
    assert not phone.locator(".reciprocity-share").is_visible()
    assert phone.get_by_text("Pass it on:").is_visible()
    context.close()


def test_what_is_folded_away_opens_without_scripts_and_fits(phone: Any, browser: Any, address: str) -> None:
    phone.goto(address + "pay-it-forward/")
    hidden = phone.locator(".reciprocity-others article")
    assert not hidden.first.is_visible()
    phone.get_by_text("Another choice").click()
    assert hidden.first.is_visible()
    hidden.first.get_by_text("Pass it on").click()
    assert hidden.first.get_by_text("Mastodon").is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    for width in (360, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(address + "pay-it-forward/")
        page.evaluate("document.querySelectorAll('.reciprocity details').forEach(one => one.open = true)")
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_a_link_can_be_copied_where_scripts_may_run(phone: Any, browser: Any, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "pay-it-forward/")
    button = page.get_by_role("button", name="copy link").first
    wanted = button.get_attribute("data-url")
    button.click()
    page.get_by_role("button", name="copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == wanted
    context.close()
    phone.goto(address + "pay-it-forward/")
    assert phone.locator(".reciprocity-copy").count() >= 5
    assert not phone.locator(".reciprocity-copy:visible").count()


def test_a_strict_policy_is_kept(browser: Any, address: str) -> None:
    """The themes have inline scripts of their own; ours is shown to need none, nor any inline style."""
    context = browser.new_context()
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text))
    page.goto(address + "pay-it-forward/")
    parts = page.evaluate("[...document.querySelectorAll('.reciprocity')].map(part => part.outerHTML).join('')")
    head = f'<title>x</title><link rel="stylesheet" href="{address}assets/reciprocity/reciprocity.css">'
    bare = f'<!doctype html><html lang="en"><head>{head}</head><body>{parts}</body></html>'
    policy = {"Content-Security-Policy": "default-src 'self'"}
    page.route("**/bare/", lambda route: route.fulfill(body=bare, content_type="text/html", headers=policy))
    broken.clear()
    page.goto(address + "pay-it-forward/bare/")
    assert page.locator(".reciprocity-card").count() >= 5
    assert not [line for line in broken if "Content Security Policy" in line]
    context.close()


def test_paper_has_no_buttons_and_two_sheets_are_enough(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for path in ("shared/", "pay-it-forward/"):
        page.goto(address + path)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2
    page.emulate_media(media="print")
    page.goto(address + "shared/")
    assert page.locator(".reciprocity-timeline li").first.is_visible()
    assert page.locator(".reciprocity-timeline li").last.is_visible()
    for path, hidden in (
        ("shared/", ".reciprocity-filter"),
        ("pay-it-forward/", ".reciprocity-pass, .reciprocity-badge"),
    ):
        page.goto(address + path)
        assert page.locator(hidden).count() > 0
        assert not [one for one in page.locator(hidden).all() if one.is_visible()]
    context.close()


def test_in_forced_colours_the_choice_is_seen(browser: Any, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + "shared/")
    found = page.evaluate(
        "[...document.querySelectorAll('.reciprocity-filter span')].map(one => getComputedStyle(one).backgroundColor)"
    )
    assert found[0] not in found[1:]
    assert len(set(found[1:])) == 1
    context.close()
