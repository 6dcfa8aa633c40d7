"""Styled text in lines that fit a terminal, as rich would print it. rich itself takes longer to import than a desk to
make.

Which terminals get colours, and how wide one is, follows what rich reads: ``COLUMNS``, ``NO_COLOR``, ``FORCE_COLOR``,
``TTY_COMPATIBLE`` and ``TERM``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Literal

from rich.cells import cell_len, chop_cells

Style = Literal["", "head", "address", "dim"]

Piece = tuple[str, Style]
"""Some text and how it looks."""

_USUAL = 80  # columns, where nobody knows how many there are
_ONE_COLUMN_EACH = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u2038]*+\\Z")
_WORD = re.compile(r"\s*\S+\s*")
_COLOURED: Mapping[Style, str] = {"head": "\x1b[1;36m", "address": "\x1b[36m", "dim": "\x1b[2m"}
_WITHOUT_COLOUR: Mapping[Style, str] = {"head": "\x1b[1m", "dim": "\x1b[2m"}
_END = "\x1b[0m"


def width() -> int:
    """How many columns the terminal has."""
    if _is_dumb():
        return _USUAL
    said = os.environ.get("COLUMNS", "")
    wide = int(said) if said.isdecimal() else next(_measured(), 0)
    return (wide or _USUAL) - (os.name == "nt")  # there, the last column of some terminals breaks the line


def _measured() -> Iterator[int]:
    for stream in range(3):  # stdin, stdout, stderr
        with suppress(OSError):
            yield os.get_terminal_size(stream).columns


def styles() -> Mapping[Style, str]:
    """The escape sequence of each style; none where nobody sees them."""
    if not _is_terminal() or _is_dumb():
        return {}
    return _WITHOUT_COLOUR if os.environ.get("NO_COLOR") else _COLOURED


def _is_terminal() -> bool:
    told = os.environ.get("TTY_COMPATIBLE", "")
    if told in {"0", "1"}:
        return told == "1"
    forced = os.environ.get("FORCE_COLOR")
    return sys.stdout.isatty() if forced is None else forced != ""


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in {"dumb", "unknown"} and _is_terminal()


def wrapped(pieces: Sequence[Piece], room: int) -> Iterator[list[Piece]]:
    """The text in lines of at most ``room`` columns: broken between words, and within those that are longer."""
    text = "".join(said for said, _ in pieces)
    for start, end in pairwise([0, *_breaks(text, room), len(text)]):
        yield list(_between(pieces, start, start + len(text[start:end].rstrip())))


def _between(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for said, style in pieces:
        if part := said[max(0, start - at) : max(0, end - at)]:
            yield part, style
        at += len(said)


def columns(text: str) -> int:
    """How many columns a text takes. What rich needs to know of rare letters is not imported for the usual ones."""
    return len(text) if _ONE_COLUMN_EACH.match(text) else cell_len(text)


def _breaks(text: str, room: int) -> Iterator[int]:
    """Where lines begin, but for the first."""
    used = 0
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        wide = columns(word.rstrip())
        if used + wide <= room:
            used += columns(word)
        elif wide <= room:
            if start:
                yield start
            used = columns(word)
        else:
            for part in chop_cells(word, room):
                if start:
                    yield start
                start += len(part)
                used = columns(part)


def painted(pieces: Iterable[Piece], looks: Mapping[Style, str]) -> str:
    """The text with the escape sequences of its styles."""
    return "".join(f"{looks[style]}{said}{_END}" if said and style in looks else said for said, style in pieces)
