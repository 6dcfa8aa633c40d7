"""Writes docs/compatibility.md from the rows: ``python -m tests.matrix.page``; a test holds them together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.matrix.cell import Cell, Host
from tests.matrix.rows import ROWS

PAGE = Path(__file__).parents[2] / "docs/compatibility.md"
HOSTS: dict[Host, str] = {
    "mkdocs": "MkDocs 1.6",
    "properdocs": "ProperDocs 1.6",
    "zensical": "Zensical, by `generate` and the extension of Markdown",
}

BEFORE = """\
# Themes and plugins that it is tried with

Each ✓ is a test that builds a whole site of a small blog, with `--strict`, and then looks at it:

- both pages and the page of the year are there, with what belongs on them;
- the search finds what is public on them;
- nothing private is in any file of the site, nor in what the build prints;
- your own feed and the index pages of your blog and tags are what they are without the plugin;
- there is no warning that is not there without the plugin.

An empty cell says that this was not tried there, or does not exist there.

In MkDocs, `reciprocity` is the last of the plugins; in ProperDocs, it is the first.

`nox -s matrix` runs them all, with each Python from 3.11 on, and with the lowest and the newest versions of what is
named here. MaterialX cannot be installed beside Material: `nox -s materialx` runs its tests.
"""


def page() -> str:
    """The page's text."""
    tables = "\n".join(_table(title, cells) for title, cells in ROWS.items())
    notes = "".join(f"- {cell.name}: {cell.note}.\n" for cells in ROWS.values() for cell in cells if cell.note)
    return f"{BEFORE}\n{tables}\n## What to know\n\n{notes}"


def _table(title: str, cells: tuple[Cell, ...]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in _rows(title, cells))


def _rows(title: str, cells: tuple[Cell, ...]) -> Iterator[list[str]]:
    yield [title, *HOSTS.values()]
    yield ["---"] * (1 + len(HOSTS))
    for cell in cells:
        yield [cell.name, *("✓" if host in cell.hosts else "" for host in HOSTS)]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
