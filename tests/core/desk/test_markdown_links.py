"""A link to paste: whatever the title and the address say, it is one link with these words."""

from __future__ import annotations

import html
import re

import jinja2
import pytest
from markdown import Markdown

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.markdown_links import link, plain
from tests.core.ledger.making import address as at

EXTENSIONS = [
    "extra", "admonition", "smarty", "sane_lists", "wikilinks", "toc", "pymdownx.betterem", "pymdownx.caret",
    "pymdownx.mark", "pymdownx.tilde", "pymdownx.keys", "pymdownx.inlinehilite", "pymdownx.critic",
]  # fmt: skip
TITLES = [
    "Knots again", "Knots [again]", "a](javascript:alert(1))", "![x](y)", "`code` and ``more``", "*a* _b_ __c__ **d**",
    "{{ 7*7 }} {% raw %} {# x #}", "<script>alert(1)</script>", "a | b | c", "C:\\path\\[x]", "&copy; &amp; &#65; AT&T",
    "# no heading", "- no list", "1. no list", "> no quote", "==x== ^^y^^ ~~z~~ ^a^ ~b~", ":smile: :a+b:", "[[wiki]]",
    "++ctrl+alt++", "{++ins++} {>>note<<}", "$x^2$ \\(y\\)", "[^1] [x]: y", "*[HTML]: z", "two\nlines\r\n\tand a tab",
    "https://x.example/y and www.x.example", "ada@ada.example", "“quotes” 'single' \"double\"", "日本語 — العربية",
    "a\u202eb\x00c\x1b[2J", "``` fence", "    indented", "=== x", "--- y", "!!! note", "...", "(c) 2026", "x" * 900, "",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("extensions", [[], EXTENSIONS[:1], [one for one in EXTENSIONS if "pymdownx" not in one]])
def test_the_words_of_the_link_are_the_title(title: str, extensions: list[str]) -> None:
    url = urls.parse("https://ada.example/knots/")
    assert url
    said = link(title, url)
    assert "\n" not in said
    rendered = jinja2.Environment(autoescape=False).from_string(said).render()
    assert rendered == said
    for place in ("{}", "See {} there.", "- {}"):
        made = Markdown(extensions=extensions).convert(place.format(said))
        found = re.findall(r'<a href="([^"]*)">(.*?)</a>', made, re.DOTALL)
        assert len(found) == 1, made
        href, words = found[0]
        assert html.unescape(href) == url
        assert "<" not in words, made
        assert set(re.findall(r"<(\w+)", made)) <= {"p", "a", "ul", "li"}, made
        if "smarty" not in extensions:
            told = html.unescape(words)
            expected = " ".join(re.sub(r"[\x00\x1b\u202e]", "", title).split())
            assert told == (url if not expected else told if len(expected) > 300 else expected), made


@pytest.mark.parametrize(
    "address",
    [
        "https://ada.example/a(b)c/", "https://ada.example/a)b", "https://ada.example/?q=[x]&copy;=1&amp;=2",
        "https://ada.example/a_b_c*d*e", "https://ada.example/`x`", "https://ada.example/{{x}}", "https://ada.example/a|b",
        "https://ada.example/%29", "https://ada.example/~ada/$x^2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("extensions", [[], ["extra"]])
def test_the_address_leads_where_it_led(address: str, extensions: list[str]) -> None:
    url = urls.parse(address)
    assert url
    said = link("Knots", url)
    ((href, words),) = re.findall(r'<a href="([^"]*)">(.*?)</a>', Markdown(extensions=extensions).convert(said))
    there = urls.parse(html.unescape(href))
    assert words == "Knots"
    assert there
    assert urls.key(there) == urls.key(url)
    assert "{{" not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Looms revisited", "Looms revisited"),
        ("Tom & Jerry", "Tom & Jerry"),
        ("&lt;", "&amp;lt;"),
        ("{{ 7*7 }}", "&#123;&#123; 7\\*7 &#125;&#125;"),
        ("{% raw %}", "&#123;% raw %&#125;"),
        ("[a](javascript:x)", "\\[a\\](javascript:x)"),
        ("<!-- reciprocity:thanks 99 -->", "&#60;!-- reciprocity:thanks 99 --&#62;"),
        ("one\n# two", "one &#35; two"),
        ("\u202eoled\x1b", "oled"),
        ("https://x.example/", "https&#58;//x.example/"),
        ("1986. A year", "1986\\. A year"),
        ("2)", "2\\)"),
        ("2.5 metres", "2.5 metres"),
        ("In 1986. A year", "In 1986. A year"),
    ],
)
def test_text_is_no_more_than_its_words(text: str, said: str) -> None:
    assert plain(text) == said


def test_a_link_has_the_title_or_the_address_for_its_words() -> None:
    url = at("https://ada.example/a_(b)/?x=1&amp;y=2")
    assert link("1986. A year", at("https://ada.example/")) == "[1986. A year](https://ada.example/)"
    assert link("Looms", url) == "[Looms](<https://ada.example/a_(b)/?x=1&amp;amp;y=2>)"
    assert (
        link("\u202e", at("https://ada.example/~a/")) == "[https&#58;//ada.example/&#126;a/](https://ada.example/~a/)"
    )
