"""Webmentions received -> what others did for this site.

Whose one is, is decided by the address that the receiver has looked at, never by what stands there: whoever writes
"by Ada, https://ada.example/" on a page of their own is not Ada. Bridgy (https://brid.gy/) makes pages of what it has
read on networks, so there the network's own addresses count: the author's where it is on the host of the post (a
profile may name any home page), else the post's.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import tzinfo

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity import when
from mkdocs_reciprocity.ledger.identity import Directory, stranger
from mkdocs_reciprocity.model import Interaction, Kind, Mention
from mkdocs_reciprocity.url import Url
from mkdocs_reciprocity.when import When

_BRIDGES = frozenset({"brid.gy"})


def received(
    mentions: Iterable[Mention], directory: Directory, kinds: Mapping[str, Kind], zone: tzinfo, today: When
) -> list[Interaction]:
    """What the mentions tell, of peers and of strangers.

    Those of pages of this site, or to pages of others, are left out. What is dated later than ``today`` waits.
    """
    found = []
    for mention in mentions:
        whose = _whose(mention)
        dates = [when.published_on(said, zone) for said in (mention.published, mention.received) if said]
        date = next((date for date in dates if date and date <= today), None)
        if (dates and date is None) or not directory.is_own(mention.target) or directory.is_own(whose):
            continue
        found.append(
            Interaction(
                date=date, direction="received", kind=mention.kind, reach=kinds[mention.kind].reach,
                peer=directory.owner(whose) or stranger(whose, directory), url=mention.target,
                title=mention.title, note=mention.text, source="webmention", evidence=(_place(mention),),
            )
        )  # fmt: skip
    return found


def _place(mention: Mention) -> Url:
    """Where it is to be seen."""
    return mention.url if mention.url and _is_bridged(mention) else mention.source


def _whose(mention: Mention) -> Url:
    """The address whose owner did it."""
    place, author = _place(mention), mention.author_url
    if author and _is_bridged(mention) and urls.host(author) == urls.host(place):
        return author
    return place


def _is_bridged(mention: Mention) -> bool:
    return urls.host(mention.source) in _BRIDGES


def with_webmentions(seen: Iterable[Interaction], told: Iterable[Interaction]) -> list[Interaction]:
    """Both, one thing once: a post that links here in a feed and has sent a webmention too did one thing.

    The webmention knows better what that was, unless it says no more than that there is a link.
    """
    every = list(seen)
    of_posts = {_post(item): item for item in every if item.direction == "received"}
    better = [item for item in told if item.kind not in _said_by(of_posts.get(_post(item)))]
    replaced = {_post(item) for item in better}
    return [item for item in every if item.direction != "received" or _post(item) not in replaced] + better


def _said_by(item: Interaction | None) -> tuple[str, ...]:
    """The kinds of which a webmention would add nothing to what was seen."""
    return () if item is None else ("link", item.kind)


def _post(item: Interaction) -> Hashable:
    where = urls.key(item.evidence[0]) if item.evidence else None
    return (item.peer, where, urls.key(item.url) if item.url else None)
