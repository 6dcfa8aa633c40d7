"""Changing the author's files: all that a command decides is written, or nothing.

What is to be written is decided from files that were read; if one of them has changed when it comes to writing, all is
read and decided again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import click

from mkdocs_reciprocity import backup, logfile
from mkdocs_reciprocity.cli import git
from mkdocs_reciprocity.cli.revealing import refuse_to_reveal
from mkdocs_reciprocity.cli.site import Failure, site
from mkdocs_reciprocity.cli.which_file import heading_of
from mkdocs_reciprocity.gather import Gathering, Site
from mkdocs_reciprocity.logfile import NotWritten
from mkdocs_reciprocity.sources.log_text import is_opml

T = TypeVar("T")

Bodies = Mapping[str, bytes]
"""What files of the author's are to hold, by the names that the options have for them."""

Decide = Callable[[Gathering], tuple[Bodies, T]]
"""What was read -> the files that are to change, and whatever there is to say of it."""

_TRIES = 5


class _ChangedMeanwhile(Exception):
    """A file is no longer what it was when the change was decided."""


def opened(config_file: str | None) -> Site:
    """The site; what is wrong with its options goes to stderr."""
    of, problems = site(config_file)
    for problem in problems:
        click.echo(str(problem), err=True)
    return of


def changing(of: Site, decide: Decide[T], *, copies: bool = False) -> tuple[T, list[str]]:
    """Decides and writes; returns what was decided, and the names of copies of the files as they were.

    Args:
        of: the site.
        decide: may be called again.
        copies: whether to keep a copy of each file that changes.

    Raises:
        Failure: nothing was changed, and the sentence says why.
    """
    try:
        for _ in range(_TRIES):
            gathering = Gathering(of)
            gathering.start(fetch=False)
            bodies, decided = _tried(gathering, decide)
            with suppress(_ChangedMeanwhile):
                return decided, _written(gathering, bodies, copies=copies)
    except NotWritten as error:
        raise Failure(str(error)) from None
    raise Failure("the files of the log change all the time; try again when that has ended")


def refuse_in_time(gathering: Gathering, decide: Decide[T]) -> None:
    """Refuses what `changing` would refuse, before anybody is asked.

    Raises:
        Failure: see there.
    """
    try:
        _tried(gathering, decide)
    except NotWritten as error:
        raise Failure(str(error)) from None


def _tried(gathering: Gathering, decide: Decide[T]) -> tuple[Bodies, T]:
    bodies, decided = decide(gathering)
    refuse_to_reveal(gathering, bodies)
    return bodies, decided


def refuse_mistakes(gathering: Gathering) -> None:
    """Refuses to go on where the author's files have mistakes: rows that cannot be read cannot be reckoned with.

    Raises:
        Failure: it names them.
    """
    errors = [str(problem) for problem in gathering.problems if problem.level == "error"]
    if errors:
        raise Failure("\n".join((*errors, "nothing was changed; mend this first")))


def bodies_of(gathering: Gathering) -> dict[str, bytes]:
    """The author's files as they were read, but for those of feed readers, which no command changes."""
    return {text.name: text.body for text in gathering.files.texts if not is_opml(text.name, text.body)}


def body_of(gathering: Gathering, name: str) -> bytes:
    """What a file of the log holds, or what a new one begins with."""
    return bodies_of(gathering).get(name) or heading_of(name)


def _written(gathering: Gathering, bodies: Bodies, *, copies: bool) -> list[str]:
    """Writes the files; where one cannot be, those that were are put back."""
    root, before = gathering.site.root, bodies_of(gathering)
    changes = [
        (name, before.get(name, heading_of(name)), after) for name, after in bodies.items() if before.get(name) != after
    ]
    changes.sort(key=lambda change: change[0] not in before)  # new files last: nothing after them can fail
    kept: list[Path] = []
    begun: list[tuple[str, bytes, bytes]] = []
    try:
        if copies:
            kept += (backup.keep_copy(root / name, name, old) for name, old, _ in changes if name in before)
            git.hide_copies(Path(os.path.realpath(root)), kept)
        for change in changes:
            _write(root, change, begun)
    except (NotWritten, _ChangedMeanwhile, KeyboardInterrupt):
        for name, old, new in begun:
            with suppress(NotWritten, _ChangedMeanwhile):  # it was not changed, or somebody has gone on from there
                logfile.change(root / name, name, _only_of(new, old))
        for path in kept:
            path.unlink(missing_ok=True)
        raise
    return [str(path.relative_to(root)) if path.is_relative_to(root) else str(path) for path in kept]


def _write(root: Path, change: tuple[str, bytes, bytes], begun: list[tuple[str, bytes, bytes]]) -> None:
    """Writes one file. ``begun`` gets what was written, or may have been: Ctrl-C can come just after it."""
    name, old, new = change
    try:
        git.hide(root, name)
        logfile.change(root / name, name, _only_of(old, new), heading_of(name))
    except KeyboardInterrupt:
        begun.append(change)
        raise
    begun.append(change)


def _only_of(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    def edit(body: bytes) -> bytes:
        if body != before:
            raise _ChangedMeanwhile
        return after

    return edit
