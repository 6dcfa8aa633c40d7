"""``mkdocs-reciprocity capture``: what the workflow asks it for."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.capture.form import body
from tests.cli.test_capture_workflow import LOG, MKDOCS, event, filled, git

TEXT = body({"kind": "share", "url": "https://ada.example/"})


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["capture", *arguments])


def test_a_form_is_written_as_it_was_sent(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(json.dumps(event(f"{TEXT}$(id)\r\n\u202ex")), "utf-8")
    result = run("issues", str(tmp_path / "event.json"), str(tmp_path))
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "7.form").read_bytes() == f"{TEXT}$(id)\r\n\u202ex".encode()
    assert (tmp_path / "7.date").read_text("utf-8") == "2026-11-20T10:00:00Z"
    assert sorted(os.listdir(tmp_path)) == ["7.date", "7.form", "event.json"]


def test_why_there_is_no_row_is_written_beside_it(tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text(json.dumps(event(filled(private="yes"))), "utf-8")
    run("issues", str(tmp_path / "event.json"), str(tmp_path))
    assert (tmp_path / "7.refused").read_text("utf-8").startswith("this repository is public")


@pytest.mark.parametrize("names", [[], ["--by", "cleo"]])
def test_of_a_stranger_nothing_is_written(tmp_path: Path, names: list[str]) -> None:
    (tmp_path / "event.json").write_text(json.dumps(event(TEXT, by="ben")), "utf-8")
    result = run("issues", *names, str(tmp_path / "event.json"), str(tmp_path))
    assert result.exit_code == 2
    assert 'the issue is by "ben"' in result.output
    assert os.listdir(tmp_path) == ["event.json"]
    assert run("issues", "--by", "ben", str(tmp_path / "event.json"), str(tmp_path)).exit_code == 0


@pytest.mark.parametrize("file", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, file: str) -> None:
    result = run("issues", str(tmp_path / file), str(tmp_path))
    assert result.exit_code == 2
    assert str(tmp_path) in result.output


def test_the_files_are_those_that_git_keeps(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (tmp_path / "reciprocity.yml").write_text(LOG, "utf-8")
    (tmp_path / "reciprocity.private.yml").write_text("interactions:\n", "utf-8")
    command = ["files", "-f", str(tmp_path / "mkdocs.yml")]
    assert run(*command).output == "reciprocity.yml\0", "without git, too"
    git(tmp_path, "init", "--quiet")
    assert run(*command).output == "reciprocity.yml\0"
    git(tmp_path, "add", ".")
    assert run(*command).output == "reciprocity.yml\0reciprocity.private.yml\0"


def test_the_answer_is_json(tmp_path: Path) -> None:
    (tmp_path / "said").write_bytes(b'\xff "x" \xe2\x80\xae\n')
    result = run("answer", "refused", str(tmp_path / "said"))
    assert json.loads(result.output)["body"].endswith('\n\n    \ufffd "x"')
    assert run("answer", "maybe", str(tmp_path / "said")).exit_code == 2
