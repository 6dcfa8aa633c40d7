"""What one request may cost: seconds in all, bytes on the wire, bytes and pieces of a body.

Limits that hold only together, and so are held in one place. What goes beyond one is an exception.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable

from mkdocs_reciprocity.network.guard import NoAnswer

MAX_HEAD_BYTES = 64 * 1024
MAX_PIECES = 50_000
"""Of a body, as chunks are: each costs 25 µs, however small it is, and small ones could cost a core all of the time."""

_LONGEST = 86400.0  # in seconds; to wait for a month is more than sockets can be told


class TooLate(NoAnswer):
    """The time for the request is over."""


class TooMuch(NoAnswer):
    """The body is too large; all that came before it is good."""


class Budget:
    """What is left for the request under way, and how much of it has come; `start` makes it whole again.

    Args:
        timeout: the total time of a request in seconds, for the sentence that says that it is over.
        max_bytes: of a body, on the wire as well as decoded.
    """

    def __init__(self, timeout: float, max_bytes: int) -> None:
        self._timeout, self._max_bytes = timeout, max_bytes
        self.received = 0
        self._in_body = False
        self._deadline = _deadline(timeout)

    def start(self, seconds: float) -> None:
        """A new request begins, which is at its end after ``seconds``."""
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
        """So many bytes more have come over the wire.

        Raises:
            NoAnswer: they were too many for the head of an answer.
            TooMuch: they were too many for a body.
        """
        self.received += received
        if not self._in_body and self.received > 2 * MAX_HEAD_BYTES:  # the beginning of a body may be among it
            raise NoAnswer("too many headers")
        if self._in_body and self.received > MAX_HEAD_BYTES + self._max_bytes:
            raise self._too_much()

    def head_is_over(self, length: int) -> None:
        """What comes now is the body, of the ``length`` that was announced, in bytes; 0 where none was.

        Raises:
            TooMuch: it would be too large.
        """
        self._in_body = True
        if length > self._max_bytes:
            raise self._too_much()

    def body(self, pieces: Iterable[bytes], encoding: str) -> bytes:
        """The body put together, decoded no further than one byte beyond the limit: a bomb is noticed, never unpacked.

        Raises:
            TooMuch: it is too large.
            NoAnswer: it is damaged, in too many pieces, or packed with another ``encoding`` than gzip.
        """
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            raise NoAnswer("the answer is packed in a way that was not asked for")
        gunzip = zlib.decompressobj(31) if encoding.endswith("gzip") else None
        body = bytearray()
        for number, piece in enumerate(pieces):
            if number >= MAX_PIECES:
                raise NoAnswer("the answer comes in too many pieces")
            body += self._unpacked(piece, gunzip, self._max_bytes + 1 - len(body)) if gunzip else piece
            if len(body) > self._max_bytes:
                raise self._too_much()
        if gunzip and not gunzip.eof:
            raise NoAnswer("the packed answer is damaged")
        return bytes(body)

    def too_late(self) -> TooLate:
        """That the time is over."""
        return TooLate(f"no answer within {self._timeout:g} s")

    def _too_much(self) -> TooMuch:
        return TooMuch(f"more than {_size(self._max_bytes)}")

    @staticmethod
    def _unpacked(piece: bytes, gunzip: zlib._Decompress, most: int) -> bytes:
        if gunzip.eof:  # zlib would keep what follows the end, and copy all of it for each piece more
            return b""
        try:
            return gunzip.decompress(piece, most)
        except zlib.error:
            raise NoAnswer("the packed answer is damaged") from None


def _size(count: int) -> str:
    for unit, name in ((1_000_000, "MB"), (1000, "kB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"


def _deadline(seconds: float) -> float:
    return time.monotonic() + min(seconds, _LONGEST)
