"""Finds and reads the author's files, and writes the log: the only writer of it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from fnmatch import fnmatchcase
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache import folder as cache_folder
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.writing import journal
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing.shape import NotWritten
from mkdocs_reciprocity.core.problem import Problem, Where, quoted
from mkdocs_reciprocity.core.settings import LOG, Settings

__all__ = ["Files", "NotWritten", "beginning", "change", "has_peers", "is_private", "missing", "names", "read"]

_PRIVATE = ("*.private.y*ml", "*.private.opml")


class Files(Struct, frozen=True):
    """What was read, and where it lies. ``paths`` are absolute; ``logs`` counts the log files that are there.

    ``absent`` are private files that an option names, and that are not there.
    """

    texts: tuple[LogText, ...]
    paths: tuple[Path, ...]
    logs: int
    problems: tuple[Problem, ...]
    absent: tuple[str, ...] = ()


def missing(files: Files, settings: Settings) -> str:
    """The log to begin with, where there is none and no problem has said so yet; else nothing."""
    said = {problem.where.file for problem in files.problems}
    return "" if files.logs or said.intersection(settings.log) else settings.log[0]


def has_peers(files: Files, settings: Settings) -> bool:
    """Whether the option `peers` names a file that is there: with it, a site without a log is whole."""
    return any(text.name == settings.peers for text in files.texts)


def beginning(settings: Settings, today: When) -> str:
    """The name of the log to begin with: the first in the option, or one that its pattern matches."""
    name = settings.log[0]
    if not has_magic(name):
        return name
    tried = re.sub(r"\[[^]]*\]|\?", "a", name.replace("**/", "")).replace("*", today[:4], 1).replace("*", "")
    return tried if fnmatchcase(tried, name.replace("**/", "")) else name


def is_private(name: str) -> bool:
    """Whether all rows of a file with this name are private."""
    return any(fnmatchcase(os.path.basename(name).lower(), pattern) for pattern in _PRIVATE)


def read(root: Path, settings: Settings) -> Files:
    """Reads the log and peers files that the settings name, relative to ``root`` (the folder of mkdocs.yml).

    A private file may be missing, and so may the log where no option names it. All else that cannot be read is a
    problem. Files that a command has begun to change and not all changed are read as they were before.
    """
    texts: list[LogText] = []
    paths: list[Path] = []
    problems: list[Problem] = []
    logs = 0
    seen: set[str] = set()
    absent: list[str] = []
    for name in (*settings.log, *([settings.peers] if settings.peers else [])):
        for found in _expanded(root, name):
            path = root / found
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            paths.append(path)
            try:
                texts.append(LogText(found, plain_file.read(path), is_private(found)))
                logs += name != settings.peers
            except FileNotFoundError:
                problems += _missing(found, settings)
                absent += [found] if _is_absent(found, settings) else []
            except OSError as error:
                problems.append(Problem(Where(found), f"cannot be read ({error.strerror})"))
                logs += name != settings.peers  # it is there, so the pages need not say how to start
    if begun := journal.begun(root):
        texts, said = _as_before(texts, begun)
        problems += said
    return Files(tuple(texts), tuple(paths), logs, tuple(problems), tuple(absent))


def _as_before(texts: list[LogText], begun: journal.Journal) -> tuple[list[LogText], list[Problem]]:
    """What was read, without what a command has changed that was killed or is at it; a line says so."""
    before = journal.as_before(begun, {text.name: text.body for text in texts})
    if not before:
        return texts, []
    names = ", ".join(change.name for change in begun.changes)
    message = f"a command was interrupted while it changed {names}; they are read as they were, and the next command"
    problem = Problem(Where(journal.NAME), f"{message} puts them back (`mkdocs-reciprocity check`)", "info")
    return [replace(text, body=before.get(text.name, text.body)) for text in texts], [problem]


def names(root: Path, settings: Settings) -> list[str]:
    """The log files, those that are still missing too, as they are called in problems."""
    return [found for name in settings.log for found in _expanded(root, name)]


def _expanded(root: Path, name: str) -> Iterable[str]:
    if not has_magic(name):
        return [name]
    found = glob(name, root_dir=root, recursive=True)  # folders too, with `**` even one that is not there
    files = (one for one in found if os.path.lexists(root / one) and not os.path.isdir(root / one))
    return sorted(Path(one).as_posix() for one in files)


def _is_absent(name: str, settings: Settings) -> bool:
    """Whether a file that is not there was surely meant to be: the one that no option names may never have been."""
    return is_private(name) and (name == settings.peers or list(settings.log) != LOG)


def _missing(name: str, settings: Settings) -> list[Problem]:
    if is_private(name):
        return []
    if name == settings.peers:
        message = "the option `peers` names this file, and there is none; write it, or take the option out"
        return [Problem(Where(name), message)]
    if list(settings.log) == LOG:
        return []  # nothing was ever written: the pages say how to start, and the caller says it once
    message = "the option `log` names this file, and there is none; write it, or take it out of the list"
    return [Problem(Where(name), message)]


# --- writing

Edit = Callable[[bytes], bytes]
"""What the file holds -> what it should hold; see `sources.log_edit`."""

HEADING = b"# What I gave, got and asked for. Edit it by hand as you like; tools append to it.\n"
"""What a new log begins with."""

_PATIENCE = 60.0  # seconds to wait for another command that is writing
_TRIES = 5  # as often may an editor be quicker
_STRAY = ".reciprocity~"


def change(path: Path, name: str, edit: Edit, heading: bytes = HEADING) -> bool:
    """Changes a file of the author's, or makes it. Whatever happens, the old file or the new one is there.

    The file is read, edited and replaced under a lock, so that two commands at once lose nothing. A symlink stays one;
    the file that it leads to keeps its mode, and its owner where that is possible.

    Args:
        path: where the file lies.
        name: what the author calls it, for the problems.
        edit: is called with the bytes of the file, maybe again if they change meanwhile; what depends on line numbers
            is to be found out in it.
        heading: what ``edit`` is given where there is no file.

    Returns:
        Whether there was anything to change.

    Raises:
        NotWritten: the file is as it was, and the problem says why; ``edit`` raises it too.
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
    raise _not_written(name, "another program changes it all the time; try again when that has ended")


def _bytes_of(real: str, name: str) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        mode = os.stat(real).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise _not_written(name, "is no file that could be written to; give the log another name")
    if not mode & 0o222 or not os.access(real, os.W_OK):
        raise _not_written(name, "is read-only; allow writing to it first")
    return plain_file.read(Path(real))


def _replaced(real: str, name: str, before: bytes | None, new: bytes) -> bool:
    """Puts the new bytes in the place of the old ones; not if the file has changed meanwhile."""
    folder, base = os.path.split(real)
    temporary = os.path.join(folder, f".{base}.{token_hex(4)}{_STRAY}")
    try:
        # Nobody else reads it before it has the mode of the old file; a new file has what the umask leaves.
        plain_file.make(temporary, new, 0o666 if before is None else 0o600)
        if before is not None:
            _liken(temporary, os.stat(real))
        put, late = _put(temporary, real, name, before)
        plain_file.sync(folder)
        if put and late is not None and late != before:  # what was saved comes first
            _replaced(real, name, new, late)
            return False
        return put
    finally:
        with suppress(FileNotFoundError):  # it has the file's name now
            os.unlink(temporary)


def _put(temporary: str, real: str, name: str, before: bytes | None) -> tuple[bool, bytes | None]:
    """Replaces the file if it still holds ``before``. Returns whether it did, and what the old file holds after that.

    Some editors write into the file that is there: it is kept open, where open files can be replaced. Others put a new
    one in its place; for that there are some millionths of a second after the last look.
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
    """Gives the file the owner and the mode of the one that it replaces."""
    own = os.stat(temporary)
    if (own.st_uid, own.st_gid) != (to.st_uid, to.st_gid):
        for owner in ((to.st_uid, to.st_gid), (-1, to.st_gid)):
            try:
                os.chown(temporary, *owner)
                break
            except PermissionError:
                continue  # only root gives files away; the group alone may be ours to give
    os.chmod(temporary, stat.S_IMODE(to.st_mode))


def _sweep(folder: str, base: str) -> None:
    """Deletes what a killed command has left. Under the lock nobody else has one."""
    stray = re.compile(rf"\.{re.escape(base)}\.[0-9a-f]{{8}}{re.escape(_STRAY)}")
    for found in os.listdir(folder):
        if stray.fullmatch(found):
            os.unlink(os.path.join(folder, found))
