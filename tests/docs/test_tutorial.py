"""The tutorial, followed word by word in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests import hosts
from tests.docs.blocks import DOCS, Block, blocks, run
from tests.docs.blog import DAY

STEPS = list(blocks(DOCS / "tutorial.md"))
INSTALLING = ("python3 -m venv", ". .venv", "pip install")
"""What has been done where a test runs."""


def followed(block: Block, folder: Path) -> str:
    """Does what one example says; answers with what was printed."""
    if block.language == "sh":
        commands = block.text.splitlines()
        return "".join(typed(command, folder) for command in commands if not command.startswith(INSTALLING))
    path = folder / block.title.removeprefix("in ")
    path.parent.mkdir(exist_ok=True)
    whole = part_of(path.read_text("utf-8"), block.text) if block.title.startswith("in ") else block.text
    path.write_text(whole, "utf-8")
    return ""


def part_of(text: str, part: str) -> str:
    """The text with the part in it: where it is not there yet, it stands for the line with which it begins."""
    first = part.splitlines(keepends=True)[0]
    assert first in text
    return text if part in text else text.replace(first, part, 1)


def typed(command: str, folder: Path) -> str:
    """What a command prints: one of the host's in a process of its own, one of ours in this one."""
    if command.startswith("mkdocs-reciprocity "):
        result = run(command)
        assert result.exit_code == 0, (command, result.output)
        return result.output
    program, *arguments = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments], cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": str(DAY)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout + done.stderr


def words(page: Path) -> str:
    """The text of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.read_text("utf-8")).split())


def test_it_leads_to_the_pages_that_it_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hosts.need("mkdocs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))
    builds = [index for index, block in enumerate(STEPS) if block.text == "mkdocs build\n"]
    printed: dict[str, str] = {}

    def follow(steps: list[Block]) -> None:
        printed.update((block.text, followed(block, tmp_path)) for block in steps)

    follow(STEPS[: builds[0] + 1])
    part = next(block for block in STEPS if block.title == "in reciprocity.yml")
    assert part.text in (tmp_path / "reciprocity.yml").read_text("utf-8")
    assert "reciprocity" in (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert "reciprocity.private.yml" in (tmp_path / ".gitignore").read_text("utf-8")
    shared = words(tmp_path / "site/shared/index.html")
    assert "On engines Ada Example · " in shared
    assert " · shared via Mastodon" in shared
    assert "linked" in shared

    follow(STEPS[builds[0] + 1 :])
    assert "Passed on by Ada Example" in words(tmp_path / "site/looms/index.html")
    forward = words(tmp_path / "site/pay-it-forward/index.html")
    assert "Ada Example linked to Looms" in forward
    assert "Looms revisited" in forward
    assert "desk write --peer ada" in printed["mkdocs-reciprocity desk\n"]
    assert "nothing to mend" in printed["mkdocs-reciprocity check\n"]
