"""When a feed is asked, and what its answer changes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core.feeds.schedule import (
    CANCELLED,
    DAY,
    FAILURES,
    OVER,
    STALLED,
    WEEK,
    FeedState,
    Request,
    Response,
    after,
    anew,
    first_to_last,
    lost,
    request_for,
    wait_until,
)
from mkdocs_reciprocity.core.url import Url

NOW = 1_800_000_000.0
HOUR = 3600.0
FEED = Url("https://ada.example/feed.xml")
NEW = Url("https://ada.example/new.xml")
GOOD = FeedState(url=FEED, etag='"1"', last_modified="Mon", asked_at=NOW, good_at=NOW)


def response(status: int = 200, *, url: Url = FEED, **fields: object) -> Response:
    error = "" if status in {200, 304} else f"the server answered {status}"
    return replace(Response(request=Request(url), status=status, url=url, error=error), **fields)


def due(state: FeedState, waited: float, *, max_age: float = HOUR, force: bool = False) -> bool:
    return request_for(state, now=state.asked_at + waited, max_age=max_age, force=force) is not None


def wait(state: FeedState, *, max_age: float = 0.0, force: bool = False) -> float:
    """How long until the feed may be asked again, found by halving; -1 for at once."""
    low, high = -1.0, 100 * DAY
    assert due(state, high, max_age=max_age, force=force)
    while high - low > 0.5:
        middle = (low + high) / 2
        if due(state, middle, max_age=max_age, force=force):
            high = middle
        else:
            low = middle
    return 0.0 if high < 1 else round(high)


def test_a_new_feed_is_asked_without_conditions() -> None:
    assert request_for(FeedState(url=FEED), now=NOW, max_age=HOUR, force=False) == Request(FEED, known_as=FEED)


def test_a_known_feed_is_asked_with_what_is_known_of_it_once_it_is_old() -> None:
    assert not due(GOOD, HOUR - 1)
    asked = request_for(GOOD, now=NOW + HOUR, max_age=HOUR, force=False)
    assert asked == Request(FEED, '"1"', "Mon", FEED)


def test_what_is_read_anew_is_due_and_asked_for_whole() -> None:
    again = anew(replace(GOOD, not_before=NOW + HOUR))
    assert request_for(again, now=NOW, max_age=HOUR, force=False) == Request(FEED, known_as=FEED)


@pytest.mark.parametrize("waits", [{"failures": 1}, {"wait_until": NOW + HOUR}])
def test_who_fails_or_asks_to_wait_is_not_asked_anew_any_sooner(waits: dict[str, Any]) -> None:
    state = replace(GOOD, **waits)
    assert anew(state) == replace(state, etag="", last_modified="")


def test_force_asks_a_fresh_feed() -> None:
    assert due(GOOD, 1, force=True)


@pytest.mark.parametrize(
    ("max_age", "waits"), [(None, HOUR), (0.0, HOUR), (60.0, HOUR), (5 * HOUR, 5 * HOUR), (9 * DAY, DAY), (-5.0, HOUR)]
)
def test_what_the_server_calls_fresh_is_not_asked_for(max_age: float | None, waits: float) -> None:
    state = after(GOOD, response(max_age=max_age), now=NOW)
    assert wait(state, max_age=HOUR) == waits
    assert wait(state, max_age=HOUR, force=True) == 0


def test_a_new_body_brings_new_validators_or_none() -> None:
    assert after(GOOD, response(etag='"2"'), now=NOW + 1) == FeedState(
        url=FEED, etag='"2"', asked_at=NOW + 1, good_at=NOW + 1, not_before=NOW + 1, whole_at=NOW + 1
    )


@pytest.mark.parametrize(
    ("etag", "last_modified", "kept"),
    [
        ("", "", ('"1"', "Mon")),
        ('"2"', "", ('"2"', "Mon")),
        ("", "Tue", ('"1"', "Tue")),
        ('"2"', "Tue", ('"2"', "Tue")),
    ],
)
def test_a_304_rotates_the_validators_that_it_has(etag: str, last_modified: str, kept: tuple[str, str]) -> None:
    state = after(GOOD, response(304, etag=etag, last_modified=last_modified), now=NOW + 1)
    assert (state.etag, state.last_modified) == kept
    assert state.good_at == NOW + 1


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("retry_after", "forced"), [(None, 0), (0.0, 0), (-9.0, 0), (7200.0, 7200), (1e300, WEEK), (float("inf"), WEEK)]
)
def test_retry_after_holds_even_when_forced(status: int, retry_after: float | None, forced: float) -> None:
    state = after(GOOD, response(status, retry_after=retry_after), now=NOW)
    assert wait(state, force=True) == forced
    assert wait(state) == max(forced, 600)
    assert state.error == f"the server answered {status}"


def test_a_limit_that_is_used_up_holds_even_when_forced() -> None:
    good = after(GOOD, response(200, used_up=HOUR), now=NOW)
    assert wait(good, force=True) == HOUR
    assert wait(after(GOOD, response(429, used_up=HOUR), now=NOW), force=True) == HOUR
    assert wait(after(GOOD, response(429, used_up=HOUR, retry_after=2 * HOUR), now=NOW), force=True) == 2 * HOUR
    assert wait(after(GOOD, response(200, used_up=1e300), now=NOW), force=True) == WEEK
    assert wait(after(good, response(200), now=NOW + HOUR), force=True) == 0


def test_retry_after_means_nothing_with_other_answers() -> None:
    assert wait(after(GOOD, response(500, retry_after=WEEK), now=NOW), force=True) == 0
    assert wait(after(GOOD, response(200, retry_after=WEEK), now=NOW), force=True) == 0


def test_what_keeps_failing_is_asked_less_and_less() -> None:
    state, waits = GOOD, []
    for _ in range(10):
        state = after(state, response(0, error="no answer within 20 s"), now=NOW)
        waits.append(wait(state))
    assert waits == [600, 1200, 2400, 4800, 9600, 19200, 38400, 76800, DAY, DAY]
    assert (state.failures, state.error, state.good_at) == (10, "no answer within 20 s", NOW)
    assert (state.etag, state.last_modified) == ('"1"', "Mon")  # those of the copy that is still there
    state = after(replace(state, failures=10_000), response(500), now=NOW)
    assert wait(state) == DAY


def test_one_good_answer_ends_the_backoff() -> None:
    state = after(after(GOOD, response(503, retry_after=WEEK), now=NOW), response(304), now=NOW + WEEK)
    assert state == replace(GOOD, asked_at=NOW + WEEK, good_at=NOW + WEEK, not_before=NOW + WEEK, whole_at=NOW + WEEK)


def test_a_feed_that_is_gone_is_left_alone_for_30_days() -> None:
    state = after(GOOD, response(410), now=NOW)
    assert state.gone
    assert wait(state) == 30 * DAY
    assert wait(state, force=True) == 0
    assert not after(state, response(200), now=NOW).gone
    assert not after(state, response(404), now=NOW).gone


def test_a_feed_that_moved_is_asked_at_its_new_address() -> None:
    state = after(GOOD, response(moved_to=NEW), now=NOW)
    assert state.moved_to == NEW
    asked = request_for(state, now=NOW + DAY, max_age=HOUR, force=False)
    assert asked == Request(NEW, known_as=FEED)
    assert after(state, response(url=NEW), now=NOW).moved_to == NEW
    assert (
        after(state, response(url=NEW, moved_to="https://ada.example/3"), now=NOW).moved_to == "https://ada.example/3"
    )
    assert after(state, response(url=NEW, moved_to=FEED), now=NOW).moved_to == ""


@pytest.mark.parametrize(("status", "kept"), [(0, NEW), (429, NEW), (500, NEW), (403, ""), (404, ""), (410, "")])
def test_a_new_address_where_nothing_is_is_forgotten(status: int, kept: str) -> None:
    state = after(replace(GOOD, moved_to=NEW), response(status, url=NEW, error="x"), now=NOW)
    assert state.moved_to == kept
    assert not state.gone


@pytest.mark.parametrize("status", [0, 429, 500])
def test_a_new_address_that_fails_for_a_week_is_forgotten(status: int) -> None:
    state = replace(GOOD, moved_to=NEW, failures=FAILURES, error="x")
    failed = [after(state, response(status, url=NEW, error="x"), now=NOW + waited) for waited in (WEEK - 1, WEEK)]
    assert [one.moved_to for one in failed] == [NEW, ""]
    assert after(failed[1], response(status, error="x"), now=NOW + WEEK + 1).failures == FAILURES + 2


def test_a_new_address_that_failed_once_after_a_holiday_is_not_forgotten() -> None:
    state = replace(GOOD, moved_to=NEW)
    for _ in range(FAILURES):
        state = after(state, response(0, error="the host's name is not known"), now=NOW + 4 * WEEK)
        assert state.moved_to == NEW
    assert after(state, response(0, error="x"), now=NOW + 4 * WEEK).moved_to == ""


def test_a_redirect_to_a_failure_is_no_move() -> None:
    assert after(GOOD, response(404, moved_to=NEW), now=NOW).moved_to == ""


def test_nonsense_for_a_new_address_is_not_asked() -> None:
    asked = request_for(replace(GOOD, moved_to="file:///etc/passwd"), now=NOW + DAY, max_age=0, force=False)
    assert asked is not None
    assert asked.url == FEED


def test_a_server_that_has_nothing_new_for_days_is_asked_once_for_all() -> None:
    state = FeedState(url=FEED)
    conditional = []
    for days in range(8):
        request = request_for(state, now=NOW + days * DAY, max_age=0, force=True)
        assert request is not None
        conditional.append(bool(request.etag))
        state = after(state, response(304 if request.etag else 200, etag='"x"'), now=NOW + days * DAY)
    assert conditional == [False, True, True, False, True, True, False, True]


def test_a_copy_of_which_nobody_knows_when_it_came_is_asked_for_again_in_some_days() -> None:
    state = after(GOOD, response(304), now=NOW)
    sent = [request_for(state, now=NOW + days * DAY, max_age=0, force=True) for days in (2.9, 3)]
    assert [(one.etag, one.last_modified) for one in sent if one] == [('"1"', "Mon"), ("", "")]


def test_what_was_cancelled_changes_nothing() -> None:
    assert after(GOOD, response(0, error=CANCELLED), now=NOW + 1) is GOOD


def test_what_was_put_off_is_due_as_before() -> None:
    state = replace(GOOD, moved_to=NEW, failures=2, not_before=NOW + 1200)
    assert after(state, response(0, error=STALLED, put_off=True), now=NOW + DAY) == replace(state, error=STALLED)
    fresh = after(FeedState(url=FEED), response(0, error=OVER, put_off=True), now=NOW)
    assert fresh == FeedState(url=FEED, error=OVER)
    assert due(fresh, NOW)


@given(st.lists(st.builds(FeedState, url=st.just(FEED), failures=st.integers(0, 3), asked_at=st.floats(0, 1e9))))
def test_nobody_is_put_off_for_ever(states: list[FeedState]) -> None:
    """What stalled stands behind all that did not, and what was put off before all that was asked."""
    order = first_to_last(states)
    assert sorted(order, key=id) == sorted(states, key=id)
    for earlier, later in pairwise(order):
        assert (earlier.failures, earlier.asked_at) <= (later.failures, later.asked_at)


def test_what_was_refused_here_is_no_failure_of_the_server() -> None:
    state = after(
        replace(GOOD, moved_to=NEW), response(0, error="port 22 is not one of the web's", refused=True), now=NOW
    )
    assert state == replace(GOOD, error="port 22 is not one of the web's")
    assert wait(after(FeedState(url=FEED), response(0, error="x", refused=True), now=NOW)) == 0


def test_until_when_a_server_wants_to_be_left_alone() -> None:
    state = after(GOOD, response(429, retry_after=HOUR), now=NOW)
    assert wait_until(state, now=NOW) == NOW + HOUR
    assert wait_until(state, now=NOW + HOUR) == 0
    assert wait_until(state, now=NOW - 1) == 0
    assert wait_until(replace(state, wait_until=1e18), now=NOW) == NOW + WEEK


@pytest.mark.parametrize(
    ("state", "is_lost"),
    [
        (GOOD, False),
        (replace(GOOD, good_at=NOW - 9 * DAY), False),
        (replace(GOOD, good_at=NOW - 6 * DAY, failures=9, error="x"), False),
        (replace(GOOD, good_at=NOW - 7 * DAY, failures=9, error="x"), True),
        (replace(GOOD, good_at=NOW - 7 * DAY, error="this is an HTML page, not a feed"), True),
        (replace(GOOD, gone=True, error="x"), True),
    ],
)
def test_a_feed_is_lost_when_it_is_gone_or_fails_for_a_week(state: FeedState, is_lost: bool) -> None:
    assert lost(state, now=NOW) is is_lost


def test_a_clock_that_was_moved_back_silences_nobody() -> None:
    state = after(GOOD, response(503, retry_after=WEEK), now=NOW + 1000 * DAY)
    assert request_for(state, now=NOW, max_age=HOUR, force=False)


@given(
    asked_at=st.floats(0, 1e12),
    not_before=st.floats(0, 1e18),
    wait_until=st.floats(0, 1e18),
    failures=st.integers(0, 10**9),
    gone=st.booleans(),
    now=st.floats(0, 1e12),
)
def test_no_state_silences_a_feed_for_more_than_a_month(
    asked_at: float, not_before: float, wait_until: float, failures: int, gone: bool, now: float
) -> None:
    state = FeedState(
        url=FEED, asked_at=asked_at, not_before=not_before, wait_until=wait_until, failures=failures, gone=gone
    )
    assert request_for(state, now=now + 31 * DAY, max_age=HOUR, force=False) or now < asked_at
    assert request_for(state, now=now + 8 * DAY, max_age=HOUR, force=True) or now < asked_at


@given(
    st.sampled_from([0, 200, 304, 404, 410, 429, 500, 503]),
    st.none() | st.floats(0, 1e9),
    st.none() | st.floats(0, 1e9),
    st.integers(0, 40),
)
def test_after_any_answer_the_feed_is_due_within_its_caps(
    status: int, max_age: float | None, retry_after: float | None, failures: int
) -> None:
    before = replace(GOOD, failures=failures)
    error = "" if status in {200, 304} else "x"
    state = after(before, response(status, max_age=max_age, retry_after=retry_after, error=error), now=NOW)
    assert state.asked_at == NOW
    assert state.not_before <= NOW + DAY
    assert state.wait_until <= NOW + WEEK
    assert due(state, 30 * DAY)
