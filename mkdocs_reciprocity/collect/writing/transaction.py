"""A change of several files: all that a command decides is written, or nothing.

What is to be written is decided from files that were read; if one of them has changed when it comes to writing, all is
read and decided again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from mkdocs_reciprocity.collect import log_files, purge
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.writing import backup, git, journal, log_file
from mkdocs_reciprocity.collect.writing.destination import Bodies, bodies_of, heading_of
from mkdocs_reciprocity.collect.writing.exposure import refuse_to_reveal
from mkdocs_reciprocity.collect.writing.journal import Change, Journal
from mkdocs_reciprocity.collect.writing.recovery import ChangedMeanwhile, not_written, only_of, settle, take_back
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Refused

T = TypeVar("T")

Decide = Callable[[Gathering], tuple[Bodies, T]]
"""What was read -> the files that are to change, and a result to return."""

Say = Callable[[str], None]
"""A function that prints a sentence which is not part of the result."""

_TRIES = 5


def change_files(
    of: Site, decide: Decide[T], say: Say, *, copies: bool = False, forgotten: str = "", checks: bool = True
) -> tuple[T, list[str]]:
    """Decides and writes. Returns the result of the decision, and the names of copies of the earlier files.

    Args:
        of: the site.
        decide: may be called again.
        say: is told of a change that was interrupted, and of what git ignores from now on.
        copies: whether to keep a copy of each file that changes.
        forgotten: the peer of whom the cache is to keep nothing.
        checks: whether to refuse to go on while the files have mistakes, and to publish what is hidden for the sake of
            somebody private. Without them, ``decide`` has to know that a change does no harm.

    Raises:
        Refused: nothing was changed, and the sentence says why.
    """
    for _ in range(_TRIES):
        with suppress(ChangedMeanwhile):
            settle(of, say)
            gathering = Gathering(of)
            bodies, decided = tried(gathering, decide) if checks else decide(gathering)
            return decided, _written(gathering, bodies, say, copies=copies, forgotten=forgotten)
    raise Refused("the files of the log change all the time; try again when that has ended")


def tried(gathering: Gathering, decide: Decide[T]) -> tuple[Bodies, T]:
    """Decides, and checks that it may be written. Nothing is written.

    Raises:
        Refused: it may not be.
    """
    refuse_mistakes(gathering)
    bodies, decided = decide(gathering)
    refuse_to_reveal(gathering, bodies)
    return bodies, decided


def refuse_mistakes(gathering: Gathering) -> None:
    """Refuses to go on while the author's files have mistakes, because rows with mistakes cannot be read.

    A file that is not read at all is in nobody's way; it may be an export that is being imported.

    Raises:
        Refused: it names them.
    """
    mistakes = (problem for problem in gathering.problems if problem not in gathering.unread)
    errors = [str(problem) for problem in mistakes if problem.level == "error"]
    if errors:
        raise Refused("\n".join((*errors, "nothing was changed; mend this first")))


def _written(gathering: Gathering, bodies: Bodies, say: Say, *, copies: bool, forgotten: str) -> list[str]:
    """Writes the files. If one cannot be written, the change is undone; after a kill, the next command does that."""
    root, there = gathering.site.root, bodies_of(gathering)
    changes = _in_order(gathering, bodies)
    try:
        with journal.locked(root):
            if log_files.interrupted(root, gathering.site.settings) is not None:
                raise ChangedMeanwhile  # somebody was killed just now
            kept = backup.names(root, [change.name for change in changes if change.name in there], wanted=copies)
            if len(changes) > 1 or kept:
                journal.begin(root, Journal(tuple(changes), tuple(path.name for path in kept.values()), forgotten))
            _do(gathering, changes, kept, say, forgotten)
            journal.end(root)
    except OSError as error:
        raise not_written(error) from None
    return [str(path.relative_to(root)) for path in kept.values()]


def _in_order(gathering: Gathering, bodies: Bodies) -> list[Change]:
    """The changes, in the order of writing. New files come last, because nothing after them can fail; before them come
    files that list peers, because a peer's entry may hide rows of the other files.
    """
    there = bodies_of(gathering)
    changes = [Change(name, there.get(name) or heading_of(name), body) for name, body in bodies.items()]
    with_peers = {peer.where.file for peer in gathering.peers}
    return sorted(
        (change for change in changes if there.get(change.name) != change.after),
        key=lambda change: (change.name not in there, change.name in with_peers),
    )


def _do(gathering: Gathering, changes: Sequence[Change], kept: Mapping[str, Path], say: Say, forgotten: str) -> None:
    root, written = gathering.site.root, list[Change]()
    try:
        for change in changes:
            if change.name in kept:
                backup.keep(kept[change.name], change.name, change.before)
        for change in changes:
            try:
                change_file(root, change.name, only_of(change.before, change.after), say)
            except KeyboardInterrupt:
                written.append(change)  # it may have come just after the file was replaced
                raise
            written.append(change)
        if forgotten:
            purge.forget(gathering, PeerId(forgotten), say)
    except (NotWritten, ChangedMeanwhile, KeyboardInterrupt):
        for change in reversed(written):  # no others: another command may have written just the same
            with suppress(NotWritten, ChangedMeanwhile):  # it was not changed, or somebody has gone on from there
                take_back(root, change)
        for path in kept.values():
            path.unlink(missing_ok=True)
        journal.end(root)
        raise


def change_file(root: Path, name: str, edit: log_file.Edit, say: Say) -> None:
    """Changes one file of the log, or makes it. Before a private file is written, git is told to ignore it.

    Raises:
        NotWritten: it is as it was.
    """
    git.hide(root, name, say)
    log_file.change(root / name, name, edit, heading_of(name))
