"""Keeps what was read from each feed and each own page, from build to build.

It is an SQLite file with one JSON value for each feed: extracted facts, never the content. A value that cannot be read
counts as missing. A store that cannot be used at all costs one line and the time to read everything again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec
from msgspec.structs import force_setattr, replace

from mkdocs_reciprocity.cache.database import FILE, Database, opened, sealed
from mkdocs_reciprocity.cache.folder import FOLDER
from mkdocs_reciprocity.cache.kept import Home, Kept, KeptMentions, Surroundings
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import EXTRACTOR, PAGE_EXTRACTOR, Mention, Neighbour, OwnPage
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.cache.accounts import KeptAccount
    from mkdocs_reciprocity.cache.built_site import KeptSite
    from mkdocs_reciprocity.core.accounts.model import Known
    from mkdocs_reciprocity.core.ledger.lost_posts import Asked
    from mkdocs_reciprocity.core.terms.kept import FeedTerms
    from mkdocs_reciprocity.core.webmention.queue import Pair, Told

__all__ = ["Home", "Kept", "KeptMentions", "Store"]

T = TypeVar("T")


_OWN = "own pages"  # the name under which they are kept
_BUILT = "built site"
_ENCODER = msgspec.json.Encoder()
_UNREADABLE = (ValueError, TypeError)  # damaged; or no bytes, no UTF-8, no JSON, or not of the right shape
_ANY = 0  # instead of a version, for what no reader has made


class Store:
    """The store of one site. A failure adds a sentence to ``notes``; it raises nothing."""

    def __init__(self, root: Path) -> None:
        self._database = Database(root)
        self.notes = self._database.notes

    def feeds(self, refs: Iterable[str]) -> dict[str, Kept]:
        """What is kept of these feeds, without those of another version of the reader: they are read again."""
        found = self._read("feeds", Kept, refs)
        for kept in found.values():
            for entry in kept.feed.entries if kept.feed else ():
                # As it was decoded, it holds the bytes of the whole feed, which take more memory than all that is read.
                force_setattr(entry, "aside", entry.aside.copy())
        return found

    def keep_feeds(self, kept: Mapping[str, Kept]) -> None:
        """Writes what is new, all of it or nothing. Their terms have a table of their own, for few builds need them."""
        self._keep("feeds", {ref: replace(one, terms=b"") if one.terms else one for ref, one in kept.items()})
        if terms := {ref: msgspec.Raw(one.terms) for ref, one in kept.items() if one.terms}:
            from mkdocs_reciprocity.core.terms.kept import VERSION  # noqa: PLC0415 - few builds make them

            self._keep("terms", terms, VERSION)

    def terms(self, refs: Iterable[str]) -> dict[str, FeedTerms]:
        """The terms of these feeds, maybe of an older copy."""
        from mkdocs_reciprocity.core.terms.kept import VERSION, FeedTerms  # noqa: PLC0415 - few builds need them

        return self._read("terms", FeedTerms, refs, VERSION)

    def homes(self, urls: Iterable[str]) -> dict[str, Home]:
        """What is known of these home pages."""
        return self._read("homes", Home, urls, _ANY)

    def keep_homes(self, homes: Mapping[str, Home]) -> None:
        """Writes what is new, all of it or nothing."""
        self._keep("homes", homes, _ANY)

    def surroundings(self, homes: Iterable[str]) -> dict[str, Surroundings]:
        """What is around these home pages."""
        return self._read("surroundings", Surroundings, homes, _ANY)

    def keep_surroundings(self, found: Mapping[str, Surroundings]) -> None:
        """Writes what is new, all of it or nothing."""
        self._keep("surroundings", found, _ANY)

    def blogrolls(self, refs: Iterable[str]) -> dict[str, tuple[Neighbour, ...]]:
        """What the blogrolls at these addresses list. Only the private desk may know it."""
        return self._read("blogrolls", tuple[Neighbour, ...], refs)

    def keep_blogrolls(self, found: Mapping[str, tuple[Neighbour, ...]]) -> None:
        """Writes what is new, all of it or nothing."""
        self._keep("blogrolls", found)

    def forget_neighbours(self, is_theirs: Callable[[Neighbour], bool]) -> None:
        """Deletes these blogs from all blogrolls. A blogroll that cannot be read is deleted too."""

        def left(blogs: tuple[Neighbour, ...]) -> tuple[Neighbour, ...]:
            others = tuple(one for one in blogs if not is_theirs(one))
            return others if len(others) < len(blogs) else blogs

        self._change("blogrolls", tuple[Neighbour, ...], left)

    def forget(self, refs: Iterable[str]) -> None:
        """Deletes all that is kept of these feeds, home pages and blogrolls. Nothing of it is left in the file."""
        gone = [(ref,) for ref in sorted(set(refs))]
        if self._database.path.exists():
            for table in ("feeds", "terms", "homes", "surroundings", "blogrolls"):
                self._database.write(f"DELETE FROM {table} WHERE ref = ?", gone)  # noqa: S608 - names of ours

    def pages(self) -> tuple[OwnPage, ...]:
        """The own pages as the last build published them; none if another version of the reader has read them.

        Only these are used for what is written into the log, or told to others.
        """
        return self._pages("pages") or ()

    def pages_seen(self) -> tuple[OwnPage, ...]:
        """The own pages as the last build or preview saw them, with drafts: only the author may see these."""
        found = self._pages("previewed")
        return self.pages() if found is None else found

    def keep_pages(self, pages: Iterable[OwnPage], *, previewed: bool = False) -> None:
        """Writes the own pages, if something has changed. Those of a build replace those of a preview."""
        table = "previewed" if previewed else "pages"
        kept = tuple(sorted(pages, key=lambda page: page.path))
        if self._pages(table) != kept:
            self._keep(table, {_OWN: kept}, PAGE_EXTRACTOR)
        if not previewed:
            self._database.write(
                "DELETE FROM previewed WHERE ref = ?", self._database.select("SELECT ref FROM previewed")
            )

    def site(self) -> KeptSite:
        """What was read of the built site; nothing if another version of the reader has read it."""
        from mkdocs_reciprocity.cache.built_site import KeptSite  # noqa: PLC0415 - for those who finish one

        return self._read("pages", KeptSite, [_BUILT], PAGE_EXTRACTOR).get(_BUILT, KeptSite())

    def keep_site(self, site: KeptSite) -> None:
        """Writes what was read of the built site."""
        self._keep("pages", {_BUILT: site}, PAGE_EXTRACTOR)

    def _pages(self, table: str) -> tuple[OwnPage, ...] | None:
        """The own pages in this table; None if there are none that can be used."""
        pages = self._read(table, tuple[OwnPage, ...], [_OWN], PAGE_EXTRACTOR).get(_OWN)
        return pages if pages is None or all(page.date is None or dates.is_one(page.date) for page in pages) else None

    def mentions(self, refs: Iterable[str]) -> dict[str, KeptMentions]:
        """The webmentions that are kept of these places."""
        return self._read("mentions", KeptMentions, refs)

    def keep_mentions(self, kept: Mapping[str, KeptMentions]) -> None:
        """Writes what is new, all of it or nothing."""
        self._keep("mentions", kept)

    def forget_mentions(self, is_theirs: Callable[[Mention], bool]) -> None:
        """Deletes these webmentions of all places, also of places that no option names any more.

        What cannot be read is deleted too: one of them may be in it.
        """

        def without(kept: KeptMentions) -> KeptMentions:
            mentions = tuple(mention for mention in kept.mentions if not is_theirs(mention))
            return kept if len(mentions) == len(kept.mentions) else replace(kept, mentions=mentions, digest="")

        self._change("mentions", KeptMentions, without)

    def accounts(self, refs: Iterable[str]) -> dict[str, KeptAccount]:
        """What is kept of these places of the author's."""
        from mkdocs_reciprocity.cache.accounts import KeptAccount  # noqa: PLC0415 - for those who name some
        from mkdocs_reciprocity.core.accounts.model import EXTRACTOR as VERSION  # noqa: PLC0415 - the same

        return self._read("accounts", KeptAccount, refs, VERSION)

    def keep_accounts(self, kept: Mapping[str, KeptAccount], named: Collection[str]) -> None:
        """Writes what is new. Of places that are not ``named`` any more, all is deleted."""
        from mkdocs_reciprocity.core.accounts.model import EXTRACTOR as VERSION  # noqa: PLC0415 - as above

        self._keep("accounts", kept, VERSION)
        there = self._database.select("SELECT ref FROM accounts")
        self._database.write("DELETE FROM accounts WHERE ref = ?", [row for row in there if row[0] not in named])

    def forget_in_accounts(self, without: Callable[[Known], Known]) -> None:
        """Deletes what somebody has done, by a function that leaves it out. What cannot be read is deleted too."""
        from mkdocs_reciprocity.cache.accounts import KeptAccount  # noqa: PLC0415 - for those who forget somebody

        def left(kept: KeptAccount) -> KeptAccount:
            known = without(kept.known)
            return kept if known == kept.known else replace(kept, known=known, digest="")

        self._change("accounts", KeptAccount, left)

    def posts(self, urls: Iterable[str]) -> dict[str, Asked]:
        """What is remembered of asking whether these posts are still there."""
        from mkdocs_reciprocity.core.ledger.lost_posts import Asked  # noqa: PLC0415 - no build asks

        return self._read("posts", Asked, urls, _ANY)

    def keep_posts(self, asked: Mapping[str, Asked]) -> None:
        """Writes what came of asking, all of it or nothing."""
        self._keep("posts", asked, _ANY)

    def told(self) -> dict[Pair, Told]:
        """What is remembered of links that others were told of. There is no seal: what is damaged is told again."""
        from mkdocs_reciprocity.core.webmention.queue import Told  # noqa: PLC0415 - no build tells anybody

        found: dict[Pair, Told] = {}
        for source, target, kept in self._database.select("SELECT source, target, kept FROM told"):
            try:
                pair = (_url(source), _url(target))
                found[pair] = _decoder(Told).decode(kept)
            except _UNREADABLE:
                continue
        return found

    def keep_told(self, told: Mapping[Pair, Told]) -> None:
        """Writes what has come of telling, all of it or nothing."""
        rows = [(*pair, _ENCODER.encode(value)) for pair, value in sorted(told.items())]
        self._database.write("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", rows)

    def forget_told(self, pairs: Iterable[Pair]) -> None:
        """Deletes what need not be remembered any more."""
        self._database.write("DELETE FROM told WHERE source = ? AND target = ?", sorted(pairs))

    def _change(self, table: str, of: type[T], change: Callable[[T], T]) -> None:
        """Changes every value of a table. What cannot be read is deleted: nobody knows what is in it."""
        left, unreadable = [], []
        decoder: msgspec.json.Decoder[T] = _decoder(cast("Any", of))
        for ref, extractor, kept in self._database.select(f"SELECT ref, extractor, kept FROM {table}"):  # noqa: S608
            try:
                before = decoder.decode(opened(ref, kept))
            except _UNREADABLE:
                unreadable.append((ref,))
                continue
            if (after := change(before)) is not before:
                left.append((ref, extractor, sealed(ref, _ENCODER.encode(after))))
        self._database.write(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", left)  # noqa: S608 - a name of ours
        self._database.write(f"DELETE FROM {table} WHERE ref = ?", unreadable)  # noqa: S608 - the same

    def _keep(self, table: str, kept: Mapping[str, object], extractor: int = EXTRACTOR) -> None:
        rows = [(ref, extractor, sealed(ref, _ENCODER.encode(value))) for ref, value in sorted(kept.items())]
        self._database.write(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)  # noqa: S608 - a name of ours

    def _read(self, table: str, of: type[T], wanted: Iterable[str], extractor: int = EXTRACTOR) -> dict[str, T]:
        """What is kept under these names. What is damaged is deleted, so that it is read and written again."""
        names = set(wanted)
        found: dict[str, T] = {}
        damaged = []
        decoder: msgspec.json.Decoder[T] = _decoder(cast("Any", of))
        query = f"SELECT ref, kept FROM {table} WHERE extractor = {extractor:d}"  # noqa: S608 - all of it is ours
        for name, kept in self._database.select(query) if names else ():
            if name in names:
                try:
                    found[name] = decoder.decode(opened(name, kept))
                except _UNREADABLE:
                    damaged.append((name,))
        if damaged:
            self._database.note(f"a part of {FOLDER}/{FILE} was damaged; it is read again")
            self._database.write(f"DELETE FROM {table} WHERE ref = ?", damaged)  # noqa: S608 - the same
        return found


def _url(text: object) -> Url:
    url = urls.parse(text) if isinstance(text, str) else None
    if url is None:
        raise ValueError
    return url


@cache
def _decoder(of: Any) -> msgspec.json.Decoder[Any]:
    """Takes long to make, and a build needs few of them."""
    return msgspec.json.Decoder(of)
