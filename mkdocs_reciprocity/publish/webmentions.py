"""Sends webmentions to other sites (Webmention, section 3.1): reads the own pages, finds endpoints, and posts.

Each host gets one request at a time. A host that is busy is left alone. The result of each link goes into the store at
once.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content, encoding
from mkdocs_reciprocity.core.feeds.schedule import CANCELLED, PAGE, Request, Response
from mkdocs_reciprocity.core.site_places import is_of_recommendations
from mkdocs_reciprocity.core.url import Url, UrlKey
from mkdocs_reciprocity.core.webmention import recommendations
from mkdocs_reciprocity.core.webmention.endpoint import endpoint_of
from mkdocs_reciprocity.core.webmention.queue import Notice, Pair, Told, failed, is_final, settled
from mkdocs_reciprocity.network.fetch import Fetching, Limits
from mkdocs_reciprocity.network.guard import allowed, is_exempt_url


class Sent(Struct, frozen=True):
    """The result of a notice, in words.

    ``told``: the target has been told. ``bad``: the author should look at it. ``of_page``: the result is that of the
    whole page with the link.
    """

    notice: Notice
    words: str
    told: bool = False
    bad: bool = False
    of_page: bool = False


NO_ENDPOINT = "takes no webmentions"


class Sending:
    """Sends notices in three rounds, each of which asks many hosts at once.

    Args:
        notices: whom to tell of what.
        told: what was remembered when the notices were chosen.
        store: the result of each notice is written to it at once.
        limits: what a request may cost.
    """

    def __init__(self, notices: Iterable[Notice], told: Mapping[Pair, Told], store: Store, limits: Limits) -> None:
        self._told, self._store, self._limits = told, store, limits
        self._allow = allowed(limits.allow_hosts)
        self._left = list(notices)
        self.sent: list[Sent] = []
        self._round: _Round | None = None

    def rounds(self) -> Iterator[tuple[str, Callable[[], tuple[int, int]]]]:
        """Begins the rounds one by one. Yields what each does, and a function that gives the number of requests that
        are done, and of all.
        """
        of_source = _by(self._left, lambda notice: notice.source)
        self._left = []
        yield "reading your pages", self._begin(_pages(of_source), lambda said: self._seen(said, of_source))
        self._end()
        of_target = _by(self._left, lambda notice: notice.target)
        self._left = []
        posts: dict[Request, Notice] = {}
        yield "looking for endpoints", self._begin(_pages(of_target), lambda said: self._found(said, of_target, posts))
        self._end()
        yield "sending", self._begin(posts, lambda said: self._answered(said, posts))
        self._end()

    def cancel(self) -> None:
        """Gives up the requests that are not answered yet. What was sent is remembered."""
        if self._round is not None:
            self._round.cancel()

    def _begin(self, requests: Iterable[Request], take: Callable[[Response], None]) -> Callable[[], tuple[int, int]]:
        self._round = _Round(requests, self._limits, take)
        return self._round.progress

    def _end(self) -> None:
        if self._round is not None:
            self._round.wait()

    def _seen(self, response: Response, of_source: Mapping[str, Sequence[Notice]]) -> None:
        """Takes an own page as it is on the web. A link is told of if it is there; a link that was removed, if it is
        not there any more.
        """
        notices = of_source[response.request.known_as]
        if response.status in {404, 410}:
            links: frozenset[UrlKey] | None = frozenset()
        elif response.error:
            links = None
        else:
            links = _links_in(response)
        for notice in notices:
            if links is None:
                self._done(notice, f"your page cannot be read: {response.error}", bad=True, of_page=True)
            elif (urls.key(notice.target) in links) == (notice.why != "gone"):
                self._left.append(notice)
            elif notice.why == "gone":
                self._done(notice, "the link is gone here, and still there on the web: publish first")
            else:
                self._done(notice, f"the link is not on the web yet: publish first{_with(response)}", bad=True)

    def _found(
        self, response: Response, of_target: Mapping[str, Sequence[Notice]], posts: dict[Request, Notice]
    ) -> None:
        """Takes the page of a target, and finds its endpoint if it has one."""
        is_there = response.status in {200, 203}  # perhaps only its beginning, if the page is too large
        endpoint = endpoint_of(response) if is_there else None
        for notice in of_target[response.request.known_as]:
            if not is_there and not is_final(response) and not response.refused:
                self._failed(notice, response)
            elif not is_there:
                self._settled(notice, f"not told: {response.error}", told=False)
            elif endpoint is None:
                self._settled(notice, NO_ENDPOINT, told=False)
            elif is_exempt_url(endpoint, self._allow) and not is_exempt_url(Url(response.url), self._allow):
                # A stranger's page must not point to hosts that only the author may reach.
                self._settled(
                    notice, "not told: its endpoint is on a host in allow_hosts, but the page is not", told=False
                )
            else:
                form = urlencode({"source": notice.source, "target": notice.target})
                posts[Request(endpoint, known_as=notice.target, accept="*/*", form=form)] = notice

    def _answered(self, response: Response, posts: Mapping[Request, Notice]) -> None:
        notice = posts[response.request]
        if not response.error:
            words = {
                "new": "told",
                "changed": "told again: your page has changed",
                "gone": "told that the link is gone",
            }
            self._settled(notice, words[notice.why], told=True)
        elif is_final(response) or response.refused:
            self._settled(notice, f"refused: {response.error}", told=False)
        else:
            self._failed(notice, response)

    def _settled(self, notice: Notice, words: str, *, told: bool) -> None:
        pair = (notice.source, notice.target)
        self._remember(pair, settled(notice, told=told or (pair in self._told and self._told[pair].told)))
        self._done(notice, words, told=told, bad=words != NO_ENDPOINT and not told)

    def _failed(self, notice: Notice, response: Response) -> None:
        pair = (notice.source, notice.target)
        self._remember(pair, failed(notice, self._told.get(pair), response, time.time()))
        self._done(notice, f"failed: {response.error}", bad=True)

    def _remember(self, pair: Pair, kept: Told | None) -> None:
        if kept is None:
            self._store.forget_told([pair])
        else:
            self._store.keep_told({pair: kept})

    def _done(
        self, notice: Notice, words: str, *, told: bool = False, bad: bool = False, of_page: bool = False
    ) -> None:
        self.sent.append(Sent(notice, words, told, bad, of_page))


class _Round:
    """Asks many hosts at once, with one request at a time to each; calls ``take`` with every response."""

    def __init__(self, requests: Iterable[Request], limits: Limits, take: Callable[[Response], None]) -> None:
        self._queues: defaultdict[str, deque[Request]] = defaultdict(deque)
        self._open = set(requests)
        for request in sorted(self._open, key=lambda request: (request.url, request.form)):
            self._queues[urls.host(request.url)].append(request)
        self._take, self._lock = take, threading.Lock()
        self._total = len(self._open)
        firsts = [queue.popleft() for queue in self._queues.values()]
        self._fetching = Fetching(firsts, limits, on_done=self._answered)

    def progress(self) -> tuple[int, int]:
        """How many requests are done, and how many there are. If no more will be made, all count as done."""
        over = self._fetching.done() == len(self._queues)
        return self._total if over else self._total - len(self._open), self._total

    def wait(self) -> None:
        """Waits for all answers."""
        for response in self._fetching.results():
            if response.error != CANCELLED:
                self._taken(response)  # a bug in the thread that fetched it
                self._rest(response)

    def cancel(self) -> None:
        """Gives up what is not answered yet."""
        self._fetching.cancel()

    def _answered(self, response: Response) -> Request | None:
        queue = self._queues[urls.host(response.request.url)]
        self._taken(response)
        if _is_busy(response):
            self._rest(response)
        return queue.popleft() if queue else None

    def _rest(self, response: Response) -> None:
        """All requests that still wait for this host get the same answer."""
        queue = self._queues[urls.host(response.request.url)]
        while queue:
            request = queue.popleft()
            self._taken(replace(response, request=request, url=request.url))

    def _taken(self, response: Response) -> None:
        with self._lock:  # the threads of many hosts
            if response.request in self._open:
                self._open.remove(response.request)
                self._take(response)


def _is_busy(response: Response) -> bool:
    """Whether the server that was asked is too busy (another one may have answered): then it is not asked again."""
    return response.status in {429, 503} and urls.host(Url(response.url)) == urls.host(response.request.url)


def _by(notices: Iterable[Notice], what: Callable[[Notice], Url]) -> dict[str, list[Notice]]:
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        found.setdefault(what(notice).partition("#")[0], []).append(notice)
    return found


def _pages(addresses: Iterable[str]) -> list[Request]:
    return [Request(Url(address), known_as=address, accept=PAGE) for address in addresses]


def _with(response: Response) -> str:
    """What to publish too, if that is why a page is not there."""
    dotted = response.status in {404, 410} and is_of_recommendations(response.request.url)
    return ", also what begins with a dot (`.well-known/`)" if dotted else ""


def _links_in(response: Response) -> frozenset[UrlKey]:
    if is_of_recommendations(response.request.url):
        return frozenset(map(urls.key, recommendations.read(response.body)))
    hrefs = content.hrefs(encoding.text_of(response.body))
    found = (urls.resolve(response.url, href) for href in hrefs)
    return frozenset(urls.key(url) for url in found if url is not None)
