"""Keeps copies of the author's files before something is taken out of them.

The copies are in the cache folder, which git ignores and no build copies. Their names end like those of private files:
so whatever reads a copy takes all of it as private.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.problem import Problem, Where

FOLDER = f"{cache_folder.FOLDER}/before"
"""Relative to the folder of mkdocs.yml."""


def names(root: Path, files: Iterable[str], *, wanted: bool) -> dict[str, Path]:
    """The path for a copy of each file, by the name of the file; nothing if no copies are wanted.

    Raises:
        OSError: the folder for them cannot be made.
    """
    if not wanted:
        return {}
    cache_folder.made(root)
    folder = root / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    taken = set(os.listdir(folder))
    found = {}
    for file in files:
        base = os.path.basename(file)
        tried = (f"{base}.before{f'-{number}' if number > 1 else ''}.private.yml" for number in count(1))
        name = next(name for name in tried if name not in taken)
        taken.add(name)
        found[file] = folder / name
    return found


def discard(root: Path, copies: Iterable[str]) -> None:
    """Deletes copies, by their names: in the folder for them, and nothing elsewhere.

    Raises:
        OSError: one cannot be deleted.
    """
    for name in copies:
        copy = root / FOLDER / os.path.basename(name)
        if copy.is_file():
            copy.unlink()


def keep(copy: Path, name: str, body: bytes) -> None:
    """Writes a copy that only its owner can read: all of it, or nothing.

    Args:
        copy: the path to write to; there is no such file yet.
        name: what the author calls the file, for the problems.
        body: what it holds.

    Raises:
        NotWritten: it could not be written.
    """
    try:
        plain_file.make(copy, body)
    except OSError as error:
        copy.unlink(missing_ok=True)
        problem = Problem(Where(name), f"no copy of it could be kept ({error.strerror}); it is as it was")
        raise NotWritten(problem) from error
