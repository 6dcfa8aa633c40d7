"""The rows of commands; `test_commands.py` runs them."""

from __future__ import annotations

from tests.matrix.cell import ALL, MKDOCS, Cell

DIRTY = Cell(name="`build --dirty`", warns="A 'dirty' build")
SERVE = Cell(name="`serve`, while files change", hosts=ALL)
MIKE = Cell(
    name="mike",
    hosts=MKDOCS,
    theme="material",
    plugins=("mike",),
    git=True,
    options={"aliases": ["https://me.example/1.0/"]},
    note="`site_url` is that of the version that is built; list the addresses of other versions as `aliases`",
)
COMMANDS = (DIRTY, SERVE, MIKE)
