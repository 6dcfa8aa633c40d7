"""Looks around the home pages of peers, once a week: for feeds of what they share, and for their blogrolls.

For most peers that is one request a week, to which servers answer that nothing has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.cache.kept import Surroundings
from mkdocs_reciprocity.collect.deadline import Deadline
from mkdocs_reciprocity.core import blogroll
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts import consent
from mkdocs_reciprocity.core.feeds import discovery, encoding, schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Request, Response
from mkdocs_reciprocity.core.model import Neighbour, Peer
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network.guard import allowed, is_exempt_url

if TYPE_CHECKING:
    from mkdocs_reciprocity.collect.feeds import Asking
    from mkdocs_reciprocity.collect.round import Round
    from mkdocs_reciprocity.network.guard import Allowed

WEEK, MONTH = schedule.WEEK, schedule.MONTH
"""In seconds. After a month, what nobody has named is looked for again at the usual places."""
_HEAD = 1_000_000
"""Bytes of a page that are looked at for what its author asks for."""
MOST_BLOGROLLS = 4
"""How many addresses are tried for the blogroll of one peer."""

_LIST = "text/x-opml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
_FIGURES = "application/json, */*;q=0.1"
"""The media types that are wanted where public figures are asked for. No other request has these."""


def after(before: Surroundings | None, response: Response, allow: Allowed, now: float) -> Surroundings:
    """What is around a home page after it was asked, whether or not it has answered. Arguments as for `noted`."""
    before = before or Surroundings(state=FeedState(url=Url(response.request.known_as)))
    state = schedule.after(before.state, response, now=now)
    found = before if response.error or response.status == 304 else noted(before, response, allow, now)
    return replace(found, state=state)


def noted(before: Surroundings | None, response: Response, allow: Allowed, now: float) -> Surroundings:
    """What is around a home page that has answered, whyever it was asked, at ``now`` (seconds since the epoch)."""
    home = Url(response.request.known_as)
    named = discovery.named_in(response)
    shares, rolls = (_reachable(places, response, allow) for places in (named.shares, named.blogrolls))
    before = before or Surroundings(state=FeedState(url=home))
    stays = before.blogroll in rolls or not rolls
    by_figures = before.by_figures and not shares
    return replace(
        before,
        state=FeedState(url=home, asked_at=now, good_at=now, whole_at=now),
        shares=before.shares if by_figures else next(iter(shares), ""),
        by_figures=by_figures,
        blogroll=before.blogroll if stays else rolls[0],
        declines=consent.declines(encoding.text_of(response.body[:_HEAD])),
        of_blogroll=before.of_blogroll if stays else None,
    )


def _reachable(places: Iterable[Url], response: Response, allow: Allowed) -> tuple[Url, ...]:
    """Without hosts that only the author may reach, unless the page is on one of them: strangers write such pages."""
    at_home = is_exempt_url(Url(response.url), allow)
    return tuple(place for place in places if at_home or not is_exempt_url(place, allow))


def looking(asking: Asking, peers: Iterable[Peer], how: Round) -> Looking:
    """One round of looking around the home pages that the round of feeds does not read anyway.

    Where the author has saved the feed as a file, nobody is asked.
    """
    online = (peer for peer in peers if peer.feed_urls() or not peer.feeds)  # a feed that is not written was found
    homes = {peer.home: partial(_said_in_feeds, peer, asking) for peer in online if peer.home}
    left = {home: said for home, said in homes.items() if home not in asking.asked}
    return Looking(
        left, asking.around, asking.fresh_around,
        known=asking.is_wanted, private=asking.is_private, allow=allowed(how.options.allow_hosts),
    )  # fmt: skip


def _said_in_feeds(peer: Peer, asking: Asking) -> list[str]:
    """What the peer's feeds say is their blogroll."""
    kept = map(asking.copy_of, asking.feeds_of(peer))
    return [copy.feed.blogroll for copy in kept if copy and copy.feed and copy.feed.blogroll]


class Looking:
    """One round of looking around. ``blogrolls`` has what they list, by address.

    The requests are part of the round of feeds: of each home the page is asked first, then its blogroll, then its
    public figures if the page names no feed of shares, and then a feed of shares that was not known yet.

    Args:
        homes: the home pages to look at, each with the addresses that are said to be the blogroll of its author.
        before: what was known of them.
        fresh: takes what is found, by home.
        known: says whether a feed is known already.
        private: says whether the author keeps an address to themselves.
        allow: hosts that the author allows.
    """

    def __init__(
        self,
        homes: Mapping[Url, Callable[[], Iterable[str]]],
        before: Mapping[str, Surroundings],
        fresh: dict[str, Surroundings],
        *,
        known: Callable[[str], bool],
        private: Callable[[str], bool],
        allow: Allowed,
    ) -> None:
        self._homes, self._before = homes, before
        self._known, self._private, self._allow = known, private, allow
        self._fresh = fresh
        self.blogrolls: dict[str, tuple[Neighbour, ...]] = {}
        self._left: dict[str, list[Url]] = {}  # the addresses to try for the blogroll, once the home page was read
        self._tried: dict[str, Url] = {}  # the address that is asked now
        self._figures: dict[str, Url] = {}  # the public figures to ask for after the blogroll

    def requests(self) -> Iterator[Request]:
        """The first request for each home that was not looked at lately."""
        for home in sorted(self._homes):
            now = time.time()
            around = self._of(home)
            request = schedule.request_for(around.state, now=now, max_age=WEEK, force=False)
            if request is not None:
                yield replace(request, accept=schedule.PAGE, private=self._private(home))
                continue
            self._left[home] = []
            if around.blogroll and (request := self._for_blogroll(home, Url(around.blogroll), now)):
                yield request

    def answered(self, response: Response) -> Request | None:
        """Takes an answer to one of these requests. Returns what to ask next; None where that is all."""
        home, now = response.request.known_as, time.time()
        if home not in self._left:
            self._left[home] = self._looked(home, response, now)
        elif response.request.accept == _FIGURES:
            self._read_figures(home, response)
        elif self._is_blogroll(home, response, now):
            self._left[home] = []
        while self._left[home]:
            if further := self._for_blogroll(home, self._left[home].pop(0), now):
                return further
        if figures := self._figures.pop(home, None):
            return Request(figures, known_as=home, accept=_FIGURES, private=self._private(home))
        shares = self._of(home).shares
        if shares and not self._known(shares):
            return Request(Url(shares), known_as=shares, private=self._private(home))
        return None

    def _of(self, home: str) -> Surroundings:
        return self._fresh.get(home) or self._before.get(home) or Surroundings(state=FeedState(url=Url(home)))

    def _looked(self, home: str, response: Response, now: float) -> list[Url]:
        """Notes what the home page names. Returns the addresses to try for the blogroll.

        Once a month, what the page does not name is looked for at the usual places.
        """
        found = self._fresh[home] = after(self._of(home), response, self._allow, now)
        known = [Url(found.blogroll)] if found.blogroll else []
        if response.error or response.status == 304:
            return known
        said = (url for one in self._homes[Url(home)]() if (url := urls.parse(one)))
        places = [*known, *_reachable(said, response, self._allow)]
        names_shares = found.shares and not found.by_figures
        if not (places and names_shares) and now - found.sought_at >= MONTH:
            places, found = places or [*blogroll.usual(Url(home))], replace(found, sought_at=now)
            if not names_shares and (figures := discovery.figures_of(Url(home))):
                self._figures[home] = figures
        self._fresh[home] = found
        return [*dict.fromkeys(places)][:MOST_BLOGROLLS]

    def _read_figures(self, home: str, response: Response) -> None:
        """Notes which feed of shares the public figures name. If the server cannot answer now, all stays as it was."""
        if discovery.can_answer(response):
            found = _reachable(discovery.in_figures(response, Url(home)), response, self._allow)
            self._fresh[home] = replace(self._of(home), shares=next(iter(found), ""), by_figures=bool(found))

    def _for_blogroll(self, home: str, place: Url, now: float) -> Request | None:
        """The request for a blogroll, unless it was asked for lately."""
        around = self._of(home)
        state = around.of_blogroll if place == around.blogroll else None
        request = schedule.request_for(state or FeedState(url=place), now=now, max_age=WEEK, force=False)
        self._tried[home] = place
        return request and replace(request, known_as=home, accept=_LIST, private=self._private(home))

    def _is_blogroll(self, home: str, response: Response, now: float) -> bool:
        """Whether the answer is a blogroll, or says that it is as it was. If so, it is noted.

        One that has failed for a month is forgotten.
        """
        around, place = self._of(home), self._tried[home]
        known = around.of_blogroll if place == around.blogroll else None
        state = schedule.after(known or FeedState(url=place), response, now=now)
        as_it_was = response.status == 304 and not response.error
        blogs = None
        if not response.error and not as_it_was:
            with Deadline().turn():  # one that looks around has time
                blogs = blogroll.read(response.body)
        if blogs is not None:
            self.blogrolls[place] = blogs
        if as_it_was or blogs is not None:
            self._fresh[home] = replace(around, blogroll=place, of_blogroll=state)
        elif place == around.blogroll:
            good_at = known.good_at if known else 0.0
            kept = now - good_at < MONTH
            state = replace(state, good_at=good_at, etag="", last_modified="")
            self._fresh[home] = replace(around, blogroll=place if kept else "", of_blogroll=state if kept else None)
        return as_it_was or blogs is not None
