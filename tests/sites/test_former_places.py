"""Pages of one's own under other spellings of their addresses, and where they lay before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import entry, rss, site

REDIRECTS = """
from mkdocs.plugins import BasePlugin, event_priority


@event_priority(100)
def on_config(config):
    PRESENT = "posts/looms/" if config.use_directory_urls else "posts/looms.html"
    config.plugins["redirects"] = plugin = BasePlugin()
    plugin.config = {"redirect_maps": {
        "2019/old-looms.md": "posts/looms.md#start",
        "2018/older-looms.md": "2019/old-looms.md",
        "looms/index.md": "posts/looms.md",
        "feed.md": "https://me.example/shared.xml",
        "2017/oldest-looms.md": "https://me.example/" + PRESENT + "#start",
        "away.md": "https://else.example/posts/looms/",
        "posts/looms.md": "posts/looms.md",
        "posts/cards.md": "posts/looms.md",
    }}
"""
FOLDERS = {
    "posts/looms/": True,
    "posts/looms": True,
    "posts/looms.html": True,
    "posts/looms/index.html": True,
    "/posts//looms/": True,
    "2019/old-looms/": True,
    "2019/old-looms.html": True,
    "2018/older-looms/": True,
    "looms/": True,
    "posts/LOOMS/": False,
    "posts/looms/?h=loom": True,  # as Material writes it when one follows a search
    "2019/old-looms/?amp=1": True,
    "posts/looms/?p=17": False,
    "posts/cards/": True,  # mkdocs-redirects writes over that page
    "feed/": False,
    "2017/oldest-looms/": True,
    "away/": False,
}
FILES = {
    "posts/looms.html": True,
    "posts/looms": True,
    "2019/old-looms.html": True,
    "2019/old-looms": True,
    "2018/older-looms": True,
    "looms/index.html": True,
    "posts/cards": True,
    "2017/oldest-looms.html": True,
    "2017/oldest-looms": True,
}


@pytest.mark.parametrize(("directories", "expected"), [(True, FOLDERS), (False, FILES)])
@pytest.mark.parametrize("host", ["https://me.example/", "https://old-me.example/"])
def test_what_leads_to_a_page_stands_under_it(
    tmp_path: Path, directories: bool, expected: dict[str, bool], host: str
) -> None:
    items = [
        entry(f"Seen {number}.", f"https://ada.example/{number}/", html=f'<a href="{host}{path}">x</a>')
        for number, path in enumerate(expected)
    ]
    files = {
        "reciprocity.yml": "peers:\n  ada: {name: Ada, home: https://ada.example/, feed: ada.rss}\n",
        "ada.rss": rss(*items),
        "docs/posts/looms.md": "# Blue looms\n",
        "docs/posts/cards.md": "# Cards\n",
        "redirects.py": REDIRECTS,
    }
    config = {
        "hooks": ["redirects.py"],
        "use_directory_urls": directories,
        "reciprocity": {"aliases": ["https://old-me.example/"]},
    }
    built = site(tmp_path, files, config, strict=True)
    assert not built.aborted, built.lines
    under = built.read("posts/looms/index.html" if directories else "posts/looms.html")
    assert [f"https://ada.example/{number}/" in under for number, _ in enumerate(expected)] == list(expected.values())
    thanks = built.content("pay-it-forward/index.html")
    for path in (path for path, leads in expected.items() if leads):
        assert f"me.example/{path.strip('/')}<" not in thanks, "an address is no name of a page of one's own"


def test_check_calls_no_spelling_of_a_page_a_dead_end(tmp_path: Path) -> None:
    rows = "".join(
        f"- {{date: 2026-11-0{day}, got: share, peer: ada, url: 'https://me.example/{path}'}}\n"
        for day, path in enumerate(("posts/looms", "posts/looms.html", "2019/old-looms.html", "posts/loms/"), 1)
    )
    log = f"peers:\n  ada: {{name: Ada, home: https://ada.example/}}\ninteractions:\n{rows}"
    files = {"reciprocity.yml": log, "docs/posts/looms.md": "# Blue looms\n", "redirects.py": REDIRECTS}
    site(tmp_path, files, {"hooks": ["redirects.py"]}, strict=True)
    said = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")]).stdout
    assert said.count("no page of yours is at") == 1
    assert (
        'no page of yours is at "https://me.example/posts/loms/"; did you mean "https://me.example/posts/looms/"?'
        in said
    )
