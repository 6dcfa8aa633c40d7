"""A peer's feed that somebody else has taken over, in whole builds and at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import entry, make, rss, site

LINK = '<a href="https://me.example/looms/">looms</a>'
TAKEN = rss(entry("Win", "https://casino.example/win/", html=LINK), title="Casino", home="https://casino.example/")
HERS = rss(entry("On looms", "https://zoe.example/looms/", html=LINK), home="https://zoe.example/")
LOG = "peers:\n  zoe: {name: Zoe, home: https://zoe.example/, feed: zoe.rss}\n"
FILES = {"reciprocity.yml": LOG, "zoe.rss": HERS, "docs/looms.md": "# Blue looms\n"}


def command(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "-f", str(root / "mkdocs.yml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_nothing_of_it_is_on_the_site_and_it_waits(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, strict=True)
    assert "https://zoe.example/looms/" in built.read("looms/index.html")
    (tmp_path / "zoe.rss").write_text(TAKEN, "utf-8")
    taken = make(tmp_path / "mkdocs.yml", strict=True)
    assert not taken.aborted
    assert taken.ours() == []
    assert b"casino" not in taken.all_bytes().lower()
    assert "Zoe" not in taken.read("looms/index.html")
    assert command(tmp_path, "ledger", "--format", "json").stdout.strip() == "[]"
    waiting = command(tmp_path, "webmention", "pending").stdout
    assert "casino.example linked https://me.example/looms/" in waiting
    assert "in the feed of Zoe" in waiting
    command(tmp_path, "accept", "--all")
    assert (tmp_path / "reciprocity.yml").read_text("utf-8") == LOG
    assert (
        'leads to "https://casino.example/", and no more to "https://zoe.example/"' in command(tmp_path, "check").stdout
    )
    assert "1 mention is held back" in command(tmp_path, "refresh").stderr


@pytest.mark.parametrize("also", [True, False])
def test_a_peer_who_has_moved_is_known_again_when_the_place_is_listed(tmp_path: Path, also: bool) -> None:
    moved = HERS.replace("zoe.example", "zoe-writes.example")
    listed = LOG.replace("feed:", "also: [https://zoe-writes.example/], feed:") if also else LOG
    built = site(tmp_path, {**FILES, "reciprocity.yml": listed, "zoe.rss": moved}, strict=True)
    assert ("https://zoe-writes.example/looms/" in built.read("looms/index.html")) is also
    assert ("leads to" in command(tmp_path, "check").stdout) is not also


def test_a_row_accepts_what_stands_elsewhere(tmp_path: Path) -> None:
    row = (
        "interactions:\n- {date: 2026-11-10, got: link, url: https://me.example/looms/, title: Win, source: feed, "
        "evidence: https://casino.example/win/}\n"
    )
    built = site(tmp_path, {**FILES, "reciprocity.yml": LOG + row, "zoe.rss": TAKEN}, strict=True)
    under = built.read("looms/index.html")
    assert "casino.example" in under
    assert "Zoe" not in under
    assert command(tmp_path, "webmention", "pending").stdout == "Nothing is held back.\n"
