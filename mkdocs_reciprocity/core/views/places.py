"""What the public pages link to: a text and an address."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.hidden_names import HiddenNames
from mkdocs_reciprocity.core.model import FeedEntry, Interaction, Peer, PeerId
from mkdocs_reciprocity.core.personal import is_personal
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.titles import Titles

Peers = Mapping[PeerId, Peer]


class Place(Struct, frozen=True, gc=False):
    """Something to link to: ``href`` is a path relative to the site's root when ``own``, else a URL, or empty.

    ``lang`` is the language of the text as BCP 47 spells it, empty where it is not known.
    """

    text: str
    href: str = ""
    own: bool = False
    lang: str = ""


NOWHERE = Place("")


def person(peer: PeerId, peers: Peers) -> Place:
    """A peer's name, and their home unless it is gone, or only one reader may know it; for a stranger, the host."""
    known = peers.get(peer)
    if known is None:
        return Place(peer)
    linked = known.home and not known.fallow and not is_personal(known.home)
    return Place(known.name, known.home if known.home and linked else "")


def author(row: Interaction, hidden: HiddenNames) -> str:
    """Who wrote it, as the row says (``by``). Nothing if that names somebody private, or may have a key in it."""
    url = urls.typed(row.by) if row.by else None
    return "" if hidden.are_in(row.by) or (url and is_personal(url)) else row.by


class Names(Struct, frozen=True):
    """The names of people and posts, and the newest post of each peer. ``as_of`` has the day of the last copy, for
    peers whose feeds cannot be read now.
    """

    peers: Peers
    titles: Titles
    newest: Mapping[PeerId, FeedEntry]
    as_of: Mapping[PeerId, When]

    def post(self, title: str, url: Url, peer: PeerId | None) -> Place:
        """A post of a peer's. If its title comes from the feed, it is in the peer's language; if it is the author's, it
        is not.
        """
        by = self.peers.get(peer) if peer else None
        lang = by.lang if by else ""
        return Place(title, url, lang=lang if lang and self.titles.known(urls.key(url)) == title else "")

    def newest_post(self, peer: PeerId) -> Place | None:
        """The newest post in a peer's feed; None if there is none."""
        entry = self.newest.get(peer)
        if entry is None or entry.url is None:
            return None
        return self.post(entry.title or self.titles.of(entry.url), entry.url, peer)

    def own_page(self, url: Url) -> Place:
        """A page of this site."""
        return Place(self.titles.of(url), self.titles.path(urls.key(url)) or "", own=True)
