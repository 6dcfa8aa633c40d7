"""``mkdocs-reciprocity refresh``: reads the feeds now."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from mkdocs_reciprocity.cli.site import ledger_of, print_problems, site
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, interrupted
from mkdocs_reciprocity.cli.terminal.progress import watch
from mkdocs_reciprocity.cli.terminal.rows import print_rows
from mkdocs_reciprocity.collect import missing
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Outcome
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.ledger.held_back import counted


@click.command(epilog=examples("refresh && mkdocs build"))
@config_option
def refresh(config_file: str | None) -> None:
    """Read every feed on the web now, even if its copy is fresh, and look for feeds that are not in the log. Your
    webmentions and your own places (`me`) are read, too.

    A server that has said when it may be asked again is not asked earlier. The next build uses what was read. The names
    of private peers are printed.

    The exit status is 1 where your own files or options have to be mended; feeds that fail leave it 0.
    """
    of, problems = site(config_file)
    gathering = Gathering(of)
    mistakes = pipeline.problems_of(problems, gathering.problems, missing.log(gathering))
    mistakes = tuple(problem for problem in mistakes if problem.level == "error")
    print_problems(mistakes)
    sources = Sources(gathering, fetch=True, force=True, search=True, look=True, patient=True, termed=True)
    try:
        watch("reading feeds", sources.progress)
        reading = sources.reading()
    except KeyboardInterrupt:
        done, total = sources.progress()
        sources.cancel()
        sources.keep()
        interrupted(f"{done} of {total} {'was read, and is' if done == 1 else 'were read, and are'} kept")
    _print([*sources.outcomes()])
    for line in (*map(str, sources.proxies_unused()), *_held_back(gathering, reading), *gathering.store.notes):
        click.echo(f"{line} (for information)", err=True)
    sys.exit(1 if mistakes else 0)


def _held_back(gathering: Gathering, reading: Reading) -> list[str]:
    held = ledger_of(gathering, reading).pending
    are = "is" if len(held) == 1 else "are"
    return [f"{counted(held)} {are} held back; `mkdocs-reciprocity accept` asks about each"] if held else []


def _print(outcomes: Sequence[Outcome]) -> None:
    if outcomes:
        rows = [(one.who, one.words, one.feed) for one in outcomes]
        print_rows(("peer", "outcome", "feed"), rows, [one.bad for one in outcomes])
    else:
        click.echo("There is no feed to read: no peer in the log has a `feed`, or a `home` to find it from.")
