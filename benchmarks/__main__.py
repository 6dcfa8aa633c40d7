"""``python -m benchmarks [NAME] [--json] [--corpus DIR]``."""

from __future__ import annotations

import argparse
import json
import logging
import os
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks.measure import Figure, Report

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
    "serve": "serve",
    "memory": "memory",
    "start": "start",
    "growth": "growth",
}


def main() -> None:
    """Runs one benchmark, or all of them, each in a temporary folder, and prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Ratios measured within one run.")
    parser.add_argument("name", choices=NAMES, nargs="?", help="one of them; all of them without it")
    parser.add_argument("--json", action="store_true", help="one JSON object a line on stdout, and nothing else")
    parser.add_argument("--corpus", type=Path, help="feeds only: a folder of feeds, instead of generated ones")
    arguments = parser.parse_args()
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    logging.disable(logging.CRITICAL)
    for name in [arguments.name] if arguments.name else NAMES:
        report = _run(name, explain=bool(arguments.name) and not arguments.json, corpus=arguments.corpus)
        print(_as_json(name, report) if arguments.json else _as_table(name, report), flush=True)


def _run(name: str, *, explain: bool, corpus: Path | None) -> Report:
    run = import_module(f"benchmarks.{NAMES[name]}").run
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        extra = {"corpus": corpus} if name == "feeds" else {}
        report: Report = run(Path(folder), explain=explain, **extra)
    return report


def _as_json(name: str, report: Report) -> str:
    spread = {figure.key: [min(figure.rounds), max(figure.rounds)] for figure in report.figures}
    values = {figure.key: figure.value for figure in report.figures}
    return json.dumps({"benchmark": name, **values, "spread": spread})


def _as_table(name: str, report: Report) -> str:
    lines = [f"{name:<16}{'median':>9}   {'spread':<19}{'target':<18}"]
    lines += [_row(figure) for figure in report.figures]
    return "\n".join([*lines, *(["", *report.notes] if report.notes else [])])


def _row(figure: Figure) -> str:
    bound = f"at least {figure.at_least:g}" if figure.at_least is not None else ""
    bound = f"at most {figure.at_most:g}" if figure.at_most is not None else bound
    verdict = "" if not bound else "ok" if figure.good else "MISSED"
    spread = f"{min(figure.rounds):.4g} to {max(figure.rounds):.4g}"
    return f"{figure.key:<16}{figure.value:>9.4g}   {spread:<19}{bound:<14}{verdict:<8}{figure.meaning}"


if __name__ == "__main__":
    main()
