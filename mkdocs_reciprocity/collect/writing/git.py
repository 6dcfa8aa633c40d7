"""Has git ignore a private file before it is made."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.core.editing import gitignore
from mkdocs_reciprocity.core.problem import in_one_line


def hide(root: Path, name: str) -> str:
    """Has git ignore a private file that is about to be made. Returns the sentence on that; for all others nothing.

    Raises:
        NotWritten: the line could not be written.
    """
    if not log_files.is_private(name) or os.path.lexists(root / name) or _ignores(root, name):
        return ""
    if log_files.change(root / ".gitignore", ".gitignore", lambda body: gitignore.with_line(body, name), b""):
        return f".gitignore: git ignores {in_one_line(name)} now"
    return ""


def _ignores(root: Path, name: str) -> bool:
    """Whether git says so; not where there is no git, or it does not come to an end."""
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
