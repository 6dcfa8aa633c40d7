"""Finds and reads the author's files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from fnmatch import fnmatchcase
from glob import glob, has_magic
from pathlib import Path

from msgspec import Struct

from mkdocs_reciprocity.pipeline import LogText
from mkdocs_reciprocity.problem import Problem, Where
from mkdocs_reciprocity.settings import DEFAULTS, Settings

_PRIVATE = "*.private.y*ml"


class Files(Struct, frozen=True):
    """What was read, and where it lies. ``paths`` are absolute; ``logs`` counts the log files that are there."""

    texts: tuple[LogText, ...]
    paths: tuple[Path, ...]
    logs: int
    problems: tuple[Problem, ...]


def missing(files: Files, settings: Settings) -> str:
    """The log to begin with, where there is none and no problem has said so yet; else nothing."""
    said = {problem.where.file for problem in files.problems}
    return "" if files.logs or said.intersection(settings.log) else settings.log[0]


def is_private(name: str) -> bool:
    """Whether all rows of a file with this name are private."""
    return fnmatchcase(os.path.basename(name).lower(), _PRIVATE)


def read(root: Path, settings: Settings) -> Files:
    """Reads the log and peers files that the settings name, relative to ``root`` (the folder of mkdocs.yml).

    A private file may be missing, and so may the log where no option names it. All else that cannot be read is a
    problem.
    """
    texts: list[LogText] = []
    paths: list[Path] = []
    problems: list[Problem] = []
    logs = 0
    seen: set[str] = set()
    for name in (*settings.log, *([settings.peers] if settings.peers else [])):
        for found in _expanded(root, name):
            path = root / found
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            paths.append(path)
            try:
                texts.append(LogText(found, path.read_bytes(), is_private(found)))
                logs += name != settings.peers
            except FileNotFoundError:
                problems += _missing(found, settings)
            except OSError as error:
                problems.append(Problem(Where(found), f"cannot be read ({error.strerror})"))
                logs += name != settings.peers  # it is there, so the pages need not say how to start
    return Files(tuple(texts), tuple(paths), logs, tuple(problems))


def _expanded(root: Path, name: str) -> Iterable[str]:
    if not has_magic(name):
        return [name]
    return sorted(Path(found).as_posix() for found in glob(name, root_dir=root, recursive=True))


def _missing(name: str, settings: Settings) -> list[Problem]:
    if is_private(name):
        return []
    if name == settings.peers:
        return [
            Problem(
                Where(name), "the option `peers` names this file, and there is none; write it, or take the option out"
            )
        ]
    if list(settings.log) == DEFAULTS["log"]:
        return []  # nothing was ever written: the pages say how to start, and the caller says it once
    return [
        Problem(
            Where(name), "the option `log` names this file, and there is none; write it, or take it out of the list"
        )
    ]
