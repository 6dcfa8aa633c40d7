"""Decides which webmentions to send, and what to remember of those that were sent.

Webmention, section 3.1: a source tells each target once; again after the source has changed (3.1.4), and when the link
or the whole source is gone (3.1.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Response, after, request_for
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.own_page.reader import digest_of
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.blogroll import Recommendation
from mkdocs_reciprocity.core.views.shared import Year

Why = Literal["new", "changed", "gone"]

Pair = tuple[Url, Url]
"""Source and target: a page of this site, and where a link on it leads."""

Links = Mapping[Pair, str]
"""The links to tell of, each with the digest of what its source says."""

NEVER_OLD = When("9999-12-31")

MOST_FAILURES = 10
"""After so many failures in a row, in about four days, a link is left alone until its source changes."""


class Told(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of one link.

    ``digest`` is that of the source when this link was settled: it need not be asked about until that changes. It is
    empty while the link is not settled. ``told``: the target knows of the link. ``state``: what has failed since, and
    when it may be tried again. ``passed``: the link is too old for anybody to be told of it, now or later.
    """

    state: FeedState
    digest: str = ""
    told: bool = False
    passed: bool = False


class Notice(Struct, frozen=True, order=True):
    """One link to tell of. ``digest`` is the current one of its source; empty for a link that is ``gone``."""

    source: Url
    target: Url
    why: Why
    digest: str = ""


class Plan(Struct, frozen=True):
    """What to do: whom to tell, what to forget. ``waiting`` is how many failed lately and have to wait."""

    notices: tuple[Notice, ...]
    forgotten: tuple[Pair, ...]
    waiting: int


def links_of(pages: Iterable[OwnPage], site: Url, directory: Directory) -> dict[Pair, str]:
    """The links on own pages that lead to other sites. Those with ``rel`` of ``nofollow`` are among them."""
    found: dict[Pair, str] = {}
    for page in pages:
        source = urls.below(site, page.path)
        for target in (*(link.url for link in page.links), *page.unrecommended):
            if source is not None and not directory.is_own(target) and not urls.has_user_info(target):
                found[source, target] = page.digest
    return found


def links_of_years(years: Sequence[Year], addresses: Mapping[str, Url], directory: Directory) -> dict[Pair, str]:
    """The links on the year pages of "Who I've shared": to the posts, and to those from whom they came.

    Each has a digest of its own: a post that is added to the page does not change it for the others.

    Args:
        years: the pages.
        addresses: the address of each page, by year.
        directory: who is who.
    """
    posts: dict[Pair, str] = {}
    ways: dict[Pair, str] = {}
    for year in years:
        for item in (item for group in year.groups for item in group.items):
            said = digest_of(f"{item.kind}\n{item.date}\n{item.post.text}\n{item.note}")
            for found, href in ((posts, item.post.href), (ways, item.via.href)):
                target = urls.parse(href or "")
                if target is not None and not directory.is_own(target):
                    found[addresses[year.year], target] = said
    return ways | posts


def links_of_recommendations(recommended: Iterable[Recommendation], file: Url) -> dict[Pair, str]:
    """The recommended blogs; ``file`` is the address of the file that names them. Each has a digest of its own."""
    return {(file, one.url): digest_of(f"{one.url}\n{one.first}\n{one.last}") for one in recommended}


def days_of_recommendations(links: Iterable[Pair]) -> dict[Pair, When]:
    """What is recommended is recommended today: it is never an old post."""
    return dict.fromkeys(links, NEVER_OLD)


def days_of(pages: Iterable[OwnPage], site: Url, links: Iterable[Pair]) -> dict[Pair, When | None]:
    """The dates of the links on own pages: those of their pages."""
    dated = {urls.below(site, page.path): page.date for page in pages}
    return {pair: dated.get(pair[0]) for pair in links}


def days_of_years(years: Sequence[Year], addresses: Mapping[str, Url]) -> dict[Pair, When | None]:
    """The same for the links on the year pages: the last day of a row that has each."""
    found: dict[Pair, When | None] = {}
    for year in years:
        for item in (item for group in year.groups for item in group.items):  # the newest first
            for target in filter(None, map(urls.parse, (item.post.href, item.via.href))):
                found.setdefault((addresses[year.year], target), item.date)
    return found


def without_old(
    notices: Iterable[Notice], days: Mapping[Pair, When | None], since: When
) -> tuple[list[Notice], list[Notice]]:
    """The notices to send; and those of new links that are older than ``since`` (`NEVER_OLD` at most), or undated."""
    kept: list[Notice] = []
    old: list[Notice] = []
    for one in notices:
        day = days.get((one.source, one.target))
        is_old = one.why == "new" and since > "0001-01-01" and (day is None or dates.last_day(day) < since)
        (old if is_old else kept).append(one)
    return kept, old


def passed(notice: Notice) -> Told:
    """What to remember of a link of which nobody is told, now or later."""
    return Told(state=FeedState(url=notice.target), digest=notice.digest, passed=True)


def plan(links: Links, told: Mapping[Pair, Told], scope: Iterable[Url], now: float) -> Plan:
    """Decides whom to tell.

    Args:
        links: what there is now.
        told: what is remembered.
        scope: only a source below one of these addresses counts as gone if it is not among the links.
        now: in seconds since the epoch.
    """
    missed = [pair for pair in told if pair not in links and any(pair[0].startswith(place) for place in scope)]
    wanted = [_notice(pair, digest, told.get(pair)) for pair, digest in links.items()]
    wanted += [Notice(*pair, "gone") for pair in missed if told[pair].told]
    found = [notice for notice in wanted if notice is not None]
    due = [notice for notice in found if _is_due(told.get((notice.source, notice.target)), now)]
    forgotten = tuple(sorted(pair for pair in missed if not told[pair].told))
    return Plan(tuple(sorted(due)), forgotten, len(found) - len(due))


def _notice(pair: Pair, digest: str, before: Told | None) -> Notice | None:
    if before is not None and (before.passed or (before.digest and before.digest == digest)):
        return None
    return Notice(*pair, "changed" if before is not None and before.told else "new", digest)


def _is_due(before: Told | None, now: float) -> bool:
    return before is None or request_for(before.state, now=now, max_age=0.0, force=False) is not None


def settled(notice: Notice, *, told: bool) -> Told | None:
    """What to remember of a link that is settled until its source changes; None: nothing."""
    if notice.why == "gone":
        return None
    return Told(state=FeedState(url=notice.target), digest=notice.digest, told=told)


def failed(notice: Notice, before: Told | None, response: Response, now: float) -> Told | None:
    """What to remember of a link whose target or endpoint did not answer properly; None: nothing.

    It is tried again, but not for ever.
    """
    before = before or Told(state=FeedState(url=notice.target))
    state = after(before.state, response, now=now)
    if state.failures >= MOST_FAILURES:
        return settled(notice, told=before.told)
    return Told(state=state, told=before.told)


def is_final(response: Response) -> bool:
    """Whether asking again would bring the same answer: there is no such page, or this is not wanted."""
    return 400 <= response.status < 500 and response.status not in {408, 425, 429}
