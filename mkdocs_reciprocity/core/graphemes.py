"""What readers take for one character, such as a letter with its accents, or a family of emoji (UAX 29, in short)."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_ATTACHED = frozenset({"Mn", "Me", "Mc", "Cf"})
_LIKE_MARKS = frozenset("\u0e33\u0eb3\uff9e\uff9f")
"""Vowels of Thai and Lao, and voice marks of Japanese, which count as letters."""
_VIRAMA = 9  # the combining class of the sign that ties two consonants together


def graphemes(text: str) -> list[str]:
    """The text in pieces that may be parted. Rather too few than too many: nothing is cut where scripts differ."""
    if text.isascii():
        return list(text)
    pieces: list[str] = []
    for char in text:
        if pieces and _belongs(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _belongs(piece: str, char: str) -> bool:
    """Whether a character is part of the piece before it."""
    if unicodedata.category(char) in _ATTACHED or char in _LIKE_MARKS or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    last = piece[-1]
    if last == _JOINER or unicodedata.combining(last) == _VIRAMA:
        return True
    if _is_of_flag(char):
        return len(piece) == 1 and _is_of_flag(piece)
    return _is_leading(last) if _is_leading(char) or _is_syllable(char) else _is_following(char)


def _is_of_flag(char: str) -> bool:
    """Whether it is one of the letters of which two make a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_leading(char: str) -> bool:
    """Whether a Korean syllable begins with it."""
    return "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c"


def _is_syllable(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _is_following(char: str) -> bool:
    """Whether it is a vowel or the end of a Korean syllable."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
