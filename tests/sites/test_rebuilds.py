"""Builds after builds: the same bytes, a clean start, and what another day changes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_reciprocity.core import book, pipeline
from mkdocs_reciprocity.publish import files as publish_files
from mkdocs_reciprocity.publish.renderer import Renderer
from tests.conftest import NOON
from tests.sites.drawing import ADA, ONE_GIFT, draw, entry, make, rss

DAY = 86400
BEN = "  ben: {name: Ben, home: https://ben.example/, feed: feeds/ben.xml}\n"
LOG = (
    ADA
    + BEN
    + """\
interactions:
- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}
- {date: 2026-11-01, gave: review, url: https://ben.example/knots/, title: Knots}
- {date: 2025-12-03, gave: share, url: https://ada.example/first/, title: The first}
- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/looms/}
"""
)
FILES = {
    "reciprocity.yml": LOG,
    "feeds/ada.xml": rss(
        *(entry(f"Post {n}", f"https://ada.example/{n}/") for n in range(4)),
        entry("Tomorrow's", "https://ada.example/tomorrow/", "Mon, 23 Nov 2026 08:00:00 GMT"),
        entry("Revisited", "https://ada.example/r/", html='<a href="https://me.example/looms/">x</a>'),
    ),
    "feeds/ben.xml": rss(entry("Quiet", "https://ben.example/quiet/"), "<title>Not <b>closed</title>"),  # to feedparser
    "docs/looms.md": "# Looms\n\n[A talk](https://ada.example/talk/)\n\n<!-- reciprocity:shared 3 -->\n",
}


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_cold_and_warm_builds_are_the_same_bytes(tmp_path: Path, theme: str) -> None:
    config_file = draw(tmp_path, FILES, {"theme": {"name": theme}})
    cold = make(config_file)
    first = cold.files()
    warm = make(config_file).files()
    shutil.rmtree(tmp_path / ".cache")
    second = make(config_file).files()
    assert first == warm
    assert first == second
    assert "Quiet" in cold.content("pay-it-forward/index.html")


def test_the_order_of_the_log_changes_nothing(tmp_path: Path) -> None:
    head, rows = LOG.split("interactions:\n")
    turned = head + "interactions:\n" + "".join(reversed(rows.splitlines(keepends=True)))
    one = make(draw(tmp_path / "one", FILES)).files()
    other = make(draw(tmp_path / "other", {**FILES, "reciprocity.yml": turned})).files()
    assert one == other


def test_another_day_changes_what_it_should(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config_file = draw(tmp_path, FILES)
    today = make(config_file)
    assert "Tomorrow's" not in today.content("pay-it-forward/index.html")
    assert json.loads(today.read("reciprocity.json"))["posts"] == 3
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + DAY))
    tomorrow = make(config_file)
    assert "Tomorrow's" in tomorrow.content("pay-it-forward/index.html"), "the newest post of Ada's"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + 9 * DAY))  # December: a month leaves the window
    later = make(config_file)
    figures = json.loads(later.read("reciprocity.json"))
    assert figures["as_of"] == "2026-12-01"
    assert figures["window"] == {"first": "2026-01", "last": "2026-12"}
    assert figures["posts"] == 2
    assert (
        today.read("shared/2025/index.html").split("<footer")[0]
        == later.read("shared/2025/index.html").split("<footer")[0]
    )


def test_the_zone_says_which_day_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + DAY // 2 - 60))  # 23:59 UTC
    here = make(draw(tmp_path, FILES))
    assert json.loads(here.read("reciprocity.json"))["as_of"] == "2026-11-22"
    there = make(draw(tmp_path, FILES, {"reciprocity": {"timezone": "Europe/Berlin"}}))
    assert json.loads(there.read("reciprocity.json"))["as_of"] == "2026-11-23"


# --- one plugin object, as under `mkdocs serve`


def test_a_build_after_a_build_starts_clean(tmp_path: Path) -> None:
    config_file = draw(tmp_path, {**FILES, "reciprocity.yml": LOG + "- {date: never, gave: share, peer: ada}\n"})
    first = make(config_file, command="serve")
    assert "Knots" in first.content("shared/index.html")
    assert len([line for line in first.warnings() if "reciprocity.yml:9" in line]) == 1
    without = "".join(line for line in LOG.splitlines(keepends=True) if "Knots" not in line)
    (tmp_path / "reciprocity.yml").write_text(without, "utf-8")
    (tmp_path / "docs/looms.md").write_text("# Looms\n\nNothing.\n", "utf-8")
    second = make(config_file, command="serve", again=True)
    assert second.config.plugins["reciprocity"] is first.config.plugins["reciprocity"]
    assert "Knots" not in second.content("shared/index.html")
    assert "A talk" not in second.content("shared/index.html")
    assert second.warnings() == []
    (tmp_path / "reciprocity.yml").unlink()
    third = make(config_file, command="serve", again=True)
    assert "To start" in third.content("shared/index.html")
    assert not third.has("shared/2025")


def told_less(root: Path) -> None:
    (root / "reciprocity.yml").write_text(LOG.replace("Knots", "Bends"), "utf-8")


def linked_more(root: Path) -> None:
    (root / "docs/new.md").write_text(
        "---\ndate: 2026-11-01\n---\n# New\n\n[Wool](https://ben.example/wool/)\n", "utf-8"
    )


def called_otherwise(root: Path) -> None:
    (root / "docs/looms.md").write_text("# Old looms\n\n[A talk](https://ada.example/talk/)\n", "utf-8")


def heard_of(root: Path) -> None:
    (root / "feeds/ada.xml").write_text(rss(entry("Newest", "https://ada.example/newest/")), "utf-8")


def worded_otherwise(root: Path) -> None:
    (root / "theme/reciprocity").mkdir(parents=True)
    (root / "theme/reciprocity/year.html").write_text("<p>{{ page.year }}, in other words</p>\n", "utf-8")


def worded_again(root: Path) -> None:
    worded_otherwise(root)
    (root / "theme/reciprocity/year.html").write_text("{% include 'again.html' %}\n", "utf-8")
    (root / "theme/again.html").write_text("<p>{{ page.year }}, once more</p>\n", "utf-8")


def optioned(root: Path) -> None:
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(config.replace("https://me.example/", "https://mara.example/"), "utf-8")


CHANGES = (told_less, linked_more, called_otherwise, heard_of, worded_otherwise, worded_again, optioned)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_preview_shows_after_a_change_what_a_new_one_would(tmp_path: Path, change: Callable[[Path], None]) -> None:
    config_file = draw(tmp_path, FILES, {"theme": {"name": "mkdocs", "custom_dir": "theme"}})
    (tmp_path / "theme").mkdir(exist_ok=True)
    before = make(config_file, command="serve").files()
    make(config_file, command="serve", again=True)
    change(tmp_path)
    after = make(config_file, command="serve", again=True).files()
    assert after != before
    assert after == make(config_file, command="serve").files()


def test_whoever_changes_the_words_of_a_page_does_not_wait_for_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(module: object, name: str) -> None:
        work: Callable[..., object] = getattr(module, name)

        def noted(*given: object, **named: object) -> object:
            asked.append(name)
            return work(*given, **named)

        monkeypatch.setattr(module, name, noted)

    counted(pipeline, "keep_ledger")
    counted(book, "read")
    counted(Renderer, "_rendered")
    counted(publish_files, "_made")
    counted(pipeline, "published_blogroll")
    config_file = draw(tmp_path, FILES)
    make(config_file, command="serve")
    make(config_file, command="serve", again=True)  # by now it is known what was read of the feeds
    before = len(asked)
    assert {"keep_ledger", "read", "_rendered", "_made", "published_blogroll"} == {*asked}
    looms = tmp_path / "docs/looms.md"
    looms.write_text(looms.read_text("utf-8") + "\nMore.\n", "utf-8")
    changed = make(config_file, command="serve", again=True)
    assert "More." in (changed.folder / "looms/index.html").read_text("utf-8")
    assert asked[before:] in ([], ["_rendered"])  # the stylesheet of the desk


def test_rebuilds_write_nothing_but_the_site(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES)
    make(config_file, command="serve")

    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if "preview" not in path.parts}

    before = state()
    make(config_file, command="serve", again=True)
    assert state() == before


def test_the_authors_files_are_watched_once_each(tmp_path: Path) -> None:
    files = {**FILES, "more.yml": "interactions: []\n", "people.yml": "peers:\n  cy: {home: https://cy.example/}\n"}
    log = ["reciprocity.yml", "more.y*ml", "more.yml", "missing.private.yml"]
    config_file = draw(tmp_path, files, {"reciprocity": {"log": log, "peers": "people.yml"}})
    built = make(config_file, command="serve")
    watched = [str(path) for path in built.config.watch]
    for name in ("reciprocity.yml", "more.yml", "people.yml", "feeds/ada.xml", "feeds/ben.xml"):
        assert watched.count(str(tmp_path / name)) == 1, watched
    assert [path for path in watched if Path(path).is_dir()] == []
    assert [path for path in watched if not Path(path).exists()] == [], "what is missing cannot be watched"


def test_the_configured_address_counts_under_serve(tmp_path: Path) -> None:
    built = make(draw(tmp_path, FILES), command="serve")
    assert built.config.site_url == "http://127.0.0.1:8000/"
    assert "Passed on by Ada Example (Revisited)" in built.content("looms/index.html")
    assert "https://me.example/reciprocity/badge.svg" in built.read("pay-it-forward/index.html")
    assert "linked to Looms" in built.content("pay-it-forward/index.html")


def test_the_inherited_address_counts_under_serve(tmp_path: Path) -> None:
    draw(tmp_path, FILES)
    (tmp_path / "child.yml").write_text("INHERIT: mkdocs.yml\nsite_name: Child\n", "utf-8")
    built = make(tmp_path / "child.yml", command="serve")
    assert "Passed on by Ada Example (Revisited)" in built.content("looms/index.html")


def test_without_an_address_serve_has_none_either(tmp_path: Path) -> None:
    built = make(draw(tmp_path, FILES, {"site_url": ""}), command="serve")
    assert [line for line in built.ours() if "`site_url` is not set: mentions in feeds are not looked for" in line]
    assert "127.0.0.1" not in built.content("pay-it-forward/index.html")


def test_without_an_address_links_to_aliases_are_mentions(tmp_path: Path) -> None:
    built = make(draw(tmp_path, FILES, {"site_url": "", "reciprocity": {"aliases": ["https://me.example/"]}}))
    said = "`site_url` is not set: only links to `aliases` are mentions, and absolute links and the feeds of"
    assert [line for line in built.ours() if said in line]
    assert "Revisited" in built.content("pay-it-forward/index.html")


# --- dirty builds


def test_a_dirty_build_knows_the_pages_that_it_passed_over(tmp_path: Path) -> None:
    files = {**FILES, "docs/other.md": "# Other\n\nText.\n"}
    config_file = draw(tmp_path, files)
    make(config_file)
    (tmp_path / "docs/other.md").write_text("# Other\n\n[Wool from sheep](https://ben.example/new-link/)\n", "utf-8")
    os.utime(tmp_path / "docs/other.md", (NOON * 2, NOON * 2))
    dirty = make(config_file, dirty=True)
    shown = dirty.content("shared/index.html")
    assert "A talk" in shown, "the page that was passed over is known from the store"
    assert "Wool from sheep" in shown, "our pages are made anew"
    assert "On engines" in dirty.read("looms/index.html"), "what was passed over stands as it was"
    assert "The first" in dirty.content("shared/2025/index.html")


def test_a_dirty_build_knows_the_home_page_that_it_passed_over(tmp_path: Path) -> None:
    home = "---\ndate: 2026-11-02\n---\n# Home\n\n[a talk](https://ada.example/talk/)\n"
    files = {"reciprocity.yml": ADA, "docs/index.md": home, "docs/two.md": "# Two\n"}
    config_file = draw(tmp_path, files)
    assert "a talk" in make(config_file).content("shared/index.html")
    (tmp_path / "docs/two.md").write_text("# Two, changed\n", "utf-8")
    assert "a talk" in make(config_file, dirty=True).content("shared/index.html")


def test_a_dirty_build_forgets_pages_that_are_gone(tmp_path: Path) -> None:
    config_file = draw(tmp_path, FILES)
    make(config_file)
    (tmp_path / "docs/looms.md").unlink()
    dirty = make(config_file, dirty=True)
    assert "A talk" not in dirty.content("shared/index.html")


def test_a_dirty_build_says_nothing_of_the_markers_of_a_page_that_it_passed_over(tmp_path: Path) -> None:
    files = {"reciprocity.yml": ONE_GIFT, "docs/shared/index.md": "# Mine\n\n<!-- reciprocity:shared -->\n"}
    config_file = draw(tmp_path, files)
    assert make(config_file).ours() == []
    assert make(config_file, dirty=True).ours() == []


def test_a_dirty_build_without_a_store(tmp_path: Path) -> None:
    config_file = draw(tmp_path, {"reciprocity.yml": ONE_GIFT})
    built = make(config_file, dirty=True)
    assert built.read("shared/index.html").count('class="h-entry"') == 1


def test_a_build_says_no_file_in_what_is_to_be_watched(tmp_path: Path) -> None:
    """What prints the configuration would tell of private feeds."""
    built = make(draw(tmp_path, FILES))
    assert list(built.config.watch) == []
