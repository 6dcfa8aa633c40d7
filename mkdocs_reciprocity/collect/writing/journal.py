"""Writes a change of several files down before it begins, so that it can be undone.

While a change is under way, and after a command was killed during one, all readers get the files as they were before.
The next command puts them back.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import decode, encode

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect import plain_file

NAME = f"{cache_folder.FOLDER}/change.json"
"""Relative to the folder of mkdocs.yml. The content of the author's files is in it, so only they can read it."""

_LOCK = f"{cache_folder.FOLDER}/change.lock"
_MOST = 10 * plain_file.MOST  # bytes
_PATIENCE = 60.0  # seconds to wait for another command that is writing


class Change(Struct, frozen=True):
    """The content of a file before and after; ``name`` is its name in the options."""

    name: str
    before: bytes
    after: bytes


class Journal(Struct, frozen=True):
    """A change that has begun: all files, in the order in which they are written.

    ``copies`` are the names of backups; ``forgotten`` is the peer who is taken out.
    """

    changes: tuple[Change, ...]
    copies: tuple[str, ...] = ()
    forgotten: str = ""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keeps other commands from changing the author's files meanwhile.

    Raises:
        OSError: the lock could not be made.
        TimeoutError: another command does not end.
    """
    from filelock import FileLock  # noqa: PLC0415 - a build never writes

    cache_folder.made(root)
    with FileLock(root / _LOCK).acquire(_PATIENCE, poll_interval=0.01):  # its `Timeout` is a TimeoutError
        yield


def begin(root: Path, journal: Journal) -> None:
    """Writes the journal: all of it is on the disk, or nothing.

    Raises:
        OSError: it could not be written.
    """
    try:
        body = encode(journal)
    except UnicodeEncodeError:
        raise OSError(errno.EILSEQ, "the name of a file is not UTF-8; give it another") from None
    path = root / NAME
    temporary = path.with_name(f"{path.name}~")
    temporary.unlink(missing_ok=True)  # of a command that was killed
    plain_file.make(temporary, body)
    os.replace(temporary, path)
    plain_file.sync(path.parent)


def begun(root: Path, is_theirs: Callable[[str], bool]) -> Journal | None:
    """The change that has begun and not ended, or None.

    A cache folder may come from anywhere. So a journal with any name that is none of the author's files is not ours.
    """
    try:
        found = decode(plain_file.read(root / NAME, _MOST), type=Journal)
        return found if all(is_theirs(change.name) for change in found.changes) else None
    except (OSError, DecodeError):  # cut short: then no file was changed yet, for the journal is written first
        return None


def end(root: Path) -> None:
    """Deletes the journal: the change is done, or undone.

    Raises:
        OSError: the journal cannot be deleted.
    """
    (root / NAME).unlink(missing_ok=True)
    plain_file.sync((root / NAME).parent)


def as_before(journal: Journal, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """The earlier content of files, for a change that was not finished.

    Nothing if the change is done, or if somebody has edited one of the files since.

    Args:
        journal: the change.
        found: the content of the files now, by name; without files that are not there.
    """
    now = [(change, found.get(change.name, change.before)) for change in journal.changes]
    is_done = all(body == change.after for change, body in now)
    if is_done or any(body not in {change.before, change.after} for change, body in now):
        return {}
    return {change.name: change.before for change, body in now if body == change.after}
