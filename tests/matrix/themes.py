"""The rows of themes."""

from __future__ import annotations

from tests.matrix.cell import ZENSICAL, Cell

THEMES = (
    Cell(name="mkdocs"),
    Cell(name="readthedocs", theme="readthedocs"),
    Cell(name="Material", theme="material"),
    Cell(name="MaterialX", theme="materialx"),
    Cell(name="Zensical's own", hosts=ZENSICAL),
    Cell(name="Zensical's own, without the extension", hosts=ZENSICAL, config={"markdown_extensions": ["tables"]}),
    Cell(name="Zensical's own, classic", hosts=ZENSICAL, config={"theme": {"variant": "classic"}}),
    Cell(name="terminal", theme="terminal"),
    Cell(
        name="shadcn",
        theme="shadcn",
        git=True,
        note="it warns where the site is in no git repository, which ends a strict build",
    ),
    Cell(name="windmill", theme="windmill"),
    Cell(name="bootswatch (slate)", theme="slate"),
)
