"""What all tests share: no network but the loopback, and one day on which everything happens."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NOON = 1795348800
"""Sunday, 22 November 2026, 12:00 UTC, as POSIX seconds."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Given as ``--corpus=DIR``: of an option that pytest learns of here, it would take a DIR of its own for tests."""
    parser.addoption("--corpus", type=Path, metavar="DIR", help="a folder of feeds that are read as feedparser does")


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("DISABLE_MKDOCS_2_WARNING", "true")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1"}:
            pytest.fail(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
