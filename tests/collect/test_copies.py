"""What a file makes of the copy of a feed that was kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_reciprocity.cache.store import Kept
from mkdocs_reciprocity.collect.copies import of_files
from mkdocs_reciprocity.collect.deadline import Deadline
from mkdocs_reciprocity.core.feeds.schedule import DAY
from tests.sites.drawing import entry, rss

GOOD = rss(entry("New", "https://ada.example/new/"))
NOON = 1795348800.0


def read(root: Path, known: dict[str, Kept], now: float = NOON, *, termed: bool = False) -> dict[str, Kept]:
    return of_files(root, {"ada.xml": "https://ada.example/"}, known, now, Deadline(), termed=termed)


def titles(kept: Kept) -> list[str]:
    return [entry.title for entry in kept.feed.entries] if kept.feed else []


def test_a_file_that_stays_as_it_is_brings_nothing_on_the_same_day(tmp_path: Path) -> None:
    (tmp_path / "ada.xml").write_text(GOOD, "utf-8")
    known = read(tmp_path, {})
    assert titles(known["ada.xml"]) == ["New"]
    assert read(tmp_path, known) == {}
    assert read(tmp_path, known, NOON + DAY)["ada.xml"].state.good_at == NOON + DAY
    (tmp_path / "ada.xml").write_text("<html>", "utf-8")
    broken = known | read(tmp_path, known, NOON + DAY)
    assert read(tmp_path, broken, NOON + 2 * DAY) == {}, "nothing is written while it stays broken"


@pytest.mark.parametrize("content", ["<html>", "", rss(), None])
def test_the_last_good_copy_stays_until_there_is_a_better_one(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ada.xml"
    path.write_text(GOOD, "utf-8")
    known = read(tmp_path, {})
    path.unlink() if content is None else path.write_text(content, "utf-8")
    for day in (1, 2):
        known |= read(tmp_path, known, NOON + day * DAY)
        kept = known["ada.xml"]
        assert titles(kept) == ["New"]
        if content == rss():
            assert (kept.state.error, kept.state.empty_since) == ("", NOON + DAY)
        else:
            assert kept.state.error
            assert kept.state.good_at == NOON
    for body, expected in ((GOOD, ["New"]), (GOOD.replace("New", "Newer"), ["Newer"])):
        path.write_text(body, "utf-8")
        known |= read(tmp_path, known, NOON + 3 * DAY)
        state = known["ada.xml"].state
        assert titles(known["ada.xml"]) == expected
        assert (state.error, state.empty_since, state.good_at) == ("", 0.0, NOON + 3 * DAY)


@pytest.mark.parametrize("content", ["<html>", "", rss(), None])
def test_the_last_good_copy_stays_when_more_is_wanted_of_the_feed(tmp_path: Path, content: str | None) -> None:
    """The same bytes are read once more then, and not in every round."""
    path = tmp_path / "ada.xml"
    path.write_text(GOOD, "utf-8")
    known = read(tmp_path, {})
    path.unlink() if content is None else path.write_text(content, "utf-8")
    known |= read(tmp_path, known)
    since = known["ada.xml"].state.empty_since
    known |= read(tmp_path, known, termed=True)
    assert titles(known["ada.xml"]) == ["New"]
    assert known["ada.xml"].state.empty_since == since
    assert read(tmp_path, known, termed=True) == {}


@pytest.mark.parametrize("content", ["<html>", "", rss(), None])
def test_what_never_was_good_has_no_copy(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "ada.xml").write_text(content, "utf-8")
    kept = read(tmp_path, {})["ada.xml"]
    assert titles(kept) == []
    assert kept.state.empty_since == 0.0
