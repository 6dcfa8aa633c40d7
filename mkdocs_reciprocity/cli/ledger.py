"""``mkdocs-reciprocity ledger``"""

from __future__ import annotations

import click
import msgspec

from mkdocs_reciprocity import pipeline
from mkdocs_reciprocity.cli.site import config_option, gathered, site
from mkdocs_reciprocity.model import Interaction


@click.command(
    epilog="Example: mkdocs-reciprocity ledger --format json | jq '.[] | select(.peer == \"ada\")'",
    short_help="Print all interactions, from every source.",
)
@config_option
@click.option("--format", "format_", type=click.Choice(["json"]), default="json", show_default=True)
def ledger(config_file: str | None, format_: str) -> None:
    """Print all interactions, from the log, your own pages and your peers' feeds, one each.

    The pages are known as the last build saw them, the feeds as they were read last. Problems go to stderr.
    """
    of, problems = site(config_file)
    gathering, reading = gathered(of)
    found = gathering.ledger(reading, gathering.store.pages())
    for problem in pipeline.problems_of(problems, gathering.problems, reading.problems, found.problems):
        click.echo(str(problem), err=True)
    for note in gathering.store.notes:
        click.echo(note, err=True)
    rows = msgspec.json.encode([row_of(row) for row in found.interactions])
    click.echo(msgspec.json.format(rows, indent=2))


def row_of(row: Interaction) -> dict[str, object]:
    """An interaction as it is printed; what is empty is null."""
    return {
        "date": row.date,
        "direction": row.direction,
        "kind": row.kind,
        "reach": row.reach,
        "peer": row.peer,
        "url": row.url,
        "title": row.title or None,
        "via": row.via or None,
        "private": row.private,
        "source": row.source,
        "evidence": list(row.evidence),
    }
