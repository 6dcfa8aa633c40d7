"""The bytes of a log -> its layout: which section and which entry stands where.

Only a log without syntax errors is changed. A mistake in a row's fields (an unknown kind) does no harm. A mistake that
hides where a row ends does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from io import StringIO

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.log import peer, sections
from mkdocs_reciprocity.core.log.sections import Broken, Raw, Section
from mkdocs_reciprocity.core.log.text import decoded, one_document, with_our_line_breaks
from mkdocs_reciprocity.core.log_keys import SECTIONS
from mkdocs_reciprocity.core.problem import Problem, Refused, Where, did_you_mean, quoted
from mkdocs_reciprocity.core.yaml.nodes import Fault
from mkdocs_reciprocity.core.yaml.nodes import read as read_yaml
from mkdocs_reciprocity.core.yaml.spans import Span, spans


class NotWritten(Refused):
    """Nothing was changed; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Part(Struct, frozen=True):
    """One section and all its entries in order.

    ``names`` are the ids of the peers, and empty for rows. ``column`` is the column of the dashes, None if there are
    none.
    """

    section: Section
    raws: Sequence[Raw]
    names: Sequence[str] = ()
    column: int | None = None

    @property
    def end(self) -> int:
        """The line after the section."""
        return self.section.line + self.section.text.count("\n")


class Layout(Struct, frozen=True):
    """One log. ``lines`` are those of the file, each with its own line end."""

    file: str
    lines: Sequence[str]
    parts: dict[str, Part]

    def refused(self, line: int, message: str) -> NotWritten:
        """The exception for an obstacle on a line."""
        return NotWritten(Problem(Where(self.file, line), f"{message} (nothing was changed)"))

    def chunk(self, start: int, end: int) -> str:
        """The lines from ``start`` up to ``end``, with our line breaks."""
        return with_our_line_breaks("".join(self.lines[start - 1 : end - 1]))

    def spans(self, start: int, end: int) -> Span:
        """The value in these lines. Without libyaml it may be none: see `WITH_LIBYAML`."""
        text = self.chunk(start, end)
        _refuse_first(self.file, _syntax_error(text, start))
        return spans(text, start)

    def value(self, part: Part) -> Span:
        """The text behind the key of a section."""
        return self.spans(part.section.line, part.end).items[1]

    def row(self, part: Part, number: int) -> Span:
        """A row: from its dash, if it has one, to the end of its last field."""
        if part.column is None:
            return self.value(part).items[number]
        start = self.row_start(part, number)
        end = part.end if number + 1 == len(part.raws) else self.row_start(part, number + 1)
        item = self.spans(start, end)
        return replace(item.items[0], start=item.start)

    def row_start(self, part: Part, number: int) -> int:
        """The line of a row's dash; the row's first field may stand further down."""
        line = part.raws[number].line
        while not _DASH.match(self.lines[line - 1]):
            line -= 1
        return line


_DASH = re.compile(r"[ \t]*-(?=\s|\Z)")


def read(body: bytes, file: str) -> Layout:
    """The layout of a log.

    Raises:
        NotWritten: it has a syntax error, or something in a place where nothing can be added safely.
    """
    return _read(body, file, None, 0)


def read_again(body: bytes, before: Layout, line: int) -> dict[str, Part]:
    """The sections of a log that was changed from ``line`` on.

    What stands above was read before. Each row is read by itself, so this begins two rows above the change.
    """
    return _read(body, before.file, before, line).parts


def _read(body: bytes, file: str, before: Layout | None, line: int) -> Layout:
    original, faults = decoded(body)
    text, markers = one_document(with_our_line_breaks(original))
    # Without a line break, YAML reads a text behind `|` at the end of the file differently.
    text += "" if text.endswith("\n") else "\n"
    _refuse_first(file, [*faults, *markers])
    layout = Layout(file, () if before else list(StringIO(original, newline="")), {})
    for section in sections.sections(text):
        if not _is_known(section, layout):
            continue
        known = before.parts.get(section.name) if before else None
        if known and known.section == section:
            layout.parts[section.name] = known
        elif section.name == "peers":
            named = list(peer.entries(section))
            raws = _sound(file, (entry for _, entry in named))
            # Each entry may be right by itself while all of them together are not.
            _refuse_first(file, _syntax_error(section.text, section.line))
            layout.parts[section.name] = Part(section, raws, [name for name, _ in named])
        elif before and known:
            layout.parts[section.name] = _part_below(section, before, known, line)
        else:
            layout.parts[section.name] = _list(section, file)
    return layout


def _list(section: Section, file: str) -> Part:
    if sections.is_empty(section):
        return Part(section, ())
    return Part(section, _sound(file, sections.rows(section)), (), sections.column_of(section.text))


def _part_below(section: Section, before: Layout, known: Part, line: int) -> Part:
    """The section, after the rows that a change from ``line`` on may concern were read again."""
    kept = max(0, bisect_left(known.raws, line, key=lambda raw: raw.line) - 2)
    column = known.column
    if column is None or not kept:  # rows in brackets have no dash
        return _list(section, before.file)
    start = before.row_start(known, kept)
    if not before.lines[start - 1].startswith(" " * column + "-"):
        return _list(section, before.file)
    after = section.text.count("\n") - (start - section.line) + 1
    below = "\n".join(section.text.rsplit("\n", after)[1:])
    tail = Section(section.name, f"{section.name}:\n{below}", start - 1)
    return Part(section, [*known.raws[:kept], *_sound(before.file, sections.rows(tail))], (), column)


def _is_known(section: Section, layout: Layout) -> bool:
    """Whether it is one of our sections. Keys of other programs are passed over; likely slips are refused."""
    faults: list[Fault] = []
    if not section.name or section.goes_on:
        faults = _nowhere(section)
    elif section.name in layout.parts:
        faults = [Fault(section.line, f"`{section.name}:` stands here a second time; put its entries below the first")]
    elif section.name not in SECTIONS:
        hint = did_you_mean(section.name, SECTIONS)
        unknown = Fault(section.line, f"unknown key {quoted(section.name)}{hint}")
        faults = [unknown] if hint else _syntax_error(section.text, section.line)
    _refuse_first(layout.file, faults)
    return section.name in SECTIONS and not section.goes_on


def _syntax_error(text: str, first_line: int) -> list[Fault]:
    """The syntax error of a text that begins on this line, if it has one."""
    value, faults = read_yaml(text, first_line)
    return [] if value else faults


def _nowhere(section: Section) -> list[Fault]:
    """A fault for the first line, not a comment, that stands in no section."""
    for number, line in enumerate(StringIO(section.text), section.line):
        bare = line.strip()
        if bare and bare[0] not in "#%" and not (section.goes_on and number == section.line):
            return [Fault(number, "this stands below no key; put it below `peers:` or `interactions:`")]
    return []


def _sound(file: str, entries: Iterable[Raw | Broken]) -> list[Raw]:
    found = list(entries)
    _refuse_first(file, [fault for entry in found if isinstance(entry, Broken) for fault in entry.faults])
    return [entry for entry in found if isinstance(entry, Raw)]


def _refuse_first(file: str, faults: Sequence[Fault]) -> None:
    if faults:
        fault = min(faults, key=lambda fault: fault.line)
        raise NotWritten(Problem(Where(file, fault.line), f"{fault.message} (nothing was changed)"))
