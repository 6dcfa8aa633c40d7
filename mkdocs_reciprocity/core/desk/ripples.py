"""Ripples: peers who linked to a post after the author had passed it on. After, not because: nobody knows why they did.

They are read from the peers' feeds, and from below ``ripples:`` in the log, which keeps them when feeds forget.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Post
from mkdocs_reciprocity.core.ledger.accept import Said, fields_of
from mkdocs_reciprocity.core.ledger.belonging import is_theirs
from mkdocs_reciprocity.core.log.contents import Ignored, Ripple
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, PeerId
from mkdocs_reciprocity.core.personal import as_title, is_personal
from mkdocs_reciprocity.core.url import Url, UrlKey


class Followed(Struct, frozen=True, kw_only=True):
    """A gift, and a peer who linked to the same post after it.

    ``peer`` and ``name`` are those of that peer, ``url`` and ``title`` those of the post, ``of`` is the peer whose post
    it is. ``given`` is when the author passed it on, ``date`` when the peer linked to it, ``days`` how many days later;
    None where one of the two days is not known. ``seen_at`` is where the link stands. ``kept`` says whether it is in
    the log; ``private`` whether the gift or somebody in it is.
    """

    peer: PeerId
    url: Url
    date: When
    name: str
    title: str
    of: PeerId | None
    given: When
    days: int | None
    seen_at: Post | None
    kept: bool
    private: bool


def followed(account: Account) -> tuple[Followed, ...]:
    """All of them, the newest first; of each peer and post the first link, if it is surely later than the gift.

    What is vague in the log counts as late for a gift, and as early for a link. Entries without a date do not count,
    nor does a link of the post's own author, or one to a whole blog.
    """
    gifts = _gifts(account)
    found: dict[tuple[PeerId, UrlKey], Ripple] = {}
    seen = sorted(_Feeds(account, gifts).links(), key=lambda one: (one.date, one.evidence or "", one.title, one.url))
    for one in (*account.ripples, *seen):
        what = (one.peer, urls.key(one.url))
        if what not in found or dates.first_day(one.date) < dates.first_day(found[what].date):
            found[what] = one
    kept = {(one.peer, urls.key(one.url)) for one in account.ripples}
    later = (
        _followed(one, gifts[what[1]], account, kept=what in kept)
        for what, one in found.items()
        if what[1] in gifts and _is_later(one, gifts[what[1]], account)
    )
    ordered = sorted(later, key=lambda one: (one.name, one.url))
    return tuple(sorted(ordered, key=lambda one: one.date, reverse=True))


# --- what the log keeps


def unkept(account: Account, peer: PeerId | None = None) -> list[Followed]:
    """Those that last only as long as feeds show them, the oldest first; of one peer, if one is named."""
    return [one for one in reversed(followed(account)) if not one.kept and peer in {None, one.peer}]


def identity(one: Followed) -> Hashable:
    """What makes it the same from one reading to the next."""
    return one.peer, urls.key(one.url)


def ripple_of(one: Followed) -> Ripple:
    """What the log says of it."""
    there = one.seen_at
    title = there.title if there and there.title != as_title(there.url) else ""
    return Ripple(date=one.date, peer=one.peer, url=one.url, title=title, evidence=there.url if there else None)


def entry_that_keeps(one: Followed) -> Said:
    """The fields of the entry below ``ripples:``."""
    kept = ripple_of(one)
    said = {"date": kept.date, "peer": kept.peer, "url": kept.url, "title": kept.title, "evidence": kept.evidence or ""}
    return {name: value for name, value in said.items() if value}


def hidden_by(ignored: Iterable[Ignored], account: Account) -> list[Followed]:
    """Those that would not count any more."""
    left = set(followed(replace(account, ignored=(*account.ignored, *ignored))))
    return [one for one in followed(account) if one not in left]


def entry_that_ignores(one: Followed) -> Said:
    """The fields of the entry below ``ignore:`` that keeps it away for good."""
    return fields_of(Ignored(peer=one.peer, url=one.url, evidence=one.seen_at.url if one.seen_at else None))


# --- gifts


def _gifts(account: Account) -> dict[UrlKey, Interaction]:
    """The first time that each post was passed on, if a date is known."""
    blogs = {urls.key(url) for peer in account.people.peers.values() for url in (peer.home, *peer.also) if url}
    found: dict[UrlKey, Interaction] = {}
    for row in account.rows:
        if row.direction != "given" or row.reach != "spread" or not row.date or row.key is None or row.key in blogs:
            continue
        is_a_host = row.key == urls.host_of(row.key)
        before = found.get(row.key)
        if not is_a_host and (before is None or _passed_on(row) < _passed_on(before)):
            found[row.key] = row
    return found


def _passed_on(gift: Interaction) -> str:
    """The day on which it had surely been passed on."""
    return dates.last_day(gift.date) if gift.date else ""


def _is_later(one: Ripple, gift: Interaction, account: Account) -> bool:
    its_author = {gift.peer, account.people.claimant(one.url)}
    return one.peer not in its_author and _passed_on(gift) < dates.first_day(one.date)


def _followed(one: Ripple, gift: Interaction, account: Account, *, kept: bool) -> Followed:
    words, people = account.words, account.people
    days = None
    if gift.date and len(gift.date) == len(one.date) == 10:
        days = dates.ordinal(one.date) - dates.ordinal(gift.date)
    return Followed(
        peer=one.peer,
        url=gift.url or one.url,
        date=one.date,
        name=words.name(one.peer),
        title=words.gift(gift),
        of=gift.peer,
        given=gift.date or one.date,
        days=days,
        seen_at=Post(words.title(one.evidence, one.title), one.evidence) if one.evidence else None,
        kept=kept,
        private=gift.private or people.is_private(one.peer) or people.is_private(gift.peer),
    )


# --- what feeds show


class _Feeds:
    """Looks for links to gifts in the dated entries of peers' feeds."""

    def __init__(self, account: Account, gifts: Mapping[UrlKey, Interaction]) -> None:
        self._account = account
        self._gifts = gifts
        self._hosts = {urls.host_of(key) for key in gifts}
        self._ignored = {(entry.peer, *_keys(entry)) for entry in account.ignored if entry.direction is None}

    def links(self) -> Iterator[Ripple]:
        """All of them, but for those that the author ignores."""
        for peer, feeds in self._account.feeds.items() if self._gifts else ():
            for feed in feeds:
                for entry in feed.entries:
                    if entry.published:
                        yield from (one for one in self._in_entry(entry, feed, peer) if not self._is_ignored(one))

    def _in_entry(self, entry: FeedEntry, feed: Feed, peer: PeerId) -> Iterator[Ripple]:
        every = (entry.url, *entry.subjects, *entry.links)
        linked = {urls.key(link): link for link in every if link and urls.host(link) in self._hosts}
        keys = linked.keys() & self._gifts.keys()
        day = dates.published_on(entry.published, self._account.zone) if keys else None
        if day is None or day > self._account.today:
            return
        post = self._place_of(entry)
        place = post or urls.parse(feed.home)
        if place is None or is_theirs(place, peer, feed, self._account.people):
            evidence = None if post is None or is_personal(post) else post
            for key in sorted(keys):
                yield Ripple(date=day, peer=peer, url=linked[key], title=entry.title, evidence=evidence)

    def _place_of(self, entry: FeedEntry) -> Url | None:
        """Where the entry is; None if its address is that of a page which it passes on."""
        if entry.url is None or self._account.people.is_own(entry.url):
            return None
        key = urls.key(entry.url)
        return None if key in self._gifts or key in map(urls.key, entry.subjects) else entry.url

    def _is_ignored(self, one: Ripple) -> bool:
        """Whether an entry below ``ignore:`` names it, by all the fields that the entry has."""
        forms = product((None, one.peer), *((None, key) for key in _keys(one)))
        return not self._ignored.isdisjoint(forms)


def _keys(entry: Ignored | Ripple) -> tuple[UrlKey | None, UrlKey | None]:
    return urls.key(entry.url) if entry.url else None, urls.key(entry.evidence) if entry.evidence else None
