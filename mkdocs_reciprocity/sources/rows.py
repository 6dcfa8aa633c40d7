"""The text of a log file -> the raw entries of its sections, each with its lines.

The list of interactions is cut at the column of its ``- `` before anything is parsed, and each row is then read alone:
so a syntax error costs its row and no other, and rows that are written plainly (one ``key: value`` a line, or one
``{key: value, …}``) need no YAML parser at all, which is what makes large logs fast. The plain reading accepts only
what YAML reads to the same text; a law in the tests holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from msgspec import Struct

from mkdocs_reciprocity.sources.yaml_nodes import Fault, Node, NotYaml, read

FIELDS = (
    "date", "gave", "got", "asked", "peer", "url", "title", "via", "note", "tags",
    "private", "source", "evidence", "answer",
)  # fmt: skip
"""What a row may say. A line that begins with one of these at the first column is a slip in a row, not a section."""


class Raw(Struct, frozen=True):
    """The fields of one row or peer as they were written, and the line of each (in the order of the fields)."""

    fields: Mapping[str, str | Node]
    line: int
    lines: Sequence[int]

    @property
    def height(self) -> int:
        """How many lines a plainly written row takes."""
        return self.lines[-1] - self.line + 1

    def line_of(self, field: str) -> int:
        return self.lines[list(self.fields).index(field)] if field in self.fields else self.line


class Broken(Struct, frozen=True):
    """Text that could not be read as a row or a peer."""

    text: str
    line: int
    faults: tuple[Fault, ...]


class Section(Struct, frozen=True):
    """A top-level key with its text: whole lines, the line of the key first."""

    name: str
    text: str
    line: int


_TOP = re.compile(r"""^(["']?)([A-Za-z_][\w -]*)\1[ ]*:(?=\s|\Z)""", re.M)
_LOST_ITEM = r"[ \t]*-[ \t]+(?:\{|(?:date|gave|got|asked|peer|url):[ \t\n])"

# What YAML reads as just this text: no indicator at the start, no ": " and no " #" inside, no space at the end.
_NEVER = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_WORD = rf"[^{_NEVER}:# ]*"
_FLOW_WORD = rf"[^{_NEVER}:# ,\[\]{{}}]*"
_QUOTES = rf"\"[^\"\\{_NEVER}]*\"|'[^'{_NEVER}]*'"
_PLAIN = rf"[^\W_]{_WORD}(?:(?::(?=[^\s])| +(?=[^\s#:])|#){_WORD})*"
_IN_FLOW = rf"[^\W_]{_FLOW_WORD}(?:(?::(?=[^\s,\[\]{{}}])| +(?=[^\s#:,\[\]{{}}])|#){_FLOW_WORD})*"
_PAIR = re.compile(rf"([a-z]+): ({_PLAIN}|{_QUOTES})(?:\n|\Z)")
_FLOW_PAIR = re.compile(rf"([a-z]+): ({_IN_FLOW}|{_QUOTES})(?:, |\Z)")
_FLOW_ROW = re.compile(rf" *- \{{([a-z]+: (?:{_IN_FLOW}|{_QUOTES})(?:, [a-z]+: (?:{_IN_FLOW}|{_QUOTES}))*)\}}(?:\n|\Z)")


def sections(text: str) -> list[Section]:
    """The text cut at its top-level keys; what stands before the first of them is a section without a name."""
    found = [(match.start(), match[2]) for match in _TOP.finditer(text) if match[2] not in FIELDS]
    starts = [(0, ""), *found]
    ends = [start for start, _ in found] + [len(text)]
    cut = []
    line = 1
    for (start, name), end in zip(starts, ends, strict=True):
        cut.append(Section(name, text[start:end], line))
        line += text.count("\n", start, end)
    return [section for section in cut if section.text]


def rows(section: Section) -> Iterator[Raw | Broken]:
    """The rows of a list, in order."""
    text = section.text
    column = _column(text)
    if column is None:
        yield from _whole(section)
        return
    indent = " " * column
    plain = re.compile(rf"{indent}- {_PAIR.pattern}(?:{indent}  {_PAIR.pattern})*(?=[ ]{{0,{column}}}-|\Z)")
    begins = re.compile(rf"^(?:{indent}-(?=[ \t\n]|\Z)|{_LOST_ITEM})", re.M)
    start = text.index("\n") + 1
    line = section.line + 1
    while start < len(text):
        row = _plain_row(plain, text, start, line)
        if row is not None:
            start, found = row
            line += found.height
            yield found
            continue
        after = begins.search(text, text.find("\n", start) + 1 or len(text))
        end = after.start() if after else len(text)
        yield from _row(text[start:end], line)
        line += text.count("\n", start, end)
        start = end


def _column(text: str) -> int | None:
    """The column of the list's dashes; None when the value is not a list in block style."""
    head, _, body = text.partition("\n")
    if head.partition(":")[2].split("#")[0].strip():
        return None
    for line in StringIO(body):
        bare = line.lstrip()
        if bare and not bare.startswith("#"):
            return len(line) - len(bare) if bare[0] == "-" and bare[1:2].isspace() else None
    return None


def _plain_row(plain: re.Pattern[str], text: str, start: int, line: int) -> tuple[int, Raw] | None:
    """A row that is written plainly, read without a parser, and where it ends; None for any other."""
    match = plain.match(text, start)
    if match:
        pairs = _PAIR.findall(match[0])
        lines: Sequence[int] = range(line, line + len(pairs))
    elif match := _FLOW_ROW.match(text, start):
        pairs = _FLOW_PAIR.findall(match[1])
        lines = [line] * len(pairs)
    else:
        return None
    fields = {name: value[1:-1] if value[0] in "\"'" else value for name, value in pairs}
    return (match.end(), Raw(fields, line, lines)) if len(fields) == len(pairs) else None


def _row(text: str, first: int) -> Iterator[Raw | Broken]:
    """A row as YAML reads it."""
    faults: list[Fault] = []
    try:
        node = read(text, first, faults)
    except NotYaml as error:
        yield Broken(text, first, (Fault(error.line, error.message),))
        return
    items = node.value if node and isinstance(node.value, list) else [node] if node else []
    for item in items:
        yield _raw(item, text, faults)


def _raw(item: Node, text: str, faults: list[Fault]) -> Raw | Broken:
    if not isinstance(item.value, dict) and not faults:
        faults = [Fault(item.line, "a row is a mapping: `- {date: 2026-11-02, gave: share, url: https://…}`")]
    if faults or not isinstance(item.value, dict):
        return Broken(text, item.line, tuple(faults))
    return Raw(item.value, item.line, [node.line for node in item.value.values()])


def _whole(section: Section) -> Iterator[Raw | Broken]:
    """The rows of a value that is not a list in block style, read in one piece."""
    faults: list[Fault] = []
    try:
        node = read(section.text, section.line, faults)
    except NotYaml as error:
        yield Broken(section.text, section.line, (Fault(error.line, error.message),))
        return
    value = next(iter(node.value.values())) if node and isinstance(node.value, dict) and node.value else node
    if faults:
        yield Broken(section.text, section.line, tuple(faults))
    elif value is not None and isinstance(value.value, list):
        for item in value.value:
            yield _raw(item, "", [])
    elif value is not None and value.value != "":
        message = f"`{section.name}` is a list; begin each row with `- `"
        yield Broken(section.text, value.line, (Fault(value.line, message),))


def entries(section: Section) -> Iterator[tuple[str, Raw | Broken]]:
    """The named entries of a mapping (the peers), in order; one that cannot be read costs itself only."""
    faults: list[Fault] = []
    try:
        node = read(section.text, section.line, faults)
    except NotYaml as error:
        yield from _entries_alone(section, Fault(error.line, error.message))
        return
    if faults:
        yield from _entries_alone(section, *faults)
        return
    value = next(iter(node.value.values())) if node and isinstance(node.value, dict) else None
    if value is None or value.value == "":
        return
    if not isinstance(value.value, dict):
        message = f"`{section.name}` is a mapping: the peer's id, a colon, and below it `name:`, `home:`, `feed:`"
        yield "", Broken(section.text, value.line, (Fault(value.line, message),))
        return
    for name, entry in value.value.items():
        yield name, _entry(entry, section.text)


def _entry(entry: Node, text: str) -> Raw | Broken:
    if isinstance(entry.value, dict):
        return Raw(entry.value, entry.line, [node.line for node in entry.value.values()])
    if entry.value == "":
        return Raw({}, entry.line, [])
    message = "a peer is a mapping: below its id `name:`, `home:`, `feed:`"
    return Broken(text, entry.line, (Fault(entry.line, message),))


def _entries_alone(section: Section, *why: Fault) -> Iterator[tuple[str, Raw | Broken]]:
    """Each entry read for itself, cut at the column of the first one."""
    chunks = _cut_entries(section)
    if not chunks:
        yield "", Broken(section.text, section.line, why)
    for line, text in chunks:
        name = text.strip().split(":")[0].strip("\"' \t")
        faults: list[Fault] = []
        try:
            node = read(text, line, faults)
        except NotYaml as error:
            yield name, Broken(text, line, (Fault(error.line, error.message),))
            continue
        if faults or node is None or not isinstance(node.value, dict):
            yield name, Broken(text, line, tuple(faults) or why)
            continue
        for entry_name, entry in node.value.items():
            yield entry_name, _entry(entry, text)


def _cut_entries(section: Section) -> list[tuple[int, str]]:
    chunks: list[tuple[int, list[str]]] = []
    column: int | None = None
    for number, line in enumerate(StringIO(section.text), section.line):
        bare = line.lstrip()
        if number == section.line or not bare or (bare.startswith("#") and not chunks):
            continue
        indent = len(line) - len(bare)
        column = indent if column is None else column
        if indent <= column and not bare.startswith("#"):
            chunks.append((number, []))
        chunks[-1][1].append(line)
    return [(number, "".join(lines)) for number, lines in chunks]
