"""When a feed may be asked, and what its answer changes: decisions only, no network, no clock.

The rules are those of conditional requests (RFC 9110, section 13), of freshness (RFC 9111, section 4.2) and of
``Retry-After`` (RFC 9110, section 10.2.3), with caps, so that no server can silence its feed for ever.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.url import Url

DAY = 86400.0
WEEK = 7 * DAY

LONGEST_FRESH = DAY
"""In seconds: how long ``Cache-Control: max-age`` is believed."""

LONGEST_RETRY_AFTER = WEEK
"""In seconds: how long ``Retry-After`` is obeyed."""

FIRST_BACKOFF = 600.0
"""In seconds: the wait after a first failure. It doubles with each further one, up to `LONGEST_BACKOFF`."""

LONGEST_BACKOFF = DAY

LONGEST_UNSEEN = 3 * DAY
"""In seconds: how long a server is believed that nothing has changed, before it is asked for the whole again."""

FAILURES = 5
"""So many in a row, besides a week, have a new address forgotten with the next; who builds daily has them in a week."""

GONE_FOR = 30 * DAY
"""In seconds: after a 410 the feed is left alone for this long."""

CANCELLED = "nobody waited for the answer"
"""The error of a request that was cancelled. It says nothing about the feed, so it changes no state."""

STALLED = "its server did not answer another request in time"
"""The error of a request that was put off because the host let the one before it wait for the whole time."""

OVER = "the time for all feeds was over before it answered"
"""The error of a request that was put off because a build waits no longer."""

UNREAD = "the time for all feeds was over before it was read"
"""The error of an answer that came, and was put off for the same reason."""


class Request(Struct, frozen=True):
    """What is asked. ``etag`` and ``last_modified`` are those of the copy at hand, as they came; empty without one.

    The rest is for the asker. ``known_as``: the feed's address in the log, when another one is asked because the feed
    has moved. ``seeking``: ``known_as`` is a home page instead, whose feed is looked for. ``private``: the server is
    not told for which site it is asked.

    ``accept`` are the media types that are wanted, where no feed is. With a ``form`` (already encoded as
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


class Response(Struct, frozen=True, kw_only=True):
    """What came back, a failure included.

    ``status`` is 0 when no answer came (of a body that was too large there is one, with an error). ``url`` is the
    address that answered in the end. ``body`` is decoded, and empty unless a GET had 200 or 203. ``max_age`` and
    ``retry_after`` are in seconds from now, None when not said; ``no-cache`` and ``no-store`` give a ``max_age`` of 0.
    ``moved_to`` is the end of a chain of permanent redirects (301 and 308 only). ``link`` is what the ``Link`` headers
    say, joined. ``error`` is empty for 200, 203 and an asked-for 304, else a sentence for people, without the URL and
    without any text of the server's. ``refused``: it was decided here that nothing is asked. ``put_off``: it is left
    for the next round, see `put_off`.
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
    moved_to: str = ""
    error: str = ""
    refused: bool = False
    put_off: bool = False


class FeedState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of asking for one feed. All times are seconds since the epoch, UTC; 0 stands for never.

    ``asked_at`` is the last answer or try (what was refused here is none), ``good_at`` the last time that a body or a
    304 came. Before ``not_before`` (freshness, backoff) only a forced request is made, before ``wait_until``
    (``Retry-After``) none. ``failures`` counts those in a row, ``error`` is the sentence of the last. ``gone``: the
    server answered 410. ``moved_to`` is the address that a permanent redirect named; it is asked in place of ``url``.
    ``whole_at`` is the last time that a body came, ``empty_since`` when one came without entries after one with some.
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
    """The request to make now, or None when it is too early for one.

    Args:
        state: what is remembered of the feed; a new one's is ``FeedState(url=…)``.
        now: seconds since the epoch.
        max_age: how old, in seconds, an answer may be before the author wants a new one.
        force: ask although the copy is fresh, the feed failed lately, or is gone. ``Retry-After`` holds all the same.
    """
    if not _due(state, now, max_age, force):
        return None
    address = urls.parse(state.moved_to) or state.url
    if state.whole_at and now - state.whole_at >= LONGEST_UNSEEN:  # some servers say for ever that nothing has changed
        return Request(address, known_as=state.url)
    return Request(address, state.etag, state.last_modified, state.url)


def _due(state: FeedState, now: float, max_age: float, force: bool) -> bool:
    waited = now - state.asked_at
    if waited < 0:  # the clock was moved back: no time that was written down means anything
        return True
    if wait_until(state, now=now):
        return False
    if force:
        return True
    if state.gone:
        return waited >= GONE_FOR
    return waited >= max(max_age, min(state.not_before - state.asked_at, max(LONGEST_FRESH, LONGEST_BACKOFF)))


def first_to_last(states: Iterable[FeedState]) -> list[FeedState]:
    """The order in which to ask: what was put off comes first, what kept others waiting last.

    So a host that lets one request wait for all of the time cannot keep its other feeds from being asked for ever.
    """
    return sorted(states, key=lambda state: (state.failures, state.asked_at, state.url))


def put_off(left: float, *, stalled: bool) -> str:
    """Why a request is left for the next round; empty when it is made now.

    Args:
        left: the seconds that the round still has.
        stalled: whether its host has let another request of this round wait for all of the time.
    """
    if stalled:
        return STALLED
    return OVER if left <= 0 else ""


def after(state: FeedState, response: Response, *, now: float) -> FeedState:
    """The state after an answer (or its failure to come) at ``now``, in seconds since the epoch."""
    if response.error == CANCELLED:
        return state
    if response.put_off:  # it is due as before
        return replace(state, error=response.error)
    if response.refused:  # no server failed: another time it may be asked at once, should the options have changed
        return replace(state, error=response.error, moved_to="")
    return _failed(state, response, now) if response.error else _good(state, response, now)


def wait_until(state: FeedState, *, now: float) -> float:
    """Until when (seconds since the epoch) ``Retry-After`` forbids even a forced request; 0 when it does not."""
    until = min(state.wait_until, state.asked_at + LONGEST_RETRY_AFTER)
    return until if state.asked_at <= now < until else 0.0


def lost(state: FeedState, *, now: float) -> bool:
    """Whether the feed is gone, or has failed for so long that it is time to look for another address."""
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
        moved_to="" if moved_to == state.url else moved_to,
        whole_at=state.whole_at or now if response.status == 304 else now,
        empty_since=state.empty_since,
    )


def _failed(state: FeedState, response: Response, now: float) -> FeedState:
    status, retry_after = response.status, 0.0
    if status in {429, 503}:
        retry_after = min(max(response.retry_after or 0.0, 0.0), LONGEST_RETRY_AFTER)
    # The new address itself says that there is nothing, or says nothing for a week: perhaps the old one knows better.
    # Somebody who comes back from a holiday, and is not yet online, has no answer either, and was told nothing.
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
