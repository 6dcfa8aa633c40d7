"""Finds and reads the author's files, and writes the log. Nothing else writes it."""

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
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.problem import Problem, Where, quoted
from mkdocs_reciprocity.core.settings import LOG, Settings

__all__ = ["Files", "NotWritten", "beginning", "change", "has_peers", "is_private", "missing", "names", "read"]

_PRIVATE = ("*.private.y*ml", "*.private.opml")


class Files(Struct, frozen=True):
    """What was read, and where it is. ``paths`` are absolute; ``logs`` is how many log files are there.

    ``absent`` are private files that an option names, but that are not there.
    """

    texts: tuple[LogText, ...]
    paths: tuple[Path, ...]
    logs: int
    problems: tuple[Problem, ...]
    absent: tuple[str, ...] = ()


def missing(files: Files, settings: Settings) -> str:
    """The log to begin with, if there is none and no problem has said so yet; else empty."""
    said = {problem.where.file for problem in files.problems}
    return "" if files.logs or said.intersection(settings.log) else settings.log[0]


def has_peers(files: Files, settings: Settings) -> bool:
    """Whether the file in the option `peers` is there: then a site needs no log."""
    return any(text.name == settings.peers for text in files.texts)


def beginning(settings: Settings, today: When) -> str:
    """The name of the log to begin with: the first name in the option; for a pattern, a name that matches it."""
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

    A private file may be missing, and so may the log, if no option names it. Any other file that cannot be read is a
    problem. If a command has changed only some of the files that it meant to, they are read as they were before.
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
                logs += name != settings.peers  # there is a log, so the pages need not say how to start one
    if begun := journal.begun(root):
        texts, said = _as_before(texts, begun)
        problems += said
    return Files(tuple(texts), tuple(paths), logs, tuple(problems), tuple(absent))


def _as_before(texts: list[LogText], begun: journal.Journal) -> tuple[list[LogText], list[Problem]]:
    """The texts without the changes of a command that is under way, or was killed; and a line that says so."""
    before = journal.as_before(begun, {text.name: text.body for text in texts})
    if not before:
        return texts, []
    names = ", ".join(change.name for change in begun.changes)
    message = f"a command was interrupted while it changed {names}; they are read as they were, and the next command"
    problem = Problem(Where(journal.NAME), f"{message} puts them back (`mkdocs-reciprocity check`)", "info")
    return [replace(text, body=before.get(text.name, text.body)) for text in texts], [problem]


def names(root: Path, settings: Settings) -> list[str]:
    """The names of the log files in problems; also of those that are not there."""
    return [found for name in settings.log for found in _expanded(root, name)]


def _expanded(root: Path, name: str) -> Iterable[str]:
    if not has_magic(name):
        return [name]
    found = glob(
        name, root_dir=root, recursive=True
    )  # there are folders among them, with `**` even one that does not exist
    files = (one for one in found if os.path.lexists(root / one) and not os.path.isdir(root / one))
    return sorted(Path(one).as_posix() for one in files)


def _is_absent(name: str, settings: Settings) -> bool:
    """Whether a missing private file should be there. A file that no option names may never have existed."""
    return is_private(name) and (name == settings.peers or list(settings.log) != LOG)


def _missing(name: str, settings: Settings) -> list[Problem]:
    if is_private(name):
        return []
    if name == settings.peers:
        message = "the option `peers` names this file, and there is none; write it, or take the option out"
        return [Problem(Where(name), message)]
    if list(settings.log) == LOG:
        return []  # there is no log yet; the pages say how to start one, and so does the caller
    message = "the option `log` names this file, and there is none; write it, or take it out of the list"
    return [Problem(Where(name), message)]


# --- writing

Edit = Callable[[bytes], bytes]
"""The content of a file -> what it should become; see `core.editing.log`."""

HEADING = b"# What I gave, got and asked for. Edit it by hand as you like; tools append to it.\n"
"""What a new log begins with."""

_PATIENCE = 60.0  # seconds to wait for another command that is writing
_TRIES = 5  # how often an editor may be quicker
_STRAY = ".reciprocity~"


def change(path: Path, name: str, edit: Edit, heading: bytes = HEADING) -> bool:
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
