"""A cache folder may come from anywhere, such as a CI: nothing in it makes a build write elsewhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.sites.drawing import ONE_GIFT, draw, make

CACHE = ".cache/reciprocity"


def build_without(tmp_path: Path, name: str, to: Path) -> None:
    """Builds, and builds again when a file of the cache has become a link to another."""
    config = draw(tmp_path / "site", {"reciprocity.yml": ONE_GIFT, "docs/p.md": "[x](https://ada.example/talk/)\n"})
    first = make(config, strict=True)
    link = tmp_path / "site" / CACHE / name
    link.unlink()
    link.symlink_to(to)
    again = make(config, strict=True)
    assert not again.aborted
    assert again.content("shared/index.html") == first.content("shared/index.html")


@pytest.mark.parametrize("name", [".gitignore", "store.sqlite", "pages/shared/index.md", "pages/shared.xml"])
def test_a_link_in_the_cache_changes_no_other_file(tmp_path: Path, name: str) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"mine")
    build_without(tmp_path, name, letter)
    assert letter.read_bytes() == b"mine"
    build_without(tmp_path / "other", name, tmp_path / "new.txt")
    assert not (tmp_path / "new.txt").exists()


def test_a_link_in_the_cache_changes_no_other_folder(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    letter = tmp_path / "letters/index.md"
    letter.write_bytes(b"mine")
    config = draw(tmp_path / "site", {"reciprocity.yml": ONE_GIFT})
    (tmp_path / "site" / CACHE / "pages").mkdir(parents=True)
    (tmp_path / "site" / CACHE / "pages/shared").symlink_to(tmp_path / "letters")
    assert not make(config, strict=True).aborted
    assert letter.read_bytes() == b"mine"


def test_a_link_in_the_cache_changes_no_other_database(tmp_path: Path) -> None:
    theirs = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(theirs)) as connection, connection:
        connection.executescript("CREATE TABLE pages (url TEXT); INSERT INTO pages VALUES ('https://x.example/')")
    before = theirs.read_bytes()
    build_without(tmp_path, "store.sqlite", theirs)
    assert theirs.read_bytes() == before


def test_a_link_that_leads_to_itself_stops_nothing(tmp_path: Path) -> None:
    build_without(tmp_path, "pages/shared/index.md", Path("index.md"))
