"""``python -m benchmarks [NAME] [--json] [--corpus DIR]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from benchmarks.measure import Figure, Report, machine, run

NAMES = {
    "log": "log",
    "add": "add",
    "links": "links",
    "build": "build",
    "small": "small",
    "import": "imports",
    "feeds": "feeds",
    "warm": "warm",
    "fetch": "fetch",
    "cold": "cold",
    "planet": "planet",
    "ledger": "ledger",
    "forward": "forward",
    "serve": "serve",
    "memory": "memory",
    "start": "start",
    "growth": "growth",
}


def main() -> None:
    """Runs one benchmark, or all of them, and prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Ratios measured within one run.")
    parser.add_argument("name", choices=NAMES, nargs="?", help="one of them; all of them without it")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on stdout, and nothing else")
    parser.add_argument("--corpus", type=Path, help="feeds only: a folder of feeds, instead of generated ones")
    arguments = parser.parse_args()
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    if not arguments.json:
        print(_HEAD, flush=True)
    for name in [arguments.name] if arguments.name else NAMES:
        report = _alone(name, explain=bool(arguments.name) and not arguments.json, corpus=arguments.corpus)
        print(_as_json(name, report) if arguments.json else _as_rows(name, report), flush=True)
        if arguments.name and not arguments.json and report.notes:
            print("", *report.notes, sep="\n")


def _alone(name: str, *, explain: bool, corpus: Path | None) -> Report:
    """Runs a benchmark in a process of its own: the most memory that a process had counts for those it starts, too."""
    extra = {"corpus": corpus} if name == "feeds" else {}
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(run, f"benchmarks.{NAMES[name]}", explain=explain, **extra).result()


def _as_json(name: str, report: Report) -> str:
    found = {
        "benchmark": name,
        **{figure.key: figure.value for figure in report.figures},
        "spread": {figure.key: [min(figure.rounds), max(figure.rounds)] for figure in report.figures},
        "rounds": {figure.key: len(figure.rounds) for figure in report.figures},
        "targets": {figure.key: figure.target for figure in report.figures if figure.target},
        "missed": [figure.key for figure in report.figures if not figure.good],
        "meanings": {figure.key: figure.meaning for figure in report.figures},
        "notes": report.notes,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "python": platform.python_version(),
        "machine": machine(),
    }
    return json.dumps(found, ensure_ascii=False)


_HEAD = f"{'benchmark':<10}{'figure':<18}{'median':>9}   {'spread':<19}{'target':<16}{'':<8}meaning"


def _as_rows(name: str, report: Report) -> str:
    return "\n".join(_row(name, figure) for figure in report.figures)


def _row(name: str, figure: Figure) -> str:
    verdict = "" if not figure.target else "ok" if figure.good else "MISSED"
    spread = f"{min(figure.rounds):.4g} to {max(figure.rounds):.4g}"
    columns = f"{name:<10}{figure.key[:17]:<18}{figure.value:>9.4g}   {spread:<19}{figure.target:<16}{verdict:<8}"
    return columns + figure.meaning


if __name__ == "__main__":
    main()
