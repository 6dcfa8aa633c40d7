"""YAML text -> nodes with line numbers, driven by the parser's events.

Every scalar stays the text that was written; what YAML would make of it (``no``, ``012``, ``12:30``) is never asked.
Only a bare ``~`` is nothing.
Aliases, anchors, tags, duplicate keys, several documents and deep nesting are faults with their line, so neither a
slip nor a bomb costs more than the value it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from mkdocs_reciprocity.core.problem import quoted

WITH_LIBYAML: bool = yaml.__with_libyaml__
"""Whether the C parser is there. Without it all is read the same, but slower, and ``{url: https://a.example/?p=12}``
is a syntax error where more than that stands in the row."""

DEEPEST = 16
"""Levels of nesting; a log needs three."""

fastest_parser: Any = yaml.CSafeLoader if WITH_LIBYAML else yaml.SafeLoader
"""A class of PyYAML, with ``get_event``."""


class Node(Struct, frozen=True):
    """A value and the line (from 1) that it begins on. ``faulty`` marks the items of a list that have faults;
    ``swallowed`` is what may have been meant as the rest of it, and is a comment to YAML: ``#linen post``.
    """

    value: str | list[Node] | dict[str, Node]
    line: int
    faulty: bool = False
    swallowed: str = ""


class Fault(Struct, frozen=True):
    """Something that YAML understands, and the log does not; the value is read as far as that is possible."""

    line: int
    message: str
    column: int = 0


class NotYaml(Exception):
    """The text cannot be read from ``line`` (from 1) on; the message says what to change.

    ``column`` is counted from 1 as well; 0 where it is not known.
    """

    def __init__(self, line: int, message: str, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.column = column

    def fault(self) -> Fault:
        """The same as a value."""
        return Fault(self.line, self.message, self.column)


def read(text: str, first_line: int, faults: list[Fault], parser: Any = None) -> Node | None:
    r"""The text's value; None when it has none.

    Args:
        text: whole lines, with ``\n`` as the only line break.
        first_line: the line number of the text's first line in its file.
        faults: what is found on the way is appended here.
        parser: a PyYAML parser class, for tests; the fastest there is by default.

    Raises:
        NotYaml: at a syntax error.
    """
    reader = _Reader(text, first_line, faults, parser or fastest_parser)
    try:
        return reader.document()
    except _FAILURES as error:
        raise reader.explained(error) from None


class _Reader:
    def __init__(self, text: str, first_line: int, faults: list[Fault], parser: Any) -> None:
        self.text = text
        self.first_line = first_line
        self.faults = faults
        try:
            self.next = parser(text).get_event
        except _FAILURES as error:  # the parser in Python looks for characters that are not allowed at once
            raise self.explained(error) from None

    def document(self) -> Node | None:
        found: Node | None = None
        seen = 0
        while type(event := self.next()) is not yaml.StreamEndEvent:
            if type(event) is yaml.DocumentStartEvent:
                seen += 1
                if seen > 1:
                    self.fault(event, "a second YAML document begins here; take the line `---` out")
            elif type(event) not in {yaml.StreamStartEvent, yaml.DocumentEndEvent}:
                node = self.node(event, 0)
                found = found or node
        return found

    def node(self, event: Any, depth: int, key: Any = None) -> Node:
        line: int = event.start_mark.line + self.first_line
        if depth > DEEPEST:
            raise NotYaml(line, _TOO_DEEP, event.start_mark.column + 1)
        kind = type(event)
        if kind is yaml.AliasEvent:
            self.fault(event, f"{quoted('*' + event.anchor)} is an alias to YAML; put the value in quotes")
            return Node("", line)
        if event.anchor is not None:
            self.fault(event, f"{quoted('&' + event.anchor)} is an anchor to YAML; put the value in quotes")
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(event, f"{quoted(tag)} is a tag to YAML; put the value in quotes")
        if kind is yaml.ScalarEvent:
            return Node(self.scalar(event, key or event), line, swallowed=self.swallowed(event))
        if kind is yaml.SequenceStartEvent:
            return Node(self.items(depth), line)
        return Node(self.entries(depth), line)

    def scalar(self, event: Any, before: Any) -> str:
        value: str = event.value
        if value == "" and not event.style:
            comment = _COMMENT.match(self.text, before.end_mark.index)
            if comment:
                said = quoted(comment[1], 40)
                self.fault(before, f"YAML takes {said} for a comment; put it in quotes, or leave the key out")
        elif event.style == '"' and not _is_whole(value):
            self.fault(event, "half of a character stands here; write the character itself, not its escapes")
            return ""
        return "" if value == "~" and not event.style else value

    def swallowed(self, event: Any) -> str:
        """The comment behind a plain value, where its ``#`` touches a word as that of a hashtag does."""
        if event.style or not event.value:
            return ""
        comment = _HASHTAG.match(self.text, event.end_mark.index)
        return comment[1].rstrip() if comment else ""

    def items(self, depth: int) -> list[Node]:
        found = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            before = len(self.faults)
            node = self.node(event, depth + 1)
            found.append(node if len(self.faults) == before else Node(node.value, node.line, faulty=True))
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

    def explained(self, error: Exception) -> NotYaml:
        from mkdocs_reciprocity.core.yaml.advice import advice  # noqa: PLC0415 - needed only where something is wrong

        line, column, message = advice(self.text, error)
        too_deep = "nesting depth" in (getattr(error, "problem", None) or "")  # newer versions of libyaml count too
        return NotYaml(line + self.first_line, _TOO_DEEP if too_deep else message, column)


_TOO_DEEP = f"nested more than {DEEPEST} levels deep; a log needs three"
_FAILURES = (yaml.YAMLError, ValueError, OverflowError)
"""What parsers raise; the latter two at half characters, and at ``"\\UFFFFFFFF"``."""

_HASHTAG = re.compile(r"[ \t]+(#\w[^\n]*)")
_COMMENT = re.compile(r"[ \t]*+:?+[ \t]*+(#[^\n]*+)")


def _is_whole(text: str) -> bool:
    """Whether there is no half character in it, as an escape in double quotes can make one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def words(value: str | Node) -> Iterator[str]:
    """All that is said somewhere in a value, the keys of mappings too."""
    inside = value.value if isinstance(value, Node) else value
    if isinstance(inside, str):
        yield inside
        return
    if isinstance(inside, dict):
        yield from inside
    for inner in inside.values() if isinstance(inside, dict) else inside:
        yield from words(inner)
