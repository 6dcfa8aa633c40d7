"""The folder for files that can be made again. It hides itself from git."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = ".cache/reciprocity"
"""Relative to the folder of mkdocs.yml, or of the log."""


def made(root: Path) -> Path:
    """Makes the folder if it is not there, and returns it.

    Raises:
        OSError: it could not be made.
    """
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not os.path.lexists(ignore):  # a link may lead to another file
        ignore.write_text("*\n", "utf-8")
    return folder
