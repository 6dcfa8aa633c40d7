"""Private files that the options do not name: the usual one is read all the same, any other is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import draw, make, site
from tests.sites.test_absent import ABOUT_THEM, OTHERS, PEOPLE, ROWS
from tests.sites.test_privacy import leaks

LOGS = {"reciprocity": {"log": ["reciprocity.yml", "log/*.yml"]}}
FILES = {"reciprocity.yml": ROWS + ABOUT_THEM + OTHERS, "reciprocity.private.yml": PEOPLE}


def test_whatever_the_log_is_the_usual_private_file_hides_who_is_in_it(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, LOGS, strict=True)
    assert (leaks(built), built.warnings(), built.aborted) == ([], [], False)
    assert "On engines" in built.content("shared/index.html")


def test_what_is_private_goes_into_it(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES, LOGS)
    before = (tmp_path / "reciprocity.yml").read_bytes()
    added = CliRunner().invoke(main, ["add", "thank", "--peer", "ada", "--private", "-f", str(config)])
    assert added.output.startswith("reciprocity.private.yml:"), added.output
    assert (tmp_path / "reciprocity.yml").read_bytes() == before


@pytest.mark.parametrize("log", [["log/*.yml"], ["reciprocity.private.yml", "log/*.yml"]])
def test_what_is_public_does_not(tmp_path: Path, log: list[str]) -> None:
    config = draw(tmp_path, {"reciprocity.private.yml": PEOPLE, "log/x.txt": ""}, {"reciprocity": {"log": log}})
    arguments = ["add", "share", "https://ada.example/x/", "--date", "2026-11-02", "-f", str(config)]
    for more in ((), ("--public", "--note", "again")):
        added = CliRunner().invoke(main, [*arguments, *more])
        assert added.output.startswith("log/2026.yml:"), added.output
    assert (tmp_path / "reciprocity.private.yml").read_text("utf-8") == PEOPLE


@pytest.mark.parametrize("options", [{}, LOGS, {"reciprocity": {"peers": "people.yml"}}])
def test_any_other_is_a_warning(tmp_path: Path, options: dict[str, object]) -> None:
    files = {"reciprocity.yml": ROWS, "people.yml": "", "friends.private.yml": PEOPLE}
    message = (
        "friends.private.yml: is not read, so nobody is private by it; name it in the option `log` (or `peers`), or "
        "rename it"
    )
    assert site(tmp_path, files, options).warnings() == [f"WARNING reciprocity: {message}"]
    assert make(tmp_path / "mkdocs.yml", strict=True).aborted
    checked = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert (checked.exit_code, message in checked.output) == (1, True)
    written = CliRunner().invoke(main, ["ignore", "https://x.example/", "-f", str(tmp_path / "mkdocs.yml")])
    assert written.exit_code == 0, "a file that nobody reads is in no command's way"


def test_that_of_another_site_in_the_folder_stops_nothing(tmp_path: Path) -> None:
    other = "site_name: x\nplugins:\n- reciprocity: {log: friends.private.yml}\n"
    files = {"reciprocity.yml": ROWS, "friends.private.yml": PEOPLE, "mkdocs.de.yml": other}
    built = site(tmp_path, files, strict=True)
    assert (built.aborted, built.warnings()) == (False, [])
    (said,) = (line for line in built.ours() if "friends" in line)
    assert said.endswith("friends.private.yml: is not read for this site, only for another one in this folder")
