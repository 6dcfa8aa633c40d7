"""Finds and reads the author's files. `writing` changes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from glob import glob, has_magic
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.writing import journal
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Parsed, Problem, Refused, Where, in_one_line, quoted
from mkdocs_reciprocity.core.settings import LOG, Settings

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

    def with_bodies(self, bodies: Mapping[str, bytes]) -> Files:
        """The same files with other content, by name; names that are not there yet are added."""
        texts = [replace(text, body=bodies.get(text.name, text.body)) for text in self.texts]
        there = {text.name for text in texts}
        texts += [LogText(name, body, is_private(name)) for name, body in bodies.items() if name not in there]
        return replace(self, texts=tuple(texts))


def missing(files: Files, settings: Settings) -> str:
    """The log to begin with, if there is none and no problem has said so yet; else empty."""
    said = {problem.where.file for problem in files.problems}
    return "" if files.logs or said.intersection(settings.log) else settings.log[0]


def has_peers(files: Files, settings: Settings) -> bool:
    """Whether the file in the option `peers` is there: then a site needs no log."""
    return any(text.name == settings.peers for text in files.texts)


def beginning(settings: Settings, today: When) -> str:
    """The name of the log to begin with: the first in the option that is not private; for a pattern, one that fits."""
    name = next((one for one in settings.log if not is_private(one)), settings.log[0])
    if not has_magic(name):
        return name
    tried = re.sub(r"\[[^]]*\]|\?", "a", name.replace("**/", "")).replace("*", today[:4], 1).replace("*", "")
    return tried if fnmatchcase(tried, name.replace("**/", "")) else name


def is_private(name: str) -> bool:
    """Whether all rows of a file with this name are private."""
    return any(fnmatchcase(os.path.basename(name).lower(), pattern) for pattern in _PRIVATE)


def read(root: Path, settings: Settings) -> Files:
    """Reads the log and peers files that the settings name, relative to ``root`` (the folder of mkdocs.yml).

    `reciprocity.private.yml` is read wherever it is there. A private file may be missing, and so may the log, if no
    option names it. Any other file that cannot be read is a problem. If a command has changed only some of the files
    that it meant to, they are read as they were before.
    """
    texts: list[LogText] = []
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    logs = 0
    absent: list[str] = []
    for name in (*_logs(root, settings), *([settings.peers] if settings.peers else [])):
        for found in _expanded(root, name):
            path = root / found
            if (real := os.path.realpath(path)) in paths:
                continue
            paths[real] = path
            try:
                texts.append(LogText(found, plain_file.read(path), is_private(found)))
            except FileNotFoundError:
                problems += _missing(root, found, settings)
                absent += [found] if _is_absent(found, settings) else []
                continue
            except OSError as error:
                problems.append(Problem(Where(found), f"cannot be read ({error.strerror})"))
            logs += name != settings.peers  # one that cannot be read counts: the pages need not say how to start a log
    if begun := interrupted(root, settings):
        texts, said = _as_before(texts, begun)
        problems += said
    return Files(tuple(texts), tuple(paths.values()), logs, tuple(problems), tuple(absent))


def _as_before(texts: list[LogText], begun: journal.Journal) -> tuple[list[LogText], list[Problem]]:
    """The texts without the changes of a command that is under way, or was killed; and a line that says so."""
    before = journal.as_before(begun, {text.name: text.body for text in texts})
    if not before:
        return texts, []
    names = ", ".join(in_one_line(change.name) for change in begun.changes)
    message = f"a command was interrupted while it changed {names}; they are read as they were, and the next command"
    problem = Problem(Where(journal.NAME), f"{message} puts them back (`mkdocs-reciprocity check`)", "info")
    return [replace(text, body=before.get(text.name, text.body)) for text in texts], [problem]


def names(root: Path, settings: Settings) -> list[str]:
    """The names of the log files in problems; also of those that are not there."""
    return list(dict.fromkeys(found for name in _logs(root, settings) for found in _expanded(root, name)))


def named(root: Path, settings: Settings) -> list[str]:
    """The same with the peers file: all that is read."""
    return [*names(root, settings), *(_expanded(root, settings.peers) if settings.peers else ())]


def interrupted(root: Path, settings: Settings) -> journal.Journal | None:
    """The change of these files that a command has begun and not ended, or None."""

    def is_theirs(name: str) -> bool:
        return name in names(root, settings) or any(fits(name, said) for said in (*settings.log, settings.peers or ""))

    return journal.begun(root, is_theirs)


def fits(name: str, pattern: str) -> bool:
    """Whether an option that says ``pattern`` means a file of this name, which may not be there yet."""
    if name == pattern:
        return True
    there, said = PurePath(name), PurePath(pattern)
    is_below = there.anchor == said.anchor and there.parts.count("..") == said.parts.count("..")
    return is_below and ("**" in pattern or name.count("/") == pattern.count("/")) and fnmatchcase(name, pattern)


def _logs(root: Path, settings: Settings) -> tuple[str, ...]:
    """What the option `log` names, and the usual private file wherever it is there."""
    usual = LOG[1]
    is_added = usual not in settings.log and os.path.lexists(root / usual)
    return (*settings.log, usual) if is_added else settings.log


def _expanded(root: Path, name: str) -> Iterable[str]:
    if not has_magic(name):
        return [name]
    found = glob(name, root_dir=root, recursive=True)  # folders too; with `**` even one that does not exist
    files = (one for one in found if os.path.lexists(root / one) and not os.path.isdir(root / one))
    return sorted(Path(one).as_posix() for one in files)


def _is_absent(name: str, settings: Settings) -> bool:
    """Whether a missing private file should be there. A file that no option names may never have existed."""
    return is_private(name) and (name == settings.peers or list(settings.log) != LOG)


def _missing(root: Path, name: str, settings: Settings) -> list[Problem]:
    if is_private(name):
        return []
    from mkdocs_reciprocity.collect import nearby  # noqa: PLC0415 - where a file is missing

    if name == settings.peers:
        near = nearby.file(root, name)
        mend = f"did you mean {quoted(near)}?" if near else "write it, or take the option out"
        message = f"the option `peers` names this file, and there is none; {mend}"
        return [Problem(Where(name), message)]
    if list(settings.log) == LOG:
        return []  # there is no log yet; the pages say how to start one, and so does the caller
    near = nearby.log(root, name)
    mend = f"did you mean {quoted(near)}?" if near else "write it, or take it out of the list"
    message = f"the option `log` names this file, and there is none; {mend}"
    return [Problem(Where(name), message)]


def subscriptions(path: str) -> Parsed[tuple[Peer, ...]]:
    """The peers in a file that a feed reader has exported, which no option names.

    Raises:
        Refused: it cannot be read, or it has mistakes only.
    """
    from mkdocs_reciprocity.core.opml import reader  # noqa: PLC0415 - rarely needed

    try:
        read = reader.parse(plain_file.read(Path(path)), path, private=is_private(path))
    except OSError as error:
        raise Refused(f"{in_one_line(path)}: cannot be read ({error.strerror})") from None
    if not read.records and any(problem.level == "error" for problem in read.problems):
        raise Refused("\n".join(map(str, read.problems)))
    return read
