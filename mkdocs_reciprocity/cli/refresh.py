"""``mkdocs-reciprocity refresh``"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from textwrap import fill

import click

from mkdocs_reciprocity import pipeline
from mkdocs_reciprocity.cli.site import config_option, examples, interrupted, missing_log, site
from mkdocs_reciprocity.feed_words import Outcome
from mkdocs_reciprocity.gather import Gathering

_WIDTH = 80


@click.command(epilog=examples("refresh && mkdocs build"), short_help="Read the feeds of your peers now.")
@config_option
def refresh(config_file: str | None) -> None:
    """Ask every feed on the web now, however fresh its copy is, and look for those that are not in the log.

    Only a server that said when it wants to be asked again is not asked before. What was read is there for the next
    build. The names of private peers are printed.

    The exit status is 1 where your own files or options have to be mended; feeds that fail leave it 0.
    """
    of, problems = site(config_file)
    gathering = Gathering(of)
    mistakes = pipeline.problems_of(problems, gathering.problems, missing_log(gathering))
    mistakes = tuple(problem for problem in mistakes if problem.level == "error")
    for problem in mistakes:
        click.echo(str(problem), err=True)
    try:
        gathering.start(fetch=True, force=True, search=True, patient=True)
        _wait(gathering)
        gathering.reading()
    except KeyboardInterrupt:
        done, total = gathering.asking.progress()
        gathering.cancel()
        gathering.asking.keep()
        interrupted(f"{done} of {total} were read, and are kept")
    _print([*gathering.outcomes()])
    for line in (*map(str, gathering.proxies_unused()), *gathering.store.notes):
        click.echo(f"{line} (for information)", err=True)
    sys.exit(1 if mistakes else 0)


def _wait(gathering: Gathering) -> None:
    """Waits for the feeds, with a bar for whoever watches."""
    if sys.stderr.isatty() and gathering.asking.asked:
        from rich.console import Console  # noqa: PLC0415 - slow to import, and only for somebody who watches
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        console = Console(stderr=True)
        columns = (TextColumn("reading feeds"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            done, total = gathering.asking.progress()
            task = bar.add_task("", total=total)
            while done < total:
                time.sleep(0.1)
                done, total = gathering.asking.progress()
                bar.update(task, completed=done)
    gathering.asking.wait()


def _print(outcomes: Sequence[Outcome]) -> None:
    rows = [(_shown(one.peer.name), _shown(one.words), _shown(one.feed)) for one in outcomes]
    if not rows:
        click.echo("There is no feed to read: no peer in the log has a `feed`, or a `home` to find it from.")
    elif sys.stdout.isatty():
        _print_table(rows, [one.bad for one in outcomes])
    else:
        _print_plain(rows)


def _print_table(rows: Sequence[tuple[str, str, str]], bad: Sequence[bool]) -> None:
    from rich import box  # noqa: PLC0415 - slow to import, and only for a terminal
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("peer", max_width=20, overflow="fold")
    table.add_column("outcome", overflow="fold")
    table.add_column("feed", overflow="fold")
    for row, marked in zip(rows, bad, strict=True):
        peer, words, feed = row  # as `Text`, so that nothing in them is markup
        feed = feed.removeprefix("https://").removeprefix("http://")
        table.add_row(Text(peer), Text(words, "yellow" if marked else ""), Text(feed))
    Console(highlight=False).print(table)


def _print_plain(rows: Sequence[tuple[str, str, str]]) -> None:
    """In columns where these fit; else two lines and more for each feed."""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for peer, words, feed in rows:
        if sum(widths) + 4 <= _WIDTH:
            click.echo(f"{peer:{widths[0]}}  {words:{widths[1]}}  {feed}")
        else:
            text = fill(f"{peer}: {words}", _WIDTH, subsequent_indent="    ", break_on_hyphens=False)
            click.echo(f"{text}\n    {feed}")


def _shown(text: str) -> str:
    """Text from outside in one line without anything that a terminal would obey."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
