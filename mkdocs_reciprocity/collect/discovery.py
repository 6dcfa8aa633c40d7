"""Asks a blog for its feed and the feed's title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.collect.sources import end_children
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing.new_blogs import Found
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import home_of
from mkdocs_reciprocity.core.url import Url


def found_at(
    addresses: Sequence[Url], gathering: Gathering, watch: Callable[[Asking], None] = lambda _: None
) -> list[Found]:
    """Asks for a feed at each address, all at once. If there is none, looks for one from there. What was read goes into
    the store.

    ``watch`` is called while the answers come.
    """
    settings = gathering.site.settings.feeds
    somebody = [Peer(id=PeerId(f"\0new{number}"), name="", home=address) for number, address in enumerate(addresses)]
    how = Round(
        settings, gathering.site.url or "", force=True, search=True, patient=len(addresses) > 1, own=gathering.own
    )
    asking = Asking(somebody, gathering.store, how)
    try:
        watch(asking)
        asking.wait()
    except KeyboardInterrupt:
        asking.cancel()
        raise
    finally:
        end_children()
    asking.keep()
    return [_found(peer, address, asking) for peer, address in zip(somebody, addresses, strict=True)]


def _found(somebody: Peer, address: Url, asking: Asking) -> Found:
    home = asking.home_of(somebody)
    if home is None or not home.feed:
        why = home.state.error if home and home.state.error else "no feed was found there"
        return Found(home=address, failure=why)
    kept = asking.copy_of(home.feed)
    title = kept.feed.title if kept and kept.feed else ""
    feed = Url(home.feed)
    is_feed = urls.key(feed) == urls.key(address)
    at = _home_of(address, kept.feed.home if kept and kept.feed else "") if is_feed else address
    return Found(home=at, feed=feed, title=title)


def _home_of(feed: Url, said: str) -> Url:
    """The home of a feed: the one that the feed names, if it is on the same host; else the most likely one."""
    home = urls.parse(said)
    if home is not None and urls.host(home) == urls.host(feed):
        return home
    return urls.parse(home_of(feed)) or feed
