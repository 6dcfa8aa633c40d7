"""A terminal's page: headings, rows that hang beside a first column, lines to be copied.

All text from outside goes through `line`.
"""

from __future__ import annotations

from mkdocs_reciprocity.cli.terminal.tables import print_captured
from mkdocs_reciprocity.cli.terminal.wrapped import Piece, Style, columns, painted, styles, width, wrapped
from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.lines import visible

LONGEST = 300

_WHEN = 11  # the width of the first column


class Paper:
    """Collects the lines; `done` prints all of them."""

    def __init__(self) -> None:
        self.styles = styles()
        self.width = width()
        self.room = max(10, self.width - _WHEN - 2)
        self.lines: list[str] = []

    def done(self) -> None:
        """Prints all lines. Characters that the encoding lacks become question marks. Only a terminal gets colours."""
        print_captured("".join(f"{line}\n" for line in self.lines))

    def title(self, text: str, beside: str) -> None:
        """The first line."""
        self._wrapped((line(text), "head"), (f"  {line(beside)}" if beside else "", "dim"))

    def heading(self, text: str, beside: str = "") -> None:
        """The first line of a section."""
        self.gap()
        self.title(text, beside)

    def gap(self) -> None:
        """An empty line."""
        self.lines.append("")

    def say(self, text: str, style: Style = "") -> None:
        """A sentence as wide as the terminal."""
        self._wrapped((line(text), style))

    def letter(self, text: str) -> None:
        """A text of somebody's own, uncut, with its lines, below an empty one."""
        self.gap()
        for one in text.split("\n"):
            self._wrapped((visible(one), ""))

    def _wrapped(self, *pieces: Piece) -> None:
        self.lines += (painted(part, self.styles) for part in wrapped(pieces, self.width))

    def row(self, first: str, text: str, *under: str) -> None:
        """A first column, and lines beside it. All lines but the first are dim."""
        beside: Piece = (f"{first:>{_WHEN}}  ", "dim")
        style: Style = ""
        for said in (text, *under):
            for part in wrapped([(line(said), style)], self.room):
                self.lines.append(painted([beside, *part], self.styles))
                beside = (" " * (_WHEN + 2), "")
            style = "dim"

    def whole(self, text: str, style: Style = "") -> None:
        """A line that is never wrapped or cut, because somebody may click or copy it. An empty text prints nothing."""
        if not text:
            return
        text = text if text.isprintable() else line(text, len(text))
        indent = _WHEN + 2 if columns(text) <= self.room else 2
        self.lines.append(painted([(" " * indent + text, style)], self.styles))


def line(text: str, longest: int = LONGEST) -> str:
    """Text as one line without hidden characters, cut to ``longest``."""
    return lines.line(text, longest)
