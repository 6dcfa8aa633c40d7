"""Links and words of a fragment."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import links
from mkdocs_reciprocity.core.links import Anchor, anchors


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p>See <a href="https://ada.example/">Ada</a>.</p>', Anchor("https://ada.example/", "", "Ada")),
        (
            "<A REL='nofollow me' HREF=https://ada.example/>Ada</A>",
            Anchor("https://ada.example/", "nofollow me", "Ada"),
        ),
        ('<a\nhref="//ada.example/?a=1&amp;b=2">x</a>', Anchor("//ada.example/?a=1&b=2", "", "x")),
        ('<a href="/looms/">the <em>whole</em>\n loom</a>', Anchor("/looms/", "", "the whole loom")),
        (
            '<a href="//a.example/">see <abbr>HTML</abbr> and <article>all</article></a>',
            Anchor("//a.example/", "", "see HTML and all"),
        ),
        ('<a/href="https://ada.example/">x</a>', Anchor("https://ada.example/", "", "x")),
        ('<a title="</a>" href="https://ada.example/">x</a>', Anchor("https://ada.example/", "", "x")),
        (
            '<a href="https://ada.example/"><img src="x" alt="a > b"></a>',
            Anchor("https://ada.example/", "", "a > b", "x"),
        ),
        (
            '<a href="//a.example/"><img alt="A &amp; loom" src="/i.png?a=1&amp;b=2" /> <img alt="two"></a>',
            Anchor("//a.example/", "", "A & loom two", "/i.png?a=1&b=2"),
        ),
        ("<a href='//a.example/'><img alt=A src=i.png></a>", Anchor("//a.example/", "", "A", "i.png")),
        ("<a href='//a.example/'><b></b></a>", Anchor("//a.example/", "", "")),
        ('<a href="//a.example/"><img src="i.png"></a>', Anchor("//a.example/", "", "", "i.png")),
        ('<a href="//a.example/"><img src="i.png" alt="x"> A loom</a>', Anchor("//a.example/", "", "A loom")),
        ('<a href="//a.example/"><img-x></img-x></a>', Anchor("//a.example/", "", "")),
        ('<a href="&#104;ttps:&#47;&#47;ada.example/">x</a>', Anchor("https://ada.example/", "", "x")),
        ('<a href="https://ada.example/">never closed', Anchor("https://ada.example/", "", "never closed")),
        ('<a href="https://ada.example/">İstanbul</a>', Anchor("https://ada.example/", "", "İstanbul")),
    ],
)
def test_a_link_is_found_with_its_words(html: str, found: Anchor) -> None:
    assert anchors(html) == [found]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "no links",
        "<abbr>x</abbr>",
        "<a>x</a>",
        '<a href="">x</a>',
        '<a href="#top">x</a>',
        '<a href="../x/">x</a>',
        '<!-- <a href="https://ada.example/">x</a> -->',
        '<script>"<a href=https://ada.example/>x</a>"</script>',
        '<template><p></p></template><textarea><a href="//ada.example/">x</a></textarea>',
        "<p title=\"<a href='https://ada.example/'>\">x</p>",
        '<a href="https://ada.example/"',
        "<code>&lt;a href=https://ada.example/&gt;</code>",
        '<a href="mailto:ada@ada.example">x</a>',
    ],
)
def test_what_is_no_link_that_may_lead_away_is_left_out(html: str) -> None:
    assert anchors(html) == []


def test_links_come_in_order_and_each_time() -> None:
    html = '<a href="https://b.example/">1</a><a href="https://a.example/">2</a><a href="https://b.example/">3</a>'
    assert [anchor.text for anchor in anchors(html)] == ["1", "2", "3"]


def test_long_words_are_cut() -> None:
    assert anchors(f'<a href="/">{"ab " * 500}</a>', longest_text=5)[0].text == "ab ab"


def test_what_is_no_tag_in_a_link_is_text() -> None:
    html = '<a href="https://a.example/"><b>2</b> and 3 < 4</a>'
    assert [anchor.text for anchor in anchors(html)] == ["2 and 3 < 4"]


@pytest.mark.parametrize(
    "comment", ["<!-- more -->", "<!-- reciprocity:pay-it-forward -->", "<!---->", "<!--\nmore\n-->"]
)
def test_no_parser_looks_at_a_simple_comment(comment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(links, "_parsed", parse)
    ada = Anchor("https://ada.example/", "", "Ada")
    assert anchors(f'{comment}<a href="https://ada.example/">A{comment}da</a>{comment}') == [ada]


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <a href="https://ada.example/">x</a> -->',
        '<!--> <a href="https://ada.example/">x</a> -->',
        '<!---> <a href="https://ada.example/">x</a> -->',
        '<!-- a --!> <a href="https://ada.example/">x</a> -->',
        '<!-- <!-- a --> <a href="https://ada.example/">x</a> -->',
        '<!-- never closed <a href="https://ada.example/">x</a>',
        '<a href="https://ada.example/<!-- x -->y">x</a>',
        '<a title="<!-- x -->" href="https://ada.example/">x</a>',
        '<a href="https://ada.example/"><img alt="<!-- x -->"></a>',
    ],
)
def test_the_parser_looks_at_all_other_comments(html: str) -> None:
    assert anchors(html) == links._parsed(html, 120)


@pytest.mark.parametrize("href", ["looms.html", "#a", "?a=1&amp;b=2", "mailto:ada@ada.example", " x/"])
def test_what_leads_to_a_place_in_the_page_or_nearby_is_left_out_among_others(href: str) -> None:
    html = f'<a title="//" href="{href}">x</a> <a href="https://ada.example/">Ada</a>'
    assert anchors(html) == [Anchor("https://ada.example/", "", "Ada")]
