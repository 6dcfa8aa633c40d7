"""What was read from each feed and each own page, kept from build to build.

SQLite, with one JSON value of extracted facts a feed, never its content. Anything that cannot be read is a miss; a
store that cannot be used at all costs one line and the time to read everything again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity import cache_folder, when
from mkdocs_reciprocity.cache_folder import FOLDER
from mkdocs_reciprocity.model import EXTRACTOR, PAGE_EXTRACTOR, Feed, Mention, OwnPage
from mkdocs_reciprocity.polite import FeedState
from mkdocs_reciprocity.telling import Pair, Told
from mkdocs_reciprocity.url import Url

T = TypeVar("T")

_FILE = "store.sqlite"
_VERSION = 4  # of the tables
_PATIENCE = 5.0  # seconds to wait for another build that is writing
_SQL = (
    "DROP TABLE IF EXISTS feeds",
    "DROP TABLE IF EXISTS homes",
    "DROP TABLE IF EXISTS pages",
    "DROP TABLE IF EXISTS mentions",
    "CREATE TABLE feeds (ref TEXT PRIMARY KEY, extractor INTEGER NOT NULL, kept BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE homes (url TEXT PRIMARY KEY, kept BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE pages (one INTEGER PRIMARY KEY CHECK (one = 1), extractor INTEGER NOT NULL, kept BLOB NOT NULL)",
    "CREATE TABLE mentions (ref TEXT PRIMARY KEY, extractor INTEGER NOT NULL, kept BLOB NOT NULL) WITHOUT ROWID",
    # Never dropped: what was told cannot be read again from anywhere.
    "CREATE TABLE IF NOT EXISTS told (source TEXT, target TEXT, kept BLOB, PRIMARY KEY (source, target)) WITHOUT ROWID",
    f"PRAGMA user_version = {_VERSION}",
)


class Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One feed: how it answered, the digest of the bytes that came last, and what was read.

    ``fault`` says why those bytes could not be read; then ``feed`` is an older copy, or None.
    """

    state: FeedState
    digest: str = ""
    feed: Feed | None = None
    fault: str = ""


class Home(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A home page of which nobody has named the feed: when it was last looked at, and the ``feed`` that was found.

    Of the state ``good_at`` is when a search came to its end, whether it found a feed or not.
    """

    state: FeedState
    feed: str = ""


class KeptMentions(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Webmentions from one server.

    ``whole_at``: when all of them were read, in seconds since the epoch. ``newest`` is the server's highest number.
    ``cut``: there were more than one may read.
    """

    state: FeedState
    mentions: tuple[Mention, ...] = ()
    whole_at: float = 0.0
    newest: str = ""
    cut: bool = False


_KEPT = msgspec.json.Decoder(Kept)
_MENTIONS = msgspec.json.Decoder(KeptMentions)
_TOLD = msgspec.json.Decoder(Told)
_HOME = msgspec.json.Decoder(Home)
_PAGES = msgspec.json.Decoder(tuple[OwnPage, ...])
_ENCODER = msgspec.json.Encoder()
_OF_THIS_READER = f"WHERE extractor = {EXTRACTOR:d}"
_UNREADABLE = (ValueError, TypeError)  # no JSON, no UTF-8, not of the shape; no bytes at all


class Store:
    """The store of one site. ``notes`` gathers a sentence for each failure; no method raises for one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / FOLDER
        self.notes: list[str] = []

    def feeds(self, refs: Iterable[str]) -> dict[str, Kept]:
        """What is kept of these feeds; one that another version of the reader has read is left out, and asked anew."""
        return self._read(f"SELECT ref, kept FROM feeds {_OF_THIS_READER}", _KEPT, refs)  # noqa: S608 - a number of ours

    def keep_feeds(self, kept: Mapping[str, Kept]) -> None:
        """Writes what is new, all of it or nothing."""
        rows = [(ref, EXTRACTOR, _ENCODER.encode(value)) for ref, value in sorted(kept.items())]
        if rows:
            self._write("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)", rows)

    def forget(self, refs: Iterable[str]) -> None:
        """Deletes all that is kept of these feeds and home pages, so that nothing of it is left in the file."""
        gone = [(ref,) for ref in sorted(set(refs))]
        if gone and (self.folder / _FILE).exists():
            self._write("DELETE FROM feeds WHERE ref = ?", gone)
            self._write("DELETE FROM homes WHERE url = ?", gone)

    def homes(self, urls: Iterable[str]) -> dict[str, Home]:
        """What is known of these home pages."""
        return self._read("SELECT url, kept FROM homes", _HOME, urls)

    def keep_homes(self, homes: Mapping[str, Home]) -> None:
        """Writes what is new, all of it or nothing."""
        if homes:
            rows = [(url, _ENCODER.encode(home)) for url, home in sorted(homes.items())]
            self._write("INSERT OR REPLACE INTO homes VALUES (?, ?)", rows)

    def pages(self) -> tuple[OwnPage, ...]:
        """The own pages as the last build saw them; none where another version of the reader has read them."""
        for extractor, kept in self._select("SELECT extractor, kept FROM pages"):
            if extractor != PAGE_EXTRACTOR:
                return ()
            try:
                pages = _PAGES.decode(kept)
            except _UNREADABLE:
                return ()  # a miss
            return pages if all(page.date is None or when.is_one(page.date) for page in pages) else ()
        return ()

    def keep_pages(self, pages: Iterable[OwnPage]) -> None:
        """Writes the own pages, unless nothing has changed."""
        kept = _ENCODER.encode(sorted(pages, key=lambda page: page.path))
        if [(PAGE_EXTRACTOR, kept)] != self._select("SELECT extractor, kept FROM pages"):
            self._write("INSERT OR REPLACE INTO pages VALUES (1, ?, ?)", [(PAGE_EXTRACTOR, kept)])

    def mentions(self, refs: Iterable[str]) -> dict[str, KeptMentions]:
        """The webmentions that are kept of these places."""
        return self._read(f"SELECT ref, kept FROM mentions {_OF_THIS_READER}", _MENTIONS, refs)  # noqa: S608 - the same

    def keep_mentions(self, kept: Mapping[str, KeptMentions]) -> None:
        """Writes what is new, all of it or nothing."""
        rows = [(ref, EXTRACTOR, _ENCODER.encode(value)) for ref, value in sorted(kept.items())]
        if rows:
            self._write("INSERT OR REPLACE INTO mentions VALUES (?, ?, ?)", rows)

    def forget_mentions(self, is_theirs: Callable[[Mention], bool]) -> None:
        """Takes these webmentions out of all places, those that no option names any more included.

        What cannot be read may hold one of them, and goes too.
        """
        left, unreadable = [], []
        for ref, extractor, kept in self._select("SELECT ref, extractor, kept FROM mentions"):
            try:
                before = _MENTIONS.decode(kept)
            except _UNREADABLE:
                unreadable.append((ref,))
                continue
            mentions = tuple(mention for mention in before.mentions if not is_theirs(mention))
            if len(mentions) < len(before.mentions):
                left.append((ref, extractor, _ENCODER.encode(replace(before, mentions=mentions))))
        if left:
            self._write("INSERT OR REPLACE INTO mentions VALUES (?, ?, ?)", left)
        if unreadable:
            self._write("DELETE FROM mentions WHERE ref = ?", unreadable)

    def told(self) -> dict[Pair, Told]:
        """What is remembered of links that others were told of."""
        found: dict[Pair, Told] = {}
        for source, target, kept in self._select("SELECT source, target, kept FROM told"):
            try:
                found[Url(source), Url(target)] = _TOLD.decode(kept)
            except _UNREADABLE:
                continue  # a miss
        return found

    def keep_told(self, told: Mapping[Pair, Told]) -> None:
        """Writes what came of telling, all of it or nothing."""
        rows = [(*pair, _ENCODER.encode(value)) for pair, value in sorted(told.items())]
        if rows:
            self._write("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", rows)

    def forget_told(self, pairs: Iterable[Pair]) -> None:
        """Takes out what need not be remembered any more."""
        rows = sorted(pairs)
        if rows:
            self._write("DELETE FROM told WHERE source = ? AND target = ?", rows)

    def _read(self, query: str, decoder: msgspec.json.Decoder[T], wanted: Iterable[str]) -> dict[str, T]:
        """What is kept under these names; what cannot be read is a miss, and is read again and written anew."""
        names = set(wanted)
        found: dict[str, T] = {}
        for name, kept in self._select(query) if names else ():
            if name in names:
                try:
                    found[name] = decoder.decode(kept)
                except _UNREADABLE:
                    continue
        return found

    def _select(self, query: str) -> list[Any]:
        if not (self.folder / _FILE).exists():
            return []
        try:
            with closing(self._connection()) as connection:
                return connection.execute(query).fetchall()
        except sqlite3.DatabaseError as error:
            self._failed(error)
            return []

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            cache_folder.made(self.root)
            with closing(self._connection()) as connection, connection:
                connection.executemany(statement, rows)
        except (sqlite3.DatabaseError, OSError) as error:
            self._failed(error)

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.folder / _FILE, timeout=_PATIENCE)
        try:
            connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is to be gone
            if _version(connection) != _VERSION:
                connection.execute("BEGIN IMMEDIATE")
                if _version(connection) != _VERSION:  # no other build was quicker
                    for statement in _SQL:
                        connection.execute(statement)
                connection.commit()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _failed(self, error: Exception) -> None:
        """One sentence; and a file that is no database is put out of the way, so that the next build has one."""
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        note = f"{FOLDER}/{_FILE} could not be used ({reason}); all is read again"
        if note not in self.notes:
            self.notes.append(note)
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            for name in (_FILE, f"{_FILE}-journal"):
                try:
                    (self.folder / name).unlink(missing_ok=True)
                except OSError as left:
                    self.notes.append(f"{FOLDER}/{name} could not be removed ({left.strerror}); delete it")


def _version(connection: sqlite3.Connection) -> object:
    return connection.execute("PRAGMA user_version").fetchone()[0]
