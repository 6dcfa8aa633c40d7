"""The file of the store: an SQLite database that repairs itself, whatever has happened to it.

All of it can be made again, except what others were told. So a file that is no database, or has other tables, is
replaced by a new one. Each value has a seal, a checksum of its name and its bytes, so that a damaged value is never
used.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from mkdocs_reciprocity.cache import folder
from mkdocs_reciprocity.cache.folder import FOLDER

FILE = "store.sqlite"

_VERSION = 13  # of what stands in the tables
_PATIENCE = 5.0  # seconds to wait for another build that is writing
_FACTS = "(ref TEXT PRIMARY KEY, extractor INTEGER NOT NULL, kept BLOB NOT NULL) WITHOUT ROWID"
_TABLES = {
    **dict.fromkeys(
        ("feeds", "terms", "homes", "surroundings", "blogrolls", "pages", "previewed", "mentions", "accounts", "posts"),
        _FACTS,
    ),
    "told": "(source TEXT, target TEXT, kept BLOB, PRIMARY KEY (source, target)) WITHOUT ROWID",
}
_NEVER_DROPPED = "told"  # what was told cannot be read again from anywhere
_NOT_ITS_FAULT = frozenset(
    {
        sqlite3.SQLITE_AUTH, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY,
    }
)  # fmt: skip
"""Failures that a new file would have too."""
_SEAL = 4  # bytes


def sealed(name: str, body: bytes) -> bytes:
    """The bytes as they are kept under this name."""
    return _seal(name, body) + body


def opened(name: object, kept: object) -> memoryview:
    """The bytes that were kept under this name.

    Raises:
        ValueError: they are damaged, or belong to another name.
    """
    if isinstance(kept, bytes) and isinstance(name, str):
        body = memoryview(kept)[_SEAL:]
        if kept[:_SEAL] == _seal(name, body):
            return body
    raise ValueError


def _seal(name: str, body: bytes | memoryview) -> bytes:
    return zlib.crc32(body, zlib.crc32(name.encode("utf-8", "surrogatepass"))).to_bytes(_SEAL, "big")


class Database:
    """The file of one site. A failure adds a sentence to ``notes``; it raises nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / FOLDER / FILE
        self.notes: list[str] = []
        self._patience = _PATIENCE

    def select(self, query: str) -> list[Any]:
        """All rows; none if there is no file, or it cannot be used."""
        try:
            if not self._is_there():
                return []
            with closing(self._connection()) as connection:
                return connection.execute(query).fetchall()
        except (sqlite3.Error, OSError) as error:
            self._failed(error)
            return []

    def write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Writes all rows or none. Where there are none, no file is made."""
        if not rows:
            return
        try:
            folder.made(self.root)
            self._is_there()
            with closing(self._connection()) as connection, connection:
                connection.executemany(statement, rows)
        except (sqlite3.Error, OSError) as error:
            self._failed(error)

    def note(self, sentence: str) -> None:
        """Adds a sentence to the notes, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _is_there(self) -> bool:
        """Whether there is a file. Anything else in its place is removed.

        Raises:
            OSError: it cannot be removed.
        """
        try:
            mode = os.lstat(self.path).st_mode  # a link may lead to somebody else's database
        except (FileNotFoundError, NotADirectoryError):
            return False
        if stat.S_ISREG(mode):
            return True
        if stat.S_ISDIR(mode):
            os.rmdir(self.path)
        else:
            os.unlink(self.path)
        return False

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=self._patience)
        try:
            connection.text_factory = _text
            connection.execute("PRAGMA secure_delete = ON")  # what is deleted must not stay in the file
            if not _is_sound(connection):
                connection.execute("BEGIN IMMEDIATE")
                if not _is_sound(connection):  # another build may have been quicker
                    _make(connection)
                connection.commit()
        except BaseException:  # Ctrl-C too
            connection.close()
            raise
        return connection

    def _failed(self, error: Exception) -> None:
        """Notes the failure. If the file is to blame, it is removed, so that the next build makes a good one."""
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        self.note(f"{FOLDER}/{FILE} could not be used ({reason}); all is read again")
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            self._patience = 0.0  # waiting once is enough
        elif isinstance(error, sqlite3.Error) and (code is None or code & 0xFF not in _NOT_ITS_FAULT):
            for name in (FILE, f"{FILE}-journal", f"{FILE}-wal", f"{FILE}-shm"):
                try:
                    self.path.with_name(name).unlink(missing_ok=True)
                except OSError as left:
                    self.note(f"{FOLDER}/{name} could not be removed ({left.strerror}); delete it")


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace")


def _is_sound(connection: sqlite3.Connection) -> bool:
    version: object = connection.execute("PRAGMA user_version").fetchone()[0]
    return version == _VERSION and _layout(connection) == {name: _statement(name) for name in _TABLES}


def _layout(connection: sqlite3.Connection) -> dict[object, object]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master"))


def _statement(name: str) -> str:
    return f"CREATE TABLE {name} {_TABLES[name]}"


def _make(connection: sqlite3.Connection) -> None:
    """Makes the tables anew. One is never dropped, as long as its layout is ours."""
    there = _layout(connection)
    for name in _TABLES:
        if name != _NEVER_DROPPED or there.get(name) != _statement(name):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
            connection.execute(_statement(name))
    connection.execute(f"PRAGMA user_version = {_VERSION}")
