"""The site that a command works on: finds mkdocs.yml, reads the files, prints problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from mkdocs_reciprocity.collect import log_files, log_schema
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site, read
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import rules_of
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import Feed, PeerId
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.standing import forward

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.desk.account import Account
    from mkdocs_reciprocity.core.desk.deeds import Words
    from mkdocs_reciprocity.core.editing.new_row import Known


def site(config_file: str | None) -> tuple[Site, tuple[Problem, ...]]:
    """The site, and what is wrong with its options.

    If a command was killed while it changed files, its change is undone or finished first.

    Raises:
        Refused: there is no usable mkdocs.yml, or the change can be neither undone nor finished now.
    """
    of, problems = read(config_file)
    if log_files.interrupted(of.root, of.settings) is not None:
        from mkdocs_reciprocity.collect.writing import recovery  # noqa: PLC0415 - hardly ever needed

        recovery.settle(of, to_stderr)
    log_schema.renew(of.root, of.settings)
    return of, problems


def opened(config_file: str | None) -> Site:
    """The site. Problems of its options are printed to stderr."""
    of, problems = site(config_file)
    print_problems(problems)
    return of


def print_problems(problems: Iterable[Problem]) -> None:
    """A line for each, to stderr."""
    for problem in problems:
        to_stderr(str(problem))


def to_stderr(line: str) -> None:
    """Prints a line that is not part of the result."""
    click.echo(line, err=True)


def gathered(site: Site, *, termed: bool = False) -> tuple[Gathering, Reading]:
    """All that is known without asking the network. ``termed``: the terms of feeds are wanted too."""
    gathering = Gathering(site)
    return gathering, Sources(gathering, termed=termed).reading()


def ledger_of(gathering: Gathering, reading: Reading) -> Ledger:
    """The ledger, with the own pages as the last build has seen them."""
    return pipeline.keep_ledger(replace(reading.facts, pages=gathering.store.pages()))


class Snapshot:
    """All that is known now: what was gathered, the ledger, and what things are called.

    Args:
        gathering: what was read.
    """

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.facts = replace(Sources(gathering).reading().facts, pages=gathering.store.pages())
        self.ledger = pipeline.keep_ledger(self.facts)

    def account(self) -> Account:
        """What the desk is made from."""
        from mkdocs_reciprocity.core.desk_account import desk_account  # noqa: PLC0415 - few commands ask for it

        return desk_account(self.ledger, self.facts)

    def words(self) -> Words:
        """What peers, posts and deeds are called."""
        return self.account().words


def known_of(gathering: Gathering, feeds: Mapping[PeerId, Sequence[Feed]]) -> Known:
    """What decides about a new row: the peers, their posts in ``feeds``, and the rules of the log."""
    from mkdocs_reciprocity.core.editing.new_row import Known  # noqa: PLC0415 - for those who write rows

    people, settings, today = gathering.book.directory, gathering.site.settings, gathering.today
    posts = forward.posts(feeds, people.claimant, settings.zone, today)
    return Known(people, posts, rules_of(settings, today), today)
