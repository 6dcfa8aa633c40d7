"""Writes docs/background/figures.md from what the benchmarks have measured.

``python -m benchmarks --json > docs/figures.jsonl && python docs/figures.py``. What one benchmark measures anew may be
appended to the same file: the last line of each counts.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.__main__ import NAMES  # noqa: E402

DATA = Path(__file__).with_name("figures.jsonl")
PAGE = Path(__file__).parent / "background/figures.md"

_HEAD = """# Figures

What the plugin costs, measured by `python -m benchmarks` in a checkout of the project (`pip install -e .[bench]`). This
page is made from what it printed, by `python docs/figures.py`. The benchmarks were run one after the other, each in a
process of its own, and nothing else was at work on the machine.

Nearly all figures are ratios. The two sides of a ratio are measured in turns within one run, five times or more, and
the median is given. So a busy or slow machine changes them less than it changes seconds; a wide spread shows it.
What takes a minute or more is measured once, against rounds of the other side: the others' builds of `cold` and the
million rows of `ledger`. So is what is the same each time: the other side of `memory`.
Where "CPU" is written, the time of child processes is in it. "Spread" is the lowest and the highest round.
"""

_NOT = "It was not in this run."

_WHY = {
    "log": "Half of the time goes into making sure that a row means the same to a YAML parser, half into its fields.",
    "links": (
        "Links that browsers do not show count for nothing, so each page is looked at for what may hide them. Without "
        "that it was 61."
    ),
    "build": (
        "No part of it is more than a fifth: choosing what our pages show, rendering them, reading the log, and the "
        "ledger take most, in this order."
    ),
    "small": (
        "Where a hook puts the same finished pages and files into the same blog, and does nothing else, "
        "the ratio is 1.12 already: MkDocs and its search work on them as on any pages. Importing our modules is 0.08."
    ),
    "feeds": (
        "Two thirds of the time go into the entries: their words, links, dates, and how they begin. The rest is expat, "
        "the parser. Long posts are read faster than by feedparser-rs, and many short ones slower."
    ),
    "serve": (
        "What our hooks do not take is MkDocs' own work on our pages. Its search, which reads them again for each "
        "rebuild, takes about 0.03 alone."
    ),
    "memory": (
        "The most is taken when MkDocs' search writes its index. By then the plugin has let go of what it had "
        "gathered, but Python gives memory back only in blocks of which nothing is used, and a few words of a page "
        "keep a block. MkDocs and its search keep our pages to the end, as they keep all pages."
    ),
    "start": (
        "Importing click, msgspec and PyYAML, without which no command can begin, is more than the target allows. Of "
        "the rest, reading the log is the largest part. Nothing of a log is kept from one command to the next: that "
        "would be one more file in which private rows stand."
    ),
}
"""Why a figure falls short, where that is known."""

_SURE = "Every figure that has a target keeps it."


def page(lines: str) -> str:
    """The whole page, from the benchmarks' lines of JSON."""
    last = {found["benchmark"]: found for found in map(json.loads, lines.splitlines())}
    found = {name: last[name] for name in NAMES if name in last}
    parts = [_HEAD, *_where(found), "## What was missed", _missed(found)]
    for name in NAMES:
        parts += [f"## {name}", _says(name), *(_figures(found[name]) if name in found else [_NOT])]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _where(found: dict[str, dict[str, Any]]) -> list[str]:
    """The machines, days and versions of Python, mostly one."""
    runs: dict[str, list[str]] = {}
    for name, one in found.items():
        runs.setdefault(f"{one['machine']}, Python {one['python']}, {one['date']}", []).append(name)
    if len(runs) == 1:
        return [f"Machine and day: {next(iter(runs))}."]
    return ["\n".join(f"- {run}: {', '.join(f'`{name}`' for name in names)}" for run, names in runs.items())]


def _missed(found: dict[str, dict[str, Any]]) -> str:
    lines = [
        f"- `{name}`, `{key}`: {_number(one[key])}, where {one['targets'][key]} is the target ({one['meanings'][key]})."
        for name, one in found.items()
        for key in one["missed"]
    ]
    reasons = [f"- `{name}`: {_WHY[name]}" for name, one in found.items() if one["missed"] and name in _WHY]
    why = ["Why, as far as it is known:", "\n".join(reasons)] if reasons else []
    return "\n\n".join(["\n".join(lines), *why]) if lines else _SURE


def _figures(one: dict[str, Any]) -> list[str]:
    rows = ["| figure | median | spread | target | what it is |", "|---|---|---|---|---|"]
    for key, meaning in one["meanings"].items():
        low, high = map(_number, one["spread"][key])
        target = one["targets"].get(key, "")
        verdict = f"{target}: **missed**" if key in one["missed"] else target
        rows.append(f"| `{key}` | {_number(one[key])} | {low} to {high} | {verdict} | {_plain(meaning)} |")
    return ["\n".join(rows), *(["\n".join(["```text", *one["notes"], "```"])] if one["notes"] else [])]


def _says(name: str) -> str:
    """What a benchmark says of itself, at its head and in its function `run`."""
    tree = ast.parse((ROOT / f"benchmarks/{NAMES[name]}.py").read_text("utf-8"))
    run = next(one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "run")
    _, _, head = (ast.get_docstring(tree) or "").partition(": ")
    return _plain(f"{head[0].upper()}{head[1:]}\n\n{ast.get_docstring(run)}")


def _plain(text: str) -> str:
    """As Markdown has it: one backtick, no line breaks within a paragraph, and no bars that would end a cell."""
    paragraphs = re.split(r"\n\s*\n", text.replace("``", "`").replace("|", "\\|"))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1_000 else f"{value:,.0f}"


if __name__ == "__main__":
    PAGE.write_text(page(DATA.read_text("utf-8")), "utf-8")
