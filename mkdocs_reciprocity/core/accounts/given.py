"""The author's own statuses, and the entries of their own feeds -> what they gave to others."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import tzinfo
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts import people
from mkdocs_reciprocity.core.accounts.model import Status
from mkdocs_reciprocity.core.accounts.people import Site, Told
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import FeedEntry, Interaction, Kind, PeerId
from mkdocs_reciprocity.core.url import Url

_PICTURE = re.compile(r"\.(?:avif|gif|jpe?g|mp3|mp4|png|svg|webm|webp)\Z", re.I)
_ACCOUNT = re.compile(r"/(?:@|users/)[^/]+/?\Z")
_TAG = re.compile(r"/(?:tags?|hashtags?)/[^/]+/?\Z", re.I)
_OF_A_FEED = "share"

VIA = {"mastodon": "mastodon", "bluesky": "bluesky", "feed": ""}
"""The `via` of what was seen at a place for which the author has written none, by its network."""


class Gift(Struct, frozen=True, kw_only=True):
    """One thing given: to whom, what it is about, its title, the author's words, the date as the network has it, and
    the address of the author's status.
    """

    kind: str
    peer: PeerId
    url: Url
    at: str
    seen_at: Url | None
    title: str = ""
    words: str = ""
    private: bool = False


def given(told: Iterable[Told], site: Site, kinds: Mapping[str, Kind], zone: tzinfo, today: When) -> list[Interaction]:
    """What was given, one thing once: of several statuses, the first gives date, way and words; all are evidence. What
    is dated later than ``today`` waits. The order of statuses and places changes nothing.
    """
    found: dict[Hashable, list[tuple[Gift, str]]] = {}
    for one in told:
        for gift in _of_place(one, site):
            day = dates.published_on(gift.at, zone)
            if gift.kind in kinds and not (day and day > today):
                key = (gift.kind, gift.peer, urls.key(gift.url))
                found.setdefault(key, []).append((gift, one.place.via or VIA[one.place.network]))
    groups = sorted((sorted(gifts, key=_first) for gifts in found.values()), key=lambda gifts: _first(gifts[0]))
    return [_interaction(gifts, kinds, zone) for gifts in groups]


def _first(one: tuple[Gift, str]) -> tuple[object, ...]:
    gift, via = one
    said = (gift.seen_at or "", via, gift.url, gift.title, gift.words, gift.kind, gift.peer)
    return (gift.private, not gift.at, gift.at, *said)


def _interaction(gifts: list[tuple[Gift, str]], kinds: Mapping[str, Kind], zone: tzinfo) -> Interaction:
    first, via = gifts[0]
    same = [gift for gift, _ in gifts if gift.private == first.private]  # what is unlisted is no evidence in public
    evidence = sorted({gift.seen_at for gift in same if gift.seen_at})
    return Interaction(
        date=dates.published_on(first.at, zone), direction="given", kind=first.kind, reach=kinds[first.kind].reach,
        peer=first.peer, url=first.url, key=urls.key(first.url), via=via, source="account", evidence=tuple(evidence),
        title=next((gift.title for gift in same if gift.title), ""),
        proposed=next((gift.words for gift in same if gift.words), ""),
        said_private=first.private or None, seen_at=(first.at, first.seen_at or "", 0),
    )  # fmt: skip


def _of_place(told: Told, site: Site) -> Iterator[Gift]:
    if told.feed is not None:
        for entry in told.feed.entries:
            yield from _of_entry(entry, told, site)
    for status in told.known.statuses:
        is_quiet = told.private or any(one.unlisted for one in (status, status.boost_of, status.quote_of) if one)
        for gift in _of_status(status, site):
            yield replace(gift, private=True) if is_quiet else gift


# --- statuses


def _of_status(status: Status, site: Site) -> Iterator[Gift]:
    if status.boost_of is not None:
        yield from _passed_on("share", status.boost_of, status, site)
        return
    words = "" if status.warning else status.text
    quoted = status.quote_of
    if quoted is not None:
        yield from (replace(gift, words=words) for gift in _passed_on("quote", quoted, status, site))
    answered = status.reply_to
    if answered is not None and answered.address and answered.author and answered.author_id != status.author.id:
        peer = site.peer(answered.author)
        if peer is not None and not site.is_mine(answered.author):
            yield Gift(
                kind="reply", peer=peer, url=answered.address, at=status.at, seen_at=status.address, words=words,
                title=people.shown(answered.author),
            )  # fmt: skip
    fallback = {urls.key(quoted.address)} if quoted is not None and quoted.address else set()
    yield from _links([link for link in status.links if urls.key(link) not in fallback], status, words, site)


def _passed_on(kind: str, other: Status, status: Status, site: Site) -> Iterator[Gift]:
    """Somebody's status: the page of a peer's that it has as its only link, else the status itself if a peer wrote it.

    What leads to this site only is no gift.
    """
    if site.is_mine(other.author) or (other.links and all(map(site.is_own, other.links))):
        return
    only = other.links[0] if len(other.links) == 1 else None
    peer = site.directory.owner(only) if only else None
    if only is not None and peer is not None:
        yield Gift(kind=kind, peer=peer, url=only, at=status.at, seen_at=status.address, title=other.title)
    elif (peer := site.peer(other.author)) is not None and other.address is not None:
        title = people.shown(other.author)
        yield Gift(kind=kind, peer=peer, url=other.address, at=status.at, seen_at=status.address, title=title)


def _links(links: list[Url], status: Status, words: str, site: Site) -> Iterator[Gift]:
    """The only page that the author links to, whoever has it; of several, those of peers, without any words."""
    pages = [link for link in links if not site.is_own(link) and not _PICTURE.search(urls.readable(link))]
    is_only = len(pages) == 1 == len(links)
    for page in pages:
        peer = site.receiver(page, strangers=is_only)
        if peer is not None:
            yield Gift(
                kind="share", peer=peer, url=page, at=status.at, seen_at=status.address,
                title=status.title if is_only else "", words=words if is_only else "",
            )  # fmt: skip


# --- feeds


def _of_entry(entry: FeedEntry, told: Told, site: Site) -> Iterator[Gift]:
    """What an entry of the author's own feed passes on: the page that it is about or leads to; of a post of the
    author's own, the pages that it links to, as of a status.
    """
    about = entry.subjects or ((entry.url,) if entry.url else ())
    pages = [url for url in about if not site.is_own(url)]
    title, kind = (entry.title if len(pages) == 1 else ""), told.place.kind or _OF_A_FEED
    if not pages:
        pages, title = [link for link in entry.links if not (site.is_own(link) or _is_name(link, entry.url))], ""
    is_only = len(pages) == 1
    words = entry.summary if is_only and entry.summary != title else ""
    seen_at = entry.url if entry.url and site.is_own(entry.url) else told.place.url
    for page in pages:
        peer = site.receiver(page, strangers=is_only)
        if peer is not None:
            yield Gift(
                kind=kind, peer=peer, url=page, at=entry.published, title=title, words=words, private=told.private,
                seen_at=None if told.private else seen_at,
            )  # fmt: skip


def _is_name(link: Url, of: Url | None) -> bool:
    """Whether a link is that of a person or of a hashtag, as servers write both into the feed of an account. ``of`` is
    the address of the post: tags are on the same host.
    """
    path = urlsplit(link).path
    is_tag = of is not None and urls.host(link) == urls.host(of) and _TAG.match(path) is not None
    return is_tag or _ACCOUNT.match(path) is not None
