"""What all tests share: no network but the loopback, and one day on which everything happens."""

from __future__ import annotations

import itertools
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from mkdocs_reciprocity.network import own_network
from tests import hosts, needs
from tests.server import Server

NOON = 1795348800
"""Sunday, 22 November 2026, 12:00 UTC, as POSIX seconds."""


settings.register_profile("on a busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("on a busy machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Given as ``--corpus=DIR``: of an option that pytest learns of here, it would take a DIR of its own for tests."""
    parser.addoption("--corpus", type=Path, metavar="DIR", help="a folder of feeds that are read as feedparser does")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """What stands for a long text in the name of a test. Older pytests would have the text itself, a megabyte at times,
    and each process tells the others the names of all tests.
    """
    return f"{argname} of {len(val)}" if isinstance(val, str | bytes) and len(val) > 100 else None


def pytest_report_header() -> str:
    """With which host sites are built."""
    return f"host: {hosts.said()}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Behind all else, what was not tried on this machine."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    if said := needs.untried(report.longrepr[2].removeprefix("Skipped: ") for report in skipped):
        terminalreporter.write_line(said)


@pytest.fixture(autouse=True, scope="session")
def _one_day() -> Iterator[None]:
    """Also for what is built once for many tests, before the fixtures of any of them."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
        monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
        monkeypatch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
        yield


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c() -> None:
    """A shell lets what it starts in the background ignore Ctrl-C, and all that this starts would do so too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1"}:
            if self.type == socket.SOCK_DGRAM:
                raise OSError(101, "Network is unreachable")  # whatever machine this is, it has no way there
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that a connection was tried to; none is made."""
    tried: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        if self.type == socket.SOCK_STREAM:
            tried.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes names known: ``resolve(name=[answers, one a look-up])``, each a list of addresses; the last one stays."""
    real = socket.getaddrinfo
    known: dict[str, Iterator[list[str]]] = {}

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host not in known:
            return real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [found for address in next(known[host]) for found in real(address, port, type=socket.SOCK_STREAM)]

    def resolve(name: str, *answers: list[str]) -> None:
        known[name] = itertools.chain(answers, itertools.repeat(answers[-1]))

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return resolve


@pytest.fixture
def divert(monkeypatch: pytest.MonkeyPatch) -> Callable[[Server], list[Any]]:
    """Lets connections to all addresses end at a server on 127.0.0.1, as if that stood in the public internet."""
    connect, wanted = socket.socket.connect, []

    def divert(to: Server) -> list[Any]:
        def diverted(self: socket.socket, address: Any) -> None:
            if self.type == socket.SOCK_DGRAM:
                connect(self, address)
            wanted.append(address[:2])
            connect(self, ("127.0.0.1", to.port))

        monkeypatch.setattr(socket.socket, "connect", diverted)
        monkeypatch.setattr(own_network, "refuse", lambda sock: None)
        return wanted

    return divert
