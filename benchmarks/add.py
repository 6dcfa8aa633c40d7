"""`add`: appending a row to a log of 100,000 rows, against reading that log once."""

from __future__ import annotations

import json
import sys
from datetime import UTC
from pathlib import Path

from benchmarks import writing
from benchmarks.log import ours
from benchmarks.measure import ROUNDS, Figure, Report, cpu_of, in_child, ratios, wall_of
from mkdocs_reciprocity import logfile
from mkdocs_reciprocity.model import KINDS
from mkdocs_reciprocity.sources import log_edit
from mkdocs_reciprocity.sources.log import Rules
from mkdocs_reciprocity.when import When

ROWS = 100_000
_ROW = {"date": "2026-11-20", "gave": "share", "url": "https://peer-1.example/?p=12", "note": "A row: one more."}
_RULES = Rules(KINDS, UTC, When("2026-11-23"))


def add(path: Path) -> object:
    """Appends a row as a command does: lock, read, check, write, replace."""
    return logfile.change(path, path.name, lambda body: log_edit.with_rows(body, path.name, [_ROW], _RULES))


def read(path: Path) -> object:
    """Reads the log once, as a build does."""
    return ours(path.read_bytes())


_SIDES = {"add": add, "read": read}


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
        ),
        notes=(
            f"append {min(spent['wall']['add']):.2f} s, reading {min(spent['wall']['read']):.2f} s",
            f"{row / ROUNDS / 2:g} bytes a row were added to {len(before)}; the old ones are all as they were",
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
