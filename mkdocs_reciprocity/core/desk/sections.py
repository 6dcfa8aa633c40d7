"""What the desk and a relation are laid out in: sections of rows of lines, for a terminal and for a page alike."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url

MOST = 5
"""Rows of a section that are shown at once, for the desk is to be taken in at a glance."""

MOST_LINES = 3
"""Lines of a row that are shown at once."""


class Part(Struct, frozen=True):
    """A part of a line that came from outside; with ``url`` or ``peer`` it leads there."""

    text: str
    url: Url | None = None
    peer: PeerId | None = None


class Line(Struct, frozen=True):
    """A sentence in parts; those that are bare text are ours. ``first`` stands before it, ``under`` in lines below.

    ``address`` is to be read where the parts cannot be links, and no command has it.
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
    """One thing, or several lines that one command settles. ``command`` is empty where there is nothing to settle."""

    lines: tuple[Line, ...]
    command: str = ""


class Section(Struct, frozen=True):
    """A part of the desk. ``most`` rows are shown at once; ``of`` is what one more is called, if it has a name."""

    id: str
    heading: str
    beside: str
    rows: tuple[Row, ...]
    of: str = ""
    most: int = MOST

    @property
    def more(self) -> str:
        """How many rows are not shown at once; empty where all are."""
        return more(len(self.rows) - self.most, self.of)


def more(number: int, of: str = "") -> str:
    """``… and 3 more friends``; empty for none."""
    name = "" if not of else f" {of}" if number == 1 else f" {of}s"
    return f"… and {number} more{name}" if number > 0 else ""
