"""Chooses the posts of peers that deserve passing on next, and says why.

A post that was passed on already is not chosen. Peers of whom nothing was passed on, or only long ago, come before
those of whom something was passed on yesterday. Those who write seldom come before those who write much. Each peer has
one post. Where these rules leave a choice, peers take turns by the day: all get their turn, and a reader finds
something else tomorrow. Nothing is remembered from one day to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from hashlib import blake2b

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, Peer, PeerId
from mkdocs_reciprocity.core.personal import as_title, is_personal, is_personal_feed
from mkdocs_reciprocity.core.standing.tally import given_keys, last_given
from mkdocs_reciprocity.core.url import Url, UrlKey
from mkdocs_reciprocity.core.wording import Reason

Owner = Callable[[Url, UrlKey], PeerId | None]
"""A function that says whose a URL is, given the URL and its key; see `Directory.claimant`."""

Written = Mapping[UrlKey, FeedEntry]
"""Posts by the keys of their URLs."""

SLOTS = 5
WORDS_A_MINUTE = 230
"""Silent reading of non-fiction in English: Brysbaert (2019), "How many words do we read per minute?", 238."""

_RECENTLY = 14  # for so many days after something of a peer's was passed on, others go first
_LONG_AGO = 90
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


class _Candidate(Struct, frozen=True):
    peer: PeerId
    given: When | None  # the last date on which something of theirs was passed on
    ever: bool  # whether something of theirs was passed on
    tier: int


class _Writing(Struct, frozen=True):
    fresh: list[FeedEntry]
    a_year: float  # posts


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
    """
    closed = {*given_keys(public), *without}
    last = last_given(public)
    candidates = [
        _Candidate(peer, last.get(peer), peer in last, _tier(last.get(peer), today))
        for peer, written in posts.items()
        if not (peers[peer].private or peers[peer].fallow) and any(_fresh(written, closed))
    ]
    day, crowd = dates.ordinal(today), len(candidates)
    found = []
    for turn in _turns(candidates, day, slots, more):
        chosen = {
            one: _Writing([*_fresh(posts[one.peer], closed)], _a_year(posts[one.peer].values(), zone)) for one in turn
        }
        order = sorted(turn, key=lambda one: (one.tier, chosen[one].a_year, one.given or "", one.peer))
        found += [_suggestion(peers[one.peer], one, chosen[one], day, crowd, zone) for one in order]
    return found


def led(order: Sequence[Suggestion], today: When) -> list[Suggestion]:
    """The same suggestions with another of the first tier in front every day; the others stay in order."""
    leaders = [one for one in order[:SLOTS] if one.tier == order[0].tier]
    lead = leaders[dates.ordinal(today) % len(leaders)] if leaders else None
    return sorted(order, key=lambda one: one is not lead)


def minutes(entry: FeedEntry) -> int:
    """The minutes that it takes to read a post, rounded up; 0 if the feed has only an excerpt."""
    return -(-entry.words // WORDS_A_MINUTE)


def _fresh(written: Written, closed: Container[UrlKey]) -> Iterator[FeedEntry]:
    """The posts that can be chosen."""
    return (entry for key, entry in written.items() if key not in closed)


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
            if entry.published[:10] >= today and (dates.published_on(entry.published, zone) or "") > today:
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


def _tier(given: When | None, today: When) -> int:
    """When something of the peer's was passed on. 0: never, or long ago; 1: not lately; 2: lately."""
    if not given:
        return 0
    days = dates.ordinal(today) - dates.ordinal(min(dates.last_day(given), today))
    return 0 if days > _LONG_AGO else 1 if days > _RECENTLY else 2


def _turns(candidates: list[_Candidate], day: int, slots: int, more: int) -> tuple[list[_Candidate], list[_Candidate]]:
    """The candidates whose turn it is, and those who follow, tier by tier."""
    chosen: list[_Candidate] = []
    others: list[_Candidate] = []
    for tier in range(3):
        of_tier = {one.peer: one for one in candidates if one.tier == tier}
        room = slots - len(chosen)
        round_ = [of_tier[PeerId(peer)] for peer in _round(of_tier, "pay it forward", day, room or more)]
        chosen += round_[:room]
        others += round_[room:]
    return chosen, others[:more]


def in_turn(names: Iterable[str], purpose: str, day: int, count: int) -> list[str]:
    """At most ``count`` of the names, different ones every day. No name comes again before all others have been there.
    Each name keeps its place in the round when others come or go. The order is not one of merit.
    """
    return _round(names, purpose, day, count)[:count]


def _round(names: Iterable[str], purpose: str, day: int, count: int) -> list[str]:
    """All names, those in front whose turn it is if ``count`` of them have a turn every day."""
    key = purpose.encode()
    round_ = sorted(
        names, key=lambda name: blake2b(name.encode("utf-8", "surrogatepass"), key=key, digest_size=8).digest()
    )
    start = day * min(count, len(round_)) % len(round_) if round_ else 0
    return round_[start:] + round_[:start]


def _suggestion(peer: Peer, candidate: _Candidate, writing: _Writing, day: int, crowd: int, zone: tzinfo) -> Suggestion:
    turns = min(_NEWEST, len(writing.fresh))
    entry = writing.fresh[day * SLOTS // max(SLOTS, crowd) % turns]
    url = entry.url or Url("")
    return Suggestion(
        peer=candidate.peer,
        url=url,
        title=entry.title or as_title(url),
        date=dates.published_on(entry.published, zone),
        minutes=minutes(entry),
        reason=_reason(candidate, writing),
        excerpt=entry.excerpt if peer.excerpt and not any(map(is_personal_feed, peer.feed_urls())) else "",
        tier=candidate.tier,
    )


def _reason(candidate: _Candidate, writing: _Writing) -> Reason:
    seldom = 0 < writing.a_year <= _SELDOM
    if not candidate.ever:
        return Reason("first and seldom" if seldom else "first")
    if seldom:
        return Reason("seldom")
    if candidate.given is None or candidate.tier == 2:
        return Reason("new")
    last = When(candidate.given[:7])
    return Reason("year" if len(last) == 4 else "month", last)
