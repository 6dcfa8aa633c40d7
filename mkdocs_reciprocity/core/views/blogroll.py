"""The blogroll for other software: the peers' feeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.personal import is_personal_feed
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.places import Peers, person


class Outline(Struct, frozen=True, gc=False):
    """A feed: whose it is, its address, and their home, empty if it is not known."""

    text: str
    feed: Url
    home: str
    tags: tuple[str, ...]


def outlines(
    peers: Peers, feeds: Mapping[PeerId, Sequence[str]], is_private: Callable[[Url], bool]
) -> tuple[Outline, ...]:
    """The feeds of all public peers, by their names.

    Two sorts of feeds are left out, because they are no use to others, or not for them: files, and feeds with a key in
    the address.

    Args:
        peers: all of them.
        feeds: the addresses of each peer's feeds.
        is_private: whether a URL is one of somebody private.
    """
    found: dict[object, Outline] = {}
    for peer in sorted(peers.values(), key=lambda peer: (letters.plain(peer.name), peer.id)):
        if peer.private:
            continue
        theirs = [urls.parse(text) for text in feeds.get(peer.id, ())]
        home = person(peer.id, peers).href
        if home and urls.key(Url(home)) in {urls.key(feed) for feed in theirs if feed}:
            home = ""  # the feed stands in for it, on a host that is many people's
        for feed in theirs:
            if feed is not None and not is_personal_feed(feed) and not is_private(feed):
                found.setdefault(urls.key(feed), Outline(peer.name, feed, home, peer.tags))
    return tuple(found.values())
