"""What "Pay it forward" begins with: a post with its author's words, four small ones, and five more behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sites.drawing import Built, entry, rss, site

PAGE = "pay-it-forward/index.html"
WORDS = "The boat is out of the water until March. So I have hands, and no rope to hold."


def forward(root: Path, count: int, fields: str = "", html: str = f"<p>{WORDS}</p>", **config: object) -> Built:
    """A site with so many peers who have written one post each."""
    peers = "".join(
        f"  p{n}: {{name: Peer {n}, home: https://p{n}.example/, feed: feeds/p{n}.xml{fields}}}\n" for n in range(count)
    )
    feeds = {f"feeds/p{n}.xml": rss(entry(f"Post {n}", f"https://p{n}.example/a/", html=html)) for n in range(count)}
    built = site(root, {"reciprocity.yml": f"peers:\n{peers}interactions: []\n", **feeds}, config, strict=True)
    assert not built.aborted, built.lines
    return built


def quotes(tree: LexborHTMLParser) -> list[str]:
    return [node.text() for node in tree.css("blockquote")]


@pytest.mark.parametrize(
    ("count", "small", "others"), [(0, 0, 0), (1, 0, 0), (2, 1, 0), (5, 4, 0), (7, 4, 2), (30, 4, 5)]
)
def test_one_is_large_four_are_small_and_five_more_wait(tmp_path: Path, count: int, small: int, others: int) -> None:
    tree = forward(tmp_path, count).tree(PAGE)
    assert len(tree.css("article.reciprocity-first")) == min(count, 1)
    assert len(tree.css(".reciprocity-forward > .reciprocity-offers > article")) == small
    assert len(tree.css("details.reciprocity-others article")) == others
    assert quotes(tree) == [WORDS] * min(count, 1)
    assert len(tree.css("article")) == len({node.text() for node in tree.css(".reciprocity-title")})


def test_the_large_one_has_its_authors_words_as_theirs(tmp_path: Path) -> None:
    tree = forward(tmp_path, 1, ", lang: de").tree(PAGE)
    quote = tree.css_first("article.h-cite > blockquote.p-content")
    assert quote is not None
    assert quote.attributes == {
        "class": "p-content", "cite": "https://p0.example/a/", "dir": "auto", "lang": "de",
    }  # fmt: skip
    assert tree.css_first("article .p-author.h-card .reciprocity-face") is not None


@pytest.mark.parametrize(
    ("fields", "expected"), [(", excerpt: true", 1), (", excerpt: false", 0), (", private: true", 0)]
)
def test_who_is_not_quoted_is_quoted_nowhere(tmp_path: Path, fields: str, expected: int) -> None:
    built = forward(tmp_path, 3, fields)
    assert [WORDS in built.read(name) for name in (PAGE, "index.html", "shared/index.html")] == [
        bool(expected),
        False,
        False,
    ]
    assert len(quotes(built.tree(PAGE))) == expected
    assert len(built.tree(PAGE).css("article")) == (0 if "private" in fields else 3)


HOSTILE = (
    "{{ 7*7 }} is no sum, and {% raw %} is none. &lt;script&gt;alert(1)&lt;/script&gt; is no script, \u202e\x07 and "
    '" onclick="alert(1) is no attribute. &#x7b;&#x7b; config }}'
)


def test_what_others_write_stays_text(tmp_path: Path) -> None:
    built = forward(tmp_path, 1, html=HOSTILE.replace("\x07", ""))
    page = built.content(PAGE)
    assert not set("{}\u202e") & set(page)
    tree = built.tree(PAGE)
    assert not tree.css("article script, article [onclick]")


def test_a_post_of_five_thousand_words_does_not_make_the_page_longer(tmp_path: Path) -> None:
    one = forward(tmp_path / "a", 30, html=f"<p>{WORDS} {WORDS} {WORDS} {WORDS}</p>").content(PAGE)
    many = forward(tmp_path / "b", 30, html=f"<p>{(WORDS + ' ') * 300}</p>").content(PAGE)
    assert abs(len(many) - len(one)) < 100, "the length of the post is another"


def test_without_a_script_there_are_links_and_no_button_is_seen(tmp_path: Path) -> None:
    tree = forward(tmp_path, 10).tree(PAGE)
    for button in tree.css("article button"):
        assert button.parent is not None
        assert "hidden" in button.attributes or "hidden" in button.parent.attributes
    ways = [len(article.css("a[href^='mailto:'], a[rel=nofollow]")) for article in tree.css("article")]
    assert ways == [3] * 10
