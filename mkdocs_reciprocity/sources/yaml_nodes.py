"""YAML text -> nodes with line numbers, driven by the parser's events.

Every scalar stays the text that was written; what YAML would make of it (``no``, ``012``, ``12:30``) is never asked.
Only a bare ``~`` is nothing.
Aliases, anchors, tags, duplicate keys, several documents and deep nesting are faults with their line, so neither a
slip nor a bomb costs more than the value it stands in.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from msgspec import Struct

from mkdocs_reciprocity.problem import quoted

WITH_LIBYAML: bool = yaml.__with_libyaml__
"""Whether the C parser is there. Without it all is read the same, but slower, and ``{url: https://a.example/?p=12}``
is a syntax error where more than that stands in the row."""

DEEPEST = 16
"""Levels of nesting; a log needs three."""

_Parser: Any = yaml.CSafeLoader if WITH_LIBYAML else yaml.SafeLoader


class Node(Struct, frozen=True):
    """A value and the line (from 1) that it begins on. ``faulty`` marks the items of a list that have faults in them."""

    value: str | list[Node] | dict[str, Node]
    line: int
    faulty: bool = False


class Fault(Struct, frozen=True):
    """Something that YAML understands, and the log does not; the value is read as far as that is possible."""

    line: int
    message: str


class NotYaml(Exception):
    """The text cannot be read from ``line`` (from 1) on; the message says what to change."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


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
    reader = _Reader(text, first_line, faults, parser or _Parser)
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
            raise NotYaml(line, f"nested more than {DEEPEST} levels deep; a log needs three")
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
            return Node(self.scalar(event, key or event), line)
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
        elif event.style == '"' and _SURROGATE.search(value):
            self.fault(event, "half of a character stands here; write the character itself, not its escapes")
            return ""
        return "" if value == "~" and not event.style else value

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
        self.faults.append(Fault(event.start_mark.line + self.first_line, message))

    def explained(self, error: Exception) -> NotYaml:
        """What to change, in words. The parser's own words name the symptom; the line's text shows the cause."""
        unprintable = _CONTROL.search(self.text)
        if unprintable:
            line = self.first_line + self.text.count("\n", 0, unprintable.start())
            return NotYaml(line, "a character that cannot be printed stands here; delete it")
        mark = getattr(error, "problem_mark", None)
        opened = getattr(error, "context_mark", None)
        at = mark.line if mark is not None else 0
        line, message = _advice(
            self.text.split("\n"), at, opened.line if opened is not None else at,
            getattr(error, "problem", None) or "it cannot be read", getattr(error, "context", None) or "",
        )  # fmt: skip
        return NotYaml(line + self.first_line, message)


_LONGEST = 2000
"""In characters: what is looked at of a line to find a slip in it."""

_FAILURES = (yaml.YAMLError, ValueError, OverflowError)
"""What parsers raise; the latter two at half characters, and at ``"\\UFFFFFFFF"``."""

_COMMENT = re.compile(r"[ \t]*:?[ \t]*(#[^\n]*)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_KEY = re.compile(r"[\s-]*([A-Za-z_]\w{0,40}):\s+(.*)")
_NO_SPACE = re.compile(r"[ ]*(-)(?=[a-z{])|[ ]*(?:- +)?([a-z]{1,40}:)(?=[^\s/])")
_FLOW_ENTRY = re.compile(r"""([A-Za-z_]\w{0,40}):[ \t]+((?:"[^"]*"?|'[^']*'?|\[[^]]*\]?)?[^,}]*)""")
_QUOTED_THEN_MORE = re.compile(r"""("[^"]*"|'[^']*')\s*[^\s#]""")


def _advice(lines: list[str], at: int, opened: int, problem: str, context: str) -> tuple[int, str]:
    """The line (from 0) of what is likely to be the slip, and what to do about it.

    Args:
        lines: the text.
        at: the line where the parser stopped; often that is the one after the slip.
        opened: the line where the innermost thing that was being read began.
        problem: the parser's words for what it found.
        context: and for what it was reading.
    """
    at, opened = _at_text(lines, at), _at_text(lines, opened)
    for near in (at, max(0, at - 1), opened):
        line = lines[near][:_LONGEST]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return near, "a tab stands before the text; YAML wants spaces there"
        if no_space := _NO_SPACE.match(line):
            return near, f"put a space behind `{no_space[1] or no_space[2]}`"
        bare = line.lstrip(" -")
        in_flow = bare.startswith("{")
        match = _KEY.match(line)
        for key, value in _FLOW_ENTRY.findall(line) if in_flow else [match.groups()] if match else []:
            advice = _advice_on(key, value, in_flow=in_flow)
            if advice:
                return near, advice
    if "quoted scalar" in context:
        return opened, "a quotation mark that opens here is never closed; close it"
    if "flow" in context:
        return opened, "a bracket that opens here is never closed, or a comma is missing between two values"
    if at > 0 and lines[at][:1].isalpha():
        return at, "what stands at the margin here belongs to no row; indent it like the rest of its row, or delete it"
    if at > 0 and ("block" in context or problem.startswith("mapping values")):
        return at, "this line does not go on with what stands above it; check how far it is indented"
    return at, f"this is not YAML ({problem}); check the indentation, and put the value in quotes"


def _at_text(lines: list[str], at: int) -> int:
    """The line, or the last one above it where something stands: at the end of the text parsers stop behind it."""
    at = min(at, len(lines) - 1)
    while at > 0 and not lines[at].strip():
        at -= 1
    return at


def _advice_on(key: str, value: str, *, in_flow: bool) -> str:
    start = value[:1]
    if start in {'"', "'"}:
        if value.count(start) == 1:
            return f"the quotation mark that opens `{key}` is never closed; close it"
        if _QUOTED_THEN_MORE.match(value):
            other = "'" if start == '"' else '"'
            return f"`{key}` goes on after its closing quotation mark; put the whole of it in {other}…{other}"
        return ""
    if start and start in "@`%&*!|>":
        return f"`{key}` begins with `{start}`, which means something else to YAML; put the value in quotes"
    if in_flow and re.search(r"(?:\A|\s)#", value):
        return f"`{key}` has a `#` in it, which begins a comment for YAML; put the value in quotes"
    value = value.split(" #", 1)[0]
    if start in {"[", "{"} and value.count("[") + value.count("{") != value.count("]") + value.count("}"):
        return f"`{key}` opens a bracket that is never closed; close it, or put the value in quotes"
    if re.search(r":(\s|\Z)", value):
        return f"`{key}` has a colon followed by a space in it; put the value in quotes"
    return ""
