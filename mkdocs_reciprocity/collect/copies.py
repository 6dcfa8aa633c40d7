"""Copies of feeds: from the last copy and an answer (or a file), makes the new copy. An unchanged feed is not parsed
again.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Kept
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.core.feeds.schedule import UNREAD, FeedState, Response, after
from mkdocs_reciprocity.core.model import FeedEntry
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces, may_lead_to
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.feeds.facts import Telling


def of_files(
    root: Path,
    homes: Mapping[str, str],
    known: Mapping[str, Kept],
    now: float,
    deadline: Deadline,
    own: OwnPlaces = NOWHERE,
    *,
    termed: bool = False,
) -> dict[str, Kept]:
    """The new copies of feeds that are files; those that have not changed are left out.

    Files for which there was no time in the last round are read first.

    Args:
        root: the folder to which their names are relative.
        homes: the peer's home for each file, by name, as in `from_file`.
        known: the copies that are kept, by name.
        now: as in `from_file`.
        deadline: as in `from_file`.
        own: as in `from_file`.
        termed: as in `from_file`.
    """
    found = {}
    for ref in sorted(homes, key=lambda ref: ref not in known or known[ref].state.error != UNREAD):
        before = known.get(ref, Kept(state=FeedState(url=Url(""))))
        try:
            kept = from_file(root / ref, homes[ref], before, now, deadline, own, termed=termed)
        except NotInTime:
            kept = replace(before, state=replace(before.state, error=UNREAD))
        if kept != before:
            found[ref] = kept
    return found


def from_file(
    path: Path,
    home: str,
    kept: Kept,
    now: float,
    deadline: Deadline,
    own: OwnPlaces = NOWHERE,
    *,
    termed: bool = False,
) -> Kept:
    """The copy of a feed that is a file. If it is gone, or cannot be read, the last good copy stays.

    Args:
        path: the path of the file.
        home: the peer's home, for relative links.
        kept: the copy that is kept, or an empty one.
        now: in seconds since the epoch. It stays the same for a whole day, so that an unchanged file changes no copy.
        deadline: the time until which feeds are read.
        own: the author's addresses.
        termed: whether terms are wanted.

    Raises:
        NotInTime: the time was over before this feed was read.
    """
    try:
        body = plain_file.read(path)
    except OSError as error:
        return replace(kept, state=replace(kept.state, error=f"cannot be read ({error.strerror})"))
    state = replace(kept.state, error="", good_at=now)
    return _kept_on(_read(body, home, state, kept, deadline, own, termed=termed), kept, now)


def from_answer(
    kept: Kept,
    response: Response,
    now: float,
    deadline: Deadline,
    own: OwnPlaces = NOWHERE,
    *,
    termed: bool = False,
) -> Kept:
    """The copy after an answer at ``now`` (seconds since the epoch). If it cannot be read, the last good copy stays.
    ``own`` are the author's addresses; ``termed``: terms are wanted.

    Raises:
        NotInTime: the time was over before it was read.
    """
    state = after(kept.state, response, now=now)
    if response.error or response.status == 304:
        return replace(kept, state=state)
    return _kept_on(_read(response.body, response.url, state, kept, deadline, own, termed=termed), kept, now)


def fits(kept: Kept, own: OwnPlaces, *, termed: bool = False) -> bool:
    """Whether a copy has all that is kept of a feed. It has not, if it leads to the author's addresses, and these are
    others than when it was read: the sentences that lead there are not in it. Then it is used as it is, until the feed
    is read again. So a cold and a warm build are equal, as soon as they can be. The same holds for terms, if they
    are wanted.
    """
    if termed and lacks_terms(kept):
        return False
    if kept.feed is None or kept.own == own.said():
        return True
    return not any(_leads_to(own, entry) for entry in kept.feed.entries)


def lacks_terms(kept: Kept) -> bool:
    """Whether the feed was read without its terms."""
    return kept.feed is not None and not kept.termed


def _leads_to(own: OwnPlaces, entry: FeedEntry) -> bool:
    if not may_lead_to(own.hosts, f"{entry.url}\n{entry.about}\n{entry.outbound}"):
        return False
    return any(own.has(link) for link in (entry.url, *entry.subjects, *entry.links) if link)


def _kept_on(read: Kept, kept: Kept, now: float) -> Kept:
    """What was read. If that is no feed, or has no entries, the last better copy."""
    if not read.state.error:
        return read if read.feed is kept.feed else _not_emptied(read, kept, now)
    # This body could not be read. Its validators are not kept, so it will be sent again; the last copy keeps its age.
    # If it came from a new address, the feed has not moved there: the old address is asked again.
    return replace(read, state=replace(read.state, etag="", last_modified="", moved_to="", good_at=kept.state.good_at))


def _not_emptied(read: Kept, kept: Kept, now: float) -> Kept:
    """What was read. If it has no entries any more, the last copy with entries."""
    if kept.feed is None or not kept.feed.entries or (read.feed and read.feed.entries):
        return replace(read, state=replace(read.state, empty_since=0.0))
    return replace(
        read,
        feed=kept.feed,
        terms=b"",
        state=replace(read.state, empty_since=kept.state.empty_since or now),
    )


def _read(
    body: bytes, base: str, state: FeedState, kept: Kept, deadline: Deadline, own: OwnPlaces, *, termed: bool
) -> Kept:
    digest = blake2b(
        body, digest_size=16, person=b"feed", salt=blake2b(base.encode(), digest_size=16).digest()
    ).hexdigest()
    if kept.digest == digest and fits(kept, own, termed=termed):
        return replace(kept, state=replace(state, error=kept.fault))
    from mkdocs_reciprocity.core.feeds import reader as feeds  # noqa: PLC0415 - a warm build reads no feed

    termed = termed or kept.termed  # so once a feed has terms, they stay as new as its copy, whoever reads it
    told: Telling | None = [] if termed else None
    with deadline.turn():
        found = feeds.read(body, base, own, told)
    if found is None:
        from mkdocs_reciprocity.collect import lenient  # noqa: PLC0415 - starts a process, and is rarely needed

        try:
            found = lenient.parse(body, base, deadline, own, told)
        except lenient.NotAFeed as error:
            fault = str(error)
            state = replace(state, error=fault)
            return Kept(state=state, digest=digest, feed=kept.feed, fault=fault, own=own.said(), termed=termed)
    return _with_terms(Kept(state=state, digest=digest, feed=found, own=own.said()), told, deadline)


def _with_terms(kept: Kept, told: Telling | None, deadline: Deadline) -> Kept:
    if told is None:
        return kept
    from mkdocs_reciprocity.core.feeds import telling  # noqa: PLC0415 - few builds need terms

    try:
        with deadline.turn():
            return replace(kept, terms=telling.terms(told), termed=True)
    except NotInTime:  # so the copy does not fit, and the next round reads the feed again
        return kept
