"""A private file that an option names, and that is not there: on the machine of a CI, say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sites.drawing import Built, make, site
from tests.sites.test_privacy import leaks

PEOPLE = "peers:\n  zq7: {name: Zq7, home: https://zq7.example/, also: [https://social.example/@zq7]}\n"
PEERS: dict[str, Any] = {"reciprocity": {"peers": "people.private.yml"}}
LOG: dict[str, Any] = {"reciprocity": {"log": ["reciprocity.yml", "people.private.yml"]}}
ROWS = (
    "peers:\n  ada: {name: Ada, home: https://ada.example/}\ninteractions:\n"
    "- {date: 2026-11-02, gave: share, url: https://ada.example/engines/, title: On engines}\n"
)
ABOUT_THEM = (
    "- {date: 2026-11-02, gave: share, url: https://zq7.example/a/}\n"
    "- {date: 2026-11-02, gave: share, peer: ada, url: https://zq7.example/b/}\n"
    "- {date: 2026-11-03, gave: share, url: https://user@social.example:8443/@zq7/c/}\n"
    "- {date: 2026-11-04, got: share, url: https://zq7.example/d/}\n"
    "- {date: 2026-11-05, got: comment, peer: ada, url: https://me.example/, evidence: https://zq7.example/e/}\n"
)
OTHERS = (
    "- {date: 2026-11-06, gave: like, url: https://zq7.example/f/}\n"
    "- {date: 2026-11-06, gave: share, url: https://zq7.example/g/, private: true}\n"
)


def absences(built: Built) -> list[str]:
    return [line for line in built.warnings() if "people.private.yml" in line]


@pytest.mark.parametrize("options", [PEERS, LOG], ids=["peers", "log"])
def test_rows_about_people_who_are_listed_nowhere_are_held_back(tmp_path: Path, options: dict[str, Any]) -> None:
    files = {"reciprocity.yml": ROWS + ABOUT_THEM + OTHERS}
    built = site(tmp_path, {**files, "people.private.yml": PEOPLE}, options)
    assert (leaks(built), built.warnings()) == ([], [])
    (tmp_path / "people.private.yml").unlink()
    without = make(tmp_path / "mkdocs.yml")
    assert leaks(without) == []
    assert without.files() == built.files(), "what is published is the same"
    (said,) = without.warnings()
    assert said == (
        "WARNING reciprocity: people.private.yml: the options name this file, and it is not here: 5 rows about people "
        "who are listed nowhere cannot be published, for this file may say that they are private; put it here, an "
        "empty one if it lists nobody"
    )
    assert make(tmp_path / "mkdocs.yml", strict=True).aborted
    (tmp_path / "people.private.yml").touch()
    empty = make(tmp_path / "mkdocs.yml", strict=True)
    assert not empty.aborted
    assert "zq7.example" in empty.content("shared/index.html")


def test_a_row_that_says_that_it_is_public_is(tmp_path: Path) -> None:
    row = "- {date: 2026-11-07, gave: share, url: https://stranger.example/x/, private: false}\n"
    built = site(tmp_path, {"reciprocity.yml": ROWS + row}, PEERS, strict=True)
    assert not built.aborted, built.lines
    assert "stranger.example" in built.content("shared/index.html")


def test_nothing_is_said_where_nothing_is_held_back(tmp_path: Path) -> None:
    built = site(tmp_path, {"reciprocity.yml": ROWS + OTHERS}, PEERS, strict=True)
    assert not built.aborted, built.lines
    assert built.warnings() == []


def test_the_private_file_that_no_option_names_may_never_have_been(tmp_path: Path) -> None:
    row = "- {date: 2026-11-07, gave: share, url: https://stranger.example/x/}\n"
    built = site(tmp_path, {"reciprocity.yml": ROWS + row}, strict=True)
    assert not built.aborted, built.lines
    assert "stranger.example" in built.content("shared/index.html")


def test_one_row_is_one(tmp_path: Path) -> None:
    row = "- {date: 2026-11-07, gave: share, url: https://stranger.example/x/}\n"
    (said,) = absences(site(tmp_path, {"reciprocity.yml": ROWS + row}, PEERS))
    assert "a row about somebody who is listed nowhere cannot be published" in said


@pytest.mark.parametrize(
    "row",
    [
        "{date: 2026-11-02, gave: share, peer: zq7, url: https://zq7.example/}",
        "{date: zq7, gave: share, url: https://zq7.example/}",
        '{date: 2026-11-02, gave: share, url: "zq7.example/a b"}',
        "{date: 2026-11-02, gave: zq7, url: https://zq7.example/}",
    ],
)
def test_mistakes_in_rows_name_nobody(tmp_path: Path, row: str) -> None:
    built = site(tmp_path, {"reciprocity.yml": f"{ROWS}- {row}\n"}, PEERS)
    assert leaks(built) == []
    (said,) = built.warnings()
    assert "reciprocity.yml:5: something private is not right here; `mkdocs-reciprocity check` says what" in said
