"""``mkdocs-reciprocity peers add --opml``: lists all peers of an OPML file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from mkdocs_reciprocity.cli.site import print_problems, to_stderr
from mkdocs_reciprocity.collect import log_files, plain_file
from mkdocs_reciprocity.collect.gathering import Gathering, Site
from mkdocs_reciprocity.collect.writing.destination import body_of, file_of_peers, hold_key, refuse_keys
from mkdocs_reciprocity.collect.writing.transaction import Bodies, change_files
from mkdocs_reciprocity.core.book import addresses
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.log import NewPeer
from mkdocs_reciprocity.core.feeds.facts import line
from mkdocs_reciprocity.core.ledger.identity import stood_for
from mkdocs_reciprocity.core.ledger.opml_peers import refuse_too_many, with_subscribed
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted


def written_to(file: str, *, keys: bool) -> str:
    """Where peers went, and why; ``keys``: there is one in an address."""
    why = ", for there is a key in the address; so the peer is private" if keys else ""
    return f"written to {in_one_line(file)}{why}"


def add_all(of: Site, opml: str) -> None:
    """Adds those whom a feed reader knows."""
    from mkdocs_reciprocity.core.opml import reader as opml_reader  # noqa: PLC0415 - rarely used

    try:
        body = plain_file.read(Path(opml))
    except OSError as error:
        raise Refused(f"{in_one_line(opml)}: cannot be read ({error.strerror})") from None
    read = opml_reader.parse(body, opml, private=log_files.is_private(opml))
    print_problems(read.problems)
    new, _ = change_files(of, lambda gathering: _with_all(gathering, read.records), to_stderr)
    for file, listed in new.items():
        for peer in listed:
            click.echo(f"{line(peer.name, 80)} is a peer now, by the id {quoted(peer.id)}")
        click.echo(written_to(file, keys=any(map(_has_key, listed))))
    if not new:
        click.echo("nothing new: all of them are among your peers")


def _with_all(gathering: Gathering, subscribed: Sequence[Peer]) -> tuple[Bodies, dict[str, list[Peer]]]:
    """The files with the peers, and who is new in which: those with a key in an address go into a private one."""
    own = addresses(gathering.site.url, gathering.site.settings)
    new = with_subscribed(gathering.peers, subscribed, own)[len(gathering.peers) :]
    refuse_too_many(new)
    strangers = {row.peer for row in gathering.book.rows}
    bodies: dict[str, bytes] = {}
    listed: dict[str, list[Peer]] = {}
    for secret in (False, True):
        peers = [peer for peer in new if _has_key(peer) == secret]
        if peers:
            file = file_of_peers(gathering, private=secret)
            homes, feeds = [peer.home or "" for peer in peers], [feed for peer in peers for feed in peer.feeds]
            refuse_keys(homes, file, feeds)
            entries = [_entry(peer, file, stood_for(peer.home, strangers)) for peer in peers]
            bodies[file] = log_edit.with_peers(bodies.get(file) or body_of(gathering, file), file, entries)
            listed.setdefault(file, []).extend(peers)
    return bodies, listed


def _entry(peer: Peer, file: str, was: str) -> NewPeer:
    fields = {"name": peer.name, "home": peer.home or "", "feed": peer.feeds, "tags": peer.tags, "was": was}
    said = {name: text[0] if name == "feed" and len(text) == 1 else text for name, text in fields.items() if text}
    hidden = {"private": "true"} if peer.private and not log_files.is_private(file) else {}
    return peer.id, {**said, **hidden}


def _has_key(peer: Peer) -> bool:
    return hold_key((peer.home or "",), peer.feeds)
