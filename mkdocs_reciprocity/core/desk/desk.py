"""The desk: what was given, and what can be given next. Private: nothing of it is ever in a build.

Nobody is ranked and nothing is a score: rows stand by date or by name, and reaches are counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import tzinfo

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.desk import due, giving, relation
from mkdocs_reciprocity.core.desk.deeds import Deed, Post, Words
from mkdocs_reciprocity.core.desk.giving import OwnPost
from mkdocs_reciprocity.core.desk.reading import Reading, reading
from mkdocs_reciprocity.core.desk.relation import Ask, Channel, Counts, OneWay
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, OwnPage, PeerId
from mkdocs_reciprocity.core.url import Url


class Account(Struct, frozen=True, kw_only=True):
    """All that the desk is made from.

    Args:
        rows: the ledger's, in its order, private ones too.
        words: what everything is called, with all peers.
        feeds: as they were read.
        posts: what each peer has written, as `forward.posts` gives it.
        pages: the own pages.
        address: where an own page lies, by its path; None where the site has no URL.
    """

    rows: Sequence[Interaction]
    words: Words
    feeds: Mapping[PeerId, Sequence[Feed]]
    posts: Mapping[PeerId, Sequence[FeedEntry]]
    pages: Sequence[OwnPage]
    address: Callable[[str], Url | None]
    window: Window
    zone: tzinfo
    today: When


class Greeting(Struct, frozen=True, kw_only=True):
    """A peer to say hello to. ``date`` is the last contact's, ``every`` the days between two; ``note`` the peer's."""

    peer: PeerId
    url: Url | None
    date: When | None
    name: str
    due: When | None
    every: int
    last: Deed | None
    newest: Post | None
    note: str


class Mention(Struct, frozen=True):
    """A mention that only a feed knows, and how many more posts push it out."""

    deed: Deed
    posts_left: int


class Desk(Struct, frozen=True, kw_only=True):
    """All sections. In the window are ``gifts`` (one a post), ``own_posts``, ``places`` and ``relations``; all else is
    for all time. ``empty``: nothing at all is in the ledger yet. ``opening`` are sentences on what was given.
    """

    today: When
    window: Window
    minutes: int
    empty: bool
    opening: tuple[str, ...]
    thanks_owed: tuple[Deed, ...]
    greetings_due: tuple[Greeting, ...]
    buried_nods: tuple[Deed, ...]
    reading: tuple[Reading, ...]
    own_posts: tuple[OwnPost, ...]
    gifts: tuple[Deed, ...]
    asks: tuple[Ask, ...]
    places: tuple[Channel, ...]
    relations: tuple[OneWay, ...]
    mentions_at_risk: tuple[Mention, ...]


class Relation(Struct, frozen=True, kw_only=True):
    """All there is with one peer: for all time, the newest first, but for the counts, which are the window's.

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
    buried_nods: tuple[Deed, ...]
    mentions_at_risk: tuple[Mention, ...]
    newest: Post | None


def desk(account: Account, minutes: int) -> Desk:
    """The desk of one day, with what can be read in so many minutes."""
    rows, words, window = account.rows, account.words, account.window
    greetings = due.greetings_due(rows, words.peers, account.today)
    return Desk(
        today=account.today,
        window=window,
        minutes=minutes,
        empty=not rows,
        opening=giving.opening(rows, words, window),
        thanks_owed=tuple(words.deed(row) for row in due.thanks_owed(rows)),
        greetings_due=tuple(_greeting(silence, account) for silence in greetings),
        buried_nods=tuple(words.deed(row) for row in due.buried_nods(rows)),
        reading=tuple(reading(rows, account.posts, words.peers, account.zone, account.today, minutes)),
        own_posts=giving.own_posts(account.pages, account.address, window, account.today),
        gifts=tuple(words.deed(row) for row in giving.gifts(rows, window)),
        asks=relation.asks(rows, words),
        places=relation.places(rows, window),
        relations=relation.one_way(rows, words, window),
        mentions_at_risk=tuple(
            Mention(words.deed(one.row), one.posts_left) for one in due.mentions_at_risk(rows, account.feeds)
        ),
    )


def relation_with(peer: PeerId, account: Account) -> Relation | None:
    """What there is with one peer; None for somebody who is neither listed nor in the ledger."""
    return next(relations([peer], account), None) if peer in known_peers(account) else None


def relations(peers: Sequence[PeerId], account: Account) -> Iterator[Relation]:
    """What there is with each of these peers, in their order."""
    whole = desk(account, 0)
    of: dict[PeerId | None, list[Interaction]] = {}
    for row in account.rows:
        of.setdefault(row.peer, []).append(row)
    for peer in peers:
        yield _relation(peer, of.get(peer, []), whole, account)


def _relation(peer: PeerId, theirs: Sequence[Interaction], whole: Desk, account: Account) -> Relation:
    words, known = account.words, account.words.peers.get(peer)
    counted = [row for row in theirs if row.date in account.window]
    given, received = ([row for row in theirs if _is(row, way)] for way in ("given", "received"))
    first, last = relation.span([*given, *received])
    return Relation(
        peer=peer,
        url=words.home(peer),
        date=last,
        name=words.name(peer),
        note=known.note if known else "",
        first=first,
        window=account.window,
        given_in_window=relation.counted(row for row in counted if row.direction == "given"),
        received_in_window=relation.counted(row for row in counted if row.direction == "received"),
        given=tuple(words.deed(row) for row in dates.newest_first(given)),
        received=tuple(words.deed(row) for row in dates.newest_first(received)),
        asks=tuple(ask for ask in whole.asks if ask.deed.peer == peer),
        thanks_owed=tuple(deed for deed in whole.thanks_owed if deed.peer == peer),
        greeting=next((greeting for greeting in whole.greetings_due if greeting.peer == peer), None),
        buried_nods=tuple(deed for deed in whole.buried_nods if deed.peer == peer),
        mentions_at_risk=tuple(one for one in whole.mentions_at_risk if one.deed.peer == peer),
        newest=_newest(peer, account),
    )


def known_peers(account: Account) -> list[PeerId]:
    """Everybody whom there may be a relation with: the listed peers, and the strangers of the ledger."""
    return sorted({*account.words.peers, *(row.peer for row in account.rows if row.peer is not None)})


def _is(row: Interaction, direction: str) -> bool:
    return row.direction == direction and row.reach != "ask"


def _greeting(silence: due.Silence, account: Account) -> Greeting:
    peer, last = silence.peer, silence.last
    return Greeting(
        peer=peer.id,
        url=peer.home,
        date=last.date if last else None,
        name=peer.name,
        due=silence.due,
        every=peer.checkin or 0,
        last=account.words.deed(last) if last else None,
        newest=_newest(peer.id, account),
        note=peer.note,
    )


def _newest(peer: PeerId, account: Account) -> Post | None:
    """A peer's newest post: something to talk about."""
    entry = next(iter(account.posts.get(peer, ())), None)
    return Post(account.words.title(entry.url, entry.title), entry.url) if entry and entry.url else None
