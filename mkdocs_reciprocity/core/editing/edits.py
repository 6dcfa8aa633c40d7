"""Applies edits to the text of a log, and verifies the result.

The new text is read again: it has to say what was meant, and nothing else may have changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from mkdocs_reciprocity.core.editing.layout import Layout, NotWritten, Part, read_again
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.log.text import encoding_of
from mkdocs_reciprocity.core.yaml.nodes import Node
from mkdocs_reciprocity.core.yaml.spans import Spot


class Edit(Struct, frozen=True):
    """The text from ``start`` up to ``end`` is replaced by ``text``, which has the line ends of the file."""

    start: Spot
    end: Spot
    text: str


def edited(
    body: bytes, layout: Layout, edits: Sequence[Edit], changed: Mapping[str, Part]
) -> tuple[bytes, Mapping[str, Part]]:
    """The new bytes, and the sections that they hold.

    Args:
        body: the log as it was.
        layout: the layout of the old log.
        edits: what to change in its text; none of them overlap.
        changed: the sections that the edits change, as they should be read afterwards. All others must stay the same.

    Raises:
        NotWritten: the new bytes say something else.
    """
    if not edits:
        return body, layout.parts
    line = min(edit.start.line for edit in edits)
    after = _applied(body, layout.lines, edits)
    try:
        found = read_again(after, layout, line)
    except NotWritten:
        found = {}
    expected = {**layout.parts, **changed}
    if found.keys() != expected.keys() or not all(_is_same(part, found[name]) for name, part in expected.items()):
        raise layout.refused(line, "a change here would change more than it should; make it by hand")
    return after, found


def _applied(body: bytes, lines: Sequence[str], edits: Sequence[Edit]) -> bytes:
    mark, codec = encoding_of(body)
    starts = [0, *accumulate(map(len, lines))]
    text = "".join(lines)
    kept, at = [mark], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start, end = (starts[spot.line - 1] + spot.column for spot in (edit.start, edit.end))
        kept += [text[at:start].encode(codec), edit.text.encode(codec)]
        at = end
    return b"".join([*kept, text[at:].encode(codec)])


def _is_same(part: Part, found: Part) -> bool:
    """Whether these entries were found, and no others, in this order."""
    if len(part.raws) != len(found.raws) or list(part.names) != list(found.names):
        return False
    return all(one is other or said(one) == said(other) for one, other in zip(part.raws, found.raws, strict=True))


def said(raw: Raw) -> dict[str, object]:
    """The fields without their lines."""
    return {name: _bare(value) for name, value in raw.fields.items()}


def _bare(value: str | Node) -> object:
    inside = value.value if isinstance(value, Node) else value
    if isinstance(inside, dict):
        return {name: _bare(inner) for name, inner in inside.items()}
    return inside if isinstance(inside, str) else [_bare(item) for item in inside]
