"""All inputs of a site, gathered once, for the plugin and the command line alike."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Collection, Iterator
from datetime import tzinfo
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Kept, Store
from mkdocs_reciprocity.collect import copies, feed_messages, log_files
from mkdocs_reciprocity.collect.feeds import Asking, Round
from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core import dates, pipeline
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger import belonging
from mkdocs_reciprocity.core.log_keys import SECTIONS
from mkdocs_reciprocity.core.model import Feed, Mention, Peer, PeerId
from mkdocs_reciprocity.core.pipeline import Facts
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network import guard

if TYPE_CHECKING:
    from mkdocs_reciprocity.collect.webmentions import Receiving


def now() -> float:
    """The build's instant in POSIX seconds: ``SOURCE_DATE_EPOCH`` where it is set, else the clock."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else time.time()


_FEEDS = (".xml", ".rss", ".atom", ".rdf", ".json")
_DIGITS = 11  # more of them lie beyond the year 9999


def today(zone: tzinfo) -> When:
    """The build's instant as a day in ``zone``."""
    return dates.day_of(dates.from_epoch(now()), zone)


class Site(Struct, frozen=True):
    """Where the author's files lie, the site's URL if it is known, the options, and how pages' URLs look.

    ``docs`` is the folder of the pages, relative to ``root`` or not; ``nav`` is MkDocs' option.
    """

    root: Path
    url: Url | None
    settings: Settings
    directory_urls: bool = True
    docs: Path = Path("docs")
    nav: object = None


class Reading(Struct, frozen=True):
    """What is known when the feeds were read, but for the own pages; a problem for each feed that could not be read.

    ``news`` is what was learnt just now.
    """

    facts: Facts
    problems: tuple[Problem, ...]
    news: tuple[Problem, ...] = ()


class Gathering:
    """One round of reading. Made, it has read the author's files; `start` begins with the feeds, `reading` ends.

    ``sections`` are the keys of the log below which is read, if not all are needed. ``files`` are the author's where
    others are to be reckoned with than those on the disk.
    """

    def __init__(self, site: Site, sections: Collection[str] = SECTIONS, files: log_files.Files | None = None) -> None:
        self.site = site
        self.today = today(site.settings.zone)
        self.files = log_files.read(site.root, site.settings) if files is None else files
        parsed = books.read(
            self.files.texts, site.url, site.settings, self.today, absent=self.files.absent, sections=sections
        )
        self.book = parsed.records
        self.facts = Facts(site=site.url, settings=site.settings, today=self.today, book=self.book)
        self.problems = pipeline.problems_of(self.files.problems, parsed.problems)
        self.peers = sorted(self.book.directory.peers.values(), key=lambda peer: peer.id)
        self.store = Store(site.root)
        self.asking = Asking((), self.store)
        self.receiving: Receiving | None = None
        self._how = Round(site.settings.feeds, user_agent(), patient=True)

    def start(self, *, fetch: bool, force: bool = False, search: bool = False, patient: bool = False) -> None:
        """Takes what the store has, and asks (in the background) the feeds whose copy is too old.

        Args:
            fetch: whether the network may be used at all.
            force: ask also those whose copy is fresh, or that failed lately.
            search: look also for feeds that were not found lately.
            patient: wait for all of them; else for no longer than a build may take.
        """
        self.asking = Asking(self.peers, self.store)
        feeds, me = self.site.settings.feeds, self.site.url or ""
        self._how = how = Round(feeds, user_agent(), me, force=force, search=search, patient=patient)
        if fetch:
            self.asking.start(how)
        if places := self.site.settings.webmentions:
            from mkdocs_reciprocity.collect.webmentions import Receiving  # noqa: PLC0415 - for those who want it

            self.receiving = Receiving(places, self.site.url, self.site.root, self.store)
            if fetch:
                self.receiving.start(how)

    def cancel(self) -> None:
        """Gives up what is still being fetched."""
        self.asking.cancel()
        if self.receiving:
            self.receiving.cancel()

    def progress(self) -> tuple[int, int]:
        """How many of how many requests are done."""
        (done, total), (more, others) = self.asking.progress(), self.receiving.progress() if self.receiving else (0, 0)
        return done + more, total + others

    def keep(self) -> None:
        """Writes into the store what was read."""
        self.asking.keep()
        if self.receiving:
            self.receiving.keep()

    def reading(self) -> Reading:
        """Waits for the feeds. What was read is kept in the store."""
        self._read_files()  # what is asked for has its time meanwhile
        self.asking.wait()
        if self.receiving:
            self.receiving.wait(self.site.settings.feeds.max_bytes)
        self.keep()
        end_children()
        problems: list[Problem] = []
        news: list[Problem] = []
        for peer, ref in self._feeds():
            kept = self.asking.copy_of(ref)
            whose = self._whose(peer, ref)
            problems += feed_messages.failing(whose, ref, kept, self.site.settings.zone)
            before = self.asking.before.get(ref)
            if kept and kept.state.moved_to != (before.state.moved_to if before else ""):
                news += self._moved(peer, ref)
            if kept and urls.parse(ref) is None:
                news += self._emptied(peer, ref, kept)
        mentions: tuple[Mention, ...] = ()
        if self.receiving:
            problems += self.receiving.problems(self.site.settings.zone)
            mentions = self.receiving.mentions()
        facts = replace(self.facts, feeds=self.kept(), webmentions=mentions)
        return Reading(facts, tuple(problems), (*news, *self.proxies_unused()))

    def kept(self) -> dict[PeerId, list[Feed]]:
        """What the feeds held when they were read last. Nothing is read now, files neither."""
        found: dict[PeerId, list[Feed]] = {}
        for peer, ref in self._feeds():
            kept = self.asking.copy_of(ref)
            if kept is not None and kept.feed is not None:
                as_of = feed_messages.as_of(kept.state, self.site.settings.zone)
                feed = replace(kept.feed, as_of=as_of, address=ref, moved_to=kept.state.moved_to)
                found.setdefault(peer.id, []).append(feed)
        return found

    def proxies_unused(self) -> list[Problem]:
        """A line where the environment names proxies and something was asked."""
        asked = self.asking.asked or (self.receiving and self.receiving.asked)
        unused = guard.proxies() if asked else ()
        return [feed_messages.proxies_unused(unused)] if unused else []

    def advice(self) -> tuple[Problem, ...]:
        """What to change in the addresses of feeds: some have moved, are missing, lead elsewhere, or may have a key."""
        advice = [problem for peer, ref in self._feeds() for problem in self._moved(peer, ref)]
        advice += self._astray()
        for peer, ref in self._feeds():
            if kept := self.asking.copy_of(ref):
                advice += self._emptied(peer, ref, kept)
        for peer in self.peers:
            home = self.asking.home_of(peer)
            advice += feed_messages.held_back(peer, self.asking.feeds_of(peer))
            advice += feed_messages.unnamed(peer, home, self.asking.copy_of(home.feed) if home else None)
        return tuple(advice)

    def outcomes(self) -> Iterator[feed_messages.Outcome]:
        """What the round brought: one for each feed, and for each peer whose feed is looked for."""
        asking, zone = self.asking, self.site.settings.zone
        for peer in self.peers:
            refs = asking.feeds_of(peer)
            for ref in refs:
                before, fresh = asking.before.get(ref), asking.fresh.get(ref)
                where, asked = self._line_of(peer, ref), ref in asking.asked
                yield feed_messages.outcome(peer, ref, where, before, fresh, asked=asked, zone=zone)
            if peer.home and not refs:
                before_it, fresh_home = asking.homes.get(peer.home), asking.fresh_homes.get(peer.home)
                asked = peer.home in asking.asked
                yield feed_messages.not_found(peer, before_it, fresh_home, asked=asked, zone=zone)
        if self.receiving:
            yield from self.receiving.outcomes(zone)

    def feed_files(self, *, private: bool) -> dict[Path, str]:
        """The feeds of public or private peers that are files, and how a build may call each: the latter by no name."""
        names = {
            ref: f"the feed that {peer.where} names" if private else ref
            for peer in self.peers
            for ref in (*peer.feeds, *(file for file in peer.files if file.lower().endswith(_FEEDS)))
            if peer.private is private and urls.parse(ref) is None and "\0" not in ref
        }
        return {self.site.root / ref: names[ref] for ref in sorted(names)}

    def mention_files(self) -> dict[Path, str]:
        """The webmentions that are files, and what a build may call each."""
        if not self.site.settings.webmentions:
            return {}
        from mkdocs_reciprocity.collect.webmentions import is_file  # noqa: PLC0415 - for those who want it

        return {self.site.root / place: place for place in self.site.settings.webmentions if is_file(place)}

    def _feeds(self) -> Iterator[tuple[Peer, str]]:
        for peer in self.peers:
            for ref in self.asking.feeds_of(peer):
                yield peer, ref

    def _read_files(self) -> None:
        homes = {ref: peer.home or "" for peer in self.peers for ref in peer.feeds if urls.parse(ref) is None}
        noon = dates.noon(self.today, self._zone)
        self.asking.fresh |= copies.of_files(self.site.root, homes, self.asking.before, noon, self._how.hours())

    def _moved(self, peer: Peer, ref: str) -> list[Problem]:
        kept = self.asking.copy_of(ref)
        to = urls.parse(kept.state.moved_to) if kept else None
        if to is None or ref not in peer.feeds:
            return []
        private = self._is_private(peer, to)
        return [feed_messages.moved(peer, to, self._line_of(peer, ref), private=private)]

    def _emptied(self, peer: Peer, ref: str, kept: Kept) -> list[Problem]:
        whose, where = self._whose(peer, ref), self._line_of(peer, ref)
        return feed_messages.emptied(whose, ref, kept.state, where, self._zone)

    def _astray(self) -> Iterator[Problem]:
        people = self.book.directory
        for id_, feeds in self.kept().items():
            peer = people.peers[id_]
            for feed in feeds:
                if feed.address in peer.feeds and (place := belonging.leads_to(feed, id_, people)):
                    private = any(self._is_private(peer, address) for address in (feed.address, place))
                    yield feed_messages.astray(peer, place, self._line_of(peer, feed.address), private=private)

    @property
    def _zone(self) -> tzinfo:
        return self.site.settings.zone

    def _whose(self, peer: Peer, ref: str) -> Peer:
        """The peer of a feed, private where either is."""
        return replace(peer, private=self._is_private(peer, ref))

    def _is_private(self, peer: Peer, address: str) -> bool:
        """Whether the peer is private, or the one to whom the address belongs."""
        url, people = urls.parse(address), self.book.directory
        return peer.private or (url is not None and people.is_private(people.owner(url)))

    def _line_of(self, peer: Peer, ref: str) -> Where:
        """The line that names the feed; the peer's first where it is spelled otherwise there."""
        for text in self.files.texts:
            if text.name == peer.where.file:
                lines = text.body.decode("utf-8", "replace").split("\n")
                for number, line in enumerate(lines[peer.where.line - 1 :], peer.where.line):
                    if ref in line:
                        return Where(text.name, number)
        return peer.where


def user_agent() -> str:
    """Who asks."""
    try:
        number = version("mkdocs-reciprocity")
    except PackageNotFoundError:
        number = "0"
    return f"mkdocs-reciprocity/{number}"


def end_children() -> None:
    """Ends the processes of the lenient reader, if it was needed; `mkdocs serve` lives on between builds."""
    if lenient := sys.modules.get("mkdocs_reciprocity.collect.lenient"):
        lenient.end()
