"""In which column something stands. It is looked up only where there is something to say of it."""

from __future__ import annotations

from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.log_keys import ROW_OR_PEER
from mkdocs_reciprocity.core.yaml.nodes import NotYaml
from mkdocs_reciprocity.core.yaml.spans import Span, Spot, spans

_FURTHER = (0, 1, 3, 10)
"""How many lines beyond its last field a row may go on: a text in quotes, a bracket on a line of its own."""

_PATIENCE = 200


class Columns:
    """Finds columns (from 1; 0 where one is not known) in the text of one file.

    After many look-ups it gives up, for they are slow, and nobody mends that much at once.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[str] = []
        self._asked = 0
        self._row: tuple[int, Span | None] = (
            0,
            None,
        )  # the last one, by its line

    def first(self, line: int) -> int:
        """That of the first character on a line that is no white space."""
        said = self._chunk(line, line)
        return len(said) - len(said.lstrip()) + 1 if said.strip() else 0

    def of_field(self, raw: Raw, field: str) -> int:
        """That of what a field of a row or a peer says, and of its name where there is no such field."""
        self._asked += 1
        if field not in raw.fields or self._asked > _PATIENCE:
            return 0
        if self._row[0] != raw.line:
            self._row = (raw.line, self._span(raw))
        spot = _spot(self._row[1], field) if self._row[1] else None
        return spot.column + 1 if spot and spot.line == raw.line_of(field) else 0

    def _span(self, raw: Raw) -> Span | None:
        for further in _FURTHER:
            try:
                return spans(self._chunk(raw.line, max(raw.lines) + further), raw.line)
            except NotYaml:
                continue
        return None

    def _chunk(self, start: int, end: int) -> str:
        """The lines from ``start`` to ``end``, which is included."""
        self._lines = self._lines or self._text.split("\n")
        return "\n".join(self._lines[max(0, start - 1) : end])


def _spot(span: Span, field: str) -> Spot | None:
    """Where a field's value begins, or its name where there is no such field; the outermost is meant."""
    if len(span.items) % 2 == 0:
        for key, value in span.pairs():
            if key.text == field:
                return value.start if field in ROW_OR_PEER else key.start
    inner = (found for item in span.items if (found := _spot(item, field)))
    return next(inner, None)
