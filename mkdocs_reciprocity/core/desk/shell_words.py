"""Decides which words are safe in a shell. Only these are offered to a shell, or printed to be pasted into one.

The rules list what is allowed, because bash, zsh, fish, PowerShell and cmd differ in which characters are special.
"""

from __future__ import annotations

import re
import unicodedata

_INERT = re.compile(r"(?!.*[:=]=)[\w./](?:[\w@%+=:.-]|/~?)*+\Z")
"""None of it is special, with any kind of quotes or without them. In zsh a ``=`` may begin the name of a command, so
none follows a ``:`` or another ``=``. A ``~`` behind a slash is somebody's folder on a server."""

_ESCAPED = "?&;#~*[]() "
_ESCAPABLE = re.compile(rf"[\w@%+=:./{re.escape(_ESCAPED)}-]+\Z")
_TO_ESCAPE = re.compile(rf"[{re.escape(_ESCAPED)}]")
_OUTSIDE_OF_QUOTES = re.compile(rf"(?:[\w@%+=:,./~ -]|\\[{re.escape(_ESCAPED)}])*+\Z")

_QUOTABLE = re.compile(r"[\w@%+=:./?&;#~*()\[\]{}|<>^,' -]+\Z")
_FROM_OUTSIDE = re.compile(r"(?:[\w@%+=:./?#~*\[\],' -]|&[\w.\[\]%-]+=)++\Z")


def is_inert(word: str) -> bool:
    """Whether the word means only itself in every shell, with any kind of quotes and without them."""
    return _fits(_INERT, word)


def may_be_offered(word: str, typed: str) -> bool:
    """Whether a shell may complete this word.

    Outside of quotes a word may have what the shell, or `escaped` for bash, puts a backslash before. All of that is
    inert in quotes as well, for a quote that was opened on a line before is not seen here.

    Args:
        word: the whole word, with the part that has been typed.
        typed: the line up to the cursor.
    """
    return is_inert(word) or (word[:1].isalnum() and _fits(_ESCAPABLE, word) and _fits(_OUTSIDE_OF_QUOTES, typed))


def escaped(text: str) -> str:
    """A part of a word that may be offered, as bash has it outside of quotes."""
    return _TO_ESCAPE.sub(r"\\\g<0>", text)


def quoted(word: str) -> str:
    """A word of the author's own as it can be pasted into any shell, in double quotes if need be; empty if it cannot.

    Single quotes would not do: a backslash ends them in fish, and cmd does not know them.
    """
    if is_inert(word) and "~" not in word:
        return word
    return f'"{word}"' if _fits(_QUOTABLE, word) else ""


def quoted_from_outside(word: str) -> str:
    """The same for a word that others may have chosen. Nothing in it may begin a command, even without its quotes.

    For somebody may copy only a part of the line. Behind an ``&`` stands the name of a parameter with its ``=``.
    """
    return quoted(word) if _fits(_FROM_OUTSIDE, word) else ""


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text is of these characters, also where a program on its way writes others that look alike (NFKC).

    Of what is not ASCII that means letters, marks and digits.
    """
    if text.isascii():
        return pattern.match(text) is not None
    if any(not char.isascii() and unicodedata.category(char)[0] not in "LMN" for char in text):
        return False
    alike = unicodedata.normalize("NFKC", text)
    return pattern.match("".join("a" if unicodedata.category(char)[0] == "M" else char for char in alike)) is not None
