"""What every command begins with: the site that mkdocs.yml describes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from typing import Any, NoReturn, TypeVar

import click
from msgspec.structs import replace

from mkdocs_reciprocity.collect import journal, log_files, mkdocs_yml
from mkdocs_reciprocity.collect.gathering import Gathering, Reading, Site
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.pipeline import keep_ledger
from mkdocs_reciprocity.core.problem import Problem, Where, quoted

INTERRUPTED = 130
"""The exit status that a shell reports of a program that Ctrl-C has ended."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Failure(click.ClickException):
    """A sentence for people, and exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Prints the sentence, as it is, to stderr."""
        click.echo(self.format_message(), err=True, file=file)


def interrupted(said: str = "nothing was changed") -> NoReturn:
    """Ends the command after Ctrl-C, of which a terminal shows the letters."""
    click.echo(f"{chr(10) if sys.stderr.isatty() else ''}stopped; {said}", err=True)
    sys.exit(INTERRUPTED)


def examples(*said: str) -> str:
    """The end of a help page: what can be typed, a line each, which click does not wrap."""
    lines = (f"  mkdocs-reciprocity {one}" for one in said)
    return "\n".join(("\b", "Examples:" if len(said) > 1 else "Example:", *lines))


def config_option(command: Command) -> Command:
    """The option ``-f``, as MkDocs has it."""
    return click.option(
        "-f", "--config-file", metavar="FILE", help="The mkdocs.yml to read; by default the one in this folder."
    )(command)


def site(config_file: str | None, *, writing: bool = True) -> tuple[Site, tuple[Problem, ...]]:
    """The site, and what is wrong with its options. What a killed command has left is put right first, if anything may
    be written.

    Raises:
        Failure: there is no usable mkdocs.yml.
    """
    try:
        config = mkdocs_yml.read(mkdocs_yml.find(config_file))
    except mkdocs_yml.Unusable as error:
        raise Failure(str(error)) from None
    read = mkdocs_yml.options_of(config)
    of = Site(config.root, config.site_url, read.records, config.directory_urls, config.docs, config.nav)
    if writing:
        _settle(of)
    return of, read.problems


def _settle(of: Site) -> None:
    """Takes back what a command that was killed has left in the middle.

    Raises:
        Failure: that cannot be done now.
    """
    if journal.begun(of.root) is not None:
        from mkdocs_reciprocity.cli import unfinished  # noqa: PLC0415 - hardly ever needed

        try:
            unfinished.settle(of)
        except log_files.NotWritten as error:
            raise Failure(str(error)) from None


def gathered(site: Site) -> tuple[Gathering, Reading]:
    """All that is known without asking the network."""
    gathering = Gathering(site)
    gathering.start(fetch=False)
    return gathering, gathering.reading()


def ledger_of(gathering: Gathering, reading: Reading) -> Ledger:
    """The ledger, with the own pages as the last build saw them."""
    return keep_ledger(replace(reading.facts, pages=gathering.store.pages()))


def known_peer(peer: str, gathering: Gathering) -> Peer:
    """The peer of this id.

    Raises:
        Failure: there is none.
    """
    people = gathering.book.directory
    found = people.peers.get(PeerId(peer))
    if found is None:
        raise Failure(unknown_peer(peer, people))
    return found


_THERE_ARE = "`mkdocs-reciprocity peers` lists those that there are"


def unknown_peer(said: str, people: Directory, strangers: Collection[str] = ()) -> str:
    """The sentence on an id that no peer has; ``strangers`` are hosts that may be meant as well."""
    from mkdocs_reciprocity.core.ledger.meant import did_you_mean  # noqa: PLC0415 - where something is wrong

    return f"unknown peer {quoted(said)}{did_you_mean(said, people, _THERE_ARE, strangers)}"


def missing_log(gathering: Gathering) -> list[Problem]:
    """The problem of a site without a log."""
    name = log_files.missing(gathering.files, gathering.site.settings)
    first = log_files.beginning(gathering.site.settings, gathering.today)
    one = "one" if name == first else f"one, such as {first}"
    message = f"there is no log yet; write {one}, with a list below `interactions:`, or run `mkdocs-reciprocity init`"
    whole = log_files.has_peers(gathering.files, gathering.site.settings)
    return [Problem(Where(name), message, "info" if whole else "error")] if name else []


def on_a_terminal() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
