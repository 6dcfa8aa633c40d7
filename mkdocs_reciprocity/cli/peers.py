"""``mkdocs-reciprocity peers``"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from mkdocs_reciprocity.cli import completing, tables
from mkdocs_reciprocity.cli.changing import Bodies, bodies_of, body_of, changing, opened, refuse_mistakes
from mkdocs_reciprocity.cli.finding import Found, found_at
from mkdocs_reciprocity.cli.new_peers import add_all, file_of_peers, written_to
from mkdocs_reciprocity.cli.site import Failure, config_option, examples, gathered, interrupted, known_peer, ledger_of
from mkdocs_reciprocity.cli.which_file import hold_key, refuse_keys
from mkdocs_reciprocity.collect import feed_messages
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.due import last_contacts
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing import rename as editing_rename
from mkdocs_reciprocity.core.feeds.facts import line
from mkdocs_reciprocity.core.ledger.identity import stood_for
from mkdocs_reciprocity.core.log import address_advice
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import peer_id
from mkdocs_reciprocity.core.problem import in_one_line, quoted
from mkdocs_reciprocity.core.url import Url

_HEADS = ("peer", "home, feed and its state", "last contact")


@click.group(
    invoke_without_command=True,
    epilog=examples("peers", "peers add https://ada.example/"),
    short_help="List your peers, add and rename them.",
)
@config_option
@click.pass_context
def peers(context: click.Context, config_file: str | None) -> None:
    """List your peers, add and rename them. Without a command, they are listed."""
    context.default_map = {name: {"config_file": config_file} for name in ("list", "add", "rename")}
    if context.invoked_subcommand is None:
        context.invoke(list_, config_file=config_file)


# --- list


@peers.command("list", epilog=examples("peers list"), short_help="List your peers; the default.")
@config_option
def list_(config_file: str | None) -> None:
    """List your peers by id: the name, the home, the feed and how it is, the day of the last talk or spread.

    On a terminal it is a table, else one line each with tabs between. The names of private peers are printed.
    """
    gathering, reading = gathered(opened(config_file))
    for problem in gathering.problems:
        click.echo(str(problem), err=True)
    ledger = ledger_of(gathering, reading)
    last = last_contacts(ledger.interactions)
    rows = [_row(gathering, peer, (last[peer.id].date or "") if peer.id in last else "") for peer in gathering.peers]
    if not rows:
        click.echo("There are no peers yet: mkdocs-reciprocity peers add https://their-blog.example/", err=True)
    elif _on_a_terminal():
        shown = (
            (f"{id_}\n{name}", "\n".join(tables.bare(text) for text in (home, *feeds) if text), date)
            for id_, name, home, feeds, date in rows
        )
        tables.print_table(_HEADS, shown, wide=_HEADS[1:2])
    else:
        cells = ((id_, name, home, "; ".join(feeds), date) for id_, name, home, feeds, date in rows)
        click.echo(tables.tabbed(cells), nl=False)


def _row(gathering: Gathering, peer: Peer, last: str) -> tuple[str, str, str, list[str], str]:
    name = f"{peer.name} (private)" if peer.private else peer.name
    return peer.id, name, peer.home or "", list(_feeds(gathering, peer)), last or "-"


def _on_a_terminal() -> bool:
    return sys.stdout.isatty()


def _feeds(gathering: Gathering, peer: Peer) -> Iterator[str]:
    """Each feed with its state."""
    asking, zone = gathering.asking, gathering.site.settings.zone
    refs = asking.feeds_of(peer)
    for ref in refs:
        yield f"{ref} ({feed_messages.state_of(ref, asking.copy_of(ref), zone)})"
    if not refs:
        yield f"({feed_messages.state_of_search(asking.home_of(peer))})"


# --- add


@peers.command(
    epilog=examples(
        "peers add https://ada.example/",
        "peers add https://ada.example/ --id ada --name 'Ada Example'",
        "peers add --opml subscriptions.opml",
    ),
    short_help="Add a peer by the address of their blog.",
)
@config_option
@click.argument("url", required=False)
@click.option("--id", "id_", metavar="ID", help="What rows call them; by default it is made from the name.")
@click.option("--name", metavar="NAME", help="What your pages call them; by default the title of their feed.")
@click.option("--opml", metavar="FILE", help="Add all those in an OPML file instead, as feed readers export it.")
def add(config_file: str | None, url: str | None, id_: str | None, name: str | None, opml: str | None) -> None:
    """Add a peer: URL is their blog, or its feed. The feed and its title are looked for there.

    Where the network does not answer, --name is needed, and the feed is looked for later. Of an OPML file those who
    are among your peers already are left as they are.
    """
    if (url is None) == (opml is None) or (opml is not None and (id_ or name)):
        raise Failure("give the URL of a blog, with --id and --name if you like; or --opml FILE alone")
    of = opened(config_file)
    try:
        if opml is not None:
            add_all(of, opml)
            return
        gathering = Gathering(of)
        refuse_mistakes(gathering)
        address = _address(url or "", gathering)
        found = found_at(address, gathering)
        if found.failure:
            click.echo(f"{in_one_line(address)}: {found.failure}", err=True)
        if found.failure and not name:
            raise Failure("nothing was added; with --name NAME it is, and the feed is looked for later")
        (who, file), _ = changing(of, lambda gathering: _with_peer(gathering, found, id_, name))
    except KeyboardInterrupt:
        interrupted()
    feed = f", with the feed {in_one_line(found.feed)}" if found.feed else ""
    click.echo(f"{line(who.name, 80)} is a peer now, by the id {quoted(who.id)}{feed}")
    click.echo(written_to(file, keys=hold_key((found.home, found.feed))))


def _address(text: str, gathering: Gathering) -> Url:
    address = urls.parse(text)
    if address is None:
        raise Failure(f"{quoted(text)} is no URL; {address_advice.advice(text)}")
    if said := address_advice.doubt(text):
        raise Failure(f"{quoted(text)}: {said}")
    _refuse_known(address, gathering)
    return address


def _refuse_known(address: Url, gathering: Gathering) -> None:
    """Refuses this site's addresses, and the home or the feed of a peer."""
    people = gathering.book.directory
    if people.is_own(address):
        raise Failure(f"{quoted(address)} is this site's own address; a peer has another")
    key = urls.key(address)
    feeds = {urls.key(url): peer.id for peer in gathering.peers for feed in peer.feeds if (url := urls.parse(feed))}
    owner = people.claims.get(key) or feeds.get(key)
    above = people.owner(address)
    if owner is None and people.is_private(above):
        raise Failure(
            f"{quoted(address)} is below an address of {quoted(above or '')}, who is private; write it into the log by "
            "hand if it is another's, with `private: true` if they are to be private too"
        )
    if owner is not None:
        raise Failure(f"{quoted(address)} is that of {quoted(owner)} already")


def _refuse_feed(feed: str, gathering: Gathering) -> None:
    """Refuses a feed that a peer has already: what stands in it would count for both."""
    found = urls.parse(feed)
    for peer in gathering.peers if found else ():
        of_peer = (urls.parse(ref) for ref in (*peer.feeds, *gathering.asking.feeds_of(peer)))
        if any(url and found and urls.key(url) == urls.key(found) for url in of_peer):
            raise Failure(
                f"{quoted(feed)}, the feed that was found there, is that of {quoted(peer.id)} already; if it is one "
                "person, write the address below their `also`"
            )


def _refuse_id(id_: str, gathering: Gathering) -> None:
    """Refuses what can be no id, or is one already."""
    if not id_.strip() or not id_.isprintable():
        raise Failure(f"{quoted(id_)} is no id; take a short word, such as `ada`")
    if PeerId(id_) in gathering.book.directory.peers:
        raise Failure(f"there is a peer {quoted(id_)} already; take another id (nothing was changed)")


def _with_peer(
    gathering: Gathering, found: Found, id_: str | None, name: str | None
) -> tuple[Bodies, tuple[Peer, str]]:
    """The file with the peer: the one that the option `peers` names, the one with most peers, or the first."""
    refuse_mistakes(gathering)
    people = gathering.book.directory.peers
    _refuse_known(found.home, gathering)
    _refuse_feed(found.feed, gathering)
    called = line(name or found.title or "", 80)
    id_ = peer_id(called, found.home, people) if id_ is None else id_
    _refuse_id(id_, gathering)
    was = stood_for(found.home, {row.peer for row in gathering.book.rows})
    fields = {"name": called, "home": found.home, "feed": found.feed, "was": was}
    said = {field: text for field, text in fields.items() if text}
    addresses = (found.home, found.feed)
    file = file_of_peers(gathering, private=hold_key(addresses))
    refuse_keys(addresses, file)
    body = body_of(gathering, file)
    after = log_edit.with_peer(body, file, id_, said)
    return {file: after}, (Peer(id=PeerId(id_), name=called or id_), file)


# --- rename


@peers.command(epilog=examples("peers rename ada ada-thornfield"), short_help="Give a peer another id.")
@config_option
@click.argument("old", shell_complete=completing.peers)
@click.argument("new")
def rename(config_file: str | None, old: str, new: str) -> None:
    """Give the peer OLD the id NEW, in all files of the log and in every row that names them.

    Their entry keeps the old one below `was:`, so that links to your gifts lead there still.
    """
    of = opened(config_file)
    try:
        files, _ = changing(of, lambda gathering: _renamed(gathering, old, new))
    except KeyboardInterrupt:
        interrupted()
    click.echo(f"{quoted(old)} is {quoted(new)} now; changed: {', '.join(map(in_one_line, files))}")


def _renamed(gathering: Gathering, old: str, new: str) -> tuple[Bodies, list[str]]:
    refuse_mistakes(gathering)
    who, before = known_peer(old, gathering), bodies_of(gathering)
    _refuse_id(new, gathering)
    if who.where.file not in before:
        raise Failure(
            f"{quoted(old)} is listed in {who.where}, which your feed reader writes; give them an id in the log"
        )
    after = {name: editing_rename.with_peer_renamed(body, name, old, new) for name, body in before.items()}
    changed = {name: body for name, body in after.items() if body != before[name]}
    return changed, list(changed)
