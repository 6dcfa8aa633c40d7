from __future__ import annotations

from pathlib import Path

from tests.sites.drawing import draw, make, site

LOG = """\
peers:
  ada: {name: Ada Example, home: https://ada.example/}
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/}
"""


def test_a_first_site(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": LOG}, strict=True)
    assert not built.aborted, built.lines
    assert "posts by others that I passed on. Lately by Ada Example." in built.content("shared/index.html")
    assert "Ada Example" in built.read("pay-it-forward/index.html")
    assert "lately: Ada Example<" in built.read("reciprocity/badge.svg")


def test_where_there_is_nothing_to_take_nobody_is_told_to_take_one(tmp_path: Path) -> None:
    log = "peers:\n  ada: {name: Ada, feed: feeds/none.xml}\ninteractions: []\n"
    said = make(draw(tmp_path, {"reciprocity.yml": log})).content("pay-it-forward/index.html")
    assert "Take one" not in said
    assert "Nothing yet." in said
