"""``mkdocs-reciprocity peers add``: lists a peer by the address of their blog."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TypeVar

import click

from mkdocs_reciprocity.cli.site import opened, print_problems, to_stderr
from mkdocs_reciprocity.cli.terminal import piped
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.cli.terminal.progress import watch
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.discovery import found_at
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.collect.writing.destination import Bodies
from mkdocs_reciprocity.collect.writing.new_peers import with_new_peers, written_to
from mkdocs_reciprocity.collect.writing.transaction import change_files, refuse_mistakes
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.book import addresses
from mkdocs_reciprocity.core.editing import new_blogs, pasted
from mkdocs_reciprocity.core.ledger.opml_peers import new_of
from mkdocs_reciprocity.core.ledger.peer_advice import new_id
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.naming import peer_id
from mkdocs_reciprocity.core.problem import Parsed, Refused, in_one_line, quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import counted

T = TypeVar("T")


@click.command(
    epilog=examples(
        "peers add https://ada.example/",
        "peers add https://ada.example/ --id ada --name 'Ada Example'",
        "peers add --opml subscriptions.opml",
        "peers add - < blogs.txt",
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
    are among your peers already are left as they are. With - for the URL, addresses are read from standard input, one a
    line, as `NAME - URL` or just the URL, and the exit status is 1 if some of them could not be added.
    """
    if (url is None) == (opml is None) or (opml is not None and (id_ or name)):
        raise Refused("give the URL of a blog, with --id and --name if you like; or --opml FILE alone")
    if url == piped.SIGN and (id_ or name):
        raise Refused(
            "--id and --name are for one peer; on standard input a name stands before its address: `NAME - URL`"
        )
    of = opened(config_file)
    if opml is not None:
        _add_all(of, opml)
        return
    if url == piped.SIGN:
        sys.exit(1 if _add_lines(of) else 0)
    gathering = Gathering(of)
    refuse_mistakes(gathering)
    address = _address(url or "", gathering)
    [found] = found_at([address], gathering)
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
    _write(of, read.records)


def _add_lines(of: Site) -> int:
    """Adds those whose addresses are on standard input. Returns how many could not be added."""
    text = _right(pasted.decoded(piped.read(pasted.MOST_BYTES, "The address of a blog in each line"), piped.NAME))
    lines = pasted.read(text, piped.NAME)
    gathering = Gathering(of)
    refuse_mistakes(gathering)
    new = new_blogs.blogs(lines.records, piped.NAME, gathering.peers, gathering.book.directory)
    found = _right(Parsed(new.records, tuple(sorted((*lines.problems, *new.problems)))))
    if not lines.records:
        raise Refused(f"{piped.NAME}: no address stands there; write one a line")
    asked = found_at([blog.address for blog in found], gathering, lambda asking: watch("asking", asking.progress))
    peers, left = [], 0
    for blog, answer in zip(found, asked, strict=True):
        peer = new_blogs.peer_of(answer, blog.line.title, blog.line.note)
        if answer.failure:
            to_stderr(f"{piped.NAME}:{blog.line.line}: {in_one_line(blog.address)}: {answer.failure}")
        if peer is None:
            left += 1
        else:
            peers.append(peer)
    if peers or not left:
        _write(of, peers)
    if left:
        how = "`NAME - URL` adds one all the same, and the feed is looked for later"
        to_stderr(f"{counted(left, 'was', 'were')} not added; {how}")
    return left


def _right(parsed: Parsed[T]) -> T:
    """What was read.

    Raises:
        Refused: not all of it could be.
    """
    if parsed.problems:
        raise Refused("\n".join((*map(str, parsed.problems), "nothing was added")))
    return parsed.records


def _write(of: Site, peers: Sequence[Peer]) -> None:
    """Adds those who are not listed yet."""
    own = addresses(of.url, of.settings)
    files, _ = change_files(
        of, lambda gathering: with_new_peers(gathering, new_of(gathering.peers, peers, own)), to_stderr
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
    said = new_blogs.fault_of(text)
    if address is None or said:
        raise Refused(said)
    _refuse_known(address, gathering)
    return address


def _refuse_known(address: Url, gathering: Gathering) -> None:
    """Refuses an address of this site, and the home or feed of somebody who is a peer already."""
    people = gathering.book.directory
    owner = new_blogs.whose(address, gathering.peers, people)
    if owner is not None:
        raise Refused(f"{quoted(address)} is an address of {quoted(owner)} already")
    if said := new_blogs.not_a_peers(address, people):
        raise Refused(said)


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
    gathering: Gathering, found: new_blogs.Found, id_: str | None, name: str | None
) -> tuple[Bodies, dict[str, list[Peer]]]:
    people = gathering.book.directory
    _refuse_known(found.home, gathering)
    if found.feed:
        _refuse_feed(found.feed, gathering)
    called = line(name or found.title, 80)
    id_ = peer_id(called, found.home, people.peers) if id_ is None else id_
    feeds = (found.feed,) if found.feed else ()
    return with_new_peers(gathering, [Peer(id=new_id(id_, people), name=called, home=found.home, feeds=feeds)])
