"""The bytes of a log -> its bytes with rows or peers added or removed; no other line changes.

Each function reads its own result. If an old entry is not in it unchanged, or a new one is not as it was meant, it
raises `NotWritten`. It also does so for a log with a syntax error. So no function can lose a row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.editing import layout as layouts
from mkdocs_reciprocity.core.editing.edits import Edit, edited
from mkdocs_reciprocity.core.editing.insertion import New, added
from mkdocs_reciprocity.core.editing.layout import Layout, NotWritten, Part
from mkdocs_reciprocity.core.log.fields import text_of
from mkdocs_reciprocity.core.log.ignored import ignored_of
from mkdocs_reciprocity.core.log.peer import peer_of
from mkdocs_reciprocity.core.log.ripple import ripple_of
from mkdocs_reciprocity.core.log.row import Rules, interaction_of
from mkdocs_reciprocity.core.log.sections import Raw, Section
from mkdocs_reciprocity.core.log.text import decoded, with_our_line_breaks
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem, Where, quoted
from mkdocs_reciprocity.core.yaml.nodes import Node, has_half_character
from mkdocs_reciprocity.core.yaml.quoting import Value
from mkdocs_reciprocity.core.yaml.spans import Spot

Fields = Mapping[str, Value]
"""What a row or a peer says, in the order in which it is to be written; ``private`` is ``true`` or ``false``."""

NewPeer = tuple[str, Fields]
"""The id of a new peer, and the fields of the entry."""


class Placed(Struct, frozen=True):
    """A row in a log: the line where it begins, its text, and whether it stood there before."""

    line: int
    text: str
    stood: bool = False


def with_new_rows(
    body: bytes,
    file: str,
    rows: Sequence[Fields],
    rules: Rules,
    said_by: Callable[[Interaction], Collection[int]],
    *,
    private: bool = False,
) -> tuple[bytes, list[Placed]]:
    """The log with those of the rows that it does not have, and where each of all these rows stands in it.

    The log is read once, and its result once, however many rows there are.

    Args:
        body: the file as it is on disk; empty for a new one.
        file: its name for the problems.
        rows: what each row says.
        rules: what a row is checked by; a wrong one is refused.
        said_by: the numbers of the new rows that an old row says already. It is asked for rows of the same direction
            and kind as a new one only.
        private: whether the whole file is private.

    Raises:
        NotWritten: see above; so do all functions here.
    """
    layout = layouts.read(body, file)
    part = layout.parts.get("interactions")
    stood = _standing(
        part.raws if part else (), rows, lambda raw: interaction_of(raw, rules, file, private=private)[0], said_by
    )
    new = [("", fields) for number, fields in enumerate(rows) if number not in stood]
    after, parts = _appended(body, layout, "interactions", new, _rows_by(rules, file))
    raws = iter(parts["interactions"].raws[-len(new) :] if new else ())
    lines = with_our_line_breaks(decoded(after)[0]).split("\n")
    return after, [
        _placed(stood[number], lines, stood=True) if number in stood else _placed(next(raws), lines, stood=False)
        for number in range(len(rows))
    ]


def _standing(
    old: Sequence[Raw],
    rows: Sequence[Fields],
    read: Callable[[Raw], Interaction | None],
    said_by: Callable[[Interaction], Collection[int]],
) -> dict[int, Raw]:
    """The first old row that says it, by the number of each new row that has one."""
    deeds = {(way, fields[way]) for fields in rows for way in ("gave", "got", "asked") if way in fields}
    stood: dict[int, Raw] = {}
    for raw in old:
        if len(stood) == len(rows):
            break
        if any(text_of(raw.fields.get(way)) == kind for way, kind in deeds):
            row = read(raw)
            for number in said_by(row) if row is not None else ():
                stood.setdefault(number, raw)
    return stood


def _placed(raw: Raw, lines: Sequence[str], *, stood: bool) -> Placed:
    return Placed(raw.line, "\n".join(lines[raw.line - 1 : max(raw.lines)]), stood)


def with_rows(body: bytes, file: str, rows: Sequence[Fields], rules: Rules) -> bytes:
    """The log with more rows below ``interactions:``; the arguments are as above."""
    new = [("", fields) for fields in rows]
    return _appended(body, layouts.read(body, file), "interactions", new, _rows_by(rules, file))[0]


def with_ignored(body: bytes, file: str, entries: Sequence[Fields], rules: Rules) -> bytes:
    """The log with more entries below ``ignore:``."""
    new = [("", fields) for fields in entries]
    layout = layouts.read(body, file)
    return _appended(body, layout, "ignore", new, lambda _, raw: ignored_of(raw, rules, file)[1])[0]


def with_ripples(body: bytes, file: str, entries: Sequence[Fields], rules: Rules) -> bytes:
    """The log with more entries below ``ripples:``."""
    new = [("", fields) for fields in entries]
    layout = layouts.read(body, file)
    return _appended(body, layout, "ripples", new, lambda _, raw: ripple_of(raw, rules, file)[1])[0]


def with_peers(body: bytes, file: str, new: Sequence[NewPeer]) -> bytes:
    """The log with more peers, each an id and its fields."""
    layout = layouts.read(body, file)
    return _appended(body, layout, "peers", new, lambda id_, raw: peer_of(id_, raw, file, private=False)[1])[0]


_Reader = Callable[[str, Raw], Sequence[tuple[str, str]]]
"""A function that gives what is wrong with a new entry, by field. It is called with the id of a peer, or with an empty
text for a row.
"""


def _rows_by(rules: Rules, file: str) -> _Reader:
    return lambda _, raw: interaction_of(raw, rules, file)[1]


def _appended(
    body: bytes, layout: Layout, name: str, new: Sequence[New], faults_of: _Reader
) -> tuple[bytes, Mapping[str, Part]]:
    """The log with new entries at the end of a section, and all its sections."""
    raws = []
    for id_, fields in new:
        _refuse_half(id_, layout.file)
        raws.append(as_read(fields, layout.file))
        if faults := faults_of(id_, raws[-1]):
            raise NotWritten(Problem(Where(layout.file), f"nothing was written: {faults[0][1]}"))
    names = [id_ for id_, _ in new if id_]
    part = layout.parts.get(name, Part(Section(name, "", 0), ()))
    whole = replace(part, raws=[*part.raws, *raws], names=[*part.names, *names])
    return edited(body, layout, added(layout, name, new) if new else [], {name: whole})


def as_read(fields: Fields, file: str) -> Raw:
    """A row or a peer as the log's reader should give it.

    Raises:
        NotWritten: a text has half a character in it, which no file can hold; ``file`` is named in the problem.
    """
    raw: dict[str, str | Node] = {}
    for name, said in fields.items():
        for text in [said] if isinstance(said, str) else said:
            _refuse_half(text, file)
        raw[name] = said if isinstance(said, str) else Node([Node(text, 0) for text in said], 0)
    return Raw(raw, 0, [0] * len(raw))


def _refuse_half(text: str, file: str) -> None:
    if has_half_character(text):
        raise NotWritten(Problem(Where(file), f"nothing was written: {quoted(text)} has half a character in it"))


def without(
    body: bytes,
    file: str,
    *,
    peer: str = "",
    rows: Collection[int] = (),
    ignored: Collection[int] = (),
    ripples: Collection[int] = (),
) -> bytes:
    """The log without a peer's entry, and without some of its rows. Comments above and below these stay.

    Args:
        body: the file as it is on disk.
        file: its name for the problems.
        peer: the id of a peer, who need not be listed in this file.
        rows: the lines on which rows below ``interactions:`` begin, as `Interaction.where` counts them. The numbers
        must come from exactly these bytes.
        ignored: the lines on which entries below ``ignore:`` begin.
        ripples: the same for ``ripples:``.
    """
    layout = layouts.read(body, file)
    changed: dict[str, Part] = {}
    gone: list[tuple[int, int]] = []
    for name, lines in (("interactions", rows), ("ignore", ignored), ("ripples", ripples)):
        gone += _of_rows(layout, name, lines, changed)
    listed = layout.parts.get("peers")
    if listed and peer in listed.names:
        gone += _of_a_peer(layout, listed, peer, changed)
    return edited(body, layout, _without_lines(layout, sorted(gone)), changed)[0]


def _of_rows(layout: Layout, name: str, lines: Collection[int], changed: dict[str, Part]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each row to be removed. The section without these rows is put into ``changed``."""
    part = layout.parts.get(name, Part(Section(name, "", 0), ()))
    numbers = {raw.line: number for number, raw in enumerate(part.raws)}
    for line in lines:
        if line not in numbers:
            raise layout.refused(line, "no row begins here")
        if part.column is None:
            raise layout.refused(line, "a row in brackets has no lines of its own; take it out by hand")
        row = layout.row(part, numbers[line])
        yield row.start.line, row.end.line
    if lines:
        changed[name] = replace(part, raws=[raw for raw in part.raws if raw.line not in lines])


def _of_a_peer(layout: Layout, part: Part, id_: str, changed: dict[str, Part]) -> Iterator[tuple[int, int]]:
    number = part.names.index(id_)
    peers = layout.value(part)
    key, entry = peers.pairs()[number]
    if peers.style == "flow":
        raise layout.refused(key.start.line, "a peer in braces has no lines of their own; take them out by hand")
    yield key.start.line, entry.end.line
    raws, names = list(part.raws), list(part.names)
    del raws[number], names[number]
    changed["peers"] = replace(part, raws=raws, names=names)


def _without_lines(layout: Layout, ranges: Sequence[tuple[int, int]]) -> list[Edit]:
    """Removes lines, from each first to each last one. A file that does not end with a line end does not get one."""
    whole: list[tuple[int, int]] = []
    for first, last in ranges:
        start = whole.pop()[0] if whole and whole[-1][1] + 1 == first else first
        whole.append((start, last))
    edits = [Edit(Spot(first, 0), Spot(last + 1, 0), "") for first, last in whole]
    if whole and not layout.lines[-1].endswith(("\n", "\r")) and whole[-1][1] == len(layout.lines):
        first, last = whole[-1]
        above = layout.lines[first - 2].rstrip("\r\n")
        edits[-1] = Edit(Spot(first - 1, len(above)), Spot(last, len(layout.lines[-1])), "")
    return edits
