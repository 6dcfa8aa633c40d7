"""The commands that the desk prints, typed as they stand: each settles the line above it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from tests.sites.drawing import make
from tests.sites.sample import copied


def run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, f"{words}: {result.output}"
    return result.stdout


def commands(config: str) -> list[tuple[str, ...]]:
    """The commands on the desk but the one for a single peer, without the program's name."""
    lines = (line.strip() for line in run("desk", "--minutes", "60", "-f", config).splitlines())
    found = [tuple(shlex.split(line)[1:]) for line in lines if line.startswith("mkdocs-reciprocity ")]
    return [words for words in found if words[:3] != ("desk", "--peer", "ID")]


def test_each_command_of_the_desk_settles_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")  # 25 November 2026
    config = str(copied(tmp_path) / "mkdocs.mkdocs.yml")
    make(Path(config))
    first = commands(config)
    assert {words[:2] for words in first} >= {("add", "share"), ("desk", "write"), ("accept", "--peer")}
    for words in first:
        # At a terminal, `accept` asks of each row. One that an earlier command has settled too is right all the same.
        said = run(*words, *(["--all"] if words[0] == "accept" else []))
        if words[:2] == ("desk", "write"):  # at a terminal it runs this when somebody says that the note was sent
            run(*shlex.split(said.partition("\nOnce it is sent: mkdocs-reciprocity ")[2]))
        assert words not in commands(config)
    assert run("check", "-f", config).rstrip().endswith("nothing to mend.")
