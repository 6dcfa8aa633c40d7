"""The layout of the desk and of a relation: sections, rows and lines, for a terminal and for a page alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar, overload

from msgspec import Struct

from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url

T = TypeVar("T")

MOST = 5
"""The rows of a section that are shown at once: the desk has to be read at a glance."""

MOST_LINES = 3
"""The lines of a row that are shown at once."""


class Part(Struct, frozen=True):
    """A part of a line that came from outside. If it has a ``url`` or a ``peer``, it is a link."""

    text: str
    url: Url | None = None
    peer: PeerId | None = None


class Line(Struct, frozen=True):
    """A sentence in parts. Plain text in it is our own. ``first`` stands before it, ``under`` in lines below.

    ``address`` is shown where parts cannot be links and the row has no command with the address in it.
    """

    first: str
    parts: tuple[str | Part, ...]
    under: tuple[str, ...] = ()
    address: Url | None = None

    @property
    def text(self) -> str:
        """The sentence in one piece."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


class Row(Struct, frozen=True):
    """One line, or several that one command settles. ``command`` is empty if there is nothing to settle. ``write``
    is the peer to whom a note settles it. ``also`` is the command for what can be done besides, or empty.
    """

    lines: tuple[Line, ...]
    command: str = ""
    write: PeerId | None = None
    also: str = ""


class Rows(Sequence[Row]):
    """Rows that are made when somebody looks at them: of thousands, a terminal shows `MOST`.

    Args:
        make: makes a row.
        of: what the rows are made of, one of each.
    """

    def __init__(self, make: Callable[[T], Row], of: Sequence[T]) -> None:
        self._numbers = range(len(of))
        self._row = cache(lambda number: make(of[number]))

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        there = self._numbers[at]
        return self._row(there) if isinstance(there, int) else tuple(map(self._row, there))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self[:] == other[:]

    __hash__ = None  # type: ignore[assignment] # they would all have to be made


class Section(Struct, frozen=True):
    """A part of the desk. ``most`` rows are shown at once; ``of`` is the noun for one of the others, or empty."""

    id: str
    heading: str
    beside: str
    rows: Sequence[Row]
    of: str = ""
    most: int = MOST

    @property
    def more(self) -> str:
        """The line that counts the rows that are not shown at once; empty if all are shown."""
        return more(len(self.rows) - self.most, self.of)


def more(number: int, of: str = "") -> str:
    """``… and 3 more friends``; empty for none."""
    name = "" if not of else f" {of}" if number == 1 else f" {of}s"
    return f"… and {number} more{name}" if number > 0 else ""
