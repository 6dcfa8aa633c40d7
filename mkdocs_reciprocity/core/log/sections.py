"""The text of a log file -> the raw entries of its sections, each with its lines.

A list of rows is cut at the column of its ``- `` before anything is parsed, and each row is read by itself. So a syntax
error costs only its own row. `plain_rows` reads most of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from msgspec import Struct

from mkdocs_reciprocity.core.log.plain_rows import plain_rows
from mkdocs_reciprocity.core.log_keys import FIELDS, ROW_OR_PEER, SECTIONS
from mkdocs_reciprocity.core.problem import nearest
from mkdocs_reciprocity.core.yaml.nodes import Fault, Node, read


class Raw(Struct, frozen=True, gc=False):
    """The fields of one row or peer as they were written, and the line of each (in the order of the fields).

    ``column`` is where the row begins, counted from 1, if another row stands on the same line; else 0. ``plain`` says
    that every value is a text, and was read without the parser.
    """

    fields: Mapping[str, str | Node]
    line: int
    lines: Sequence[int]
    column: int = 0
    plain: bool = False

    def line_of(self, field: str) -> int:
        """The line of the field; the line of the row where it has no such field."""
        return self.lines[list(self.fields).index(field)] if field in self.fields else self.line


class Broken(Struct, frozen=True):
    """Text that could not be read as a row or a peer."""

    text: str
    line: int
    faults: tuple[Fault, ...]


class Section(Struct, frozen=True):
    """A top-level key with its text: whole lines, the line of the key first.

    ``goes_on``: this is the rest of a section that a stray line has interrupted. Its first line, the key, is not in the
    file.
    """

    name: str
    text: str
    line: int
    goes_on: bool = False


NOTHING = ("", "null")

_TOP = re.compile(r"""(["']?)([A-Za-z_][\w -]*+)\1[ ]*:(?=\s|\Z)([^\n]*)""")
# To search for a line break is faster than to search for the beginning of a line.
_TOP_BELOW = re.compile("\n" + _TOP.pattern)
_DASH = re.compile(r"^([ \t]*)-(?=\s|\Z)", re.M)
_SAYS = re.compile(r"^([ \t]*)([a-z]+(?=[ ]*:)|[^#\s])", re.M)
_SAYS_SOMETHING = re.compile(r"^[ \t]*[^#\s]", re.M)
_INDENTED = re.compile(r"^[ \t]+[^#\s]", re.M)
_LOST_ITEM = r"[ \t]*-[ \t]+(?:\{|(?:date|gave|got|asked|peer|url):[ \t\n])"
_ROW_IN_PEERS = re.compile(r"^([ ]*)-[ ]+\{?[^\n]*?\b(?:date|gave|got|asked):[ \n]", re.M)
_ANY_ROW = re.compile(_LOST_ITEM)
_IN_NO_ROW = re.compile(r"""^[^\s\w"'#\]}-]""", re.M)  # `<<<<<<< HEAD`
A_ROW = "a row is a mapping behind a dash: `- {date: 2026-11-02, gave: share, url: https://…}`"


def sections(text: str) -> list[Section]:
    """The text, cut at its top-level keys. Text before the first key is a section without a name.

    A line ``key: value`` at the margin is a section of its own, and the section that it interrupts goes on below it.
    The same is true of a key that stands alone, if rows follow it.
    """
    starts = [(0, "", False)]
    inside = ""
    for match in chain(filter(None, [_TOP.match(text)]), _TOP_BELOW.finditer(text)):
        end = match.end()
        name = match[2].rstrip()
        says = match[3].split("#")[0].strip() != ""
        if _is_of_a_row(name, says=says) or (inside and _is_amid_a_row(text, end, name, inside, says=says)):
            continue
        starts.append((match.start(1), name, False))
        if (says or (inside == "interactions" and _rows_follow(text, end))) and not nearest(name, SECTIONS):
            starts.append((min(end + 1, len(text)), inside, True))
        else:
            inside = name
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    cut = []
    line = 1
    for (start, name, goes_on), end in zip(starts, ends, strict=True):
        if goes_on and _SAYS_SOMETHING.search(text, start, end):
            head = f"{name}:\n" if name else "\n"
            cut.append(Section(name, head + text[start:end], line - 1, goes_on=True))
        elif start < end and not goes_on:
            cut += _without_rows(name, text[start:end], line)
        line += text.count("\n", start, end)
    return cut


def _without_rows(name: str, text: str, line: int) -> list[Section]:
    """The section. If rows stand below ``peers:`` by mistake, they become a section without a name."""
    first = _INDENTED.search(text) if name == "peers" else None
    row = _ROW_IN_PEERS.search(text) if name == "peers" else None
    if row is None or len(row[1]) > (len(first[0]) - 1 if first else 0):
        return [Section(name, text, line)]
    at = row.start()
    return [Section(name, text[:at], line), Section("", text[at:], line + text.count("\n", 0, at))]


def _is_of_a_row(name: str, *, says: bool) -> bool:
    """Whether a key at the margin slipped out of the row above. If so, that row is lost, because the key may be
    ``private``.
    """
    if name in SECTIONS or (name == "peer" and not says):
        return False
    return name in FIELDS or (says and nearest(name, FIELDS) is not None)


def _is_amid_a_row(text: str, end: int, name: str, inside: str, *, says: bool) -> bool:
    """Whether the lines below a stray key belong to the row or peer above it. They may say ``private: true``."""
    below = _SAYS.search(text, end)
    if name in SECTIONS or nearest(name, SECTIONS) or below is None or not below[1] or below[2] == "-":
        return False
    return below[2] in ROW_OR_PEER or (says and inside == "interactions")


def _rows_follow(text: str, end: int) -> bool:
    below = _SAYS.search(text, end)
    return below is not None and _ANY_ROW.match(text, below.start()) is not None


def is_empty(section: Section) -> bool:
    """Whether there are only comments below the key and behind it."""
    head, _, body = section.text.partition("\n")
    return head.partition(":")[2].split("#")[0].strip() == "" and not _SAYS_SOMETHING.search(body)


def rows(section: Section) -> Iterator[Raw | Broken]:
    """The rows of a list, in order."""
    text = section.text
    column = column_of(text)
    if column is None:
        yield from _whole(section)
        return
    indent = " " * column
    plain = plain_rows(text, column)
    begins = re.compile(rf"^{indent}-(?=\s|\Z)", re.M)
    lost = re.compile(rf"^(?:[ ]{{0,{max(0, column - 1)}}}-(?=\s|\Z)|[ ]{{0,{column}}}-(?=[a-z{{])|{_LOST_ITEM})", re.M)
    start = text.index("\n") + 1
    line = section.line + 1
    while start < len(text):
        if found := plain(start, line):
            fields, lines, texts, end = found
            yield Raw(fields, line, lines, 0, texts)
        else:
            after = begins.search(text, text.find("\n", start) + 1 or len(text))
            end = after.start() if after else len(text)
            yield from _row(text[start:end], line, lost)
        line += text.count("\n", start, end)
        start = end


def column_of(text: str) -> int | None:
    """The column of the list's dashes; None when the value is not a list in block style."""
    head, _, body = text.partition("\n")
    if head.partition(":")[2].split("#")[0].strip():
        return None
    dash = _DASH.search(body)
    return len(dash[1]) if dash else None


def _row(text: str, first: int, lost: re.Pattern[str] | None) -> Iterator[Raw | Broken]:
    """A row as YAML reads it. If that fails, and other rows begin in its text (see ``lost``), each of them is read by
    itself.
    """
    node, faults = read(text, first)
    items = node.value if node and isinstance(node.value, list) else [node] if node else []
    pieces = _pieces(text, first, lost) if lost and faults and len(items) != 1 else []
    if len(pieces) > 1:
        for line, piece in pieces:
            yield from _row(piece, line, None)
    elif faults:
        yield Broken(text, first, tuple(faults))
    else:
        for item in items:
            yield _raw(item, text, is_row=item is not node)


def _pieces(text: str, first: int, lost: re.Pattern[str]) -> list[tuple[int, str]]:
    """The text in pieces, each with its line number: cut where lost rows begin, and at lines that cannot be part of a
    row.

    If indented text follows such a line, the text is not cut at these lines: it may be the row's ``private: true``.
    """
    body = text.find("\n") + 1 or len(text)
    items = {match.start() for match in lost.finditer(text, body)}
    strays = {match.start() for match in _IN_NO_ROW.finditer(text, body)}
    cuts = sorted({0, *items, *strays, len(text)})
    if any(start in strays and _INDENTED.search(text, start, end) for start, end in pairwise(cuts)):
        cuts = sorted({0, *items, len(text)})
    found = []
    for start, end in pairwise(cuts):
        found.append((first, text[start:end]))
        first += text.count("\n", start, end)
    return found


def _raw(item: Node, text: str, *, is_row: bool = True, column: int = 0) -> Raw | Broken:
    if not is_row or not isinstance(item.value, dict):
        from mkdocs_reciprocity.core.yaml.advice import no_mapping  # noqa: PLC0415 - where something is wrong

        at, message = no_mapping(text.partition("\n")[0]) or (0, A_ROW)
        return Broken(text, item.line, (Fault(item.line, message, at),))
    return Raw(item.value, item.line, [node.line for node in item.value.values()], column)


def _whole(section: Section) -> Iterator[Raw | Broken]:
    """The rows of a value that is not a list in block style. Such a value is read as a whole."""
    node, faults = read(section.text, section.line)
    value = next(iter(node.value.values())) if node and isinstance(node.value, dict) and node.value else node
    items = value.value if value and isinstance(value.value, list) else []
    if node and isinstance(node.value, dict) and len(node.value) > 1:
        stray = list(node.value.values())[1]
        mend = "begin the row with `- `, and indent its other lines by two spaces"
        faults.append(Fault(stray.line, f"what stands here belongs to no row; {mend}"))
    if value and not items and value.value not in (*NOTHING, []) and not faults:
        faults = [Fault(value.line, f"`{section.name}` is a list; begin each row with `- `")]
    share_lines = len({item.line for item in items}) < len(items)
    for item in items:
        if not item.faulty:
            yield _raw(item, section.text, column=item.column if share_lines else 0)
    if faults:
        yield Broken(section.text, section.line, tuple(faults))
