"""Decides when a feed may be asked for, and what its answer changes. No network, no clock.

The rules are those of conditional requests (RFC 9110, section 13), of freshness (RFC 9111, section 4.2) and of
``Retry-After`` (RFC 9110, section 10.2.3). All waiting times have an upper limit, so no feed is forgotten for ever.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url

DAY = 86400.0
WEEK = 7 * DAY
MONTH = 30 * DAY

LONGEST_FRESH = DAY
"""In seconds: how long ``Cache-Control: max-age`` is believed."""

LONGEST_RETRY_AFTER = WEEK
"""In seconds: how long ``Retry-After`` is obeyed."""

FIRST_BACKOFF = 600.0
"""In seconds: the wait after a first failure. It doubles with each further one, up to `LONGEST_BACKOFF`."""

LONGEST_BACKOFF = DAY

LONGEST_UNSEEN = 3 * DAY
"""In seconds: for how long a server may say that nothing has changed, before it is asked for the whole feed again."""

FAILURES = 5
"""A feed has moved, and its new address fails: after so many failures in a row and a week, the old address is asked
again. Somebody who builds every day gets there within a week.
"""

GONE_FOR = MONTH
"""In seconds: how long a feed is left alone after a 410."""

CANCELLED = "nobody waited for the answer"
"""The error of a request that was cancelled. It says nothing about the feed, so it changes no state."""

STALLED = "its server did not answer another request in time"
"""The error of a request that was put off because its host used up all the time of an earlier one."""

OVER = "the time for all feeds was over before it answered"
"""The error of a request that was put off because the build waits no longer."""

UNREAD = "the time for all feeds was over before it was read"
"""The error of an answer that came, but was put off for the same reason."""


PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
"""The media types that are wanted where a page is asked for."""


class Request(Struct, frozen=True):
    """What is asked for. ``etag`` and ``last_modified`` are those of the last copy, as they came; empty without a copy.

    ``known_as`` is the feed's address in the log; if the feed has moved, ``url`` is another one. ``seeking``:
    ``known_as`` is a home page, and its feed is looked for. ``private``: the server is not told for which site it is
    asked.

    ``accept`` are the media types that are wanted; empty for a feed. ``key`` lets in whoever has it; it is sent to the
    server of ``url`` alone, whatever that redirects to. With a ``form`` (already encoded as
    ``application/x-www-form-urlencoded``) it is a POST, and every 2xx is a good answer.
    """

    url: Url
    etag: str = ""
    last_modified: str = ""
    known_as: str = ""
    seeking: bool = False
    private: bool = False
    accept: str = ""
    form: str = ""
    key: str = ""


class Response(Struct, frozen=True, kw_only=True):
    """What came back, or why nothing did.

    ``status`` is 0 if no answer came. If the body was too large, there are both a status and an error. ``url`` is the
    address that answered, after all redirects. ``body`` is unpacked, and empty unless a GET had 200 or 203. ``max_age``
    and ``retry_after`` are in seconds from now, None if not said; ``no-cache`` and ``no-store`` give a ``max_age`` of
    0. ``used_up`` is in seconds from now, too: the server has allowed so many requests, and this was the last one until
    then. ``moved_to`` is the end of a chain of permanent redirects (301 and 308 only). ``link`` is the value of all
    ``Link`` headers, joined. ``error`` is empty for 200, 203 and a 304 that was asked for. Else it is a sentence for
    people, without the URL and without text of the server. ``refused``: nothing was asked, because a check here did not
    allow it. ``put_off``: the request is left for the next round.
    """

    request: Request
    status: int = 0
    url: str = ""
    body: bytes = b""
    content_type: str = ""
    link: str = ""
    etag: str = ""
    last_modified: str = ""
    max_age: float | None = None
    retry_after: float | None = None
    used_up: float | None = None
    moved_to: str = ""
    error: str = ""
    refused: bool = False
    put_off: bool = False


class FeedState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of asking for one feed. All times are in seconds since the epoch (UTC); 0 means never.

    ``asked_at`` is when it was asked last, unless a check here did not allow it. ``good_at`` is when a body or a 304
    came last. Before ``not_before`` (freshness, backoff) it is asked only if forced, before ``wait_until``
    (``Retry-After``, or a limit that is used up) never. ``failures`` counts failures in a row, ``error`` is the
    sentence of the last one. ``gone``: the server answered 410. ``moved_to`` is the address that a permanent redirect
    named; it is asked instead of ``url``. ``whole_at`` is when a body came last, ``empty_since`` when the feed became
    empty.
    """

    url: Url
    etag: str = ""
    last_modified: str = ""
    asked_at: float = 0.0
    good_at: float = 0.0
    not_before: float = 0.0
    wait_until: float = 0.0
    failures: int = 0
    error: str = ""
    gone: bool = False
    moved_to: str = ""
    whole_at: float = 0.0
    empty_since: float = 0.0


def request_for(state: FeedState, *, now: float, max_age: float, force: bool) -> Request | None:
    """The request to make now; None if it is too early.

    Args:
        state: what is remembered of the feed; for a new one ``FeedState(url=…)``.
        now: seconds since the epoch.
        max_age: after how many seconds the author wants a new answer.
        force: ask even if the copy is fresh, the feed failed lately, or is gone. ``Retry-After`` is still obeyed.
    """
    if not _due(state, now, max_age, force):
        return None
    address = urls.parse(state.moved_to) or state.url
    if state.whole_at and now - state.whole_at >= LONGEST_UNSEEN:  # some servers say for ever that nothing has changed
        return Request(address, known_as=state.url)
    return Request(address, state.etag, state.last_modified, state.url)


def anew(state: FeedState) -> FeedState:
    """The state of a feed that is to be read again, though it may not have changed: it is due, if its server has not
    failed and does not ask to wait, and the whole feed is asked for.
    """
    state = whole(state)
    return state if state.failures or state.wait_until else replace(state, asked_at=0.0, not_before=0.0)


def whole(state: FeedState) -> FeedState:
    """The state of a feed of which everything is asked for when it is due, though it may not have changed."""
    return replace(state, etag="", last_modified="")


def _due(state: FeedState, now: float, max_age: float, force: bool) -> bool:
    waited = now - state.asked_at
    if waited < 0:  # the clock was set back, so no time that was written down means anything
        return True
    if wait_until(state, now=now):
        return False
    if force:
        return True
    if state.gone:
        return waited >= GONE_FOR
    return waited >= max(max_age, min(state.not_before - state.asked_at, max(LONGEST_FRESH, LONGEST_BACKOFF)))


def first_to_last(states: Iterable[FeedState]) -> list[FeedState]:
    """The order in which to ask: first the feeds that were put off, last those that failed.

    So a host where one request uses up all the time is still asked for its other feeds some day.
    """
    return sorted(states, key=lambda state: (state.failures, state.asked_at, state.url))


def after(state: FeedState, response: Response, *, now: float) -> FeedState:
    """The state at ``now`` (seconds since the epoch), after an answer, or after a request without one."""
    if response.error == CANCELLED:
        return state
    if response.put_off:  # it stays due
        return replace(state, error=response.error)
    if response.refused:  # no server has failed; once the options have changed, it may be asked at once
        return replace(state, error=response.error, moved_to="")
    return _failed(state, response, now) if response.error else _good(state, response, now)


def wait_until(state: FeedState, *, now: float) -> float:
    """Until when (seconds since the epoch) the server forbids even a forced request; 0 if that has passed."""
    until = min(state.wait_until, state.asked_at + LONGEST_RETRY_AFTER)
    return until if state.asked_at <= now < until else 0.0


def lost(state: FeedState, *, now: float) -> bool:
    """Whether the feed is gone, or has failed for so long that another address should be looked for."""
    return state.gone or (bool(state.error) and now - state.good_at >= WEEK)


def _good(state: FeedState, response: Response, now: float) -> FeedState:
    moved_to = response.moved_to or state.moved_to
    # A 304 may leave out what has not changed (RFC 9110, section 15.4.5); a new body makes the old validators void.
    old = state if response.status == 304 else FeedState(url=state.url)
    return FeedState(
        url=state.url,
        etag=response.etag or old.etag,
        last_modified=response.last_modified or old.last_modified,
        asked_at=now,
        good_at=now,
        not_before=now + min(max(response.max_age or 0.0, 0.0), LONGEST_FRESH),
        wait_until=now + min(response.used_up, LONGEST_RETRY_AFTER) if response.used_up else 0.0,
        moved_to="" if moved_to == state.url else moved_to,
        whole_at=state.whole_at or now if response.status == 304 else now,
        empty_since=state.empty_since,
    )


def _failed(state: FeedState, response: Response, now: float) -> FeedState:
    status, retry_after = response.status, 0.0
    if status in {429, 503}:
        retry_after = min(max(response.retry_after or response.used_up or 0.0, 0.0), LONGEST_RETRY_AFTER)
    # If the new address says that nothing is there, or has not answered for a week, the old one is asked again. The
    # number of failures counts too: after a holiday a week has passed, though nobody has asked.
    silent = now - state.good_at >= WEEK and state.failures >= FAILURES
    nothing_there = 400 <= status < 500 and status != 429
    go_back = bool(state.moved_to) and (nothing_there or silent)
    return replace(
        state,
        asked_at=now,
        not_before=now + min(FIRST_BACKOFF * 2.0 ** min(state.failures, 30), LONGEST_BACKOFF),
        wait_until=now + retry_after,
        failures=state.failures + 1,
        error=response.error,
        gone=status == 410 and not go_back,
        moved_to="" if go_back else state.moved_to,
    )
