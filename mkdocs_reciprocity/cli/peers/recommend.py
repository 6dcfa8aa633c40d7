"""``mkdocs-reciprocity peers recommend``: marks a peer as somebody whom the author recommends."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.site import opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.writing.destination import Bodies, bodies_of
from mkdocs_reciprocity.collect.writing.transaction import change_files
from mkdocs_reciprocity.core.editing.recommend import with_peer_recommended
from mkdocs_reciprocity.core.ledger.peer_advice import known_peer
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted


@click.command(epilog=examples("peers recommend ada"))
@config_option
@click.argument("peer", metavar="ID", shell_complete=offered("peers"))
def recommend(config_file: str | None, peer: str) -> None:
    """Write `recommend: true` into the entry of the peer ID.

    The next build lists their blog in .well-known/recommendations.json, and `webmention send` tells them. No page shows
    it. To take it back, take the line out of the log.
    """
    (who, file), _ = change_files(opened(config_file), lambda gathering: _recommended(gathering, peer), to_stderr)
    said = f"written to {in_one_line(file)}" if file else f"{who.where} says so already"
    click.echo(f"You recommend {in_one_line(who.name)} ({said})")


def _recommended(gathering: Gathering, said: str) -> tuple[Bodies, tuple[Peer, str]]:
    """The changed file, who is recommended, and its name; empty where nothing has to be changed.

    Raises:
        Refused: they cannot be recommended.
    """
    who, before = known_peer(said, gathering.book.directory), bodies_of(gathering)
    if who.private:
        raise Refused(f"{quoted(said)} is private, and a recommendation is public; nothing was changed")
    if who.home is None:
        raise Refused(f"{quoted(said)} has no `home` that could be recommended; add one ({who.where})")
    if who.recommend:
        return {}, (who, "")
    file = who.where.file
    if file not in before:
        raise Refused(
            f"{quoted(said)} is listed in {who.where}, which your feed reader writes; write below `peers:` in the log: "
            f"`{said}: {{recommend: true}}`"
        )
    return {file: with_peer_recommended(before[file], file, said)}, (who, file)
