"""``mkdocs-reciprocity forget``: takes a peer out of the log and the cache."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial

import click

from mkdocs_reciprocity.cli.site import Snapshot, opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered, on_a_terminal
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.collect.writing import letters
from mkdocs_reciprocity.collect.writing.destination import Bodies, bodies_of
from mkdocs_reciprocity.collect.writing.transaction import change_files, tried
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.ledger import traces as ledger_traces
from mkdocs_reciprocity.core.ledger.peer_advice import known_peer
from mkdocs_reciprocity.core.ledger.traces import Traces, traces
from mkdocs_reciprocity.core.model import Mention, Peer, PeerId
from mkdocs_reciprocity.core.problem import Refused, Where, in_one_line, quoted
from mkdocs_reciprocity.core.wording import counted

_MOST = 20  # rows that are shown


@click.command(epilog=examples("forget dora"))
@config_option
@click.argument("peer", shell_complete=offered("peers"))
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(config_file: str | None, peer: str, yes: bool) -> None:
    """Take a peer out of all files of the log, with every row about them. What the cache has of their feeds, of their
    webmentions, and of what they did with your posts on your own places (`me`) is deleted too.

    PEER is the id. It first shows what will be removed. A copy of each file that changes is kept in the cache folder.
    """
    of = opened(config_file)
    gathering = Gathering(of)
    tried(gathering, lambda gathering: _decided(gathering, peer))  # before anybody is asked
    _show(gathering, known_peer(peer, gathering.book.directory))
    if not yes:
        if not on_a_terminal():
            raise Refused("there is no terminal to ask at, so nothing was changed; --yes does it without asking")
        if not click.confirm("Forget all this?"):
            click.echo("nothing was changed")
            return
    files, copies = change_files(
        of, lambda gathering: _decided(gathering, peer), to_stderr, copies=True, forgotten=peer
    )
    click.echo(f"{quoted(peer)} is forgotten; changed: {', '.join(map(in_one_line, files)) or 'no file'}")
    for where in _still_listed(gathering, Gathering(of), PeerId(peer)):
        click.echo(f"{where}: your feed reader still has them; remove them there, or they stay a peer")
    for letter in letters.kept_for(of, PeerId(peer)):
        click.echo(f"{in_one_line(letter)}: your letter to them, which stays; delete it when you want")
    for copy in copies:
        click.echo(f"as it was: {in_one_line(copy)} (private; delete it when you are sure)")


def _is_by(gathering: Gathering, peer: PeerId) -> Callable[[Mention], bool]:
    return partial(ledger_traces.names, people=gathering.book.directory, peer=peer)


def _still_listed(before: Gathering, after: Gathering, peer: PeerId) -> list[Where]:
    """Where an OPML file lists somebody with the id, or an address, of the forgotten peer."""
    people = before.book.directory
    return [
        one.where
        for one in after.peers
        if one.id == peer or (one.home and one.id not in people.peers and people.owner(one.home) == peer)
    ]


def _traces(gathering: Gathering, peer: Peer) -> Traces:
    book = gathering.book
    return traces(book.rows, book.ignored, book.ripples, book.directory, peer.id)


def _decided(gathering: Gathering, peer: str) -> tuple[Bodies, list[str]]:
    who = known_peer(peer, gathering.book.directory)
    found = _traces(gathering, who)
    rows, ignored, ripples = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in found.rows:
        rows[row.where.file].append(row.where.line)
    for entry in found.ignored:
        ignored[entry.where.file].append(entry.where.line)
    for one in found.ripples:
        ripples[one.where.file].append(one.where.line)
    bodies = {
        name: log_edit.without(body, name, peer=who.id, rows=rows[name], ignored=ignored[name], ripples=ripples[name])
        for name, body in bodies_of(gathering).items()
    }
    before = bodies_of(gathering)
    changed = {name: body for name, body in bodies.items() if body != before[name]}
    return changed, list(changed)


# --- showing


def _show(gathering: Gathering, who: Peer) -> None:
    found = _traces(gathering, who)
    words = Snapshot(gathering).words()
    there = f" at {in_one_line(who.home)}" if who.home else ""
    click.echo(f"{in_one_line(who.name)}{there}, listed in {who.where}")
    for row in found.rows[:_MOST]:
        click.echo(f"  {row.where}: {words.sentence(row)}")
    if len(found.rows) > _MOST:
        click.echo(f"  … and {len(found.rows) - _MOST} more")
    also = [
        f"{counted(len(entries), 'entry', 'entries')} below `{name}:`"
        for name, entries in (("ignore", found.ignored), ("ripples", found.ripples))
        if entries
    ]
    click.echo(
        f"{', '.join([counted(len(found.rows), 'row', 'rows'), *also])} and what is kept of their feeds and "
        "webmentions will go."
    )
    for where in (*(row.where for row in found.others), *(entry.where for entry in found.ignored_of_others)):
        click.echo(f"{where}: stays, because it is about somebody else; it contains an address of theirs")
    for feed in who.feeds:
        if urls.parse(feed) is None:
            click.echo(f"{in_one_line(feed)}: stays, it is your file")
    sources = Sources(gathering)
    receiving, elsewhere = sources.receiving, sources.elsewhere
    if elsewhere:
        elsewhere.wait()
        for place in elsewhere.places_with(lambda url: gathering.book.directory.owner(url) == who.id):
            click.echo(f"{in_one_line(place)}: what they did there stays there, and will be held back")
    if receiving:
        receiving.wait(gathering.site.settings.feeds.max_bytes)
        for place in receiving.places_with(_is_by(gathering, who.id)):
            click.echo(f"{in_one_line(place)}: webmentions of theirs stay there, and will be held back")
