"""Asks for the feeds of peers, in the background, and looks for feeds whose address nobody has written down."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.cache.kept import Surroundings
from mkdocs_reciprocity.cache.store import Home, Kept, Store
from mkdocs_reciprocity.collect import copies
from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Request, Response
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.own_places import NOWHERE
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.collect.surroundings import Looking
    from mkdocs_reciprocity.core.feeds import discovery
    from mkdocs_reciprocity.network.fetch import Fetching
    from mkdocs_reciprocity.network.guard import Allowed


class Asking:
    """One round of asking. ``before`` has what was known of each feed, by its address; ``fresh`` has what this round
    has read.

    ``homes`` and ``fresh_homes`` have the same for the home pages of peers whose feed is not in the log, ``around`` and
    ``fresh_around`` for what else is named on the home pages of all peers. ``asked`` has the addresses of all feeds and
    home pages that this round asks for.

    Args:
        peers: whose feeds are wanted.
        store: what was read before. Only `keep` writes the round into it.
        how: how to ask for what is too old, in threads; None if nothing is to be asked.
    """

    def __init__(self, peers: Iterable[Peer], store: Store, how: Round | None) -> None:
        self._store = store
        peers = [*map(_living, peers)]
        named = {ref for peer in peers for ref in peer.feeds}
        self._unnamed = sorted({peer.home for peer in peers if peer.home and not peer.feeds})
        self.homes = store.homes(self._unnamed)
        self.around = store.surroundings(peer.home for peer in peers if peer.home)
        self.fresh_around: dict[str, Surroundings] = {}
        wanted = named | {home.feed for home in self.homes.values() if home.feed}
        wanted |= {around.shares for around in self.around.values() if around.shares}
        self.before = store.feeds(wanted)
        self.fresh: dict[str, Kept] = {}
        self.fresh_homes: dict[str, Home] = {}
        secret = (peer for peer in peers if peer.private)
        self._private = {ref for peer in secret for ref in (*self.feeds_of(peer), *self.shares_of(peer), peer.home)}
        self._remote = {url for ref in wanted if (url := urls.parse(ref))}
        self._searches: dict[Url, tuple[discovery.Search, float]] = {}
        self._own = how.own if how else NOWHERE
        self._termed = bool(how and how.termed)
        self._published = bool(how and how.published)
        requests = [*self._for_feeds(how), *self._for_homes(how)] if how else []
        self.asked = frozenset(request.known_as for request in requests)
        self._looking: Looking | None = None
        if how and how.look:
            from mkdocs_reciprocity.collect.surroundings import looking  # noqa: PLC0415 - few rounds look around

            self._looking = looking(self, peers, how)
            requests += self._looking.requests()
        self._total, self._deadline = len(requests), how.deadline() if how else Deadline()
        self._timeout = how.options.timeout if how else 0.0
        self._allow: Allowed = frozenset()
        self._fetching: Fetching | None = None
        if how and requests:
            from mkdocs_reciprocity.network.fetch import Fetching  # noqa: PLC0415 - pulls in ssl and httpcore
            from mkdocs_reciprocity.network.guard import allowed  # noqa: PLC0415 - only who asks needs it

            self._allow = allowed(how.options.allow_hosts)
            self._fetching = Fetching(requests, how.limits(), on_done=self._answered)

    def feeds_of(self, peer: Peer) -> tuple[str, ...]:
        """The addresses of the peer's feeds as the log has them; if it has none, the one that was found."""
        home, peer = self.home_of(peer), _living(peer)
        return (home.feed,) if home and home.feed else peer.feeds

    def home_of(self, peer: Peer) -> Home | None:
        """What is known of the home page of a peer without a written feed; None for all others."""
        if peer.feeds or not peer.home or peer.fallow:
            return None
        return self.fresh_homes.get(peer.home) or self.homes.get(peer.home)

    def around_of(self, peer: Peer) -> Surroundings | None:
        """What is known of what the peer's home page names; None if nothing is."""
        peer = _living(peer)
        return self.fresh_around.get(peer.home or "") or self.around.get(peer.home or "")

    def shares_of(self, peer: Peer) -> tuple[str, ...]:
        """The feed of what the peer shares, if one was found and is none of their feeds."""
        around = self.around_of(peer)
        if around is None or not around.shares:
            return ()
        feeds = {urls.key(url) for ref in self.feeds_of(peer) if (url := urls.parse(ref))}
        return () if urls.key(Url(around.shares)) in feeds else (around.shares,)

    def is_wanted(self, ref: str) -> bool:
        """Whether it is a feed that this round knows of."""
        return ref in self._remote

    def is_private(self, ref: str) -> bool:
        """Whether it is a feed or home page of a private peer."""
        return ref in self._private

    def copy_of(self, ref: str) -> Kept | None:
        """The newest copy of a feed."""
        return self.fresh.get(ref) or self.before.get(ref)

    def progress(self) -> tuple[int, int]:
        """How many requests are done, and how many there are."""
        return self._fetching.done() if self._fetching else 0, self._total

    def wait(self) -> None:
        """Waits for all answers."""
        for response in self._fetching.results() if self._fetching else ():
            if response.error != schedule.CANCELLED and not response.request.accept:
                self._taken(response)  # has been done already, except after a bug in the thread that fetched it

    def cancel(self) -> None:
        """Gives up the requests that are not answered yet."""
        if self._fetching is not None:
            self._fetching.cancel()

    def keep(self) -> None:
        """Writes into the store what was read."""
        self._store.keep_feeds(dict(self.fresh))
        self._store.keep_homes(dict(self.fresh_homes))
        self._store.keep_surroundings(dict(self.fresh_around))
        self._store.keep_blogrolls(dict(self._looking.blogrolls) if self._looking else {})

    def _for_feeds(self, how: Round) -> list[Request]:
        now, max_age = time.time(), how.options.max_age
        states = [self._state_of(ref) for ref in self._remote]
        ordered = schedule.first_to_last(states)
        asked = (schedule.request_for(state, now=now, max_age=max_age, force=how.force) for state in ordered)
        return [self._quietly(request) for request in asked if request]

    def _state_of(self, ref: Url) -> FeedState:
        """What decides whether a feed is asked. One whose copy does not fit any more is asked at once, and for all of
        it. If it is only its terms that the desk misses, it is asked when it is due.
        """
        if ref not in self.before:
            return FeedState(url=ref)
        kept = self.before[ref]
        if not copies.fits(kept, self._own, termed=self._termed and self._published):
            return schedule.anew(kept.state)
        return schedule.whole(kept.state) if self._termed and copies.lacks_terms(kept) else kept.state

    def _quietly(self, request: Request) -> Request:
        """The request, marked as private if it is for a private peer."""
        return replace(request, private=self.is_private(request.known_as))

    def _for_homes(self, how: Round) -> list[Request]:
        now = time.time()
        found = []
        for url in self._unnamed:
            home = self.homes.get(url, Home(state=FeedState(url=url)))
            if home.feed and not (home.feed in self.before and schedule.lost(self.before[home.feed].state, now=now)):
                continue
            max_age = 0.0 if home.state.failures else schedule.WEEK  # after a failure, its own waiting time counts
            if request := schedule.request_for(home.state, now=now, max_age=max_age, force=how.search):
                found.append(self._quietly(replace(request, seeking=True)))
        return found

    def _answered(self, response: Response) -> Request | None:
        """Reads an answer in the thread that fetched it: so reading, too, happens while pages are rendered."""
        if self._looking and response.request.accept:
            return self._looking.answered(response)
        if response.request.seeking:
            return self._sought(response)
        self._taken(response)
        return None

    def _taken(self, response: Response) -> None:
        asked = Url(response.request.known_as)
        if response.request.seeking:
            if asked not in self.fresh_homes:
                self._not_found(asked, response)
        elif asked not in self.fresh:
            kept = self.before.get(asked) or Kept(state=FeedState(url=asked))
            try:
                self.fresh[asked] = self._copy(kept, response)
            except NotInTime:
                self.fresh[asked] = replace(kept, state=schedule.after(kept.state, _unread(response), now=time.time()))

    def _copy(self, kept: Kept, response: Response) -> Kept:
        return copies.from_answer(kept, response, time.time(), self._deadline, self._own, termed=self._termed)

    def _sought(self, response: Response) -> Request | None:
        """One step of the search for a feed. Returns what to ask next; None where the search is over."""
        from mkdocs_reciprocity.core.feeds import discovery  # noqa: PLC0415 - with all that reads feeds; most are named

        home = Url(response.request.known_as)
        search, began = self._searches.get(home) or (discovery.Search(home), time.monotonic())
        from mkdocs_reciprocity.network.guard import is_exempt_url  # noqa: PLC0415 - as above

        at_home = search.left is None
        try:
            if not response.error and self._is_feed(response, home):
                return None
            with self._deadline.turn() if response.body else nullcontext():
                search = discovery.further(search, response)
        except NotInTime:
            self._not_found(home, _unread(response))
            return None
        if at_home and not is_exempt_url(Url(response.url), self._allow):
            # A stranger's page must not point to hosts that only the author may reach.
            left = tuple(place for place in search.left or () if not is_exempt_url(place, self._allow))
            search = replace(search, left=left)
        if at_home and not response.error:
            from mkdocs_reciprocity.collect import surroundings  # noqa: PLC0415 - as above

            self.fresh_around[home] = surroundings.noted(self.around.get(home), response, self._allow, time.time())
        self._searches[home] = (search, began)
        if search.left and time.monotonic() - began < self._timeout:
            return self._quietly(Request(search.left[0], known_as=home, seeking=True))
        self._not_found(home, search.failure, search.error)
        return None

    def _is_feed(self, response: Response, home: Url) -> bool:
        """Whether the answer is a feed. If so, it is the one of this home page.

        Raises:
            NotInTime: the answer could not be read in time.
        """
        url = urls.parse(response.moved_to) or response.request.url
        nothing = Kept(state=FeedState(url=url))
        kept = self._copy(nothing, replace(response, moved_to=""))
        if kept.feed is None:
            return False
        self.fresh[url] = kept
        self.fresh_homes[home] = Home(state=_looked_at(home), feed=url)
        return True

    def _not_found(self, home: Url, failure: Response | None, error: str = "") -> None:
        """Remembers that no feed was found, and so when to look again. A feed that was found once stays."""
        before = self.homes.get(home, Home(state=FeedState(url=home)))
        if failure:
            state = schedule.after(before.state, failure, now=time.time())
        else:
            state = replace(_looked_at(home), error=error)
        self.fresh_homes[home] = Home(state=state, feed=before.feed)


def _living(peer: Peer) -> Peer:
    """The peer as far as there is something to ask for: where a blog is gone, somebody else may be tomorrow."""
    if not peer.fallow:
        return peer
    return replace(peer, home=None, feeds=tuple(ref for ref in peer.feeds if urls.parse(ref) is None))


def _unread(response: Response) -> Response:
    """An answer that there was no time to read."""
    return replace(response, body=b"", error=schedule.UNREAD, put_off=True)


def _looked_at(home: Url) -> FeedState:
    now = time.time()
    return FeedState(url=home, asked_at=now, good_at=now)
