"""Replaces one of the author's files: under a lock, and whole. Nothing else writes them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.editing import new_log
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.problem import Problem, Where, quoted

Edit = Callable[[bytes], bytes]
"""The content of a file -> what it should become; see `core.editing.log`."""

_PATIENCE = 60.0  # seconds to wait for another command that is writing
_TRIES = 5  # how often an editor may be quicker
_STRAY = ".reciprocity~"


def change(path: Path, name: str, edit: Edit, heading: bytes = new_log.HEADING) -> bool:
    """Changes one of the author's files, or makes it. Whatever happens, the old file or the new one is there.

    The file is read, edited and replaced under a lock, so that two commands at once lose nothing. A symlink stays a
    symlink; the file that it leads to keeps its mode and, if possible, its owner.

    Args:
        path: the path of the file.
        name: what the author calls it, for problems.
        edit: is called with the bytes of the file, and again if they change meanwhile. So it has to find line numbers
            by itself.
        heading: what ``edit`` gets if there is no file.

    Returns:
        Whether there was anything to change.

    Raises:
        NotWritten: the file is as it was, and the problem says why; ``edit`` may raise it too.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - a build never writes

    real = os.path.realpath(path)
    folder, base = os.path.split(real)
    if not os.path.isdir(folder):
        raise _not_written(name, f"there is no folder {quoted(folder, 200)} to write it to; make the folder first")
    try:
        lock = FileLock(cache_folder.made(Path(folder)) / f"{sha256(os.fsencode(base)).hexdigest()[:16]}.lock")
        with lock.acquire(_PATIENCE, poll_interval=0.01):
            _sweep(folder, base)
            return _changed(real, name, edit, heading)
    except Timeout:
        raise _not_written(name, "another command is writing to it, and does not come to an end; try again") from None
    except OSError as error:
        at = f" in {quoted(os.path.dirname(error.filename), 200)}" if isinstance(error.filename, str) else ""
        raise _not_written(name, f"cannot be written ({error.strerror}{at}); it is as it was") from error


def _not_written(name: str, message: str) -> NotWritten:
    return NotWritten(Problem(Where(name), message))


def _changed(real: str, name: str, edit: Edit, heading: bytes) -> bool:
    for _ in range(_TRIES):
        before = _bytes_of(real, name)
        old = heading if before is None else before
        new = edit(old)
        if new == old:
            return False
        if _replaced(real, name, before, new):
            return True
    raise _not_written(name, "another program changes it again and again; try again when that has ended")


def _bytes_of(real: str, name: str) -> bytes | None:
    """The content of the file; None if there is none."""
    try:
        mode = os.stat(real).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise _not_written(name, "is no plain file, so it cannot be written to; give the log another name")
    if not mode & 0o222 or not os.access(real, os.W_OK):
        raise _not_written(name, "is read-only; allow writing to it first")
    return plain_file.read(Path(real))


def _replaced(real: str, name: str, before: bytes | None, new: bytes) -> bool:
    """Replaces the file by the new bytes, unless it has changed meanwhile. Returns whether it did."""
    folder, base = os.path.split(real)
    temporary = os.path.join(folder, f".{base}.{token_hex(4)}{_STRAY}")
    try:
        # Nobody else can read it before it has the mode of the old file. A new file gets the usual mode.
        plain_file.make(temporary, new, 0o666 if before is None else 0o600)
        if before is not None:
            _liken(temporary, os.stat(real))
        put, late = _put(temporary, real, name, before)
        plain_file.sync(folder)
        if put and late is not None and late != before:  # what an editor has saved meanwhile wins
            _replaced(real, name, new, late)
            return False
        return put
    finally:
        with suppress(FileNotFoundError):  # it has the file's name now
            os.unlink(temporary)


def _put(temporary: str, real: str, name: str, before: bytes | None) -> tuple[bool, bytes | None]:
    """Replaces the file if its content is still ``before``. Returns whether it did, and the old file's content then.

    Some editors write into the old file. So, on systems where open files can be replaced, it is kept open and read once
    more. Other editors replace the file; if one does so in the microseconds after the last check, it is not noticed.
    """
    if before is None or os.name == "nt":
        same = _bytes_of(real, name) == before
        if same:
            os.replace(temporary, real)
        return same, None
    with open(real, "rb") as old:
        if _bytes_of(real, name) != before or not os.path.samestat(os.fstat(old.fileno()), os.stat(real)):
            return False, None
        os.replace(temporary, real)
        return True, old.read()


def _liken(temporary: str, to: os.stat_result) -> None:
    """Gives the file the owner and the mode of the file that it replaces."""
    own = os.stat(temporary)
    if (own.st_uid, own.st_gid) != (to.st_uid, to.st_gid):
        for owner in ((to.st_uid, to.st_gid), (-1, to.st_gid)):
            try:
                os.chown(temporary, *owner)
                break
            except PermissionError:
                continue  # only root may change the owner; we may be allowed to change the group
    os.chmod(temporary, stat.S_IMODE(to.st_mode))


def _sweep(folder: str, base: str) -> None:
    """Deletes temporary files of commands that were killed. Under the lock, nobody else has any."""
    stray = re.compile(rf"\.{re.escape(base)}\.[0-9a-f]{{8}}{re.escape(_STRAY)}")
    for found in os.listdir(folder):
        if stray.fullmatch(found):
            os.unlink(os.path.join(folder, found))
