"""``mkdocs-reciprocity capture issues``: the forms that the author has sent, and nobody else."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.capture import issues as captured
from mkdocs_reciprocity.core.problem import Refused, in_one_line


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--by", metavar="NAME", multiple=True, help="Whose issues count, by the name at the forge; can be repeated."
)
@click.option("--private", is_flag=True, help="The repository is private; an event says so itself.")
def issues(file: Path, folder: Path, by: tuple[str, ...], private: bool) -> None:
    """Write each form that you have sent into FOLDER. FILE is what the forge tells: an event, or a list of issues.

    Only your issues count: those of the owner of the repository, or of the names that --by gives. If an event is of
    anybody else's, the exit status is 2.
    """
    try:
        told = plain_file.read(file, captured.MOST_BYTES)
    except OSError as error:
        raise Refused(f"{in_one_line(str(file))}: cannot be read ({error.strerror})") from None
    for form in captured.forms(told, by, private=private):
        (folder / f"{form.number}.form").write_text(form.text, "utf-8", "replace", "\n")
        (folder / f"{form.number}.date").write_text(form.date, "utf-8")
        if form.refused:
            (folder / f"{form.number}.refused").write_text(f"{form.refused}\n", "utf-8")
