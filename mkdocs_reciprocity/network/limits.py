"""What requests may cost: seconds, bytes on the wire, bytes and pieces of a body.

These limits protect only together, so they stand in one place. A request that exceeds one ends with an exception.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator

from msgspec import Struct

from mkdocs_reciprocity.network.guard import NoAnswer
from mkdocs_reciprocity.network.packing import UNKNOWN, Layer

MAX_HEAD_BYTES = 64 * 1024
MAX_PIECES = 50_000
"""Of a body that comes in chunks. Each costs 25 µs, so very many small ones could keep a core busy all the time."""

_AT_ONCE = 64 * 1024
"""As much is unpacked at once of what was packed twice. At the end of each part, zlib copies all that is left of it."""

_LONGEST = 86400.0  # in seconds; sockets take no timeout of a month


class Limits(Struct, frozen=True, kw_only=True):
    """What requests may cost, as the options say.

    ``timeout`` is in seconds, for all of a request: look-up, redirects and body, but not the time in a queue.
    ``max_bytes`` bounds a body, both as sent and as decoded. ``workers`` is the number of hosts asked at once.
    ``allow_hosts`` (``name``, ``address``, ``name:port``, ``[address]:port``) are exempt from the checks of `guard`.
    ``total`` is in seconds, for all requests together. Servers are told for which ``site`` (a URL) they are asked,
    unless the request is private.
    """

    timeout: float
    max_bytes: int
    workers: int
    user_agent: str
    site: str = ""
    allow_hosts: tuple[str, ...] = ()
    total: float = math.inf


class TooLate(NoAnswer):
    """The time for the request is over."""


class TooMuch(NoAnswer):
    """The body is too large. Status and headers can be used."""


class Budget:
    """What the request under way may still cost. `start` begins the next request, with a full budget.

    Args:
        timeout: how many seconds a request may take, for the message that the time is over.
        max_bytes: of a body, both as sent and as decoded.
    """

    def __init__(self, timeout: float, max_bytes: int) -> None:
        self._timeout, self._max_bytes = timeout, max_bytes
        self.received = 0
        self._in_body = False
        self._deadline = _deadline(timeout)

    def start(self, seconds: float) -> None:
        """A new request begins, and has this many seconds."""
        self.received = 0
        self._in_body = False
        self._deadline = _deadline(seconds)

    def seconds(self) -> float:
        """How long the next wait may be, in seconds, always more than 0.

        Raises:
            TooLate: there is no time left.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self.too_late()
        return left

    def count(self, received: int) -> None:
        """Counts bytes that have come over the wire.

        Raises:
            NoAnswer: there are too many for the head of an answer.
            TooMuch: there are too many for a body.
        """
        self.received += received
        if not self._in_body and self.received > 2 * MAX_HEAD_BYTES:  # some of the body may be among them
            raise NoAnswer("too many headers")
        if self._in_body and self.received > MAX_HEAD_BYTES + self._max_bytes:
            raise self._too_much()

    def head_is_over(self, length: int) -> None:
        """From now on comes the body. ``length`` is what was announced, in bytes; 0 if nothing was.

        Raises:
            TooMuch: it would be too large.
        """
        self._in_body = True
        if length > self._max_bytes:
            raise self._too_much()

    def body(self, pieces: Iterable[bytes], encoding: str) -> bytes:
        """The whole body, unpacked. Unpacking stops one byte beyond the limit, so a bomb is noticed and never unpacked.

        Raises:
            TooMuch: it is too large.
            NoAnswer: it is damaged, comes in too many pieces, or its ``encoding`` is one that is not known here.
        """
        if not UNKNOWN.isdisjoint(map(str.strip, encoding.split(","))):
            raise NoAnswer("the answer is packed in a way that was not asked for")
        # Caches and plugins pack what is packed already.
        outer, inner = Layer(self._max_bytes, deflate="deflate" in encoding), Layer(self._max_bytes)
        body = bytearray()
        for number, piece in enumerate(pieces):
            if number >= MAX_PIECES:
                raise NoAnswer("the answer comes in too many pieces")
            for some in _in_pieces(outer.take(piece)):
                body += inner.take(some)
            if outer.is_full() or inner.is_full() or len(body) > self._max_bytes:
                raise self._too_much()
        return bytes(body + inner.take(outer.end()) + inner.end())

    def too_late(self) -> TooLate:
        """The exception to raise when the time is over."""
        return TooLate(f"no answer within {self._timeout:g} s")

    def _too_much(self) -> TooMuch:
        return TooMuch(f"more than {_size(self._max_bytes)}")


def _in_pieces(body: bytes) -> Iterator[bytes]:
    return (body[at : at + _AT_ONCE] for at in range(0, len(body), _AT_ONCE))


def _size(count: int) -> str:
    for unit, name in ((1_000_000, "MB"), (1000, "kB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"


def _deadline(seconds: float) -> float:
    return time.monotonic() + min(seconds, _LONGEST)
