"""One site under two hosts: what is ours in it is the same, byte for byte."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests import hosts, needs
from tests.sites import sample

OTHER = os.environ.get("OTHER_HOST", "")
"""A Python that has the other host, as `nox -s properdocs` and `.ci/run` give it."""

pytestmark = needs.marked("another host", there=bool(OTHER))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample, built with this host and with the other one."""
    here = sample.built(tmp_path_factory.mktemp("here"), "mkdocs").folder
    there = sample.copied(tmp_path_factory.mktemp("there"))
    name = ({"mkdocs", "properdocs"} - {hosts.NAME}).pop()
    command = [OTHER, "-m", name, "build", "--strict", "-f", sample.THEMES["mkdocs"], "-d", "built"]
    done = subprocess.run(command, cwd=there, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return here, there / "built"


def of(folder: Path, suffixes: set[str]) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_feeds_blogroll_badge_and_the_search_index_are_the_same(both: tuple[Path, Path]) -> None:
    here, there = (of(folder, {".xml", ".json", ".opml", ".svg"}) for folder in both)
    assert here == there
    assert {"shared.xml", "shared.json", "blogroll.opml", "reciprocity/badge.svg", "search/search_index.json"} <= {
        *here
    }


def test_the_stylesheet_is_the_same(both: tuple[Path, Path]) -> None:
    (here, there) = (
        {name: css for name, css in of(folder, {".css"}).items() if "reciprocity" in name} for folder in both
    )
    assert here == there != {}


def parts(page: bytes) -> list[str | None]:
    """What the author wrote and what is ours: the page's main part, and the links in its head."""
    tree = LexborHTMLParser(page.decode())
    return [node.html for node in tree.css('head link[rel]:not([rel~="stylesheet"]), [role="main"], .reciprocity')]


def test_the_pages_are_the_same(both: tuple[Path, Path]) -> None:
    here, there = ({name: parts(page) for name, page in of(folder, {".html"}).items()} for folder in both)
    assert here == there
    assert len(here) > 10
    for name in ("shared/index.html", "pay-it-forward/index.html", "shared/2026/index.html", "posts/looms/index.html"):
        assert sum("reciprocity" in (part or "") for part in here[name]) > 1, name
