"""``mkdocs-reciprocity peers list``: the peers, how their feeds are, the last contact."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from mkdocs_reciprocity.cli.site import ledger_of, opened, print_problems
from mkdocs_reciprocity.cli.terminal import tables
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.collect import feed_states
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core.desk.due import last_contacts
from mkdocs_reciprocity.core.model import Peer

_HEADS = ("peer", "home, feed and its state, contact", "last contact")


@click.command("list", epilog=examples("peers list"))
@config_option
def list_(config_file: str | None) -> None:
    """List your peers by id: name, home, feed and how it is, the day of the last talk or spread, contact.

    On a terminal it is a table, else one line each with tabs between. The names of private peers are printed.
    """
    gathering = Gathering(opened(config_file))
    sources = Sources(gathering)
    print_problems(gathering.problems)
    ledger = ledger_of(gathering, sources.reading())
    for problem in sources.elsewhere.problems() if sources.elsewhere else ():
        click.echo(f"{problem} (for information)", err=True)
    last = last_contacts(ledger.interactions)
    rows = [_row(sources, peer, (last[peer.id].date or "") if peer.id in last else "") for peer in gathering.peers]
    if not rows:
        click.echo("There are no peers yet: mkdocs-reciprocity peers add https://their-blog.example/", err=True)
    elif _on_a_terminal():
        shown = (
            (f"{id_}\n{name}", "\n".join(tables.bare(text) for text in (home, *feeds, contact) if text), date)
            for id_, name, home, feeds, date, contact in rows
        )
        tables.print_table(_HEADS, shown, wide=_HEADS[1:2])
    else:
        cells = (
            (id_, name, home, "; ".join(feeds), date, contact or "-") for id_, name, home, feeds, date, contact in rows
        )
        click.echo(tables.tabbed(cells), nl=False)


def _row(sources: Sources, peer: Peer, last: str) -> tuple[str, str, str, list[str], str, str]:
    name = f"{peer.name} (private)" if peer.private else peer.name
    return peer.id, name, peer.home or "", list(_feeds(sources, peer)), last or "-", peer.contact


def _on_a_terminal() -> bool:
    return sys.stdout.isatty()


def _feeds(sources: Sources, peer: Peer) -> Iterator[str]:
    """Each feed with its state."""
    asking, zone = sources.asking, sources.gathering.site.settings.zone
    refs = asking.feeds_of(peer)
    for ref in refs:
        yield f"{ref} ({feed_states.state_of(ref, asking.copy_of(ref), zone)})"
    if not refs:
        yield "(fallow)" if peer.fallow else f"({feed_states.state_of_search(asking.home_of(peer))})"
    for ref in asking.shares_of(peer):
        yield f"{ref} ({feed_states.state_of_shares(ref, asking.copy_of(ref), zone)})"
