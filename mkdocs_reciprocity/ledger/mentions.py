"""What nobody had to type: links given in own pages, links received in peers' feeds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity import when
from mkdocs_reciprocity.ledger.bounds import MOST_OF_ONE
from mkdocs_reciprocity.ledger.identity import Directory
from mkdocs_reciprocity.model import Feed, FeedEntry, Interaction, Link, OwnPage, PeerId
from mkdocs_reciprocity.url import Url, UrlKey
from mkdocs_reciprocity.when import When


def links_given(pages: Iterable[OwnPage], site: Url | None, directory: Directory, today: When) -> list[Interaction]:
    """The links in own pages to peers, one per peer and target, with every page that has it as evidence.

    The first dated page gives the date (a month or a year counts from its last day). Pages dated later than ``today``
    wait.
    """
    gifts: dict[tuple[PeerId, UrlKey], tuple[OwnPage, Link, list[Url]]] = {}
    known: dict[Url, tuple[PeerId, UrlKey] | None] = {}
    for page in sorted(pages, key=lambda page: (when.last_day(page.date) if page.date else "~", page.path)):
        if page.date is not None and when.first_day(page.date) > today:
            continue
        here = None if site is None else urls.below(site, page.path)
        for link in page.links:
            if link.url not in known:
                peer = directory.owner(link.url)
                known[link.url] = None if peer is None else (peer, urls.key(link.url))
            if (key := known[link.url]) is not None:
                if key not in gifts:
                    gifts[key] = (page, link, [])
                first, said, seen_in = gifts[key]
                if here is not None:
                    seen_in.append(here)
                if link.text and not said.text:  # a picture, say, was linked first
                    gifts[key] = (first, Link(said.url, link.text), seen_in)
    return [
        Interaction(
            date=page.date, direction="given", kind="link", reach="spread", peer=peer, url=link.url, title=link.text,
            source="page", evidence=tuple(sorted(set(seen_in)) if len(seen_in) > 1 else seen_in),
        )
        for (peer, _), (page, link, seen_in) in gifts.items()
    ]  # fmt: skip


def mentions(
    feeds: Mapping[PeerId, Sequence[Feed]], directory: Directory, zone: tzinfo, today: When
) -> list[Interaction]:
    """The links to this site in peers' feeds: a received ``link`` for each entry and target; the entry is the evidence.

    An entry whose own link leads here (a link blog) is a received ``share`` instead. Entries dated later than ``today``
    wait. Where the own site has no URL there is nothing to find. Of a peer who has more than `bounds.MOST_OF_ONE` only
    the newest are looked for, and some more, which tell that there are.
    """
    hosts = directory.own_hosts()
    if not hosts:
        return []
    every: list[Interaction] = []
    for peer, of_peer in feeds.items():
        found: dict[Hashable, Interaction] = {}
        for entry in _leading_to(hosts, of_peer):
            for seen in _in_entry(entry, peer, directory, zone, today):
                key = _identity(seen)
                if key not in found or _spelling(seen) < _spelling(found[key]):
                    found[key] = seen
            if len(found) > MOST_OF_ONE:
                break
        every += found.values()
    return every


def _leading_to(hosts: Iterable[str], feeds: Iterable[Feed]) -> list[FeedEntry]:
    """The entries that may have a link to one of the hosts, the newest first whatever the order of feeds."""
    found: list[FeedEntry] = []
    for feed in feeds:
        texts = [f"{entry.url or ''}\n{entry.outbound}" for entry in feed.entries]
        if _may_lead_to(hosts, "\n".join(texts)):
            pairs = zip(feed.entries, texts, strict=True)
            found += (entry for entry, text in pairs if _may_lead_to(hosts, text))
    return sorted(found, key=lambda one: (one.published, one.url or "", one.title, one.outbound), reverse=True)


def _identity(seen: Interaction) -> Hashable:
    """What makes it one mention: one entry (two feeds of a peer often hold the same) and one target."""
    entry = urls.key(seen.evidence[0]) if seen.evidence else (seen.title, seen.date)
    return (seen.peer, seen.kind, urls.key(seen.url) if seen.url else "", entry)


def _spelling(seen: Interaction) -> tuple[str, str, tuple[Url, ...], str]:
    return (seen.date or "~", seen.url or "", seen.evidence, seen.title)


def _may_lead_to(hosts: Iterable[str], text: str) -> bool:
    """A quick sieve for links, one a line, for nearly all lead elsewhere: what passes it is looked at with care.

    A host has one spelling in ASCII but for its case; other scripts have many, so they pass.
    """
    if not text.isascii():
        return True
    text = text.lower()
    return any(host in text for host in hosts)


def _in_entry(entry: FeedEntry, peer: PeerId, directory: Directory, zone: tzinfo, today: When) -> Iterator[Interaction]:
    date = when.published_on(entry.published, zone)
    if date is not None and date > today:
        return
    nowhere = entry.url is None or directory.is_own(entry.url) or urls.is_personal(entry.url)
    evidence = () if entry.url is None or nowhere else (entry.url,)
    for link in (entry.url, *entry.links) if entry.url else entry.links:
        if directory.is_own(link):
            yield Interaction(
                date=date,
                direction="received",
                kind="share" if entry.url and urls.key(link) == urls.key(entry.url) else "link",
                reach="spread",
                peer=peer,
                url=link,
                title=entry.title,
                source="feed",
                evidence=evidence,
            )
