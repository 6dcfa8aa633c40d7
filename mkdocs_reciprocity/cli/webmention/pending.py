"""``mkdocs-reciprocity webmention pending``: what is held back, and how to accept it."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.site import ledger_of, site
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.desk.relative_dates import ago
from mkdocs_reciprocity.core.ledger.held_back import counted
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.yaml import quoting


@click.command(epilog=examples("webmention pending"))
@config_option
def pending(config_file: str | None) -> None:
    """Show the webmentions of people who are not listed, and what such people did with your posts on Mastodon and
    Bluesky (`me`), each with the row that `accept` would write.

    Links in a peer's feed to this site are held back too, if their posts are at an address that is not the peer's. No
    build publishes anything of these until the row stands below `interactions:`, or the writer below `peers:`.
    """
    of, _ = site(config_file)
    gathering = Gathering(of)
    sources = Sources(gathering)
    held = ledger_of(gathering, sources.reading()).pending
    problems = [*sources.receiving.problems(of.settings.zone)] if sources.receiving else []
    for problem in (*problems, *(sources.elsewhere.problems() if sources.elsewhere else ())):
        click.echo(f"{problem} (for information)", err=True)
    if not held:
        click.echo("Nothing is held back.")
        return
    from mkdocs_reciprocity.cli.terminal.paper import Paper  # noqa: PLC0415 - mostly nothing is held back

    paper = Paper()
    paper.title("Held back", counted(held))
    for row in dates.newest_first(held):
        did = f"{row.peer} {of.settings.kinds[row.kind].verb} {row.url}"
        paper.row(ago(row.date, gathering.today), did, *filter(None, (row.title, row.note)))
        paper.whole(row.evidence[0], "address")
        paper.whole(f"- {_accepting(row)}", "dim")
    paper.say("`mkdocs-reciprocity accept` writes those rows into the log that you say yes to.")
    paper.done()


def _accepting(row: Interaction) -> str:
    """The row of the log that accepts what is held back."""
    fields = {"date": row.date or "unknown", "got": row.kind, "url": row.url or "", "title": row.title}
    where = {"source": row.source, "evidence": row.evidence[0]}
    return quoting.braces({name: value for name, value in {**fields, **where}.items() if value})
