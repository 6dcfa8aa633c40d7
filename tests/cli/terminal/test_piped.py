"""Standard input, read within a bound."""

from __future__ import annotations

import io
import sys

import pytest

from mkdocs_reciprocity.cli.terminal import piped
from mkdocs_reciprocity.core.problem import Refused


class Typed(io.BytesIO):
    """A standard input, and what lies below it, as a terminal has it."""

    @property
    def buffer(self) -> Typed:
        return self

    def isatty(self) -> bool:
        return True


class Failing(Typed):
    def read(self, size: int | None = -1) -> bytes:
        raise OSError(5, "Input/output error")


def test_who_types_is_told_what_and_how_it_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(b"abc"))
    assert piped.read(2, "Letters") == b"abc"
    assert capsys.readouterr() == ("", "Letters; Ctrl-D ends it.\n")


def test_no_more_than_one_byte_too_many_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(b"x" * 9))
    assert piped.read(5, "") == b"x" * 6


def test_an_input_that_fails_or_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Failing())
    with pytest.raises(Refused, match="standard input cannot be read: Input/output error"):
        piped.read(5, "")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Refused, match="standard input cannot be read: it is closed"):
        piped.read(5, "")
