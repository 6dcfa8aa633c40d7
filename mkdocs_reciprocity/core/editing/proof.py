"""A changed log is read again: it has to say what was meant, and nothing else may have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_reciprocity.core.editing import shape as editing_shape
from mkdocs_reciprocity.core.editing.shape import NotWritten, Part, Shape
from mkdocs_reciprocity.core.editing.splices import Shift, Splice, spliced
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.yaml.nodes import Node


def changed_as_meant(
    body: bytes, shape: Shape, splices: Sequence[Splice], changed: Mapping[str, Part]
) -> tuple[bytes, Mapping[str, Part]]:
    """The bytes with the splices, and what stands in them.

    Args:
        body: the log as it was.
        shape: its shape.
        splices: the change, as text.
        changed: the sections that it is to change, as they should be read then; all others have to be as they were.

    Raises:
        NotWritten: they do not read as they should.
    """
    if not splices:
        return body, shape.parts
    line = min(splice.start.line for splice in splices)
    after = spliced(body, shape.lines, splices)
    try:
        found = editing_shape.read_again(after, shape, line)
    except NotWritten:
        found = {}
    shift = Shift(splices)
    expected = {**shape.parts, **changed}
    same = (_is_same(part, found[name], shift) for name, part in expected.items() if name in found)
    if found.keys() != expected.keys() or not all(same):
        raise shape.refused(line, "a change here would change more than it should; make it by hand")
    return after, found


def _is_same(part: Part, found: Part, shift: Shift) -> bool:
    """Whether these entries were found, on the lines where they should be; line 0 is that of a new one."""
    if len(part.raws) != len(found.raws) or list(part.names) != list(found.names):
        return False
    return all(
        one is other or (said(one) == said(other) and (not one.line or shift(one.line) == other.line))
        for one, other in zip(part.raws, found.raws, strict=True)
    )


def said(raw: Raw) -> dict[str, object]:
    """The fields without their lines."""
    return {name: value if isinstance(value, str) else _bare(value) for name, value in raw.fields.items()}


def _bare(node: Node) -> object:
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, dict):
        return {name: _bare(value) for name, value in node.value.items()}
    return [_bare(item) for item in node.value]
