"""Connections to checked addresses only. No wait on a connection is longer than the budget of its request.

A name is looked up once. All its addresses are checked (`guard`, `own_network`), and the connection is made to one of
them, never to the name again. TLS still verifies the name.
"""

from __future__ import annotations

import selectors
import socket
import ssl
import threading
from collections.abc import Sequence
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any

import httpcore

from mkdocs_reciprocity.network import own_network
from mkdocs_reciprocity.network.guard import NoAnswer, Refused, Target, check, is_literal
from mkdocs_reciprocity.network.limits import Budget

_Found = tuple[Any, ...]  # an address, as socket.getaddrinfo gives it
_TLS_LOCK = threading.Lock()


def connect(goal: Target, budget: Budget) -> Wire:
    """Connects to the host, over TLS if the scheme says so.

    Raises:
        Refused: the host is not exempt, and one of its addresses is not public, or is near this machine.
        NoAnswer: the host cannot be reached, has no valid certificate, or takes too long.
    """
    found = _look_up(goal.host, goal.port, budget)
    if not goal.exempt:
        check(str(sockaddr[0]) for *_, sockaddr in found)
        _refuse_near(found, goal.port)
    sock = _first(found, goal.port, budget)
    if not goal.exempt:
        _refuse_own(sock)
    return Wire(_secured(sock, goal.host, budget) if goal.scheme == "https" else sock, budget)


class Wire(httpcore.NetworkStream):
    """A socket for httpcore. It has a time limit for the whole request; httpcore's own starts again with each read."""

    def __init__(self, sock: socket.socket, budget: Budget) -> None:
        self._sock, self._budget = sock, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Returns what has come, at least one byte; no bytes at the end.

        Raises:
            NoAnswer: the connection broke, or the budget was used up.
        """
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
        """Sends all bytes.

        Raises:
            TooLate: the time is over.
            httpcore.WriteError: the connection broke. Then httpcore looks whether an answer has come already.
        """
        if not buffer:  # httpcore writes the end of a request that has no body
            return
        self._sock.settimeout(self._budget.seconds())
        try:
            self._sock.sendall(buffer)
        except TimeoutError:
            raise self._budget.too_late() from None
        except OSError as error:
            raise httpcore.WriteError from error

    def close(self) -> None:
        """Closes the connection. It may be called more than once."""
        self._sock.close()

    def get_extra_info(self, info: str) -> Any:
        """Tells httpcore whether there is something to read on a connection that was kept. All else is None."""
        if info != "is_readable":
            return None
        with selectors.DefaultSelector() as selector:
            selector.register(self._sock, selectors.EVENT_READ)
            return bool(selector.select(0))


def _look_up(host: str, port: int, budget: Budget) -> list[_Found]:
    """Asks the resolver, for as long as there is time. It cannot be interrupted, so it runs in a thread of its own."""
    answers: SimpleQueue[list[_Found] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:  # ValueError: a label is empty or too long
            answers.put(error)

    if is_literal(host):
        ask()  # an address needs no look-up
    else:
        threading.Thread(target=ask, name="reciprocity-look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=budget.seconds())
    except Empty:
        raise budget.too_late() from None
    if isinstance(answer, Exception) or not answer:
        raise NoAnswer("the host's name is not known")
    return answer


def _refuse_near(found: Sequence[_Found], port: int) -> None:
    """Stops if one of the addresses belongs to this machine or a neighbour. Nothing has been sent by then."""
    for family, *_, sockaddr in found:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:  # to connect it sends nothing
            try:
                probe.connect((sockaddr[0], port, *sockaddr[2:]))
            except OSError:
                continue  # it cannot be reached, and connecting will fail
            own_network.refuse(probe)


def _refuse_own(sock: socket.socket) -> None:
    """Checks the connection that was made, before a byte is sent: the system's routes may have changed meanwhile."""
    try:
        own_network.refuse(sock)
    except OSError as error:
        sock.close()
        raise NoAnswer(f"the connection broke ({_reason(error)})") from error
    except Refused:
        sock.close()
        raise


def _first(found: Sequence[_Found], port: int, budget: Budget) -> socket.socket:
    """Connects to the first address that answers. Each gets an equal share of the time that is left."""
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


def _secured(sock: socket.socket, host: str, budget: Budget) -> ssl.SSLSocket:
    """TLS with a server that has a valid certificate for the name."""
    try:
        with _TLS_LOCK:
            context = _tls_context()
        sock.settimeout(budget.seconds())
        return context.wrap_socket(sock, server_hostname=host)
    except TimeoutError:
        raise budget.too_late() from None
    except ssl.SSLCertVerificationError as error:
        raise NoAnswer(f"the server's certificate is not valid ({_printable(error.verify_message)})") from error
    except (OSError, ValueError) as error:
        raise NoAnswer("no secure connection can be made") from error
    finally:
        sock.close()  # does nothing if the TLS socket has taken over


@cache
def _tls_context() -> ssl.SSLContext:
    """Made once, not once for each thread: reading the system's certificates takes 50 ms."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _reason(error: OSError) -> str:
    return _printable(error.strerror or type(error).__name__)


def _printable(text: str) -> str:
    return "".join(char for char in text[:200] if char.isprintable())
