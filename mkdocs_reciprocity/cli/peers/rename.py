"""``mkdocs-reciprocity peers rename``: gives a peer another id, in every row too."""

from __future__ import annotations

import click

from mkdocs_reciprocity.cli.site import opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.writing.destination import Bodies, bodies_of
from mkdocs_reciprocity.collect.writing.transaction import change_files
from mkdocs_reciprocity.core.editing import rename as editing_rename
from mkdocs_reciprocity.core.ledger.peer_advice import known_peer, new_id
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted


@click.command(epilog=examples("peers rename ada ada-thornfield"))
@config_option
@click.argument("old", shell_complete=offered("peers"))
@click.argument("new")
def rename(config_file: str | None, old: str, new: str) -> None:
    """Give the peer OLD the id NEW, in all files of the log and in every row that names them.

    Their entry keeps the old one below `was:`, so that links to your gifts lead there still.
    """
    of = opened(config_file)
    files, _ = change_files(of, lambda gathering: _renamed(gathering, old, new), to_stderr)
    click.echo(f"{quoted(old)} is {quoted(new)} now; changed: {', '.join(map(in_one_line, files))}")


def _renamed(gathering: Gathering, old: str, new: str) -> tuple[Bodies, list[str]]:
    who, before = known_peer(old, gathering.book.directory), bodies_of(gathering)
    new = new_id(new, gathering.book.directory)
    if who.where.file not in before:
        raise Refused(
            f"{quoted(old)} is listed in {who.where}, which your feed reader writes; give them an id in the log"
        )
    after = {name: editing_rename.with_peer_renamed(body, name, old, new) for name, body in before.items()}
    changed = {name: body for name, body in after.items() if body != before[name]}
    return changed, list(changed)
