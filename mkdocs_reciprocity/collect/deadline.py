"""The deadline for reading documents: one is read at a time, and none after the deadline.

Reading a document takes many times its size in memory. So documents that arrive together are read one after the other;
Python would not read two at once anyway. A thread cannot be stopped. So the readers have to see to it that the time for
a document grows with its size only; a reader that cannot promise that runs in a process (`lenient`).
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
    """The time for all documents was over before this document was read."""


class Deadline(Struct, frozen=True):
    """The time until which documents may be read: ``end``, in seconds of `time.monotonic`.

    ``each`` is how many seconds a process may take for one of them.
    """

    end: float = math.inf
    each: float = 10.0

    def left(self) -> float:
        """How many seconds are left, more than 0.

        Raises:
            NotInTime: there are none.
        """
        left = self.end - time.monotonic()
        if left <= 0:
            raise NotInTime
        return min(left, threading.TIMEOUT_MAX)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until no other document is being read. The next one has to wait until the ``with`` ends.

        Raises:
            NotInTime: the time is over.
        """
        if not _ONE.acquire(timeout=self.left()):
            raise NotInTime
        try:
            yield
        finally:
            _ONE.release()


def within(seconds: float) -> Deadline:
    """The deadline in so many seconds. A process gets half of them at most, so that not everything waits for it."""
    return Deadline(time.monotonic() + seconds, min(Deadline().each, seconds / 2))
