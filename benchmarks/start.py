"""`start`: commands on a log of 10,000 rows, against a Python that imports json and reads the log's bytes."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from benchmarks import writing
from benchmarks.measure import ROUNDS, Figure, Report, in_turns, process, ratios

ROWS = 10_000
_LIBRARIES = "click, msgspec, yaml"  # without which no command can begin
_MAIN = "from mkdocs_reciprocity.cli import main; main(prog_name='mkdocs-reciprocity')"
_COMMANDS = {
    "desk": ("desk",),
    "check": ("check",),
    "add": ("add", "share", "https://peer-1.example/?p=12", "--date", "2026-11-20"),
}


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of whole processes, one ratio a command."""
    log = folder / "reciprocity.yml"
    log.write_bytes(writing.log(ROWS, writing.peer_names(100)))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: B\nsite_url: {writing.SITE}\nplugins: [reciprocity]\n", "utf-8")
    least = [sys.executable, "-c", f"import json; open({str(log)!r}, 'rb').read()"]
    libraries = [sys.executable, "-c", f"import {_LIBRARIES}"]
    sides = {name: [sys.executable, "-c", _MAIN, *said] for name, said in _COMMANDS.items()}
    for command in (libraries, *sides.values()):
        process(command, folder)  # writes the .pyc files
    least_cpu, of_libraries, *spent = in_turns(
        lambda: process(least, folder).cpu,
        lambda: process(libraries, folder).cpu,
        *(lambda command=command: process(command, folder).cpu for command in sides.values()),
        rounds=ROUNDS,
    )
    return Report(
        figures=tuple(
            Figure(key=name, rounds=ratios(one, least_cpu), at_most=2, meaning=f"CPU of `{name}` / the least")
            for name, one in zip(sides, spent, strict=True)
        ),
        notes=(
            f"the least {min(least_cpu) * 1e3:.0f} ms",
            f"to import {_LIBRARIES} alone: {median(ratios(of_libraries, least_cpu)):.2f} of the least",
        ),
    )
