"""Private files and git: what commands do, and what `check` says. A build asks no git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.collect.writing import git
from tests import needs
from tests.sites.drawing import draw, make

pytestmark = needs.program("git")

FRIENDS = {"reciprocity": {"log": ["reciprocity.yml", "friends.private.yml"]}}
FILES = {"reciprocity.yml": "", "friends.private.yml": "# mine\n"}
THANK = ("add", "thank", "--peer-name", "Tok", "--home", "https://tok.example/", "--private")
KEPT = (
    "friends.private.yml: is private, and git keeps it, for all who can read the repository; "
    "`git rm --cached friends.private.yml` ends that, but the history has what was committed"
)


def in_git(root: Path, *command: str) -> str:
    return subprocess.run(["git", *command], cwd=root, check=True, capture_output=True, text=True).stdout


def run(config: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "-f", str(config)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def config(tmp_path: Path) -> Path:
    in_git(tmp_path, "init", "-q")
    return draw(tmp_path, FILES, FRIENDS)


def hidden(root: Path, name: str) -> list[str]:
    said: list[str] = []
    git.hide(root, name, said.append)
    return said


@pytest.mark.parametrize("command", [THANK, ("init",)])
def test_a_file_that_is_there_is_hidden_before_it_is_written(config: Path, command: tuple[str, ...]) -> None:
    assert "friends.private.yml" in in_git(config.parent, "status", "--short")
    assert ".gitignore: git ignores friends.private.yml now\n" in run(config, *command)
    assert (config.parent / ".gitignore").read_text("utf-8") == "/friends.private.yml\n"
    assert "private" not in in_git(config.parent, "status", "--short")
    assert ".gitignore" not in run(config, *command)


def test_a_file_that_git_keeps_is_named_each_time(config: Path) -> None:
    in_git(config.parent, "add", "-f", "friends.private.yml")
    for command in (THANK, (*THANK, "--note", "again"), ("init",)):
        assert f"{KEPT}\n" in run(config, *command)
    assert not (config.parent / ".gitignore").exists()


def test_check_says_it_for_information(config: Path) -> None:
    root = config.parent
    said = (
        "friends.private.yml: is private, and git does not ignore it; add the line `/friends.private.yml` to .gitignore"
    )
    assert f"{said} (for information)\n" in run(config, "check")
    in_git(root, "add", "friends.private.yml")
    (root / ".gitignore").write_text("*.private.yml\n", "utf-8")
    assert f"{KEPT} (for information)\n" in run(config, "check"), "an ignored file that was added before is kept"
    in_git(root, "rm", "-q", "--cached", "friends.private.yml")
    assert "private" not in run(config, "check")


def test_a_build_asks_no_git(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = config.parent / "programs"
    programs.mkdir()
    (programs / "git").write_text(f"#!/bin/sh\ntouch {config.parent}/asked\n", "utf-8")
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    make(config)
    assert not (config.parent / "asked").exists()
    run(config, "check")
    assert (config.parent / "asked").exists()


def test_without_a_work_tree_only_new_files_get_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.private.yml").touch()
    assert hidden(tmp_path, "a.private.yml") == []
    assert list(git.problems(tmp_path, ["a.private.yml"])) == []
    assert hidden(tmp_path, "b.private.yml") == [".gitignore: git ignores b.private.yml now"]
    assert (tmp_path / ".gitignore").read_text("utf-8") == "/b.private.yml\n"


def test_a_file_in_another_folder(tmp_path: Path) -> None:
    in_git(tmp_path, "init", "-q")
    for folder in ("blog/log", "lists"):
        (tmp_path / folder).mkdir(parents=True)
    root = tmp_path / "blog"
    (root / "log/-a b.private.yml").touch()
    assert hidden(root, "log/-a b.private.yml") == [".gitignore: git ignores log/-a b.private.yml now"]
    assert hidden(root, "log/-a b.private.yml") == []
    (tmp_path / "lists/x.private.yml").touch()
    outside = "../lists/x.private.yml: is private, and git does not ignore it; add it to the .gitignore of its folder"
    assert hidden(root, "../lists/x.private.yml") == [outside]
    assert [str(problem) for problem in git.problems(root, ["../lists/x.private.yml", "log/x.yml"])] == [outside]
    assert hidden(root, "nowhere/x.private.yml") == [".gitignore: git ignores nowhere/x.private.yml now"]


def test_the_file_behind_a_link_is_the_one_that_counts(tmp_path: Path) -> None:
    in_git(tmp_path, "init", "-q")
    (tmp_path / "people.txt").touch()
    (tmp_path / "a.private.yml").symlink_to("people.txt")
    in_git(tmp_path, "add", "people.txt")
    (kept,) = hidden(tmp_path, "a.private.yml")
    assert "and git keeps it" in kept
