"""Tables for a terminal; CSV, JSON and lines with tabs for other programs."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

import click
import msgspec

from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.patterns import late

Cells = Sequence[str]

_LONGEST = 2000  # characters of one cell
_NARROW = 30
_HIDDEN = late("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_RUNS = ("=", "+", "-", "@")


def print_table(
    heads: Cells,
    rows: Iterable[Cells],
    *,
    wide: Sequence[str] = (),
    narrow: Sequence[str] = (),
    bad: Iterable[bool] = (),
) -> None:
    """Prints a table as wide as the terminal.

    Args:
        heads: one for each column.
        rows: their cells, which may have several lines.
        wide: columns that get what room is left.
        narrow: columns that leave room for others.
        bad: for each row whether it is marked; without, none is.
    """
    from rich import box  # noqa: PLC0415 - slow to import, and only for a terminal
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for head in heads:
        most = _NARROW if head in narrow else None
        table.add_column(head, overflow="fold", ratio=1 if head in wide else None, max_width=most)
    for row, marked in zip(rows, chain(bad, repeat(False)), strict=False):  # as `Text`: nothing in them is markup
        cells = (Text("\n".join(line(part, _LONGEST) for part in cell.split("\n"))) for cell in row)
        table.add_row(*cells, style="yellow" if marked else None)
    console = Console(highlight=False)
    console.begin_capture()
    console.print(table)
    print_captured(console.end_capture())


def print_captured(text: str) -> None:
    """Prints what a console has captured. Characters that the encoding lacks become question marks."""
    encoding = sys.stdout.encoding or "utf-8"
    lines = "\n".join(row.rstrip() for row in text.split("\n"))
    click.echo(lines.encode(encoding, "replace").decode(encoding), nl=False)


def bare(address: str) -> str:
    """An address without its scheme, to save room."""
    return address.removeprefix("https://").removeprefix("http://")


def csv_of(heads: Cells, rows: Iterable[Cells]) -> str:
    """The rows as CSV (RFC 4180), each cell in one line. What a spreadsheet would run as a formula gets an apostrophe.

    See "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(text) for text in row] for row in rows)
    return out.getvalue()


def tabbed(rows: Iterable[Cells]) -> str:
    """The rows one a line, their cells with a tab between them."""
    return "".join("\t".join(line(cell, _LONGEST) for cell in row) + "\n" for row in rows)


def _cell(text: str) -> str:
    text = line(text, _LONGEST)
    return f"'{text}" if text.startswith(_RUNS) else text


def json_of(value: object) -> str:
    """The value as JSON, with control characters escaped."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
