"""The journal of a change: what the files held before, so that it can be taken back.

While it lasts, and after a command was killed in the middle of it, whoever reads has the files as they were before; the
next command puts them back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.json import decode, encode

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect import plain_file

NAME = f"{cache_folder.FOLDER}/change.json"
"""Relative to the folder of mkdocs.yml. It holds what files of the author's hold, so only they can read it."""

_LOCK = f"{cache_folder.FOLDER}/change.lock"
_PATIENCE = 60.0  # seconds to wait for another command that is writing


class Change(Struct, frozen=True):
    """What a file is to hold, and what it held before; ``name`` is what the options call it."""

    name: str
    before: bytes
    after: bytes


class Journal(Struct, frozen=True):
    """A change that has begun, file by file in the order of writing.

    ``copies`` are those that were kept of the files, as absolute paths; ``forgotten`` is the peer who is taken out.
    """

    changes: tuple[Change, ...]
    copies: tuple[str, ...] = ()
    forgotten: str = ""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """While no other command changes files of the author's.

    Raises:
        OSError: the lock could not be made.
        TimeoutError: another command does not come to an end.
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
    path = root / NAME
    temporary = path.with_name(f"{path.name}~")
    temporary.unlink(missing_ok=True)  # of a command that was killed
    plain_file.make(temporary, encode(journal))
    os.replace(temporary, path)
    plain_file.sync(path.parent)


def begun(root: Path) -> Journal | None:
    """The change that has begun and not ended; None where there is none."""
    try:
        return decode((root / NAME).read_bytes(), type=Journal)
    except (OSError, DecodeError):  # of a disk that failed: then nothing was changed either, for this comes first
        return None


def end(root: Path) -> None:
    """The change is done, or taken back.

    Raises:
        OSError: the journal cannot be deleted.
    """
    (root / NAME).unlink(missing_ok=True)
    plain_file.sync((root / NAME).parent)


def as_before(journal: Journal, found: Mapping[str, bytes]) -> dict[str, bytes]:
    """What files held before a change that was not ended; nothing where it is done, or somebody has gone on from there.

    Args:
        journal: the change.
        found: what files hold now, by name; a file that is not there is missing here.
    """
    now = [(change, found.get(change.name, change.before)) for change in journal.changes]
    is_done = all(body == change.after for change, body in now)
    if is_done or any(body not in {change.before, change.after} for change, body in now):
        return {}
    return {change.name: change.before for change, body in now if body == change.after}
