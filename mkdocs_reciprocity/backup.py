"""Keeps a file of the author's as it was, before something in it is taken out."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs_reciprocity.problem import Problem, Where, quoted
from mkdocs_reciprocity.sources.log_shape import NotWritten

_COPY = ".before"

COPIES = f".*{_COPY}*.private.yml"
"""The pattern of the names of copies."""


def keep_copy(path: Path, name: str, body: bytes) -> Path:
    """Keeps what a file holds, beside it, for its owner alone; returns where.

    The copy's name begins with a dot and ends like those of private files: no pattern finds it, MkDocs copies it to no
    site, and whatever reads it takes all of it for private.

    Args:
        path: where the file lies.
        name: what the author calls it, for the problems.
        body: what it holds.

    Raises:
        NotWritten: it could not be written.
    """
    folder, base = os.path.split(os.path.realpath(path))
    try:
        for number in range(1, 10_000):
            copy = os.path.join(folder, f".{base}{_COPY}{f'-{number}' if number > 1 else ''}.private.yml")
            try:
                descriptor = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            except FileExistsError:
                continue
            _write(copy, descriptor, body)
            return Path(copy)
    except OSError as error:
        raise NotWritten(
            Problem(Where(name), f"no copy of it could be kept ({error.strerror}); it is as it was")
        ) from error
    raise NotWritten(Problem(Where(name), f"there are too many copies of it in {quoted(folder, 200)}; delete some"))


def _write(copy: str, descriptor: int, body: bytes) -> None:
    """Writes all of it, or leaves nothing."""
    try:
        with open(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(descriptor)
    except OSError:
        os.unlink(copy)
        raise
