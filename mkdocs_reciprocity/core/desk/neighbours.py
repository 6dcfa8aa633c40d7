"""Friends of friends: blogs that several peers read, and that the author does not know yet.

Nobody is ranked: those whom two or three peers name stand before those whom many name, since these need no help, and of
each they take turns by the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import dates, letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.sections import MOST
from mkdocs_reciprocity.core.ledger.belonging import sites
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.model import Interaction, Neighbour, PeerId
from mkdocs_reciprocity.core.personal import as_title
from mkdocs_reciprocity.core.standing.turns import in_turn
from mkdocs_reciprocity.core.url import Url, UrlKey

FEWEST, FEW = 2, 3
"""How many peers have to read a blog; and how many are few."""

Blogrolls = Mapping[PeerId, Sequence[Neighbour]]


class Unmet(Struct, frozen=True, kw_only=True):
    """A blog that peers read and the author does not know. ``read_by`` has the id and the name of each, by name.

    ``peer`` and ``date`` are None, as nothing is known.
    """

    name: str
    url: Url
    read_by: tuple[tuple[PeerId, str], ...]
    peer: PeerId | None = None
    date: When | None = None


class _Found(Struct):
    """One blog: its address, its other keys, and its name in the blogroll of each peer."""

    url: Url
    keys: set[UrlKey]
    names: dict[PeerId, str]


def unmet(
    blogrolls: Blogrolls,
    people: Directory,
    rows: Iterable[Interaction],
    ignored: Iterable[Ignored],
    today: When,
) -> tuple[Unmet, ...]:
    """The blogs that two peers or more read. The order of the blogrolls does not matter.

    Left out are this site, all peers, private ones too, those who are not listed but in the ledger, and what the author
    ignores: an entry below ``ignore:`` with nothing but its address.
    """
    if len(blogrolls) < FEWEST:
        return ()
    known = _Known(people, rows, ignored)
    many = {key: one for key, one in _found(blogrolls).items() if len(one.names) >= FEWEST and not known.has(one)}
    few = [key for key, one in many.items() if len(one.names) <= FEW]
    first = in_turn(few, "neighbours", dates.ordinal(today), MOST)
    made = {key: _unmet(one, people) for key, one in many.items()}
    rest = sorted(made.keys() - set(first), key=lambda key: (len(made[key].read_by) > FEW, *_by_name(made[key])))
    return tuple(made[UrlKey(key)] for key in (*first, *rest))


def _by_name(one: Unmet) -> tuple[str, str]:
    return letters.plain(one.name), one.url


def _unmet(one: _Found, people: Directory) -> Unmet:
    named = ((peer, people.peers[peer].name) for peer in one.names)
    readers = sorted(named, key=lambda reader: (letters.plain(reader[1]), reader[0]))
    name = next((one.names[peer] for peer, _ in readers if one.names[peer]), "")
    return Unmet(name=name or as_title(one.url), url=one.url, read_by=tuple(readers))


def _found(blogrolls: Blogrolls) -> dict[UrlKey, _Found]:
    """The blogs by the key of the home, or of the feed if no home is known. A feed alone belongs to the home that any
    blogroll gives it.
    """
    every = [(peer, one) for peer, blogs in sorted(blogrolls.items()) for one in blogs]
    homes = {urls.key(one.feed): one.home for _, one in every if one.home and one.feed}
    roots = {urls.key(one.home): one.home for _, one in every if one.home}
    found: dict[UrlKey, _Found] = {}
    for peer, one in every:
        place = one.home or one.feed
        if one.home is None and one.feed:
            place = homes.get(urls.key(one.feed)) or roots.get(urls.host(one.feed)) or one.feed
        if place is None:  # somebody has changed the cache
            continue
        blog = found.setdefault(urls.key(place), _Found(place, set(), {}))
        blog.url = min(blog.url, place, key=lambda url: (not url.startswith("https:"), url))
        blog.keys |= {urls.key(url) for url in (one.home, one.feed) if url}
        blog.names[peer] = blog.names.get(peer) or one.name
    return found


class _Known:
    """Whom the author knows, or does not want to know."""

    def __init__(self, people: Directory, rows: Iterable[Interaction], ignored: Iterable[Ignored]) -> None:
        self._people = people
        self._sites = {site for peer in people.peers.values() for site in sites(peer)}
        alone = (one.url for one in ignored if one.url and one == Ignored(url=one.url, where=one.where))
        feeds = (url for peer in people.peers.values() for url in peer.feed_urls())
        self._addresses = {urls.key(url) for url in (*alone, *feeds)}
        strangers = (row for row in rows if row.peer not in people.peers)
        places = {urls.key(url) for row in strangers for url in (row.url, *row.evidence) if url}
        self._met = {prefix for place in places for prefix in urls.prefixes(place)}

    def has(self, one: _Found) -> bool:
        """Whether this is one of them."""
        if not self._addresses.isdisjoint(one.keys) or urls.key(one.url) in self._met:
            return True
        return any(self._people.claimant(Url(f"https://{key}"), key) or self._is_at_home(key) for key in one.keys)

    def _is_at_home(self, key: UrlKey) -> bool:
        return any(host in self._sites for host in _hosts_above(urls.host_of(key)))


def _hosts_above(host: str) -> Iterator[str]:
    while host:
        yield host
        host = host.partition(".")[2]
