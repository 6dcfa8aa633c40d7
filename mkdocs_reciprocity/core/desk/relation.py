"""What there is between the author and others: asks and what was given before them, one-way relations, places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core import dates as core_dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Deed
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import Interaction, PeerId, Reach
from mkdocs_reciprocity.core.url import Url

Way = Literal["given", "received"]

Counts = dict[Reach, int]
"""Rows by reach, each reach apart."""


class Ask(Struct, frozen=True):
    """Something asked, by the author or of them.

    ``given_before`` counts what was given to that peer on days that are surely before the ask; None for what the author
    was asked, and where the ask has no date or no peer.
    """

    deed: Deed
    given_before: Counts | None


class OneWay(Struct, frozen=True):
    """A relation that goes one way so far, in the window: all was given, or all was received. A fact, no verdict.

    ``date`` is the last time, ``first`` the first, as they were dated.
    """

    peer: PeerId
    url: Url | None
    date: When | None
    name: str
    direction: Way
    counts: Counts
    first: When | None


class Channel(Struct, frozen=True, kw_only=True):
    """A place where things happen: what the log calls it, or an own page, or a peer's. ``date`` is the last time."""

    peer: None = None
    url: None = None
    date: When | None
    via: str
    given: Counts
    received: Counts


OWN_PAGES, THEIR_BLOGS = "your own pages", "their blogs"
_SEEN_AT = {"page": OWN_PAGES, "feed": THEIR_BLOGS, "webmention": THEIR_BLOGS}


def asks(account: Account) -> tuple[Ask, ...]:
    """All that was ever asked, the newest first."""
    given = grouped((row for row in account.rows if row.direction == "given"), lambda row: row.peer)
    found = (row for row in core_dates.newest_first(account.rows) if row.reach == "ask")
    return tuple(Ask(account.words.deed(row), _before(row, given.get(row.peer, ()))) for row in found)


def _before(ask: Interaction, given: Iterable[Interaction]) -> Counts | None:
    if ask.direction != "asked" or ask.date is None or ask.peer is None:
        return None
    day = core_dates.first_day(ask.date)
    return counted(row for row in given if row.date and core_dates.last_day(row.date) < day)


def one_way(account: Account) -> tuple[OneWay, ...]:
    """The listed peers with whom something was spread or talked in the window, all of it in one direction.

    A nod back is something: then the relation does not count as one way. Those who gave stand first; then by name.
    """
    found = []
    for peer, theirs in grouped(_in_window(account), lambda row: row.peer).items():
        known = account.words.peers.get(peer) if peer else None
        directions = {row.direction for row in theirs}
        if known and len(directions) == 1 and any(row.reach != "nod" for row in theirs):
            first, last = span(theirs)
            way: Way = "given" if directions == {"given"} else "received"
            found.append(OneWay(known.id, known.home, last, known.name, way, counted(theirs), first))
    return tuple(sorted(found, key=lambda one: (one.direction == "given", one.name.casefold(), one.peer)))


def places(account: Account) -> tuple[Channel, ...]:
    """Where things happened in the window, as far as that is known, by name. Asks count nowhere."""
    of = grouped(_in_window(account), lambda row: " ".join(_place(row).casefold().split()))
    return tuple(
        Channel(
            date=span(theirs)[1],
            via=min(map(_place, theirs)),
            given=counted(row for row in theirs if row.direction == "given"),
            received=counted(row for row in theirs if row.direction == "received"),
        )
        for name, theirs in sorted(of.items())
        if name
    )


def _in_window(account: Account) -> Iterable[Interaction]:
    return (row for row in account.rows if row.reach != "ask" and row.date in account.window)


def _place(row: Interaction) -> str:
    return row.via or _SEEN_AT.get(row.source, "")


def counted(rows: Iterable[Interaction]) -> Counts:
    """Rows by reach; asks count in no column."""
    counts: Counts = {"spread": 0, "talk": 0, "nod": 0}
    for row in rows:
        if row.reach != "ask":
            counts[row.reach] += 1
    return counts


def span(rows: Iterable[Interaction]) -> tuple[When | None, When | None]:
    """The first and the last date, as they were dated; None where nothing is."""
    dates = [row.date for row in rows if row.date is not None]
    if not dates:
        return None, None
    first = min(dates, key=lambda date: (core_dates.first_day(date), date))
    return first, max(dates, key=lambda date: (core_dates.last_day(date), date))
