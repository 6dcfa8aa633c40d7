"""One document at a time is read, and none when the time is over."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime, within


def test_nothing_is_read_when_the_time_is_over() -> None:
    over = Deadline(end=time.monotonic() - 1.0)
    with pytest.raises(NotInTime):
        over.left()
    with pytest.raises(NotInTime), over.turn():
        raise AssertionError("it was read")
    with Deadline().turn():
        pass  # and nobody holds the turn


def test_who_waits_for_a_turn_waits_until_the_end_only() -> None:
    def other() -> None:
        with Deadline(end=time.monotonic() + 0.05).turn():
            raise AssertionError("two were read at once")

    with Deadline().turn(), ThreadPoolExecutor(1) as threads, pytest.raises(NotInTime):
        threads.submit(other).result()


def test_a_turn_ends_with_an_error_too() -> None:
    with pytest.raises(ValueError, match="x"), Deadline().turn():
        raise ValueError("x")
    with Deadline().turn():
        pass


def test_a_process_gets_half_of_the_time_at_most() -> None:
    assert within(4.0).each == 2.0
    assert within(40.0).each == within(float("inf")).each == 10.0
    assert within(float("inf")).left() > 1e6
