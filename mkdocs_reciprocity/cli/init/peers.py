"""The peers of a new log: from an OPML file, or from the links of the own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from msgspec import Struct

from mkdocs_reciprocity.cli.terminal.numbers import chosen
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.gathering import Gathering, Site
from mkdocs_reciprocity.collect.mkdocs_yml import SiteConfig
from mkdocs_reciprocity.collect.writing.destination import hold_key
from mkdocs_reciprocity.core import naming
from mkdocs_reciprocity.core.book import addresses
from mkdocs_reciprocity.core.editing.log import NewPeer
from mkdocs_reciprocity.core.feeds.facts import line
from mkdocs_reciprocity.core.ledger.identity import Directory, directory
from mkdocs_reciprocity.core.ledger.opml_peers import refuse_too_many, with_subscribed
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.problem import Refused, in_one_line
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import counted
from mkdocs_reciprocity.core.yaml.quoting import Value


class Newcomers(Struct, frozen=True):
    """The new peers, and lines of comment on those whom nobody could be asked about.

    ``with_keys`` are those with a key in an address, for a private file.
    """

    peers: tuple[NewPeer, ...] = ()
    remarks: tuple[str, ...] = ()
    with_keys: tuple[NewPeer, ...] = ()


def newcomers(site: Site, opml: str | None, config: SiteConfig | None, *, asks: bool) -> Newcomers:
    """Those that are to be listed and are not yet.

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
    own = addresses(site.url, site.settings)
    new = _subscribed(own, people, opml, asks=asks) if opml is not None else []
    found: list[NewPeer] = [(peer.id, _fields(peer)) for peer in new]
    if config is None:
        return _parted(found)
    if new:
        people = directory([*people.peers.values(), *new], own).records
    return _linked(config, own, people, found, asks=asks)


# --- from an OPML file


def _subscribed(own: Sequence[Url], people: Directory, opml: str, *, asks: bool) -> list[Peer]:
    from mkdocs_reciprocity.core.opml import reader as opml_reader  # noqa: PLC0415 - rarely needed

    try:
        body = plain_file.read(Path(opml))
    except OSError as error:
        raise Refused(f"{in_one_line(opml)}: cannot be read ({error.strerror})") from None
    parsed = opml_reader.parse(body, opml)
    for problem in parsed.problems:
        click.echo(str(problem), err=True)
    every = with_subscribed(people.peers.values(), parsed.records, own)
    new = [peer for peer in every if peer.id not in people.peers]
    refuse_too_many(new)
    if not new:
        click.echo(f"{in_one_line(opml)}: nobody in it is new")
    if not (asks and new):
        return new
    click.echo(f"In {in_one_line(opml)}:")
    labels = [f"{line(peer.name, 40)}  {peer.home or ', '.join(peer.feeds)}" for peer in new]
    return [new[number] for number in chosen("Which of them are your peers?", labels, "all")]


def _holds_key(fields: Mapping[str, Value]) -> bool:
    homes, feeds = ([said] if isinstance(said := fields.get(name, ""), str) else said for name in ("home", "feed"))
    return hold_key(homes, feeds)


def _fields(peer: Peer) -> dict[str, Value]:
    said: dict[str, Value] = {
        "name": peer.name,
        "home": peer.home or "",
        "feed": peer.feeds[0] if len(peer.feeds) == 1 else peer.feeds,
        "tags": peer.tags,
        "private": "true" if peer.private else "",
    }
    return {name: value for name, value in said.items() if value}


# --- from links


def _linked(
    config: SiteConfig, own: Sequence[Url], people: Directory, found: list[NewPeer], *, asks: bool
) -> Newcomers:
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
            name = click.prompt(f"Whose is {in_one_line(home)}? A name", default="", show_default=False).strip()
            id_ = naming.peer_id(name, home, taken)
            taken.add(PeerId(id_))
            found.append((id_, {"name": name, "home": home} if name else {"home": home}))
    else:
        remarks = ["  # Your pages link to these; take the # away before those who are peers."]
        for home, pages in homes:
            id_ = naming.peer_id("", home, taken)
            taken.add(PeerId(id_))
            remarks.append(f"  # {id_}: {{home: {home}}}   # {counted(pages, 'page', 'pages')}")
        return _parted(found, remarks)
    return _parted(found)


def _parted(found: Sequence[NewPeer], remarks: Sequence[str] = ()) -> Newcomers:
    """Those whose addresses anybody may read, and the others."""
    secret = [_holds_key(fields) for _, fields in found]
    return Newcomers(
        tuple(one for one, hides in zip(found, secret, strict=True) if not hides),
        tuple(remarks),
        tuple(one for one, hides in zip(found, secret, strict=True) if hides),
    )
