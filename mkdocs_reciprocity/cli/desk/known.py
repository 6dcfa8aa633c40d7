"""What the desk's commands are made from: all that is known, with the problems printed."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cli.site import gathered, print_problems, site
from mkdocs_reciprocity.collect.blogrolls import blogrolls_of
from mkdocs_reciprocity.collect.feed_messages import together
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk_account import desk_account
from mkdocs_reciprocity.core.model import OwnPage


class Known(Struct, frozen=True):
    """The author's files, the account made of them, and the commands that settle what it shows."""

    gathering: Gathering
    account: Account
    commands: Commands


def known(config_file: str | None, *, termed: bool = False) -> Known:
    """What is known, as ``-f`` says of which site. Problems go to stderr. ``termed``: the terms of feeds are wanted."""
    of, problems = site(config_file)
    gathering, reading = gathered(of, termed=termed)
    pages = gathering.store.pages_seen()
    facts = replace(reading.facts, pages=pages, first_pages=() if pages else _titled(of))
    ledger = pipeline.keep_ledger(facts)
    print_problems(pipeline.problems_of(problems, gathering.problems, together(reading.problems), ledger.problems))
    account = desk_account(ledger, facts, blogrolls_of(gathering), gathering.store.pages() or _titled(of))
    return Known(gathering, account, Commands(Path(config_file).as_posix() if config_file else ""))


def _titled(of: Site) -> list[OwnPage]:
    """The own pages before anything has built them: their titles, as their Markdown has them."""
    from mkdocs_reciprocity.collect import docs  # noqa: PLC0415 - slow, and only before the first build

    files = docs.read(of.root / of.docs, of.written, directory_urls=of.directory_urls)
    built = [doc for doc in files if doc.is_built]
    if not built:
        return []
    from mkdocs_reciprocity.collect import written_titles  # noqa: PLC0415 - imports Markdown

    return [*written_titles.pages(built, of.settings.zone, directory_urls=of.directory_urls)]
