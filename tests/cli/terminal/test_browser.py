"""Which addresses are opened, and where."""

from __future__ import annotations

import sys
import webbrowser

import pytest

from mkdocs_reciprocity.cli.terminal.browser import opened


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    found: list[str] = []

    def starts(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", starts)
    monkeypatch.setenv("DISPLAY", ":0")
    return found


@pytest.mark.parametrize("address", ["https://ada.example/", "http://ada.example/", "mailto:ada@ada.example?subject=x"])
def test_pages_and_mail_are_opened(asked: list[str], address: str) -> None:
    assert opened(address)
    assert asked == [address]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ada.example", "-x", "", " https://x/"]
)
def test_nothing_else_is(asked: list[str], address: str) -> None:
    assert not opened(address)
    assert asked == []


def test_where_there_are_no_windows_nothing_takes_the_terminal(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not opened("https://ada.example/")
    assert asked == []
    monkeypatch.setattr(sys, "platform", "darwin")
    assert opened("https://ada.example/")


@pytest.mark.parametrize("wrong", [webbrowser.Error("no browser"), OSError("none")])
def test_a_system_that_cannot_is_no_crash(monkeypatch: pytest.MonkeyPatch, wrong: Exception) -> None:
    def fails(_: str) -> bool:
        raise wrong

    monkeypatch.setattr(webbrowser, "open", fails)
    monkeypatch.setenv("BROWSER", "x")
    assert not opened("https://ada.example/")
