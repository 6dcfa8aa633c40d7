"""Asks many web servers at once, in the background.

Requests are made in threads, which never keep the process alive. A host gets one request at a time. What waits for a
host, redirects from other hosts included, stands in its queue; one thread works through that queue over connections
that it keeps. A host is a name with its port; ``www.`` and the usual ports of http and https make no difference, as in
`url.host`. A host that uses up all the time of one request is not asked again. A round may have an end: what is left
then is put off, with a response that says so.

`transport` makes a request, `guard` decides where connections may go, `redirects` what follows from an answer. httpcore
and ssl are imported when there is something to ask. Proxies from the environment are refused; `guard` says why.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds.schedule import CANCELLED, OVER, STALLED, Request, Response
from mkdocs_reciprocity.network import redirects
from mkdocs_reciprocity.network.guard import allowed
from mkdocs_reciprocity.network.limits import Limits
from mkdocs_reciprocity.network.redirects import Hop

if TYPE_CHECKING:
    from mkdocs_reciprocity.network.transport import Session

__all__ = ["Fetching", "Limits", "Request", "Response"]

HELD = 200_000_000
"""Bytes of answers that may be in memory at once. If each may be large, fewer hosts are asked at once."""

_LOGGER = logging.getLogger(__name__)


class Fetching:
    """Requests under way. They start at once; results are taken when they are needed.

    Args:
        requests: what to ask.
        limits: what each may cost.
        on_done: is called with each response, in the thread that fetched it, but not with what was cancelled. Then the
            response joins the results, without its body. If this returns a request, that one is made instead, and may
            take the whole ``timeout`` again.
    """

    def __init__(
        self,
        requests: Sequence[Request],
        limits: Limits,
        *,
        on_done: Callable[[Response], Request | None] | None = None,
    ) -> None:
        self._limits = limits
        self._allow = allowed(limits.allow_hosts)
        self._on_done = on_done
        self._lock = threading.Lock()
        self._total = self._to_take = len(requests)
        self._unanswered = dict(enumerate(requests))
        self._answers: SimpleQueue[Response] = SimpleQueue()
        self._queues: dict[str, deque[tuple[int, Hop]]] = {}  # of each host that is being asked or waits for a worker
        self._hosts: SimpleQueue[str | None] = SimpleQueue()  # those that wait for a worker; None sends one home
        self._stalled: set[str] = set()  # hosts
        self._ends = time.monotonic() + limits.total
        self._workers = min(max(1, limits.workers), max(1, HELD // max(1, limits.max_bytes)), self._total)
        if requests:
            self._start()

    def results(self) -> Iterator[Response]:
        """Yields the response of each request once, in the order in which they come. Waits until all are there."""
        while self._to_take:
            self._to_take -= 1
            yield self._answers.get()
        self._on_done = None  # its owner mostly has this, too: the two would stay in memory, with all that was read

    def done(self) -> int:
        """How many requests have their response."""
        return self._total - len(self._unanswered)

    def cancel(self) -> None:
        """Gives up what is not answered yet, with the error `schedule.CANCELLED`. Returns at once."""
        with self._lock:
            for request in self._unanswered.values():
                self._answers.put(Response(request=request, url=request.url, error=CANCELLED))
            if self._unanswered:
                self._unanswered.clear()
                self._send_home()

    def _start(self) -> None:
        from mkdocs_reciprocity.network.transport import Session  # noqa: PLC0415 - imported only where something is asked

        def session() -> Session:
            return Session(allow=self._allow, timeout=self._limits.timeout, max_bytes=self._limits.max_bytes)

        for index, request in self._unanswered.items():
            self._put(index, Hop(request, request.url, self._limits.timeout))
        for _ in range(self._workers):
            threading.Thread(target=self._work, args=(session,), name="reciprocity-fetch", daemon=True).start()

    def _put(self, index: int, hop: Hop) -> None:
        host = urls.host(hop.url)
        with self._lock:
            if host in self._queues:
                self._queues[host].append((index, hop))
            else:
                self._queues[host] = deque([(index, hop)])
                self._hosts.put(host)

    def _next(self, host: str) -> tuple[int, Hop] | None:
        """The next request to the host that somebody still waits for; None if there is none."""
        with self._lock:
            queue = self._queues[host]
            while queue:
                index, hop = queue.popleft()
                if index in self._unanswered:
                    return index, hop
            del self._queues[host]
            return None

    def _work(self, new_session: Callable[[], Session]) -> None:
        while (host := self._hosts.get()) is not None:
            session = new_session()
            while (following := self._next(host)) is not None:
                index, hop = following
                outcome = self._outcome(index, hop, session)
                if isinstance(outcome, Hop):
                    self._put(index, outcome)
                else:
                    self._finish(index, outcome)
            session.close()

    def _outcome(self, index: int, hop: Hop, session: Session) -> Hop | Response:
        on_done = self._on_done
        try:
            outcome = self._step(hop, session)
            if on_done and isinstance(outcome, Response) and index in self._unanswered:
                further = on_done(outcome)
                # The body has been used. All bodies would stay in memory until somebody takes the results.
                return Hop(further, further.url, self._limits.timeout) if further else replace(outcome, body=b"")
        except Exception as bug:  # without a response, somebody would wait for ever
            _LOGGER.debug("bug while fetching %r", hop.request.known_as or hop.url, exc_info=True)
            return redirects.failed(hop, f"something went wrong here, not at the server ({type(bug).__name__})")
        return outcome

    def _finish(self, index: int, response: Response) -> None:
        with self._lock:
            if self._unanswered.pop(index, None) is None:
                return  # cancelled meanwhile
            self._answers.put(response)
            if not self._unanswered:
                self._send_home()

    def _send_home(self) -> None:
        for _ in range(self._workers):
            self._hosts.put(None)

    def _step(self, hop: Hop, session: Session) -> Hop | Response:
        """Makes one request. Returns the response, or the hop to where a redirect points."""
        started, host, limits = time.monotonic(), urls.host(hop.url), self._limits
        left = self._ends - started
        if host in self._stalled or left <= 0:
            return redirects.failed(hop, STALLED if host in self._stalled else OVER, put_off=True)
        headers = redirects.headers(hop, limits.user_agent, limits.site)
        answer = session.ask(hop.url, headers, min(hop.seconds, left), hop.request.form)
        if answer.late and left < hop.seconds:
            return redirects.failed(hop, OVER, put_off=True)
        if answer.late and hop.seconds >= limits.timeout:
            self._stalled.add(host)
        spent = time.monotonic() - started
        return redirects.after(hop, answer, seconds=hop.seconds - spent, allow=self._allow, now=time.time())
