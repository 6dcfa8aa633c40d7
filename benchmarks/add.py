"""`add`: appending a row to a log of 100,000 rows, and the whole command that does so, against reading it once."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from datetime import UTC
from pathlib import Path

from benchmarks import writing
from benchmarks.log import ours
from benchmarks.measure import ROUNDS, Figure, Report, cpu_of, in_child, ratios, wall_of
from mkdocs_reciprocity.collect.writing import log_file
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.log.reader import Rules
from mkdocs_reciprocity.core.model import KINDS

ROWS = 100_000
_ROW = {"date": "2026-11-20", "gave": "share", "url": "https://peer-1.example/?p=12", "note": "A row: one more."}
_RULES = Rules(KINDS, UTC, When("2026-11-23"))


def add(path: Path) -> object:
    """Appends a row as a command does: lock, read, check, write, replace."""
    return log_file.change(path, path.name, lambda body: log_edit.with_rows(body, path.name, [_ROW], _RULES))


def read(path: Path) -> object:
    """Reads the log once, as a build does."""
    return ours(path.read_bytes())


def command(path: Path) -> object:
    """The whole command, from its arguments to the line that it prints; of Python's start and the imports nothing."""
    from mkdocs_reciprocity.cli import main

    config = path.with_name("mkdocs.yml")
    config.write_text(f"site_url: https://me.example/\nplugins: [reciprocity: {{log: {path.name}}}]\n", "utf-8")
    # A note of its own each time: the same row is not written twice.
    said = [_ROW["gave"], _ROW["url"], "--date", _ROW["date"], "--note", f"A row: {path.stat().st_size}."]
    with contextlib.redirect_stdout(io.StringIO()):
        return main(["add", *said, "-f", str(config)], prog_name="mkdocs-reciprocity", standalone_mode=False)


_SIDES = {"add": add, "command": command, "read": read}


def run(folder: Path, *, explain: bool) -> Report:
    """CPU and wall time of one `add`, the write to the disk included, over those of one reading; in fresh processes."""
    path = folder / "reciprocity.yml"
    before = writing.log(ROWS, writing.peer_names(200))
    path.write_bytes(before)
    rounds = [{side: in_child("add", side, path) for side in _SIDES} for _ in range(ROUNDS)]
    after = path.read_bytes()
    assert after.startswith(before)
    row = len(after) - len(before)
    spent = {key: {side: [one[side][key] for one in rounds] for side in _SIDES} for key in ("cpu", "wall")}
    return Report(
        figures=(
            Figure(key="cpu", rounds=ratios(spent["cpu"]["add"], spent["cpu"]["read"]),
                   meaning="CPU of an append / of reading the log once, 100,000 rows"),
            Figure(key="wall", rounds=ratios(spent["wall"]["add"], spent["wall"]["read"]),
                   meaning="the same on the clock, fsync included"),
            Figure(key="command_cpu", rounds=ratios(spent["cpu"]["command"], spent["cpu"]["read"]),
                   meaning="CPU of the whole command / of reading the log once"),
            Figure(key="command_wall", rounds=ratios(spent["wall"]["command"], spent["wall"]["read"]),
                   meaning="the same on the clock"),
        ),
        notes=(
            ", ".join(f"{side} {min(spent['wall'][side]):.2f} s" for side in _SIDES),
            f"{row / ROUNDS / 4:g} bytes a row were added to {len(before)}; the old ones are all as they were",
        ),
    )  # fmt: skip


def _child(side: str, path: str) -> None:
    small = Path(path).with_name(f"small-{side}.yml")
    small.write_bytes(writing.log(50, writing.peer_names(5)))
    _SIDES[side](small)
    spent = {"cpu": cpu_of(lambda: _SIDES[side](Path(path))), "wall": wall_of(lambda: _SIDES[side](Path(path)))}
    print(json.dumps(spent))


if __name__ == "__main__":
    _child(*sys.argv[1:])
