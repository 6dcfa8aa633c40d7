"""Whole builds in which the finished pages do not show all that they were made of: that is evidence for nothing."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from tests.conftest import NOON
from tests.sites.drawing import ONE_GIFT, Built, draw, entry, make, rss, site

LOG = "peers:\n  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}\ninteractions: []\n"
REVISITED = entry("Revisited", "https://ada.example/r1/", html='<a href="https://me.example/diary/">x</a>')
DIARY = """\
---
date: 1997-11-20
password: between-us
---
# What Ada told me

Nobody may know of [her illness](https://ada.example/my-illness/), nor of [this](https://stranger.example/clinic/).
"""
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(REVISITED),
    "docs/index.md": "# Me\n",
    "docs/looms.md": "---\ndate: 2026-11-02\n---\n# Looms\n\nSee [Engines](https://ada.example/engines/).\n",
    "docs/diary.md": DIARY,
}
CONFIG = {"not_in_nav": "diary.md", "hooks": ["hook.py"], "reciprocity": {"lifts": True}}
SECRETS = ("illness", "clinic", "told me", "1997")

PASSWORD = """
KEPT = {}

def on_page_content(html, page, config, files):
    if page.meta.get("password"):
        KEPT[page.url] = html
    return html

def on_page_context(context, page, config, nav):
    if page.url in KEPT:
        page.content = f"<form>{len(KEPT[page.url])} encrypted characters</form>"
    return context
"""
PASSWORD_IN_THE_END = """
import re

def on_post_page(output, page, config):
    if page.meta.get("password"):
        return re.sub(r"<h1.*</p>", "<form>encrypted characters</form>", output, flags=re.S)
    return output
"""
NO_INDEX = """
def on_post_page(output, page, config):
    robots = '<meta name="robots" content="noindex, nofollow">'
    return output.replace("<title>", robots + "<title>") if page.meta.get("password") else output
"""
NOT_WRITTEN = """
def on_post_page(output, page, config):
    return "" if page.meta.get("password") else output
"""
TAKEN_OUT = """
def on_env(env, config, files):
    files.remove(files.get_file_from_path("diary.md"))
"""
LEFT_OUT = """
def on_page_markdown(markdown, page, config, files):
    if page.meta.get("password"):
        page.meta["template"] = "members.html"
"""
MEMBERS = "{% extends 'main.html' %}{% block content %}<h1>{{ page.title }}</h1><p>For members.</p>{% endblock %}"
GATE = LEFT_OUT.replace("members.html", "gate.html")
GATED = """{% extends 'main.html' %}{% block content %}<p>For members.</p><div style="display: none">{{ super() }}</div>
{% endblock %}"""
WAYS = {
    "a password": PASSWORD,
    "a gate": GATE,
    "a password in the end": PASSWORD_IN_THE_END,
    "no index": NO_INDEX,
    "not written": NOT_WRITTEN,
    "taken out": TAKEN_OUT,
    "left out": LEFT_OUT,
}


def hidden(
    root: Path, hook: str, config: Mapping[str, object] | None = None, files: Mapping[str, str] | None = None
) -> Built:
    said = {**FILES, "hook.py": hook, "own/members.html": MEMBERS, "own/gate.html": GATED, **(files or {})}
    theme = {"name": "mkdocs", "custom_dir": "own"}
    return site(root, said, {"theme": theme, **CONFIG, **(config or {})})


def found_in(built: Built, *words: str) -> list[tuple[str, str]]:
    """Where one of these words stands, beside the page itself and what the theme says of it on its own account."""
    return [
        (path, word)
        for path, content in built.files().items()
        for word in words
        if word in content.decode("utf-8", "replace")
        and not path.startswith(("diary/", "search/"))
        and not path.endswith((".js", ".css", ".map"))
    ]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_what_a_finished_page_hides_is_nowhere(tmp_path: Path, way: str) -> None:
    built = hidden(tmp_path, WAYS[way])
    assert built.warnings() == []
    assert found_in(built, *SECRETS) == []
    assert "Engines" in built.content("shared/index.html"), "all others are read"
    assert [item["title"] for item in json.loads(built.read("shared.json"))["items"]] == ["Engines"]
    assert json.loads(built.read("reciprocity.json"))["given"]["spread"] == 1
    assert not built.has("shared/1997/index.html")
    assert "1997" not in gzip.decompress((built.folder / "sitemap.xml.gz").read_bytes()).decode()
    assert not [document for document in built.search() if "1997" in document["location"] + document["title"]]
    kept = (tmp_path / ".cache/reciprocity/store.sqlite").read_bytes().decode("utf-8", "replace")
    assert [secret for secret in SECRETS[:3] if secret in kept] == []
    (thanks,) = built.tree("pay-it-forward/index.html").css(".reciprocity-thanks")
    assert thanks.text().split("(")[0].split() == "Ada Example linked to me.example/diary in Revisited".split()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_reactions_stay_below_a_page_with_a_password_and_nobody_is_lifted(tmp_path: Path, theme: str) -> None:
    built = hidden(tmp_path, PASSWORD, {"theme": {"name": theme}})
    assert found_in(built, *SECRETS) == []
    text = built.content("diary/index.html")
    assert "Reactions" in text
    assert "Passed on by Ada Example (Revisited)" in text
    assert "lifts" not in text
    assert "This post lifts Ada Example" in built.content("looms/index.html")


HIDE = '"<html><head></head><body>For members</body></html>"'
CHANGED_IN_THE_END = f"""
from mkdocs.plugins import event_priority

@event_priority(-1000)
def on_post_page(output, page, config):
    return {HIDE} if page.meta.get("password") else output
"""
CHANGED_AFTERWARDS = f"""
from pathlib import Path

def on_post_build(config):
    Path(config.site_dir, "diary/index.html").write_text({HIDE}, "utf-8")
"""
DELETED = """
import shutil
from pathlib import Path

def on_post_build(config):
    shutil.rmtree(Path(config.site_dir, "diary"))
"""
SPACED = """
from pathlib import Path

def on_post_build(config):
    for page in Path(config.site_dir).rglob("*.html"):
        page.write_text(" ".join(page.read_text("utf-8").split()), "utf-8")
"""


@pytest.mark.parametrize(("hook", "hides"), [
    (CHANGED_IN_THE_END, True), (CHANGED_AFTERWARDS, True), (DELETED, True), (SPACED, False), ("", False),
])  # fmt: skip
def test_what_is_hidden_too_late_is_said_and_kept_nowhere(tmp_path: Path, hook: str, *, hides: bool) -> None:
    built = hidden(tmp_path, hook)
    assert [line for line in built.warnings() if line.startswith("WARNING reciprocity: diary.md: ")] == built.warnings()
    assert len(built.warnings()) == hides
    (kept,) = [page for page in Store(tmp_path).pages() if page.path == "diary/"]
    assert (not kept.links, not kept.title) == (hides, hides)


def test_too_late_for_what_is_published_nowhere_needs_no_word(tmp_path: Path) -> None:
    quiet = LOG.replace("interactions: []", "ignore:\n- {gave: link, evidence: https://me.example/diary/}")
    assert hidden(tmp_path, DELETED, files={"reciprocity.yml": quiet}).warnings() == []


@pytest.mark.parametrize("page", ["diary.md", "diary.de.md"])
def test_too_late_in_several_languages(tmp_path: Path, page: str) -> None:
    languages = [{"locale": code, "name": code, "default": code == "en", "build": True} for code in ("en", "de")]
    i18n = {"i18n": {"docs_structure": "suffix", "languages": languages}}
    files = {**FILES, "docs/diary.md": "# Diary\n", f"docs/{page}": DIARY, "hook.py": CHANGED_IN_THE_END}
    built = site(tmp_path, files, {"plugins": ["search", i18n], "hooks": ["hook.py"]})
    changed = [line for line in built.ours() if "this page was changed after it was built" in line]
    assert {line.split(": ")[1] for line in changed} == {page}


REDIRECTS = """
from pathlib import Path
from mkdocs.plugins import BasePlugin, event_priority

@event_priority(100)
def on_config(config):
    config.plugins["redirects"] = plugin = BasePlugin()
    plugin.config = {"redirect_maps": {"diary.md": "looms.md"}}

def on_post_build(config):
    Path(config.site_dir, "diary/index.html").write_text("<html><body>moved</body></html>", "utf-8")
"""


def test_a_page_that_is_a_redirect_after_all_is_evidence_for_nothing(tmp_path: Path) -> None:
    built = hidden(tmp_path, REDIRECTS)
    assert built.warnings() == []
    assert found_in(built, *SECRETS) == []
    assert "Engines Ada Example · 2 Nov · linked" in built.content("shared/index.html")
    assert "Ada Example linked to Looms" in built.content("pay-it-forward/index.html")


PART = """
def on_page_context(context, page, config, nav):
    page.content = page.content.replace('<a href="https://ada.example/my-illness/">her illness</a>', "<i>locked</i>")
    return context
"""
BEN = LOG.replace("interactions", "  ben: {name: Ben Example, home: https://ben.example/}\ninteractions")


@pytest.mark.parametrize("marker", ["", "<!-- reciprocity:lifts -->\n"])
def test_where_a_part_is_locked_the_rest_counts(tmp_path: Path, marker: str) -> None:
    diary = DIARY + f"\nAnd [Knots](https://ben.example/knots/).\n\n{marker}"
    built = hidden(tmp_path, PART, files={"docs/diary.md": diary, "reciprocity.yml": BEN})
    assert "This post lifts Ben Example" in built.content("diary/index.html")
    assert "This post lifts Ada" not in built.content("diary/index.html")
    assert "Knots Ben Example · 20 Nov · linked · in What Ada told me" in built.content("shared/1997/index.html")
    assert found_in(built, "illness") == []


def test_where_the_only_link_is_locked_nobody_is_lifted(tmp_path: Path) -> None:
    built = hidden(tmp_path, PART)
    assert "lifts" not in built.content("diary/index.html")
    assert found_in(built, "illness", "shared/1997") == []


def test_no_page_comes_out_for_nothing_but_what_is_hidden(tmp_path: Path) -> None:
    built = hidden(tmp_path, PASSWORD, files={"docs/looms.md": "# Looms\n"})
    assert found_in(built, *SECRETS) == []
    assert json.loads(built.read("shared.json"))["items"] == []
    assert "Nothing passed on since" in built.content("shared/index.html")


# --- markers in the author's own pages

HOME = "---\ndate: 2026-11-01\n---\n# Me\n\n[A talk](https://ada.example/talk/)\n\n<!-- reciprocity:shared 9 -->\n"
COUNTING = {"reciprocity": {"badge": {"metric": "posts"}}}
ABOUT = "# About\n\n<!-- reciprocity:badge -->\n\n<!-- reciprocity:thanks 3 -->\n"


def test_a_page_with_markers_knows_all_other_pages_and_its_own_content(tmp_path: Path) -> None:
    built = hidden(tmp_path, PASSWORD, COUNTING, {"docs/index.md": HOME, "docs/about.md": ABOUT})
    assert found_in(built, *SECRETS) == []
    home = built.content("index.html")
    assert "Engines · Ada Example" in home, "a page that stands behind it in the order of files"
    assert "A talk · Ada Example" in home
    assert "2 posts by 1 person" in built.read("about/index.html")
    assert "linked to me.example/diary" in built.content("about/index.html")
    assert [document for document in built.search() if "A talk" in document["text"] and document["location"] == ""]


def test_what_is_hidden_in_a_page_with_markers_is_not_in_the_next_one(tmp_path: Path) -> None:
    diary = DIARY + "\n<!-- reciprocity:shared 9 -->\n"
    files = {"docs/diary.md": diary, "docs/index.md": HOME, "docs/about.md": ABOUT}
    built = hidden(tmp_path, PASSWORD, COUNTING, files)
    assert found_in(built, *SECRETS) == []
    assert "2 posts by 1 person" in built.read("about/index.html")
    assert "A talk Ada Example · 1 Nov · linked" in built.content("shared/index.html")


def test_the_authors_own_page_of_what_was_shared_knows_all_others(tmp_path: Path) -> None:
    mine = "# All I gave\n\n<!-- reciprocity:shared -->\n"
    built = hidden(tmp_path, PASSWORD, files={"docs/shared/index.md": mine})
    assert built.ours() == []
    assert "Engines Ada Example · 2 Nov · linked" in built.content("shared/index.html")
    assert found_in(built, *SECRETS) == []
    assert "Engines" in built.content("shared/2026/index.html")


@pytest.mark.parametrize("mine", ["# All I gave\n\n<!-- reciprocity:shared -->\n", "# All I gave\n"])
def test_a_year_of_which_nothing_is_left_goes_also_where_no_page_of_ours_stands_before_it(
    tmp_path: Path, mine: str
) -> None:
    files = {"docs/shared/index.md": mine, "docs/looms.md": "# Looms\n"}
    built = hidden(tmp_path, PASSWORD, {"reciprocity": {"pages": {"pay_it_forward": False}}}, files)
    assert found_in(built, *SECRETS) == []
    assert not built.has("shared/1997")
    assert not [document for document in built.search() if "1997" in document["location"]]


# --- a password for the whole site

WHOLE = """
KEPT = {}

def on_page_content(html, page, config, files):
    KEPT[page.url] = html
    return html

def on_page_context(context, page, config, nav):
    page.content = f"<form data-cipher='{KEPT[page.url].encode().hex()}'>Password</form>"
    return context
"""


def test_where_the_whole_site_has_a_password_our_pages_are_below_it(tmp_path: Path) -> None:
    log = LOG.replace("[]", "\n- {date: 2026-11-03, gave: share, url: https://ada.example/cards/, title: On cards}")
    built = hidden(tmp_path, WHOLE, {"plugins": []}, files={"reciprocity.yml": log})
    for path in ("shared/index.html", "shared/2026/index.html"):
        (form,) = built.tree(path).css("form[data-cipher]")
        clear = bytes.fromhex(form.attributes["data-cipher"] or "").decode()
        assert "On cards" in clear
        assert "On cards" not in built.read(path)
        assert "Engines" not in clear, "no page shows it to visitors"
    (form,) = built.tree("pay-it-forward/index.html").css("form[data-cipher]")
    assert "With thanks to" in bytes.fromhex(form.attributes["data-cipher"] or "").decode()
    assert [item["title"] for item in json.loads(built.read("shared.json"))["items"]] == ["On cards"]
    assert json.loads(built.read("reciprocity.json"))["posts"] == 1


# --- other builds


def test_a_warm_and_a_dirty_build_know_what_is_hidden(tmp_path: Path) -> None:
    first = hidden(tmp_path, PASSWORD).files()
    config_file = tmp_path / "mkdocs.yml"
    assert make(config_file).files() == first
    (tmp_path / "docs/index.md").write_text("# Me, changed\n", "utf-8")
    os.utime(tmp_path / "docs/index.md", (NOON * 2, NOON * 2))
    dirty = make(config_file, dirty=True)
    assert "Engines Ada Example · 2 Nov · linked" in dirty.content("shared/index.html")
    assert found_in(dirty, *SECRETS) == []


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_in_several_languages(tmp_path: Path, structure: str) -> None:
    languages = [{"locale": code, "name": code, "default": code == "en", "build": True} for code in ("en", "de")]
    i18n = {"i18n": {"docs_structure": structure, "languages": languages}}
    files = {"hook.py": PASSWORD}
    for name, text in FILES.items():
        page = name.removeprefix("docs/")
        here = [name] if page == name or structure == "suffix" else [f"docs/en/{page}", f"docs/de/{page}"]
        files |= dict.fromkeys(here, text)
    config_file = draw(tmp_path, files, {**CONFIG, "plugins": ["search", i18n]})
    if structure == "folder":
        (tmp_path / "docs/index.md").unlink()  # each language has its own
    built = make(config_file)
    assert not built.aborted, built.lines
    assert "Engines" in built.content("shared/index.html")
    assert "Engines" in built.content("de/shared/index.html")
    assert [(path, word) for path, word in found_in(built, *SECRETS[:2]) if not path.startswith("de/diary")] == []
    for path in ("shared/index.html", "de/shared/index.html", "pay-it-forward/index.html"):
        assert "told me" not in built.content(path)
        assert not built.has(f"{path.removesuffix('index.html')}1997/index.html")


# --- what a preview saw

DRAFT = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(),
    "docs/index.md": "# Me\n",
    "docs/drafts/plan.md": "---\ndate: 2026-11-20\n---\n# Secret plan\n\nAbout [Ada's offer](https://ada.example/offer/).\n",
}


def run(config_file: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--config-file", str(config_file)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    return draw(tmp_path, DRAFT, {"draft_docs": "drafts/"})


def test_what_only_a_preview_saw_is_known_to_it_and_to_the_desk(drafted: Path) -> None:
    preview = make(drafted, command="serve")
    assert "Ada's offer" in preview.content("shared/index.html")
    assert "offer" in preview.read("desk/index.html")
    log = (drafted.parent / "reciprocity.yml").read_bytes()
    run(drafted, "accept", "--all")
    assert (drafted.parent / "reciprocity.yml").read_bytes() == log
    assert json.loads(run(drafted, "ledger", "--format", "json")) == []
    asked = CliRunner().invoke(main, ["webmention", "send", "--dry-run", "--config-file", str(drafted)])
    assert asked.output.startswith("no page is known yet; run `mkdocs build` first")
    assert "Secret plan" in run(drafted, "desk")
    assert "Secret plan" not in run(drafted, "check")
    assert found_in(make(drafted), "ada.example/offer", "Secret plan", "Ada's offer") == []


def test_a_build_makes_what_a_preview_saw_old(drafted: Path) -> None:
    make(drafted, command="serve")
    make(drafted)
    assert "Secret plan" not in run(drafted, "desk")
    store = Store(drafted.parent)
    assert [page.path for page in store.pages()] == [""]
    assert store.pages_seen() == store.pages()


def test_a_draft_that_becomes_public_is_known_and_one_that_is_a_draft_again_is_not(drafted: Path) -> None:
    make(drafted)
    with_drafts = drafted.read_text("utf-8")
    drafted.write_text(with_drafts.replace("draft_docs: drafts/\n", ""), "utf-8")
    make(drafted)
    assert "offer" in run(drafted, "ledger", "--format", "json")
    make(drafted, command="serve")
    assert "offer" in run(drafted, "ledger", "--format", "json"), "the build's word stands beside the preview's"
    drafted.write_text(with_drafts, "utf-8")
    make(drafted, command="serve")
    make(drafted, dirty=True)
    assert json.loads(run(drafted, "ledger", "--format", "json")) == []


def test_a_dirty_build_after_a_preview_knows_nothing_of_a_draft(drafted: Path) -> None:
    make(drafted)
    make(drafted, command="serve")
    dirty = make(drafted, dirty=True)
    assert "offer" not in dirty.content("shared/index.html")
    assert json.loads(run(drafted, "ledger", "--format", "json")) == []


# --- a site that asks not to be listed

ROBOTS = '{% extends "base.html" %}{% block extrahead %}<meta name="robots" content="noindex">{% endblock %}'
SOME = ROBOTS.replace("<meta", "{% if page and page.meta.robots %}<meta").replace('noindex">', 'noindex">{% endif %}')
UNLISTED = (
    "docs: every page that links to a peer asks not to be listed (robots: noindex), so none of these links counts"
)
TALK = "[a talk](https://ada.example/talk/)"


@pytest.mark.parametrize(
    ("template", "pages", "said"),
    [
        (ROBOTS, {"a": f"# A\n\n{TALK}\n", "b": "# B\n"}, 1),
        (ROBOTS, {"a": f"# A\n\n{TALK}\n", "b": f"# B\n\n{TALK}\n"}, 1),
        (ROBOTS, {"a": "# A\n\n[x](https://stranger.example/)\n", "b": "# B\n"}, 0),
        (ROBOTS, {"a": "# A\n"}, 0),
        (SOME, {"a": f"---\nrobots: no\n---\n{TALK}\n", "b": f"---\nrobots: yes\n---\n{TALK}\n"}, 0),
        (SOME, {"a": f"---\nrobots: yes\n---\n{TALK}\n", "b": f"---\nrobots: yes\n---\n{TALK}\n"}, 1),
        (SOME, {"a": f"# A\n\n{TALK}\n"}, 0),
    ],
)
def test_a_line_tells_once_that_links_of_unlisted_pages_count_nowhere(
    tmp_path: Path, template: str, pages: dict[str, str], said: int
) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "over/main.html": template}
    files |= {f"docs/{name}.md": text for name, text in pages.items()}
    config_file = draw(tmp_path, files, {"theme": {"name": "mkdocs", "custom_dir": "over"}})
    built = make(config_file, strict=True)
    assert not built.aborted, built.lines
    assert len([line for line in built.lines if line.startswith(f"INFO reciprocity: {UNLISTED}")]) == said
    first = make(config_file, command="serve")
    again = make(config_file, command="serve", again=True)
    assert [len([line for line in one.lines if UNLISTED in line]) for one in (first, again)] == [said, 0]
