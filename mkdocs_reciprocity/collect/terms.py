"""The terms of peers' feeds, by which posts on a subject are found. Few commands and builds need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import json

from mkdocs_reciprocity.cache.store import Kept, Store
from mkdocs_reciprocity.core.model import Feed, PeerId
from mkdocs_reciprocity.core.terms import kept
from mkdocs_reciprocity.core.terms.kept import FeedTerms, Told

_NOTHING: Mapping[str, Kept] = {}


def of_feeds(
    store: Store, feeds: Mapping[PeerId, Iterable[Feed]], fresh: Mapping[str, Kept] = _NOTHING
) -> dict[PeerId, list[FeedTerms]]:
    """The terms of these feeds of peers.

    Of an entry that was read without terms, the title and the excerpt have to do.

    Args:
        store: what was read before.
        feeds: the feeds of each peer.
        fresh: what was just read, by the addresses of the feeds; the store may not have been able to keep it.
    """
    every = {peer: [*of_peer] for peer, of_peer in feeds.items()}
    known = store.terms(feed.address for of_peer in every.values() for feed in of_peer)
    known |= {ref: json.decode(one.terms, type=FeedTerms) for ref, one in fresh.items() if one.terms}
    return {peer: [_of_feed(feed, known.get(feed.address)) for feed in of_peer] for peer, of_peer in every.items()}


def _of_feed(feed: Feed, known: FeedTerms | None) -> FeedTerms:
    there = known.entries if known else {}
    posts = {entry.url: entry for entry in feed.entries if entry.url and not entry.about}
    if posts.keys() <= there.keys():
        return FeedTerms(entries={url: there[url] for url in posts}, common=known.common if known else "")
    newest = sorted(posts.values(), key=lambda entry: entry.published, reverse=True)[: kept.ENTRIES]
    told = [Told(entry.url, entry.title, entry.excerpt or entry.summary) for entry in newest if entry.url]
    guessed = kept.of_feed(told)
    entries = {url: there.get(url, bag) for url, bag in guessed.entries.items()}
    return FeedTerms(entries=entries, common=known.common if known else guessed.common)
