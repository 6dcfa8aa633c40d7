"""A web server on 127.0.0.1 that can misbehave in every way that a peer's server might."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import SystemRandom
from typing import BinaryIO, TypeAlias


@dataclass
class Asked:
    """One request as it came: the path with its query, headers by name in lower case, the method and the body."""

    path: str
    headers: dict[str, str]
    method: str = "GET"
    body: bytes = b""


Say: TypeAlias = Callable[[bytes], None]
Page: TypeAlias = Callable[[Asked, Say], bool]
"""Writes a whole answer, status line included; True when the connection is to be kept."""


def page(body: bytes = b"hello", status: int = 200, *, delay: float = 0.0, keep: bool = True, **headers: str) -> Page:
    """An ordinary answer after ``delay`` seconds; with an ``ETag`` header, 304 to those who have it already.

    Underscores in the names of headers stand for hyphens.
    """
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(asked: Asked, say: Say) -> bool:
        time.sleep(delay)
        if "ETag" in named and asked.headers.get("if-none-match") == named["ETag"]:
            say(head(304, named))
        else:
            say(head(status, {"Content-Length": str(len(body)), **named}) + body)
        return keep

    return answer


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """The status line and the headers, with the empty line that ends them."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} x\r\n{lines}\r\n".encode("latin-1")


def redirect(to: str, status: int = 302) -> Page:
    """A redirect without a body."""
    return page(b"", status, Location=to)


def raw(content: bytes) -> Page:
    """These bytes, and the end of the connection."""
    return endless(content, b"")


def endless(start: bytes, again: bytes, pause: float = 0.0) -> Page:
    """Says ``start``, then ``again`` and again, every ``pause`` seconds, until the other side has had enough."""

    def answer(asked: Asked, say: Say) -> bool:
        say(start)
        while again:
            say(again)
            time.sleep(pause)
        return False

    return answer


def stuck(asked: Asked, say: Say) -> bool:
    """Says nothing for as long as anybody waits."""
    time.sleep(600)
    return False


def until(true: Callable[[], bool]) -> None:
    """Waits for something that takes a moment where nothing else runs."""
    for _ in range(6000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never was")


def free_port() -> int:
    """A port of 127.0.0.1 for a server that starts later. Below 32,768 no system gives one away meanwhile, to a server
    or for a connection.
    """
    chance = SystemRandom()  # the usual one is the same in all processes that run tests
    for _ in range(100):
        port = chance.randrange(20_000, 32_768)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("every port is taken")


@dataclass
class Server:
    """Its ``pages`` by path, and what it saw of its visitors: requests, connections, and the most requests at once."""

    port: int
    pages: dict[str, Page]
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    most_at_once: int = 0
    _at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a page of its."""
        return f"http{'s' if self.tls else ''}://{host}:{self.port}{path}"

    def serve(self, listener: socket.socket) -> None:
        """Answers until the listener is closed."""
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                self.connections += 1
                threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        # A visitor who hangs up, or does not like the certificate, is an OSError; one who speaks no HTTP is the others.
        with suppress(OSError, IndexError, ValueError), connection:
            connection.settimeout(30)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as lines:
                while (line := lines.readline()) and self._answer(line, lines, connection.sendall):
                    pass

    def _answer(self, line: bytes, lines: BinaryIO, say: Say) -> bool:
        method, path = line.decode("ascii").split()[:2]
        headers = dict(iter(lambda: _header(lines.readline()), ("", "")))
        asked = Asked(path, headers, method, lines.read(int(headers.get("content-length", "0"))))
        with self._lock:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        waiting = [1]  # until the answer begins: who has read it may ask again before we know that it was sent

        def answer(data: bytes) -> None:
            with self._lock:
                self._at_once -= waiting.pop() if waiting else 0
            say(data)

        try:
            return self.pages.get(asked.path, page(status=404))(asked, answer)
        finally:
            with self._lock:
                self._at_once -= sum(waiting)


def _header(line: bytes) -> tuple[str, str]:
    name, _, value = line.decode("latin-1").strip().partition(":")
    return name.lower(), value.strip()


@contextmanager
def server(pages: dict[str, Page], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server for as long as the ``with`` lasts."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        running = Server(listener.getsockname()[1], pages, tls)
        thread = threading.Thread(target=running.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # closing alone does not wake the thread on Linux
            listener.close()
            thread.join(5)
