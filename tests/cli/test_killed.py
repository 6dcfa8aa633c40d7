"""A command that is killed in the middle of changing several files: the next one puts them back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.writing import journal
from mkdocs_reciprocity.collect.writing.journal import Change, Journal
from mkdocs_reciprocity.core.url import Url
from tests.cli.test_forget import FILES, LEFT, LOG, PRIVATE, mention
from tests.sites.drawing import draw, make, python

ROOT = Path(__file__).parents[2]
PEERS = "peers:\n  ada: {name: Ada, home: https://ada.example/}\n  dora: {home: https://dora.example/, private: true}\n"
ROWS = "interactions:\n- {date: 2026-11-03, gave: share, url: https://dora.example/x/}\n"
APART = {"people.yml": PEERS, "reciprocity.yml": ROWS, "reciprocity.private.yml": PRIVATE}


def steps(root: Path, files: dict[str, str], *command: str) -> list[dict[str, Any]]:
    draw(root / "site", files, {"reciprocity": {"peers": "people.yml"} if "people.yml" in files else {}})
    ran = python("-m", "tests.cli.killing", str(root / "site"), *command, cwd=ROOT, timeout=280)
    assert ran.returncode == 0, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize(
    ("files", "command"),
    [
        (FILES, ["forget", "dora", "--yes"]),
        (APART, ["forget", "dora", "--yes"]),
        (APART, ["peers", "rename", "dora", "dora-blum"]),
        (APART, ["add", "share", "https://dora.example/new/", "https://ada.example/new/"]),
    ],
)
def test_a_kill_at_any_step_leaves_all_or_nothing(tmp_path: Path, files: dict[str, str], command: list[str]) -> None:
    found = steps(tmp_path, files, *command)
    old, new = found[0], found[-1]
    assert (old["killed"], new["killed"]) == (True, False)
    assert old["then"] == {name: files[name] for name in sorted(files) if name.endswith(".yml")} != new["then"]
    between = 0
    for one in found:
        done = one["then"] == new["then"]
        assert one["then"] in (old["then"], new["then"])
        assert one["read"] == one["read then"] == (new if done else old)["read"]
        assert one["copies"] == (new["copies"] if done else 0)
        assert one["left"] == []
        half = one["after kill"] not in (old["then"], new["then"])
        assert ("a command was interrupted while it changed this; all is as it was before" in one["said"]) == half
        between += half
    assert between > 0
    assert len(found) > 20


def half(root: Path, *, also_last: bool = False) -> Path:
    """A site in which `forget dora` was killed between its two files, or after both."""
    config = draw(root, FILES)
    changes = (
        Change("reciprocity.private.yml", PRIVATE.encode(), b"interactions:\n"),
        Change("reciprocity.yml", LOG.encode(), LEFT.encode()),
    )
    before = root / ".cache/reciprocity/before"
    before.mkdir(parents=True)
    for change in changes:
        (before / f"{change.name}.before.private.yml").write_bytes(change.before)
    journal.begin(root, Journal(changes, tuple(sorted(os.listdir(before))), "dora"))
    for change in changes[: 2 if also_last else 1]:
        (root / change.name).write_bytes(change.after)
    return config


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def body(root: Path, name: str) -> str:
    return (root / name).read_text("utf-8")


@pytest.mark.parametrize(
    "command", [["check"], ["ledger"], ["peers"], ["add", "like", "https://x.example/", "--date", "2026-11-22"]]
)
def test_any_command_takes_it_back(tmp_path: Path, command: list[str]) -> None:
    result = run(*command, "-f", half(tmp_path))
    assert result.stderr.startswith(
        "reciprocity.private.yml, reciprocity.yml: a command was interrupted while it changed"
    )
    added = "- {date: 2026-11-22, gave: like, url: https://x.example/}\n"
    assert body(tmp_path, "reciprocity.yml").replace(added, "") == LOG
    assert body(tmp_path, "reciprocity.private.yml") == PRIVATE
    assert list((tmp_path / ".cache/reciprocity/before").iterdir()) == []
    assert not (tmp_path / journal.NAME).exists()
    assert "interrupted" not in run("check", "-f", tmp_path / "mkdocs.yml").output


def test_completion_writes_nothing(tmp_path: Path) -> None:
    half(tmp_path)
    words = {
        "_MKDOCS_RECIPROCITY_COMPLETE": "bash_complete",
        "COMP_LINE": "mkdocs-reciprocity forget ",
        "COMP_WORDBREAKS": " ",
        "COMP_WORDS": "mkdocs-reciprocity forget ",
        "COMP_CWORD": "2",
    }
    said = "from mkdocs_reciprocity.cli import main; main(prog_name='mkdocs-reciprocity')"
    ran = subprocess.run(
        [sys.executable, "-c", said], cwd=tmp_path, env={**os.environ, **words}, capture_output=True, check=False
    )
    assert b"dora" in ran.stdout
    assert ran.stderr == b""
    assert body(tmp_path, "reciprocity.private.yml") == "interactions:\n"


def test_a_build_reads_the_files_as_they_were_and_writes_none(tmp_path: Path) -> None:
    config = half(tmp_path)
    built = make(config, strict=True)
    assert not built.aborted
    (line,) = [line for line in built.ours() if "interrupted" in line]
    assert line.startswith(
        "INFO reciprocity: .cache/reciprocity/change.json: a command was interrupted while it changed "
    )
    assert body(tmp_path, "reciprocity.private.yml") == "interactions:\n"
    assert log_files.read(tmp_path, _settings()).texts[1].body == PRIVATE.encode()
    run("check", "-f", config)
    assert make(config).files() == built.files()


def _settings() -> Any:
    from tests.core.ledger.making import options

    return options()


def test_what_is_left_to_do_is_done_where_all_files_are_written(tmp_path: Path) -> None:
    config = half(tmp_path, also_last=True)
    store = Store(tmp_path)
    hers = mention("https://dora.example/a", "Dora's words")
    from mkdocs_reciprocity.cache.store import KeptMentions
    from mkdocs_reciprocity.core.feeds.schedule import FeedState

    store.keep_mentions({"x": KeptMentions(state=FeedState(url=Url("")), mentions=(hers,))})
    result = run("check", "-f", config)
    assert "interrupted" not in result.output
    assert body(tmp_path, "reciprocity.yml") == LEFT
    assert len(list((tmp_path / ".cache/reciprocity/before").iterdir())) == 2
    assert store.mentions(["x"])["x"].mentions == ()


@pytest.mark.parametrize("name", ["reciprocity.yml", "reciprocity.private.yml"])
def test_what_somebody_has_changed_since_is_left_to_them(tmp_path: Path, name: str) -> None:
    config = half(tmp_path)
    (tmp_path / name).write_text("interactions:\n# by hand\n", "utf-8")
    result = run("check", "-f", config)
    assert "and somebody has changed it since; look at it" in result.stderr
    assert body(tmp_path, name) == "interactions:\n# by hand\n"
    assert len(list((tmp_path / ".cache/reciprocity/before").iterdir())) == 2
    assert "somebody" not in run("check", "-f", config).output


def test_a_file_that_cannot_be_put_back_waits(tmp_path: Path) -> None:
    config = half(tmp_path)
    (tmp_path / "reciprocity.private.yml").chmod(0o444)
    result = run("ledger", "-f", config)
    assert (result.exit_code, result.output) == (
        2,
        "reciprocity.private.yml: is read-only; allow writing to it first\n",
    )
    (tmp_path / "reciprocity.private.yml").chmod(0o644)
    assert run("ledger", "-f", config).exit_code == 0
    assert body(tmp_path, "reciprocity.private.yml") == PRIVATE


def test_a_file_that_had_not_been_begun_is_no_obstacle(tmp_path: Path) -> None:
    config = half(tmp_path)
    (tmp_path / "reciprocity.private.yml").write_text(PRIVATE, "utf-8")
    assert "interrupted" not in run("check", "-f", config).output
    assert list((tmp_path / ".cache/reciprocity/before").iterdir()) == []


def test_a_journal_that_is_no_journal_is_none(tmp_path: Path) -> None:
    config = half(tmp_path)
    (tmp_path / journal.NAME).write_bytes(b"{")
    assert run("check", "-f", config).exit_code == 0


@pytest.mark.parametrize("name", ["../letter.txt", "/letter.txt", "mkdocs.yml", "log/../../letter.txt"])
@pytest.mark.parametrize(
    "log", [["reciprocity.yml"], ["reciprocity.yml", "**/*.txt"], ["reciprocity.yml", "log/*.txt"]]
)
def test_a_journal_from_elsewhere_changes_no_file_but_those_of_the_log(
    tmp_path: Path, name: str, log: list[str]
) -> None:
    """Whoever can write into the cache folder, of a CI say, can write nowhere else by it, and delete nothing."""
    site, letter = tmp_path / "site", tmp_path / "letter.txt"
    letter.write_bytes(b"mine")
    draw(site, {"reciprocity.yml": ROWS}, {"reciprocity": {"log": log}})
    (site / ".cache/reciprocity/before").mkdir(parents=True)
    path = str(letter) if name.startswith("/") else name
    begun = b"mine" if "letter" in name else (site / name).read_bytes()
    changes = (Change(path, b"theirs", begun), Change("reciprocity.yml", ROWS.encode(), b"not yet"))
    journal.begin(site, Journal(changes))
    assert run("desk", "-f", site / "mkdocs.yml").exit_code == 0
    assert letter.read_bytes() == b"mine"
    assert (site / "mkdocs.yml").read_bytes() != b"theirs"


def test_a_journal_from_elsewhere_deletes_no_file_but_copies_of_the_log(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(b"mine")
    site = tmp_path / "site"
    half(site)
    begun = log_files.interrupted(site, _settings())
    assert begun is not None
    journal.begin(site, replace(begun, copies=(str(letter), "../../../../letter.txt", "..", "", *begun.copies)))
    assert run("desk", "-f", site / "mkdocs.yml").exit_code == 0
    assert letter.read_bytes() == b"mine"
    assert list((site / ".cache/reciprocity/before").iterdir()) == []


def test_a_file_whose_name_is_no_text_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    changes = (Change("\udcff.yml", b"", b"x"), Change("reciprocity.yml", b"", b"x"))
    with pytest.raises(OSError, match="the name of a file is not UTF-8; give it another"):
        journal.begin(tmp_path, Journal(changes))
    assert list(tmp_path.iterdir()) == []


def test_the_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    half(tmp_path)
    assert (tmp_path / journal.NAME).stat().st_mode & 0o777 == 0o600


def test_where_no_journal_can_be_written_nothing_is_changed(tmp_path: Path) -> None:
    config = draw(tmp_path, FILES)
    (tmp_path / ".cache/reciprocity/change.json").mkdir(parents=True)
    result = run("forget", "dora", "--yes", "-f", config)
    assert result.exit_code == 2
    assert ".cache/reciprocity/change.json: cannot be written (Is a directory); nothing was changed" in result.output
    assert body(tmp_path, "reciprocity.yml") == LOG


def test_a_command_waits_for_another_that_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = half(tmp_path)
    monkeypatch.setattr(journal, "_PATIENCE", 0.05)
    with journal.locked(tmp_path):
        result = run("ledger", "-f", config)
    assert (result.exit_code, result.output) == (2, (
        ".cache/reciprocity/change.json: another command is writing, and does not come to an end; try again\n"
    ))  # fmt: skip
