"""A blog in Zensical, with the extension of Markdown: pages, excerpts, feeds, search."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_reciprocity.collect.docs import GENERATED, SHEET
from tests.sites.drawing import ADA, draw, entry, rss
from tests.sites.test_generate import generate
from tests.sites.zensical import needed, zensical

pytestmark = needed

TOML = f"""\
[project]
site_name = "Looms"
site_url = "https://me.example/sub/"
extra_css = ["assets/reciprocity/reciprocity.css"]
watch = ["docs/{SHEET}"]

[project.markdown_extensions]
abbr = {{}}
admonition = {{}}
attr_list = {{}}
md_in_html = {{}}
smarty = {{}}
toc.permalink = true
pymdownx.smartsymbols = {{}}
pymdownx.tabbed.alternate_style = true
pymdownx.emoji.emoji_generator = "zensical.extensions.emoji.to_svg"
pymdownx.emoji.emoji_index = "zensical.extensions.emoji.twemoji"
mkdocs_reciprocity.markdown = {{}}

[project.plugins.blog]
[project.plugins.rss]
[project.plugins.macros]
[project.plugins.search]
[project.plugins.reciprocity]
"""
TITLE = '{{ 7*7 }} {% x %} "Q" -- :smile: (c) {.c} [x](y) *b* ``` &lt;/div&gt;'
HERE = "https://me.example/sub/"
LOG = ADA + (
    "  ben: {name: Ben Example, home: HTTPS://ben.example/README.md, avatar: people/ben.png}\n"
    "interactions:\n"
    "- {date: 2026-11-02, gave: share, url: https://ada.example/x.md, title: '{{ 7*7 }} </div>'}\n"
    f"- {{date: 2026-11-05, got: comment, peer: ben, url: {HERE}looms/}}\n"
    f"- {{date: 2026-11-05, got: comment, peer: ben, url: {HERE}blog/2026/11/01/post-1/}}\n"
    f"- {{date: 2026-11-06, got: share, peer: ben, url: {HERE}blog/2026/11/02/post-2/}}\n"
)
MARKERS = "".join(f"<!-- reciprocity:{name} -->\n\n" for name in ("badge", "shared 5", "thanks 5", "ring 3", "lifts"))
POST = "---\ndate: 2026-11-0{0}\ncategories: [Looms]\n---\n# Post {0}\n\nOne. <!-- reciprocity:badge -->\n\n{1}Two.\n"
FILES: dict[str, str | bytes] = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(entry(TITLE, "https://ada.example/README.md", html=f'<a href="{HERE}looms/">x</a>')),
    "docs/looms.md": f"# On looms {{{{ 6*7 }}}}\n\n{MARKERS}",
    "docs/my posts/on räder.md": f"\ufeff# Räder\r\n\r\n{MARKERS}",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/p1.md": POST.format(1, ""),
    "docs/blog/posts/p2.md": POST.format(2, "<!-- more -->\n\n"),
    "docs/people/ben.png": b"\x89PNG\r\n\x1a\n",
}


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("zensical")
    drawn(root)
    zensical(root)
    return root


def drawn(root: Path) -> None:
    draw(root, FILES)
    (root / "mkdocs.yml").unlink()
    (root / "zensical.toml").write_text(TOML, "utf-8")
    done = generate(root, config="zensical.toml")
    assert done.exit_code == 0, done.output
    assert done.stderr == ""


def page(root: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((root / "site" / path / "index.html").read_text("utf-8"))


def reactions(root: Path, path: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page(root, path).css(".reciprocity-reactions")]


def test_posts_have_their_reactions_and_titles(blog: Path) -> None:
    for path, title in (("blog/2026/11/01/post-1", "Post 1"), ("blog/2026/11/02/post-2", "Post 2")):
        [said] = reactions(blog, path)
        assert title in said
        assert "Ben Example" in said
    assert page(blog, "blog/2026/11/01/post-1").css_first('nav a[href="#reciprocity-reactions"]') is not None


@pytest.mark.parametrize("path", ["blog", "blog/archive/2026", "blog/category/looms"])
def test_no_excerpt_has_reactions(blog: Path, path: str) -> None:
    tree = page(blog, path)
    assert len(tree.css("article.md-post")) == 2
    assert not reactions(blog, path)
    assert "One." in (tree.body or tree.root).text()  # type: ignore[union-attr]
    assert len(tree.css('.md-post a[href$="post-1/"]')) > 1  # "Continue reading", since there is more


def test_the_author_s_feeds_have_none_of_it(blog: Path) -> None:
    for path in (blog / "site").glob("feed_*"):
        text = path.read_text("utf-8")
        assert "Post 1" in text
        assert "reciprocity-" not in text


def test_text_of_others_is_shown_as_it_is_and_found(blog: Path) -> None:
    shown = TITLE.replace("&lt;", "<").replace("&gt;", ">")
    for path in ("looms", "my posts/on räder"):
        tree = page(blog, path)
        assert shown in " ".join(node.text() for node in tree.css(".reciprocity"))
        assert "49" not in (tree.css_first("article") or tree.root).text()  # type: ignore[union-attr]
    items = json.loads((blog / "site/search.json").read_text("utf-8"))["items"]
    found = {item["location"]: item for item in items}
    assert '{{ 7*7 }} {% x %} "Q" -- :smile: (c) {.c} [x](y) *b*' in found["looms/#reciprocity-reactions"]["text"]
    assert "On looms 42" in found["looms/"]["title"]


def links(tree: LexborHTMLParser) -> list[str]:
    def told(node: LexborNode, name: str) -> list[str]:
        value = node.attributes.get(name)
        return [] if value is None else [value]

    nodes = tree.css(".reciprocity a, a.reciprocity-badge, .reciprocity img, .reciprocity-badge img")
    return [link for node in nodes for name in ("href", "src") for link in told(node, name)]


@pytest.mark.parametrize("path", ["looms", "my posts/on räder", "blog/2026/11/01/post-1", "blog"])
def test_every_link_leads_to_what_it_should(blog: Path, path: str) -> None:
    every = links(page(blog, path))
    assert every
    for link in every:
        whole = urlsplit(urljoin(f"{HERE}{path}/", link))
        if whole.netloc == "me.example":
            file = blog / "site" / unquote(whole.path).removeprefix("/sub/")
            assert (file / "index.html" if whole.path.endswith("/") else file).is_file(), link
    assert {urlsplit(link).netloc for link in every} <= {"", "ada.example", "ben.example", "me.example"}


def test_what_generate_keeps_is_not_published(blog: Path) -> None:
    assert not [path for path in (blog / "site").rglob(".*") if path.name in {GENERATED, SHEET}]


def test_what_changed_is_shown_though_zensical_keeps_pages_and_after_it_forgot_them(tmp_path: Path) -> None:
    drawn(tmp_path)
    zensical(tmp_path)
    assert not reactions(tmp_path, "my posts/on räder")
    more = f"- {{date: 2026-11-07, got: comment, peer: ben, url: '{HERE}my%20posts/on%20r%C3%A4der/'}}\n"
    (tmp_path / "reciprocity.yml").write_text(LOG + more, "utf-8")
    generate(tmp_path, config="zensical.toml")
    zensical(tmp_path)
    [said] = reactions(tmp_path, "my posts/on räder")
    assert "Ben Example" in said
    zensical(tmp_path, "--clean")  # which takes away all that is kept, what feeds said included
    assert reactions(tmp_path, "my posts/on räder") == [said]
    assert len(reactions(tmp_path, "looms")) == 1
    assert "Passed on by" in reactions(tmp_path, "looms")[0]


def test_before_generate_a_line_says_what_is_missing(tmp_path: Path) -> None:
    drawn(tmp_path)
    (tmp_path / "docs" / SHEET).unlink()
    said = zensical(tmp_path)
    assert said.count(f"docs/{SHEET}: this is not there yet") == 1
    assert "Traceback" not in said
    assert not reactions(tmp_path, "looms")
