from __future__ import annotations

import json
from typing import Any

import jinja2
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from mkdocs_reciprocity.publish.markdown_page import MARK, page
from mkdocs_reciprocity.publish.markup import escaped
from tests.flow import flow
from tests.laws.examples import laws

MKDOCS: list[str] = ["toc", "tables", "fenced_code"]
ZENSICAL = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "toc", "tables", "pymdownx.arithmatex",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight",
    "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.smartsymbols",
    "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
]  # fmt: skip
"""What Zensical has where an author names none, but for what only Zensical has."""
MORE = [*ZENSICAL, "smarty", "sane_lists", "nl2br", "pymdownx.snippets", "pymdownx.critic", "meta", "wikilinks"]
OPTIONS: dict[str, Any] = {"pymdownx.snippets": {"check_paths": True, "base_path": ["/"]}}

HOSTILE = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }} {% raw %} {# x",
    "</div>\n\n</section><h2 id=x>y</h2>",
    "one\n\n\n    four spaces\n\n\ttab",
    "\n```\ncode\n```\n",
    "\n~~~ python\nx",
    "\n---\ntitle: mine\n---\n",
    "\n# Heading\n\n## Another {#id}\n",
    "*a* **b** _c_ `d` [e](http://f.example) ![g](h) <i> [[j]] :smile: (c) --> ++k++ ==l== ^m^ ~n~ $o$",
    '\n--8<-- "/etc/passwd"\n--8<--\n/etc/passwd\n--8<--\n',
    '\n!!! note\n    inside\n\n??? x\n\n=== "tab"\n    y',
    "\n[1]: http://x.example\n*[HTML]: y\n[^1]: z\n",
    "\r\rx\r\n\r\ny\x0b\x0cz\x85\u2028\u2029",
    "<!-- reciprocity:thanks 99 --> <!-- \n\n",
    "\x02wzxhzdk:0\x03 \x00 \ud800",
    "&lt;b&gt; &#123; &amp;amp;",
    "{: .class } {#id}",
    "</code></pre></script>\n<script>alert(1)</script>",
    ' h-feed " h-feed "',
    "- \n1. \n+ x\n\n> y",
    "_" * 300,
]


def fragment(text: str, title: str = "Who I've shared") -> str:
    said, heading = escaped(text), escaped(title)
    return (
        f'<div class="reciprocity reciprocity-shared h-feed" lang="de">\n<h1 id="shared">{heading}</h1>\n'
        f'<p class="reciprocity-lead" title="{said}">{said}</p>\n\n<h2 id="reciprocity-lifted">The blogs I lift</h2>\n'
        f'  <ul>\n  <li><a href="https://a.example/?q={said}">{said}</a><br>\n{said}\n</li>\n  </ul>\n'
        f'<section class="reciprocity-month">\n<h2 id="in-2026-11">November 2026</h2>\n'
        f'<ul class="reciprocity-timeline">\n<li id="g-1">{said}</li></ul>\n</section>\n'
        f'<section class="reciprocity-month">\n<h2 id="in-2026-10">{heading}</h2>\n<pre>{said}</pre>\n</section>\n'
        f"<p>{said}</p></div>\n"
    )


def split(made: bytes) -> tuple[dict[str, Any], str]:
    """The front matter, and the Markdown."""
    _, front, text = made.decode().split("---\n", 2)
    return yaml.safe_load(front), text


def built(made: bytes, extensions: list[str]) -> str:
    options = {name: OPTIONS[name] for name in extensions if name in OPTIONS}
    return Markdown(extensions=extensions, extension_configs=options).convert(split(made)[1])


def plain(text: str) -> str:
    """Without what no page can have."""
    return "".join(char for char in text if char in "\n\r\t" or (char >= " " and not "\ud800" <= char <= "\udfff"))


@pytest.mark.parametrize("extensions", [[], MKDOCS, ZENSICAL, MORE], ids=["none", "mkdocs", "zensical", "more"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_markdown_changes_what_stands_in_a_page(text: str, extensions: list[str]) -> None:
    assert flow(built(page("T", fragment(text), 0), extensions)) == flow(fragment(plain(text)))


PIECES = [*"\n\n\n\t `~#*_-=>|[](){}<>!:;^$&\"'\\/+.1aé\r", "```", "---", "    ", "{{", "{%", "</div>", "\n\n", "a"]
NASTY = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@example(text="\n\n</div>\n\n    x", title="# x {: #y }")
@laws(150)
@given(text=NASTY, title=NASTY.map(lambda text: f"{text}a"))
def test_no_text_does_anything(text: str, title: str) -> None:
    made = page(title, fragment(text, title))
    for extensions in (MKDOCS, ZENSICAL):
        assert flow(built(made, extensions)) == flow(fragment(text, title))
    body = split(made)[1]
    assert not {"{", "}"} & {*body}
    assert jinja2.Environment(autoescape=True).from_string(body).render() == body.removesuffix("\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_every_reader_of_markdown_relies_on(text: str) -> None:
    for block in split(page("T", fragment(text)))[1].strip("\n").split("\n\n"):
        assert block.startswith(("<div", "# ", "## "))
        if block.startswith("<"):
            assert all(line.startswith("<") for line in block.split("\n")[1:] if not line[:1].isalnum())
            assert block.count("<div") == block.count("</div>")
            assert not any(char in block for char in "\r\t")


def test_front_matter() -> None:
    made = page('Who\n"I" \\ {{ x }}: #\x7f é', "<div></div>", description='It "is": #1\n---')
    meta, _ = split(made)
    assert made.startswith(MARK)
    assert meta == {
        "title": 'Who "I" \\ {{ x }}: # é', "description": 'It "is": #1 ---',
        "draft": True, "render_macros": False, "reciprocity": False
    }  # fmt: skip
    assert json.loads(made.decode().split("title: ")[1].split("\n")[0]) == meta["title"]


def test_headings_are_markdown_and_keep_their_ids() -> None:
    parser = Markdown(extensions=["toc"])
    html = parser.convert(split(page("T", fragment("x")))[1])
    assert [(token["level"], token["name"]) for token in parser.toc_tokens] == [(1, "Who I&#39;ve shared")]  # type: ignore[attr-defined]
    below = parser.toc_tokens[0]["children"]  # type: ignore[attr-defined]
    assert [token["name"] for token in below] == ["The blogs I lift", "November 2026", "Who I&#39;ve shared"]
    for id_ in ("shared", "reciprocity-lifted", "in-2026-11", "in-2026-10"):
        assert html.count(f'<div id="{id_}"></div>') == 1


def test_headings_that_markdown_lowers_are_not_lowered_twice() -> None:
    lowered = '<div class="reciprocity"><h2 id="a">A</h2><p>x</p><h3 id="b">B</h3><p>y</p><h4>no id</h4></div>'
    _, body = split(page("T", lowered, 1))
    assert "\n# A\n" in body
    assert "\n## B\n" in body
    assert "<h4>no id</h4>" in body


def test_what_an_author_s_template_may_have() -> None:
    made = (
        '<h2 id="a">A <b>&amp;</b> *B*</h2>text <em>with</em>\n\nlines<!-- <div> --><img src="x"><br/>\n'
        '<h2 id="b">C</h2>'
    )
    _, body = split(page("T", made))
    assert body == (
        '\n<div id="a"></div>\n\n## A &#38; &#42;B&#42;\n\n'
        '<div>text <em>with</em>&#10;&#10;lines<!-- <div> --><img src="x"><br/></div>\n\n<div id="b"></div>\n\n## C\n'
    )


def test_an_element_that_is_never_closed_or_never_opened() -> None:
    _, body = split(page("T", '</p><div class="x"><ul><li>1<li>2</ul><h2 id="a">A</h2>3</div></div>'))
    assert body.endswith('<div id="a"></div>\n\n## A\n\n<div class="x">3</div></div>\n')


def test_a_page_of_nothing_has_nothing() -> None:
    assert split(page("T", ""))[1] == ""


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        (
            "mailto:?subject=a&amp;body=https%3A//b.example/c.MD",
            "mailto:?subject=a&amp;body=https%3A//b.example/c.MD%0A",
        ),
        ("HTTPS://b.example/C.md", "https://b.example/C.md"),
        ("https://b.example/c.md", "https://b.example/c.md"),
        ("mailto:?body=https%3A//b.example/c", "mailto:?body=https%3A//b.example/c"),
    ],
)
def test_no_link_looks_like_a_page_that_is_not_there(link: str, kept: str) -> None:
    assert split(page("T", f'<div><a href="{link}">x</a></div>'))[1] == f'\n<div><a href="{kept}">x</a></div>\n'
