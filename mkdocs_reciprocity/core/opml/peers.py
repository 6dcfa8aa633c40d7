"""The outlines of an OPML file -> peers: which outlines belong to one peer, and the ids of the peers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import account_of_feed, place_of_feed, slug
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.url import Url, UrlKey

MOST_TAGS = 20
"""Of one peer. An outline has the tags of all the folders that it is in."""


class Outline(Struct, frozen=True):
    """An outline with an address: a blog, and the line that it stands on. ``faulty``: something in it is wrong."""

    name: str
    home: Url | None
    feed: Url | None
    tags: tuple[str, ...]
    line: int
    faulty: bool
    about: str = ""


def peers_of(outlines: list[Outline], file: str, *, private: bool) -> Iterable[Peer]:
    """The peers. Outlines with the same home, or the same feed, are one peer. ``private``: all in this file are."""
    groups: dict[UrlKey, list[Outline]] = {}
    for place, outline in zip(_places(outlines, private=private), outlines, strict=True):
        groups.setdefault(place, []).append(outline)
    ids = _ids({place: group[0].name for place, group in groups.items()})
    for place, group in groups.items():
        feeds: dict[UrlKey, Url] = {}
        for one in group:
            if one.feed:
                feeds.setdefault(urls.key(one.feed), one.feed)
        home = next((one.home for one in group if one.home), None)
        first = next(iter(feeds.values()), None)
        yield Peer(
            id=ids[place],
            name=group[0].name,
            # If others have blogs on the same host, a feed without a home tells of no address but its own.
            home=home or (None if first is None or place == urls.host_of(place) else account_of_feed(first) or first),
            feeds=tuple(feeds.values()),
            tags=tuple(dict.fromkeys(tag for one in group for tag in one.tags))[:MOST_TAGS],
            about=next((one.about for one in group if one.about), ""),
            private=private or any(one.faulty for one in group),
            where=Where(file, group[0].line),
        )


def _places(outlines: list[Outline], *, private: bool) -> Iterable[UrlKey]:
    """The key of each outline's peer: of the home; else of the account on a host of many people; else the feed's host;
    if others share that host, of the feed. Of somebody private, a host that nobody shares goes before the account.
    """
    homes = {urls.key(one.home) for one in outlines if one.home}
    homes_of_feeds = {urls.key(one.feed): urls.key(one.home) for one in outlines if one.home and one.feed}
    addresses = {urls.key(one.home or one.feed or Url("")) for one in outlines}
    hosts = Counter(map(urls.host_of, addresses))
    for one in outlines:
        if one.home or not one.feed:
            yield urls.key(one.home or Url(""))
            continue
        feed = urls.key(one.feed)
        host = urls.host_of(feed)
        alone = host in homes or hosts[host] == 1
        account = account_of_feed(one.feed)
        known = account is not None and account != one.feed and not (alone and (private or one.faulty))
        yield homes_of_feeds.get(feed) or (place_of_feed(one.feed) if known else host if alone else feed)


def _ids(names: dict[UrlKey, str]) -> dict[UrlKey, PeerId]:
    """An id for each place. It changes only if the name changes, or if another peer gets the same name."""
    found = {place: slug(name) or urls.host_of(place) for place, name in names.items()}
    often = Counter(found.values())
    found = {place: id_ if often[id_] == 1 else f"{id_}-{urls.host_of(place)}" for place, id_ in found.items()}
    often = Counter(found.values())
    return {place: PeerId(id_ if often[id_] == 1 else f"{id_}-{place}") for place, id_ in found.items()}
