"""What ``add`` says of what it has done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.editing.log import Placed
from mkdocs_reciprocity.core.editing.new_row import Entry
from mkdocs_reciprocity.core.editing.new_rows import Same
from mkdocs_reciprocity.core.ledger.doubts import Doubts
from mkdocs_reciprocity.core.ledger.merge import merge
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.problem import in_one_line, quoted
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.views.titles import Titles
from mkdocs_reciprocity.core.wording import did

_IN_THE_ROW = "write `private: false` or `true`"
_AS_OPTIONS = "`--private` or `--public` does it from the start"


def row(name: str, placed: Placed, entry: Entry, settings: Settings) -> None:
    """Says where a row is, what it says, and whether it will be published."""
    where = f"{in_one_line(name)}:{placed.line}"
    if entry.peer:
        who = entry.people.peers[PeerId(entry.peer)].name
        click.echo(f"{in_one_line(name)}: {line(who, 80)} is a peer now, by the id {quoted(entry.peer)}")
    if placed.stood:
        that_it_stood(where)
        return
    ledger = merge([entry.row], (), entry.people)
    is_hidden = log_files.is_private(name)
    click.echo(f"{where}: {_sentence(ledger.interactions[0], entry, settings, private=is_hidden)}")
    for text in placed.text.split("\n"):
        click.echo(in_one_line(text))
    for problem in () if is_hidden else ledger.problems:  # a `via` that is not known to be public
        click.echo(problem.message.replace(_IN_THE_ROW, f"{_IN_THE_ROW} into it ({_AS_OPTIONS})"))
    if doubt := Doubts(entry.people).of(ledger.interactions[0]):
        click.echo(doubt.message)


def that_it_stood(where: str) -> None:
    """Says where the same row stood before."""
    apart = "(another --via would tell two of them apart, or a --note to each)"
    click.echo(f"{where} says so already; no second row was written {apart}")


def what_is_one(same: Iterable[Same]) -> None:
    """Says what was told twice."""
    for one in same:
        if one.kept == one.other:
            click.echo(f"{in_one_line(one.kept)} was given twice; one row says it")
        else:
            click.echo(f"{in_one_line(one.other)} is {in_one_line(one.kept)} by another spelling; one row says it")


def what_stays(places: Sequence[str]) -> None:
    """Says which rows publish what is private in the new ones."""
    if len(places) == 1:
        click.echo(
            f"{places[0]} says the same in public, and stays so; take it out, or write `private: true` there too"
        )
    elif places:
        them = ", ".join(places)
        click.echo(f"{them} say the same in public, and stay so; take them out, or write `private: true` there too")


def _sentence(row: Interaction, entry: Entry, settings: Settings, *, private: bool) -> str:
    """The row in words, and whether it will be published."""
    titles = Titles({}, {})
    deed = Words(entry.people.peers, settings.kinds, titles.of, titles.of_gift, did).deed(row)
    title = f" “{line(deed.title, 100)}”" if deed.title else ""
    there = f" in “{line(deed.seen_at.title, 100)}”" if deed.seen_at else ""
    nowhere = "public" if row.peer or row.direction != "received" else "shown nowhere"
    shown = "private" if private or row.private else nowhere
    return f"{line(deed.who(), 80)} {line(deed.did, 120)}{title}{there} ({shown})"
