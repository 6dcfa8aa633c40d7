"""Whole builds beside plugins and hooks that look at our pages and files before these are filled."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.sites.drawing import ONE_GIFT, Built, draw, make, site

OLD = "---\ndate: 2024-02-03\n---\n# Old\n\nSee [a talk](https://ada.example/talk/).\n"
FILES = {"reciprocity.yml": ONE_GIFT, "docs/old.md": OLD}
OURS = ["shared/index.md", "shared/2026/index.md", "shared/2024/index.md", "pay-it-forward/index.md"]


def hooked(root: Path, hook: str, config: dict[str, object] | None = None, **files: str) -> Built:
    said = {**FILES, "hook.py": hook, **files}
    built = site(root, said, {"hooks": ["hook.py"], **(config or {})}, strict=True)
    assert not built.aborted, built.lines
    return built


CARDS = """
begun = {}

def on_page_markdown(markdown, page, config, files):
    begun[page.file.src_uri] = page.title

def on_post_page(output, page, config):
    return output.replace("</head>", f"<!-- card of {begun[page.file.src_uri]} --></head>")
"""


def test_what_was_begun_with_a_page_can_be_ended(tmp_path: Path) -> None:
    """Material's social cards are begun with the Markdown and asked for in the finished page."""
    built = hooked(tmp_path, CARDS)
    assert "card of Who I've shared in 2026 " in built.read("shared/2026/index.html")
    assert "card of Who I've shared in 2024 " in built.read("shared/2024/index.html"), "known from own pages only"
    assert "card of Pay it forward " in built.read("pay-it-forward/index.html")


LOOKING = """
import os

seen = []

def look(page, what):
    file = page.file
    assert what.strip(), file.src_uri
    source = os.path.realpath(file.abs_src_path)
    assert os.path.isfile(source)
    if file.generated_by:
        assert "site-packages" not in source and not source.startswith(os.path.realpath(page.docs)), source
        assert file.edit_uri is None and page.edit_url is None
        seen.append(file.src_uri)

def on_page_markdown(markdown, page, config, files):
    page.docs = config.docs_dir
    look(page, markdown)

def on_page_content(html, page, config, files):
    look(page, html)

def on_env(env, config, files):
    for file in files.documentation_pages():
        look(file.page, file.page.markdown)
        look(file.page, file.page.content)

def on_post_build(config):
    print("seen", sorted(set(seen)))
"""


def test_our_pages_are_empty_at_no_time_and_their_sources_are_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hooked(tmp_path, LOOKING)
    assert capsys.readouterr().out.strip() == f"seen {sorted(OURS)}"


def test_a_theme_that_asks_for_the_markdown_shows_our_pages(tmp_path: Path) -> None:
    template = (
        '{% extends "base.html" %}{% block content %}'
        '{% if page.markdown == "" %}Posts in this section{% else %}{{ super() }}{% endif %}{% endblock %}'
    )
    theme = {"name": "mkdocs", "custom_dir": "own"}
    built = site(tmp_path, {**FILES, "own/main.html": template}, {"theme": theme})
    for path in ("shared/index.html", "shared/2026/index.html", "shared/2024/index.html", "pay-it-forward/index.html"):
        assert built.content(path)
        assert "Posts in this section" not in built.read(path)


LINKS = """\
# Home

[feed](shared.xml), [the same](shared.json), ![badge](reciprocity/badge.svg), [figures](reciprocity.json),
[shared](shared/index.md), [2026](shared/2026/index.md), [passed on](pay-it-forward/index.md#pay-it-forward)
"""


@pytest.mark.parametrize("nav", [None, ["index.md", {"All of 2026": "shared/2026/index.md"}, {"Old": "old.md"}]])
def test_the_author_can_link_what_will_be_there(tmp_path: Path, nav: list[object] | None) -> None:
    config: dict[str, object] = {"validation": {"anchors": "warn"}}
    built = site(tmp_path, {**FILES, "docs/index.md": LINKS}, {**config, **({"nav": nav} if nav else {})}, strict=True)
    assert not built.aborted, built.lines
    assert built.warnings() == []
    for node in built.tree("index.html").css("h1 + p a[href], h1 + p img[src]"):
        address = (node.attributes.get("href") or node.attributes.get("src") or "").split("#")[0]
        assert built.has(f"{address}index.html" if address.endswith("/") else address), address
    if nav:
        assert "All of 2026" in [node.text().strip() for node in built.tree("index.html").css("nav a, .navbar a")]


def test_a_link_to_a_heading_of_ours_is_known(tmp_path: Path) -> None:
    text = "# Home\n\n[What I lift](shared/index.md#reciprocity-lifted), [none](shared/index.md#nowhere)\n"
    built = site(tmp_path, {**FILES, "docs/index.md": text}, {"validation": {"anchors": "warn"}})
    assert [line.split("'")[1] for line in built.warnings()] == ["index.md"]
    assert "nowhere" in built.warnings()[0]


# --- what the author leaves out


@pytest.mark.parametrize("nav", [None, ["index.md"]])
@pytest.mark.parametrize("how", ["exclude_docs", "draft_docs"])
def test_what_is_excluded_is_gone_with_all_that_leads_to_it(tmp_path: Path, how: str, nav: list[str] | None) -> None:
    config = {how: "/shared/\n", **({"nav": nav} if nav else {})}
    config_file = draw(tmp_path, {**FILES, "docs/index.md": "# Home\n\n<!-- reciprocity:shared 3 -->\n"}, config)
    built = make(config_file, strict=True)
    assert not built.aborted, built.lines
    assert not built.has("shared")
    assert not built.has("shared.xml")
    assert "On engines" in built.content("index.html")
    for path in ("index.html", "pay-it-forward/index.html", "sitemap.xml"):
        assert not re.search(r'shared/|shared\.(xml|json)"', built.read(path)), path
    preview = make(config_file, command="serve")
    assert preview.has("shared/2026/index.html") is (how == "draft_docs")
    assert preview.has("shared/2024/index.html") is (how == "draft_docs")


def test_a_year_that_is_excluded_is_linked_nowhere(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"exclude_docs": "/shared/2026/\n"}, strict=True)
    assert not built.has("shared/2026")
    assert "On engines" in built.content("shared/index.html")
    assert "2026/" not in built.read("shared/index.html").split("<main")[-1].replace("/2026/", "")
    assert [item["title"] for item in json.loads(built.read("shared.json"))["items"]] == ["a talk"]


def test_a_file_that_is_excluded_is_named_nowhere(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, {"exclude_docs": "/shared.xml\n/reciprocity/\n"}, strict=True)
    assert not built.has("shared.xml")
    assert not built.has("reciprocity/badge.svg")
    assert "shared.xml" not in built.read("index.html")
    assert "badge" not in built.read("pay-it-forward/index.html")
    assert built.has("shared.json")


REMOVING = """
def on_files(files, config):
    for name in ("shared/index.md", "reciprocity/badge.svg"):
        files.remove(files.get_file_from_path(name))
    return files
"""


def test_what_another_plugin_takes_out_is_gone_too(tmp_path: Path) -> None:
    built = hooked(tmp_path, REMOVING)
    assert not built.has("shared")
    assert not built.has("reciprocity/badge.svg")
    assert built.has("reciprocity/badge.json")
    assert "shared/" not in built.read("pay-it-forward/index.html")


# --- several languages


@pytest.mark.parametrize("structure", ["suffix", "folder"])
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_static_i18n_knows_our_pages(tmp_path: Path, structure: str, theme: str) -> None:
    languages = [{"locale": code, "name": code, "default": code == "en", "build": True} for code in ("en", "de")]
    plugins = ["search", {"i18n": {"docs_structure": structure, "languages": languages}}]
    there = {"en": "index.md", "de": "index.de.md"} if structure == "suffix" else {}
    files = {f"docs/{there.get(code) or f'{code}/index.md'}": f"# {code}\n" for code in ("en", "de")}
    files[f"docs/{'' if structure == 'suffix' else 'en/'}old.md"] = OLD
    config_file = draw(tmp_path, {"reciprocity.yml": ONE_GIFT, **files}, {"theme": {"name": theme}, "plugins": plugins})
    if structure == "folder":
        (tmp_path / "docs/index.md").unlink()
    built = make(config_file, strict=True)
    assert not built.aborted, built.lines
    text = built.read("sitemap.xml")
    sitemap = dict(re.findall(r"<loc>https://me.example/([^<]*)</loc>(.*?)</url>", text, re.DOTALL))
    for page in ("shared/", "shared/2026/", "pay-it-forward/"):
        for path in (page, f"de/{page}"):
            found = dict(re.findall(r'hreflang="(\w+)" href="https://me.example/([^"]*)"', sitemap[path]))
            assert found == {"en": page, "de": f"de/{page}"}
            links = {
                node.attributes["hreflang"]: node.attributes["href"]
                for node in built.tree(f"{path}index.html").css("head link[hreflang]")
            }
            up = "../" * path.count("/")
            if theme == "material":
                assert {code: (href or "").replace("./", "", 1) in {"", f"{up}{found[code]}".replace("./", "", 1)}
                        for code, href in links.items()} == {"en": True, "de": True}  # fmt: skip
    assert "shared/2024/" in sitemap
    assert 'hreflang="en" href="https://me.example/shared/2024/"' in sitemap["shared/2024/"]
    for home, up in (("index.html", ""), ("de/index.html", "")):
        navigation = [node.attributes.get("href") for node in built.tree(home).css("nav a, .navbar a")]
        assert f"{up}shared/" in navigation
        assert f"{up}pay-it-forward/" in navigation


# --- a plugin that puts content aside, and has its cipher take the content's place

ENCRYPT = """
from mkdocs.plugins import BasePlugin

class Encrypt(BasePlugin):
    def on_page_content(self, html, page, config, files):
        page.aside = html
        return html

    def on_page_context(self, context, page, config, nav):
        page.content = f"<form data-cipher='{page.aside.encode().hex()}'></form>"
        return context

def on_config(config):
    config.plugins["encryptcontent"] = Encrypt()
"""


def clear(built: Built, path: str) -> str:
    (form,) = built.tree(path).css("form[data-cipher]")
    return bytes.fromhex(form.attributes["data-cipher"] or "").decode()


@pytest.mark.parametrize("marker", ["", "<!-- reciprocity:reactions -->\n\nThe end.\n"])
def test_encryptcontent_has_what_is_filled_in(tmp_path: Path, marker: str) -> None:
    log = ONE_GIFT + "- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/old/}\n"
    pages = {"docs/index.md": "# Home\n\n<!-- reciprocity:shared 3 -->\n", "docs/old.md": OLD + "\n" + marker}
    built = hooked(tmp_path, ENCRYPT, {"reciprocity": {"lifts": True}}, **{"reciprocity.yml": log, **pages})
    assert "On engines" in clear(built, "index.html")
    assert "On engines" in clear(built, "shared/2026/index.html")
    assert "With thanks to" in clear(built, "pay-it-forward/index.html")
    assert "This post lifts" in clear(built, "old/index.html")
    whole = built.read("old/index.html") + clear(built, "old/index.html")
    assert whole.count('<h2 id="reciprocity-reactions"') == 1, "once, in clear at the foot or where the marker is"
    assert ('<h2 id="reciprocity-reactions"' in clear(built, "old/index.html")) is bool(marker)
    assert "lifts" not in built.content("old/index.html")
    assert "a talk" not in clear(built, "shared/index.html")


def test_our_pages_say_that_they_are_no_posts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """mkdocs-rss-plugin leaves out what is a draft by its front matter."""
    hook = """
met = set()

def on_page_content(html, page, config, files):
    if page.file.generated_by == "reciprocity":
        met.add((page.file.src_uri, page.meta["draft"], page.meta["render_macros"]))

def on_post_build(config):
    print("met", sorted(met))
"""
    hooked(tmp_path, hook)
    assert capsys.readouterr().out.strip() == f"met {sorted((page, True, False) for page in OURS)}"


# --- git

COMMITS = """
import logging
from fnmatch import fnmatchcase

from mkdocs.plugins import BasePlugin

log = logging.getLogger("mkdocs.plugins.NAME")

class Authors(BasePlugin):
    config = {"exclude": ["index.md"]}

    def blame(self, file):
        if not any(fnmatchcase(file.src_path, glob) for glob in self.config["exclude"]) and file.generated_by:
            log.warning(f"{file.src_path} has not been committed yet")

    def on_files(self, files, config):
        for file in files.documentation_pages():
            self.blame(file)

    def on_page_content(self, html, page, config, files):
        self.blame(page.file)

def on_config(config):
    config.plugins["NAME"] = Authors()
"""


@pytest.mark.parametrize("name", ["git-authors", "git-revision-date-localized"])
def test_who_asks_git_is_not_asked_for_our_pages(tmp_path: Path, name: str) -> None:
    hook = COMMITS.replace("NAME", name)
    built = hooked(tmp_path / "usual", hook)
    assert built.warnings() == []
    excluded = built.config.plugins[name].config["exclude"]
    assert sorted(excluded) == sorted(["index.md", *OURS]), "each once"
    odd = hooked(tmp_path / "odd", hook, {"reciprocity": {"pages": {"shared": {"path": "given [x]"}}}})
    assert odd.has("given [x]/2026/index.html")
    assert odd.warnings() == []


# --- themes

TITLED = (
    '{% extends "base.html" %}{% block content %}<h1 class="big">{{ page.title }}</h1>{{ page.content }}{% endblock %}'
)


def test_a_theme_that_writes_titles_writes_ours_once(tmp_path: Path) -> None:
    theme = {"name": "mkdocs", "custom_dir": "own"}
    built = site(tmp_path, {**FILES, "own/main.html": TITLED}, {"theme": theme})
    for path, title, id_ in (
        ("shared/index.html", "Who I've shared", "shared"),
        ("shared/2026/index.html", "Who I've shared in 2026", "shared-in-2026"),
        ("pay-it-forward/index.html", "Pay it forward", "pay-it-forward"),
    ):
        tree = built.tree(path)
        assert [node.text() for node in tree.css("h1")] == [title]
        assert len(tree.css(f"#{id_}")) == 1, "the table of contents leads there"
    assert len(built.tree("old/index.html").css("h1")) == 2, "the author's own pages are theirs"


def test_a_theme_with_a_heading_of_another_kind_keeps_ours(tmp_path: Path) -> None:
    theme = {"name": "mkdocs", "custom_dir": "own"}
    template = TITLED.replace("page.title", "config.site_name")
    built = site(tmp_path, {**FILES, "own/main.html": template}, {"theme": theme})
    assert [node.text() for node in built.tree("shared/index.html").css("h1")] == ["Looms", "Who I've shared"]


LETTING_GO = """
import gc
import weakref

seen = []

def on_post_page(output, page, config):
    seen.append(weakref.ref(config.plugins["reciprocity"].finishing.results))

def on_post_build(config):
    gc.collect()
    assert seen and all(results() is None for results in seen)
"""


def test_what_a_build_has_gathered_is_gone_when_other_plugins_work_on_the_whole_site(tmp_path: Path) -> None:
    """Search plugins need the most memory then."""
    hooked(tmp_path, LETTING_GO)
