"""The bytes of a log -> its bytes with one change, which nothing but the lines concerned shows.

Each function reads what it has written: unless all entries are there as they were, and the new ones as they were meant,
it raises `NotWritten`, as it does for a log that is no sound YAML. None of them can lose a row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.editing import shape as editing_shape
from mkdocs_reciprocity.core.editing.places import New, added
from mkdocs_reciprocity.core.editing.proof import changed_as_meant
from mkdocs_reciprocity.core.editing.shape import NotWritten, Part, Shape
from mkdocs_reciprocity.core.editing.splices import Splice
from mkdocs_reciprocity.core.log.fields import text_of
from mkdocs_reciprocity.core.log.ignored import ignored_of
from mkdocs_reciprocity.core.log.peer import peer_of
from mkdocs_reciprocity.core.log.row import Row, Rules
from mkdocs_reciprocity.core.log.sections import Raw, Section
from mkdocs_reciprocity.core.log.text import decoded, with_our_line_breaks
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem, Where, quoted
from mkdocs_reciprocity.core.yaml.nodes import Node, has_half_character
from mkdocs_reciprocity.core.yaml.quoting import Value
from mkdocs_reciprocity.core.yaml.spans import Spot

__all__ = [
    "NewPeer",
    "NotWritten",
    "Placed",
    "as_read",
    "interaction_of",
    "with_ignored",
    "with_peer",
    "with_peers",
    "with_row",
    "with_rows",
    "without_peer",
    "without_rows",
]

Fields = Mapping[str, Value]
"""What a row or a peer says, in the order in which it is to be written; ``private`` is ``true`` or ``false``."""

NewPeer = tuple[str, Fields]
"""The id of a peer who is to be listed, and what is said of them."""

Item = TypeVar("Item")


class Placed(Struct, frozen=True):
    """A log that holds a row: its bytes, the line where the row begins, its text, and whether it stood there before."""

    body: bytes
    line: int
    text: str
    stood: bool = False


def interaction_of(fields: Fields, file: str, rules: Rules) -> tuple[Interaction | None, list[tuple[str, str]]]:
    """How a row that is to be written will be read, and what is wrong with it by field."""
    row = Row(as_read(fields, file), rules)
    return row.interaction(file, private=False), row.faults


def with_row(
    body: bytes,
    file: str,
    fields: Fields,
    rules: Rules,
    stands: Callable[[Interaction], bool],
    *,
    private: bool = False,
) -> Placed:
    """The log with one more row, unless a row of which ``stands`` is true is there: then all bytes stay.

    Args:
        body: the file as it is on disk; empty for a new one.
        file: its name for the problems.
        fields: what the row says.
        rules: what makes a row right; one that is not is refused.
        stands: whether a row that is there says it already. Only rows of the same direction and kind are looked at.
        private: whether all rows of this file are.
    """
    _refuse_faults(interaction_of(fields, file, rules)[1], file)
    raw = as_read(fields, file)
    shape = editing_shape.read(body, file)
    part = shape.parts.get("interactions")
    for old in _alike(raw, part.raws if part else ()):
        row = Row(old, rules).interaction(file, private=private)
        if row is not None and stands(row):
            return Placed(body, old.line, _lines_of(shape.lines, old), stood=True)
    after, found = _appended(body, shape, "interactions", [("", fields)], [raw])
    new = found["interactions"].raws[-1]
    return Placed(after, new.line, _lines_of(with_our_line_breaks(decoded(after)[0]).split("\n"), new))


def _alike(raw: Raw, others: Sequence[Raw]) -> list[Raw]:
    """Those with the same direction and kind."""
    name = next(name for name in ("gave", "got", "asked") if name in raw.fields)
    kind = raw.fields[name]
    return [other for other in others if name in other.fields and text_of(other.fields[name]) == kind]


def _lines_of(lines: Sequence[str], raw: Raw) -> str:
    return "\n".join(line.rstrip("\r\n") for line in lines[raw.line - 1 : max(raw.lines)])


def with_rows(body: bytes, file: str, rows: Sequence[Fields], rules: Rules) -> bytes:
    """The log with more rows below ``interactions:``.

    Args:
        body: the file as it is on disk; empty for a new one.
        file: its name for the problems.
        rows: the fields of each.
        rules: what makes a row right; one that is not is refused.

    Raises:
        NotWritten: see above; so do all functions here.
    """
    raws = [as_read(fields, file) for fields in rows]
    for raw in raws:
        row = Row(raw, rules)
        row.interaction(file, private=False)
        _refuse_faults(row.faults, file)
    return _appended(body, editing_shape.read(body, file), "interactions", [("", fields) for fields in rows], raws)[0]


def with_ignored(body: bytes, file: str, entries: Sequence[Fields], rules: Rules) -> bytes:
    """The log with more entries below ``ignore:``."""
    raws = [as_read(fields, file) for fields in entries]
    for raw in raws:
        _refuse_faults(ignored_of(raw, rules, file)[1], file)
    return _appended(body, editing_shape.read(body, file), "ignore", [("", fields) for fields in entries], raws)[0]


def with_peer(body: bytes, file: str, id_: str, fields: Fields) -> bytes:
    """The log with one more peer."""
    return with_peers(body, file, [(id_, fields)])


def with_peers(body: bytes, file: str, new: Sequence[NewPeer]) -> bytes:
    """The log with more peers, each an id and its fields."""
    raws = []
    for id_, fields in new:
        _refuse_half(id_, file)
        raws.append(as_read(fields, file))
        _refuse_faults(peer_of(id_, raws[-1], file, private=False)[1], file)
    return _appended(body, editing_shape.read(body, file), "peers", list(new), raws)[0]


def without_rows(body: bytes, file: str, lines: Collection[int], section: str = "interactions") -> bytes:
    """The log without the rows that begin on these lines, as `Interaction.where` and `Ignored.where` count them.

    Comments above and below a row stay. The lines have to be of just these bytes: who removes reads them first.
    """
    shape = editing_shape.read(body, file)
    part = shape.parts.get(section)
    numbers = {raw.line: number for number, raw in enumerate(part.raws)} if part else {}
    found = []
    for line in sorted(set(lines)):
        if part is None or line not in numbers:
            raise shape.refused(line, "no row begins here")
        if part.column is None:
            raise shape.refused(line, "a row in brackets has no lines of its own; take it out by hand")
        found.append(shape.row(part, numbers[line]))
    if part is None:
        return body
    left = [raw for raw in part.raws if raw.line not in lines]
    splices = _without_lines(shape, [(row.start.line, row.end.line) for row in found])
    return changed_as_meant(body, shape, splices, {section: replace(part, raws=left)})[0]


def without_peer(body: bytes, file: str, id_: str) -> bytes:
    """The log without the entry of a peer; rows that name them stay."""
    shape = editing_shape.read(body, file)
    part = shape.parts.get("peers")
    if part is None or id_ not in part.names:
        raise shape.refused(0, f"there is no peer {quoted(id_)} here")
    number = part.names.index(id_)
    peers = shape.value(part)
    key, entry = peers.pairs()[number]
    if peers.style == "flow":
        raise shape.refused(key.start.line, "a peer in braces has no lines of their own; take them out by hand")
    left = replace(part, raws=_but(part.raws, number), names=_but(part.names, number))
    return changed_as_meant(body, shape, _without_lines(shape, [(key.start.line, entry.end.line)]), {"peers": left})[0]


def _appended(
    body: bytes, shape: Shape, name: str, new: list[New], raws: list[Raw]
) -> tuple[bytes, Mapping[str, Part]]:
    names = [id_ for id_, _ in new if id_]
    part = shape.parts.get(name)
    if part is None:
        whole = Part(Section(name, "", 0), raws, names)
    else:
        whole = replace(part, raws=[*part.raws, *raws], names=[*part.names, *names])
    return changed_as_meant(body, shape, added(shape, name, new) if new else [], {name: whole})


def as_read(fields: Fields, file: str) -> Raw:
    """A row or a peer as it should be read.

    Raises:
        NotWritten: a text that no file can hold; ``file`` is named in the problem.
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


def _refuse_faults(faults: Sequence[tuple[str, str]], file: str) -> None:
    if faults:
        raise NotWritten(Problem(Where(file), f"nothing was written: {faults[0][1]}"))


def _but(items: Sequence[Item], number: int) -> list[Item]:
    return [*items[:number], *items[number + 1 :]]


def _without_lines(shape: Shape, ranges: Sequence[tuple[int, int]]) -> list[Splice]:
    """Takes lines out, from each first to each last one.

    A file that does not end with a line end does not do so afterwards either.
    """
    whole: list[tuple[int, int]] = []
    for first, last in ranges:
        start = whole.pop()[0] if whole and whole[-1][1] + 1 == first else first
        whole.append((start, last))
    splices = [Splice(Spot(first, 0), Spot(last + 1, 0), "") for first, last in whole]
    if whole and not shape.lines[-1].endswith(("\n", "\r")) and whole[-1][1] == len(shape.lines):
        first, last = whole[-1]
        above = shape.lines[first - 2].rstrip("\r\n")
        splices[-1] = Splice(Spot(first - 1, len(above)), Spot(last, len(shape.lines[-1])), "")
    return splices
