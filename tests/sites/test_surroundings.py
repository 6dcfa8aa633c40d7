"""Templates of the author's own, what is imported, failing builds, and the sample site."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests import hosts
from tests.server import endless, head, page, server
from tests.sites.conftest import Samples
from tests.sites.drawing import ADA, ONE_GIFT, draw, entry, make, python, rss, site
from tests.sites.sample import THEMES

FEED = rss(entry("New", "https://ada.example/new/"))


# --- templates


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_template_in_custom_dir_wins(tmp_path: Path, theme: str) -> None:
    files = {
        "reciprocity.yml": ONE_GIFT,
        "own/reciprocity/badge.html": "<p>My badge: {{ badge.message }} {{ '<i>' }}</p>",
        "own/reciprocity/year.html": '<h1 id="mine">{{ title }}: {{ page.year }}</h1>',
        "docs/index.md": "# Home\n\n<!-- reciprocity:badge -->\n",
    }
    built = site(tmp_path, files, {"theme": {"name": theme, "custom_dir": "own"}}, strict=True)
    assert not built.aborted, built.lines
    assert "<p>My badge: lately: Ada Example &lt;i&gt;</p>" in built.read("index.html")
    assert '<h1 id="mine">' in built.read("shared/2026/index.html")
    assert built.read("shared/index.html").count('class="h-entry"') == 1, "all others stay"
    assert not [
        path for path in built.files() if path.startswith("reciprocity/") and not path.startswith("reciprocity/badge.")
    ]


def test_a_stylesheet_of_the_authors_own_wins(tmp_path: Path) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "docs/assets/reciprocity/reciprocity.css": "/* mine */"}
    built = site(tmp_path, files)
    assert built.read("assets/reciprocity/reciprocity.css") == "/* mine */"
    assert built.read("shared/index.html").count("reciprocity.css") == 1


# --- other plugins

LATER = """
def on_page_content(html, page, config, files):
    return html + '<a href="https://ada.example/content/">In the content</a>'


def on_env(env, config, files):
    for file in files.documentation_pages():
        file.page.content += '<a href="https://ada.example/env/">Later</a>'
        file.page.meta["date"] = "2020-01-01"
        file.page.title = "Renamed"
"""


def test_a_page_is_read_as_it_was_when_its_content_was_made(tmp_path: Path) -> None:
    files = {"reciprocity.yml": ADA, "hook.py": LATER, "docs/a.md": "---\ndate: 2026-11-03\n---\n# Looms\n"}
    built = site(tmp_path, files, {"hooks": ["hook.py"]}, strict=True)
    shown = built.content("shared/2026/index.html")
    assert "November 2026 In the content Ada Example · 3 Nov · linked · in Looms, Looms" in shown, "in both pages"
    assert not built.has("shared/2020/index.html")
    assert b"ada.example/env/" not in built.files()["shared.json"]


# --- imports

HEAVY = ["feedparser", "httpcore", "ssl", "difflib", "rich", "babel"]
BUILD = """
import json, sys
import mkdocs.commands.build, mkdocs.config, mkdocs.plugins
from mkdocs.structure import files, nav, pages
if sys.argv[2] == "with":
    config = mkdocs.config.load_config(sys.argv[1])
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs.commands.build.build(config)
else:
    config = mkdocs.config.load_config(sys.argv[1], plugins=[])
    mkdocs.commands.build.build(config)
print(json.dumps(sorted(sys.modules)))
"""


def test_a_plain_build_imports_nothing_heavy(tmp_path: Path) -> None:
    config_file = draw(tmp_path, {"reciprocity.yml": ADA, "feeds/ada.xml": FEED}, {"plugins": []})
    seen = {}
    for how in ("without", "with"):
        ran = python("-c", hosts.IN_PROCESS + BUILD, str(config_file), how, cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        seen[how] = set(json.loads(ran.stdout.splitlines()[-1]))
    assert "mkdocs_reciprocity.plugin" in seen["with"]
    assert [name for name in HEAVY if name in seen["with"] - seen["without"]] == []
    assert "mkdocs_reciprocity.network.fetch" not in seen["with"]
    assert "New" in (tmp_path / "site/pay-it-forward/index.html").read_text("utf-8")


# --- the network, on this machine only


def with_server(root: Path, url: str, **feeds: object) -> Path:
    log = ADA.replace("feeds/ada.xml", url) + "interactions: []\n"
    options = {"feeds": {"allow_hosts": ["127.0.0.1"], **feeds}}
    return draw(root, {"reciprocity.yml": log}, {"plugins": [], "reciprocity": options})


def test_a_remote_feed_is_fetched_once_and_kept(tmp_path: Path) -> None:
    with server({}) as peer:
        peer.pages["/feed.xml"] = page(FEED.encode())
        config_file = with_server(tmp_path, peer.url("/feed.xml"))
        first = make(config_file, strict=True)
        assert not first.aborted, first.lines
        assert "New" in first.content("pay-it-forward/index.html")
        assert first.ours() == []
        second = make(config_file, strict=True)
        assert second.files() == first.files()
        assert len(peer.asked) == 1
        assert "mkdocs-reciprocity/" in peer.asked[0].headers["user-agent"]


def test_serve_asks_in_its_first_build_only(tmp_path: Path) -> None:
    with server({}) as peer:
        peer.pages["/feed.xml"] = page(FEED.encode())
        config_file = with_server(tmp_path, peer.url("/feed.xml"), fetch="always")
        make(config_file, command="serve")
        again = make(config_file, command="serve", again=True)
        assert "New" in again.content("pay-it-forward/index.html")
        assert len(peer.asked) == 1
        make(config_file)
        assert len(peer.asked) == 2


def test_nothing_is_asked_where_the_option_says_never(tmp_path: Path) -> None:
    with server({}) as peer:
        config_file = with_server(tmp_path, peer.url("/feed.xml"), fetch="never")
        built = make(config_file, strict=True)
        assert not built.aborted, built.lines
        assert peer.asked == []


@pytest.mark.parametrize("status", [404, 500, 410, 403])
def test_a_server_that_fails_is_one_line_and_the_old_copy_stands_in(tmp_path: Path, status: int) -> None:
    with server({}) as peer:
        peer.pages["/feed.xml"] = page(FEED.encode())
        config_file = with_server(tmp_path, peer.url("/feed.xml"), fetch="always")
        make(config_file)
        peer.pages["/feed.xml"] = page(b"no", status)
        built = make(config_file, strict=True)
    assert not built.aborted, built.lines
    assert len(built.ours()) == 1
    assert built.ours()[0].startswith("INFO")
    assert "is used instead" in built.ours()[0]
    assert "New" in built.content("pay-it-forward/index.html")
    (day,) = re.findall(r"the copy of \d{4}-\d\d-(\d\d) is used instead", built.ours()[0])
    said = built.content("pay-it-forward/index.html")
    assert said.count(f"seen on {int(day)} ") == 2, "beside what is suggested, and beside the newest of the blog"


def test_a_remote_feed_that_turns_into_a_web_page(tmp_path: Path) -> None:
    with server({}) as peer:
        peer.pages["/feed.xml"] = page(FEED.encode(), ETag='"1"')
        config_file = with_server(tmp_path, peer.url("/feed.xml"), fetch="always")
        make(config_file)
        peer.pages["/feed.xml"] = page(b"<!doctype html><html><body>Parked</body></html>", ETag='"2"')
        for _ in range(2):
            built = make(config_file, strict=True)
            assert not built.aborted, built.lines
            assert [line for line in built.ours() if "is used instead" in line] == built.ours()
            assert len(built.ours()) == 1
            assert "New" in built.content("pay-it-forward/index.html")
        peer.pages["/feed.xml"] = page(FEED.replace("New", "Back").encode(), ETag='"3"')
        built = make(config_file, strict=True)
        assert built.ours() == []
        assert "Back" in built.content("pay-it-forward/index.html")


def test_a_feed_that_has_moved_for_good(tmp_path: Path) -> None:
    with server({}) as peer:
        peer.pages["/old.xml"] = page(b"", 301, Location=peer.url("/new.xml"))
        peer.pages["/new.xml"] = page(FEED.encode())
        config_file = with_server(tmp_path, peer.url("/old.xml"), fetch="always")
        assert "New" in make(config_file).content("pay-it-forward/index.html")
        peer.pages["/new.xml"] = page(FEED.replace("New", "Newer").encode())
        assert "Newer" in make(config_file).content("pay-it-forward/index.html")
        assert [asked.path for asked in peer.asked] == ["/old.xml", "/new.xml", "/new.xml"]


def test_a_failing_build_does_not_wait_for_feeds(tmp_path: Path) -> None:
    with server({}) as peer:
        peer.pages["/feed.xml"] = endless(head(200, {"Content-Type": "text/xml"}) + b"<rss>", b" ", 0.1)
        config_file = with_server(tmp_path, peer.url("/feed.xml"), timeout="600s")
        text = config_file.read_text("utf-8") + "hooks: [hook.py]\n"
        config_file.write_text(text, "utf-8")
        (tmp_path / "hook.py").write_text(
            "def on_nav(nav, config, files):\n    raise RuntimeError('on purpose')\n", "utf-8"
        )
        ran = python("-m", hosts.NAME, "build", cwd=tmp_path, timeout=120)
        assert ran.returncode != 0
        assert "on purpose" in ran.stderr


# --- the sample site


@pytest.mark.parametrize("theme", THEMES)
def test_the_sample_site(samples: Samples, theme: str) -> None:
    built = samples(theme)
    assert not built.aborted, built.lines
    assert built.warnings() == []
    assert built.has("shared/2025/index.html")
    elsewhere = []
    for path in built.files():
        if path.endswith(".html"):
            for node in built.tree(path).css("link[href], script[src], img[src], iframe[src], source[src], use[href]"):
                address = node.attributes.get("href") or node.attributes.get("src") or ""
                if address.startswith(("http:", "https:", "//")) and node.attributes.get("rel") != "canonical":
                    elsewhere.append((path, node.html))
    assert elsewhere == []
    assert b"@import" not in built.read("assets/reciprocity/reciprocity.css").encode()


def test_the_sample_site_keeps_its_secrets(samples: Samples) -> None:
    built = samples("mkdocs")
    everything = built.all_bytes().decode("utf-8", "replace") + "\n".join(built.lines)
    for word in ("lars.example", "Lars Kvistrud", "reciprocity.private", "At sea from March"):
        assert word not in everything, word


@pytest.mark.skipif(sys.platform == "win32", reason="there are no file modes like these")
def test_a_site_in_a_folder_with_a_name_of_its_own(tmp_path: Path) -> None:
    root = tmp_path / "a b & ünïcode [x]"
    built = site(root, {"reciprocity.yml": ONE_GIFT}, strict=True)
    assert not built.aborted, built.lines
    assert os.path.exists(root / ".cache/reciprocity/.gitignore")
