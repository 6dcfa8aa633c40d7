from __future__ import annotations

import json
from gettext import NullTranslations
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateRuntimeError
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.settings import BadgeStyle
from mkdocs_reciprocity.core.views.badge import Badge
from mkdocs_reciprocity.core.views.places import NOWHERE, Place
from mkdocs_reciprocity.core.views.post import Reacted, Reactions
from mkdocs_reciprocity.core.views.shared import Item
from mkdocs_reciprocity.core.views.thanks import Thanked, Thanks
from mkdocs_reciprocity.core.wording import ENGLISH
from mkdocs_reciprocity.publish.markup import relative
from mkdocs_reciprocity.publish.renderer import Addresses, Frame, Heading, Renderer
from mkdocs_reciprocity.publish.templates import overrides

ADDRESSES = Addresses(
    shared="shared/",
    years={"2026": "shared/2026/"},
    pay_it_forward="next/",
    badge="b.svg",
    badge_json="b.json",
    site="",
)


BADGE = Badge("lifted", "posts", 2, 1, 0)


def renderer(*folders: Path) -> Renderer:
    return Renderer(Frame(folders=(*map(str, folders), str(overrides()))), ADDRESSES)


def item(text: str, href: str = "https://ada.example/x/") -> Item:
    place = Place(text, href)
    return Item(
        id="g-1", date=When("2026-11-02"), kind="share", reach="spread", verb="shared", post=place, peer=place,
        via=place, note=text, seen_in=(Place(text, "looms/", own=True),),
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
        reach="spread",
        avatar="",
        target=Place("T", href),
        where=Place("W", href),
        date=None,
    )
    html = renderer().fragment("thanks", "", people=(Thanked(peer=thanks.peer, avatar="", deeds=(thanks,)),)).html
    assert "<a" not in html
    assert "Ada" in html


@given(st.text(min_size=1))
def test_words_of_others_are_text(words: str) -> None:
    one = Thanks(
        peer=Place("Ada"), kind="reply", reach="talk", avatar="", target=NOWHERE, where=NOWHERE, date=None, said=words,
        answered=words,
    )  # fmt: skip
    reactions = Reactions(Place("Looms"), (Reacted("talk", (one,)),))
    found = LexborHTMLParser(renderer().fragment("reactions", "", reactions=reactions).html)
    plain = replace(one, said="x", answered="x")
    expected = LexborHTMLParser(
        renderer().fragment("reactions", "", reactions=replace(reactions, groups=(Reacted("talk", (plain,)),))).html
    )
    assert [node.tag for node in found.css("*")] == [node.tag for node in expected.css("*")]


def test_words_and_the_answer_to_them_stand_below_what_was_done() -> None:
    one = Thanks(
        peer=Place("Ada"), kind="reply", reach="talk", avatar="", target=NOWHERE, where=NOWHERE, date=None,
        said="How <b>true</b>", answered="Thanks",
    )  # fmt: skip
    html = renderer().fragment("reactions", "", reactions=Reactions(Place("Looms"), (Reacted("talk", (one,)),))).html
    assert '<blockquote class="p-content"><bdi>How &lt;b&gt;true&lt;/b&gt;</bdi></blockquote>' in html
    assert '<p class="reciprocity-answer reciprocity-words">My answer: <bdi>Thanks</bdi></p>' in html


def test_headings_of_a_fragment(tmp_path: Path) -> None:
    (tmp_path / "reciprocity").mkdir()
    template = '<h2 class="a" id="one">{{ x }} <b>b</b></h2><h3>none</h3><h3 id="two"\n>T\n</h3><H4 id="no">n</H4>'
    (tmp_path / "reciprocity/mine.html").write_text(template, "utf-8")
    fragment = renderer(tmp_path).fragment("mine", "", x="<{")
    assert fragment.headings == (Heading(2, "one", "&lt;&#123; <b>b</b>"), Heading(3, "two", "T"))


def test_the_first_folder_wins(tmp_path: Path) -> None:
    (tmp_path / "reciprocity").mkdir()
    (tmp_path / "reciprocity/badge.html").write_text("mine", "utf-8")
    assert renderer(tmp_path).fragment("badge", "", badge=BADGE).html == "mine"


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
@given(st.text())
def test_any_badge_is_well_formed(label: str) -> None:
    svg = ET.fromstring(renderer().badge_svg(replace(BADGE, label=label)))
    assert svg.attrib["role"] == "img"


@pytest.mark.parametrize("style", ["flat", "plain"])
def test_a_badge_can_be_read_aloud_and_in_the_dark_and_is_as_high_as_others(style: BadgeStyle) -> None:
    drawn = renderer().badge_svg(BADGE, style)
    svg, space = ET.fromstring(drawn), "{http://www.w3.org/2000/svg}"
    title = svg.findtext(f"{space}title")
    assert title == svg.attrib["aria-label"] == f"{BADGE.label}: 2 posts by 1 person"
    assert svg.attrib["height"] == "20"
    assert all(text.get("textLength") for text in svg.iter(f"{space}text"))
    assert "@media(prefers-color-scheme:dark)" in drawn


def test_the_endpoint() -> None:
    assert json.loads(renderer().badge_json(replace(BADGE, label='a"b'))) == {
        "schemaVersion": 1,
        "label": 'a"b',
        "message": "2 posts by 1 person",
        "color": "0b6b8a",
    }


# --- texts


def written(folder: Path, template: str) -> Path:
    (folder / "reciprocity").mkdir(exist_ok=True)
    (folder / "reciprocity/mine.html").write_text(template, "utf-8")
    return folder


class Catalog(NullTranslations):
    """Turns every message round a little, and shows that it did."""

    def gettext(self, message: str) -> str:
        return f"[<i>{{{message}}}]"

    def pgettext(self, context: str, message: str) -> str:
        return f"[{context}: {message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"[{n}: {msgid1}|{msgid2}]"


OTHER = replace(ENGLISH, code="de-AT", texts=Catalog(), date=lambda date, style: f"<{style}>")


def test_texts_in_templates_with_values_that_are_escaped(tmp_path: Path) -> None:
    template = (
        '{{ _("Read %(title)s", title=x) }}; {{ _("Read %(title)s", title=link | link) }}; '
        '{{ ngettext("%(num)s post", "%(num)s posts by %(name)s", 2, name=x) }}; {{ pgettext("a verb", "share") }}'
    )
    html = renderer(written(tmp_path, template)).fragment(
        "mine", "", x="<{%(x)s&", link=Place("{T", "http://a.example")
    )
    assert html.html == (
        'Read &lt;&#123;%(x)s&amp;; Read <a href="http://a.example"><bdi>&#123;T</bdi></a>; '
        "2 posts by &lt;&#123;%(x)s&amp;; share"
    )


def test_a_translation_brings_in_no_markup_and_no_brace(tmp_path: Path) -> None:
    template = '{{ _("a") }} {{ pgettext("b", "c") }} {{ ngettext("d", "%(num)s", 2) }}'
    other = Renderer(Frame(folders=(str(written(tmp_path, template)),)), ADDRESSES, OTHER)
    assert other.fragment("mine", "").html == "[&lt;i&gt;&#123;a&#125;] [b: c] [2: d|2]"


@pytest.mark.parametrize("call", ['_("%(a)s", b=1)', '_("%(a)d", a="x")', '_("100 %")', 'ngettext("%(a)s", "-", 1)'])
def test_values_that_do_not_fit_their_text_are_a_mistake_in_the_template(tmp_path: Path, call: str) -> None:
    with pytest.raises(TemplateRuntimeError, match="and its values do not fit"):
        renderer(written(tmp_path, f"{{{{ {call} }}}}")).fragment("mine", "")


def test_no_language_stays_for_the_next_renderer(tmp_path: Path) -> None:
    folder = written(tmp_path, '{{ _("a") }} {{ "2026-11-07" | date }} {{ "2026-11" | month }}{{ lang }}')
    english = renderer(folder).fragment("mine", "").html
    other = Renderer(Frame(folders=(str(folder), str(overrides()))), ADDRESSES, OTHER).fragment("mine", "").html
    assert english == 'a <time datetime="2026-11-07">7 November 2026</time> November 2026'
    assert other.startswith('[&lt;i&gt;&#123;a&#125;] <time datetime="2026-11-07">&lt;long&gt;</time> &lt;long&gt;')
    assert renderer(folder).fragment("mine", "").html == english


@pytest.mark.parametrize(
    ("code", "direction", "around", "lang"),
    [
        ("en", "ltr", "en", ""),
        ("de", "ltr", "de", ""),
        ("de", "ltr", "en", ' lang="de" dir="ltr"'),
        ("en", "ltr", "ar", ' lang="en" dir="ltr"'),
        ("ar", "rtl", "ar", ' lang="ar" dir="rtl"'),  # not every theme knows that Arabic is written from the right
    ],
)
def test_our_part_of_a_page_says_its_language_where_that_is_another(
    tmp_path: Path, code: str, direction: Literal["ltr", "rtl"], around: str, lang: str
) -> None:
    language = replace(ENGLISH, code=code, direction=direction)
    folder = written(tmp_path, "<p{{ lang }}>")
    assert (
        Renderer(Frame(folders=(str(folder),), around=around), ADDRESSES, language).fragment("mine", "").html
        == f"<p{lang}>"
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "in A"),
        (3, "in A, B, C"),
        (4, "in A, B, C and 1 other page"),
        (5, "in A, B, C and 2 other pages"),
    ],
)
def test_the_own_pages_that_hold_a_link(tmp_path: Path, count: int, words: str) -> None:
    one = replace(item("x"), seen_in=tuple(Place(letter, letter, own=True) for letter in "ABCDE"[:count]))
    html = renderer(written(tmp_path, "<ul>{{ items | entries }}</ul>")).fragment("mine", "", items=[one]).html
    line = LexborHTMLParser(html).css_first("li")
    assert line is not None
    assert f"· {words}" in line.text()
