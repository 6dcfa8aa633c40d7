"""Chooses posts to read in the given minutes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.forward import Suggestion
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import PLAIN_ENGLISH


class Reading(Struct, frozen=True):
    """A post to read now, and perhaps to pass on; ``why`` is a whole sentence.

    ``new_here``: it is one of the first of its blog. ``first_lift``: no blog that is read links to it yet, while there
    are links to its equals.
    """

    peer: PeerId
    url: Url
    date: When | None
    name: str
    title: str
    minutes: int
    why: str
    new_here: bool = False
    first_lift: bool = False


def reading(account: Account, minutes: int) -> tuple[Reading, ...]:
    """The posts that deserve passing on, in the order of `forward`, as long as they fit into the minutes left. Of each
    tier, whoever has just begun to write comes first.

    One post of each peer until all have had one. A post that a row is about, or that an own page links to, is left out:
    it was read. So is a post of which the feed has only an excerpt, because its length is not known. Posts of private
    peers are chosen too.
    """
    rows, posts, peers = account.rows, account.posts, account.words.peers
    lengths = {key: forward.minutes(entry) for written in posts.values() for key, entry in written.items()}
    closed = {row.key for row in rows if row.key} | account.written_about
    closed |= {key for key, length in lengths.items() if not length}
    gifts = [row for row in rows if (row.direction, row.reach) == ("given", "spread")]
    opened = {id_: replace(peer, private=False) for id_, peer in peers.items()}

    def choose(some: Mapping[PeerId, forward.Written], slots: int) -> list[Suggestion]:
        return forward.suggestions(
            gifts, some, opened, account.zone, account.today, slots=slots, without=closed,
            beginners=account.beginners, linked=lambda _: account.linked,
        )  # fmt: skip

    chosen: list[Suggestion] = []
    while True:
        closed |= {key for key, length in lengths.items() if length > minutes}
        of_today = choose(posts, forward.SLOTS)
        had = {one.peer for one in of_today}
        others = {peer: written for peer, written in posts.items() if peer not in had}
        offered = sorted([*of_today, *choose(others, len(others))], key=_beginners_first)
        if not offered:
            return tuple(_reading(one, peers[one.peer].name) for one in chosen)
        for one in offered:
            closed.add(urls.key(one.url))
            if one.minutes <= minutes:
                minutes -= one.minutes
                chosen.append(one)


def _beginners_first(one: Suggestion) -> tuple[int, bool]:
    """For sorting. Unlike a visitor, the author need not wait until it is their turn."""
    return one.tier, one.reason.what != "begun"


def _reading(one: Suggestion, name: str) -> Reading:
    why = PLAIN_ENGLISH.why(one.reason, name)
    new = one.reason.what == "begun"
    return Reading(one.peer, one.url, one.date, name, one.title, one.minutes, why, new, one.reason.first_lift)
