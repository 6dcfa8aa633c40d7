"""The markers of posts and blogs beside other plugins, and in a site that `finish` goes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_reciprocity.core.site_places import BLOGROLL_STYLE, RECOMMENDATIONS
from tests.sites.drawing import Built, draw, make, site
from tests.sites.test_blogs import FILES, NEVER, post, texts
from tests.sites.test_extension import drawn
from tests.sites.test_extension import made as built_without_the_plugin
from tests.sites.test_finish import finish
from tests.sites.test_generate import generate

BLOG = {
    **FILES,
    "docs/index.md": "# Home\n\n<!-- reciprocity:own 9 -->\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": post("2026-11-02", "One loom", "<!-- reciprocity:river 1 -->\n\n<!-- more -->\n\nMore."),
    "docs/blog/posts/two.md": post("\n  created: 2026-11-03", "Two", "Text.\n\n<!-- more -->\n\nMore."),
    "docs/blog/posts/draft.md": post("2026-11-05", "Draft", "Text.", draft="true"),
    "docs/about.md": "# About\n",
}
MATERIAL = {**NEVER, "theme": {"name": "material"}, "plugins": ["search", "blog"]}
POSTS = [("Two · 3 Nov", "blog/2026/11/03/two/"), ("One loom · 2 Nov", "blog/2026/11/02/one-loom/")]


def own(built: Built, path: str = "index.html") -> list[tuple[str, str]]:
    items = built.tree(path).css("ul.reciprocity-own > li")
    hrefs = [node.attributes.get("href") or "" for item in items for node in item.css("a")]
    return list(zip(texts(items), hrefs, strict=True))


def test_posts_of_materials_blog_lie_where_it_puts_them(tmp_path: Path) -> None:
    assert own(site(tmp_path, BLOG, MATERIAL)) == POSTS


def test_without_the_plugin_finish_learns_where_they_lie(tmp_path: Path) -> None:
    config = drawn(tmp_path, BLOG, options=NEVER["reciprocity"], theme={"name": "material"}, plugins=["search", "blog"])
    for _ in range(2):
        assert generate(tmp_path).exit_code == 0
        built = built_without_the_plugin(config)
        done = finish(tmp_path, "mkdocs.yml")
        assert done.exit_code == 0, done.output
    assert own(built) == POSTS
    assert not built.tree("blog/index.html").css(".reciprocity-river")  # as no marker is filled in excerpts
    (tmp_path / "docs/blog/posts/three.md").write_text(post("2026-11-04", "Three", "Text."), "utf-8")
    (tmp_path / "docs/essay.md").write_text(post("2026-11-05", "Essay"), "utf-8")
    assert generate(tmp_path).exit_code == 0
    assert own(built_without_the_plugin(config)) == [("Essay · 5 Nov", "essay/"), *POSTS]


def test_finish_writes_what_begins_with_a_dot_and_it_finds_its_style(tmp_path: Path) -> None:
    config = drawn(tmp_path, FILES, options=NEVER["reciprocity"])
    assert generate(tmp_path).exit_code == 0
    built = built_without_the_plugin(config)
    assert built.has(BLOGROLL_STYLE)
    assert not built.has(RECOMMENDATIONS)
    assert finish(tmp_path, "mkdocs.yml").exit_code == 0
    assert f'href="../{BLOGROLL_STYLE}"' in built.read(RECOMMENDATIONS)
    assert f'href="{BLOGROLL_STYLE}"' in built.read("blogroll.opml")
    again = finish(tmp_path, "mkdocs.yml")
    assert "nothing to change" in again.output
    assert generate(tmp_path, "--check").exit_code == 0


def test_each_language_lists_its_own_pages(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs_static_i18n")
    languages = [
        {"locale": "en", "default": True, "name": "English", "build": True},
        {"locale": "de", "name": "Deutsch", "build": True},
    ]
    files = {
        **FILES,
        "docs/index.md": "# Home\n\n<!-- reciprocity:own -->\n",
        "docs/index.de.md": "# Daheim\n\n<!-- reciprocity:own -->\n",
        "docs/looms.md": post("2026-11-02", "Looms"),
        "docs/looms.de.md": post("2026-11-03", "Webstühle"),
    }
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    built = make(draw(tmp_path, files, {**NEVER, "plugins": ["search", i18n]}))
    assert own(built) == [("Looms · 2 Nov", "looms/")]
    assert own(built, "de/index.html") == [("Webstühle · 3. Nov.", "looms/")]
