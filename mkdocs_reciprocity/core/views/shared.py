"""The view of "Who I've shared": the window, and one page a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from hashlib import blake2b

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When, Window, newest_first
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.ledger.hidden_names import HiddenNames
from mkdocs_reciprocity.core.model import Interaction, Kind, PeerId, Reach
from mkdocs_reciprocity.core.personal import as_title
from mkdocs_reciprocity.core.standing.tally import Totals
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.places import NOWHERE, Names, Peers, Place, person
from mkdocs_reciprocity.core.views.places import author as written_by

_WIDEST_FIRST: tuple[Reach, ...] = ("spread", "talk", "nod")


class Item(Struct, frozen=True, kw_only=True, gc=False):
    """One gift in the timeline. ``id`` is the same on every page and in every build. ``verb`` is in English if the kind
    is built in. ``archived`` is the address of an archive's copy of a post that is gone, else empty.
    """

    id: str
    date: When | None
    kind: str
    reach: Reach
    verb: str
    post: Place
    peer: Place
    via: Place
    note: str
    seen_in: tuple[Place, ...]
    archived: str = ""


class Group(Struct, frozen=True, gc=False):
    """The items of a month (id ``in-2026-11``), of a year without one (``in-2026``), or of no date (``undated``)."""

    id: str
    period: When | None
    items: tuple[Item, ...]


class Card(Struct, frozen=True, gc=False):
    """A blog of which something was shared, and the last gift, which is empty if it says no more than the peer's name.
    ``avatar`` is as in `Thanks`.
    """

    peer: Place
    last: Place
    avatar: str = ""


class Bar(Struct, frozen=True, gc=False):
    """A month of the strip, and the number of posts passed on in it."""

    month: str
    posts: int


class Shared(Struct, frozen=True, gc=False):
    """The page: the first month and the posts of the window, the strip, the cards in the order of the last gift, the
    timeline with the reaches that are in it, all years.
    """

    since: str
    posts: int
    bars: tuple[Bar, ...]
    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    reaches: tuple[Reach, ...]
    years: tuple[str, ...]


class Year(Struct, frozen=True, gc=False):
    """All of one year."""

    year: str
    groups: tuple[Group, ...]
    reaches: tuple[Reach, ...]
    years: tuple[str, ...]


def view(
    public: Sequence[Interaction], timeline: Sequence[Item], window: Window, figures: Totals, names: Names
) -> Shared:
    """The page for a window; what is undated stands in its last group.

    ``public`` is in the ledger's order, ``timeline`` as `timeline` gives it; ``figures`` are the window's.
    """
    gifts = [row for row in public if row.direction == "given" and (row.date is None or row.date in window)]
    shown = [item for item in timeline if item.date is None or item.date in window]
    return Shared(
        since=window.first,
        posts=figures.posts,
        bars=_bars(gifts, window),
        cards=tuple(_cards(gifts, names)),
        groups=_groups(shown),
        reaches=_reaches(shown),
        years=_years(timeline),
    )


def year_views(timeline: Sequence[Item]) -> list[Year]:
    """A page for every year that has a gift, the newest first."""
    every = _years(timeline)
    of_year = grouped(timeline, lambda item: (item.date or "")[:4])
    return [Year(year, _groups(of_year[year]), _reaches(of_year[year]), every) for year in every]


def _reaches(timeline: Iterable[Item]) -> tuple[Reach, ...]:
    """The reaches of the gifts, the widest first."""
    there = {item.reach for item in timeline}
    return tuple(reach for reach in _WIDEST_FIRST if reach in there)


def _years(timeline: Iterable[Item]) -> tuple[str, ...]:
    """The years that have a gift, the newest first."""
    return tuple(sorted({item.date[:4] for item in timeline if item.date}, reverse=True))


def _bars(gifts: Iterable[Interaction], window: Window) -> tuple[Bar, ...]:
    posts: dict[str, set[object]] = {month: set() for month in window.months()}
    for number, row in enumerate(gifts):
        if row.reach == "spread" and row.date is not None and row.date[:7] in posts:
            posts[row.date[:7]].add(row.key or number)
    return tuple(Bar(month, len(found)) for month, found in posts.items())


def _cards(shown: Sequence[Interaction], names: Names) -> Iterable[Card]:
    """One card for each listed peer, the last gift first. Strangers are in the timeline only."""
    carded: set[PeerId] = set()
    for row in newest_first(shown):
        peer = row.peer
        if row.reach != "spread" or peer is None or peer in carded or peer not in names.peers:
            continue
        carded.add(peer)
        last = names.post(names.titles.of_gift(row), row.url, peer) if row.url else NOWHERE
        who = person(peer, names.peers)
        yield Card(who, NOWHERE if _is_said(last, who) else last, names.peers[peer].avatar)


def _is_said(post: Place, who: Place) -> bool:
    """Whether a post is somebody's home page under their name: that is not said twice."""
    if post.text.casefold() != who.text.casefold() or not who.href:
        return False
    return urls.key(Url(post.href)) == urls.key(Url(who.href))


def _groups(timeline: Iterable[Item]) -> tuple[Group, ...]:
    """The newest month first, in it the newest day first; then years without a month; then what is undated."""
    found = grouped(timeline, lambda item: (item.date or "")[:7])
    months = sorted((key for key in found if len(key) == 7), reverse=True)
    bare_years = sorted((key for key in found if len(key) == 4), reverse=True)
    groups = [Group(f"in-{key}", When(key), tuple(found[key])) for key in (*months, *bare_years)]
    if "" in found:
        groups.append(Group("undated", None, tuple(found[""])))
    return tuple(groups)


def timeline(
    public: Sequence[Interaction], names: Names, kinds: Mapping[str, Kind], way: Callable[[str], Place]
) -> tuple[Item, ...]:
    """All gifts, the newest first, undated ones last.

    ``public`` is in the ledger's order; ``way`` shows the ``via`` of a row, as `ways.shower` gives it.
    """
    peers, titles = names.peers, names.titles
    met: dict[str, int] = {}
    found = []
    own_page = cache(names.own_page)  # many rows have the same page, and the same person
    author = cache(partial(person, peers=peers))
    hidden = HiddenNames(peers.values())
    for row in newest_first(public):
        if row.direction != "given":
            continue
        id_ = identifier(row, peers)
        # Two gifts that differ only in their words get the same id, so the second gets a number.
        met[id_] = number = met.get(id_, 0) + 1
        kind = kinds.get(row.kind)
        given = titles.of_gift(row)
        post = names.post(given, row.url, row.peer) if row.url else Place(row.title)
        seen_in = titles.pages(row.evidence) if row.evidence else []
        if row.reach == "talk" and row.url and row.peer and row.key and titles.path(row.key) is not None:
            post, seen_in = NOWHERE, titles.pages([row.url, *row.evidence])  # thanks for a word on it: not their post
        who = author(row.peer) if row.peer in peers else _stranger(row, hidden, given)
        found.append(
            Item(
                id=id_ if number == 1 else f"{id_}-{number}",
                date=row.date,
                kind=row.kind,
                reach=row.reach,
                verb=kind.verb if kind else row.kind,
                post=post,
                peer=NOWHERE if _is_said(post, who) else who,
                via=way(row.via) if row.via else NOWHERE,
                note=row.note,
                seen_in=tuple([own_page(url) for url in seen_in]),
                archived=archived(row.url, row.date or row.gone) if row.url and row.gone else "",
            )
        )
    return tuple(found)


def archived(url: Url, day: When) -> str:
    """The address of the copy that the Internet Archive made next to the day. Nobody need be asked for it."""
    return f"https://web.archive.org/web/{day.replace('-', '')}/{url}"


def _stranger(row: Interaction, hidden: HiddenNames, given: str) -> Place:
    """The author of a post, who is not listed: by the name that the row gives, or by the host.

    A name that has a private peer's in it is not shown. A title that is an address names the host already.
    """
    if row.peer is None:
        return NOWHERE
    if name := written_by(row, hidden):
        return Place(name)
    return Place("" if row.url and given == as_title(row.url) else row.peer)


def identifier(row: Interaction, peers: Peers) -> str:
    """A fragment identifier, made from what was done and to what. It does not depend on other rows, on wording, or on a
    new id of the peer.
    """
    known = peers.get(row.peer) if row.peer else None
    whose = (known.was if known else "") or row.peer or ""
    said = "\0".join((row.date or "", row.kind, whose, row.key or row.title, row.via))
    return f"g-{blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"
