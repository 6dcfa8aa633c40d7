"""``mkdocs-reciprocity ledger``: prints all interactions."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import get_args

import click

from mkdocs_reciprocity.cli.site import gathered, ledger_of, print_problems, site, to_stderr
from mkdocs_reciprocity.cli.terminal import tables
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered
from mkdocs_reciprocity.collect.feed_messages import together
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core import dates, pipeline
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.peer_advice import unknown_peer
from mkdocs_reciprocity.core.ledger.query import Choice, chosen
from mkdocs_reciprocity.core.log import word_advice
from mkdocs_reciprocity.core.log.date_advice import advice
from mkdocs_reciprocity.core.model import ASK, SOURCES, Direction, Interaction, Reach
from mkdocs_reciprocity.core.problem import Refused, quoted
from mkdocs_reciprocity.core.url import readable

KEYS = (
    "date",
    "direction",
    "kind",
    "reach",
    "peer",
    "url",
    "title",
    "by",
    "via",
    "note",
    "private",
    "source",
    "evidence",
)
"""What is printed of each row."""


@click.command(
    epilog=examples("ledger --peer ada --since 2026", "ledger --format json | jq '.[] | select(.peer == \"ada\")'"),
)
@config_option
@click.option(
    "--peer", "peers", metavar="ID", multiple=True, shell_complete=offered("peers"),
    help="Only with this peer. This and the next four can be repeated.",
)  # fmt: skip
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only of this kind: share, link, comment, ….")
@click.option("--reach", "reaches", type=click.Choice(get_args(Reach)), multiple=True)
@click.option("--direction", "directions", type=click.Choice(get_args(Direction)), multiple=True)
@click.option("--source", "sources", type=click.Choice(SOURCES), multiple=True, help="Only what is known from there.")
@click.option("--since", metavar="DATE", help="Only from this day, month or year on: 2026-11-02, 2026-11, 2026.")
@click.option("--until", metavar="DATE", help="Only up to this day, month or year, which is included.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    help="By default a table on a terminal, else JSON.",
)
def ledger(
    config_file: str | None,
    peers: Sequence[str],
    kinds: Sequence[str],
    since: str | None,
    until: str | None,
    format_: str | None,
    **more: Sequence[str],
) -> None:
    """Print all interactions, from the log, your own pages and your peers' feeds, one each; or those you ask for.

    The pages are known as the last build saw them, the feeds as they were read last. Problems go to stderr.
    """
    of, problems = site(config_file)
    gathering, reading = gathered(of)
    found = ledger_of(gathering, reading)
    print_problems(pipeline.problems_of(problems, gathering.problems, together(reading.problems), found.problems))
    for note in gathering.store.notes:
        to_stderr(note)
    for kind in kinds:
        if kind not in {*of.settings.kinds, ASK.name, *(row.kind for row in found.interactions)}:
            raise Refused(f"--kind: {word_advice.kind(kind, of.settings.kinds)}")
    people = gathering.book.directory
    known = {*people.peers, *(row.peer for row in found.interactions if row.peer)}
    for peer in peers:
        if peer not in known:
            raise Refused(f"--peer: {unknown_peer(peer, people, known)}")
    first, last = _period("--since", since, gathering), _period("--until", until, gathering)
    if first and last and dates.first_day(first) > dates.last_day(last):
        raise Refused(f"--since {first} is later than --until {last}")
    choice = Choice(
        peers=frozenset(peers),
        kinds=frozenset(kinds),
        since=first,
        until=last,
        **{name: frozenset(said) for name, said in more.items()},
    )
    _print(chosen(found.interactions, choice), format_ or ("table" if sys.stdout.isatty() else "json"))


def _period(option: str, said: str | None, gathering: Gathering) -> When | None:
    if said is None:
        return None
    date = dates.from_words(said, gathering.today) or dates.parse(said.strip(), gathering.site.settings.zone)
    if date is None:
        raise Refused(f"{option}: {quoted(said)} is no date; {advice(said, dates.after(gathering.today, 1))}")
    return date


def _print(rows: Sequence[Interaction], format_: str) -> None:
    if format_ == "json":
        click.echo(tables.json_of([row_of(row) for row in rows]))
    elif format_ == "csv":
        # As bytes, for the ends of lines are part of the format.
        text = tables.csv_of(KEYS, ([_cell(value) for value in row_of(row).values()] for row in rows))
        click.echo(text.encode(), nl=False)
    elif not rows:
        click.echo("There is nothing of that kind in the ledger.")
    else:
        tables.print_table(("date", "what", "peer", "about"), map(_short, rows), wide=("about",))


def row_of(row: Interaction) -> dict[str, object]:
    """An interaction as it is printed; what is empty is null."""
    said = {key: getattr(row, key) for key in KEYS}
    words = {key: said[key] or None for key in ("title", "by", "via", "note")}
    return {**said, **words, "evidence": list(row.evidence)}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


_WORDS = {"given": "gave", "received": "got", "asked": "asked"}


def _short(row: Interaction) -> tuple[str, str, str, str]:
    """A row for the table: the date, what was done, with whom, and two lines of what it was about."""
    beside = [word for word in (row.via, row.source if row.source != "log" else "", "private" * row.private) if word]
    about = [row.title, readable(row.url) if row.url else "", f"({', '.join(beside)})" if beside else ""]
    return row.date or "", f"{_WORDS[row.direction]} {row.kind}", row.peer or "", "\n".join(filter(None, about))
