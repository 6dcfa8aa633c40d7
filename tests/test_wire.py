"""A wire whose other end hangs up, or does not listen."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import TypeAlias

import httpcore
import pytest

from mkdocs_reciprocity.budget import Budget, TooLate
from mkdocs_reciprocity.wire import Wire

GENEROUS = 10.0

Ends: TypeAlias = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def test_who_does_not_listen_has_the_time_of_the_request_and_no_more(ends: Ends) -> None:
    budget = Budget(GENEROUS, 1000)
    budget.start(0.05)
    with pytest.raises(TooLate, match="no answer within 10 s"):
        Wire(ends[0], budget).write(bytes(50_000_000))


def test_a_time_that_is_over_is_not_waited_for(ends: Ends) -> None:
    budget = Budget(GENEROUS, 1000)
    budget.start(0.0)
    with pytest.raises(TooLate):
        Wire(ends[0], budget).read(1)


def test_who_hangs_up_may_have_answered_before(ends: Ends) -> None:
    wire = Wire(ends[0], Budget(GENEROUS, 1000))
    ends[1].sendall(b"busy")
    ends[1].shutdown(socket.SHUT_RD)
    with pytest.raises(httpcore.WriteError):
        wire.write(b"question")
    assert wire.read(99) == b"busy"
