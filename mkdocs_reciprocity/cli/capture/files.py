"""``mkdocs-reciprocity capture files``: the files of the log that git is to keep."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.site import opened
from mkdocs_reciprocity.cli.terminal.command import config_option
from mkdocs_reciprocity.collect.writing import git


@click.command()
@config_option
def files(config_file: str | None) -> None:
    """Print the names of the files of the log, with a NUL behind each. Those that git ignores are left out."""
    for name in git.kept(opened(config_file)):
        click.echo(f"{name}\0", nl=False)
