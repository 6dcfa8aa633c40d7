"""Undoes or finishes the change of a command that was killed while it wrote."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mkdocs_reciprocity.collect import log_files, plain_file, purge
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.writing import backup, journal, log_file
from mkdocs_reciprocity.collect.writing.journal import Change, Journal
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Problem, Where, in_one_line


class ChangedMeanwhile(Exception):
    """A file is no longer what it was when the change was decided."""


def settle(of: Site, say: Callable[[str], None]) -> None:
    """Undoes the change that was begun; if all files were written, finishes it. Tells ``say`` about it.

    Raises:
        NotWritten: that cannot be done now; the next command tries again.
    """
    if log_files.interrupted(of.root, of.settings) is None:
        return
    try:
        with journal.locked(of.root):
            begun = log_files.interrupted(of.root, of.settings)  # by now the command that began may have ended it
            if begun is not None:
                _settle(of, begun, say)
                journal.end(of.root)
    except OSError as error:
        raise not_written(error) from None


def not_written(error: OSError) -> NotWritten:
    """What is wrong with the journal or its lock, in a sentence."""
    if isinstance(error, TimeoutError):
        why = "another command is writing, and does not come to an end; try again"
    else:
        why = f"cannot be written ({error.strerror}); nothing was changed"
    return NotWritten(Problem(Where(journal.NAME), why))


def _settle(of: Site, begun: Journal, say: Callable[[str], None]) -> None:
    found = _bodies(of.root, begun)
    names = ", ".join(in_one_line(change.name) for change in begun.changes)
    back = journal.as_before(begun, found)
    if back:
        for change in reversed([change for change in begun.changes if change.name in back]):
            take_back(of.root, change)
        say(f"{names}: a command was interrupted while it changed this; all is as it was before")
    elif all(found.get(change.name) == change.after for change in begun.changes):
        if begun.forgotten:
            purge.forget(_as_it_was(of, begun), PeerId(begun.forgotten), say)
        return  # the copies are kept: all was done
    elif any(found.get(change.name) not in {None, change.before} for change in begun.changes):
        say(f"{names}: a command was interrupted while it changed this, and somebody has changed it since; look at it")
        return
    backup.discard(of.root, begun.copies)


def _bodies(root: Path, begun: Journal) -> dict[str, bytes]:
    """What the files hold now."""
    found = {}
    for change in begun.changes:
        with suppress(FileNotFoundError):
            found[change.name] = plain_file.read(root / change.name)
    return found


def _as_it_was(of: Site, begun: Journal) -> Gathering:
    """What was known before the change."""
    files = log_files.read(of.root, of.settings)
    return Gathering(of, files=files.with_bodies({change.name: change.before for change in begun.changes}))


def take_back(root: Path, change: Change) -> None:
    """Gives a file its earlier content.

    Raises:
        NotWritten: it cannot be written.
        ChangedMeanwhile: somebody has gone on from there.
    """
    log_file.change(root / change.name, change.name, only_of(change.after, change.before))


def only_of(before: bytes, after: bytes) -> log_file.Edit:
    """An edit from ``before`` to ``after``; it refuses a file with any other content."""

    def edit(body: bytes) -> bytes:
        if body != before:
            raise ChangedMeanwhile
        return after

    return edit
