"""A note to somebody, from its draft until it is sent: at a terminal step by step, else printed."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.desk.known import Known, known
from mkdocs_reciprocity.cli.terminal.command import on_a_terminal
from mkdocs_reciprocity.core.desk import compose, drafts
from mkdocs_reciprocity.core.desk.compose import Way, tidied
from mkdocs_reciprocity.core.desk.drafts import Draft
from mkdocs_reciprocity.core.ledger.peer_advice import unknown_peer
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Refused


def write(config_file: str | None, peer: str) -> list[str]:
    """Shows a note; at a terminal it is also changed, opened, and asked about. Returns what `add` is told once it is
    sent; nothing if it is not.

    Args:
        config_file: as ``-f`` says.
        peer: an id; empty for one of those on the desk.

    Raises:
        Refused: nobody who is listed has this id.
    """
    of = known(config_file)
    offered = (_for(PeerId(peer), of),) if peer else drafts.drafts(of.account)
    if not offered:
        click.echo("Nobody is waiting for thanks or a hello today; `--peer ID` begins a note to somebody all the same.")
        return []
    if not on_a_terminal():
        _print(offered[0], of)
        return []
    from mkdocs_reciprocity.cli.desk import talk  # noqa: PLC0415 - slow to import, and only for a terminal
    from mkdocs_reciprocity.cli.terminal.form import Form  # noqa: PLC0415 - the same

    form = Form()
    draft = talk.chosen(form, offered, of)
    note = talk.Note(draft, of.account.words.name(draft.peer), way(draft, of))
    if not note.sent(form):
        click.echo("nothing was written")
        return []
    return [draft.kind, f"--peer={draft.peer}", f"--via={note.via}"]


def way(draft: Draft, of: Known) -> Way | None:
    """The way to the peer of a draft."""
    return compose.way_to(of.account.words.peers[draft.peer], of.account.me, draft.subject)


def _for(peer: PeerId, of: Known) -> Draft:
    found = drafts.draft(peer, of.account)
    if found is None:
        raise Refused(unknown_peer(peer, of.gathering.book.directory))
    return found


def _print(draft: Draft, of: Known) -> None:
    """All that there is of a note, for a pipe: nothing in it is cut or wrapped."""
    there = way(draft, of)
    head = {
        "To": of.account.words.name(draft.peer),
        "Where": there.to if there else "",
        "Subject": draft.subject if there is None or there.has_subject else "",
    }
    foot = {
        "Open": there.address(draft.text) if there else "",
        "Once it is sent": of.commands.sent(draft.kind, draft.peer, there.via if there else ""),
    }
    for said in (head, foot):
        for name, text in said.items():
            if text:
                click.echo(f"{name}: {visible(text)}")
        if said is head:
            click.echo("\n".join(("", *map(visible, tidied(draft.text).split("\n")), "")))
