"""The badge as a browser draws it: its texts are inside their boxes, in every script, and names are in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mkdocs_reciprocity.core.settings import BadgeStyle
from mkdocs_reciprocity.core.views.badge import Badge
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.publish.renderer import Addresses, Frame, Renderer
from mkdocs_reciprocity.publish.templates import overrides
from tests import needs
from tests.sites.sample import ARGUMENTS, chromium

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser to look with")

pytestmark = needs.marked("chromium", there=chromium() is not None)

AT = Addresses(shared="", years={}, pay_it_forward="", badge="", badge_json="", site="")
MEASURED = """() => [...document.querySelectorAll('text')].map(text => {
  const box = text.getBBox(), at = [...document.querySelectorAll('rect')].map(one => one.getBBox())
  return {
    text: text.textContent, wanted: +text.getAttribute('textLength'), width: box.width,
    inside: at.some(one => one.x + 3 <= box.x && box.x + box.width <= one.x + one.width - 3),
    starts: [...text.textContent].map((_, place) => text.getStartPositionOfChar(place).x),
  }
})"""
NAMES = {
    "latin": ("en", "reciprocity", ("Ada Example", "Ben", "Nora Fjellheim")),
    "wide and narrow": ("en", "Wmmm", ("M" * 40, "i" * 60)),
    "accents": ("de", "gegenseitig", ("Übermütig", "E\u0301lan", "Œuvre & <Söhne>")),
    "Chinese and Japanese": ("en", "互恵", ("村上春樹", "王小明", "かとう")),
    "Cyrillic and Greek": ("en", "взаимность", ("Ясен", "Лев", "Σωκράτης")),
    "Arabic in English": ("en", "reciprocity", ("علي حسن", "نورا", "Ben")),
    "Hebrew": ("en", "reciprocity", ("שלום עולם", "Ada")),
    "Devanagari and Thai": ("en", "reciprocity", ("अमृता", "จันทร์เพ็ญ")),
    "emoji": ("en", "🤝", ("👩\u200d👩\u200d👧 Family", "👍🏽 Ok", "🇩🇪 Jan")),
    "Arabic": ("ar", "المعاملة بالمثل", ("علي حسن", "Ben", "نورا")),
}


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("style", ["flat", "plain"])
@pytest.mark.parametrize("script", NAMES)
def test_every_text_is_inside_its_box_and_names_in_their_order(page: Any, script: str, style: BadgeStyle) -> None:
    code, label, names = NAMES[script]
    renderer = Renderer(Frame(folders=(str(overrides()),)), AT, language(code))
    page.set_content(renderer.badge_svg(Badge(label, "names", 9, 3, 0, names), style))
    found = page.evaluate(MEASURED)
    left, message = found
    assert left["text"] == label
    for one in found:
        assert abs(one["width"] - one["wanted"]) <= 1.5, one
        assert one["inside"], one
    shown = [name for name in names if name in message["text"]]
    places = [min(message["starts"][at : at + len(name)]) for name in shown if (at := message["text"].index(name)) >= 0]
    assert places == sorted(places, reverse=code == "ar")
