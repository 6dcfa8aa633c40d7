"""``mkdocs-reciprocity webmention send``: tells other sites that the pages link to them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import click
from msgspec.structs import replace

from mkdocs_reciprocity.cache import folder
from mkdocs_reciprocity.cli.site import gathered, site
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, interrupted
from mkdocs_reciprocity.cli.terminal.progress import watch
from mkdocs_reciprocity.cli.terminal.rows import Row, print_rows
from mkdocs_reciprocity.cli.webmention.first_day import day_as_said, first_day, old_ones
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core import pipeline, site_places
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.pipeline import Facts
from mkdocs_reciprocity.core.problem import Refused
from mkdocs_reciprocity.core.site_places import RECOMMENDATIONS_JSON
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention import queue
from mkdocs_reciprocity.core.webmention.queue import Notice, Pair
from mkdocs_reciprocity.core.wording import counted
from mkdocs_reciprocity.publish.webmentions import NO_ENDPOINT, Sending, Sent


@click.command(
    epilog=examples("webmention send --dry-run", "webmention send --since now", "webmention send --shared"),
)
@config_option
@click.option("--dry-run", is_flag=True, help="Only show what would be sent; nobody is asked anything.")
@click.option("--shared", is_flag=True, help='Also tell those whose posts are on the year pages of "Who I\'ve shared".')
@click.option("--since", metavar="DATE", help="Never tell anybody of links in older pages; also `now`, or `ever`.")
def send(config_file: str | None, dry_run: bool, shared: bool, since: str | None) -> None:
    """Tell the sites that your pages link to, once each, where they take webmentions. Run it after publishing.

    The first time it asks how far back to go, for that may be years of old posts; without a terminal, --since says it.

    The pages are known as the last build saw them, or the last `finish`. A link is told when it is on the published
    page; again when the page has changed, and when the link or the page is gone. What was sent is remembered, so the
    command can run as often as you like.
    """
    of, _ = site(config_file)
    if of.url is None:
        raise Refused("the site has no `site_url`; without it nobody can be told where a link is")
    gathering, reading = gathered(of)
    pages = gathering.store.pages()
    if not pages:
        for note in gathering.store.notes:
            click.echo(note, err=True)
        raise Refused(
            "no page is known yet; run `mkdocs build` first, or `mkdocs-reciprocity finish` after another generator"
        )
    facts = replace(reading.facts, pages=pages)
    if dry_run:
        plan, told, days = _plan(gathering, facts, of.url, shared=shared)
        day = day_as_said(since, gathering)
        _show_plan(replace(plan, notices=tuple(queue.without_old(plan.notices, days, day)[0])), of.url)
        if since is None and not told and (old := old_ones(plan.notices, days, gathering)):
            many = counted(len(old), "of them is", "of them are")
            click.echo(f"{many} old or undated; `--since` says from which day on others are told of a link.")
    else:
        with _alone(gathering):  # before anything is decided: another one may be about to tell them
            _decide_and_send(gathering, facts, of.url, since, shared=shared)
    for note in gathering.store.notes:
        click.echo(f"{note} (for information)", err=True)


def _decide_and_send(gathering: Gathering, facts: Facts, url: Url, since: str | None, *, shared: bool) -> None:
    plan, told, days = _plan(gathering, facts, url, shared=shared)
    try:
        day = first_day(since, plan.notices, days, gathering, begins=not told)
    except click.Abort:
        interrupted("nothing was sent")
    notices, old = queue.without_old(plan.notices, days, day)
    gathering.store.keep_told({(one.source, one.target): queue.passed(one) for one in old})
    gathering.store.forget_told(plan.forgotten)
    if old:
        click.echo(f"{counted(len(old), 'older link is', 'older links are')} left alone for good.")
    _send(gathering, replace(plan, notices=tuple(notices)), told, url)


def _plan(
    gathering: Gathering, facts: Facts, url: Url, *, shared: bool
) -> tuple[queue.Plan, dict[Pair, queue.Told], dict[Pair, When | None]]:
    """What to tell, what was told, and how old each link is."""
    years, days = _links_of_years(gathering.site, facts, url)
    links = queue.links_of(facts.pages, url, facts.book.directory) | (years if shared else {})
    recommended = _recommendations(gathering.site, facts, url)
    links |= recommended
    told = gathering.store.told()
    if not shared:  # what was told of them once is then nothing to be missed
        of_years = {source for source, _ in years}
        told = {pair: kept for pair, kept in told.items() if pair[0] not in of_years}
    plan = queue.plan(links, told, [urls.below(url, "") or url], time.time())
    days = {**queue.days_of(facts.pages, url, links), **days, **queue.days_of_recommendations(recommended)}
    return plan, told, days


def _recommendations(of: Site, facts: Facts, url: Url) -> dict[Pair, str]:
    there = RECOMMENDATIONS_JSON in site_places.well_known(of.settings.files, url)
    file = urls.below(url, RECOMMENDATIONS_JSON) if there else None
    return queue.links_of_recommendations(pipeline.recommended(facts.book, of.settings), file) if file else {}


def _links_of_years(of: Site, facts: Facts, url: Url) -> tuple[dict[Pair, str], dict[Pair, When | None]]:
    if of.settings.shared is None:
        return {}, {}
    years = pipeline.look(pipeline.keep_ledger(facts), facts).years
    end = "" if of.directory_urls else "index.html"
    at = {year.year: urls.below(url, f"{of.settings.shared.path}/{year.year}/{end}") or url for year in years}
    return queue.links_of_years(years, at, facts.book.directory), queue.days_of_years(years, at)


def _show_plan(plan: queue.Plan, url: Url) -> None:
    whys = {"new": "new", "changed": "the page has changed", "gone": "the link is gone"}
    _print([((_path(one, url), whys[one.why], one.target), False) for one in plan.notices])
    links = counted(len(plan.notices), "link", "links")
    click.echo(f"{links} to tell of{_waiting(plan)}; nobody was asked whether they take webmentions.")


@contextmanager
def _alone(gathering: Gathering) -> Iterator[None]:
    """Holds a lock, so that only one command sends at a time."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only where something is sent

    try:
        lock = FileLock(folder.made(gathering.site.root) / "send.lock")
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused("another `webmention send` of this site is running") from None
    except OSError as error:
        raise Refused(f"{folder.FOLDER} cannot be written, so nothing is sent ({error.strerror})") from None
    try:
        yield
    finally:
        lock.release()


def _send(gathering: Gathering, plan: queue.Plan, told: dict[Pair, queue.Told], url: Url) -> None:
    limits = Round(gathering.site.settings.feeds, url, "Webmention", patient=True).limits()
    sending = Sending(plan.notices, told, gathering.store, limits)
    try:
        for doing, progress in sending.rounds():
            watch(doing, progress)
    except KeyboardInterrupt:
        sending.cancel()
        interrupted(f"{_sum(sending.sent)}, and that is remembered")
    shown = sorted((one for one in sending.sent if one.words != NO_ENDPOINT), key=lambda one: one.notice)
    links = Counter(one.notice.source for one in shown if one.of_page)
    rows = {(_path(one.notice, url), one.words, _link(one, links)): one.bad for one in shown}
    _print(rows.items())
    click.echo(f"{_sum(sending.sent)}{_waiting(plan)}.")


def _print(rows: Iterable[tuple[Row, bool]]) -> None:
    if every := list(rows):
        print_rows(("page", "outcome", "link"), [row for row, _ in every], [bad for _, bad in every])


def _link(one: Sent, links: Mapping[Url, int]) -> str:
    """The link; if the outcome is that of a whole page, the number of its links."""
    return counted(links[one.notice.source], "link", "links") if one.of_page else one.notice.target


def _path(notice: Notice, url: Url) -> str:
    return notice.source.removeprefix(urls.below(url, "") or url) or "(home)"


def _sum(sent: Iterable[Sent]) -> str:
    every = list(sent)
    told = sum(one.told for one in every)
    closed = sum(one.words == NO_ENDPOINT for one in every)
    left = len(every) - told - closed
    parts = [f"{counted(told, 'link', 'links')} told"]
    parts += [f"{closed} to pages that take no webmentions"] if closed else []
    parts += [f"{left} not told"] if left else []
    return ", ".join(parts)


def _waiting(plan: queue.Plan) -> str:
    return f", {plan.waiting} left alone for now, because they failed lately" if plan.waiting else ""
