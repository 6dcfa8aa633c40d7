"""The peers of a new log: from an OPML file, or from the links of the own pages."""

from __future__ import annotations

from collections.abc import Sequence

import click
from msgspec import Struct

from mkdocs_reciprocity.cli.site import print_problems
from mkdocs_reciprocity.cli.terminal.numbers import chosen
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.mkdocs_yml import SiteConfig
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core import naming
from mkdocs_reciprocity.core.book import own_addresses
from mkdocs_reciprocity.core.editing.new_peer import has_secret
from mkdocs_reciprocity.core.ledger.identity import Directory, directory
from mkdocs_reciprocity.core.ledger.opml_peers import new_of
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.problem import in_one_line, quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import counted


class NewPeers(Struct, frozen=True):
    """The new peers, and comment lines for the log about sites that may be peers.

    ``with_keys`` are peers with a key in an address; they go into a private file.
    """

    peers: Sequence[Peer] = ()
    remarks: Sequence[str] = ()
    with_keys: Sequence[Peer] = ()


def new_peers(site: Site, opml: str | None, config: SiteConfig | None, *, asks: bool) -> NewPeers:
    """Finds the peers that are to be listed and are not listed yet.

    Args:
        site: whose log it is.
        opml: a file of subscriptions; without a terminal all in it are wanted.
        config: that of the site whose pages' links are to be offered; None where none are.
        asks: whether somebody is at a terminal, to choose.

    Raises:
        Refused: the OPML file cannot be read.
        click.Abort: Ctrl-C, or the end of the input.
    """
    people = Gathering(site, ("peers",)).book.directory
    own = own_addresses(site.url, site.settings)
    new = _subscribed(own, people, opml, asks=asks) if opml is not None else []
    if config is None:
        return _parted(new)
    if new:
        people = directory([*people.peers.values(), *new], own).records
    return _linked(config, own, people, new, asks=asks)


# --- from an OPML file


def _subscribed(own: Sequence[Url], people: Directory, opml: str, *, asks: bool) -> list[Peer]:
    read = log_files.subscriptions(opml)
    print_problems(read.problems)
    new = new_of(people.peers.values(), read.records, own)
    if not new:
        click.echo(f"{in_one_line(opml)}: nobody in it is new")
    if not (asks and new):
        return new
    click.echo(f"In {in_one_line(opml)}:")
    labels = [f"{line(peer.name, 40)}  {peer.home or ', '.join(peer.feeds)}" for peer in new]
    return [new[number] for number in chosen("Which of them are your peers?", labels, "all")]


# --- from links


def _linked(config: SiteConfig, own: Sequence[Url], people: Directory, found: list[Peer], *, asks: bool) -> NewPeers:
    from mkdocs_reciprocity.collect.page_links import linked  # noqa: PLC0415 - slow to import, and rarely needed

    homes = [one for one in linked(config.docs, own, config.accounts) if people.claimant(one[0]) is None]
    taken = {*people.peers}
    if not homes:
        click.echo(f"{in_one_line(str(config.docs))}: no page links to anybody who is not in the log")
    elif asks:
        click.echo("Your pages link to:")
        labels = [f"{home}  ({counted(pages, 'page', 'pages')})" for home, pages in homes]
        for number in chosen("Which are the blogs of your peers?", labels, "none"):
            home = homes[number][0]
            without = quoted(naming.peer_id("", home, taken))
            question = f"Whose is {in_one_line(home)}? A name, or Enter for {without}"
            name = click.prompt(question, default="", show_default=False).strip()
            found.append(Peer(id=PeerId(naming.peer_id(name, home, taken)), name=name, home=home))
            taken.add(found[-1].id)
    else:
        remarks = ["  # Your pages link to these; take the # away before those who are peers."]
        for home, pages in homes:
            id_ = naming.peer_id("", home, taken)
            taken.add(PeerId(id_))
            remarks.append(f"  # {id_}: {{home: {home}}}   # {counted(pages, 'page', 'pages')}")
        return _parted(found, remarks)
    return _parted(found)


def _parted(found: Sequence[Peer], remarks: Sequence[str] = ()) -> NewPeers:
    """The peers whose addresses are public, apart from those with keys."""
    peers, with_keys = ([peer for peer in found if has_secret(peer) == secret] for secret in (False, True))
    return NewPeers(peers, remarks, with_keys)
