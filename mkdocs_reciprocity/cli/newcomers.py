"""Who may be listed as a peer when a log begins: subscriptions from an OPML file, sites that the own pages link to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import Struct

from mkdocs_reciprocity import naming
from mkdocs_reciprocity.cli.site import Failure
from mkdocs_reciprocity.gather import Gathering, Site
from mkdocs_reciprocity.ledger.identity import Directory, joined
from mkdocs_reciprocity.ledger.subscribed import with_subscribed
from mkdocs_reciprocity.model import Peer
from mkdocs_reciprocity.problem import in_one_line, quoted
from mkdocs_reciprocity.sources.feed_facts import line
from mkdocs_reciprocity.sources.yaml_text import Value
from mkdocs_reciprocity.wording import counted

NewPeer = tuple[str, dict[str, Value]]
"""An id, and the fields."""


MOST_AT_ONCE = 2_000
"""Peers from one file of subscriptions."""


class Newcomers(Struct, frozen=True):
    """The new peers, and lines of comment on those whom nobody could be asked about."""

    peers: tuple[NewPeer, ...] = ()
    remarks: tuple[str, ...] = ()


def newcomers(site: Site, opml: str | None, docs: Path | None, *, asks: bool) -> Newcomers:
    """Those that are to be listed and are not yet.

    Args:
        site: whose log it is.
        opml: a file of subscriptions; without a terminal all in it are wanted.
        docs: the folder of pages whose links are to be offered.
        asks: whether somebody is at a terminal, to choose.

    Raises:
        Failure: the OPML file cannot be read.
        click.Abort: Ctrl-C, or the end of the input.
    """
    people = Gathering(site, ("peers",)).book.directory
    found: list[NewPeer] = []
    if opml is not None:
        for peer in _subscribed(site, people, opml, asks=asks):
            found.append((peer.id, _fields(peer)))
            people = joined(people, peer)
    return _linked(docs, people, found, asks=asks) if docs is not None else Newcomers(tuple(found))


# --- from an OPML file


def _subscribed(site: Site, people: Directory, opml: str, *, asks: bool) -> list[Peer]:
    from mkdocs_reciprocity.sources import blogroll  # noqa: PLC0415 - rarely needed

    try:
        body = Path(opml).read_bytes()
    except OSError as error:
        raise Failure(f"{in_one_line(opml)}: cannot be read ({error.strerror})") from None
    parsed = blogroll.parse(body, opml)
    for problem in parsed.problems:
        click.echo(str(problem), err=True)
    own = [url for url in (site.url, *site.settings.aliases) if url]
    every = with_subscribed(people.peers.values(), parsed.records, own)
    new = [peer for peer in every if peer.id not in people.peers]
    refuse_too_many(new)
    if not new:
        click.echo(f"{in_one_line(opml)}: nobody in it is new")
    if not (asks and new):
        return new
    click.echo(f"In {in_one_line(opml)}:")
    labels = [f"{line(peer.name, 40)}  {peer.home or ', '.join(peer.feeds)}" for peer in new]
    numbers = _numbers("Which of them are your peers? Numbers, or nothing for all", labels)
    return [new[number] for number in numbers] or new


def refuse_too_many(new: Sequence[Peer]) -> None:
    """Refuses a list that nobody has ever read: each would be asked in every build, and stand in the blogroll.

    Raises:
        Failure: it is such a list.
    """
    if len(new) > MOST_AT_ONCE:
        raise Failure(
            f"{len(new):,} subscriptions are new, and {MOST_AT_ONCE:,} can be added at once; leave in the file those "
            "whom you read, and try again"
        )


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


def _linked(docs: Path, people: Directory, found: list[NewPeer], *, asks: bool) -> Newcomers:
    from mkdocs_reciprocity.cli.outbound import linked  # noqa: PLC0415 - slow to import, and rarely needed

    homes = [one for one in linked(docs) if people.claimant(one[0]) is None]
    taken: list[str] = [*people.peers]
    if not homes:
        click.echo(f"{in_one_line(str(docs))}: no page links to anybody who is not in the log")
    elif asks:
        click.echo("Your pages link to:")
        labels = [f"{home}  ({counted(pages, 'page', 'pages')})" for home, pages in homes]
        for number in _numbers("Which are the blogs of your peers? Numbers, or nothing", labels):
            home = homes[number][0]
            name = click.prompt(f"Whose is {in_one_line(home)}? A name", default="", show_default=False).strip()
            taken.append(naming.peer_id(name, home, taken))
            found.append((taken[-1], {"name": name, "home": home} if name else {"home": home}))
    else:
        remarks = ["  # Your pages link to these; take the # away before those who are peers."]
        for home, pages in homes:
            taken.append(naming.peer_id("", home, taken))
            remarks.append(f"  # {taken[-1]}: {{home: {home}}}   # {counted(pages, 'page', 'pages')}")
        return Newcomers(tuple(found), tuple(remarks))
    return Newcomers(tuple(found))


# --- asking


def _numbers(question: str, labels: Sequence[str]) -> list[int]:
    """The places of those that were chosen, from 0 on, in the order in which they were named."""
    for number, label in enumerate(labels, 1):
        click.echo(f"{number:4}  {in_one_line(label)}")

    def read(text: str) -> list[int]:
        words = text.replace(",", " ").split()
        wrong = next((word for word in words if not (word.isdecimal() and 1 <= int(word) <= len(labels))), None)
        if wrong is not None:
            raise click.UsageError(f"{quoted(wrong)} is no number from 1 to {len(labels)}; write them as 1 3 4")
        return [int(word) - 1 for word in dict.fromkeys(words)]

    numbers: list[int] = click.prompt(question, default="", show_default=False, value_proc=read)
    return numbers
