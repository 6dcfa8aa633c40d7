"""Bad input is a value: where it stands, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Literal, TypeVar

from msgspec import Struct

T = TypeVar("T")

Level = Literal["error", "info"]


class Where(Struct, frozen=True, order=True, gc=False):
    """A spot in an input: the file as the author named it, line and column counted from 1.

    Line 0 is the file as a whole, column 0 the line as a whole; columns count characters.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        name = in_one_line(self.file)
        return f"{name}:{self.line}" if self.line else name

    def exactly(self) -> str:
        """The spot with its column, for editors."""
        return f"{self}:{self.column}" if self.column else str(self)


class Problem(Struct, frozen=True, order=True):
    """A defect in an input.

    ``level`` is ``error`` for the author's own mistakes, which a strict build stops at, and ``info`` for what needs no
    mending at once: a duplicate, another site's feed. ``private`` marks a message that quotes what must not reach the
    log of a build; `in_public` is the sentence to print there. ``about`` is all that the defective row says, so that it
    can be told whether it concerns somebody private; it is never shown.
    """

    where: Where
    message: str
    level: Level = "error"
    private: bool = False
    about: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"

    def in_public(self) -> str:
        """The problem in a line that says nothing private."""
        if not self.private:
            return str(self)
        if self.level == "info":
            return f"{self.where}: `mkdocs-reciprocity check` has a line about something private here"
        return f"{self.where}: something private is not right here; `mkdocs-reciprocity check` says what"


class Parsed(Struct, Generic[T], frozen=True):
    """What could be read, and what could not. An exception is for bugs and for failures at the edges only."""

    records: T
    problems: tuple[Problem, ...] = ()


class Refused(Exception):
    """What was asked for is not done. The text is a sentence for people: why not, and how to mend it."""


def quoted(text: str, limit: int = 60) -> str:
    """Text from outside as one quoted line: control characters escaped, long text cut to ``limit`` characters."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    shown = "".join(c if c.isprintable() and c not in '"\\' else _escaped(c) for c in text)
    return f'"{shown}"'


def in_one_line(text: str) -> str:
    """A name from outside, with what would begin another line or move the cursor escaped."""
    return text if text.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(char: str) -> str:
    return f"\\{char}" if char in '"\\' else char.encode("unicode_escape").decode("ascii")


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``; did you mean "ada"?`` when one of the choices is near, else nothing."""
    near = nearest(word, choices)
    return f"; did you mean {quoted(near)}?" if near is not None else ""


def nearest(word: str, choices: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The choice that the word is likely to be a slip for; None where none is as near as ``cutoff``, of 1."""
    import difflib  # noqa: PLC0415 - needed only where something is wrong

    folded = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(word.casefold()[:80], folded, n=1, cutoff=cutoff)
    return folded[near[0]] if near else None
