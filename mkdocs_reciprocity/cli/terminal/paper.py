"""A terminal's page: headings, rows that hang beside a first column, lines to be copied.

All text from outside goes through `line`, and to rich as `Text`: markup in it means nothing.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mkdocs_reciprocity.cli.terminal.tables import print_captured
from mkdocs_reciprocity.core.feeds import facts

LONGEST = 300
HEAD = "bold cyan"

_WHEN = 11  # the width of the first column


class Paper:
    """Collects the lines; `done` prints all of them."""

    def __init__(self) -> None:
        self.console = Console(markup=False, highlight=False, emoji=False)
        self.console.begin_capture()
        self.room = max(10, self.console.width - _WHEN - 2)

    def done(self) -> None:
        """Prints all lines. Characters that the encoding lacks become question marks. Only a terminal gets colours."""
        print_captured(self.console.end_capture())

    def title(self, text: str, beside: str) -> None:
        """The first line."""
        self.console.print(Text.assemble((line(text), HEAD), (f"  {line(beside)}" if beside else "", "dim")))

    def heading(self, text: str, beside: str = "") -> None:
        """The first line of a section."""
        self.console.print()
        self.title(text, beside)

    def say(self, text: str, style: str = "") -> None:
        """A sentence as wide as the terminal."""
        self.console.print(Text(line(text), style))

    def row(self, first: str, text: str, *under: str) -> None:
        """A first column, and lines beside it. All lines but the first are dim."""
        beside = Text(f"{first:>{_WHEN}}  ", "dim")
        for said, style in ((text, ""), *((more, "dim") for more in under)):
            for part in Text(line(said), style).wrap(self.console, self.room):
                self.console.print(Text.assemble(beside, part), soft_wrap=True)
                beside = Text(" " * (_WHEN + 2))

    def whole(self, text: str, style: str = "") -> None:
        """A line that is never wrapped or cut, because somebody may click or copy it. An empty text prints nothing."""
        if not text:
            return
        text = text if text.isprintable() else line(text, len(text))
        indent = _WHEN + 2 if cell_len(text) <= self.room else 2
        self.console.print(Text(" " * indent + text, style), soft_wrap=True)


def line(text: str, longest: int = LONGEST) -> str:
    """Text as one line without hidden characters, cut to ``longest``."""
    return facts.line(text, longest)
