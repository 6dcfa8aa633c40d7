"""The whole flow, pure: values in, values out.

log, feeds, own pages -> records -> ledger -> standings -> page views.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates, wording
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk import desk as desks
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.ledger.bounds import bounded
from mkdocs_reciprocity.core.ledger.identity import Directory, directory, resolve
from mkdocs_reciprocity.core.ledger.ignored import unknown_peers, without_ignored
from mkdocs_reciprocity.core.ledger.listed import matching_nobody, with_one_feed
from mkdocs_reciprocity.core.ledger.mentions import links_given, mentions
from mkdocs_reciprocity.core.ledger.merge import Ledger, merge
from mkdocs_reciprocity.core.ledger.opml_peers import with_subscribed
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.text import is_opml
from mkdocs_reciprocity.core.log_keys import SECTIONS
from mkdocs_reciprocity.core.model import Feed, Ignored, Interaction, Log, Mention, OwnPage, Peer, PeerId
from mkdocs_reciprocity.core.personal import has_key
from mkdocs_reciprocity.core.problem import Parsed, Problem, quoted
from mkdocs_reciprocity.core.public_ways import known_ways
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.tally import totals
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views import badge as badges
from mkdocs_reciprocity.core.views import blogroll as blogrolls
from mkdocs_reciprocity.core.views import feeds as feeds_of_shares
from mkdocs_reciprocity.core.views import pay_it_forward as thanking
from mkdocs_reciprocity.core.views import post as under_posts
from mkdocs_reciprocity.core.views import shared as sharing
from mkdocs_reciprocity.core.views import ways
from mkdocs_reciprocity.core.views.titles import ONE_LANGUAGE, Languages, titles_of
from mkdocs_reciprocity.core.webmention.received import received, with_webmentions

_ADDRESS = re.compile(r"https?://[^\s\"`]+", re.IGNORECASE)

Feeds = Mapping[PeerId, Sequence[Feed]]
Known = tuple["Book", Feeds, Sequence[OwnPage], Url | None, Settings, When, Languages]
"""What views are made from, beside a ledger: what `look` and `account` take."""


class LogText(Struct, frozen=True):
    """A log or peers file (YAML or OPML) as it is on disk. All that stands in a private one is private."""

    name: str
    body: bytes
    private: bool = False


class Book(Struct, frozen=True):
    """What the author wrote down, with everybody's identity settled."""

    directory: Directory
    rows: tuple[Interaction, ...]
    ignored: tuple[Ignored, ...] = ()


class Views(Struct, frozen=True, kw_only=True):
    """All that is published, as values. ``recent`` is the newest that was given, for the markers; ``feed`` is what the
    feeds of shares hold; ``reactions`` and ``lifts`` are by the paths of own pages.
    """

    shared: sharing.Shared
    years: tuple[sharing.Year, ...]
    pay_it_forward: thanking.PayItForward
    reactions: Mapping[str, under_posts.Reactions]
    lifts: Mapping[str, tuple[sharing.Place, ...]]
    recent: tuple[sharing.Item, ...]
    feed: tuple[sharing.Item, ...]
    badge: badges.Badge | None
    figures: badges.Figures


MOST_RECENT = 100
"""The most that a marker such as ``shared 5`` can ask for."""


def rules_of(settings: Settings, today: When) -> log_reader.Rules:
    """What a log is read by on one day."""
    return log_reader.Rules(settings.kinds, settings.zone, dates.after(today, 1), known_ways(settings.public_via))


def read_book(
    files: Iterable[LogText],
    site: Url | None,
    settings: Settings,
    today: When,
    absent: Sequence[str] = (),
    sections: Collection[str] = SECTIONS,
) -> Parsed[Book]:
    """Reads the author's files. ``site`` is this site's URL, None when it is not known.

    ``absent`` are the names of private files that are missing. ``sections`` are the keys below which is read: who asks
    for the peers alone has them much sooner. Problems come in the order of files and lines.
    """
    rules = rules_of(settings, today)
    own = _addresses(site, settings)
    parsed: list[Parsed[Log]] = []
    subscribed: list[Parsed[tuple[Peer, ...]]] = []
    for file in files:
        if is_opml(file.name, file.body):
            from mkdocs_reciprocity.core.opml import reader as opml  # noqa: PLC0415 - most peers stand in the log

            subscribed.append(opml.parse(file.body, file.name, private=file.private))
        else:
            parsed.append(log_reader.parse(file.body, file.name, rules, private=file.private, sections=sections))
    listed = [peer for part in parsed for peer in part.records.peers]
    followed = [peer for part in subscribed for peer in part.records]
    peers = with_subscribed(listed, followed, own) if followed else listed
    logged = tuple(row for part in parsed for row in part.records.interactions)
    people = directory(peers, own, absent, settings.public_via)
    resolved = resolve(Log(tuple(peers), logged), people.records)
    ignored = tuple(entry for part in parsed for entry in part.records.ignored)
    problems = [*people.problems, *resolved.problems]
    problems += (problem for part in parsed for problem in part.problems)
    problems += (problem for part in subscribed for problem in part.problems)
    problems += unknown_peers(ignored, people.records)
    problems += with_one_feed(peers)
    if "interactions" in sections:
        said = Log(tuple(listed), logged, ignored)
        problems += matching_nobody(said, people.records, [problem.where for problem in problems])
    return Parsed(Book(people.records, resolved.records, ignored), _hushed(sorted(problems), people.records))


def _addresses(site: Url | None, settings: Settings) -> list[Url]:
    """The addresses of this site, the configured one first."""
    return [url for url in (site, *settings.aliases) if url]


def _hushed(problems: Iterable[Problem], people: Directory) -> tuple[Problem, ...]:
    """The problems, with those that name a private peer marked as private; all that may, while one may be unknown."""
    if people.absent:
        return tuple(
            replace(problem, private=problem.private or '"' in problem.message, about="") for problem in problems
        )
    hidden = {peer.id for peer in people.peers.values() if peer.private}
    secrets = {word for id_ in hidden for word in (id_, people.peers[id_].name)}
    secrets |= {claim.split("/")[0] for claim, owner in people.claims.items() if owner in hidden}
    for id_ in hidden:  # hosts as they were written, beside those in punycode
        peer = people.peers[id_]
        secrets |= {urls.readable(url).split("/")[0] for url in (peer.home, *peer.also) if url}
    # A message quotes names, and that escapes and shortens some.
    names = {form.casefold() for word in secrets if word.strip() for form in (word, quoted(word)[1:-1])}
    return tuple(
        replace(problem, private=problem.private or _names(problem, names) or _quotes_key(problem), about="")
        for problem in problems
    )


def _quotes_key(problem: Problem) -> bool:
    """Whether the message has an address in it that lets in whoever has it."""
    said = (urls.parse(text) for text in _ADDRESS.findall(problem.message))
    return any(has_key(url) for url in said if url)


def _names(problem: Problem, names: Iterable[str]) -> bool:
    """Whether the problem, or the row that has it, speaks of somebody private."""
    said = f"{problem.message} {problem.about}".casefold()
    return any(name in said for name in names)


def years_of(book: Book) -> tuple[str, ...]:
    """The years of what the log says was given, and what is public of it: known before any page or feed is."""
    publicity = Publicity(book.directory)
    years: set[str] = set()
    for row in book.rows:
        if row.direction == "given" and row.date and row.date[:4] not in years and not publicity.settled(row).private:
            years.add(row.date[:4])
    return tuple(sorted(years, reverse=True))


def keep_ledger(
    book: Book,
    feeds: Feeds,
    pages: Iterable[OwnPage],
    site: Url | None,
    settings: Settings,
    today: When,
    webmentions: Iterable[Mention] = (),
) -> Ledger:
    """All interactions from every source, one each."""
    seen = links_given(pages, site, book.directory, today)
    seen += mentions(feeds, book.directory, settings.zone, today)
    if told := received(webmentions, book.directory, settings.kinds, settings.zone, today):
        seen = with_webmentions(seen, told)
    counted = bounded(without_ignored(seen, book.ignored), book.directory)
    ledger = merge(book.rows, counted.records, book.directory)
    too_much = counted.problems
    return replace(ledger, problems=(*ledger.problems, *too_much), left_out=too_much) if too_much else ledger


def look(
    ledger: Ledger,
    book: Book,
    feeds: Feeds,
    pages: Sequence[OwnPage],
    site: Url | None,
    settings: Settings,
    today: When,
    languages: Languages = ONE_LANGUAGE,
) -> Views:
    """What the pages show on one day. Nothing private gets past the first line."""
    public = [row for row in ledger.interactions if not row.private]
    window = dates.window(today, settings.window)
    peers = book.directory.peers
    shown = [row for row in public if row.date is None or row.date in window]  # all else is for the years' pages alone
    sums = totals(shown, window)
    posts = forward.posts(feeds, book.directory.claimant, settings.zone, today)
    newest = {peer: written[0] for peer, written in posts.items() if written}
    as_of = _as_of(feeds)
    titles = titles_of(posts, pages, _addresses(site, settings), book.directory.is_private, languages)
    offers = forward.suggestions(public, posts, peers, settings.zone, today)
    timeline = sharing.timeline(public, peers, titles, settings.kinds, ways.shower(peers, book.directory.owner))
    return Views(
        shared=sharing.view(shown, timeline, window, sums, peers, titles, newest, as_of),
        years=tuple(sharing.year_views(timeline)),
        pay_it_forward=thanking.view(shown, window, offers, peers, titles, newest, as_of),
        reactions=under_posts.reactions(public, peers, titles),
        lifts=under_posts.lifts(public, peers, titles),
        recent=tuple(item for item in timeline[:MOST_RECENT] if item.date is not None),
        feed=feeds_of_shares.newest(timeline),
        badge=badges.badge(sums, settings.badge.label, settings.badge.metric) if settings.badge else None,
        figures=badges.figures(sums, window, today),
    )


def _as_of(feeds: Feeds) -> dict[PeerId, When]:
    """The last day of which there is a copy, for each peer of whom no feed can be read now."""
    found = {}
    for peer, of_peer in feeds.items():
        days = [feed.as_of for feed in of_peer if feed.as_of]
        if days and len(days) == len(of_peer):
            found[peer] = max(days)
    return found


def published_blogroll(book: Book, feeds: Mapping[PeerId, Sequence[str]]) -> tuple[blogrolls.Outline, ...]:
    """The blogroll; ``feeds`` are the addresses of each peer's feeds, those that were found included."""
    people = book.directory
    return blogrolls.outlines(people.peers, feeds, lambda url: people.is_private(people.owner(url)))


def names_any(ledger: Ledger, paths: Iterable[str], site: Url | None, settings: Settings) -> bool:
    """Whether a row that is public leads to, or was seen in, one of the own pages at these paths."""
    places = [urls.below(address, path) for address in _addresses(site, settings) for path in paths]
    sought = {urls.key(place) for place in places if place}
    public = (row for row in ledger.interactions if not row.private)
    return any(urls.key(url) in sought for row in public for url in (row.url, *row.evidence) if url)


def account(
    ledger: Ledger,
    book: Book,
    feeds: Feeds,
    pages: Sequence[OwnPage],
    site: Url | None,
    settings: Settings,
    today: When,
    languages: Languages = ONE_LANGUAGE,
) -> desks.Account:
    """What the desk, or a relation with one peer, is made from. It is private, so all that is private is in it."""
    posts = forward.posts(feeds, book.directory.claimant, settings.zone, today)
    titles = titles_of(posts, pages, _addresses(site, settings), lambda _: False, languages)
    return desks.Account(
        rows=ledger.interactions,
        words=Words(book.directory.peers, settings.kinds, titles.of, titles.of_gift, wording.did),
        feeds=feeds,
        posts=posts,
        pages=pages,
        address=lambda path: urls.below(site, path) if site else None,
        window=dates.window(today, settings.window),
        zone=settings.zone,
        today=today,
    )


def problems_of(*parts: Iterable[Problem]) -> tuple[Problem, ...]:
    """All problems in the order of files and lines, each once."""
    return tuple(sorted({problem for part in parts for problem in part}))
