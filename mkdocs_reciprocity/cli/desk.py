"""``mkdocs-reciprocity desk``: what the author gave, and can give today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cli.site import gathered, print_problems, site
from mkdocs_reciprocity.cli.terminal import tables
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered
from mkdocs_reciprocity.collect.blogrolls import blogrolls_of
from mkdocs_reciprocity.collect.feed_messages import together
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.desk import desk as desks
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.ledger.peer_advice import unknown_peer
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Refused

SECTIONS = (
    "thanks_owed", "greetings_due", "buried_nods", "reading", "own_posts", "gifts", "asks", "places", "relations",
    "mentions_at_risk", "words_to_keep", "recommended_by", "neighbours",
)  # fmt: skip
"""The keys of the desk in JSON."""


@click.command(
    epilog=examples("desk --minutes 10", "desk --peer ada"),
)
@config_option
@click.option(
    "--minutes", type=click.IntRange(1, 24 * 60), default=20, show_default=True, help="How long you want to read."
)
@click.option(
    "--peer",
    metavar="ID",
    shell_complete=offered("peers"),
    help="Show everything with one peer: what was given and got, first and last.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def desk(config_file: str | None, minutes: int, peer: str | None, format_: str) -> None:
    """Show your desk: what you gave, what to read now, whom to thank and to greet, and what was said and asked.

    It is private: it shows what no build contains. The pages are known as the last build or preview saw them, the
    feeds as they were read last. Problems go to stderr.
    """
    of, problems = site(config_file)
    gathering, reading = gathered(of)
    facts = replace(reading.facts, pages=gathering.store.pages_seen())
    ledger = pipeline.keep_ledger(facts)
    print_problems(pipeline.problems_of(problems, gathering.problems, together(reading.problems), ledger.problems))
    account = pipeline.account(ledger, facts, blogrolls_of(gathering))
    shown = desks.desk(account, minutes) if peer is None else _relation(peer, account, gathering.book.directory)
    if format_ == "json":
        click.echo(_json({key: getattr(shown, key) for key in SECTIONS} if isinstance(shown, desks.Desk) else shown))
        return
    from mkdocs_reciprocity.cli.terminal import desk as desk_text  # noqa: PLC0415 - only for a terminal

    desk_text.show(shown, gathering.today, Commands(Path(config_file).as_posix() if config_file else ""))


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
