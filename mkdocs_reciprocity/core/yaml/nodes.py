"""YAML text -> values with their lines and columns, read by the events of PyYAML's parser.

Every scalar stays the text that was written: ``no``, ``012`` and ``12:30`` are never made into truth values or numbers.
Only a bare ``~`` is an empty text.
Aliases, anchors, tags, duplicate keys and deep nesting are faults with their line. So neither a slip nor a "billion
laughs" costs more than the value it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.problem import quoted

WITH_LIBYAML: bool = yaml.__with_libyaml__
"""Whether PyYAML has its C parser. Without it all is read the same, but slower, and ``{url: https://a.example/?p=12}``
is a syntax error if more fields follow."""

DEEPEST = 16
"""Levels of nesting; a log needs three."""

fastest_parser: Any = yaml.CSafeLoader if WITH_LIBYAML else yaml.SafeLoader
"""A class of PyYAML, with ``get_event``."""


class Node(Struct, frozen=True):
    """A value, and the line and column (both from 1) at which it begins.

    ``faulty`` marks the items of a list that have faults. ``swallowed`` is a comment behind the value, ``#linen post``
    or the like, that may have been meant as a part of it.
    """

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int = 0
    faulty: bool = False
    swallowed: str = ""


class Fault(Struct, frozen=True):
    """Something that cannot be read, or that YAML allows and a log does not. The message says what to change.

    Line and column are counted from 1; the column is 0 where it is not known.
    """

    line: int
    message: str
    column: int = 0


class _NotYaml(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def read(text: str, first_line: int, parser: Any = None) -> tuple[Node | None, list[Fault]]:
    r"""The text's value and all its faults. After a syntax error there is no value, and only this fault.

    Args:
        text: whole lines of one document (see `one_document`), with ``\n`` as the only line break.
        first_line: the line number of the text's first line in its file.
        parser: a PyYAML parser class, for tests; the fastest there is by default.
    """
    try:  # the parser in Python looks for characters that are not allowed as soon as it is made
        reader = _Reader(text, first_line, parser or fastest_parser)
        return reader.document(), reader.faults
    except _NotYaml as error:
        return None, [error.fault]
    except _FAILURES as error:
        return None, [_explained(text, first_line, error)]


class _Reader:
    def __init__(self, text: str, first_line: int, parser: Any) -> None:
        self.text = text
        self.first_line = first_line
        self.faults: list[Fault] = []
        self.next = parser(text).get_event

    def document(self) -> Node | None:
        found: Node | None = None
        while type(event := self.next()) is not yaml.StreamEndEvent:
            if type(event) not in {yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent}:
                found = self.node(event, 0)
        return found

    def node(self, event: Any, depth: int, key: Any = None) -> Node:
        line, column = event.start_mark.line + self.first_line, event.start_mark.column + 1
        if depth > DEEPEST:
            raise _NotYaml(Fault(line, _TOO_DEEP, column))
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.fault(event, f"{quoted('*' + event.anchor)} is an alias to YAML; put the value in quotes")
            return Node("", line, column)
        if event.anchor is not None:
            self.fault(event, f"{quoted('&' + event.anchor)} is an anchor to YAML; put the value in quotes")
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(event, f"{quoted(tag)} is a tag to YAML; put the value in quotes")
        if kind is yaml.ScalarEvent:
            return Node(self.scalar(event, key or event), line, column, swallowed=self.swallowed(event))
        return Node(self.items(depth) if kind is yaml.SequenceStartEvent else self.entries(depth), line, column)

    def scalar(self, event: Any, before: Any) -> str:
        value: str = event.value
        if value == "" and not event.style:
            comment = _COMMENT.match(self.text, before.end_mark.index)
            if comment:
                said = quoted(comment[1], 40)
                self.fault(before, f"YAML takes {said} for a comment; put it in quotes, or leave the key out")
        elif event.style == '"' and has_half_character(value):
            self.fault(event, "half of a character stands here; write the character itself, not its escapes")
            return ""
        return "" if value == "~" and not event.style else value

    def swallowed(self, event: Any) -> str:
        """The comment behind a plain value, if it looks like a hashtag: its ``#`` touches a word."""
        if event.style or not event.value:
            return ""
        comment = _HASHTAG.match(self.text, event.end_mark.index)
        return comment[1].rstrip() if comment else ""

    def items(self, depth: int) -> list[Node]:
        found = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            before = len(self.faults)
            node = self.node(event, depth + 1)
            found.append(node if len(self.faults) == before else replace(node, faulty=True))
        return found

    def entries(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            name = self.node(event, depth + 1).value
            value = self.node(self.next(), depth + 1, event)
            if not isinstance(name, str):
                self.fault(event, "a key has to be a word; put what stands here in quotes")
            elif name in found:
                self.fault(event, f"{quoted(name, 40)} stands here a second time; keep one of the two")
            else:
                found[name] = value
        return found

    def fault(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.faults.append(Fault(mark.line + self.first_line, message, mark.column + 1))


def _explained(text: str, first_line: int, error: Exception) -> Fault:
    from mkdocs_reciprocity.core.yaml.advice import advice  # noqa: PLC0415 - needed only where something is wrong

    line, column, message = advice(text, error)
    too_deep = "nesting depth" in (getattr(error, "problem", None) or "")  # newer versions of libyaml count too
    return Fault(line + first_line, _TOO_DEEP if too_deep else message, column)


_TOO_DEEP = f"nested more than {DEEPEST} levels deep; a log needs three"
_FAILURES = (yaml.YAMLError, ValueError, OverflowError)
"""What parsers raise; the latter two for half characters, and for ``"\\UFFFFFFFF"``."""

_HASHTAG = re.compile(r"[ \t]+(#\w[^\n]*)")
_COMMENT = re.compile(r"[ \t]*+:?+[ \t]*+(#[^\n]*+)")


_HALF = re.compile("[\ud800-\udfff]")


def has_half_character(text: str) -> bool:
    """Whether there is half a character in it, which no file can hold: escapes, and some terminals, can make one."""
    return _HALF.search(text) is not None


def words(value: str | Node) -> Iterator[str]:
    """All texts in a value, the keys of mappings too."""
    inside = value.value if isinstance(value, Node) else value
    if isinstance(inside, str):
        yield inside
        return
    if isinstance(inside, dict):
        yield from inside
    for inner in inside.values() if isinstance(inside, dict) else inside:
        yield from words(inner)
