"""Wires whose other end hangs up, does not listen, or is somebody else."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import httpcore
import pytest
import trustme

from mkdocs_reciprocity.network import connection as wire
from mkdocs_reciprocity.network.connection import Wire
from mkdocs_reciprocity.network.limits import Budget, TooLate
from tests.network.fetching import GENEROUS, PUBLIC, Resolve, ask
from tests.server import Server, page, server

Ends: TypeAlias = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def test_who_does_not_listen_has_the_time_of_the_request_and_no_more(ends: Ends) -> None:
    budget = Budget(GENEROUS, 1000)
    budget.start(0.05)
    with pytest.raises(TooLate, match=f"no answer within {GENEROUS:g} s"):
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


def test_tls_is_by_name(
    divert: Callable[[Server], list[Any]], resolve: Resolve, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("blog.example").configure_cert(tls)
    names = ("blog.example", "other.example")
    for name in names:
        resolve(name, [PUBLIC])
    with server({"/": page(b"safe")}, tls) as running:
        assert divert(running) == []
        refused = ask("https://blog.example/", allow_hosts=names).error
        context = ssl.create_default_context()
        authority.configure_trust(context)
        monkeypatch.setattr(wire, "_tls_context", lambda: context)
        assert ask("https://blog.example/", allow_hosts=names).body == b"safe"
        mismatch = ask("https://other.example/", allow_hosts=names).error
    assert refused.startswith("the server's certificate is not valid (")
    assert "Hostname" not in refused
    assert mismatch.startswith("the server's certificate is not valid (Hostname mismatch")


def test_a_server_without_tls() -> None:
    with server({"/": page()}) as running:
        assert ask(running.url("/").replace("http:", "https:")).error in {
            "no secure connection can be made",
            "the server's certificate is not valid",
        }


def test_a_server_that_never_shakes_hands() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        assert ask(url, timeout=0.2).error == "no answer within 0.2 s"


def test_a_server_that_resets_the_connection() -> None:
    def reset(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        connection.recv(99)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=reset, args=(listener,), daemon=True).start()
        error = ask(f"http://127.0.0.1:{listener.getsockname()[1]}/").error
    assert error.startswith("the connection broke (")
