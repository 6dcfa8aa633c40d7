"""Makes one GET or POST to a checked address. httpcore speaks the protocol, over a `Wire` and within a `Budget`.

This module imports httpcore and ssl, which takes long. So it is imported only when there is something to ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing

import httpcore

from mkdocs_reciprocity.network import headers as network_headers
from mkdocs_reciprocity.network.connection import connect
from mkdocs_reciprocity.network.guard import Allowed, NoAnswer, Refused, Target, refuse_proxy, target
from mkdocs_reciprocity.network.limits import MAX_HEAD_BYTES, Budget, TooLate, TooMuch
from mkdocs_reciprocity.network.redirects import Answer

MAX_HEADERS = 100
WITH_BODY = frozenset({200, 203})
"""The answers to a GET whose body is read."""


class Session:
    """Requests to one host, one after another, over connections that are kept while it is open. For one thread.

    Args:
        allow: hosts that are exempt from the checks.
        timeout: how many seconds a request may take, for the message that the time is over.
        max_bytes: of a body, both as sent and as decoded.
    """

    def __init__(self, *, allow: Allowed, timeout: float, max_bytes: int) -> None:
        self._allow = allow
        self._budget = Budget(timeout, max_bytes)
        self._kept: dict[str, httpcore.HTTP11Connection] = {}  # by origin

    def ask(self, url: str, headers: Mapping[str, str], seconds: float, form: str = "") -> Answer:
        """Makes a GET, or a POST if there is a ``form``. It ends after ``seconds`` at the latest.

        ``headers`` and ``form`` are in ASCII. No redirect is followed. Whatever a server does, nothing is raised: the
        answer has an ``error``.
        """
        self._budget.start(seconds)
        try:
            goal = target(url, self._allow)
            refuse_proxy(goal)
            return self._ask(goal, _request(goal, headers, form.encode("ascii")))
        except NoAnswer as why:
            return Answer(error=str(why), refused=isinstance(why, Refused), late=isinstance(why, TooLate))
        except httpcore.ProtocolError:
            return Answer(error="the answer is not proper HTTP, or ended too early")

    def close(self) -> None:
        """Closes all connections."""
        for connection in self._kept.values():
            connection.close()
        self._kept.clear()

    def _ask(self, goal: Target, request: httpcore.Request) -> Answer:
        kept = self._kept.pop(str(request.url.origin), None)
        # The server may have closed a connection that was kept. A POST must not be sent twice, so it gets a new one.
        if kept and request.method == b"GET" and not kept.has_expired():
            try:
                return self._converse(kept, request)
            except (httpcore.RemoteProtocolError, NoAnswer):
                if self._budget.received:
                    raise
                # The server had closed it (RFC 9112, section 9.3.1).
        elif kept:
            kept.close()
        connection = httpcore.HTTP11Connection(request.url.origin, connect(goal, self._budget))
        return self._converse(connection, request)

    def _converse(self, connection: httpcore.HTTP11Connection, request: httpcore.Request) -> Answer:
        try:
            with closing(connection.handle_request(request)) as response:
                return self._read(response, posted=request.method == b"POST")
        finally:
            if connection.is_idle() and _is_drained(connection):
                self._kept[str(request.url.origin)] = connection
            else:
                connection.close()

    def _read(self, response: httpcore.Response, *, posted: bool) -> Answer:
        status, headers = response.status, _headers(response.headers)
        if posted or status not in WITH_BODY:  # of a POST, only the status is of interest
            if _has_no_body(status, headers):
                list(response.iter_stream())  # there is nothing to read, and now the connection can be kept
            return Answer(status, headers)
        encoding = headers.get("content-encoding", "").strip().lower()
        try:
            self._budget.head_is_over(int(headers.get("content-length", "0")))  # h11 lets digits pass only
            return Answer(status, headers, self._budget.body(response.iter_stream(), encoding))
        except TooMuch as why:
            return Answer(status, headers, error=str(why))


def _request(goal: Target, headers: Mapping[str, str], form: bytes) -> httpcore.Request:
    host = f"[{goal.host}]" if ":" in goal.host else goal.host
    usual = goal.port == (443 if goal.scheme == "https" else 80)
    lines = {"Host": host if usual else f"{host}:{goal.port}", **headers}
    if form:
        lines["Content-Length"] = str(len(form))
    url = httpcore.URL(scheme=goal.scheme, host=goal.host, port=goal.port, target=goal.path)
    return httpcore.Request("POST" if form else "GET", url, headers=list(lines.items()), content=form or None)


def _headers(lines: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    if len(lines) > MAX_HEADERS or sum(len(name) + len(value) + 4 for name, value in lines) > MAX_HEAD_BYTES:
        raise NoAnswer("too many headers")
    return network_headers.by_name(lines)


def _has_no_body(status: int, headers: Mapping[str, str]) -> bool:
    """Whether the answer has no body (RFC 9112, section 6.3)."""
    return status in {204, 304} or (headers.get("content-length") == "0" and "transfer-encoding" not in headers)


def _is_drained(connection: httpcore.HTTP11Connection) -> bool:
    """Whether nothing has come after the answer. If something has, it must not be taken for the next answer.

    See RFC 9112, section 6.3. httpcore does not say, so its parser is asked. Should a later httpcore hide the parser,
    no connection is kept.
    """
    parser = getattr(connection, "_h11_state", None)
    return parser is not None and parser.trailing_data == (b"", False)
