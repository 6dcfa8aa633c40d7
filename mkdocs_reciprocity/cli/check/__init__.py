"""``mkdocs-reciprocity check``: what is not right, and how to mend it.

In come the author's files, what is kept of feeds and pages, and the Markdown below docs/. Out go lines with file, line
and column, and an exit status. The problems are found elsewhere, by the code that builds use too. Nothing is
written. The network is used with ``--links`` only, and what came of it is remembered in the store.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial

import click
from msgspec.structs import replace

from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cli.check.below_docs import Below
from mkdocs_reciprocity.cli.site import ledger_of, site
from mkdocs_reciprocity.cli.terminal import problems as shown
from mkdocs_reciprocity.cli.terminal.command import config_option, examples
from mkdocs_reciprocity.cli.terminal.tables import json_of
from mkdocs_reciprocity.collect import missing
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import pipeline, settings
from mkdocs_reciprocity.core.book import addresses, years_of
from mkdocs_reciprocity.core.ledger.dead_ends import dead_ends, is_below, nowhere
from mkdocs_reciprocity.core.ledger.doubts import Doubts
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.ledger.unlisted import strangers
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.views.post import MOST, left_out
from mkdocs_reciprocity.core.views.titles import ONE_LANGUAGE, own_titles, paths_to
from mkdocs_reciprocity.core.wording import counted
from mkdocs_reciprocity.core.yaml.nodes import WITH_LIBYAML


@click.command(epilog=examples("check && mkdocs build", "check --format github", "check --links"))
@config_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="github: annotations of a workflow, which quote nothing private.",
)
@click.option("--links", is_flag=True, help="Also ask whether the posts that you passed on are still there.")
def check(config_file: str | None, format_: str, *, links: bool) -> None:
    """Say what is not right in the log, the peers, the options and the feeds, with file, line and column.

    Lines for information need no mending: duplicates, feeds that fail, hosts that belong to no listed peer.
    With --links, each post is asked for once a month at most; one is gone if its server says so twice.
    The exit status is 1 where something has to be mended, else 0.
    """
    of, problems = site(config_file)
    gathering = Gathering(of)
    found, problems_found = _found(gathering, links=links)
    every = [*shown.placed(pipeline.problems_of(problems, problems_found), gathering.files.texts)]
    every += (Problem(Where(FOLDER), note, "info") for note in gathering.store.notes)
    if format_ == "json":
        click.echo(json_of([shown.as_fields(problem) for problem in every]))
    else:
        in_github = partial(shown.annotation, root=of.root)
        for line in filter(None, map(in_github if format_ == "github" else shown.in_text, every)):
            click.echo(line)
    errors = sum(problem.level == "error" for problem in every)
    rows = counted(len(found.interactions), "interaction", "interactions")
    peers = counted(len(gathering.book.directory.peers), "peer", "peers")
    mend = counted(errors, "problem", "problems") if errors else "nothing to mend"
    click.echo(f"{rows}, {peers}: {mend}.", err=format_ == "json")
    sys.exit(1 if errors else 0)


def _found(gathering: Gathering, *, links: bool) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger, and what is not right."""
    sources = Sources(gathering)
    reading = sources.reading()
    found = ledger_of(gathering, reading)
    below, views = Below(gathering), cache(lambda: _views(gathering, reading, found))
    notes = (
        *missing.log(gathering),
        *missing.url(gathering.site),
        *_without_libyaml(),
        *below.problems(_years(gathering, views)),
    )
    book = gathering.book
    unlisted = (*strangers(book.rows, book.directory), *Doubts(book.directory).of_each(book.rows))
    unlisted += (*_dead_ends(gathering, below),)
    many = left_out(views().reactions) if _are_many(gathering, found) else ()
    lost = _lost(gathering, found) if links else ()
    return found, pipeline.problems_of(
        gathering.problems,
        reading.problems,
        sources.findings.advice(),
        found.problems,
        unlisted,
        notes,
        many,
        _in_git(gathering),
        lost,
    )


def _lost(gathering: Gathering, found: Ledger) -> list[Problem]:
    from mkdocs_reciprocity.cli.check.links import looked_for  # noqa: PLC0415 - uses the network

    return looked_for(gathering, found.interactions)


def _in_git(gathering: Gathering) -> Iterator[Problem]:
    names = [text.name for text in gathering.files.texts if text.private]
    if not names:
        return
    from mkdocs_reciprocity.collect.writing import git  # noqa: PLC0415 - most have no private file

    yield from git.problems(gathering.site.root, names)


def _views(gathering: Gathering, reading: Reading, found: Ledger) -> pipeline.Views:
    return pipeline.look(found, replace(reading.facts, pages=gathering.store.pages()))


def _years(gathering: Gathering, views: Callable[[], pipeline.Views]) -> Iterator[str]:
    """Those that can have a page."""
    yield from years_of(gathering.book)
    yield from (year.year for year in views().years)


def _are_many(gathering: Gathering, found: Ledger) -> bool:
    """Whether a page may have more reactions than are shown."""
    received = [row.key for row in found.interactions if row.direction == "received" and row.key]
    if len(received) <= MOST:
        return False
    of = gathering.site
    pages = own_titles(gathering.store.pages(), addresses(of.url, of.settings), ONE_LANGUAGE)
    paths = Counter(pages[key][1] for key in received if key in pages)
    return any(many > MOST for many in paths.values())


def _dead_ends(gathering: Gathering, below: Below) -> Iterator[Problem]:
    """Rows about a page of this site that does not exist: neither a page of the last build, nor a file, nor ours."""
    of = gathering.site
    seen = gathering.store.pages_seen()
    pages = [page.path for page in seen]
    pages += below.others() if pages else ()
    is_nowhere = nowhere(of.url, lambda: [path for page in seen for path in paths_to(page)])
    ours = settings.folders(of.settings)
    about_pages = (row for row in gathering.book.rows if row.url and not is_below(row.url, of.url, ours))
    return dead_ends((row for row in about_pages if row.url and is_nowhere(row.url)), of.url, pages)


def _without_libyaml() -> list[Problem]:
    if WITH_LIBYAML:
        return []
    message = (
        "is installed without libyaml: rows that are not written plainly are read several times slower, and "
        "`{url: https://a.example/?p=12}` is a syntax error in them; put such a URL in quotes"
    )
    return [Problem(Where("PyYAML"), message, "info")]
