"""``mkdocs-reciprocity desk letters``: begins a letter to each who gave something in a year."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.terminal.command import config_option, examples


@click.command("letters", epilog=examples("desk letters 2026", "desk letters 2026 --into ../letters"))
@config_option
@click.argument("year")
@click.option(
    "--into", "folder", metavar="FOLDER", default="", help="Where to write them; by default letters/YEAR here."
)
@click.option("--dry-run", is_flag=True, help="Only show the letters; nothing is written.")
def letters(config_file: str | None, year: str, folder: str, dry_run: bool) -> None:
    """Write a letter to each who gave you something in a YEAR, as a Markdown file: what they gave, what of theirs you
    passed on and what you said of it, and room for what you want to say.

    They are yours to finish and to send. Git is told to ignore them, and no build copies them. A letter that you have
    changed is never written again; delete it to have it anew.
    """
    from mkdocs_reciprocity.cli.desk import year_of_letters  # noqa: PLC0415 - Tab needs the options only

    year_of_letters.write(config_file, year, folder, dry_run=dry_run)
