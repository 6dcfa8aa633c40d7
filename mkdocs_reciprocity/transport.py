"""One GET or POST to a guarded address, within its limits of time and bytes; httpcore speaks the protocol.

The name is looked up here, every address that it has is checked (`netguard`), and the connection is made to an address
that was checked, never to the name again; TLS still verifies the name. Limits that hold only together are held in one
place, the `_Budget`: seconds in total, bytes on the wire, bytes decoded.

Importing this module costs as much as importing httpcore and ssl: import it only when there is something to fetch.
"""

from __future__ import annotations

import selectors
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any

import httpcore
from msgspec import Struct

from mkdocs_reciprocity.netguard import (
    Allowed,
    NoAnswer,
    Refused,
    Target,
    check,
    is_exempt,
    is_literal,
    refuse_proxy,
    target,
)

MAX_HEADERS = 100
MAX_HEADER_BYTES = 64 * 1024
MAX_PIECES = 50_000
"""Of a body, as chunks are: each costs 25 µs, however small it is, and small ones could cost a core all of the time."""
WITH_BODY = frozenset({200, 203})
"""The answers to a GET whose body is read."""

_Found = tuple[Any, ...]  # an address, as socket.getaddrinfo gives it
_TLS_LOCK = threading.Lock()


class Answer(Struct, frozen=True):
    """What one request brought: headers by name in lower case, the body decoded; or an ``error``, a sentence for
    people.

    ``refused``: it is the guard's, and nothing was connected to. ``late``: the time was over. Of a body that is too
    large there are status and headers beside the error.
    """

    status: int = 0
    headers: Mapping[str, str] = {}
    body: bytes = b""
    error: str = ""
    refused: bool = False
    late: bool = False


class Session:
    """Requests to one host, one after another, over connections that are kept while it is open. For one thread.

    Args:
        allow: hosts that are exempt from the checks.
        timeout: the total time of a request in seconds, for the sentence that says that it is over.
        max_bytes: of a body, on the wire as well as decoded.
    """

    def __init__(self, *, allow: Allowed, timeout: float, max_bytes: int) -> None:
        self._allow = allow
        self._budget = _Budget(timeout, max_bytes)
        self._pools: dict[str, httpcore.ConnectionPool] = {}

    def ask(self, url: str, headers: Mapping[str, str], seconds: float, form: str = "") -> Answer:
        """One GET (a POST where there is a ``form``), at an end after ``seconds`` whatever the server does.

        ``headers`` and ``form`` are in ASCII. No redirect is followed. Raises nothing that a server could cause: that
        is the answer's ``error``.
        """
        self._budget.start(seconds)
        if form:
            self.close()  # a connection that was kept may be stale, and what is posted is posted once
        try:
            goal = target(url, self._allow)
            refuse_proxy(goal)
            return self._ask_again_if_stale(goal, headers, form.encode("ascii"))
        except NoAnswer as why:
            return Answer(error=str(why), refused=isinstance(why, Refused), late=isinstance(why, _TooLate))
        except httpcore.ProtocolError:
            return Answer(error="the answer is not proper HTTP, or ended too early")

    def close(self) -> None:
        """Close the connections."""
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()

    def _ask_again_if_stale(self, goal: Target, headers: Mapping[str, str], form: bytes) -> Answer:
        try:
            return self._ask(goal, headers, form)
        except (httpcore.RemoteProtocolError, NoAnswer):
            if self._budget.connected or self._budget.connecting or self._budget.received:
                raise
        # The server had closed the connection that was kept (RFC 9112, section 9.3.1).
        return self._ask(goal, headers, form)

    def _ask(self, goal: Target, headers: Mapping[str, str], form: bytes) -> Answer:
        host = f"[{goal.host}]" if ":" in goal.host else goal.host
        usual = goal.port == (443 if goal.scheme == "https" else 80)
        url = httpcore.URL(scheme=goal.scheme, host=goal.host, port=goal.port, target=goal.path)
        lines = [(b"Host", (host if usual else f"{host}:{goal.port}").encode("ascii"))]
        lines += [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
        if form:
            lines.append((b"Content-Length", str(len(form)).encode("ascii")))
        method = "POST" if form else "GET"
        with self._pool(goal.scheme).stream(method, url, headers=lines, content=form or None) as response:
            self._budget.reads_head = False
            found = _headers(response.headers)
            if form or response.status not in WITH_BODY:  # what is posted has come with the status, whatever follows
                return Answer(response.status, found)
            try:
                if int(found.get("content-length", "0")) > self._budget.max_bytes:  # h11 lets digits pass only
                    raise self._budget.too_much()
                body = _body(response.iter_stream(), found.get("content-encoding", "").strip().lower(), self._budget)
            except _TooMuch as why:
                return Answer(response.status, found, error=str(why))
            return Answer(response.status, found, body)

    def _pool(self, scheme: str) -> httpcore.ConnectionPool:
        if scheme not in self._pools:
            context = _tls() if scheme == "https" else None
            self._pools[scheme] = httpcore.ConnectionPool(context, network_backend=_Backend(self._allow, self._budget))
        return self._pools[scheme]


class _TooLate(NoAnswer):
    """The time for the request is over."""


class _TooMuch(NoAnswer):
    """The body is too large; all that came before it is good."""


class _Budget:
    """What is left of time and of bytes on the wire for the request under way, and how far that has come."""

    def __init__(self, timeout: float, max_bytes: int) -> None:
        self.timeout, self.max_bytes = timeout, max_bytes
        self.start(timeout)

    def start(self, seconds: float) -> None:
        self.received = 0
        self.reads_head = True
        self.connecting = self.connected = False
        self._deadline = time.monotonic() + seconds

    def seconds(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self.too_late()
        return left

    def count(self, received: int) -> None:
        self.received += received
        if self.reads_head and self.received > 2 * MAX_HEADER_BYTES:  # the beginning of a body may be among it
            raise NoAnswer("too many headers")
        if self.received > self.max_bytes + MAX_HEADER_BYTES and not self.reads_head:
            raise self.too_much()

    def too_late(self) -> NoAnswer:
        return _TooLate(f"no answer within {self.timeout:g} s")

    def too_much(self) -> NoAnswer:
        return _TooMuch(f"more than {_size(self.max_bytes)}")


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and to nothing else."""

    def __init__(self, allow: Allowed, budget: _Budget) -> None:
        self._allow, self._budget = allow, budget

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self._budget.connecting = True
        found = _look_up(host, port, self._budget)
        if not is_exempt(host, port, self._allow):
            check(str(sockaddr[0]) for *_, sockaddr in found)
        stream = _Stream(_connect(found, port, self._budget), self._budget)
        self._budget.connecting, self._budget.connected = False, True
        return stream


class _Stream(httpcore.NetworkStream):
    """A socket whose every wait ends with the budget; the timeouts of httpcore start anew with each read."""

    def __init__(self, sock: socket.socket, budget: _Budget) -> None:
        self._sock, self._budget = sock, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._sock.settimeout(self._budget.seconds())
        try:
            received = self._sock.recv(max_bytes)
        except TimeoutError:
            raise self._budget.too_late() from None
        except OSError as error:
            raise NoAnswer(f"the connection broke ({_reason(error)})") from error
        self._budget.count(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:  # httpcore writes the end of a request that has no body
            return
        self._sock.settimeout(self._budget.seconds())
        try:
            self._sock.sendall(buffer)
        except TimeoutError:
            raise self._budget.too_late() from None
        except OSError as error:
            raise httpcore.WriteError from error  # httpcore then looks whether an answer came early

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            self._sock.settimeout(self._budget.seconds())
            return _Stream(ssl_context.wrap_socket(self._sock, server_hostname=server_hostname), self._budget)
        except TimeoutError:
            raise self._budget.too_late() from None
        except ssl.SSLCertVerificationError as error:
            raise NoAnswer(f"the server's certificate is not valid ({_printable(error.verify_message)})") from error
        except (OSError, ValueError) as error:
            raise NoAnswer("no secure connection can be made") from error
        finally:
            self._sock.close()  # does nothing where the TLS socket has taken over

    def get_extra_info(self, info: str) -> Any:
        if info != "is_readable":  # the pool asks this before it uses a connection again
            return None
        with selectors.DefaultSelector() as selector:
            selector.register(self._sock, selectors.EVENT_READ)
            return bool(selector.select(0))


def _look_up(host: str, port: int, budget: _Budget) -> list[_Found]:
    """What the resolver says in the time that is left: it cannot be interrupted, so its thread is left behind."""
    answers: SimpleQueue[list[_Found] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:  # ValueError: a label is empty or too long
            answers.put(error)

    if is_literal(host):
        ask()  # nothing to wait for
    else:
        threading.Thread(target=ask, name="reciprocity-look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=budget.seconds())
    except Empty:
        raise budget.too_late() from None
    if isinstance(answer, Exception) or not answer:
        raise NoAnswer("the host's name is not known")
    return answer


def _connect(found: Sequence[_Found], port: int, budget: _Budget) -> socket.socket:
    """A connection to the first address that answers; each has its share of the time that is left."""
    error = OSError()
    for tried, one in enumerate(found):
        try:
            return _connected(one, port, budget.seconds() / (len(found) - tried))
        except OSError as failure:
            error = failure
    if isinstance(error, TimeoutError):
        raise budget.too_late()
    raise NoAnswer(f"the server cannot be reached ({_reason(error)})")


def _connected(found: _Found, port: int, seconds: float) -> socket.socket:
    family, kind, protocol, _, sockaddr = found
    sock = socket.socket(family, kind, protocol)
    try:
        sock.settimeout(seconds)
        sock.connect((sockaddr[0], port, *sockaddr[2:]))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        sock.close()
        raise
    return sock


def _headers(lines: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """By name in lower case; the lines of one name joined as RFC 9110 (section 5.3) says."""
    if len(lines) > MAX_HEADERS or sum(len(name) + len(value) + 4 for name, value in lines) > MAX_HEADER_BYTES:
        raise NoAnswer("too many headers")
    found: dict[str, str] = {}
    for raw_name, raw_value in lines:
        name, value = raw_name.decode("ascii").lower(), raw_value.decode("utf-8", "replace")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _body(chunks: Iterable[bytes], encoding: str, budget: _Budget) -> bytes:
    """The body, decoded no further than one byte beyond the limit: a bomb is noticed, never unpacked."""
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise NoAnswer("the answer is packed in a way that was not asked for")
    unpack = zlib.decompressobj(31) if encoding.endswith("gzip") else None
    body = bytearray()
    try:
        for count, chunk in enumerate(chunks):
            body += unpack.decompress(chunk, budget.max_bytes + 1 - len(body)) if unpack else chunk
            if len(body) > budget.max_bytes:
                raise budget.too_much()
            if count >= MAX_PIECES:
                raise NoAnswer("the answer comes in too many pieces")
    except zlib.error:
        raise NoAnswer("the packed answer is damaged") from None
    if unpack and not unpack.eof:
        raise NoAnswer("the packed answer is damaged")
    return bytes(body)


def _tls() -> ssl.SSLContext:
    with _TLS_LOCK:  # to read the system's certificates takes 50 ms: once, not once a thread
        return _tls_context()


@cache
def _tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _reason(error: OSError) -> str:
    return _printable(error.strerror or type(error).__name__)


def _printable(text: str) -> str:
    return "".join(char for char in text[:200] if char.isprintable())


def _size(count: int) -> str:
    for unit, name in ((1_000_000, "MB"), (1000, "kB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
