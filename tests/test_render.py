from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.pages.badge import Badge
from mkdocs_reciprocity.pages.pay_it_forward import Thanks
from mkdocs_reciprocity.pages.shared import Item, Place
from mkdocs_reciprocity.render import Addresses, Heading, Renderer, badge_json, overrides, relative
from mkdocs_reciprocity.when import When

ADDRESSES = Addresses(
    shared="shared/",
    years={"2026": "shared/2026/"},
    pay_it_forward="next/",
    badge="b.svg",
    badge_json="b.json",
    site="",
)


def renderer(*folders: Path) -> Renderer:
    return Renderer([*map(str, folders), str(overrides())], ADDRESSES)


def item(text: str, href: str = "https://ada.example/x/") -> Item:
    place = Place(text, href)
    return Item(
        id="g-1", date=When("2026-11-02"), kind="share", verb="shared", post=place, peer=place, via=text, note=text,
        seen_in=(Place(text, "looms/", own=True),),
    )  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("<>&\"'{}%#/=!- \u202e"), st.characters(codec="utf-8")), min_size=1))
def test_any_text_is_text(text: str) -> None:
    html = renderer().fragment("recent", "", items=(item(text, text),)).html
    assert "{" not in html
    assert "}" not in html
    tree = LexborHTMLParser(html)
    plain = LexborHTMLParser(renderer().fragment("recent", "", items=(item("x", ""),)).html)
    added = {node.tag for node in tree.css("*")} - {node.tag for node in plain.css("*")}
    assert added <= {"a"}
    for node in tree.css("a"):
        assert (node.attributes["href"] or "").lower().startswith(("http://", "https://", "looms/", "./", "../"))


@pytest.mark.parametrize("href", ["javascript:x", "data:x", "//a.example/", "ftp://a.example/", "mailto:a@b", "/x", ""])
def test_what_is_no_web_address_is_no_link(href: str) -> None:
    thanks = Thanks(
        peer=Place("Ada", href),
        kind="link",
        did="linked to",
        target=Place("T", href),
        where=Place("W", href),
        date=None,
    )
    html = renderer().fragment("thanks", "", thanks=(thanks,)).html
    assert "<a" not in html
    assert "Ada" in html


def test_headings_of_a_fragment(tmp_path: Path) -> None:
    (tmp_path / "reciprocity").mkdir()
    template = '<h2 class="a" id="one">{{ x }} <b>b</b></h2><h3>none</h3><h3 id="two"\n>T\n</h3><H4 id="no">n</H4>'
    (tmp_path / "reciprocity/mine.html").write_text(template, "utf-8")
    fragment = renderer(tmp_path).fragment("mine", "", x="<{")
    assert fragment.headings == (Heading(2, "one", "&lt;&#123; <b>b</b>"), Heading(3, "two", "T"))


def test_the_first_folder_wins(tmp_path: Path) -> None:
    (tmp_path / "reciprocity").mkdir()
    (tmp_path / "reciprocity/badge.html").write_text("mine", "utf-8")
    assert renderer(tmp_path).fragment("badge", "", badge=Badge("a", "b")).html == "mine"


@pytest.mark.parametrize(
    ("target", "here", "expected"),
    [
        ("shared/", "", "shared/"),
        ("shared/", "shared/", "./"),
        ("shared/2026/", "shared/", "2026/"),
        ("shared/", "shared/2026/", "../"),
        ("", "shared/2026/", "../../"),
        ("", "", "./"),
        ("shared/2026/#g-1", "posts/looms/", "../../shared/2026/#g-1"),
        ("shared/index.html", "posts/looms.html", "../shared/index.html"),
        ("shared/2026/index.html#g", "shared/index.html", "2026/index.html#g"),
        ("reciprocity/badge.svg", "index.html", "reciprocity/badge.svg"),
        ("shared/index.html", "shared/index.html", "index.html"),
    ],
)
def test_relative(target: str, here: str, expected: str) -> None:
    assert relative(target, here) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text())
def test_any_badge_is_well_formed(label: str, message: str) -> None:
    svg = ET.fromstring(renderer().badge_svg(Badge(label, message)))
    assert svg.attrib["role"] == "img"


def test_the_endpoint() -> None:
    assert json.loads(badge_json(Badge('a"b', "c"))) == {
        "schemaVersion": 1,
        "label": 'a"b',
        "message": "c",
        "color": "blue",
    }
