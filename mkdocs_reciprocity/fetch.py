"""Asks many web servers at once, in the background: the one door to the network, with no knowledge of feeds.

Plain threads, which never hold the process open. Each host has one request at a time: whatever waits for a host waits
in its queue, redirects from elsewhere included, and the thread that takes a host works off its queue over connections
that it keeps. A host is a name with its port; ``www.`` and the usual ports of http and https make no difference, as in
`url.host`. A host that lets one request wait for all of its time is not asked again, and a round may have an end: what
is left then is put off, with a response that says so.

`transport` makes the requests, `netguard` decides where a connection may go. httpcore and ssl are imported when there
is something to ask. Proxies from the environment are refused; `netguard` says why.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC
from queue import SimpleQueue
from string import punctuation
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.netguard import Allowed, allowed, is_exempt_url
from mkdocs_reciprocity.polite import CANCELLED, OVER, Request, Response, put_off
from mkdocs_reciprocity.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.transport import Answer, Session

__all__ = ["Fetching", "Limits", "Request", "Response"]

MAX_REDIRECTS = 5
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.8, application/json;q=0.8, */*;q=0.1"
)

_PERMANENT = frozenset({301, 308})
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_LOGGER = logging.getLogger(__name__)


class Limits(Struct, frozen=True, kw_only=True):
    """What a request may cost.

    ``timeout`` is in seconds and total: look-up, redirects and body included, waiting for one's turn not. ``max_bytes``
    bounds a body on the wire as well as decoded. ``workers`` is the number of hosts asked at once. ``allow_hosts``
    (``name``, ``address``, ``name:port``, ``[address]:port``) are exempt from the checks of `netguard`. ``total`` are
    the seconds that all requests may take together. Servers learn for which ``site`` (a URL) they are asked, unless
    the request is private.
    """

    timeout: float
    max_bytes: int
    workers: int
    user_agent: str
    site: str = ""
    allow_hosts: tuple[str, ...] = ()
    total: float = math.inf


class _Job(Struct, frozen=True):
    """A request on its way: where it is now, the seconds that it has left, and the redirects behind it."""

    index: int
    request: Request
    url: Url
    seconds: float
    redirects: int = 0
    permanent: bool = True


class Fetching:
    """Requests that are being made: started at once, their results taken when they are needed.

    Args:
        requests: what to ask.
        limits: what each may cost.
        on_done: called with each response in the thread that fetched it, before it is among the results; not for what
            was cancelled. A request that it returns is made in the place of the one that is done, with the whole
            ``timeout``.
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
        self._queues: dict[str, deque[_Job]] = {}  # of each host that is being asked or waits for a worker
        self._hosts: SimpleQueue[str | None] = SimpleQueue()  # those that wait for a worker; None sends one home
        self._stalled: set[str] = set()  # hosts
        self._ends = time.monotonic() + limits.total
        self._workers = min(max(1, limits.workers), self._total)
        if requests:
            self._start()

    def results(self) -> Iterator[Response]:
        """Each request's response exactly once, as they come; waits until all are there."""
        while self._to_take:
            self._to_take -= 1
            yield self._answers.get()

    def done(self) -> int:
        """How many requests have their response."""
        return self._total - len(self._unanswered)

    def cancel(self) -> None:
        """Give up what is not answered yet, with the error `polite.CANCELLED`. Returns at once."""
        with self._lock:
            for request in self._unanswered.values():
                self._answers.put(Response(request=request, url=request.url, error=CANCELLED))
            if self._unanswered:
                self._unanswered.clear()
                self._send_home()

    def _start(self) -> None:
        from mkdocs_reciprocity.transport import Session  # noqa: PLC0415 - who fetches nothing must not pay for it

        def session() -> Session:
            return Session(allow=self._allow, timeout=self._limits.timeout, max_bytes=self._limits.max_bytes)

        for index, request in enumerate(self._unanswered.values()):
            self._put(_Job(index, request, request.url, self._limits.timeout))
        for _ in range(self._workers):
            threading.Thread(target=self._work, args=(session,), name="reciprocity-fetch", daemon=True).start()

    def _put(self, job: _Job) -> None:
        host = urls.host(job.url)
        with self._lock:
            if host in self._queues:
                self._queues[host].append(job)
            else:
                self._queues[host] = deque([job])
                self._hosts.put(host)

    def _next(self, host: str) -> _Job | None:
        """The host's next job that somebody still waits for; None when the host has no more."""
        with self._lock:
            queue = self._queues[host]
            while queue:
                job = queue.popleft()
                if job.index in self._unanswered:
                    return job
            del self._queues[host]
            return None

    def _work(self, new_session: Callable[[], Session]) -> None:
        while (host := self._hosts.get()) is not None:
            session = new_session()
            while (job := self._next(host)) is not None:
                outcome = self._outcome(job, session)
                if isinstance(outcome, _Job):
                    self._put(outcome)
                else:
                    self._finish(job.index, outcome)
            session.close()

    def _outcome(self, job: _Job, session: Session) -> _Job | Response:
        try:
            outcome = self._step(job, session)
            if self._on_done and isinstance(outcome, Response) and job.index in self._unanswered:
                further = self._on_done(outcome)
                return _Job(job.index, further, further.url, self._limits.timeout) if further else outcome
        except Exception as bug:  # the last line of defence: without a response, somebody would wait for ever
            _LOGGER.debug("bug while fetching %r", job.request.known_as or job.url, exc_info=True)
            return _response(job, error=f"something went wrong here, not at the server ({type(bug).__name__})")
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

    def _step(self, job: _Job, session: Session) -> _Job | Response:
        """One request: the response, or the job that goes where a redirect points."""
        started, host, form = time.monotonic(), urls.host(job.url), job.request.form
        left = self._ends - started
        if why := put_off(left, stalled=host in self._stalled):
            return _response(job, error=why, put_off=True)
        answer = session.ask(job.url, _headers(job.request, self._limits), min(job.seconds, left), form)
        if answer.late and left < job.seconds:
            return _response(job, error=OVER, put_off=True)
        if answer.late and job.seconds >= self._limits.timeout:
            self._stalled.add(host)
        if answer.error:
            begun = answer if answer.status else None
            return _response(job, begun, error=answer.error, refused=answer.refused and not job.redirects)
        if answer.status in _REDIRECT and not (form and answer.status == 303):  # which says: this was it, look there
            return _followed(job, answer, self._allow, job.seconds - (time.monotonic() - started))
        asked_for = answer.status == 304 and (job.request.etag or job.request.last_modified)
        good = asked_for or (200 <= answer.status < 300 if form else answer.status in {200, 203})
        return _response(job, answer, "" if good else f"the server answered {answer.status}")


def _headers(request: Request, limits: Limits) -> dict[str, str]:
    user_agent = limits.user_agent
    if limits.site and not request.private:
        user_agent += f" (+{limits.site})"
    headers = {
        "User-Agent": quote(user_agent, safe=punctuation + " "),  # the site's URL in it may have letters beyond ASCII
        "Accept": request.accept or ACCEPT,
        "Accept-Encoding": "gzip",
        "If-None-Match": _plain(request.etag),
        "If-Modified-Since": _plain(request.last_modified),
        "Content-Type": "application/x-www-form-urlencoded" if request.form else "",
    }
    return {name: value for name, value in headers.items() if value}


def _followed(job: _Job, answer: Answer, allow: Allowed, seconds: float) -> _Job | Response:
    location = answer.headers.get("location", "").partition("#")[0]
    url = urls.resolve(job.url, location) if location else None
    if url is None:
        return _response(job, answer, "it redirects to something that is not the address of a web page")
    if job.redirects == MAX_REDIRECTS:
        return _response(job, answer, "too many redirects")
    if is_exempt_url(url, allow) and not is_exempt_url(job.url, allow):
        # What the author may reach is nothing for strangers to point at.
        return _response(job, answer, "it redirects to a host in allow_hosts, and is not such a host itself")
    permanent = job.permanent and answer.status in _PERMANENT
    return _Job(job.index, job.request, url, seconds, job.redirects + 1, permanent)


def _response(
    job: _Job, answer: Answer | None = None, error: str = "", *, refused: bool = False, put_off: bool = False
) -> Response:
    if answer is None:
        return Response(request=job.request, url=job.url, error=error, refused=refused, put_off=put_off)
    headers = answer.headers
    return Response(
        request=job.request,
        status=answer.status,
        url=job.url,
        body=answer.body,
        content_type=_plain(headers.get("content-type", "")),
        link=headers.get("link", ""),
        etag=_plain(headers.get("etag", "")),
        last_modified=_plain(headers.get("last-modified", "")),
        max_age=_max_age(headers),
        retry_after=_retry_after(headers.get("retry-after", "")),
        moved_to=job.url if job.redirects and job.permanent and answer.status not in _REDIRECT else "",
        error=error,
    )


def _plain(value: str) -> str:
    """A header's value that can be kept and sent: printable ASCII and not too long; else nothing."""
    return value if len(value) <= 300 and value.isascii() and value.isprintable() else ""


def _max_age(headers: Mapping[str, str]) -> float | None:
    """For how many seconds the answer is still fresh (RFC 9111, section 4.2); None when that is not said."""
    found = None
    for directive in headers.get("cache-control", "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name in {"no-cache", "no-store"}:
            return 0.0
        if name == "max-age" and found is None:
            found = _seconds(value.strip('"'))
    return found if found is None else max(0.0, found - (_seconds(headers.get("age", "")) or 0.0))


def _retry_after(value: str) -> float | None:
    """``Retry-After`` in seconds from now, in both its forms (RFC 9110, section 10.2.3); None when there is none."""
    seconds = _seconds(value)
    if seconds is not None or not value:
        return seconds
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - takes 4 ms and imports socket

    try:
        instant = parsedate_to_datetime(value)
        return max(0.0, (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _seconds(digits: str) -> float | None:
    return float(digits[:12]) if digits.isascii() and digits.isdecimal() else None
