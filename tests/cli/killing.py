"""Kills a command at every step of its writing: ``python -m tests.cli.killing FOLDER COMMAND…``, with a site in FOLDER.

A step is whatever makes, fills, renames, deletes or marks a file. Prints JSON, one object a step: what was there
after the kill, what a build would have read, and what the next command has left.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.cli.site import ledger_of
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources

_STEPS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.chmod"})
_MOST = 200


def killed_at(step: int, folder: Path, command: list[str]) -> bool:
    """Runs the command in a process of its own and kills it before this step; tells whether it came so far."""
    child = os.fork()
    if not child:
        steps = 0

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal steps
            writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if writes or event in _STEPS:
                steps += 1
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        with contextlib.suppress(BaseException):
            os.chdir(folder)
            sys.addaudithook(count)
            CliRunner().invoke(main, command)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def bodies(folder: Path) -> dict[str, str]:
    """The author's files."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.yml"))
        if ".cache" not in path.parts and path.name != "mkdocs.yml"
    }


def copies(folder: Path) -> int:
    return len(list(folder.glob(".cache/reciprocity/before/*")))


def shown(folder: Path) -> list[str]:
    """The log as a build reads it, and what is public in it."""
    of = mkdocs(folder)
    gathering = Gathering(of)
    found = ledger_of(gathering, Sources(gathering).reading())
    texts = [f"{text.name}: {text.body.decode()}" for text in gathering.files.texts]
    return [*texts, *(f"public: {row.peer} {row.url}" for row in found.interactions if not row.private)]


def mkdocs(folder: Path) -> Any:
    from mkdocs_reciprocity.collect import mkdocs_yml
    from mkdocs_reciprocity.collect.site import Site
    from mkdocs_reciprocity.core import options as declared

    config = mkdocs_yml.read(folder / "mkdocs.yml")
    return Site(config.root, config.site_url, declared.read(config.options, "mkdocs.yml").records)


def steps(folder: Path, command: list[str]) -> list[Mapping[str, Any]]:
    """One object for each step, and a last one for the command that nobody kills."""
    found: list[Mapping[str, Any]] = []
    for step in range(1, _MOST):
        place = folder.with_name(f"{folder.name}-{step}")
        shutil.copytree(folder, place)
        came = killed_at(step, place, command)
        read = shown(place)
        after_kill = bodies(place)
        said = CliRunner().invoke(main, ["check", "-f", str(place / "mkdocs.yml")]).output
        left = [path.name for path in place.rglob("*") if path.name == "change.json"]
        found.append({
            "killed": came, "after kill": after_kill, "read": read, "then": bodies(place), "copies": copies(place),
            "said": said, "left": left, "read then": shown(place),
        })  # fmt: skip
        shutil.rmtree(place)
        if not came:
            break
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(steps(Path(sys.argv[1]), sys.argv[2:])))
