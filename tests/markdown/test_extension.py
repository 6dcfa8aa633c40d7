"""The extension, in an instance of Markdown such as Zensical makes for each page."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
from markdown.preprocessors import Preprocessor

from mkdocs_reciprocity.collect.docs import SHEET
from mkdocs_reciprocity.collect.mkdocs_yml import EXTENSION
from tests.sites.drawing import ADA, draw
from tests.sites.test_generate import generate

LOG = ADA.replace(", feed: feeds/ada.xml", "") + (
    "  ben: {name: 'Ben {{ 7*7 }} \"Q\" *b* :smile: {.c} [x](y)', home: https://ben.example/}\n"
    "interactions:\n"
    "- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: '<b>{% x %}</b> --'}\n"
    "- {date: 2026-11-05, got: comment, peer: ben, url: https://me.example/looms/}\n"
    "- {date: 2026-11-05, got: share, peer: ben, url: https://me.example/blog/2026/11/01/post-1/}\n"
)
REACTIONS = '<section class="reciprocity reciprocity-reactions'


class Context(Preprocessor):
    """What Zensical leaves in each instance, by the same name."""

    def __init__(self, md: markdown.Markdown, page: SimpleNamespace, config: Mapping[str, Any]) -> None:
        super().__init__(md)
        self.page, self.config = page, config

    def run(self, lines: list[str]) -> list[str]:
        return lines


class Within(Preprocessor):
    """Converts something by itself while a page is made, as for a docstring, in an instance with the same context."""

    def __init__(self, md: markdown.Markdown, inner: markdown.Markdown) -> None:
        super().__init__(md)
        self.inner = inner

    def run(self, lines: list[str]) -> list[str]:
        return [self.inner.convert("Inner <!-- reciprocity:badge -->"), "", *lines]


def instance(
    root: Path, source: str, here: str, *, extensions: Any = (), meta: Mapping[str, Any] | None = None, **config: Any
) -> markdown.Markdown:
    md = markdown.Markdown(
        extensions=["toc", "tables", "fenced_code", EXTENSION, *extensions],
        extension_configs={"toc": {"permalink": True}},
    )
    page = SimpleNamespace(path=source, url=here, meta=dict(meta or {}))
    whole = {"root_dir": str(root), "docs_dir": "docs", "plugins": {"blogs": {"config": []}}, **config}
    md.preprocessors.register(Context(md, page, whole), "rendering_context", 0)
    return md


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path, {})


def made(root: Path, options: Mapping[str, Any], files: Mapping[str, str] | None = None, log: str = LOG) -> Path:
    config = {
        "markdown_extensions": [EXTENSION, {"toc": {"permalink": True}}],
        "extra_css": ["assets/reciprocity/reciprocity.css"],
        "watch": [f"docs/{SHEET}"],
    }
    every = {"reciprocity.yml": log, "docs/looms.md": "# On looms\n", **(files or {})}
    draw(root, every, {**config, "reciprocity": options})
    done = generate(root)
    assert done.exit_code == 0, done.output
    return root


def test_markers_are_filled_and_reactions_stand_at_the_foot(root: Path) -> None:
    md = instance(root, "looms.md", "looms/")
    html = md.convert("# On looms\n\nOne. `<!-- reciprocity:badge -->`\n\n<!-- reciprocity:badge -->\n\n## Two\n")
    assert "<code>&lt;!-- reciprocity:badge --&gt;</code>" in html
    assert html.index("One.") < html.index('<a class="reciprocity-badge" href="shared/"') < html.index("Two")
    assert html.index("Two") < html.index(REACTIONS)
    assert html.count(REACTIONS) == 1
    [top] = md.toc_tokens  # type: ignore[attr-defined]
    assert [(one["level"], one["id"], one["name"]) for one in top["children"]] == [
        (2, "two", "Two"), (2, "reciprocity-reactions", "Reactions")
    ]  # fmt: skip
    assert all({"html", "data-toc-label", "children"} <= {*one} for one in top["children"])


def test_text_of_others_goes_through_no_markdown(root: Path) -> None:
    extensions = ["smarty", "attr_list", "md_in_html", "pymdownx.emoji", "pymdownx.smartsymbols", "pymdownx.magiclink"]
    text = "# On looms\n\n<!-- reciprocity:shared 5 -->\n\n<!-- reciprocity:ring 3 -->\n"
    html = instance(root, "looms.md", "looms/", extensions=extensions).convert(text)
    assert "Ben &#123;&#123; 7*7 &#125;&#125; &#34;Q&#34; *b* :smile: &#123;.c&#125; [x](y)" in html
    assert "&lt;b&gt;&#123;% x %&#125;&lt;/b&gt; --" in html
    assert not {"{", "}"} & {*html}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   \n\n", 0),
        ("<!-- reciprocity:badge -->", 1),
        ("- <!-- reciprocity:badge -->\n- b\n", 1),
        ("| a |\n|---|\n| <!-- reciprocity:badge --> |\n", 1),
        ("One[^1].\n\n[^1]: <!-- reciprocity:badge -->\n", 1),
        ("!!! note\n    <!-- reciprocity:badge -->\n", 1),
        ('=== "Tab"\n    <!-- reciprocity:badge -->\n', 1),
        ("> <!-- reciprocity:badge -->\n", 1),
        ('<div markdown="1">\n<!-- reciprocity:badge -->\n</div>\n', 1),
        ("<div>\n<!-- reciprocity:badge -->\n</div>\n", 1),
        ("```\n<!-- reciprocity:badge -->\n```\n", 0),
        ("    <!-- reciprocity:badge -->\n", 0),
        ("`<!-- reciprocity:badge -->`", 0),
        ("<!-- reciprocity:bagde -->\n\n<!-- reciprocity:badge x -->", 0),
        ("<!-- reciprocity:badge -->\r\n\r\n" * 1000, 1000),
    ],
)
def test_markers_wherever_they_stand(root: Path, text: str, count: int) -> None:
    extensions = ["footnotes", "admonition", "md_in_html", "pymdownx.tabbed", "attr_list", "def_list"]
    html = instance(root, "a.md", "a/", extensions=extensions).convert(text)
    assert html.count('<a class="reciprocity-badge"') == count
    html = instance(root, "looms.md", "looms/", extensions=extensions).convert(text)
    assert html.count(REACTIONS) == 1  # also on a page without any text


def test_front_matter_turns_the_foot_off_and_not_the_markers(root: Path) -> None:
    md = instance(root, "looms.md", "looms/", meta={"reciprocity": False})
    html = md.convert("# On looms\n\n<!-- reciprocity:badge -->\n")
    assert REACTIONS not in html
    assert "reciprocity-badge" in html
    assert REACTIONS in instance(root, "looms.md", "looms/", meta={"reciprocity": "x"}).convert("# On looms")


def test_options_turn_things_off(tmp_path: Path) -> None:
    made(tmp_path, {"reactions": False})
    assert REACTIONS not in instance(tmp_path, "looms.md", "looms/").convert("# On looms")
    assert REACTIONS in instance(tmp_path, "looms.md", "looms/").convert("<!-- reciprocity:reactions -->")


def test_links_are_seen_from_the_source_since_zensical_moves_them(root: Path) -> None:
    text = "# P\n\n<!-- reciprocity:badge -->"
    post = instance(root, "blog/posts/p1.md", "blog/2026/11/01/post-1/").convert(text)
    assert 'href="../../shared/"' in post
    assert '<a class="p-name u-url" href="../2026/11/01/post-1/">' in post
    assert 'href="../shared/"' in instance(root, "my posts/ä.md", "my%20posts/%C3%A4/").convert(text)


@pytest.mark.parametrize("here", ["c'd/", "c%27d/", "c%27d/?"])
def test_a_page_is_known_in_whatever_way_its_path_is_escaped(tmp_path: Path, here: str) -> None:
    log = LOG + '- {date: 2026-11-05, got: comment, peer: ben, url: "https://me.example/c\'d/"}\n'
    made(tmp_path, {}, {"docs/c'd.md": "# C\n"}, log)
    assert (REACTIONS in instance(tmp_path, "c'd.md", here).convert("# C")) == (not here.endswith("?"))


def test_a_post_whose_address_only_a_build_knows_has_its_title(root: Path) -> None:
    md = instance(root, "blog/posts/p1.md", "blog/2026/11/01/post-1/")
    assert "<bdi>Post &amp; 1</bdi></a></span>" in md.convert("# Post & 1")
    md = instance(root, "blog/posts/p1.md", "blog/2026/11/01/post-1/", meta={"title": "Said"})
    assert "<bdi>Said</bdi></a></span>" in md.convert("# Post & 1")
    md = instance(root, "blog/posts/p1.md", "blog/2026/11/01/post-1/")
    assert "<bdi>blog/2026/11/01/post-1/</bdi></a></span>" in md.convert("No heading.")


def test_an_excerpt_of_a_blog_ends_before_the_reactions(root: Path) -> None:
    def post(text: str, *blogs: Mapping[str, Any]) -> str:
        plugins = {"blogs": {"config": [{"name": "blog", "config": one} for one in blogs]}}
        return instance(root, "blog/posts/p1.md", "blog/2026/11/01/post-1/", plugins=plugins).convert(text)

    for blogs, end in (([{}], "<!-- more -->"), ([{"post_excerpt_separator": "<!-- cut -->"}], "<!-- cut -->")):
        excerpt, rest = post("# P\n\nAll.", *blogs).split(end)
        assert "All." in excerpt
        assert REACTIONS not in excerpt
        assert REACTIONS in rest
    assert post("# P\n\nOne.\n\n<!-- more -->\n\nTwo.", {}).count("<!-- more -->") == 1
    assert "<!-- more -->" not in post("# P", {"enabled": False})
    assert post("# P", {}, {}).count("<!-- more -->") == 1


def test_where_no_page_is_known_nothing_is_done(root: Path) -> None:
    text = "<!-- reciprocity:badge -->"
    assert markdown.markdown(text, extensions=[EXTENSION]) == text
    md = instance(root, "a.md", "a/")
    md.preprocessors["rendering_context"].page = None  # type: ignore[attr-defined]
    assert md.convert(text) == text
    assert instance(root, "a.md", "a/", plugins=None).convert(text) == text


def test_what_is_converted_within_a_page_stays_as_it_is(root: Path) -> None:
    md = instance(root, "looms.md", "looms/")
    md.preprocessors.register(Within(md, instance(root, "looms.md", "looms/")), "within", 100)
    html = md.convert("# On looms")
    assert html.count(REACTIONS) == 1
    assert html.count('<a class="reciprocity-badge"') == 1  # the marker of the inner one stands in the page itself
    assert markdown.Markdown(extensions=[EXTENSION]).convert("x") == "<p>x</p>"


def test_loaded_twice_it_does_its_work_once(root: Path) -> None:
    md = instance(root, "looms.md", "looms/", extensions=["mkdocs_reciprocity"])  # its name in TOML without quotes
    assert md.convert("# On looms").count(REACTIONS) == 1
    assert md.convert("# On looms").count(REACTIONS) == 1


def test_a_failure_within_a_page_leaves_the_next_one_whole(root: Path) -> None:
    class Breaking(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            raise ZeroDivisionError

    md = instance(root, "looms.md", "looms/")
    md.preprocessors.register(Breaking(md), "breaking", 50)
    with pytest.raises(ZeroDivisionError):
        md.convert("x")
    assert REACTIONS in instance(root, "looms.md", "looms/").convert("x")


def test_what_generate_writes_anew_is_shown(root: Path) -> None:
    def shown() -> bool:
        return REACTIONS in instance(root, "index.md", "").convert("# Home")

    assert not shown()
    more = "- {date: 2026-11-06, got: comment, peer: ben, url: https://me.example/}\n"
    (root / "reciprocity.yml").write_text(LOG + more, "utf-8")
    assert not shown()
    generate(root)
    assert shown()
    (root / "docs" / SHEET).unlink()
    assert not shown()


@pytest.mark.parametrize(
    "body", [None, "folder", b"", b"{}", b'{"format": 1}', b"\xff", b"[" * 100_000, b'{"format": 99}']
)
def test_without_a_usable_file_the_page_stays_as_it_is_and_a_line_says_so_once(
    root: Path, body: bytes | str | None, caplog: pytest.LogCaptureFixture
) -> None:
    file = root / "docs" / SHEET
    before = file.read_bytes()
    if not isinstance(body, bytes):
        file.unlink()
        if body:
            file.mkdir()
    elif b"99" in body:
        file.write_bytes(json.dumps({**json.loads(before), "format": 99}).encode())
    else:
        file.write_bytes(body)
    for _ in range(3):
        assert instance(root, "looms.md", "looms/").convert("# On looms").endswith("</h1>")
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    left = "so your pages have no reactions, and nothing where their markers are"
    assert [re.sub(r": [^:]*, so", ": …, so", line) for line in said] == [
        f"reciprocity: docs/{SHEET}: …, {left}; run `mkdocs-reciprocity generate` before you build"
    ]
    if file.is_dir():
        file.rmdir()
    file.write_bytes(before)
    assert REACTIONS in instance(root, "looms.md", "looms/").convert("# On looms")


def test_a_mistake_in_a_template_of_the_author_s_is_said_and_the_page_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made(tmp_path, {}, {"mine/reciprocity/reactions.html": "<p>Mine {{ 1/0 }}</p>"})
    config = (tmp_path / "mkdocs.yml").read_text("utf-8").replace("theme:\n", "theme:\n  custom_dir: mine\n")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    assert generate(tmp_path).exit_code == 0
    for _ in range(2):
        assert instance(tmp_path, "looms.md", "looms/", theme={"custom_dir": "mine"}).convert("One") == "<p>One</p>"
    [said] = [record.getMessage() for record in caplog.records]
    assert re.fullmatch(
        r"reciprocity: .*mine/reciprocity/reactions.html:1: division by zero .*; mend the template.*", said
    )
    (tmp_path / "mine/reciprocity/reactions.html").write_text("<p>Mine</p>", "utf-8")
    assert (
        instance(tmp_path, "looms.md", "looms/", theme={"custom_dir": "mine"}).convert("One") == "<p>One</p><p>Mine</p>"
    )


def test_a_file_that_somebody_else_has_written_names_no_templates(root: Path) -> None:
    evil = root / "docs/evil/reciprocity"
    evil.mkdir(parents=True)
    (evil / "reactions.html").write_text("<p>{{ 6 * 7 }}</p>", "utf-8")
    file = root / "docs" / SHEET
    said = {**json.loads(file.read_bytes()), "templates": "evil", "folders": ["docs/evil"]}
    file.write_text(json.dumps(said), "utf-8")
    html = instance(root, "looms.md", "looms/").convert("# On looms")
    assert REACTIONS in html
    assert "42" not in html


def _changed(value: Any, way: tuple[Any, ...], to: object) -> None:
    for step in way[:-1]:
        value = value[step]
    value[way[-1]] = to


@pytest.mark.parametrize(
    ("way", "to"),
    [
        (("wanted", "today"), "2026"),
        (("wanted", "today"), "2026-02-30"),
        (("wanted", "mastodon"), "javascript:alert(1)#"),
        (("views", "shared", "since"), ""),
        (("views", "shared", "bars", 3, "month"), "../../x"),
        (("views", "shared", "groups", 0, "items", 0, "post", "href"), " java\tscript:alert(1)"),
        (("views", "pay_it_forward", "people", 0, "peer", "href"), "data:text/html,x"),
        (("addresses", "site"), "JavaScript:x"),
        (("addresses", "years", "2026"), "vbscript:x"),
    ],
)
def test_a_file_that_no_generate_can_have_written_counts_as_another_version(
    root: Path, caplog: pytest.LogCaptureFixture, way: tuple[Any, ...], to: object
) -> None:
    file = root / "docs" / SHEET
    said = json.loads(file.read_bytes())
    _changed(said, way, to)
    file.write_text(json.dumps(said), "utf-8")
    text = "# On looms\n\n<!-- reciprocity:shared -->\n"
    assert "reciprocity-" not in instance(root, "looms.md", "looms/").convert(text)
    assert "another version has written this" in caplog.text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_or_a_device_in_the_place_of_the_file(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = root / "docs" / SHEET
    file.unlink()
    os.mkfifo(file)
    assert instance(root, "looms.md", "looms/").convert("One") == "<p>One</p>"
    file.unlink()
    file.symlink_to("/dev/zero")
    assert instance(root, "looms.md", "looms/").convert("One") == "<p>One</p>"
    assert "another version has written this" in caplog.text


def test_a_mistake_of_ours_is_not_hidden(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("mkdocs_reciprocity.publish.filler.Filler.filled", broken)
    with pytest.raises(ZeroDivisionError):
        instance(root, "looms.md", "looms/").convert("One")


def test_pages_made_in_several_threads_are_each_filled_as_they_should(root: Path) -> None:
    pages = [(f"{n}.md", f"{n}/") for n in range(20)] + [("looms.md", "looms/")] * 20

    def done(page: tuple[str, str]) -> str:
        return instance(root, *page).convert(f"# {page[0]}\n\n<!-- reciprocity:badge -->\n")

    one_by_one = [done(page) for page in pages]
    with ThreadPoolExecutor(8) as threads:
        assert [*threads.map(done, pages)] == one_by_one
    assert sum(REACTIONS in html for html in one_by_one) == 20


def test_importing_the_extension_imports_nothing_else_of_ours() -> None:
    program = (
        "import sys, markdown\nbefore = {*sys.modules}\n"
        f"md = markdown.Markdown(extensions=['{EXTENSION}'])\n"
        "print(*sorted(name for name in {*sys.modules} - before if name.startswith('mkdocs')))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.split() == ["mkdocs_reciprocity", EXTENSION]
