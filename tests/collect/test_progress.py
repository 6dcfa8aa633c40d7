from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from mkdocs_reciprocity.collect import progress as collect_progress


class Terminal(io.StringIO):
    """Says that it is a terminal; ``seen`` is set when something was written."""

    def __init__(self, *, is_one: bool = True) -> None:
        super().__init__()
        self.is_one = is_one
        self.seen = threading.Event()

    def isatty(self) -> bool:
        return self.is_one

    def write(self, text: str) -> int:
        self.seen.set()
        return super().write(text)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(collect_progress, "PATIENCE", 0.01)
    terminal = Terminal()
    monkeypatch.setattr(collect_progress, "sys", SimpleNamespace(stderr=terminal))
    yield terminal


def shown(written: str) -> list[str]:
    """What stood on the line, one after another."""
    return [text.rstrip() for text in written.split("\r")[1:]]


def test_the_line_is_updated_and_erased(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect_progress, "_STEP", 0.001)
    steps = iter([(9, 200), (12, 200)])
    with collect_progress.line(lambda: next(steps, (200, 200))):
        for _ in range(1000):
            if "12" in terminal.getvalue():
                break
            time.sleep(0.01)
    written = terminal.getvalue()
    assert shown(written) == ["reading feeds: 9 of 200", "reading feeds: 12 of 200", "", ""]
    assert "\n" not in written
    assert "\x1b" not in written
    assert written.endswith("\r" + " " * len("reading feeds: 12 of 200") + "\r")


def test_it_is_erased_when_the_build_stops(terminal: Terminal) -> None:
    def stopped() -> None:
        with collect_progress.line(lambda: (1, 2)):
            assert terminal.seen.wait(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert shown(terminal.getvalue())[-1] == ""
    assert [thread for thread in threading.enumerate() if thread.name == "reciprocity-line"] == []


def test_who_does_not_wait_sees_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect_progress, "PATIENCE", 60)
    with collect_progress.line(lambda: (1, 2)):
        pass
    assert terminal.getvalue() == ""


def test_nothing_is_shown_while_nothing_is_asked(terminal: Terminal) -> None:
    looked = threading.Event()

    def progress() -> tuple[int, int]:
        looked.set()
        return 0, 0

    with collect_progress.line(progress):
        assert looked.wait(10)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("why", ["no terminal", "CI"])
def test_nobody_watches_a_log(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    terminal.is_one = why == "CI"
    monkeypatch.setenv("CI", "true" if why == "CI" else "")
    with collect_progress.line(lambda: (1, 2)):
        assert [thread for thread in threading.enumerate() if thread.name == "reciprocity-line"] == []
    assert terminal.getvalue() == ""
