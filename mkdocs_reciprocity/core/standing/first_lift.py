"""Which posts somebody has linked to already, in any feed that is read: the others wait for their first reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import tzinfo

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, FeedEntry, PeerId
from mkdocs_reciprocity.core.personal import is_personal
from mkdocs_reciprocity.core.url import Url, UrlKey

Sought = Mapping[UrlKey, PeerId]
"""Posts by the keys of their URLs, each with the peer who wrote it."""

_HOST = re.compile(r"//([^/?#\n]*)")


def linked(
    sought: Sought,
    feeds: Iterable[tuple[PeerId, Feed]],
    owner: Callable[[Url, UrlKey], PeerId | None],
    zone: tzinfo,
    today: When,
) -> set[UrlKey]:
    """Those of the posts that an entry of somebody else's links to or passes on.

    What their author says of them does not count, in whosever feed it stands. Neither do entries dated later, and those
    with a key in their address, which are meant for one reader. The ledger has no part in it: what the author passed on
    is not offered again, and whatever else it knows was done by or for the author.

    Args:
        sought: the posts.
        feeds: where links may be, each with the peer whose feed it is: those of what they share, too.
        owner: as for `forward.posts`.
        zone: in which dates are days.
        today: the day to judge for.
    """
    hosts = _Hosts({urls.host_of(key) for key in sought})
    found: set[UrlKey] = set()
    for peer, feed in feeds if sought else ():
        spelled = hosts.in_links(feed.entries)
        for entry in feed.entries if spelled else ():
            if _leads_to(spelled, entry) and not _waits(entry, zone, today):
                found.update(_passed_on(entry, peer, spelled, sought, owner))
    return found


class _Hosts(dict[str, bool]):
    """Hosts, as they are spelled in links, and whether each is one of those that are sought."""

    def __init__(self, sought: Container[str]) -> None:
        super().__init__()
        self._sought = sought

    def __missing__(self, spelled: str) -> bool:
        found = self[spelled] = urls.host(Url(f"https://{spelled}/")) in self._sought
        return found

    def in_links(self, entries: Iterable[FeedEntry]) -> set[str]:
        """Those of the hosts in all links of the entries that are sought, as they are spelled there."""
        links: list[str] = []
        for entry in entries:
            links += (entry.outbound, entry.about, entry.url or "")
        return {host for host in set(_HOST.findall("\n".join(links))) if self[host]}


def _leads_to(hosts: Iterable[str], entry: FeedEntry) -> bool:
    url, outbound, about = entry.url or "", entry.outbound, entry.about
    return any(host in outbound or host in url or host in about for host in hosts)


def _waits(entry: FeedEntry, zone: tzinfo, today: When) -> bool:
    """Whether it is not out yet, or is not meant for everybody."""
    later = dates.is_published_after(entry.published, today, zone)
    return later or (entry.url is not None and is_personal(entry.url))


def _passed_on(
    entry: FeedEntry,
    peer: PeerId,
    hosts: Container[str],
    sought: Sought,
    owner: Callable[[Url, UrlKey], PeerId | None],
) -> Iterator[UrlKey]:
    """The posts of others that an entry passes on, as in a blog of links, or that its text links to."""
    author = owner(entry.url, _plain_key(entry.url, sought) or urls.key(entry.url)) if entry.url else None
    itself = [entry.url] if entry.url else []
    yield from (key for key in _keys((*itself, *entry.subjects), hosts, sought) if sought.get(key, peer) != peer)
    yield from (key for key in _keys(entry.links, hosts, sought) if sought.get(key, peer) not in {peer, author})


def _keys(links: Iterable[Url], hosts: Container[str], sought: Sought) -> Iterator[UrlKey]:
    """The keys of those links that lead to one of the hosts."""
    for link in links:
        if plain := _plain_key(link, sought):
            yield plain
        elif (host := _HOST.search(link)) and host[1] in hosts:
            yield urls.key(link)


def _plain_key(url: Url, sought: Sought) -> UrlKey | None:
    """The key of a post that is sought, if the URL is ``https://<key>/``, as nearly always. `url.key` has all keys in
    mind only where there are few: with thousands of peers it would make most of them again.
    """
    plain = UrlKey(url.removeprefix("https://").removesuffix("/"))
    return plain if plain in sought and "?" not in plain else None
