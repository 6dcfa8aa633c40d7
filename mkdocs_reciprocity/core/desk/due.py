"""What asks for a word or a line: thanks not yet said, greetings due, buried nods, mentions about to be lost.

Where a date is vague (a month, a year, unknown) the doubt is the author's: nobody owes what may well have been done.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, Peer, PeerId
from mkdocs_reciprocity.core.standing.tally import given_keys
from mkdocs_reciprocity.core.url import UrlKey

SOON = 14
"""Days ahead that count as "about to be lost"."""

_NEEDS_NO_THANKS = frozenset({"thank", "checkin"})
_ANY_DAY = "~"  # after every date


# --- thanks


def thanks_owed(rows: Sequence[Interaction]) -> list[Interaction]:
    """What was received with reach spread or talk and not thanked for, the newest first.

    A thank settles it that was given to that peer on the day or later, and names no URL, or where it was seen, or what
    it is about. A period counts as the most favourable of its days. An undated thank that names a URL settles what is
    about that; one that names none settles only what is undated too.
    """
    said = _thanks_said(rows)
    return [row for row in dates.newest_first(rows) if _needs_thanks(row) and not _is_thanked(row, said)]


def _needs_thanks(row: Interaction) -> bool:
    return (
        row.direction == "received"
        and row.reach in {"spread", "talk"}
        and row.kind not in _NEEDS_NO_THANKS
        and row.peer is not None
    )


def _thanks_said(rows: Iterable[Interaction]) -> dict[tuple[PeerId | None, UrlKey | None], str]:
    """The last day on which each peer was thanked, by what the thank named (None: nothing)."""
    said: dict[tuple[PeerId | None, UrlKey | None], str] = {}
    for row in rows:
        if (row.direction, row.kind) == ("given", "thank"):
            about = (row.peer, urls.key(row.url) if row.url else None)
            day = dates.last_day(row.date) if row.date else _ANY_DAY if row.url else ""
            said[about] = max(said.get(about, ""), day)
    return said


def _is_thanked(row: Interaction, said: Mapping[tuple[PeerId | None, UrlKey | None], str]) -> bool:
    since = dates.first_day(row.date) if row.date else ""
    keys = (None, *(urls.key(url) for url in (row.url, *row.evidence) if url))
    return any(day is not None and day >= since for day in (said.get((row.peer, key)) for key in keys))


# --- greetings


class Silence(Struct, frozen=True):
    """How long it has been quiet with a peer: the last talk or spread that is dated, and the day a greeting was due."""

    peer: Peer
    last: Interaction | None
    due: When | None


def greetings_due(rows: Iterable[Interaction], peers: Mapping[PeerId, Peer], today: When) -> list[Silence]:
    """The peers whose ``checkin`` has passed since the last talk or spread in either direction, the longest ago first.

    The rows are in the ledger's order, so by the last day of each. A peer with whom nothing dated is known comes first,
    without a day.
    """
    last = last_contacts(rows)
    found = [_silence(peer, last.get(peer.id)) for peer in peers.values() if peer.checkin is not None]
    due = [silence for silence in found if silence.due is None or silence.due <= today]
    return sorted(due, key=lambda silence: (silence.due or "", silence.peer.name.casefold(), silence.peer.id))


def last_contacts(rows: Iterable[Interaction]) -> dict[PeerId, Interaction]:
    """The last dated talk or spread with each peer, in either direction; the rows are in the ledger's order."""
    return {row.peer: row for row in rows if row.peer and row.date and row.reach in {"spread", "talk"}}


def _silence(peer: Peer, last: Interaction | None) -> Silence:
    if last is None or last.date is None:
        return Silence(peer, None, None)
    return Silence(peer, last, dates.after(When(dates.last_day(last.date)), peer.checkin or 0))


# --- nods


def buried_nods(rows: Sequence[Interaction]) -> list[Interaction]:
    """The likes and bookmarks given of what was never passed on, the newest first, one a URL."""
    passed_on = given_keys(rows)
    found: dict[UrlKey, Interaction] = {}
    for row in dates.newest_first(rows):
        if row.direction == "given" and row.kind in {"like", "bookmark"} and row.url is not None:
            key = urls.key(row.url)
            if key not in passed_on:
                found.setdefault(key, row)
    return list(found.values())


# --- mentions


class Leaving(Struct, frozen=True):
    """A mention that is in no log, and how many more posts push it out of the peer's feed, if that keeps its length."""

    row: Interaction
    posts_left: int


def mentions_at_risk(rows: Sequence[Interaction], feeds: Mapping[PeerId, Sequence[Feed]]) -> list[Leaving]:
    """The mentions that only a feed knows, and that it is about to drop; those that leave first stand first.

    About to: the entry is in the oldest quarter of its feed (a feed of fewer than four has none), or as many new posts
    as push it out take at most `SOON` days at the feed's pace. One that another feed of the peer holds longer is safe.
    Which entries are the oldest, their dates tell, or where one has none the feed's own order.
    """
    found = []
    known: dict[PeerId, _Shelf] = {}
    for row in dates.newest_first(rows):
        if row.source != "feed" or row.where.file or row.peer is None:
            continue  # what stands in a file of the author's is safe
        if row.peer not in known:
            known[row.peer] = _Shelf(feeds.get(row.peer, ()))
        left = known[row.peer].posts_left(row)
        if left is not None:
            found.append(Leaving(row, left))
    return sorted(found, key=lambda leaving: leaving.posts_left)


class _Shelf:
    """The entries of one peer's feeds: for each that is about to go, after how many posts; None for one that stays."""

    def __init__(self, feeds: Iterable[Feed]) -> None:
        self.known: dict[Hashable, int | None] = {}
        for feed in feeds:
            for entry, left in _positions(feed.entries):
                for name in _names(entry):
                    before = self.known.get(name, 0)
                    self.known[name] = None if left is None or before is None else max(left, before)

    def posts_left(self, row: Interaction) -> int | None:
        names: Iterable[Hashable] = map(urls.key, row.evidence)
        if not row.evidence:  # its entry has no address, or one on this site
            names = [(row.title, urls.key(row.url))] if row.url else []
        return next((self.known[name] for name in names if name in self.known), None)


def _names(entry: FeedEntry) -> Iterator[Hashable]:
    """By what a mention knows its entry: the address, or the entry's title and the mention's target."""
    if entry.url is not None:
        yield urls.key(entry.url)
        yield (entry.title, urls.key(entry.url))
    for link in entry.links:
        yield (entry.title, urls.key(link))


def _positions(entries: Sequence[FeedEntry]) -> Iterator[tuple[FeedEntry, int | None]]:
    ordered = list(entries)
    if all(entry.published for entry in entries):
        ordered.sort(key=lambda entry: entry.published, reverse=True)
    pace = _days_between_posts(entries)
    for place, entry in enumerate(ordered):
        left = len(ordered) - place
        going = left * 4 <= len(ordered) or (len(ordered) >= 4 and pace is not None and left * pace <= SOON)
        yield entry, left if going else None


def _days_between_posts(entries: Iterable[FeedEntry]) -> float | None:
    """The mean, as the entries' dates tell; None where they do not."""
    days = [dates.ordinal(entry.published[:10]) for entry in entries if entry.published]
    span = max(days) - min(days) if days else 0
    return span / (len(days) - 1) if span else None
