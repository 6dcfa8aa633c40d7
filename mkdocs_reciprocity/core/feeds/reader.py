"""The bytes of a peer's feed -> the facts in it. It raises nothing, whatever the bytes are.

`read` is strict, fast, and right for nearly all feeds. A feed that it cannot read goes to the lenient reader
(`mkdocs_reciprocity.collect.lenient`), which hands its result to `from_feedparser`.
"""

from __future__ import annotations

from mkdocs_reciprocity.core.feeds import encoding, json_feed, rss_atom
from mkdocs_reciprocity.core.feeds.facts import Telling
from mkdocs_reciprocity.core.feeds.from_feedparser import from_feedparser
from mkdocs_reciprocity.core.model import EXTRACTOR, Feed
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces

__all__ = ["EXTRACTOR", "from_feedparser", "read"]


def read(body: bytes, base: str, own: OwnPlaces = NOWHERE, told: Telling | None = None) -> Feed | None:
    """The feed in the bytes: RSS 0.9 to 2.0, RSS 1.0, Atom 1.0 (RFC 4287) and 0.3, JSON Feed 1.0 and 1.1.

    Args:
        body: the document, decoded from any transfer encoding such as gzip.
        base: the URL of the feed (or of the peer's home) for relative links; may be empty.
        own: the author's addresses: the sentences that lead there are kept.
        told: gets what the entries tell, unless it is None.

    Returns:
        The facts; None if the document is not well-formed, or no feed that this reader knows.
    """
    start = body[:200].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start.startswith(b"{"):
        return json_feed.feed_of(body.strip(), base, own, told)
    elements = encoding.elements_in(body)
    return None if elements is None else rss_atom.feed_of(elements, base, own, told)
