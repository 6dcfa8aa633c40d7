"""The author's files of a site, read once, for builds and for commands."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from datetime import tzinfo

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect import log_files, unread_files
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core import dates, pipeline
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log_keys import SECTIONS
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.own_places import own_places
from mkdocs_reciprocity.core.problem import Where


def now() -> float:
    """The build's instant in POSIX seconds: ``SOURCE_DATE_EPOCH`` where it is set, else the clock."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else time.time()


_DIGITS = 11  # more of them lie beyond the year 9999


def today(zone: tzinfo) -> When:
    """The build's instant as a day in ``zone``."""
    return dates.day_of(dates.from_epoch(now()), zone)


class Gathering:
    """The content of the author's files, and what is wrong with them. `Sources` reads feeds and webmentions.

    ``sections`` are the sections of the log that are read, if not all are needed. ``files`` are the files to be read in
    the place of those on the disk, to try out a change. ``memory`` may know what they say. ``own`` are all of the
    author's addresses.
    """

    def __init__(
        self,
        site: Site,
        sections: Collection[str] = SECTIONS,
        files: log_files.Files | None = None,
        memory: Memory = NO_MEMORY,
    ) -> None:
        self.site = site
        self.today = today(site.settings.zone)
        self.files = log_files.read(site.root, site.settings) if files is None else files
        given = (self.files.texts, site.url, site.settings, self.today, self.files.absent, sections)
        parsed = memory.of(("book",), given, lambda: books.read(*given))
        self.book = parsed.records
        self.unread = tuple(unread_files.problems(site.root, site.settings, self.files.paths))
        self.problems = pipeline.problems_of(self.files.problems, self.unread, parsed.problems)
        self.peers = sorted(self.book.directory.peers.values(), key=lambda peer: peer.id)
        self.store = Store(site.root)
        self.own = own_places(books.own_addresses(site.url, site.settings))

    def line_of(self, peer: Peer, ref: str) -> Where:
        """The line that names the feed; the peer's first line if the feed is spelled differently there."""
        for text in self.files.texts:
            if text.name == peer.where.file:
                lines = text.body.decode("utf-8", "replace").split("\n")
                for number, line in enumerate(lines[peer.where.line - 1 :], peer.where.line):
                    if ref in line:
                        return Where(text.name, number)
        return peer.where
