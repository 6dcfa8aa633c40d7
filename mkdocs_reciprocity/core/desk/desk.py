"""The desk, and the relation with one peer. They are private: no build contains any of them.

Nobody is ranked and there is no score: rows stand by date or by name, people to write to in the order of `warmth`, and
each reach is counted by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.desk import due, gifts, relation
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Deed
from mkdocs_reciprocity.core.desk.due import Greeting, Mention
from mkdocs_reciprocity.core.desk.gifts import OwnPost
from mkdocs_reciprocity.core.desk.neighbours import Unmet
from mkdocs_reciprocity.core.desk.reading_list import Reading, reading
from mkdocs_reciprocity.core.desk.recommenders import Recommender, recommenders
from mkdocs_reciprocity.core.desk.relation import Ask, Channel, Counts, OneWay
from mkdocs_reciprocity.core.desk.rhythm import Quiet, gone_quiet
from mkdocs_reciprocity.core.desk.ripples import Followed, followed
from mkdocs_reciprocity.core.desk.thread import Newest, Thread, newest, thread
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.url import Url


class Desk(Struct, frozen=True, kw_only=True):
    """All sections. ``gifts`` (one for each post), ``own_posts``, ``places`` and ``relations`` are those of the window;
    all others are for all time. ``empty`` says that the ledger has no row yet. ``opening`` are sentences on what was
    given.
    """

    today: When
    window: Window
    minutes: int
    empty: bool
    opening: tuple[str, ...]
    thanks_owed: tuple[Deed, ...]
    greetings_due: tuple[Greeting, ...]
    gone_quiet: tuple[Quiet, ...]
    buried_nods: tuple[Deed, ...]
    reading: tuple[Reading, ...]
    own_posts: tuple[OwnPost, ...]
    gifts: tuple[Deed, ...]
    asks: tuple[Ask, ...]
    places: tuple[Channel, ...]
    relations: tuple[OneWay, ...]
    mentions_at_risk: tuple[Mention, ...]
    words_to_keep: tuple[Deed, ...]
    recommended_by: tuple[Recommender, ...]
    neighbours: tuple[Unmet, ...]
    ripples: tuple[Followed, ...]


class Relation(Struct, frozen=True, kw_only=True):
    """The relation with one peer: for all time, the newest first. Only the counts are those of the window. The
    ``ripples`` are what they linked to after the author, and who linked to what is theirs.

    ``date`` is the last time that something was given or received, ``first`` the first.
    """

    peer: PeerId
    url: Url | None
    date: When | None
    name: str
    note: str
    first: When | None
    window: Window
    given_in_window: Counts
    received_in_window: Counts
    given: tuple[Deed, ...]
    received: tuple[Deed, ...]
    asks: tuple[Ask, ...]
    thanks_owed: tuple[Deed, ...]
    greeting: Greeting | None
    gone_quiet: Quiet | None
    buried_nods: tuple[Deed, ...]
    mentions_at_risk: tuple[Mention, ...]
    recommended_by: tuple[Recommender, ...]
    ripples: tuple[Followed, ...]
    thread: Thread
    newest: Newest | None


def desk(account: Account, minutes: int) -> Desk:
    """The desk of one day, with posts that can be read in so many minutes."""
    rows, deed = account.rows, account.words.deed
    return Desk(
        today=account.today,
        window=account.window,
        minutes=minutes,
        empty=not rows,
        opening=gifts.opening(account),
        thanks_owed=tuple(map(deed, due.in_warm_order(rows, due.thanks_owed(rows), account.today))),
        greetings_due=due.greetings_due(account),
        gone_quiet=gone_quiet(account),
        buried_nods=tuple(map(deed, due.buried_nods(rows))),
        reading=reading(account, minutes),
        own_posts=gifts.own_posts(account),
        gifts=tuple(map(deed, gifts.gifts(rows, account.window))),
        asks=relation.asks(account),
        places=relation.places(account),
        relations=relation.one_way(account),
        mentions_at_risk=due.mentions_at_risk(account),
        words_to_keep=tuple(replace(deed(row), note=row.proposed) for row in due.words_to_keep(rows)),
        recommended_by=recommenders(account),
        neighbours=account.neighbours,
        ripples=followed(account),
    )


def relation_with(peer: PeerId, account: Account) -> Relation | None:
    """The relation with one peer; None for somebody who is neither listed nor in the ledger."""
    return next(relations([peer], account), None) if peer in known_peers(account) else None


def relations(peers: Sequence[PeerId], account: Account) -> Iterator[Relation]:
    """The relation with each of these peers, in their order."""
    whole = desk(account, 0)
    of = grouped(account.rows, lambda row: row.peer)
    for peer in peers:
        yield _relation(peer, of.get(peer, []), whole, account)


def _relation(peer: PeerId, theirs: Sequence[Interaction], whole: Desk, account: Account) -> Relation:
    words, window = account.words, account.window
    given, received = (
        [row for row in dates.newest_first(theirs) if row.direction == way and row.reach != "ask"]
        for way in ("given", "received")
    )
    first, last = relation.span([*given, *received])
    return Relation(
        peer=peer,
        url=words.home(peer),
        date=last,
        name=words.name(peer),
        note=words.peers[peer].note if peer in words.peers else "",
        first=first,
        window=window,
        given_in_window=relation.counted(row for row in given if row.date in window),
        received_in_window=relation.counted(row for row in received if row.date in window),
        given=tuple(map(words.deed, given)),
        received=tuple(map(words.deed, received)),
        asks=tuple(ask for ask in whole.asks if ask.deed.peer == peer),
        thanks_owed=tuple(deed for deed in whole.thanks_owed if deed.peer == peer),
        greeting=next((greeting for greeting in whole.greetings_due if greeting.peer == peer), None),
        gone_quiet=next((quiet for quiet in whole.gone_quiet if quiet.peer == peer), None),
        buried_nods=tuple(deed for deed in whole.buried_nods if deed.peer == peer),
        mentions_at_risk=tuple(one for one in whole.mentions_at_risk if one.deed.peer == peer),
        recommended_by=tuple(one for one in whole.recommended_by if one.peer == peer),
        ripples=tuple(one for one in whole.ripples if peer in {one.peer, one.of}),
        thread=thread(theirs, words),
        newest=newest(peer, account),
    )


def known_peers(account: Account) -> list[PeerId]:
    """All with whom there is a relation: the listed peers, and the strangers in the ledger."""
    return sorted({*account.words.peers, *(row.peer for row in account.rows if row.peer is not None)})
