"""All inputs of a site, gathered once, for the plugin and the command line alike."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from mkdocs_reciprocity import logfile, pipeline, when
from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.ledger.merge import Ledger
from mkdocs_reciprocity.model import Feed, OwnPage, Peer, PeerId
from mkdocs_reciprocity.polite import FeedState, Response, after, request_for
from mkdocs_reciprocity.problem import Problem, Where, quoted
from mkdocs_reciprocity.settings import Settings
from mkdocs_reciprocity.store import Kept, Store
from mkdocs_reciprocity.url import Url
from mkdocs_reciprocity.when import When

if TYPE_CHECKING:
    from mkdocs_reciprocity.fetch import Fetching


def now() -> float:
    """The build's instant in POSIX seconds: ``SOURCE_DATE_EPOCH`` where it is set, else the clock."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(said) if said.isascii() and said.isdigit() else time.time()


def today(zone: tzinfo) -> When:
    """The build's instant as a day in ``zone``."""
    return when.day_of(when.from_epoch(now()), zone)


class Site(Struct, frozen=True):
    """Where the author's files lie, the site's URL if it is known, and the options."""

    root: Path
    url: Url | None
    settings: Settings


class Reading(Struct, frozen=True):
    """What the peers' feeds hold, and a problem for each that could not be read."""

    feeds: Mapping[PeerId, list[Feed]]
    problems: tuple[Problem, ...]


class Gathering:
    """One round of reading. Made, it has read the author's files; `start` begins with the feeds, `reading` ends."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.today = today(site.settings.zone)
        self.files = logfile.read(site.root, site.settings)
        parsed = pipeline.read_book(self.files.texts, site.url, site.settings, self.today)
        self.book = parsed.records
        self.problems = pipeline.problems_of(self.files.problems, parsed.problems)
        self.store = Store(site.root)
        self._kept: dict[str, Kept] = {}
        self._fresh: dict[str, Kept] = {}
        self._fetching: Fetching | None = None

    def start(self, *, fetch: bool, force: bool = False) -> None:
        """Takes what the store has, and asks (in the background) the feeds whose copy is too old.

        Args:
            fetch: whether the network may be used at all.
            force: ask also those whose copy is fresh.
        """
        addresses = {ref for peer in self.book.directory.peers.values() for ref in peer.feeds}
        self._kept = self.store.feeds(addresses)
        remote = sorted({url for ref in addresses if (url := urls.parse(ref))}) if fetch else []
        options = self.site.settings.feeds
        clock = time.time()
        requests = []
        for ref in remote:
            state = self._kept[ref].state if ref in self._kept else FeedState(url=ref)
            request = request_for(state, now=clock, max_age=options.max_age, force=force)
            if request is not None:
                requests.append(request)
        if requests:
            from mkdocs_reciprocity.fetch import Fetching, Limits  # noqa: PLC0415 - pulls in ssl and httpcore

            limits = Limits(
                timeout=options.timeout,
                max_bytes=options.max_bytes,
                workers=options.workers,
                allow_hosts=options.allow_hosts,
                user_agent=user_agent(self.site.url),
            )
            self._fetching = Fetching(requests, limits, on_done=self._answered)

    def cancel(self) -> None:
        """Gives up what is still being fetched."""
        if self._fetching is not None:
            self._fetching.cancel()

    def reading(self) -> Reading:
        """Waits for the feeds. What was read is kept in the store."""
        for response in self._fetching.results() if self._fetching else ():
            if _asked(response) not in self._fresh:  # given up, or a bug: the state alone changes
                self._answered(response)
        fresh = dict(self._fresh)
        self._kept.update(fresh)
        found: dict[PeerId, list[Feed]] = {}
        problems: list[Problem] = []
        for peer in sorted(self.book.directory.peers.values(), key=lambda peer: peer.id):
            for ref in peer.feeds:
                if urls.parse(ref) is None:
                    kept = _read_file(self.site.root / ref, peer, self._kept.get(ref))
                    if kept != self._kept.get(ref):
                        self._kept[ref] = fresh[ref] = kept
                if (known := self._kept.get(ref)) is not None:
                    if known.feed is not None:
                        found.setdefault(peer.id, []).append(known.feed)
                    problems += _complaints(peer, ref, known, self.site.settings.zone)
        self.store.keep_feeds(fresh)
        _end_children()
        return Reading(found, tuple(problems))

    def _answered(self, response: Response) -> None:
        """Reads an answer, in the thread that fetched it: so the time that it takes hides behind rendering too."""
        asked = _asked(response)
        kept = self._kept.get(asked) or Kept(state=FeedState(url=asked))
        self._fresh[asked] = _answered(kept, response, time.time())

    def local_feeds(self) -> dict[Path, str]:
        """The feeds that are files of the author's, and what a build may call each: a private peer's has no name."""
        names: dict[str, str] = {}
        for peer in sorted(self.book.directory.peers.values(), key=lambda peer: (peer.private, peer.id)):
            for ref in peer.feeds:
                if urls.parse(ref) is None and "\0" not in ref:
                    names[ref] = f"the feed that {peer.where} names" if peer.private else ref
        return {self.site.root / ref: names[ref] for ref in sorted(names)}

    def ledger(self, reading: Reading, pages: Iterable[OwnPage]) -> Ledger:
        """The ledger of what was gathered."""
        return pipeline.keep_ledger(self.book, reading.feeds, pages, self.site.url, self.site.settings, self.today)


def user_agent(site: Url | None) -> str:
    """Who asks, and for whom, so that a host's owner can tell."""
    try:
        number = version("mkdocs-reciprocity")
    except PackageNotFoundError:
        number = "0"
    return f"mkdocs-reciprocity/{number}" + (f" (+{site})" if site else "")


def _read_file(path: Path, peer: Peer, kept: Kept | None) -> Kept:
    state = FeedState(url=Url(""))
    try:
        body = path.read_bytes()
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        reason = error.strerror if isinstance(error, OSError) else None
        return Kept(state=msgspec.structs.replace(state, error=f"cannot be read ({reason or error})"))
    found = _read(body, peer.home or "", state, kept)
    # What the file said once does not count: a cold build and a warm build are equal.
    return msgspec.structs.replace(found, feed=None) if found.state.error else found


def _end_children() -> None:
    """Ends the processes of the lenient reader, if it was needed; `mkdocs serve` lives on between builds."""
    if lenient := sys.modules.get("mkdocs_reciprocity.lenient"):
        lenient.end()


def _asked(response: Response) -> Url:
    """The feed's address in the log."""
    return Url(response.request.known_as or response.request.url)


def _answered(kept: Kept, response: Response, clock: float) -> Kept:
    state = after(kept.state, response, now=clock)
    if response.error or response.status == 304:
        return msgspec.structs.replace(kept, state=state)
    read = _read(response.body, response.url, state, kept)
    if not read.state.error:
        return read
    # No copy was made of this body: without its validators it is sent again, and the last copy stays as old as it is.
    state = msgspec.structs.replace(read.state, etag="", last_modified="", good_at=kept.state.good_at)
    return msgspec.structs.replace(read, state=state)


def _read(body: bytes, base: str, state: FeedState, kept: Kept | None) -> Kept:
    """The facts of a body; nothing is parsed that was parsed before. What cannot be read keeps the last good copy."""
    digest = blake2b(
        body, digest_size=16, person=b"feed", salt=blake2b(base.encode(), digest_size=16).digest()
    ).hexdigest()
    if kept is not None and kept.digest == digest:
        return msgspec.structs.replace(kept, state=msgspec.structs.replace(state, error=kept.state.error))
    from mkdocs_reciprocity.sources import feed as feeds  # noqa: PLC0415 - a warm build reads no feed

    found = feeds.read(body, base)
    if found is None:
        from mkdocs_reciprocity import lenient  # noqa: PLC0415 - starts a process, and is rarely needed

        try:
            found = lenient.parse(body, base)
        except lenient.NotAFeed as error:
            failed = msgspec.structs.replace(state, error=str(error))
            return Kept(state=failed, digest=digest, feed=kept.feed if kept else None)
    return Kept(state=state, digest=digest, feed=found)


def _complaints(peer: Peer, ref: str, kept: Kept, zone: tzinfo) -> list[Problem]:
    state = kept.state
    if not state.error:
        return []
    copy = "it is left out for now"
    if kept.feed is not None and state.good_at:
        copy = f"the copy of {when.day_of(when.from_epoch(state.good_at), zone)} stands in"
    if peer.private:  # its feed's address would name it
        return [Problem(peer.where, f"the feed {quoted(ref)}: {state.error}; {copy}", "info", private=True)]
    return [Problem(Where(ref), f"the feed of {quoted(peer.name)}: {state.error}; {copy}", "info")]
