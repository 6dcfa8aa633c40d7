"""Writes the letters of a year, and says what was done."""

from __future__ import annotations

import re

import click

from mkdocs_reciprocity.cli.desk.known import known
from mkdocs_reciprocity.cli.site import to_stderr
from mkdocs_reciprocity.collect.writing import letters as writing
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.desk.year_letters import year_letters
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted


def write(config_file: str | None, year: str, folder: str, *, dry_run: bool) -> None:
    """Writes those that are not there yet.

    Args:
        config_file: as ``-f`` says.
        year: in four digits.
        folder: where to, as seen from the folder of mkdocs.yml; empty for the usual one.
        dry_run: whether the letters are only shown.

    Raises:
        Refused: this is no year of the past, or the letters cannot be written there.
    """
    of = known(config_file)
    _refuse_other_than_a_year(year, of.account.today)
    folder = folder or f"{writing.FOLDER}/{year}"
    found = year_letters(year, of.account)
    plan = writing.plan(of.gathering.site, folder, found)
    if not found:
        click.echo(f"There is nothing from {year} to write a letter about, as far as your log and the feeds can tell.")
    if dry_run:
        for name, letter in plan.new:
            click.echo(f"--- {in_one_line(name)}\n{letter.text}")
    elif plan.new:
        for name in writing.write(of.gathering.site, folder, plan.new, to_stderr):
            click.echo(f"written: {in_one_line(name)}")
    for name in plan.same:
        click.echo(f"{in_one_line(name)}: is there already")
    for name in plan.kept:
        click.echo(f"{in_one_line(name)}: stays as it is: you have changed it, or more is known now")


def _refuse_other_than_a_year(year: str, today: str) -> None:
    if not re.fullmatch(r"[0-9]{4}", year):
        raise Refused(f"{quoted(year)} is no year; write it in four digits, as in `desk letters {today[:4]}`")
    if year > today[:4]:
        raise Refused(f"{year} has not begun yet; its letters can be written when there is something to thank for")
    if year < dates.FIRST_YEAR:
        raise Refused(f"{year} lies before the web; the year may have a slip in it")
