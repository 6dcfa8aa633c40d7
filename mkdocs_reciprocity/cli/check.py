"""``mkdocs-reciprocity check``"""

from __future__ import annotations

import sys

import click

from mkdocs_reciprocity import pipeline
from mkdocs_reciprocity.cli.site import config_option, gathered, missing_log, site
from mkdocs_reciprocity.problem import Problem, Where
from mkdocs_reciprocity.sources.yaml_nodes import WITH_LIBYAML
from mkdocs_reciprocity.wording import counted


@click.command(
    epilog="Example: mkdocs-reciprocity check && mkdocs build", short_help="Say what is not right, and how to mend it."
)
@config_option
def check(config_file: str | None) -> None:
    """Say what is not right in the log, the peers, the options and the feeds, with file and line.

    The exit status is 1 where something has to be mended, else 0.
    """
    of, problems = site(config_file)
    gathering, reading = gathered(of)
    found = gathering.ledger(reading, gathering.store.pages())
    notes = (*missing_log(gathering), *_without_libyaml())
    parts = (problems, gathering.problems, reading.problems, gathering.advice(), found.problems, notes)
    every = pipeline.problems_of(*parts)
    for problem in every:
        click.echo(str(problem) if problem.level == "error" else f"{problem} (for information)")
    for note in gathering.store.notes:
        click.echo(f"{note} (for information)")
    errors = sum(problem.level == "error" for problem in every)
    rows = counted(len(found.interactions), "interaction", "interactions")
    peers = counted(len(gathering.book.directory.peers), "peer", "peers")
    click.echo(f"{rows}, {peers}: {counted(errors, 'problem', 'problems') if errors else 'nothing to mend'}.")
    sys.exit(1 if errors else 0)


def _without_libyaml() -> list[Problem]:
    if WITH_LIBYAML:
        return []
    message = (
        "is installed without libyaml: rows that are not written plainly are read several times slower, and "
        "`{url: https://a.example/?p=12}` is a syntax error in them; put such a URL in quotes"
    )
    return [Problem(Where("PyYAML"), message, "info")]
