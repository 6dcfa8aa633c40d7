"""One document at a time is read, and none when the time is over."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from mkdocs_reciprocity.collect.turns import Hours, NotInTime, hours


def test_nothing_is_read_when_the_time_is_over() -> None:
    over = Hours(end=time.monotonic() - 1.0)
    with pytest.raises(NotInTime):
        over.left()
    with pytest.raises(NotInTime), over.turn():
        raise AssertionError("it was read")
    with Hours().turn():
        pass  # and nobody holds the turn


def test_who_waits_for_a_turn_waits_until_the_end_only() -> None:
    def other() -> None:
        with Hours(end=time.monotonic() + 0.05).turn():
            raise AssertionError("two were read at once")

    with Hours().turn(), ThreadPoolExecutor(1) as threads, pytest.raises(NotInTime):
        threads.submit(other).result()


def test_a_turn_ends_with_an_error_too() -> None:
    with pytest.raises(ValueError, match="x"), Hours().turn():
        raise ValueError("x")
    with Hours().turn():
        pass


def test_a_process_gets_half_of_the_time_at_most() -> None:
    assert hours(4.0).each == 2.0
    assert hours(40.0).each == hours(float("inf")).each == 10.0
    assert hours(float("inf")).left() > 1e6
