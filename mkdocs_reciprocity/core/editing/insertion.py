"""Decides where a new entry of a log goes and how it is written: below the last one, in the style of that one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from mkdocs_reciprocity.core.editing.edits import Edit
from mkdocs_reciprocity.core.editing.layout import Layout, Part
from mkdocs_reciprocity.core.yaml import quoting
from mkdocs_reciprocity.core.yaml.quoting import Style, Value
from mkdocs_reciprocity.core.yaml.spans import Span, Spot

New = tuple[str, Mapping[str, Value]]
"""A new entry: the id of a peer, or an empty text for a row, and its fields."""

_PEERS, _ROWS = Style(indent="  ", gap="  "), Style()
_LINE_END = re.compile(r"[\r\n]*\Z")


def added(layout: Layout, name: str, new: Sequence[New]) -> list[Edit]:
    """The edits that put new entries at the end of a section, which may be missing."""
    part = layout.parts.get(name)
    if part is None:
        return [_with_a_key(layout, name, new)]
    if part.raws and part.column is not None:
        return [_below_the_last_row(layout, part, new)]
    value = layout.value(part)
    if not value.items:
        return _instead_of_nothing(layout, part, value, new)
    if value.style == "flow":
        return _in_brackets(layout, value, new)
    return [_below_the_last_peer(layout, part, value, new)]


def _with_a_key(layout: Layout, name: str, new: Sequence[New]) -> Edit:
    """The new section with its key, above the interactions: a row that is written by hand at the end is one of them."""
    style = _PEERS if name == "peers" else _ROWS
    lines = [f"{name}:", *_lines(new, style)]
    below = layout.parts.get("interactions")
    if below is None:
        return _inserted(layout, _last_line(layout) + 1, lines)
    at = below.section.line
    while at > 1 and _is_comment(layout.lines[at - 2]):
        at -= 1
    # A comment at the top of the file is about all of it.
    return _inserted(layout, below.section.line if at == 1 else at, lines)


def _last_line(layout: Layout) -> int:
    """The last line of the document; `...` may stand below it."""
    ends = (n for n, line in enumerate(layout.lines) if re.match(r"\.\.\.(?:\s|\Z)", line))
    return next(ends, len(layout.lines))


def _below_the_last_row(layout: Layout, part: Part, new: Sequence[New]) -> Edit:
    row = layout.row(part, len(part.raws) - 1)
    indent, _, rest = layout.lines[row.start.line - 1].partition("-")
    gap, bare = _white(rest), rest.lstrip(" \t")
    flow = row.style == "flow"
    style = Style(indent, gap if gap and "\t" not in gap else " ", flow, _white(bare[1:]) if flow else "")
    return _inserted(layout, _below(layout, part, row.end.line + 1), _lines(new, style))


def _below_the_last_peer(layout: Layout, part: Part, peers: Span, new: Sequence[New]) -> Edit:
    key, last = peers.pairs()[-1]
    indent = " " * key.start.column
    if last.style == "flow":
        style = Style(indent, flow=True, pad=_white(_text(layout, last)[1:]))
    else:
        style = Style(indent, " " * (last.start.column - key.start.column) if last.items else "  ")
    return _inserted(layout, _below(layout, part, last.end.line + 1), _lines(new, style))


def _instead_of_nothing(layout: Layout, part: Part, value: Span, new: Sequence[New]) -> list[Edit]:
    """Puts the entries below a key without a value. An empty value (``[]``, ``{}``, ``null`` or ``~``) is removed."""
    gone = []
    line = part.section.line
    if value.start.line != value.end.line:  # there may be a comment inside
        at = Spot(value.start.line, value.start.column + 1)
        return [Edit(at, at, ", ".join(_in_a_bracket(name, fields) for name, fields in new))]
    if value.start != value.end:
        before = layout.lines[value.start.line - 1][: value.start.column]
        start = Spot(value.start.line, len(before.rstrip(" \t")))
        gone = [Edit(start, value.end, "")]
        line = value.end.line
    style = _PEERS if part.section.name == "peers" else _ROWS
    return [*gone, _inserted(layout, _below(layout, part, line + 1), _lines(new, style))]


def _in_brackets(layout: Layout, value: Span, new: Sequence[New]) -> list[Edit]:
    """Puts the entry into a list or mapping in brackets: on a line of its own, if the last entry has one."""
    starts, ends = (
        (value.items[0::2], value.items[1::2]) if _text(layout, value).startswith("{") else (value.items,) * 2
    )
    above = ends[-2].end.line if len(ends) > 1 else value.start.line
    at = ends[-1].end
    rest = layout.chunk(at.line, value.end.line + 1)[at.column :]
    comma = re.match(r"(?:\s|#[^\n]*)*,", rest)
    if comma:
        breaks = comma[0].count("\n")
        at = Spot(at.line + breaks, len(comma[0].rpartition("\n")[2]) + (0 if breaks else at.column))
    entries = [_in_a_bracket(name, fields) for name, fields in new]
    line = layout.lines[at.line - 1]
    if starts[-1].start.line > above and re.match(r"[ \t]*(?:#.*)?[\r\n]*\Z", line[at.column :]):
        first = layout.lines[starts[-1].start.line - 1]
        margin = _white(first)
        end = Spot(at.line, len(_LINE_END.sub("", line)))
        text = ",".join(f"{_newline(layout)}{margin}{entry}" for entry in entries) + ("," if comma else "")
        return [*([] if comma else [Edit(at, at, ",")]), Edit(end, end, text)]
    text = f" {', '.join(entries)}," if comma else f", {', '.join(entries)}"
    return [Edit(at, at, text)]


def _in_a_bracket(name: str, fields: Mapping[str, Value]) -> str:
    return f"{quoting.scalar(name, flow=True)}: {quoting.braces(fields)}" if name else quoting.braces(fields)


def with_field(layout: Layout, key: Span, entry: Span, name: str, said: str) -> list[Edit]:
    """The edits that add a field at the end of a peer's entry, which may be empty."""
    if entry.items and entry.style == "block":
        margin = " " * entry.items[0].start.column
        return [_inserted(layout, entry.end.line + 1, [f"{margin}{name}: {quoting.value(name, said, flow=False)}"])]
    if entry.items:
        at = entry.items[-1].end
        return [Edit(at, at, f", {name}: {quoting.value(name, said, flow=True)}")]
    if entry.start != entry.end:  # `{}`, `null`, `~`
        return [Edit(entry.start, entry.end, quoting.braces({name: said}))]
    line = layout.lines[key.end.line - 1]
    at = Spot(key.end.line, line.index(":", key.end.column) + 1)
    return [Edit(at, at, f" {quoting.braces({name: said})}")]


def _below(layout: Layout, part: Part, line: int) -> int:
    """The line below the comments that begin at ``line``. Comments at the margin directly above a key belong to that
    key.
    """
    comments = list(takewhile(_is_comment, layout.lines[line - 1 : part.end - 1]))
    if line + len(comments) == part.end <= len(layout.lines):
        comments = list(takewhile(lambda comment: comment[0] != "#", comments))
    return line + len(comments)


def _white(text: str) -> str:
    """The blanks at the beginning of the text."""
    return text[: len(text) - len(text.lstrip(" \t"))]


def _is_comment(line: str) -> bool:
    return line.lstrip(" \t").startswith("#")


def _lines(new: Sequence[New], style: Style) -> Iterator[str]:
    for name, fields in new:
        yield from quoting.entry(name, fields, style) if name else quoting.row(fields, style)


def _inserted(layout: Layout, line: int, lines: Iterator[str] | list[str]) -> Edit:
    """Inserts whole lines before ``line``. If the file does not end with a line end, it does not get one."""
    newline = _newline(layout)
    above = layout.lines[line - 2] if line > 1 else "\n"
    if _LINE_END.search(above)[0]:  # type: ignore[index]
        at = Spot(line, 0)
        return Edit(at, at, "".join(f"{text}{newline}" for text in lines))
    at = Spot(line - 1, len(above))
    return Edit(at, at, "".join(f"{newline}{text}" for text in lines))


def _newline(layout: Layout) -> str:
    """How the file ends its lines: as it ends the first one."""
    end = _LINE_END.search(layout.lines[0])[0] if layout.lines else ""  # type: ignore[index]
    return end or "\n"


def _text(layout: Layout, span: Span) -> str:
    """The text from the beginning of a value to the end of its line."""
    return layout.lines[span.start.line - 1][span.start.column :]
