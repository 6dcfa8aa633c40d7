"""One law for all that reads what others wrote: n bytes of anything cost at most c times n, in time and in memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.nasty import SHAPES
from benchmarks.readers import READERS
from tests.laws import growing

ROOT = Path(__file__).parents[2]


NAMES = [*READERS]
GROUPS = [NAMES[start::6] for start in range(6)]


@pytest.mark.skipif(sys.platform == "win32", reason="it cannot limit what a process may take")
@pytest.mark.parametrize("names", GROUPS, ids=lambda names: names[0])
def test_whatever_is_read_costs_no_more_than_its_length(names: list[str]) -> None:
    command = [sys.executable, "-m", "tests.laws.growing", *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_grows_with_the_square_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def squared(text: str) -> object:
        return [[char for char in text[:end:4]] for end in range(len(text))]  # noqa: C416 - it is to take its time

    def hoarding(text: str) -> object:
        return [[char] * 60 for char in text]

    monkeypatch.setattr(growing, "SHORT", growing.SHORT // 10)  # so that to notice it takes a second, not half a minute
    assert next(growing.slow("", squared)).endswith("characters")
    assert next(growing.large(hoarding)).endswith("characters")
    assert [*growing.large(len)] == []
    assert set(growing.HEAVY) <= set(SHAPES)
