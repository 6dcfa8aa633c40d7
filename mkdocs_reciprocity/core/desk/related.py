"""Who has written about this? Posts of peers on the subject of an own page, with the links to be pasted into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.markdown_links import link
from mkdocs_reciprocity.core.desk.relative_dates import ago
from mkdocs_reciprocity.core.desk.sections import Line, Part, Row, Section
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.terms.index import Index
from mkdocs_reciprocity.core.terms.kept import FeedTerms
from mkdocs_reciprocity.core.terms.told import PageText
from mkdocs_reciprocity.core.url import Url, UrlKey

MOST, OF_ONE = 5, 2
"""So many posts are listed, and so many of one peer."""
TERMS = 4
"""So many of the terms in common are shown."""

NOTHING = "Nothing in the feeds that you read is near enough to this page."

FeedsTerms = Mapping[PeerId, Sequence[FeedTerms]]
"""The terms of each peer's feeds."""


class Related(Struct, frozen=True, kw_only=True):
    """A post on the same subject. ``terms`` are those that both have, ``markdown`` is the link to it."""

    peer: PeerId
    url: Url
    date: When | None
    name: str
    title: str
    terms: tuple[str, ...]
    markdown: str


class Library:
    """The posts of all peers, private ones too, by what they are about.

    Args:
        account: what the desk is made from.
        terms: those of the peers' feeds.
        own: the texts of the own pages.
    """

    def __init__(self, account: Account, terms: FeedsTerms, own: Iterable[str] = ()) -> None:
        self._account = account
        bags: dict[tuple[PeerId, UrlKey], str] = {}
        for peer, written in account.posts.items():
            kept = {url: bag for feed in terms.get(peer, ()) for url, bag in feed.entries.items()}
            found = {key: kept.get(entry.url or "", "") for key, entry in written.items()}
            bags |= {(peer, key): bag for key, bag in found.items() if bag}
        self._index = Index(bags, (feed for feeds in terms.values() for feed in feeds), own)

    def related(self, page: PageText, linked: Iterable[Url] = ()) -> tuple[Related, ...]:
        """The posts on the subject of a page, the nearest first. Those that it links to are left out, also those that
        are ``linked`` otherwise.
        """
        closed = {*map(urls.key, page.links), *map(urls.key, linked)}
        found: list[Related] = []
        of: Counter[PeerId] = Counter()
        for (peer, key), near in self._index.near(page.title, page.text):
            if key not in closed and of[peer] < OF_ONE and len(found) < MOST:
                of[peer] += 1
                found.append(self._related(peer, key, near.terms))
        return tuple(found)

    def _related(self, peer: PeerId, key: UrlKey, terms: tuple[str, ...]) -> Related:
        account = self._account
        entry = account.posts[peer][key]
        url = entry.url or Url("")
        title = account.words.title(url, entry.title)
        return Related(
            peer=peer,
            url=url,
            date=dates.published_on(entry.published, account.zone),
            name=account.words.name(peer),
            title=title,
            terms=terms[:TERMS],
            markdown=link(title, url),
        )


def section(found: Sequence[Related], today: When) -> Section:
    """The posts as a section; what settles a row is its link."""
    return Section(
        "related", "On the same subject", "each with the link to paste", tuple(_row(one, today) for one in found)
    )


def _row(one: Related, today: When) -> Row:
    parts = (Part(one.title, one.url), " · ", Part(one.name, peer=one.peer))
    return Row((Line(ago(one.date, today), parts, (f"Both have: {', '.join(one.terms)}",)),), one.markdown)
