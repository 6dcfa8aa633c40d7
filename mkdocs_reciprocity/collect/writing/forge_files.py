"""Writes the files that a forge reads. One that the author has changed is never written over."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.capture.marked import is_untouched

State = Literal["new", "older", "same", "changed"]
"""What a file is beside what is to be in it: not there; as an earlier version wrote it; the same; the author's own."""


def state(path: Path, text: str) -> State:
    """What is there.

    Raises:
        OSError: it cannot be read.
    """
    if path.is_symlink():
        return "changed"
    try:
        there = plain_file.read(path).decode("utf-8", "replace")
    except FileNotFoundError:
        return "new"
    if there.replace("\r\n", "\n") == text:
        return "same"
    return "older" if is_untouched(there) else "changed"


def write(path: Path, text: str) -> None:
    """Writes a file whose state is `new` or `older`, and makes its folder.

    Raises:
        OSError: it could not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    plain_file.replace(path, text.encode())
