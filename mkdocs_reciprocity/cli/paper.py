"""A terminal's page: headings, rows that hang beside a first column, lines to be copied.

All text from outside goes through `line`, and to rich as `Text`: markup in it means nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence

import click
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mkdocs_reciprocity import when
from mkdocs_reciprocity.sources import feed_facts
from mkdocs_reciprocity.when import When

LONGEST = 300
HEAD = "bold cyan"

_WHEN = 11  # the width of the first column
_MONTHS = tuple(month[:3] for month in when.MONTHS)
_PLAIN_SCALAR = re.compile(r"(?:https?://)?[A-Za-z0-9_][A-Za-z0-9_./~%+@-]*\Z|…\Z")


class Paper:
    """Where it is written; `done` prints it, at once.

    Args:
        today: the day that dates are seen from.
    """

    def __init__(self, today: When) -> None:
        self.console = Console(markup=False, highlight=False, emoji=False)
        self.console.begin_capture()
        self.today = today
        self.room = max(10, self.console.width - _WHEN - 2)

    def done(self) -> None:
        """Prints all of it. What the encoding lacks becomes a question mark; codes go to a terminal only."""
        encoding = sys.stdout.encoding or "utf-8"
        text = "\n".join(row.rstrip() for row in self.console.end_capture().split("\n"))
        click.echo(text.encode(encoding, "replace").decode(encoding), nl=False)

    def title(self, text: str, beside: str) -> None:
        """The first line."""
        self.console.print(Text.assemble((line(text), HEAD), (f"  {line(beside)}" if beside else "", "dim")))

    def heading(self, text: str, beside: str = "") -> None:
        """The first line of a section."""
        self.console.print()
        self.title(text, beside)

    def say(self, text: str, style: str = "") -> None:
        """A sentence over the whole width."""
        self.console.print(Text(line(text), style))

    def row(self, first: str, text: str, *under: str) -> None:
        """Lines that hang beside the first column; those under the first one are dim."""
        beside = Text(f"{first:>{_WHEN}}  ", "dim")
        for said, style in ((text, ""), *((more, "dim") for more in under)):
            for part in Text(line(said), style).wrap(self.console, self.room):
                self.console.print(Text.assemble(beside, part), soft_wrap=True)
                beside = Text(" " * (_WHEN + 2))

    def whole(self, text: str, style: str = "") -> None:
        """A line that is not broken, for it is to be clicked or copied."""
        text = line(text, 10 * LONGEST)
        indent = _WHEN + 2 if cell_len(text) <= self.room else 2
        self.console.print(Text(" " * indent + text, style), soft_wrap=True)

    def to_note(self, **fields: str | None) -> None:
        """A row for the log, broken between its values where it is long."""
        first, *pairs = [f"{key}: {_value(key, value)}" for key, value in fields.items() if value]
        long = cell_len(", ".join((first, *pairs))) + 4 > self.room
        room, indent = (self.console.width - 2, 2) if long else (self.room, _WHEN + 2)
        rows = [f"- {{{first}"]
        for pair in pairs:
            if cell_len(rows[-1] + pair) + 3 <= room:
                rows[-1] += f", {pair}"
            else:
                rows[-1] += ","
                rows.append(f"   {pair}")
        rows[-1] += "}"
        for row in rows:
            self.console.print(Text(" " * indent + row, "dim"), soft_wrap=True)

    def rest(self, shown: int, every: Sequence[object]) -> None:
        """How many of the rows were not shown."""
        if len(every) > shown:
            self.whole(f"… and {len(every) - shown} more", "dim")

    def ago(self, date: When | None) -> str:
        """When it was, in as many characters as the first column has."""
        if date is None or len(date) == 4:
            return date or "undated"
        month = _MONTHS[int(date[5:7]) - 1]
        if len(date) == 7:
            return f"{month} {date[:4]}"
        days = when.ordinal(self.today) - when.ordinal(date)
        if 0 <= days < 2:
            return ("today", "yesterday")[days]
        if 0 < days <= 31:
            return f"{days} days ago"
        return f"{int(date[8:])} {month}" + ("" if date[:4] == self.today[:4] else f" {date[:4]}")


def line(text: str, longest: int = LONGEST) -> str:
    """Text as one line without hidden characters, cut to ``longest``."""
    return feed_facts.line(text, longest)


def _value(key: str, value: str) -> str:
    return f"[{_scalar(value)}]" if key == "evidence" else _scalar(value)


def _scalar(text: str) -> str:
    """A value for a row of the log; in quotes where YAML could take it for more than text."""
    return text if _PLAIN_SCALAR.match(text) else json.dumps(text, ensure_ascii=not text.isprintable())
