"""What is due: thanks not yet said, greetings, liked posts that were never shared, mentions that will soon be lost.

If a date is vague (a month, a year, unknown), the author has the benefit of the doubt: what may have been done is not
due.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Deed, Post
from mkdocs_reciprocity.core.desk.warmth import History, histories, warmly
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, Peer, PeerId
from mkdocs_reciprocity.core.standing.tally import given_keys
from mkdocs_reciprocity.core.url import Url, UrlKey

SOON = 14
"""Days ahead that count as "about to be lost"."""

_LONG_SILENCE = 180  # days
_NEEDS_NO_THANKS = frozenset({"thank", "checkin"})
_ANY_DAY = "~"  # after every date


# --- thanks


def thanks_owed(rows: Sequence[Interaction]) -> list[Interaction]:
    """What was received with reach spread or talk and not thanked for, the newest first.

    A thank settles a row if it was given to the same peer on the same day or later, and names no URL, or the row's URL,
    or where the row was seen. Of a month or a year, the day counts that is best for the author. An undated thank with a
    URL settles all rows about that URL; one without a URL settles only undated rows.
    """
    said = _thanks_said(rows)
    received = (row for row in rows if row.direction == "received" and row.peer is not None)
    owed = (row for row in received if row.reach in {"spread", "talk"} and row.kind not in _NEEDS_NO_THANKS)
    return dates.newest_first(row for row in owed if not _is_thanked(row, said))


def in_warm_order(rows: Sequence[Interaction], owed: Iterable[Interaction], today: When) -> list[Interaction]:
    """What thanks are owed for, person by person, in the order of `warmth`; of each in the order that it had. The
    easiest one is whoever did something for the author last.
    """
    of = grouped(owed, lambda row: row.peer)
    people = warmly((peer for peer in of if peer), histories(rows, of, today), today)
    return [row for peer in people for row in of[peer]]


def _thanks_said(rows: Iterable[Interaction]) -> dict[tuple[PeerId | None, UrlKey | None], str]:
    """The last day on which each peer was thanked, by the URL that the thank named (None: no URL)."""
    said: dict[tuple[PeerId | None, UrlKey | None], str] = {}
    for row in rows:
        if (row.direction, row.kind) == ("given", "thank"):
            about = (row.peer, row.key)
            day = dates.last_day(row.date) if row.date else _ANY_DAY if row.url else ""
            said[about] = max(said.get(about, ""), day)
    return said


def _is_thanked(row: Interaction, said: Mapping[tuple[PeerId | None, UrlKey | None], str]) -> bool:
    since = dates.first_day(row.date) if row.date else ""
    keys = (None, row.key, *map(urls.key, row.evidence))
    return any(day is not None and day >= since for day in (said.get((row.peer, key)) for key in keys))


# --- greetings


class Greeting(Struct, frozen=True, kw_only=True):
    """A peer to say hello to.

    ``date`` is that of the last contact, ``due`` the day on which a greeting was due, ``every`` the days between two.
    ``long_silence``: the last contact was so long ago that a few words more are in place. ``note`` is the peer's.
    """

    peer: PeerId
    url: Url | None
    date: When | None
    name: str
    due: When | None
    every: int
    long_silence: bool
    last: Deed | None
    newest: Post | None
    note: str


def greetings_due(account: Account) -> tuple[Greeting, ...]:
    """The peers whose ``checkin`` has passed since the last talk or spread in either direction, in the order of
    `warmth`: the easiest one is whoever wrote last, to the author or in their blog.

    For a peer without any dated row there is no day.
    """
    last = last_contacts(account.rows)
    peers = account.words.peers.values()
    found = [_greeting(peer, last.get(peer.id), account) for peer in peers if peer.checkin is not None]
    due = {greeting.peer: greeting for greeting in found if greeting.due is None or greeting.due <= account.today}
    known = histories(account.rows, due, account.today) if due else {}
    for id_ in due:
        newest = account.newest_entry(id_)
        day = dates.published_on(newest.published, account.zone) if newest else None
        known[id_] = one = known.get(id_, History())
        one.wrote = max(one.wrote, day or "")
    return tuple(due[id_] for id_ in warmly(due, known, account.today))


def _greeting(peer: Peer, last: Interaction | None, account: Account) -> Greeting:
    date, every = last.date if last else None, peer.checkin or 0
    silent = dates.days_between(date, account.today) if date else 0
    return Greeting(
        peer=peer.id,
        url=peer.home,
        date=date,
        name=peer.name,
        due=dates.after(When(dates.last_day(date)), every) if date else None,
        every=every,
        long_silence=silent >= _LONG_SILENCE,
        last=account.words.deed(last) if last else None,
        newest=account.newest(peer.id),
        note=peer.note,
    )


def last_contacts(rows: Iterable[Interaction]) -> dict[PeerId, Interaction]:
    """The last dated talk or spread with each peer, in either direction; the rows are in the ledger's order."""
    return {row.peer: row for row in rows if row.peer and row.date and row.reach in {"spread", "talk"}}


# --- nods


def buried_nods(rows: Sequence[Interaction]) -> list[Interaction]:
    """The likes and bookmarks given to posts that were never passed on, the newest first, one for each URL."""
    passed_on = given_keys(rows)
    nods = (row for row in rows if row.kind in {"like", "bookmark"} and row.direction == "given" and row.key)
    found: dict[UrlKey | None, Interaction] = {}
    for row in dates.newest_first(row for row in nods if row.key not in passed_on):
        found.setdefault(row.key, row)
    return list(found.values())


# --- words


def words_to_keep(rows: Sequence[Interaction]) -> list[Interaction]:
    """What was given on places of the author's own with words about it that no note has yet, the newest first."""
    return dates.newest_first(row for row in rows if row.proposed and not row.where.file)


# --- mentions


class Mention(Struct, frozen=True):
    """A mention that only a feed knows, and how many more posts push it out, if the feed keeps its length."""

    deed: Deed
    posts_left: int


def mentions_at_risk(account: Account) -> tuple[Mention, ...]:
    """The mentions that only a feed knows, and that will soon drop out of it; those that leave first stand first.

    Soon: the entry is in the oldest quarter of its feed (a feed of fewer than four has none), or at the feed's pace the
    posts that push it out will come within `SOON` days. An entry that another feed of the peer keeps longer is safe.
    Entries are ordered by their dates; if one has no date, by the feed's own order.
    """
    found = []
    known: dict[PeerId, _Shelf] = {}
    for row in dates.newest_first(row for row in account.rows if row.source == "feed"):
        if row.where.file or row.peer is None:
            continue  # a row in the author's own file is safe
        if row.peer not in known:
            known[row.peer] = _Shelf(account.feeds.get(row.peer, ()))
        left = known[row.peer].posts_left(row)
        if left is not None:
            found.append(Mention(account.words.deed(row), left))
    return tuple(sorted(found, key=lambda mention: mention.posts_left))


class _Shelf:
    """The entries of one peer's feeds: after how many posts each leaves; None for one that does not leave soon."""

    def __init__(self, feeds: Iterable[Feed]) -> None:
        self.known: dict[Hashable, int | None] = {}
        for feed in feeds:
            for entry, left in _positions(feed.entries):
                for name in _names(entry):
                    before = self.known.get(name, 0)
                    self.known[name] = None if left is None or before is None else max(left, before)

    def posts_left(self, row: Interaction) -> int | None:
        places = [urls.key(url) for url in row.evidence]
        names: Iterable[Hashable] = (*((place, row.key) for place in places), *places)
        if not row.evidence:  # the entry has no address, or one on this site
            names = [(row.title, row.key)] if row.key else []
        return next((self.known[name] for name in names if name in self.known), None)


def _names(entry: FeedEntry) -> Iterator[Hashable]:
    """The keys by which a mention finds its entry: the address and the mention's target (of a feed of shares, many
    entries are at one page), the address alone, or the entry's title and the target.
    """
    if entry.url is not None:
        place = urls.key(entry.url)
        yield place
        yield (entry.title, place)
        for page in entry.subjects:
            yield (place, urls.key(page))
    for link in (*entry.subjects, *entry.links):
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
    """The mean, by the entries' dates; None if it is not known."""
    published = (dates.published_on(entry.published, UTC) for entry in entries)
    days = [dates.ordinal(day) for day in published if day]
    span = max(days) - min(days) if days else 0
    return span / (len(days) - 1) if span else None
