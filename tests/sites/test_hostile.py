"""Text from outside, however hostile, is text on the site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from selectolax.lexbor import LexborNode

from tests.sites.drawing import Built, site

TEXTS = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}{% include 'x' %}{# c #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "<!-- reciprocity:thanks 99 -->",
    "--><img src=x onerror=alert(1)>",
    "\u202egnp.exe \u2066hidden\u2069",
    '" onmouseover="alert(1)" x=\'',
    '</a></li></ul></div></body><h1 id="owned">Owned</h1>',
    "</title></textarea></style></script><svg onload=alert(1)>",
    "]]><x/>&lt;b&gt;&amp;amp;",
    "[a](javascript:alert(1)) **bold** `code` <https://evil.example/>",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "\N{PILE OF POO} e\u0301 \N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} x",
]
LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    " javascript:alert(1)",
    "//evil.example/x",
    "https://ada.example/{{7*7}}/",
    "https://ada.example/?q=%22%3E%3Cscript%3E&x={y}",
    'https://ada.example/"onmouseover=alert(1)',
    "https://user:pass@ada.example/secret/",
]
ALLOWED = re.compile(r"(https?://|mailto:|(?![a-z][a-z0-9+.-]*:)[^\s])", re.I)
"""http, https, mailto, or relative."""


def feed() -> str:
    entries = []
    for number, title in enumerate(TEXTS):
        link = LINKS[number % len(LINKS)]
        good = f"https://ada.example/post-{number}/"
        html = f'{title}<a href="https://me.example/looms/">{title}</a><a href="{link}">x</a><script>alert(2)</script>'
        entries.append(
            f"<item><title>{escape(title)}</title><link>{escape(link if number % 2 else good)}</link>"
            f"<guid>{number}</guid><author>{escape(title)}</author><category>{escape(title)}</category>"
            f"<pubDate>Tue, 10 Nov 2026 08:{number:02}:00 GMT</pubDate><description>{escape(html)}</description></item>"
        )
    name = escape(TEXTS[0])
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{"".join(entries)}</channel></rss>'


def log() -> str:
    rows = ["peers:", "  ada: {home: 'https://ada.example/', feed: feeds/ada.xml, name: " + json.dumps(TEXTS[0]) + "}"]
    for number, text in enumerate(TEXTS):
        quoted = json.dumps(text)
        rows.append(
            f"  p{number}: {{home: 'https://p{number}.example/', name: {quoted}, note: {quoted}, avatar: {quoted}}}"
        )
    rows.append("interactions:")
    for number, text in enumerate(TEXTS):
        quoted = json.dumps(text)
        rows += [
            f"- {{date: 2026-11-02, gave: share, url: https://p{number}.example/, title: {quoted}, via: {quoted}}}",
            f"- {{date: 2026-11-02, gave: share, url: 'https://p{number}.example/x/', note: {quoted}}}",
            f"- {{date: 2026-11-02, gave: share, peer: p{number}, title: {quoted}, tags: [{quoted}]}}",
            f"- {{date: 2026-11-03, got: comment, peer: p{number}, url: https://me.example/looms/, title: {quoted}}}",
        ]
    rows += [f"- {{date: 2026-11-04, gave: share, url: {json.dumps(link)}, title: x}}" for link in LINKS]
    rows += [f"- {{date: 2026-11-04, got: share, peer: ada, url: {json.dumps(link)}, title: x}}" for link in LINKS]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module", params=["mkdocs", "material", "readthedocs"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        "reciprocity.yml": log(),
        "feeds/ada.xml": feed(),
        "docs/looms.md": "# Looms\n\nText, and [a talk](https://ada.example/post-3/).\n",
        "docs/all.md": "# All\n\n<!-- reciprocity:shared 100 -->\n\n<!-- reciprocity:thanks 100 -->\n",
    }
    return site(tmp_path_factory.mktemp("hostile"), files, {"theme": {"name": request.param}})


PAGES = [
    "shared/index.html",
    "shared/2026/index.html",
    "pay-it-forward/index.html",
    "looms/index.html",
    "all/index.html",
]


def ours(built: Built, page: str) -> list[LexborNode]:
    found = built.tree(page).css(".reciprocity")
    assert found, page
    return found


TAGS = frozenset(
    "div p h1 h2 h3 a bdi span ul ol li article time figure figcaption details summary table caption thead tbody tr th "
    "td svg g title rect text img pre code aside section nav header footer small strong em b i hr br dl dt dd "
    "blockquote button line path circle fieldset legend label input script data".split()
)


@pytest.mark.parametrize("page", PAGES)
def test_there_is_no_markup_from_outside(built: Built, page: str) -> None:
    for part in ours(built, page):
        for node in part.traverse():
            assert node.tag in TAGS, node.html
            for name, value in node.attributes.items():
                assert not name.startswith("on"), node.html
                assert name in {
                    "id", "class", "href", "src", "alt", "title", "datetime", "rel", "role", "scope", "height", "width",
                    "x", "y", "viewBox", "viewbox", "aria-label", "aria-labelledby", "aria-hidden", "rx", "lang",
                    "hreflang", "loading", "dir", "d", "open", "type", "tabindex", "hidden", "name", "value", "checked",
                    "defer", "cite", "data-title", "data-url", "data-done", "data-initials",
                }, node.html  # fmt: skip
                if name in {"href", "src", "data-url"}:
                    assert ALLOWED.match(value or ""), node.html
            if node.tag == "script":
                assert node.attributes["src"] == "../assets/reciprocity/reciprocity.js"
                assert not node.text()
    assert "owned" not in [node.attributes["id"] for node in built.tree(page).css("[id]")]


@pytest.mark.parametrize("page", PAGES)
def test_no_braces_from_outside_are_left(built: Built, page: str) -> None:
    outside_scripts = re.sub(r"<(script|style)\b.*?</\1>", "", built.read(page), flags=re.S)
    assert "{" not in outside_scripts
    assert "}" not in outside_scripts
    assert "&#123;&#123; 7*7 &#125;&#125;" in outside_scripts


@pytest.mark.parametrize("page", PAGES)
def test_the_text_is_there_as_text(built: Built, page: str) -> None:
    shown = " ".join(part.text() for part in ours(built, page))
    assert "<script>alert(1)</script>" in shown
    if page != "looms/index.html":
        assert "{{ 7*7 }}" in shown


@pytest.mark.parametrize("page", PAGES)
def test_markers_in_titles_are_not_filled(built: Built, page: str) -> None:
    lists = built.tree(page).css(":not(details) > ul.reciprocity-thanks")
    assert len(lists) == {"pay-it-forward/index.html": 1, "all/index.html": 1}.get(page, 0)
    assert "<!-- reciprocity:" not in built.read(page)


@pytest.mark.parametrize("page", PAGES)
def test_text_of_another_direction_is_set_apart(built: Built, page: str) -> None:
    turned = [node for part in ours(built, page) for node in part.traverse() if "\u202e" in node.text(deep=False)]
    assert all(node.tag in {"bdi", "code"} for node in turned), [node.html for node in turned if node.tag != "bdi"]


def test_log_lines_are_single_and_plain(built: Built) -> None:
    for line in built.ours():
        assert "\n" not in line
        assert line.isprintable(), line


def test_names_with_line_breaks_do_not_break_a_log_line(tmp_path: Path) -> None:
    log = 'peers:\n  ada: {name: "x\\n::add-mask::a\\e[31m", home: https://ada.example/, feed: none.xml}\n'
    built = site(tmp_path, {"reciprocity.yml": log})
    assert [line for line in built.ours() if "none.xml" in line]
    test_log_lines_are_single_and_plain(built)


def test_a_feed_of_another_kind_of_evil(tmp_path: Path) -> None:
    log = "peers:\n  ada: {home: https://ada.example/, feed: a.json}\n"
    log += '  ben: {home: https://ben.example/, feed: "b\\0.xml"}\n'
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "x",
        "items": [{"id": "1", "url": "https://ada.example/1", "title": "a\ud800b", "content_html": "\udfff"}],
    }  # fmt: skip
    built = site(tmp_path, {"reciprocity.yml": log, "a.json": json.dumps(feed)}, strict=True)
    assert not built.aborted, built.lines
