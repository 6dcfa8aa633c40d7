"""``mkdocs-reciprocity capture answer``: what is to be said below an issue."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.capture import answer as answers
from mkdocs_reciprocity.core.problem import Refused, in_one_line


@click.command()
@click.argument("state", type=click.Choice(answers.STATES))
@click.argument("file", type=click.Path(path_type=Path))
def answer(state: answers.State, file: Path) -> None:
    """Print the answer as JSON, as forges take it. STATE is what became of the row; FILE has what `add` said."""
    try:
        said = plain_file.read(file).decode("utf-8", "replace")
    except OSError as error:
        raise Refused(f"{in_one_line(str(file))}: cannot be read ({error.strerror})") from None
    click.echo(json.dumps({"body": answers.answer(state, said)}))
