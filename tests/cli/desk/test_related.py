"""``mkdocs-reciprocity desk related``"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import draw, entry, rss

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/, feed: feeds/ada.xml}
  lea: {name: Lea, home: https://lea.example/, feed: feeds/lea.xml, private: true}
"""
SAID = "<p>The bowline and the sheet bend are knots for rope. A bowline holds, a sheet bend joins two ropes.</p>"
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(
        entry("Two [knots] | {{ 7*7 }}", "https://ada.example/k/", "Fri, 20 Nov 2026 08:00:00 GMT", html=SAID),
        entry("Sourdough", "https://ada.example/s/", "Fri, 06 Nov 2026 08:00:00 GMT", html="<p>Rye and flour.</p>"),
        entry("Fountain pens", "https://ada.example/p/", "Fri, 06 Nov 2026 08:00:00 GMT", html="<p>Ink, nibs.</p>"),
    ),
    "feeds/lea.xml": rss(entry("A bowline for rope", "https://lea.example/k/", html=SAID)),
    "docs/posts/knots.md": "# Knots for rope\n\nA bowline, a sheet bend: two knots for a rope. " * 3,
    "docs/posts/linked.md": "# Knots for rope\n\nA [bowline](https://ada.example/k/), a sheet bend, knots for rope.\n",
    "docs/index.md": "# Welcome\n\nNothing here.\n",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    draw(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["desk", "related", *arguments])


@pytest.mark.parametrize(
    "page",
    [
        "docs/posts/knots.md", "./docs/posts/knots.md", "posts/knots.md", "posts/knots/", "/posts/knots/",
        "posts/knots", "posts/knots/index.html", "https://me.example/posts/knots/", "http://www.me.example/posts/knots/#top",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("site")
def test_a_page_by_any_of_its_names(page: str) -> None:
    done = run(page, "--format", "json")
    assert done.exit_code == 0, done.output
    assert {one["peer"] for one in json.loads(done.stdout)} == {"ada", "lea"}


@pytest.mark.usefixtures("site")
def test_in_a_terminal_each_post_ends_in_its_link() -> None:
    done = run("posts/knots.md")
    assert done.exit_code == 0
    assert "Both have: " in done.stdout
    assert "[Two \\[knots\\] &#124; &#123;&#123; 7\\*7 &#125;&#125;](https://ada.example/k/)" in done.stdout
    assert "[A bowline for rope](https://lea.example/k/)" in done.stdout


@pytest.mark.usefixtures("site")
def test_what_the_page_links_to_is_not_listed() -> None:
    assert [one["peer"] for one in json.loads(run("posts/linked.md", "--format", "json").stdout)] == ["lea"]


@pytest.mark.usefixtures("site")
def test_where_there_is_nothing_a_sentence_says_so() -> None:
    assert "Nothing in the feeds that you read is near enough to this page." in run("index.md").stdout
    assert run("index.md", "--format", "json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("posts/knosts.md", 'did you mean "posts/knots.md"?'),
        ("post/knots/", 'did you mean "posts/knots/"?'),
        ("zzzz", "name its file, as in `posts/looms.md`"),
        ("https://else.example/posts/knots/", "no page"),
        ("x\x00y", "no page"),
    ],
)
@pytest.mark.usefixtures("site")
def test_a_page_that_is_not_there(page: str, said: str) -> None:
    done = run(page)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_a_page_that_cannot_be_read(site: Path) -> None:
    page = site / "docs/posts/knots.md"
    page.unlink()
    page.symlink_to(page)
    assert run("posts/knots.md").exit_code == 2
