"""The desk, or all that there is with one peer: in a terminal, or as JSON."""

from __future__ import annotations

from typing import Any

import click
import msgspec
from msgspec import Struct

from mkdocs_reciprocity.cli.desk.known import known
from mkdocs_reciprocity.cli.terminal import tables
from mkdocs_reciprocity.core.desk import desk as desks
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.ledger.peer_advice import unknown_peer
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Refused

SECTIONS = (
    "thanks_owed", "greetings_due", "buried_nods", "reading", "own_posts", "gifts", "asks", "places", "relations",
    "mentions_at_risk", "words_to_keep", "recommended_by", "neighbours", "ripples", "gone_quiet",
)  # fmt: skip
"""The keys of the desk in JSON."""


def show(config_file: str | None, minutes: int, peer: str | None, form: str) -> None:
    """Prints the desk with posts for so many minutes, or the relation with one peer.

    Args:
        config_file: as ``-f`` says.
        minutes: for reading.
        peer: the id; None for the desk.
        form: ``text`` or ``json``.

    Raises:
        Refused: nobody has this id.
    """
    all_known = known(config_file)
    account, gathering = all_known.account, all_known.gathering
    shown = desks.desk(account, minutes) if peer is None else _relation(peer, account, gathering.book.directory)
    if form == "json":
        click.echo(_json({key: getattr(shown, key) for key in SECTIONS} if isinstance(shown, desks.Desk) else shown))
        return
    from mkdocs_reciprocity.cli.terminal import desk as desk_text  # noqa: PLC0415 - only for a terminal

    desk_text.show(shown, gathering.today, all_known.commands)


def _relation(peer: str, account: Account, people: Directory) -> desks.Relation:
    found = desks.relation_with(PeerId(peer), account)
    if found is None:
        raise Refused(unknown_peer(peer, people, desks.known_peers(account)))
    return found


def _json(value: object) -> str:
    return tables.json_of(_plain(value))


def _plain(value: object) -> Any:
    """Rows as flat objects; what is empty is null."""
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        deed = fields.pop("deed", None)
        return _plain({**msgspec.structs.asdict(deed), **fields} if deed else fields)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return None if value == "" else value
