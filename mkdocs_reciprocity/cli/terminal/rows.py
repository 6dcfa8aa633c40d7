"""Rows of what, outcome and address: a table on a terminal, columns elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from textwrap import fill

import click

from mkdocs_reciprocity.cli.terminal import tables
from mkdocs_reciprocity.core.problem import in_one_line

Row = tuple[str, str, str]

_WIDTH = 80


def print_rows(heads: Row, rows: Sequence[Row], bad: Sequence[bool]) -> None:
    """Prints the rows; the third cell is an address. On a terminal it is a table, with the ``bad`` rows marked."""
    shown = [(in_one_line(first), in_one_line(second), in_one_line(third)) for first, second, third in rows]
    if sys.stdout.isatty():
        bare = ((first, words, tables.bare(address)) for first, words, address in shown)
        tables.print_table(heads, bare, narrow=heads[:1], bad=bad)
    else:
        _print_plain(shown)


def _print_plain(rows: Sequence[Row]) -> None:
    """Prints columns if they fit; else two or more lines for each row."""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for first, words, address in rows:
        if sum(widths) + 4 <= _WIDTH:
            click.echo(f"{first:{widths[0]}}  {words:{widths[1]}}  {address}")
        else:
            text = fill(f"{first}: {words}", _WIDTH, subsequent_indent="    ", break_on_hyphens=False)
            click.echo(f"{text}\n    {address}")
