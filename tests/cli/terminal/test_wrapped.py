"""What rich would print is what is printed: its lines, its colours, the width that it finds."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mkdocs_reciprocity.cli.terminal import wrapped
from mkdocs_reciprocity.cli.terminal.paper import Paper, line
from tests.laws.examples import laws

AS_RICH_HAS_THEM: Mapping[wrapped.Style, str] = {"": "", "head": "bold cyan", "address": "cyan", "dim": "dim"}
# A joiner that joins nothing is not among them: rich fails at it.
LETTERS = (
    "a",
    "b",
    "c",
    " ",
    "  ",
    "-",
    "é",
    "日",
    "本",
    "e\u0301",
    "👩\u200d🔬",
)
SAID = st.lists(st.sampled_from(LETTERS), max_size=60).map("".join).map(line)
PIECES = st.lists(st.tuples(SAID, st.sampled_from([*AS_RICH_HAS_THEM])), min_size=1, max_size=3)


class Screen(io.StringIO):
    """A stdout that is a terminal, or is not."""

    def __init__(self, *, seen: bool) -> None:
        super().__init__()
        self.seen = seen

    def isatty(self) -> bool:
        return self.seen


def of_rich(pieces: list[wrapped.Piece], room: int) -> list[str]:
    """The lines that rich makes, without the spaces at their ends, which nobody sees."""
    text = Text.assemble(*((said, AS_RICH_HAS_THEM[style]) for said, style in pieces))
    return [part.plain.rstrip() for part in text.wrap(Console(), room)]


@laws(400)
@given(PIECES, st.integers(2, 30))
def test_lines_break_where_those_of_rich_do(pieces: list[wrapped.Piece], room: int) -> None:
    found = ["".join(said for said, _ in one) for one in wrapped.wrapped(pieces, room)]
    assert found == of_rich(pieces, room)
    assert all(cell_len(one) <= room for one in found)


@settings(derandomize=True, deadline=None, database=None, max_examples=100)
@given(PIECES)
def test_every_piece_keeps_its_style(pieces: list[wrapped.Piece]) -> None:
    styles = [style for said, style in pieces for char in said if not char.isspace()]
    kept = [style for one in wrapped.wrapped(pieces, 7) for said, style in one for char in said if not char.isspace()]
    assert kept == styles


NAMES = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TERM", "LINES", "COLORTERM")
SEEN_IN = [
    {}, {"COLUMNS": "47"}, {"COLUMNS": "wide"}, {"NO_COLOR": "1"}, {"NO_COLOR": ""},
    {"FORCE_COLOR": "1"}, {"FORCE_COLOR": ""}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {"TTY_COMPATIBLE": "0"},
    {"TTY_COMPATIBLE": "1"}, {"TTY_COMPATIBLE": "2"}, {"TERM": "dumb", "COLUMNS": "40"}, {"TERM": "Unknown"},
    {"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"TERM": "xterm-16color"}, {"TERM": "linux"},
]  # fmt: skip


def test_a_terminal_without_columns_has_the_usual_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "0")
    monkeypatch.setattr("sys.stdout", Screen(seen=False))
    assert wrapped.width() == 80


@pytest.mark.parametrize("seen", [True, False])
@pytest.mark.parametrize("there", SEEN_IN, ids=str)
def test_a_page_looks_as_rich_would_print_it(
    monkeypatch: pytest.MonkeyPatch, there: dict[str, str], *, seen: bool
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in there.items():
        monkeypatch.setenv(name, value)
    screen = Screen(seen=seen)
    monkeypatch.setattr("sys.stdout", screen)
    console = Console(markup=False, highlight=False, emoji=False, file=screen)
    assert wrapped.width() == console.width
    paper = Paper()
    paper.title("Your desk", "private")
    console.print(Text.assemble(("Your desk", "bold cyan"), ("  private", "dim")))
    paper.gap()
    console.print()
    paper.say("One word.", "dim")
    console.print(Text("One word.", "dim"))
    paper.row("today", "ada", "below")
    beside = " " * 13
    console.print(Text.assemble(Text("      today  ", "dim"), "ada"), soft_wrap=True)
    console.print(Text.assemble(beside, ("below", "dim")), soft_wrap=True)
    paper.whole("https://ada.example/", "address")
    console.print(Text(f"{beside}https://ada.example/", "cyan"), soft_wrap=True)
    assert "".join(f"{one}\n" for one in paper.lines) == screen.getvalue()


def test_letters_of_one_column_are_what_rich_says() -> None:
    assert [
        hex(code)
        for code in range(32, 0x3000)
        if wrapped._ONE_COLUMN_EACH.match(chr(code)) and cell_len(chr(code)) != 1
    ] == []
    assert wrapped.columns("“à – b”…") == 8
    assert wrapped.columns("日本") == 4
