"""``mkdocs-reciprocity peers recommend``: marks a peer as somebody whom the author recommends, or does not."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.site import opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.writing.destination import Bodies, bodies_of
from mkdocs_reciprocity.collect.writing.transaction import change_files
from mkdocs_reciprocity.core.editing.recommend import with_recommend
from mkdocs_reciprocity.core.ledger.peer_advice import known_peer
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted


@click.command(epilog=examples("peers recommend ada", "peers recommend ada --no"))
@config_option
@click.argument("peer", metavar="ID", shell_complete=offered("peers"))
@click.option("--no", "not_", is_flag=True, help="Write `recommend: false`: you do not.")
def recommend(config_file: str | None, peer: str, not_: bool) -> None:
    """Write `recommend: true` into the entry of the peer ID.

    The next build lists their blog in .well-known/recommendations.json, and `webmention send` tells them. No page shows
    it. With --no it is taken back, and the desk does not name them again because they recommend you.
    """
    of = opened(config_file)
    (who, file), _ = change_files(of, lambda gathering: _decided(gathering, peer, said=not not_), to_stderr)
    where = f"written to {in_one_line(file)}" if file else f"{who.where} says so already"
    click.echo(f"You {'do not ' if not_ else ''}recommend {in_one_line(who.name)} ({where})")


def _decided(gathering: Gathering, peer: str, *, said: bool) -> tuple[Bodies, tuple[Peer, str]]:
    """The changed file, who is recommended or not, and its name; empty where nothing has to be changed.

    Raises:
        Refused: they cannot be recommended.
    """
    who, before = known_peer(peer, gathering.book.directory), bodies_of(gathering)
    if said and who.private:
        raise Refused(f"{quoted(peer)} is private, and a recommendation is public; nothing was changed")
    if said and who.home is None:
        raise Refused(f"{quoted(peer)} has no `home` that could be recommended; add one ({who.where})")
    if who.recommend is said:
        return {}, (who, "")
    file = who.where.file
    if file not in before:
        raise Refused(
            f"{quoted(peer)} is listed in {who.where}, which your feed reader writes; write below `peers:` in the log: "
            f"`{peer}: {{recommend: {'true' if said else 'false'}}}`"
        )
    return {file: with_recommend(before[file], file, who.id, said=said)}, (who, file)
