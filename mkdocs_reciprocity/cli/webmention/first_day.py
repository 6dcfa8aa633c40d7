"""The day from which on links are told of: a blog that begins to send has old posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from mkdocs_reciprocity.cli.terminal.command import on_a_terminal
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log.date_advice import advice
from mkdocs_reciprocity.core.problem import Refused, quoted
from mkdocs_reciprocity.core.webmention import queue
from mkdocs_reciprocity.core.webmention.queue import Notice, Pair
from mkdocs_reciprocity.core.wording import counted

_RECENT = 30  # days
_EVER, _NOW = When("0001-01-01"), queue.NEVER_OLD
_WAYS = "`--since 2026-11-01` tells of posts dated from then on, `--since now` of none of these, `--since ever` of all"


def day_of(said: str, gathering: Gathering) -> When:
    """The first day that counts, of a date, ``now`` or ``ever``.

    Raises:
        ValueError: it is none of these.
    """
    word = said.strip().lower()
    if word in {"now", "ever"}:
        return _NOW if word == "now" else _EVER
    found = dates.from_words(word, gathering.today) or dates.parse(word, gathering.site.settings.zone)
    if found is None:
        raise ValueError(f"{quoted(said)} is no date; {advice(said, gathering.today)}; or `now`, or `ever`")
    return When(dates.first_day(found))


def day_as_said(said: str | None, gathering: Gathering) -> When:
    """The first day that counts, from the option; without the option, every day counts.

    Raises:
        Refused: it is no date.
    """
    try:
        return _EVER if said is None else day_of(said, gathering)
    except ValueError as error:
        raise Refused(f"--since: {error}") from None


def old_ones(notices: Sequence[Notice], days: Mapping[Pair, When | None], gathering: Gathering) -> Sequence[Notice]:
    """The links that are older than a month, or undated."""
    return queue.without_old(notices, days, dates.after(gathering.today, -_RECENT))[1]


def first_day(
    said: str | None, notices: Sequence[Notice], days: Mapping[Pair, When | None], gathering: Gathering, *, begins: bool
) -> When:
    """The first day whose links are told of: from the option, or from the answer to a question.

    The question is asked if nothing was ever sent (``begins``) and there are old posts.

    Raises:
        Refused: the option is no date, or there is no terminal to ask at.
        click.Abort: Ctrl-C.
    """
    if said is not None:
        return day_as_said(said, gathering)
    old = old_ones(notices, days, gathering) if begins else ()
    if not old:
        return _EVER
    many = f"{counted(len(old), 'link', 'links')} on {counted(len({one.source for one in old}), 'page', 'pages')}"
    click.echo(f"This is the first time. Older than a month, or undated: {many}.", err=True)
    if not on_a_terminal():
        raise Refused(f"nothing was sent: {_WAYS}")

    def read(text: str) -> When:
        try:
            return day_of(text, gathering)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    question = "Tell of posts since when? A date, `now` (of none) or `ever` (of all)"
    day: When = click.prompt(question, default="now", value_proc=read)
    return day
