"""Has git ignore private files. Commands ask git; a build never does."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from mkdocs_reciprocity.collect import log_files, repository
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.writing import log_file
from mkdocs_reciprocity.core.editing import gitignore
from mkdocs_reciprocity.core.problem import Problem, Where, in_one_line

State = Literal["ignored", "new", "kept", "unknown"]
"""What git does with a file: ``new`` ones it will keep when somebody adds all files. ``unknown``: there is no git, it
does not end, or the file is in no work tree."""


def hide(root: Path, name: str, say: Callable[[str], None]) -> None:
    """Adds a private file that will be made or written to .gitignore, or says that git keeps it already.

    Does nothing for any other file, nor for one that git ignores.

    Raises:
        NotWritten: the line could not be written.
    """
    if log_files.is_private(name):
        have_ignored(root, name, say)


def have_ignored(root: Path, name: str, say: Callable[[str], None]) -> None:
    """The same for any file, or for all that a pattern such as ``letters/*.md`` fits; the folder has to be there.

    Raises:
        NotWritten: the line could not be written.
    """
    state, line = _state(root, name), _line(root, name)
    if state == "kept" or (state == "new" and not line):
        say(str(_problem(name, state, line)))
        return
    is_wanted = state == "new" or (state == "unknown" and not os.path.lexists(root / name))
    if line and is_wanted and _written(root, line):
        say(f".gitignore: git ignores {in_one_line(name)} now")


def problems(root: Path, names: Iterable[str]) -> Iterator[Problem]:
    """A line, for information, for each private file of these that git keeps, or would keep."""
    for name in filter(log_files.is_private, names):
        if (state := _state(root, name)) in {"new", "kept"}:
            yield _problem(name, state, _line(root, name))


def kept(of: Site) -> list[str]:
    """The files of the log that are there and that git keeps, or will, as seen from the site; links are followed."""
    names = (name for name in log_files.names(of.root, of.settings) if (of.root / name).is_file())
    return [_seen_from(of.root, name) for name in names if keeps(of.root, name)]


def keeps(root: Path, name: str) -> bool:
    """Whether git keeps a file, or will when all are added. A private file that it does not keep yet, it never will.
    Nor does the repository of the site keep one that a link or a submodule has outside of it.
    """
    if repository.top(Path(os.path.realpath(root / name)).parent) != repository.top(root):
        return False
    state = _state(root, name)
    return state == "kept" if log_files.is_private(name) else state != "ignored"


def _written(root: Path, line: str) -> bool:
    """Writes the line into .gitignore. Returns whether it was not there yet."""
    return log_file.change(root / ".gitignore", ".gitignore", lambda body: gitignore.with_line(body, line), b"")


def _problem(name: str, state: State, line: str) -> Problem:
    if state == "kept":
        how = f"`git rm --cached {shlex.quote(name)}` ends that, but the history has what was committed"
        message = f"is private, and git keeps it, for all who can read the repository; {how}"
    else:
        how = f"add the line `/{line}` to .gitignore" if line else "add it to the .gitignore of its folder"
        message = f"is private, and git does not ignore it; {how}"
    return Problem(Where(name), message, "info")


def _line(root: Path, name: str) -> str:
    """The file as .gitignore beside mkdocs.yml names it; empty if it is not below that folder. A link is followed."""
    path = _seen_from(root, name)
    return "" if path.startswith("..") else path


def _seen_from(root: Path, name: str) -> str:
    return Path(os.path.relpath(os.path.realpath(root / name), os.path.realpath(root))).as_posix()


def _state(root: Path, name: str) -> State:
    path = os.path.realpath(root / name)
    asked = _git(path, "check-ignore", "--quiet")
    if asked in {0, 1}:  # not that something is wrong
        return "ignored" if asked == 0 else "kept" if _git(path, "ls-files", "--error-unmatch") == 0 else "new"
    return "unknown"


def _git(path: str, *command: str) -> int | None:
    """The exit status of git, asked about a file; None if there is no git, or if it does not end."""
    folder, name = os.path.split(path)
    try:
        return subprocess.run(  # noqa: S603 - arguments of our own
            ["git", *command, "--", name],  # noqa: S607 - the author's git
            cwd=folder,
            capture_output=True,
            timeout=10,
            check=False,
            stdin=subprocess.DEVNULL,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return None
