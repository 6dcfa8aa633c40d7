"""Asks whether posts are still there: one request at a time to each host, which is left alone once it is busy."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds.schedule import PAGE, Request, Response
from mkdocs_reciprocity.core.ledger.lost_posts import Asked, after
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.network.fetch import Fetching, Limits

_ENOUGH = 100_000  # bytes: whether a page is there is known when it begins
_BUSY = frozenset({429, 503})


class Looking:
    """Looks for posts, as soon as `begin` is called.

    Args:
        posts: their addresses.
        before: what is remembered of them.
        limits: what a request may cost.
        today: the day of the answers.
    """

    def __init__(self, posts: Iterable[Url], before: Mapping[str, Asked], limits: Limits, today: When) -> None:
        self._before, self._today = before, today
        self._queues: defaultdict[str, deque[Url]] = defaultdict(deque)
        for url in posts:
            self._queues[urls.host(url)].append(url)
        self.total = sum(map(len, self._queues.values()))
        self.asked: dict[str, Asked] = {}
        self._firsts = [_request(queue.popleft()) for queue in self._queues.values()]
        self._limits = replace(limits, max_bytes=min(limits.max_bytes, _ENOUGH))
        self._fetching = Fetching([], self._limits)

    def begin(self) -> None:
        """Asks the first ones. What is asked may be answered before this returns."""
        self._fetching = Fetching(self._firsts, self._limits, on_done=self._answered)

    def progress(self) -> tuple[int, int]:
        """How many posts were asked for, and how many there are. If no more will be, all count as done."""
        over = self._fetching.done() == len(self._queues)
        return (self.total if over else len(self.asked)), self.total

    def wait(self) -> dict[str, Asked]:
        """Waits for all answers. Gives what to remember of each post that was asked for."""
        for _ in self._fetching.results():
            pass
        return dict(sorted(self.asked.items()))

    def cancel(self) -> None:
        """Gives up what is not answered yet."""
        self._fetching.cancel()

    def _answered(self, response: Response) -> Request | None:
        url = response.request.url
        if not (response.put_off or response.refused):
            self.asked[url] = after(self._before.get(url), response.status, self._today)
        queue = self._queues[urls.host(url)]
        return _request(queue.popleft()) if queue and response.status not in _BUSY else None


def _request(url: Url) -> Request:
    return Request(url, accept=PAGE)
