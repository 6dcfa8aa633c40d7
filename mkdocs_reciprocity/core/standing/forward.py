"""Chooses the posts of peers that deserve passing on next, and says why.

A post that was passed on already is not chosen. Peers of whom nothing was passed on, or only long ago, come before
those of whom something was passed on yesterday. Each peer has one post. Where this leaves a choice, peers take turns by
the day: all get their turn, and a reader finds something else tomorrow. Nothing is remembered from one day to the next.
Of those whose turn it is, whoever has just begun to write stands first, and the quiet before the loud.

Among equals, a post that nobody has linked to yet comes before one that somebody has, because the first push matters
most (van de Rijt et al. 2014, PNAS). Equals are the newest posts of one peer; and the peers whose turn it is, if they
are alike in all of the rules above. Two paces are alike if neither is twice the other, roughly, since a feed tells no
more of how often somebody writes. So this never puts a louder blog before a quieter one, and costs nobody a turn. It is
said where a link to some post of the equals is known: else, that none is seen does not tell that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from itertools import islice
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, Peer, PeerId
from mkdocs_reciprocity.core.personal import as_title, is_personal, is_personal_feed
from mkdocs_reciprocity.core.standing.tally import given_keys, last_given
from mkdocs_reciprocity.core.standing.turns import Candidate, tier, whose_turn
from mkdocs_reciprocity.core.url import Url, UrlKey
from mkdocs_reciprocity.core.wording import Reason

Owner = Callable[[Url, UrlKey], PeerId | None]
"""A function that says whose a URL is, given the URL and its key; see `Directory.claimant`."""

Written = Mapping[UrlKey, FeedEntry]
"""Posts by the keys of their URLs."""

Linked = Callable[[Mapping[UrlKey, PeerId]], Container[UrlKey]]
"""A function that says which posts somebody has linked to, given all that may be chosen, each with its author."""

SLOTS = 5
WORDS_A_MINUTE = 230
"""Silent reading of non-fiction in English: Brysbaert (2019), "How many words do we read per minute?", 238."""

_SELDOM = 6  # somebody with at most so many posts a year writes seldom
_NEWEST = 3  # so many posts of one peer take turns


class Suggestion(Struct, frozen=True, kw_only=True):
    """A post worth passing on. ``minutes`` is 0 when the feed holds only an excerpt.

    ``excerpt`` is how it begins, in the peer's words; empty if nothing of theirs is to be quoted, or a feed of theirs
    may be for one reader only. ``tier`` says when something of the peer's was passed on: 0 never, or long ago; 1 not
    lately; 2 lately.
    """

    peer: PeerId
    url: Url
    title: str
    date: When | None
    minutes: int
    reason: Reason
    excerpt: str = ""
    tier: int = 0


def posts(feeds: Mapping[PeerId, Iterable[Feed]], owner: Owner, zone: tzinfo, today: When) -> dict[PeerId, Written]:
    """Each peer's own posts, each once, the newest first, undated ones last. Posts of a later day are left out.

    An entry that leads to somebody else's site is not the peer's, whatever the feed says, and one that passes on
    somebody else's page is no post of theirs. An entry with a key in its address is not meant for others. All these are
    left out.
    """
    return {peer: _posts(peer, of_peer, owner, zone, today) for peer, of_peer in feeds.items()}


def passing_on(feeds: Mapping[PeerId, Iterable[Feed]], owner: Owner) -> dict[PeerId, Written]:
    """The entries at peers' places that pass on a page: no posts of theirs, if it is somebody else's, but with titles.

    Of several copies, the newest counts.
    """
    found: dict[PeerId, Written] = {}
    for peer, of_peer in feeds.items():
        every = [entry for feed in of_peer for entry in feed.entries if entry.about]
        there = [(entry, entry.url) for entry in every if entry.url and not is_personal(entry.url)]
        keyed = sorted(((urls.key(url), entry) for entry, url in there), key=lambda one: _age(one[1]))
        found[peer] = {key: entry for key, entry in keyed if owner(entry.url or Url(""), key) == peer}
    return found


def suggestions(
    public: Sequence[Interaction],
    posts: Mapping[PeerId, Written],
    peers: Mapping[PeerId, Peer],
    zone: tzinfo,
    today: When,
    *,
    slots: int = SLOTS,
    more: int = 0,
    without: Iterable[UrlKey] = (),
    beginners: Container[PeerId] = (),
    linked: Linked = lambda _: (),
) -> list[Suggestion]:
    """At most ``slots`` posts for one day, one of each peer, and behind them ``more`` of those whose turn comes next.
    The order of the peers does not matter.

    Args:
        public: the rows that may be seen, in the ledger's order; nothing private has any influence here.
        posts: what each peer has written, as `posts` gives it.
        peers: who is who.
        zone: in which dates are days.
        today: the day to choose for.
        slots: how many to choose.
        more: how many to choose besides, for somebody who likes none of them.
        without: more posts that are not to be chosen, besides those that were passed on.
        beginners: who has just begun to write, as `newcomers` knows.
        linked: says which posts somebody has linked to, as `first_lift` knows. It is asked once, about few peers.
    """
    closed = {*given_keys(public), *without}
    last = last_given(public)
    candidates = [
        Candidate(peer, last.get(peer), peer in last, tier(last.get(peer), today), peer in beginners)
        for peer, written in posts.items()
        if not (peers[peer].private or peers[peer].fallow) and any(_fresh(written, closed))
    ]
    day, crowd = dates.ordinal(today), len(candidates)
    turns = whose_turn(candidates, day, slots, more)
    known = linked({key: one.peer for turn in turns for one in turn for key in posts[one.peer]})
    found = []
    for turn in turns:
        equals = [_Equal(one, posts[one.peer], closed, known, zone) for one in turn]
        contrasts = {one.rank for one in equals if one.any_linked}
        order = sorted(equals, key=lambda one: (one.rank, one.all_linked, one.who.given or "", one.who.peer))
        found += [_suggestion(peers[one.who.peer], one, day, crowd, zone, lift=one.rank in contrasts) for one in order]
    return found


class _Equal:
    """A peer whose turn it is: those of one ``rank`` are equal. ``able`` are the posts that take turns.

    ``all_linked``: somebody has linked to each of them. ``any_linked``: somebody has linked to some post in the feed.
    """

    def __init__(
        self, who: Candidate, written: Written, closed: Container[UrlKey], known: Container[UrlKey], zone: tzinfo
    ) -> None:
        newest = [*islice(_fresh(written, closed), _NEWEST)]
        first = [entry for key, entry in newest if key not in known]
        self.who = who
        self.able = first or [entry for _, entry in newest]
        self.all_linked = not first
        self.any_linked = any(key in known for key in written)
        self.a_year = _a_year(written.values(), zone)
        self.rank = (who.tier, not who.begins, _pace(self.a_year))


def led(order: Sequence[Suggestion], today: When) -> list[Suggestion]:
    """The same suggestions with another of the first tier in front every day; the others stay in order."""
    leaders = [one for one in order[:SLOTS] if one.tier == order[0].tier]
    lead = leaders[dates.ordinal(today) % len(leaders)] if leaders else None
    return sorted(order, key=lambda one: one is not lead)


def minutes(entry: FeedEntry) -> int:
    """The minutes that it takes to read a post, rounded up; 0 if the feed has only an excerpt."""
    return -(-entry.words // WORDS_A_MINUTE)


def _fresh(written: Written, closed: Container[UrlKey]) -> Iterator[tuple[UrlKey, FeedEntry]]:
    """The posts that can be chosen."""
    return (one for one in written.items() if one[0] not in closed)


def _posts(peer: PeerId, feeds: Iterable[Feed], owner: Owner, zone: tzinfo, today: When) -> Written:
    found: dict[UrlKey, FeedEntry] = {}
    links: set[UrlKey] = set()
    for feed in feeds:
        for entry in feed.entries:
            if entry.url is None:
                continue
            key = urls.key(entry.url)
            if owner(entry.url, key) != peer or is_personal(entry.url):
                continue
            if entry.about and any(owner(page, urls.key(page)) != peer for page in entry.subjects):
                links.add(key)
                continue
            if dates.is_published_after(entry.published, today, zone):
                continue
            if key not in found or _age(entry) > _age(found[key]):
                found[key] = entry
    for key in links:  # another of the peer's feeds may have the entry without the page that it passes on
        found.pop(key, None)
    return dict(sorted(found.items(), key=lambda one: _age(one[1]), reverse=True))


def _age(entry: FeedEntry) -> tuple[str, str, str, int]:
    """For sorting: the newest post is the greatest, and of two copies of a post the one with more words."""
    return (entry.published, entry.url or "", entry.title, entry.words)


def _a_year(entries: Iterable[FeedEntry], zone: tzinfo) -> float:
    """Posts a year, estimated from the dated entries of the feed."""
    dated = [entry.published for entry in entries if entry.published]
    ends = [dates.published_on(end, zone) for end in (min(dated), max(dated))] if len(dated) > 1 else []
    days = [dates.ordinal(end) for end in ends if end]
    return 365 * (len(dated) - 1) / max(1, days[-1] - days[0]) if days else 0.0


def _pace(a_year: float) -> int:
    """Of so many posts a year: 0 for up to a quarter of what is seldom, 1 for up to a half, 2 for up to all of it, 3
    for up to twice as many, and so on.
    """
    return max(0, ceil(4 * a_year / _SELDOM) - 1).bit_length()


def _suggestion(peer: Peer, equal: _Equal, day: int, crowd: int, zone: tzinfo, *, lift: bool) -> Suggestion:
    candidate = equal.who
    entry = equal.able[day * SLOTS // max(SLOTS, crowd) % len(equal.able)]
    url = entry.url or Url("")
    return Suggestion(
        peer=candidate.peer,
        url=url,
        title=entry.title or as_title(url),
        date=dates.published_on(entry.published, zone),
        minutes=minutes(entry),
        reason=replace(_reason(candidate, equal.a_year), first_lift=lift and not equal.all_linked),
        excerpt=entry.excerpt if peer.excerpt and not any(map(is_personal_feed, peer.feed_urls())) else "",
        tier=candidate.tier,
    )


def _reason(candidate: Candidate, a_year: float) -> Reason:
    if candidate.begins:
        return Reason("begun")
    seldom = 0 < a_year <= _SELDOM
    if not candidate.ever:
        return Reason("first and seldom" if seldom else "first")
    if seldom:
        return Reason("seldom")
    if candidate.given is None or candidate.tier == 2:
        return Reason("new")
    last = When(candidate.given[:7])
    return Reason("year" if len(last) == 4 else "month", last)
