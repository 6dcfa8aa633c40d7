"""Finds the column of a field. Only messages need it."""

from __future__ import annotations

from mkdocs_reciprocity.core.log.plain_rows import FLOW_PAIR
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.log_keys import ROW_OR_PEER


class Columns:
    """Finds columns (from 1; 0 where one is not known) in the text of one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []

    def first(self, line: int) -> int:
        """The column of the first character on a line that is no white space."""
        said = self._line(line)
        return len(said) - len(said.lstrip()) + 1 if said.strip() else 0

    def of_field(self, raw: Raw, field: str) -> int:
        """The column of what a field of a row or a peer says; for an unknown field, the column of its name."""
        if field not in raw.fields:
            return 0
        value, line = raw.fields[field], self._line(raw.line_of(field))
        column = _in_plain_row(line, field) if isinstance(value, str) else value.column
        return column if field in ROW_OR_PEER else line.rfind(field, 0, column) + 1

    def _line(self, number: int) -> str:
        self._lines = self._lines or self._text.split("\n")
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""


def _in_plain_row(line: str, field: str) -> int:
    """The column of a value in a row that needed no parser."""
    if not line.lstrip(" -").startswith("{"):
        return line.index(": ") + 3
    pairs = FLOW_PAIR.finditer(line, line.index("{") + 1, line.rindex("}"))
    return next(pair.start(2) + 1 for pair in pairs if pair[1] == field)
