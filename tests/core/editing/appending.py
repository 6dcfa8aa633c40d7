"""Appends rows to a log in processes of their own; some are killed: ``python -m tests.core.editing.appending …``."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import click

from mkdocs_reciprocity.collect.writing import journal, log_file
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import KINDS

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))


def line(name: str) -> str:
    """How the row of this name is written."""
    return f"- {{date: 2026-11-20, gave: share, url: https://ada.example/{name}}}\n"


def append(path: Path, name: str) -> bool:
    """Appends the row of this name."""
    row = {"date": "2026-11-20", "gave": "share", "url": f"https://ada.example/{name}"}
    return log_file.change(path, path.name, lambda body: log_edit.with_rows(body, path.name, [row], RULES))


def command(path: Path, name: str) -> None:
    """The same with the whole command, for the mkdocs.yml beside the log; its exit status is the process's."""
    from mkdocs_reciprocity.cli import main

    url = f"https://ada.example/{name}"
    main(
        ["add", "share", url, "--date", "2026-11-20", "-f", str(path.parent / "mkdocs.yml")],
        standalone_mode=False,
        prog_name="mkdocs-reciprocity",
    )


ACTS: dict[str, Callable[[Path, str], object]] = {"": append, "command": command}


def many(path: Path, name: str, rows: int, act: Callable[[Path, str], object]) -> None:
    """Appends rows, and says of each when it is there."""
    log_file._PATIENCE = journal._PATIENCE = 600.0  # a lock keeps no order among those that wait
    for number in range(rows):
        act(path, f"{name}-{number}")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def once_limited(path: Path, act: Callable[[Path, str], object]) -> None:
    """Appends a row where a file may not grow beyond what the log has: what a full disk does, without one."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
    try:
        act(path, "x")
    except (NotWritten, click.ClickException) as error:
        sys.stdout.write(str(error))


def once_killed(path: Path, where: str, act: Callable[[Path, str], object]) -> None:
    """Appends a row, and is killed at the call of a function of `os`, or just after it."""
    moment, _, name = where.partition(" ")
    real = getattr(os, name)

    def fatal(*arguments: object, **more: object) -> object:
        done = real(*arguments, **more) if moment == "after" else None
        os.kill(os.getpid(), signal.SIGKILL)
        return done

    if name == "open":  # the lock is opened too
        plain = real

        def real(file: object, *arguments: object, **more: object) -> object:
            return plain(file, *arguments, **more)

        def only_ours(file: object, *arguments: object, **more: object) -> object:
            return (fatal if str(file).endswith("~") else plain)(file, *arguments, **more)

        os.open = only_ours  # type: ignore[assignment]
    else:
        setattr(os, name, fatal)
    act(path, "x")


def killed_often(path: Path, kills: int) -> None:
    """Kills a process that appends, again and again at any moment, and counts what was torn or lost."""
    chance = random.Random(0)
    count = torn = lost = strays = 0
    append(path, "first")  # so that no child has to import anything
    start = path.read_text("utf-8")
    for _ in range(kills):
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            with contextlib.suppress(BaseException):
                for number in range(count, count + 10_000):
                    append(path, str(number))
                    os.write(writer, b".")
            os._exit(1)
        os.close(writer)
        with open(reader, "rb", 0) as confirmed:
            count += len(confirmed.read(1))
            time.sleep(chance.uniform(0, 0.02))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            count += len(confirmed.read())
        strays += sum(name.endswith("~") for name in os.listdir(path.parent))
        found = path.read_text("utf-8")
        if found == start + "".join(line(str(number)) for number in range(count + 1)):
            count += 1  # it was there already, and could not say so any more
        elif found != start + "".join(line(str(number)) for number in range(count)):
            torn += not found.endswith("}\n")
            lost += 1
    append(path, "last")
    after = sum(name.endswith("~") for name in os.listdir(path.parent))
    problems = len(log_reader.parse(path.read_bytes(), path.name, RULES).problems)
    sys.stdout.write(
        json.dumps({"rows": count, "torn": torn, "lost": lost, "strays": strays, "left": after, "bad": problems})
    )


if __name__ == "__main__":
    what, log_path, *more = sys.argv[1:]
    by, _, what = what.rpartition(":")  # `command:many` is `many` with the whole command
    if what == "many":
        many(Path(log_path), more[0], int(more[1]), ACTS[by])
    elif what == "killed":
        killed_often(Path(log_path), int(more[0]))
    elif what == "killed-at":
        once_killed(Path(log_path), more[0], ACTS[by])
    else:
        once_limited(Path(log_path), ACTS[by])
