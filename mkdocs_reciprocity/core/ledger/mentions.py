"""What nobody has to type: links given in own pages, links received in peers' feeds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger import belonging
from mkdocs_reciprocity.core.ledger.bounds import MOST_OF_ONE
from mkdocs_reciprocity.core.ledger.identity import SELF, Directory, stranger
from mkdocs_reciprocity.core.ledger.link_words import as_title
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, Link, OwnPage, PeerId, SeenAt
from mkdocs_reciprocity.core.own_places import may_lead_to
from mkdocs_reciprocity.core.personal import is_personal
from mkdocs_reciprocity.core.url import Url, UrlKey


def links_given(pages: Iterable[OwnPage], site: Url | None, directory: Directory, today: When) -> list[Interaction]:
    """The links in own pages to peers, one per peer and target, with every page that has it as evidence.

    The first page with a date gives the date (a month or a year counts as its last day); the link's place in that page
    gives the order within the date. Of two pages with one date, the first by path counts. Pages dated later than
    ``today`` wait; a date before the web is a slip, so it is dropped. The title is the first words of a link that can
    be one.
    """
    gifts: dict[tuple[PeerId, UrlKey], tuple[OwnPage, int, Link, list[Url]]] = {}
    known: dict[Url, tuple[PeerId, UrlKey] | None] = {}
    sound = (replace(page, date=None) if page.date and page.date < dates.FIRST_YEAR else page for page in pages)
    for page in sorted(sound, key=lambda page: (dates.last_day(page.date) if page.date else "~", page.path)):
        if page.date is not None and dates.first_day(page.date) > today:
            continue
        here = None if site is None else urls.below(site, page.path)
        for number, link in enumerate(page.links):
            if link.url not in known:
                target = urls.key(link.url)
                peer = directory.owner(link.url, target)
                known[link.url] = None if peer is None else (peer, target)
            if (key := known[link.url]) is not None:
                if key not in gifts:
                    gifts[key] = (page, number, Link(link.url), [])
                first, place, said, seen_in = gifts[key]
                if here is not None:
                    seen_in.append(here)
                if not said.text and (title := as_title(link.text, link.url, directory.peers[key[0]])):
                    gifts[key] = (first, place, Link(said.url, title), seen_in)
    return [
        Interaction(
            date=page.date, direction="given", kind="link", reach="spread", peer=peer, url=link.url, key=key,
            title=link.text, source="page", evidence=tuple(sorted(set(seen_in)) if len(seen_in) > 1 else seen_in),
            seen_at=("", page.path, number),
        )
        for (peer, key), (page, number, link, seen_in) in gifts.items()
    ]  # fmt: skip


def mentions(
    feeds: Mapping[PeerId, Sequence[Feed]], directory: Directory, zone: tzinfo, today: When
) -> list[Interaction]:
    """The links to this site in peers' feeds: a received ``link`` for each entry and target; the entry is the evidence.

    An entry whose own link leads here, or that passes on what is here (a blog of links), is a received ``share``, with
    the peer's words as its note. An entry that is not the peer's own counts as a stranger's (see `belonging`), and
    waits until it is accepted. Entries dated later than ``today`` wait. Without a URL of this site, nothing can be
    found. Of a peer who has more than `bounds.MOST_OF_ONE` only the newest are looked for, and some more, which tell
    that there are.
    """
    hosts = directory.own_hosts()
    if not hosts:
        return []
    every: list[Interaction] = []
    for peer, of_peer in feeds.items():
        found: dict[Hashable, Interaction] = {}
        for feed, entry in _leading_to(hosts, of_peer):
            for seen in _in_entry(feed, entry, peer, directory, zone, today):
                key = _identity(seen)
                if key not in found or _first(seen) < _first(found[key]):
                    found[key] = seen
            if len(found) > MOST_OF_ONE:
                break
        every += found.values()
    return every


def _leading_to(hosts: Iterable[str], feeds: Iterable[Feed]) -> list[tuple[Feed, FeedEntry]]:
    """The entries that may have a link to one of the hosts, the newest first, in whatever order the feeds come."""
    found: list[tuple[Feed, FeedEntry]] = []
    for feed in feeds:
        texts = [f"{entry.url or ''}\n{entry.about}\n{entry.outbound}" for entry in feed.entries]
        if may_lead_to(hosts, "\n".join(texts)):
            pairs = zip(feed.entries, texts, strict=True)
            found += ((feed, entry) for entry, text in pairs if may_lead_to(hosts, text))
    return sorted(found, key=lambda one: _age(one[1]), reverse=True)


def _age(entry: FeedEntry) -> tuple[str, ...]:
    return (entry.published, entry.url or "", entry.title, entry.outbound, entry.about)


def _identity(seen: Interaction) -> Hashable:
    """What identifies a mention: the entry and the target. (Two feeds of a peer often have the same entry.)"""
    entry = urls.key(seen.evidence[0]) if seen.evidence else (seen.title, seen.date)
    return (seen.peer, seen.kind, seen.key, entry)


def _first(seen: Interaction) -> tuple[str, SeenAt, str, tuple[Url, ...], str]:
    return (seen.date or "~", seen.seen_at, seen.url or "", seen.evidence, seen.title)


def _in_entry(
    feed: Feed, entry: FeedEntry, peer: PeerId, directory: Directory, zone: tzinfo, today: When
) -> Iterator[Interaction]:
    date = dates.published_on(entry.published, zone)
    if date is not None and date > today:
        return
    post = None if entry.url is None or directory.is_own(entry.url) else entry.url
    place = post or urls.parse(feed.home)
    evidence = (post,) if post and not is_personal(post) else ()
    notes = {"share": _said(entry)}
    if place and not belonging.is_theirs(place, peer, feed, directory):
        notes = dict.fromkeys(("share", "link"), f"in the feed of {directory.peers[peer].name}")
        peer, evidence = stranger(place, directory), evidence or (Url(f"https://{urls.host(place)}/"),)
    for number, (kind, link, key) in enumerate(_links(entry)):
        if directory.claimant(link, key) == SELF:
            yield Interaction(
                date=date,
                direction="received",
                kind=kind,
                reach="spread",
                peer=peer,
                url=link,
                key=key,
                title=entry.title,
                note=notes.get(kind, ""),
                source="feed",
                evidence=evidence,
                seen_at=(entry.published, post or "", number),
                sentence=entry.sentences.get(key, ""),
            )


def _links(entry: FeedEntry) -> Iterator[tuple[str, Url, UrlKey]]:
    """What an entry links to, each with the kind. Its own link, and the pages that it passes on, count as shared."""
    shared = {urls.key(link): link for link in (entry.url, *reversed(entry.subjects)) if link}
    yield from (("share", link, key) for key, link in shared.items())
    linked = ((link, urls.key(link)) for link in entry.links)
    yield from (("link", link, key) for link, key in linked if key not in shared)


def _said(entry: FeedEntry) -> str:
    """What somebody says of a page that they pass on; empty if they say no more than its title."""
    said = entry.summary
    only_title = entry.title.startswith(said.removesuffix("…")) if said.endswith("…") else said == entry.title
    return "" if only_title else said
