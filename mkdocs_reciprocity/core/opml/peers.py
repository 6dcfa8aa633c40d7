"""The outlines of an OPML file -> peers: whose is whose, and what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import slug
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.url import Url, UrlKey

MOST_TAGS = 20
"""Of one peer: each outline has those of all the folders that it is in."""


class Outline(Struct, frozen=True):
    """A line of the blogroll: whose, and where it stands."""

    name: str
    home: Url | None
    feed: Url | None
    tags: tuple[str, ...]
    line: int
    faulty: bool


def peers_of(outlines: list[Outline], file: str, *, private: bool) -> Iterable[Peer]:
    """The peers. Outlines with one home, or one feed, are one; ``private`` holds for all of the file."""
    groups: dict[UrlKey, list[Outline]] = {}
    for place, outline in zip(_places(outlines), outlines, strict=True):
        groups.setdefault(place, []).append(outline)
    ids = _ids({place: group[0].name for place, group in groups.items()})
    for place, group in groups.items():
        feeds: dict[UrlKey, Url] = {}
        for one in group:
            if one.feed:
                feeds.setdefault(urls.key(one.feed), one.feed)
        home = next((one.home for one in group if one.home), None)
        yield Peer(
            id=ids[place],
            name=group[0].name,
            # Where others have blogs on its host, a feed without a home is an address of its own only.
            home=home or (None if place == urls.host_of(place) else next(iter(feeds.values()))),
            feeds=tuple(feeds.values()),
            tags=tuple(dict.fromkeys(tag for one in group for tag in one.tags))[:MOST_TAGS],
            private=private or any(one.faulty for one in group),
            where=Where(file, group[0].line),
        )


def _places(outlines: list[Outline]) -> Iterable[UrlKey]:
    """What tells whose an outline is: the home's key, else the feed's host, or the feed itself where that is shared."""
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
        yield homes_of_feeds.get(feed) or (host if host in homes or hosts[host] == 1 else feed)


def _ids(names: dict[UrlKey, str]) -> dict[UrlKey, PeerId]:
    """An id for each place; it changes with its name only, and when another comes to have that too."""
    found = {place: slug(name) or urls.host_of(place) for place, name in names.items()}
    often = Counter(found.values())
    found = {place: id_ if often[id_] == 1 else f"{id_}-{urls.host_of(place)}" for place, id_ in found.items()}
    often = Counter(found.values())
    return {place: PeerId(id_ if often[id_] == 1 else f"{id_}-{place}") for place, id_ in found.items()}
