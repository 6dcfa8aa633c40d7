"""Further reading by others: posts that the author has passed on, on the subject of an own page.

Only what is certain before any page is finished has a part in it: rows of the log and of accounts, and the feeds of
peers who are not private. What an own page says or links to has none in what another one shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content
from mkdocs_reciprocity.core.model import Feed, Interaction, Peer, PeerId
from mkdocs_reciprocity.core.personal import is_personal
from mkdocs_reciprocity.core.terms import kept
from mkdocs_reciprocity.core.terms.index import LOOKED_AT, Index
from mkdocs_reciprocity.core.terms.kept import FeedTerms, Told
from mkdocs_reciprocity.core.terms.told import PageText
from mkdocs_reciprocity.core.url import Url, UrlKey
from mkdocs_reciprocity.core.views.places import Place, person
from mkdocs_reciprocity.core.views.post import Further

MOST, OF_ONE = 3, 2
"""So many posts stand below a page, and so many of one peer."""

_CODE = re.compile(r"<(pre|code)\b[^>]*>.*?</\1>", re.DOTALL)
_MARKUP = 10 * LOOKED_AT  # characters of a page's HTML that are looked at


class Known(Struct, frozen=True, kw_only=True):
    """What the shelf is filled from.

    Args:
        public: the rows that may be seen.
        titles: the titles that the author has written into the log, by the keys of the posts.
        peers: who is who.
        feeds: what each peer's feeds show.
        terms: their terms.
        is_own: whether a URL lies on this site.
    """

    public: Iterable[Interaction]
    titles: Mapping[UrlKey, str]
    peers: Mapping[PeerId, Peer]
    feeds: Mapping[PeerId, Iterable[Feed]]
    terms: Mapping[PeerId, Sequence[FeedTerms]]
    is_own: Callable[[Url], bool]


class Shelf:
    """All that was passed on, by what it is about."""

    def __init__(self, known: Known) -> None:
        open_ = {peer for peer in known.feeds if peer in known.peers and not known.peers[peer].private}
        terms = [feed for peer in sorted(open_) for feed in known.terms.get(peer, ())]
        bags = {urls.key(Url(url)): bag for feed in terms for url, bag in feed.entries.items()}
        named = {
            urls.key(entry.url): entry.title
            for peer in open_
            for feed in known.feeds[peer]
            for entry in feed.entries
            if entry.url and not entry.about
        }
        self._posts: dict[UrlKey, tuple[Further, PeerId]] = {}
        for row in sorted(filter(_is_passed_on, known.public), key=lambda row: (row.date or "", row.url or "")):
            if (found := _further(row, known, named)) is not None:
                key, post, peer = found
                self._posts[key] = post, peer
                bags[key] = _with_words(bags.get(key, "|"), row, post.post.text)
        self._index = Index(dict(sorted(bags.items())), terms, sought=self._posts)

    def near(self, page: PageText) -> tuple[Further, ...]:
        """What stands below a page: the nearest first, nothing that it links to, nothing that is not near enough."""
        closed = {*map(urls.key, page.links)}
        found: list[Further] = []
        of: Counter[PeerId] = Counter()
        for key, _ in self._index.near(page.title, page.text, surely=True):
            if key not in closed:
                post, peer = self._posts[key]
                of[peer] += 1
                if of[peer] <= OF_ONE:
                    found.append(post)
        return tuple(found[:MOST])


class OfPages(Mapping[str, tuple[Further, ...]]):
    """Further reading for each own page that has any, by its path; looked for when somebody asks.

    Args:
        shelf: makes the shelf.
        pages: gives each page.
    """

    def __init__(self, shelf: Callable[[], Shelf], pages: Mapping[str, Callable[[], PageText]]) -> None:
        self._make, self._pages = shelf, pages
        self._shelf: Shelf | None = None
        self._found: dict[str, tuple[Further, ...]] = {}

    def __getitem__(self, path: str) -> tuple[Further, ...]:
        if path not in self._found:
            page = self._pages[path]()
            self._shelf = self._shelf or self._make()
            self._found[path] = self._shelf.near(page)
        if found := self._found[path]:
            return found
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._pages if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def plain(html: str) -> str:
    """The text of a page's content, without code."""
    return references.unescape(content.read(_CODE.sub(" ", html[:_MARKUP])).text)


def _is_passed_on(row: Interaction) -> bool:
    """Whether it was passed on by what the author wrote, here or on an account, and is still there."""
    return (row.direction, row.reach) == ("given", "spread") and row.source in {"log", "account"} and not row.gone


def _further(row: Interaction, known: Known, named: Mapping[UrlKey, str]) -> tuple[UrlKey, Further, PeerId] | None:
    """The post of a row; None if it has no title of which it is certain where it comes from, or nobody may be sent
    there.
    """
    if row.key is None or row.url is None or row.peer is None or is_personal(row.url):
        return None
    by = known.peers.get(row.peer)
    if by and (by.private or by.fallow):
        return None
    said = row.title if row.source == "account" and not any(map(known.is_own, row.evidence)) else ""
    title = known.titles.get(row.key) or named.get(row.key, "") or said
    lang = by.lang if by and named.get(row.key) == title else ""
    post = Further(Place(title, row.url, lang=lang), person(row.peer, known.peers))
    return (row.key, post, row.peer) if title else None


def _with_words(bag: str, row: Interaction, title: str) -> str:
    """The terms of a post, with those of what the author says of it."""
    (said,) = kept.of_feed([Told(Url(""), title, f"{row.note} {' '.join(row.tags)}")]).entries.values()
    first, rest = (f"{one} {other}".strip() for one, other in zip(said.split("|"), bag.split("|"), strict=True))
    return f"{first}|{rest}"
