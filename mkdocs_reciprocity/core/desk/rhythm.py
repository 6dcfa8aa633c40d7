"""Who is slipping away: peers with whom there was a rhythm, and it has been quiet for much longer. For information."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Deed, Post
from mkdocs_reciprocity.core.desk.warmth import histories, warmly
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId
from mkdocs_reciprocity.core.standing.turns import lot
from mkdocs_reciprocity.core.url import Url

MOST = 3
"""So many people at once, and never more: it is no list of what was missed. Others have their turn on another day."""

_EXCHANGE = 7  # days: an answer, and thanks for it, are one exchange with what they answer
_FEWEST, _SPAN = 5, 120  # exchanges, and days from the first to the last: less is no rhythm
_LATEST = 12  # exchanges that are looked at
_TIMES, _QUIET = 3, 60  # so many times as long as usual, and at least so many days


class Rhythm(Struct, frozen=True):
    """Days from one exchange to the next: as a rule, and the most that it ever was."""

    usual: int
    longest: int


class Quiet(Struct, frozen=True, kw_only=True):
    """A peer with whom it has become quiet.

    ``date`` is that of the last contact, ``every`` the days between two exchanges as a rule, ``silent`` the days since
    the last one, if the last was as late as its date allows. ``note`` is the peer's.
    """

    peer: PeerId
    url: Url | None
    date: When
    name: str
    every: int
    silent: int
    last: Deed
    newest: Post | None
    note: str


def gone_quiet(account: Account) -> tuple[Quiet, ...]:
    """At most `MOST` of the listed peers with whom it has been quiet for much longer than the rhythm that there was.

    That is three times as long as usual, longer than ever between two of the last exchanges, and two months at least.
    Contact is what was spread or said in either direction, as for a greeting. Who has a ``checkin`` is left out, for
    the author has said how often; so is a blog that is at rest (``fallow``). Of more, some have their turn every day.
    """
    today = account.today
    peers = {one.id: one for one in account.words.peers.values() if one.checkin is None and not one.fallow}
    dated = (row for row in account.rows if row.date and row.reach in {"spread", "talk"})
    of = grouped((row for row in dated if row.peer in peers), lambda row: row.peer)
    found = {id_: quiet for id_, peer in peers.items() if (quiet := _quiet(peer, of.get(id_, ()), account))}
    turn = sorted(found, key=lambda one: lot(one, "gone quiet", dates.ordinal(today)))[:MOST]
    return tuple(found[one] for one in warmly(turn, histories(account.rows, turn, today), today))


def _quiet(peer: Peer, theirs: Sequence[Interaction], account: Account) -> Quiet | None:
    """``theirs`` are in the ledger's order, and have dates."""
    said = [row.date for row in theirs if row.date]
    today = dates.ordinal(account.today)
    silent = today - _day(said[-1], today) if said else 0
    if silent <= _QUIET:  # so it is with most of them
        return None
    known, last = rhythm(said, account.today), theirs[-1]
    if known is None or silent <= max(_TIMES * known.usual, known.longest):
        return None
    return Quiet(
        peer=peer.id, url=peer.home, date=said[-1], name=peer.name, every=known.usual, silent=silent,
        last=account.words.deed(last), newest=account.newest(peer.id), note=peer.note,
    )  # fmt: skip


def rhythm(said: Iterable[When], today: When) -> Rhythm | None:
    """The rhythm of contacts with these dates: the median of the days between exchanges, so that one long pause, or one
    lively month, does not change it. None if there are too few of them, or they are too close together.

    A month stands for its last day, as in the ledger's order. A bare year tells nothing of a rhythm.
    """
    now = dates.ordinal(today)
    begins: list[int] = []
    for day in sorted({_day(one, now) for one in said if len(one) > 4}):
        if not begins or day - begins[-1] >= _EXCHANGE:
            begins.append(day)
    if len(begins) < _FEWEST or begins[-1] - begins[0] < _SPAN:
        return None
    gaps = sorted(day - before for before, day in pairwise(begins[-_LATEST:]))
    return Rhythm(gaps[len(gaps) // 2], gaps[-1])


def _day(date: When, today: int) -> int:
    return min(dates.ordinal(dates.last_day(date)), today)
