"""Links to gifts and the entries of feeds stay, whatever a peer is called."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect.feeds import Asking
from tests.sites.drawing import draw, make

LOG = """\
peers:
  ada: {name: Ada, home: https://ada.example/}
  ben:
    name: Ben
    home: https://ben.example/
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/x/}
- {date: 2026-11-02, gave: share, peer: ada, title: A talk}
- {date: 2026-11-03, gave: share, peer: ben, url: https://stranger.example/by-ben/}
- {date: 2026-11-04, gave: share, url: https://stranger.example/x/}
"""


def ids(config: Path) -> tuple[list[str], list[str], list[str]]:
    """Those of the page of the year, of the Atom feed, and of the JSON feed."""
    files = {
        path: body.decode() for path, body in make(config).files().items() if path.endswith(("html", "xml", "json"))
    }
    page = re.findall(r'<li id="(g-[^"]+)"', files["shared/2026/index.html"])
    return page, re.findall("<id>(.*?)</id>", files["shared.xml"]), [
        item["id"] for item in json.loads(files["shared.json"])["items"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "commands",
    [
        [["peers", "rename", "ada", "lovelace"]],
        [["peers", "rename", "ben", "b"], ["peers", "rename", "b", "c"], ["peers", "rename", "c", "ben"]],
        [["peers", "add", "https://stranger.example/", "--name", "Sam"]],
        [["peers", "add", "--opml", "them.opml"]],
        [["add", "like", "https://other.example/", "--peer-name", "Sam", "--home", "https://stranger.example/"]],
        [
            ["add", "like", "https://stranger.example/z/", "--peer-name", "Sam"],
            ["peers", "rename", "sam", "samuel"],
        ],
    ],
)
def test_they_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]) -> None:
    opml = '<opml version="2.0"><body><outline text="Sam" htmlUrl="https://stranger.example/"/></body></opml>'
    config = draw(tmp_path, {"reciprocity.yml": LOG, "them.opml": opml})
    monkeypatch.chdir(tmp_path)
    unasked = "mkdocs_reciprocity.collect.discovery.Asking"
    monkeypatch.setattr(unasked, lambda peers, store, how: Asking(peers, store, None))
    before = ids(config)
    assert [len(found) for found in before] == [4, 4, 3]
    for command in commands:
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    assert ids(config) == before


def test_who_was_never_known_by_a_host_has_no_former_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(tmp_path, {"reciprocity.yml": LOG})
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["add", "share", "https://new.example/a/", "--peer-name", "New"])
    assert "was" not in (tmp_path / "reciprocity.yml").read_text("utf-8")
