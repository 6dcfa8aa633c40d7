"""Draws the tree of ``ARCHITECTURE.md`` from the first line of each module: ``python docs/architecture.py``."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "ARCHITECTURE.md"
PACKAGE = ROOT / "mkdocs_reciprocity"
BEGIN, END = "<!-- tree -->\n", "<!-- end of the tree -->\n"
_NAMES, _WIDTH = 30, 118
"""In characters: of the column with the names, and of the tree."""


def tree() -> str:
    """The rooms and their modules, a line each."""
    return "```text\n" + "".join(f"{line}\n" for line in _lines(PACKAGE, 0)) + "```\n"


def page() -> str:
    """The page with today's tree."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    return f"{before}{BEGIN}{tree()}{END}{rest.partition(END)[2]}"


def _lines(folder: Path, depth: int) -> Iterator[str]:
    yield _line(f"{folder.name}/", folder / "__init__.py", depth)
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield _line(path.name, path, depth + 1)
    for inner in sorted(path for path in folder.iterdir() if (path / "__init__.py").exists()):
        yield from _lines(inner, depth + 1)


def _line(name: str, path: Path, depth: int) -> str:
    said = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n\n")[0].replace("\n", " ")
    begin = f"{'  ' * depth}{name:<{_NAMES - 2 * depth}}"
    return textwrap.fill(said, _WIDTH, initial_indent=begin, subsequent_indent=" " * _NAMES, break_long_words=False)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
