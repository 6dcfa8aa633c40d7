"""YAML text -> its values with the places where they begin and end, so that each can be changed alone.

Only for text in which `nodes.read` has found no syntax error.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml
from msgspec import Struct

from mkdocs_reciprocity.core.yaml import nodes


class Spot(NamedTuple):
    """A place in a file: the line, counted from 1, and the characters that stand before it on that line."""

    line: int
    column: int


class Span(Struct, frozen=True):
    """A value from ``start`` up to ``end``.

    ``style`` is one of the marks that a scalar can begin with (``"``, ``'``, ``|``, ``>``) or nothing; for lists and
    mappings it is ``flow`` or ``block``. ``items`` are those of a list, or keys and values of a mapping in turns.
    """

    start: Spot
    end: Spot
    style: str
    text: str = ""
    items: tuple[Span, ...] = ()

    def pairs(self) -> list[tuple[Span, Span]]:
        """Keys with their values."""
        return list(zip(self.items[::2], self.items[1::2], strict=True))


def spans(text: str, first_line: int) -> Span:
    """The value of a text, which has one."""
    following = nodes.fastest_parser(text).get_event
    event = following()
    while type(event) in {yaml.StreamStartEvent, yaml.DocumentStartEvent}:
        event = following()
    return _span(event, following, text, first_line)


def _span(event: Any, following: Any, text: str, first: int) -> Span:
    start = Spot(event.start_mark.line + first, event.start_mark.column)
    end = Spot(event.end_mark.line + first, event.end_mark.column)
    if type(event) is yaml.ScalarEvent:
        style = event.style or ""
        if style in {"|", ">"}:
            end = _end_of_block(text, event, first)
        return Span(start, end, style, event.value)
    items = []
    while type(inner := following()) not in {yaml.SequenceEndEvent, yaml.MappingEndEvent}:
        items.append(_span(inner, following, text, first))
    if event.flow_style:
        end = Spot(inner.end_mark.line + first, inner.end_mark.column)
        return Span(start, end, "flow", "", tuple(items))
    return Span(start, items[-1].end, "block", "", tuple(items))


def _end_of_block(text: str, event: Any, first: int) -> Spot:
    """Where a text behind ``|`` or ``>`` ends. Blank lines below it are a part of it only if a ``+`` keeps them."""
    begins, ends = event.start_mark.index, event.end_mark.index
    written = text[begins:ends]
    header = written.partition("\n")[0].partition("#")[0]
    if "+" not in header:
        written = written.rstrip()
    elif written.endswith("\n"):
        written = written[:-1]
    line = event.start_mark.line + written.count("\n")
    column = len(written.rpartition("\n")[2])
    return Spot(line + first, column if "\n" in written else event.start_mark.column + column)
