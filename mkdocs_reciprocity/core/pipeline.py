"""The whole flow, pure: values in, values out.

log, feeds, own pages -> records -> ledger -> standings -> page views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.book import Book, addresses
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger import recommendations as recommending
from mkdocs_reciprocity.core.ledger.bounds import bounded
from mkdocs_reciprocity.core.ledger.ignored import without_ignored
from mkdocs_reciprocity.core.ledger.mentions import links_given, mentions
from mkdocs_reciprocity.core.ledger.merge import Ledger, merge
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.model import Feed, Interaction, Mention, OwnPage, PeerId
from mkdocs_reciprocity.core.personal import is_personal_feed
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.tally import totals
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views import badge as badges
from mkdocs_reciprocity.core.views import blogroll as blogrolls
from mkdocs_reciprocity.core.views import feeds as feeds_of_shares
from mkdocs_reciprocity.core.views import newest as newest_posts
from mkdocs_reciprocity.core.views import pay_it_forward as thanking
from mkdocs_reciprocity.core.views import post as under_posts
from mkdocs_reciprocity.core.views import shared as sharing
from mkdocs_reciprocity.core.views import ways
from mkdocs_reciprocity.core.views.badge import Badge, Figures
from mkdocs_reciprocity.core.views.blogs import blogroll
from mkdocs_reciprocity.core.views.places import Names, Place
from mkdocs_reciprocity.core.views.titles import ONE_LANGUAGE, Languages, Titles, said_in, titles_of
from mkdocs_reciprocity.core.webmention.received import received, with_webmentions

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.accounts.people import Told
    from mkdocs_reciprocity.core.accounts.seen import Seen
    from mkdocs_reciprocity.core.terms.kept import FeedTerms
    from mkdocs_reciprocity.core.views.further import Shelf

Feeds = Mapping[PeerId, Sequence[Feed]]


class Facts(Struct, frozen=True, kw_only=True):
    """All that is known on one day; everything else follows from it.

    ``site`` is this site's URL, None when it is not known. ``shares`` are the feeds of what peers pass on, beside those
    of what they write, and hold no posts of theirs. ``pages`` are the own pages of this build; ``first_pages``
    those of the site's first language, when another one is built: they have titles, and no part in the ledger.
    ``language`` is the author's, as the options or the theme say.
    ``posts`` are the pages among which the author's own posts are, if these are not ``pages``.
    """

    site: Url | None
    settings: Settings
    today: When
    book: Book
    feeds: Feeds = {}
    shares: Feeds = {}
    webmentions: tuple[Mention, ...] = ()
    accounts: Sequence[Told] = ()
    no_reactions: frozenset[PeerId] = frozenset()
    pages: Sequence[OwnPage] = ()
    posts: Sequence[OwnPage] | None = None
    first_pages: Sequence[OwnPage] = ()
    languages: Languages = ONE_LANGUAGE
    language: str = "en"

    def addresses(self) -> list[Url]:
        """The addresses of this site, the configured one first."""
        return addresses(self.site, self.settings)

    def titled(self) -> list[OwnPage]:
        """All own pages that have a title."""
        return [*self.first_pages, *self.pages]


class Views(Struct, frozen=True, kw_only=True):
    """All that is published, as values. ``recent`` is the newest that was given, for the markers; ``feed`` is what the
    feeds of shares hold; ``reactions``, ``lifts`` and ``further`` are by the paths of own pages; ``river`` has the
    newest posts of peers, ``own`` the author's.
    """

    shared: sharing.Shared
    years: tuple[sharing.Year, ...]
    pay_it_forward: thanking.PayItForward
    reactions: Mapping[str, under_posts.Reactions]
    lifts: Mapping[str, tuple[Place, ...]]
    recent: tuple[sharing.Item, ...]
    feed: tuple[sharing.Item, ...]
    badge: Badge | None
    figures: Figures
    river: tuple[newest_posts.Newest, ...] = ()
    own: tuple[newest_posts.Newest, ...] = ()
    further: Mapping[str, tuple[under_posts.Further, ...]] = {}


MOST_RECENT = 100
"""The most that a marker such as ``shared 5`` can ask for."""


def keep_ledger(facts: Facts) -> Ledger:
    """All interactions from every source, one each."""
    book, zone, today = facts.book, facts.settings.zone, facts.today
    kinds = facts.settings.kinds
    seen = links_given(facts.pages, facts.site, book.directory, today)
    seen += mentions(facts.feeds, book.directory, zone, today)
    elsewhere = _elsewhere(facts)
    if told := received(elsewhere.mentions if elsewhere else facts.webmentions, book.directory, kinds, zone, today):
        seen = with_webmentions(seen, told)
    seen += elsewhere.interactions if elsewhere else []
    if shares := mentions(facts.shares, book.directory, zone, today):
        from mkdocs_reciprocity.core.ledger.shares import unknown_shares  # noqa: PLC0415 - few peers have such a feed

        seen += unknown_shares(shares, (*seen, *book.rows))
    counted = bounded(without_ignored(seen, book.ignored), book.directory)
    ledger = merge(book.rows, counted.records, book.directory, elsewhere.declined if elsewhere else None)
    too_much = counted.problems
    return replace(ledger, problems=(*ledger.problems, *too_much), left_out=too_much) if too_much else ledger


def _elsewhere(facts: Facts) -> Seen | None:
    """What is seen at the author's places on other sites, if there are any."""
    if not facts.accounts and not facts.no_reactions:
        return None
    from mkdocs_reciprocity.core.accounts.seen import on_networks  # noqa: PLC0415 - few have accounts

    settings, people = facts.settings, facts.book.directory
    return on_networks(
        facts.accounts, facts.webmentions, people, facts.addresses(), facts.no_reactions, settings.kinds,
        settings.zone, facts.today,
    )  # fmt: skip


def look(ledger: Ledger, facts: Facts) -> Views:
    """What the pages show on one day. Nothing private gets past the first lines."""
    homes = set(map(urls.key, facts.addresses()))
    public = [recommending.without_home(row, homes) for row in ledger.interactions if not row.private]
    settings, today, people = facts.settings, facts.today, facts.book.directory
    said = settings.badge
    window, peers = dates.window(today, settings.window), people.peers
    shown = [row for row in public if row.date is None or row.date in window]  # all else is for the years' pages alone
    sums = totals(shown, window)
    posts = forward.posts(facts.feeds, people.claimant, settings.zone, today)
    newest = {
        peer: next(iter(written.values())) for peer, written in posts.items() if written and not peers[peer].fallow
    }
    named = titles(facts, posts, public, people.is_private)
    names = Names(peers, named, newest, _as_of(facts.feeds))
    offers = _offers(public, posts, facts) if any(posts.values()) else []
    timeline = sharing.timeline(public, names, settings.kinds, ways.shower(peers, people.owner))
    shared = sharing.view(shown, timeline, window, sums, names)
    reading = blogroll(names, settings.zone, today)
    return Views(
        shared=shared,
        years=tuple(sharing.year_views(timeline)),
        pay_it_forward=thanking.view(shown, window, forward.led(offers, today), names, reading, quotes=settings.quotes),
        reactions=under_posts.reactions(public, names, quotes=settings.quotes, answers=settings.answers),
        lifts=under_posts.Lifts(public, names),
        recent=tuple(item for item in timeline[:MOST_RECENT] if item.date is not None),
        feed=feeds_of_shares.newest(timeline),
        badge=badges.view(said, sums, (card.peer.text for card in shared.cards)) if said else None,
        figures=Figures(today, window, sums.posts, sums.people, sums.given),
        river=newest_posts.river(posts, names, settings.zone),
        own=newest_posts.own_posts(facts.pages if facts.posts is None else facts.posts, today),
    )


def _offers(
    public: Sequence[Interaction], posts: Mapping[PeerId, forward.Written], facts: Facts
) -> list[forward.Suggestion]:
    from mkdocs_reciprocity.core.standing.first_lift import linked  # noqa: PLC0415 - not every blog reads others
    from mkdocs_reciprocity.core.standing.newcomers import new_here  # noqa: PLC0415 - the same

    people, zone, today = facts.book.directory, facts.settings.zone, facts.today
    return forward.suggestions(
        public, posts, people.peers, zone, today, more=forward.SLOTS,
        beginners=new_here(facts.feeds, public, zone, today),
        linked=lambda sought: linked(sought, _open_feeds(facts), people.claimant, zone, today),
    )  # fmt: skip


def _open_feeds(facts: Facts) -> Iterator[tuple[PeerId, Feed]]:
    """All feeds but those of private peers, and of peers with a feed that may be for one reader only."""
    peers = facts.book.directory.peers
    for of in (facts.feeds, facts.shares):
        for id_, of_peer in of.items():
            if not peers[id_].private and not any(map(is_personal_feed, peers[id_].feed_urls())):
                yield from ((id_, feed) for feed in of_peer)


def titles(
    facts: Facts,
    posts: Mapping[PeerId, forward.Written],
    rows: Iterable[Interaction],
    is_private: Callable[[PeerId], bool],
) -> Titles:
    """What posts and pages are called: by feeds, own pages and rows, but not by whoever is private."""
    others = forward.passing_on(facts.feeds, facts.book.directory.claimant)
    posts_by_peer = (*others.items(), *posts.items())
    found = titles_of(posts_by_peer, facts.titled(), facts.addresses(), is_private, facts.languages)
    return replace(found, given=said_in(rows))


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
    return blogrolls.outlines(people.peers, feeds, lambda url: people.hiding(url) is not None)


def recommended(book: Book, settings: Settings) -> tuple[blogrolls.Recommendation, ...]:
    """The blogs that the author recommends."""
    publicity = Publicity(book.directory)
    public = (row for row in book.rows if row.kind == "recommend" and not publicity.settled(row).private)
    return blogrolls.recommended(book.directory.peers, public, everybody=settings.recommend == "all")


def names_any(ledger: Ledger, facts: Facts, paths: Iterable[str]) -> bool:
    """Whether a row that is public leads to, or was seen in, one of the own pages at these paths."""
    places = [urls.below(address, path) for address in facts.addresses() for path in paths]
    sought = {urls.key(place) for place in places if place}
    public = (row for row in ledger.interactions if not row.private)
    return any(key in sought for row in public for key in (row.key, *map(urls.key, row.evidence)))


def shelf(ledger: Ledger, facts: Facts, terms: Mapping[PeerId, Sequence[FeedTerms]]) -> Shelf:
    """What the author has passed on in public, by what it is about; ``terms`` are those of peers' feeds."""
    from mkdocs_reciprocity.core.views.further import Known, Shelf  # noqa: PLC0415 - for those who show it

    people = facts.book.directory
    publicity = Publicity(people)
    written = (row for row in facts.book.rows if row.title and row.key and row.direction == "given")
    return Shelf(
        Known(
            public=[row for row in ledger.interactions if not row.private],
            titles={row.key: row.title for row in written if row.key and not publicity.settled(row).private},
            peers=people.peers,
            feeds=facts.feeds,
            terms=terms,
            is_own=people.is_own,
        )
    )


def problems_of(*parts: Iterable[Problem]) -> tuple[Problem, ...]:
    """All problems in the order of files and lines, each once."""
    return tuple(sorted({problem for part in parts for problem in part}))
