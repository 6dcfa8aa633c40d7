"""All rows, by what they are about, in the order of the documentation."""

from __future__ import annotations

from tests.matrix.cell import Cell
from tests.matrix.commands import COMMANDS
from tests.matrix.plugins import PLUGINS
from tests.matrix.settings import SETTINGS
from tests.matrix.themes import THEMES

CELLS = (*THEMES, *PLUGINS, *SETTINGS)
"""What is built once, and looked at."""

ROWS: dict[str, tuple[Cell, ...]] = {
    "Theme": THEMES,
    "Plugin": PLUGINS,
    "Setting": SETTINGS,
    "Command": COMMANDS,
}
