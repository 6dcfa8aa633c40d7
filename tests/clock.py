"""A clock that only servers turn: what takes them long takes no time, and the same on a machine of any speed."""

from __future__ import annotations

import time

import pytest

from mkdocs_reciprocity.collect import deadline, feeds
from mkdocs_reciprocity.network import fetch
from tests.server import Asked, Page, Say


class Clock:
    """Stands in for the module `time` where a round counts its seconds. How long a socket waits is another matter."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._seconds = 0.0
        for module in (deadline, feeds, fetch):
            monkeypatch.setattr(module, "time", self)

    def monotonic(self) -> float:
        return self._seconds

    def time(self) -> float:
        return time.time()

    def slow(self, page: Page, seconds: float) -> Page:
        """The page of a server that takes so many seconds for it."""

        def answer(asked: Asked, say: Say) -> bool:
            self._seconds += seconds
            return page(asked, say)

        return answer
