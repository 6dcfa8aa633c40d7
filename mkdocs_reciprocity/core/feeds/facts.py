"""Makes the facts that are kept of a feed entry: plain text within bounds, and the links of its content.

Everything from a feed passes through here, whatever its format. Nothing that comes out has a control character in it, a
character that changes the direction of writing, or one that XML forbids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.feeds import content as feeds_content
from mkdocs_reciprocity.core.feeds import entry_link, excerpt, link_sentences, plain_text, subject, titles
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import FeedEntry, aside
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces, may_lead_to
from mkdocs_reciprocity.core.url import Url, key, linked, without_source

T = TypeVar("T")

Telling = list[tuple[Url, str, str]]
"""What entries tell, the newest first: the address, the title, and how the HTML begins."""

ENTRIES = 2_000
"""Per feed."""
EXCERPTS = 5
"""Per feed: of the newest that pass on no page. Three of a peer's posts take turns in being suggested; two more are
there for those that were passed on already."""
SENTENCES = 50
"""Per feed: those that lead to this site, of the newest entries that have any."""
LINKS = 500
"""Per entry."""
LINK_CHARACTERS = 50_000
"""Per entry, all its links together."""
LINK_GROWTH, LINK_SPARED = 4, 1_000
"""Nor may they be longer than `LINK_GROWTH` times the entry's markup plus `LINK_SPARED` characters. Otherwise relative
links with a long base would make a small feed large."""
ALL_CHARACTERS, CHARACTERS_OF_A_LINK = 2_000_000, 80
"""Per feed, all its links together. Each counts as `CHARACTERS_OF_A_LINK` at least, so there are 25,000 at most; every
build reads them all."""
REFERENCES = 5_000
"""How many references of an entry are looked at."""
MARKUP = 1_000_000
"""How many characters of an entry's content are looked at."""
TITLE, AUTHOR, SUMMARY = 300, 100, 280
"""How many characters are kept of each."""
TELLING, TOLD = 60, 2_400
"""Of how many entries, and from how many characters of each one's content, terms are made."""
BEGINNING = 80
"""How many characters of the text stand for a missing title."""
FULL = 250
"""A description with so many words counts as the whole post."""
_SHORTER_THAN_FULL = FULL * 4 // 3
"""No text of so few characters has so many words: three words of Chinese with spaces between them take four."""

_NOWHERE = ("#", "mailto:", "javascript:")
_ADDRESS = re.compile(r"(?:mailto:)?(?<![@\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Room(Struct, frozen=True, gc=False):
    """How much is kept of an entry: so many links, maybe an excerpt, and the sentences that lead to the author's
    ``own`` addresses. What the entry tells is put into ``told``.
    """

    links: int = LINKS
    excerpt: bool = True
    own: OwnPlaces = NOWHERE
    told: Telling | None = None


def entry(
    *,
    url: Url | None,
    about: Sequence[Url] = (),
    source: Url | None = None,
    feeds: tuple[str, ...] = (),
    title: str,
    published: str,
    author: str,
    content: str,
    description: str,
    base: str,
    room: Room | None = None,
) -> FeedEntry:
    """The facts of one entry.

    Args:
        url: the entry's own link.
        about: pages that the entry passes on, as the feed names them.
        source: the feed or site that the entry came from, if it names one.
        feeds: the addresses of the feed and of its home, as far as they are known.
        title: plain text of any length; if it is empty, the beginning of the content stands for it.
        published: as `dates.read` gives it.
        author: a name, maybe with an address, in one of the ways that RSS has.
        content: the HTML of the whole post, or empty.
        description: the HTML of an excerpt, which may turn out to be the whole post, or empty.
        base: what the links of the HTML are relative to; empty if that is not known.
        room: how much is kept.
    """
    room = room or Room()
    whole = feeds_content.skim(content[:MARKUP])
    short = _extent_of_description(description, content, whole.words)
    hrefs = whole.hrefs + short.hrefs or _plain_addresses(content, description)
    outbound = _outbound(hrefs, base, url, len(content) + len(description), room.links) if hrefs and room.links else ""
    pages = [*about]
    if whole.marked or short.marked:
        pages += (page for markup in (content, description) for page in subject.in_markup(markup[:MARKUP], base))
    if source and not pages:
        pages += subject.of_source(source, map(Url, outbound.split()), *feeds)
    shown = line(title, TITLE)
    shown = shown if titles.is_one(shown, url) else ""
    summary = (_summary(description) or _summary(content)) if not shown or pages or _is_elsewhere(url, feeds) else ""
    shown = shown or line(summary or titles.of_pictures((description or content)[:MARKUP]), BEGINNING)
    told = excerpt.of_post(shown, description, content) if room.excerpt and url and not pages else ""
    kept = subject.kept(pages, url) if pages else ""
    linking = None
    if room.own.hosts and may_lead_to(room.own.hosts, f"{url}\n{outbound}\n{kept}"):
        linking = link_sentences.in_entry(url, kept, outbound, content[:MARKUP], description[:MARKUP], base, room.own)
    url = without_source(url) if url else None
    if room.told is not None and url and not pages and len(room.told) < TELLING:
        room.told.append((url, shown, (content or description)[:TOLD]))
    return FeedEntry(
        url=url,
        title=shown,
        published=published,
        words=whole.words or (short.words if short.words >= FULL else 0),
        outbound=outbound,
        aside=aside(_name(author), summary, told, linking),
        about=kept,
    )


def _plain_addresses(content: str, description: str) -> tuple[str, ...]:
    if "://" not in content and "://" not in description:
        return ()
    return (*plain_text.addresses(content), *plain_text.addresses(description))


def _extent_of_description(description: str, content: str, words: int) -> feeds_content.Extent:
    """Its words count only where the content has none, and only if they are many."""
    counted = not words and len(description) > _SHORTER_THAN_FULL
    if description == content or not (counted or "<a" in description or "<A" in description or "u-" in description):
        return feeds_content.NOTHING
    return feeds_content.skim(description[:MARKUP], counted=counted)


def _is_elsewhere(url: Url | None, feeds: tuple[str, ...]) -> bool:
    """Whether an entry may be at somebody else's place, and so pass on the page there.

    Only then, as where it passes on pages in another way, its summary is shown, beside them. What lies below the home
    of the feed is nobody else's.
    """
    return url is not None and not (feeds and feeds[-1] and url.startswith(feeds[-1]))


def entries(
    found: Sequence[T],
    date: Callable[[T], str],
    made: Callable[[T, str, Room], FeedEntry | None],
    own: OwnPlaces = NOWHERE,
    told: Telling | None = None,
) -> tuple[FeedEntry, ...]:
    """Makes the newest entries, `ENTRIES` at most, in the feed's order.

    ``made`` is told the date, and how much the entry may keep, so that all stay within their bounds. The newest are
    made first. ``own`` are the author's addresses. What the entries tell is put into ``told``, unless it is None.
    """
    left, most, quotes, sayings = ALL_CHARACTERS, LINKS, EXCERPTS, SENTENCES
    dates = [date(one) for one in found]
    order = sorted(range(len(found)), key=dates.__getitem__, reverse=True)  # those without a date count as the oldest
    kept: dict[int, FeedEntry] = {}
    for index in order[:ENTRIES]:
        room = Room(most, quotes > 0, own if sayings > 0 else NOWHERE, told)
        if (entry := made(found[index], dates[index], room)) is None:
            continue
        if entry.outbound:
            left -= max(len(entry.outbound), CHARACTERS_OF_A_LINK * (entry.outbound.count("\n") + 1))
            most = max(0, min(LINKS, left // CHARACTERS_OF_A_LINK))
        quotes -= bool(entry.url and not entry.about)
        sayings -= bool(own.hosts) and len(entry.sentences)
        kept[index] = entry
    return tuple([kept[index] for index in sorted(kept)])


def _summary(markup: str) -> str:
    """The beginning of a fragment's text. Mostly it is enough to read the beginning of the fragment."""
    if not markup:
        return ""
    for much in (SUMMARY * 2, SUMMARY * 8):
        summary = _beginning(markup[:much])
        if len(markup) <= much or (summary.endswith("…") and len(summary) >= SUMMARY * 3 // 4):
            return summary
    return _beginning(markup[:MARKUP])


def _beginning(markup: str) -> str:
    text = feeds_content.read(markup).text if "<" in markup else markup
    return line(references.unescape(text), SUMMARY)


def _name(author: str) -> str:
    """The name without an address: ``ada@ada.example (Ada)`` and ``Ada <ada@ada.example>`` are Ada."""
    return _name_in(author[: AUTHOR * 80].strip()[: AUTHOR * 8]) if author else ""


@lru_cache(maxsize=64)  # mostly all entries of a feed have one author
def _name_in(author: str) -> str:
    if "@" in author:
        author = _ADDRESS.sub("", author).replace("<>", "").replace("()", "").strip()
    if author.startswith("(") and author.endswith(")"):
        author = author[1:-1]
    return line(author, AUTHOR)


def _outbound(hrefs: tuple[str, ...], base: str, own: Url | None, markup: int, most: int) -> str:
    found: dict[Url, None] = {}
    own_key = key(own) if own else " "
    # An address with the same key also has this part in it. Looking for it costs far less than making a key.
    mark = "" if "%" in own_key else own_key.partition("?")[0].rpartition("/")[2]
    left = min(LINK_CHARACTERS, LINK_SPARED + LINK_GROWTH * markup)
    written = [*islice(dict.fromkeys(hrefs), REFERENCES)]
    joined = "\n".join(written)
    if len(written) <= most and len(joined) <= left and mark not in joined and entry_link.are_plain(written):
        return joined  # nearly always
    for href in written:
        if href.startswith(_NOWHERE) or (link := linked(base or entry_link.NO_BASE, href)) is None or link in found:
            continue
        if mark in link and key(link) == own_key:
            continue
        left -= len(link)
        if left < 0 or len(found) == most:
            break
        found[link] = None
    return "\n".join(found)
