"""``mkdocs-reciprocity peers add``: lists a peer by the address of their blog."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.peers.opml import add_all, written_to
from mkdocs_reciprocity.cli.site import opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.collect.discovery import Found, found_at
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.collect.writing.destination import body_of, file_of_peers, hold_key, refuse_keys
from mkdocs_reciprocity.collect.writing.transaction import Bodies, change_files, refuse_mistakes
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.feeds.facts import line
from mkdocs_reciprocity.core.ledger.identity import stood_for
from mkdocs_reciprocity.core.ledger.meant import new_id
from mkdocs_reciprocity.core.log import address_advice
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import peer_id
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted
from mkdocs_reciprocity.core.url import Url


@click.command(
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
        raise Refused("give the URL of a blog, with --id and --name if you like; or --opml FILE alone")
    of = opened(config_file)
    if opml is not None:
        add_all(of, opml)
        return
    gathering = Gathering(of)
    refuse_mistakes(gathering)
    address = _address(url or "", gathering)
    found = found_at(address, gathering)
    if found.failure:
        to_stderr(f"{in_one_line(address)}: {found.failure}")
    if found.failure and not name:
        raise Refused("nothing was added; with --name NAME it is, and the feed is looked for later")
    (who, file), _ = change_files(of, lambda gathering: _with_peer(gathering, found, id_, name), to_stderr)
    feed = f", with the feed {in_one_line(found.feed)}" if found.feed else ""
    click.echo(f"{line(who.name, 80)} is a peer now, by the id {quoted(who.id)}{feed}")
    click.echo(written_to(file, keys=hold_key((found.home,), (found.feed,))))


def _address(text: str, gathering: Gathering) -> Url:
    address = urls.parse(text)
    if address is None:
        raise Refused(f"{quoted(text)} is no URL; {address_advice.advice(text)}")
    if said := address_advice.doubt(text):
        raise Refused(f"{quoted(text)}: {said}")
    _refuse_known(address, gathering)
    return address


def _refuse_known(address: Url, gathering: Gathering) -> None:
    """Refuses this site's addresses, and the home or the feed of a peer."""
    people = gathering.book.directory
    if people.is_own(address):
        raise Refused(f"{quoted(address)} is this site's own address; a peer has another")
    key = urls.key(address)
    feeds = {urls.key(url): peer.id for peer in gathering.peers for feed in peer.feeds if (url := urls.parse(feed))}
    owner = people.claims.get(key) or feeds.get(key)
    above = people.owner(address)
    if owner is None and people.is_private(above):
        raise Refused(
            f"{quoted(address)} is below an address of {quoted(above or '')}, who is private; write it into the log by "
            "hand if it is another's, with `private: true` if they are to be private too"
        )
    if owner is not None:
        raise Refused(f"{quoted(address)} is that of {quoted(owner)} already")


def _refuse_feed(feed: str, gathering: Gathering) -> None:
    """Refuses a feed that a peer has already: what stands in it would count for both."""
    found = urls.parse(feed)
    asking = Sources(gathering).asking
    for peer in gathering.peers if found else ():
        of_peer = (urls.parse(ref) for ref in (*peer.feeds, *asking.feeds_of(peer)))
        if any(url and found and urls.key(url) == urls.key(found) for url in of_peer):
            raise Refused(
                f"{quoted(feed)}, the feed that was found there, is that of {quoted(peer.id)} already; if it is one "
                "person, write the address below their `also`"
            )


def _with_peer(
    gathering: Gathering, found: Found, id_: str | None, name: str | None
) -> tuple[Bodies, tuple[Peer, str]]:
    """The file with the peer: the one that the option `peers` names, the one with most peers, or the first."""
    people = gathering.book.directory.peers
    _refuse_known(found.home, gathering)
    _refuse_feed(found.feed, gathering)
    called = line(name or found.title or "", 80)
    id_ = peer_id(called, found.home, people) if id_ is None else id_
    id_ = new_id(id_, gathering.book.directory)
    was = stood_for(found.home, {row.peer for row in gathering.book.rows})
    fields = {"name": called, "home": found.home, "feed": found.feed, "was": was}
    said = {field: text for field, text in fields.items() if text}
    file = file_of_peers(gathering, private=hold_key((found.home,), (found.feed,)))
    refuse_keys((found.home,), file, (found.feed,))
    body = body_of(gathering, file)
    after = log_edit.with_peers(body, file, [(id_, said)])
    return {file: after}, (Peer(id=PeerId(id_), name=called or id_), file)
