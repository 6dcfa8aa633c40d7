"""The desk in a preview, and nowhere else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sites.drawing import Built, draw, entry, make, rss

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}
  ben: {name: Ben, home: https://ben.example/, checkin: 30 days}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
- {date: 2026-11-03, gave: like, url: https://ada.example/notes/}
- {date: 2026-09-03, gave: reply, peer: ben, url: https://ben.example/a/}
- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/looms/}
- {date: 2026-11-07, asked: testimonial, peer: ada, answer: granted}
"""
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(entry("New", "https://ada.example/new/", html="<p>" + "word " * 460 + "</p>")),
    "docs/looms.md": "---\ndate: 2026-10-01\n---\n# The loom\n\nText.\n",
}
DESK = "desk/index.html"


def preview(root: Path, config: Mapping[str, object] | None = None, files: Mapping[str, str] | None = None) -> Built:
    return make(draw(root, {**FILES, **(files or {})}, config), command="serve")


def commands(built: Built, path: str = DESK) -> list[list[str]]:
    return [shlex.split(node.text()) for node in built.tree(path).css(".reciprocity-command")]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_preview_has_a_desk_that_nothing_leads_to(tmp_path: Path, theme: str) -> None:
    built = preview(tmp_path, {"theme": {"name": theme}})
    page = built.tree(DESK)
    (heading,) = page.css("h1")
    assert heading.text() == "Your desk"
    said = built.content(DESK)
    assert said.index("This is private") < said.index("This month you passed on 1 post by 1 person.")
    assert said.index("This month") < said.index("Say thank you") < said.index("20 minutes today")
    assert "Ben: last in touch 80 days ago; you meant to be every 30 days." in said
    assert commands(built) == [
        ["mkdocs-reciprocity", *words, "-f", str(tmp_path / "mkdocs.yml")]
        for words in (
            ["add", "share", "https://ada.example/new/"],
            ["add", "share", "https://ada.example/notes/"],
        )
    ]
    buttons = page.css("li .reciprocity-button")
    assert [button.attributes["href"] for button in buttons] == ["ada/note.html", "ben/note.html"]
    (robots,) = page.css("head meta[name=robots]")
    assert robots.attributes["content"] == "noindex"
    assert page.css_first("head link[href='./desk.css'], head link[href='desk.css']") is not None
    assert "desk/desk.css" in built.desk
    assert not [path for path in built.files() if "desk" in path], "it is no file"
    assert b"reciprocity-desk" not in built.all_bytes()
    assert not [path for path in built.files() if path.endswith(".html") and leads_to_the_desk(built, path)]
    assert not [found for found in built.search() if "desk" in found["location"]]
    assert "desk" not in built.read("sitemap.xml")
    assert not built.warnings()


def leads_to_the_desk(built: Built, path: str) -> bool:
    hrefs = [node.attributes.get("href") or "" for node in LexborHTMLParser(built.read(path)).css("[href]")]
    return any("desk" in href for href in hrefs)


def test_one_page_a_peer_that_only_the_desk_leads_to(tmp_path: Path) -> None:
    built = preview(tmp_path)
    assert sorted(built.desk) == [
        "desk/ada/index.html", "desk/ada/note.html", "desk/ben/index.html", "desk/ben/note.html", "desk/desk.css",
        "desk/index.html",
    ]  # fmt: skip
    hrefs = [node.attributes["href"] for node in built.tree(DESK).css(".reciprocity-people a")]
    assert hrefs == ["ada/", "ben/"]
    said = built.content("desk/ada/index.html")
    assert said.startswith("Ada Example This is private")
    assert "first 2 November 2026, last 5 November 2026" in said
    assert "You gave Ada Example since December 2025: 1 passed on, 1 nod" in said
    links = {node.attributes["href"] for node in built.tree("desk/ada/index.html").css(".reciprocity-desk a")}
    assert {"../", "https://ada.example/", "../../looms/"} <= links, "own pages as they are previewed"
    assert "./" not in links, "no page leads to itself"


def test_a_note_stands_below_what_it_is_for(tmp_path: Path) -> None:
    built = preview(tmp_path)
    said = {name: built.tree(f"desk/{name}/note.html").css(".reciprocity-reason") for name in ("ada", "ben")}
    assert [line.text() for line in said["ada"]] == ["Ada Example commented on “The loom” 17 days ago"]
    assert [link.attributes["href"] for link in said["ada"][0].css("a")] == ["./", "../../looms/"]
    assert [line.text() for line in said["ben"]] == ["Ben: last in touch 80 days ago; you meant to be every 30 days."]


def test_without_directory_urls(tmp_path: Path) -> None:
    log = LOG.replace("looms/", "looms.html")
    built = preview(tmp_path, {"use_directory_urls": False}, files={"reciprocity.yml": log})
    assert "Your desk" in built.content(DESK)
    hrefs = [node.attributes["href"] for node in built.tree(DESK).css(".reciprocity-people a")]
    assert hrefs == ["ada/index.html", "ben/index.html"]
    links = {node.attributes["href"] for node in built.tree("desk/ada/index.html").css(".reciprocity-desk a")}
    assert {"../index.html", "../../looms.html"} <= links
    assert built.tree("desk/ada/index.html").css_first("head link[href='../desk.css']") is not None


def test_the_line_that_says_where_it_is_comes_once(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES)
    first = make(config_file, command="serve")
    (said,) = [line for line in first.lines if "desk" in line]
    assert re.fullmatch("INFO reciprocity: your desk, for you alone: http://127.0.0.1:8000/desk-[0-9a-f]{40}/", said)
    secret = said.rstrip("/").rsplit("-", 1)[1].encode()
    assert secret not in first.all_bytes()
    assert not [path for path, page in first.desk.items() if secret.decode() in page], "no theme or plugin knows it"
    (tmp_path / "reciprocity.yml").write_text(LOG + "- {date: 2026-11-21, gave: thank, peer: ada}\n", "utf-8")
    second = make(config_file, command="serve", again=True)
    assert not [line for line in second.ours() if "desk" in line]
    anew = make(config_file, command="serve")
    assert [line for line in anew.ours() if "your desk" in line] != [said], "another secret at each start"
    assert "Say thank you" not in second.content(DESK)


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "192.0.2.1:8000", "[::]:8000", "[2001:db8::1]:80"])
def test_a_preview_for_other_machines_has_no_desk_and_says_why(tmp_path: Path, address: str) -> None:
    config_file = draw(tmp_path, FILES, {"dev_addr": address})
    built = make(config_file, command="serve")
    assert not built.desk
    host = address.rsplit(":", 1)[0].strip("[]")
    (line,) = [line for line in built.ours() if "desk" in line]
    assert line == (
        f"INFO reciprocity: no desk here: it is private, and this preview answers other machines too, at {host}"
    )
    assert not [line for line in make(config_file, command="serve", again=True).ours() if "desk" in line]


def test_what_mkdocs_yml_says_later_moves_no_server(tmp_path: Path) -> None:
    """A rebuild reads ``dev_addr`` anew, and the server still answers where it was started."""
    make(draw(tmp_path, FILES, {"dev_addr": "0.0.0.0:8000"}), command="serve")
    built = make(draw(tmp_path, FILES, {"dev_addr": "127.0.0.1:8000"}), command="serve", again=True)
    assert not built.desk
    make(draw(tmp_path, FILES), command="serve")
    assert DESK in make(draw(tmp_path, FILES, {"dev_addr": "0.0.0.0:8000"}), command="serve", again=True).desk


def test_switched_on_later_there_is_a_desk_and_switched_off_none(tmp_path: Path) -> None:
    off = {"reciprocity": {"enabled": False}}
    first = make(draw(tmp_path, FILES, off), command="serve")
    assert not first.desk
    assert not [line for line in first.ours() if "desk" in line]
    on = make(draw(tmp_path, FILES), command="serve", again=True)
    assert DESK in on.desk
    assert len([line for line in on.ours() if "your desk" in line]) == 1
    assert not make(draw(tmp_path, FILES, off), command="serve", again=True).desk


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "127.8.9.10:1", "localhost:8000", "[::1]:8000"])
def test_loopback_is_for_the_author(tmp_path: Path, address: str) -> None:
    assert DESK in make(draw(tmp_path, FILES, {"dev_addr": address}), command="serve").desk


def test_a_preview_in_the_folder_of_the_site_has_none_there(tmp_path: Path) -> None:
    built = make(draw(tmp_path, FILES), command="serve", folder="")
    assert built.folder == tmp_path / "site"
    assert DESK in built.desk
    assert not built.has("desk")
    assert b"reciprocity-desk" not in built.all_bytes()


@pytest.mark.parametrize("name", ["docs/desk.md", "docs/Desk/index.md", "docs/desk/index.html", "docs/desk/ada.md"])
def test_pages_of_the_authors_at_desk_are_theirs(tmp_path: Path, name: str) -> None:
    built = preview(tmp_path, files={name: "<p>My own desk, of oak.</p>\n"})
    there = name.removeprefix("docs/").removesuffix("index.md").removesuffix("index.html").removesuffix(".md")
    assert "of oak" in (built.folder / there / "index.html").read_text("utf-8")
    assert "Your desk" in built.desk[DESK]


def test_a_theme_that_cannot_show_it_costs_the_desk_and_not_the_preview(tmp_path: Path) -> None:
    theme = {"name": None, "custom_dir": "mine"}
    html = "<html><head></head><body>{{ weather.today if page.title == 'Your desk' }}{{ page.content }}</body></html>"
    built = preview(tmp_path, {"theme": theme, "plugins": []}, {"mine/main.html": html})
    assert not built.aborted
    (line,) = [line for line in built.ours() if "desk" in line]
    assert "no desk here, because the theme cannot show it ('weather' is undefined)" in line
    assert not built.desk


def test_dirty(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES)
    make(config_file, command="serve")
    built = make(config_file, command="serve", dirty=True)
    assert "The loom" in built.content(DESK), "own pages that were passed over are known"
    assert "Say thank you" in built.content(DESK)


def test_no_log_is_a_friendly_beginning(tmp_path: Path) -> None:
    built = make(draw(tmp_path, {}), command="serve")
    assert "Welcome! Nothing is noted yet" in built.content(DESK)
    assert ["add", "share", "https://ada.example/engines/"] in [words[1:4] for words in commands(built)]


def test_long_lists_fold(tmp_path: Path) -> None:
    rows = "".join(
        f"- {{date: 2026-11-{n + 1:02}, got: comment, peer: ada, url: https://me.example/{n}/}}\n"
        f"- {{date: 2026-11-01, gave: like, url: https://x.example/{n}/}}\n"
        for n in range(20)
    )
    built = preview(tmp_path, files={"reciprocity.yml": LOG + rows})
    summaries = [node.text() for node in built.tree(DESK).css("summary")]
    assert summaries == ["… and 18 more", "… and 16 more"]
    assert len(built.tree(DESK).css("details .reciprocity-command")) == 16


HOSTILE = "</script><script>alert(1)</script>\"'{{ 7*7 }}{% x %}<img src=x onerror=alert(2)>"


def test_text_from_outside_is_text(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    log = f"""\
peers:
  '../../x{quoted}':
    {{name: '{quoted}', home: https://ada.example/, feed: feeds/ada.xml, note: '{quoted}', checkin: 1 day}}
  CON: {{name: '{quoted}', home: https://con.example/}}
  con: {{name: con, home: https://con2.example/}}
interactions:
- {{date: 2026-11-03, gave: like, url: "https://ada.example/$(touch%20x)'`id`;&b", title: '{quoted}', via: '{quoted}'}}
- {{date: 2026-11-03, got: comment, peer: con, url: https://me.example/, note: '{quoted}', evidence: "https://con2.example/c"}}
- {{date: 2026-11-04, asked: share, peer: con, note: '{quoted}'}}
"""
    feed = rss(
        entry(escaped.replace("&lt;", "&amp;lt;"), "https://ada.example/new/", html="<p>" + "word " * 460 + "</p>")
    )
    built = preview(tmp_path, files={"reciprocity.yml": log, "feeds/ada.xml": feed})
    paths = [path for path in built.desk if path.endswith("html")]
    assert len(paths) == 4 + 3, paths
    for path in paths:
        html = built.read(path)
        ours = html[html.index('<div class="reciprocity') :].split("</main>")[0]
        assert "<img" not in ours
        scripts = len(built.tree(path).css(".reciprocity script"))
        assert scripts == (1 if path.endswith("note.html") else 0)
        assert not built.tree(path).css(".reciprocity img, .reciprocity [onerror]")
        assert "{{" not in html
        assert "{%" not in html
        for node in built.tree(path).css(".reciprocity a"):
            assert (node.attributes["href"] or "").startswith(("https://", ".", "_", "con", "note.html")), node.html
    assert "&#123;&#123; 7*7" in built.read(DESK)
    assert all(words[0] == "mkdocs-reciprocity" for words in commands(built))
    assert not [words for words in commands(built) if "touch" in " ".join(words)]
    assert not list(tmp_path.parent.glob("x*"))


def test_templates_can_be_overridden_and_their_mistakes_are_a_sentence(tmp_path: Path) -> None:
    config: dict[str, object] = {"theme": {"name": "mkdocs", "custom_dir": "mine"}}
    built = preview(tmp_path, config, files={"mine/reciprocity/desk.html": "<h1>{{ title }}, of oak</h1>"})
    assert [node.text() for node in built.tree(DESK).css("h1")] == ["Your desk, of oak"]
    broken = preview(tmp_path, config, files={"mine/reciprocity/desk.html": "{{ title"})
    assert broken.aborted
    (line,) = [line for line in broken.lines if "mend the template" in line]
    assert "desk.html:1" in line


LANGUAGES = """\
from collections import defaultdict
from types import SimpleNamespace

from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.plugins import BasePlugin, event_priority


class I18n(BasePlugin):
    current_language = default_language = "en"
    build_languages = ["en", "de"]
    i18n_files_per_language = defaultdict(list)

    @event_priority(-100)
    def on_post_build(self, *, config):
        if self.current_language == "en":
            clean, utils.clean_directory = utils.clean_directory, lambda folder: None
            self.current_language = "de"
            build(config)
            self.current_language = "en"
            utils.clean_directory = clean


def on_config(config):
    if "i18n" not in config.plugins:
        config.plugins["i18n"] = I18n()
        config.plugins["i18n"].config = SimpleNamespace(docs_structure="suffix")
"""


def test_further_languages_take_no_desk_away(tmp_path: Path) -> None:
    """static-i18n builds them within the build of the first, which comes to its end after them."""
    config: dict[str, object] = {"hooks": ["languages.py"], "plugins": []}
    config_file = draw(tmp_path, {**FILES, "languages.py": LANGUAGES}, config)
    first = make(config_file, command="serve")
    assert len([line for line in first.ours() if "your desk, for you alone" in line]) == 1
    assert "Your desk" in first.content(DESK)
    assert "Your desk" in make(config_file, command="serve", again=True).content(DESK)
