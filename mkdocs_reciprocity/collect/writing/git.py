"""Has git ignore a private file before it is made."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.writing import log_file
from mkdocs_reciprocity.core.editing import gitignore
from mkdocs_reciprocity.core.problem import in_one_line


def hide(root: Path, name: str, say: Callable[[str], None]) -> None:
    """Adds a private file that will be made to .gitignore, and says so. Does nothing for any other file.

    Raises:
        NotWritten: the line could not be written.
    """
    if not log_files.is_private(name) or os.path.lexists(root / name) or _ignores(root, name):
        return
    if log_file.change(root / ".gitignore", ".gitignore", lambda body: gitignore.with_line(body, name), b""):
        say(f".gitignore: git ignores {in_one_line(name)} now")


def _ignores(root: Path, name: str) -> bool:
    """Whether git ignores the file; False if there is no git, or if it does not end."""
    try:
        return not subprocess.run(  # noqa: S603 - arguments of our own
            ["git", "check-ignore", "--quiet", name],  # noqa: S607 - the author's git
            cwd=root,
            capture_output=True,
            timeout=10,
            check=False,
            stdin=subprocess.DEVNULL,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False
