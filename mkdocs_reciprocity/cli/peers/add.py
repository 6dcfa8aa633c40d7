"""``mkdocs-reciprocity peers add``: lists a peer by the address of their blog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from mkdocs_reciprocity.cli.site import opened, print_problems, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.discovery import Found, found_at
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.collect.writing.destination import Bodies
from mkdocs_reciprocity.collect.writing.new_peers import with_new_peers, written_to
from mkdocs_reciprocity.collect.writing.transaction import change_files, refuse_mistakes
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.book import addresses
from mkdocs_reciprocity.core.ledger.opml_peers import new_of
from mkdocs_reciprocity.core.ledger.peer_advice import new_id
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.log import address_advice
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.naming import peer_id
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted
from mkdocs_reciprocity.core.url import Url


@click.command(
    epilog=examples(
        "peers add https://ada.example/",
        "peers add https://ada.example/ --id ada --name 'Ada Example'",
        "peers add --opml subscriptions.opml",
    ),
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
        _add_all(of, opml)
        return
    gathering = Gathering(of)
    refuse_mistakes(gathering)
    address = _address(url or "", gathering)
    found = found_at(address, gathering)
    if found.failure:
        to_stderr(f"{in_one_line(address)}: {found.failure}")
    if found.failure and not name:
        raise Refused("nothing was added; give --name NAME to add it all the same, and the feed is looked for later")
    files, _ = change_files(of, lambda gathering: _with_peer(gathering, found, id_, name), to_stderr)
    _say(files, f", with the feed {in_one_line(found.feed)}" if found.feed else "")


def _add_all(of: Site, opml: str) -> None:
    """Adds all peers in an OPML file."""
    read = log_files.subscriptions(opml)
    print_problems(read.problems)
    own = addresses(of.url, of.settings)
    files, _ = change_files(
        of, lambda gathering: with_new_peers(gathering, new_of(gathering.peers, read.records, own)), to_stderr
    )
    _say(files)
    if not files:
        click.echo("nothing new: all of them are among your peers")


def _say(files: Mapping[str, Sequence[Peer]], feed: str = "") -> None:
    for file, peers in files.items():
        for peer in peers:
            click.echo(f"{line(peer.name or peer.id, 80)} is a peer now, by the id {quoted(peer.id)}{feed}")
        click.echo(written_to(file, peers))


def _address(text: str, gathering: Gathering) -> Url:
    address = urls.parse(text)
    if address is None:
        raise Refused(f"{quoted(text)} is no URL; {address_advice.advice(text)}")
    if said := address_advice.doubt(text):
        raise Refused(f"{quoted(text)}: {said}")
    _refuse_known(address, gathering)
    return address


def _refuse_known(address: Url, gathering: Gathering) -> None:
    """Refuses an address of this site, and the home or feed of somebody who is a peer already."""
    people = gathering.book.directory
    if people.is_own(address):
        raise Refused(f"{quoted(address)} is this site's own address; a peer has another")
    key = urls.key(address)
    feeds = {urls.key(url): peer.id for peer in gathering.peers for url in peer.feed_urls()}
    owner = people.claims.get(key) or feeds.get(key)
    above = people.owner(address)
    if owner is None and people.is_private(above):
        raise Refused(
            f"{quoted(address)} is below an address of {quoted(above or '')}, who is private; if it is somebody "
            "else's, write it into the log by hand, with `private: true` if they should be private too"
        )
    if owner is not None:
        raise Refused(f"{quoted(address)} is that of {quoted(owner)} already")


def _refuse_feed(feed: Url, gathering: Gathering) -> None:
    """Refuses a feed that a peer has already: what stands in it would count for both."""
    asking = Sources(gathering).asking
    for peer in gathering.peers:
        of_peer = (urls.parse(ref) for ref in (*peer.feeds, *asking.feeds_of(peer)))
        if any(url and urls.key(url) == urls.key(feed) for url in of_peer):
            raise Refused(
                f"{quoted(feed)}, the feed that was found there, is that of {quoted(peer.id)} already; if it is one "
                "person, write the address below their `also`"
            )


def _with_peer(
    gathering: Gathering, found: Found, id_: str | None, name: str | None
) -> tuple[Bodies, dict[str, list[Peer]]]:
    people = gathering.book.directory
    _refuse_known(found.home, gathering)
    if found.feed:
        _refuse_feed(found.feed, gathering)
    called = line(name or found.title, 80)
    id_ = peer_id(called, found.home, people.peers) if id_ is None else id_
    feeds = (found.feed,) if found.feed else ()
    return with_new_peers(gathering, [Peer(id=new_id(id_, people), name=called, home=found.home, feeds=feeds)])
