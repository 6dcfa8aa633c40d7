"""Problems as lines, as JSON fields, and as annotations of a GitHub workflow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.log.columns import Columns
from mkdocs_reciprocity.core.log.text import decoded, with_our_line_breaks
from mkdocs_reciprocity.core.problem import Problem, in_one_line


def placed(problems: Iterable[Problem], texts: Iterable[LogText]) -> Iterator[Problem]:
    """The problems. One about a whole line gets the column of the first character in that line."""
    bodies = {text.name: text.body for text in texts}
    known: dict[str, Columns] = {}
    for problem in problems:
        where = problem.where
        if where.line and not where.column and where.file in bodies:
            if where.file not in known:
                known[where.file] = Columns(with_our_line_breaks(decoded(bodies[where.file])[0]))
            where = replace(where, column=known[where.file].first(where.line))
        yield replace(problem, where=where)


def in_text(problem: Problem) -> str:
    """One line: ``file:line:column: message``."""
    said = f"{problem.where.exactly()}: {problem.message}"
    return in_one_line(said if problem.level == "error" else f"{said} (for information)")


def as_fields(problem: Problem) -> dict[str, str | int | None]:
    """The problem as it is printed in JSON; what is not known is null. File names that are not UTF-8 are escaped."""
    where = problem.where
    return {
        "file": _in_utf8(where.file),
        "line": where.line or None,
        "column": where.column or None,
        "level": problem.level,
        "message": _in_utf8(problem.message),
    }


def _in_utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def annotation(problem: Problem, root: Path) -> str:
    """A workflow command with the path of the file from this folder. Empty for a private remark.

    See "Workflow commands for GitHub Actions", and ``escapeData`` and ``escapeProperty`` of actions/toolkit.

    Args:
        problem: what there is to say.
        root: the folder that its file is relative to.
    """
    where = problem.where
    if problem.private and problem.level == "info":
        return ""
    message = problem.in_public().removeprefix(f"{where}: ")
    path = root / where.file
    if not os.path.isfile(path):  # a feed's address, an option
        return f"::{_LEVELS[problem.level]}::{_escaped(f'{where}: {message}')}"
    said = {"file": Path(os.path.relpath(path)).as_posix(), "line": where.line, "col": where.column}
    properties = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in said.items() if value)
    return f"::{_LEVELS[problem.level]} {properties}::{_escaped(message)}"


_LEVELS = {"error": "error", "info": "notice"}


def _escaped(text: str) -> str:
    return in_one_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
