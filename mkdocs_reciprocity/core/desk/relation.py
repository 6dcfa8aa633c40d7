"""The author's relations: asks and what was given before them, relations that go one way, and places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from mkdocs_reciprocity.core import dates as core_dates
from mkdocs_reciprocity.core import letters
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Deed
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import Interaction, PeerId, Reach
from mkdocs_reciprocity.core.url import Url

Way = Literal["given", "received"]

Counts = dict[Reach, int]
"""The number of rows of each reach."""


class Ask(Struct, frozen=True):
    """Something asked, by the author or of them.

    ``given_before`` counts what was given to that peer on days that were surely before the ask. It is None if the
    author was the one who was asked, and for an ask without a date or a peer.
    """

    deed: Deed
    given_before: Counts | None


class OneWay(Struct, frozen=True):
    """A relation in which, in the window, all was given or all was received. This is a fact, not a verdict.

    ``date`` is the last date, ``first`` the first.
    """

    peer: PeerId
    url: Url | None
    date: When | None
    name: str
    direction: Way
    counts: Counts
    first: When | None


class Channel(Struct, frozen=True, kw_only=True):
    """A place where things happen: a ``via``, the own pages, or the peers' blogs. ``date`` is the last date."""

    peer: None = None
    url: None = None
    date: When | None
    via: str
    given: Counts
    received: Counts


OWN_PAGES, OWN_FEEDS, THEIR_BLOGS = "your own pages", "your own feeds", "their blogs"
_SEEN_AT = {"page": OWN_PAGES, "account": OWN_FEEDS, "feed": THEIR_BLOGS, "webmention": THEIR_BLOGS}


def asks(account: Account) -> tuple[Ask, ...]:
    """All that was ever asked, the newest first."""
    found = core_dates.newest_first(row for row in account.rows if row.reach == "ask")
    asked = {row.peer for row in found}
    dated = (row for row in account.rows if row.direction == "given" and row.date)
    given = grouped((row for row in dated if row.peer in asked), lambda row: row.peer)
    return tuple(Ask(account.words.deed(row), _before(row, given.get(row.peer, ()))) for row in found)


def _before(ask: Interaction, given: Sequence[Interaction]) -> Counts | None:
    """``given`` are in the ledger's order, and have dates."""
    if ask.direction != "asked" or ask.date is None or ask.peer is None:
        return None
    before = bisect_left(given, core_dates.first_day(ask.date), key=_last_day)
    return counted(given[:before])


def _last_day(row: Interaction) -> str:
    return core_dates.last_day(row.date) if row.date else ""


def one_way(account: Account) -> tuple[OneWay, ...]:
    """The listed peers with whom something was spread or talked in the window, all of it in one direction.

    A nod back is enough for a relation not to be one-way. Those who gave stand first; then by name.
    """
    found = []
    for peer, theirs in grouped(_in_window(account), lambda row: row.peer).items():
        known = account.words.peers.get(peer) if peer else None
        directions = {row.direction for row in theirs}
        if known and len(directions) == 1 and any(row.reach != "nod" for row in theirs):
            first, last = span(theirs)
            way: Way = "given" if directions == {"given"} else "received"
            found.append(OneWay(known.id, known.home, last, known.name, way, counted(theirs), first))
    return tuple(sorted(found, key=lambda one: (one.direction == "given", letters.plain(one.name), one.peer)))


def places(account: Account) -> tuple[Channel, ...]:
    """The known places where things happened in the window, by name. Asks are not counted."""
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
    """The number of rows of each reach; no ask is among them."""
    counts: Counts = {"spread": 0, "talk": 0, "nod": 0}
    for row in rows:
        counts[row.reach] += 1
    return counts


def span(rows: Iterable[Interaction]) -> tuple[When | None, When | None]:
    """The first and the last date, as the rows have them; None if no row has one."""
    dates = [row.date for row in rows if row.date is not None]
    if not dates:
        return None, None
    first = min(dates, key=lambda date: (core_dates.first_day(date), date))
    return first, max(dates, key=lambda date: (core_dates.last_day(date), date))
