"""Whose turn it is to be read: one document at a time, and none when the time for all of them is over.

To take a document apart needs many times its size of memory, so those that come together are read one after the other;
Python would not read two at once anyway. A thread cannot be stopped: that a single document takes no longer than its
size allows is up to the readers, and what cannot promise that is read in a process (`lenient`).
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

_ONE = threading.Lock()


class NotInTime(Exception):
    """The time for all documents was over before this one was read."""


class Hours(Struct, frozen=True):
    """When documents are read: until ``end``, in seconds of `time.monotonic`.

    ``each`` are the seconds that a process may take for one of them.
    """

    end: float = math.inf
    each: float = 10.0

    def left(self) -> float:
        """How many seconds are left; more than 0.

        Raises:
            NotInTime: none are.
        """
        left = self.end - time.monotonic()
        if left <= 0:
            raise NotInTime
        return min(left, threading.TIMEOUT_MAX)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until no other document is read; the next has to wait for as long as the ``with`` lasts.

        Raises:
            NotInTime: the time is over.
        """
        if not _ONE.acquire(timeout=self.left()):
            raise NotInTime
        try:
            yield
        finally:
            _ONE.release()


def hours(seconds: float) -> Hours:
    """From now on for so many seconds; a process gets half of them at most, so that not all waits for one."""
    return Hours(time.monotonic() + seconds, min(Hours().each, seconds / 2))
