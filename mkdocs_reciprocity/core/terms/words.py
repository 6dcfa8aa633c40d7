"""The terms in a text: its words, in small letters; pairs of characters where a script has no spaces between words.

Time and memory grow with the length of the text only, whatever stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 40
"""The longest word, in characters. What is longer is an address, a key or noise."""

_SCRIPTS = {
    "han": "\u3005\u3005\u3400\u4dbf\u4e00\u9fff\uf900\ufaff\U00020000\U0003ffff",
    "katakana": "\u30a1\u30fa\u30fc\u30ff",
    "grammar": "\u3041\u309f\u30a0\u30a0\u30fb\u30fb",  # hiragana, and the points between words
    "united": "\uac00\ud7a3",  # Hangul
    "syllables": "\u0e01\u0e3a\u0e40\u0e4e\u0e81\u0ecd\u0edc\u0edf\u1000\u103f\u1050\u109f\u1780\u17d3",
    "vowels": "\u0900\u0963\u0971\u0de5\u0df2\u0df3",
}
"""Scripts with rules of their own: the first and the last character of each range, one range after the other.

``syllables`` are Thai, Lao, Burmese and Khmer, with the signs for their vowels and tones; ``vowels`` are the scripts of
India, of which half the vowels are marks and no letters.
"""
_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""What is written above and below letters, and is left out by most who write: accents that are no part of a letter, the
vowels of Hebrew and Arabic, and what only makes an Arabic word longer.
"""

_WORD = re.compile(r"[^\W\d_]{2,}")
_MAY_BE_ODD = re.compile("[^\x00-\u08ff\u1e00-\u2bff]")
"""Latin, Greek, Cyrillic, Hebrew and Arabic letters are not, nor is punctuation."""

_LETTER, _OTHER = "l", "-"
_PIECE = re.compile("(?P<word>[lv]+)|(?P<han>h+)|(?P<kana>k+)|(?P<united>u+)|(?P<syllables>s+)")
"""Runs in a text of which each character is replaced by the initial of its script."""
_AT_ONCE = {"han": 2, "united": 2, "syllables": 3}


class _Initials(dict[int, str]):
    """The initial of the script of each character that was met. A pattern with tens of thousands of characters in it
    would take longer to compile than the build of a small blog may take for all of its pages.
    """

    def __missing__(self, code: int) -> str:
        self[code] = initial = _initial(chr(code))
        return initial


def _initial(char: str) -> str:
    for script, ends in _SCRIPTS.items():
        if any(first <= char <= last for first, last in zip(ends[::2], ends[1::2], strict=True)):
            return script[0]
    return _LETTER if char.isalnum() and not char.isdecimal() else _OTHER


_INITIALS = _Initials()


def terms(text: str, most: int) -> list[str]:
    """The terms of a text, in order, each as often as it is there. ``most`` is how many characters are looked at.

    Words of one letter are left out, and so are numbers, and what is written in hiragana, which is mostly grammar.
    """
    text = text[:most]
    if text.isascii():
        return _short(_WORD.findall(text.lower()))
    text = _MARKS.sub("", unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)[: 2 * most].casefold()))
    if _MAY_BE_ODD.search(text) is None:
        return _short(_WORD.findall(text))
    return [*_of_pieces(text)]


def _short(words: list[str]) -> list[str]:
    """Those that are not too long; nearly always these are all."""
    if max(map(len, words), default=0) <= LONGEST:
        return words
    return [word for word in words if len(word) <= LONGEST]


def is_part(term: str) -> bool:
    """Whether a term may be a part of a word only: a few characters of a script without spaces."""
    return len(term) <= 3 and _INITIALS[ord(term[0])] not in {_LETTER, _OTHER}


def _of_pieces(text: str) -> Iterator[str]:
    for piece in _PIECE.finditer(text.translate(_INITIALS)):
        kind, run = piece.lastgroup or "", text[slice(*piece.span())]
        size = _AT_ONCE.get(kind, 0)
        if not size:
            if 1 < len(run) <= LONGEST:
                yield run
        else:
            yield from (run[start : start + size] for start in range(max(1, len(run) - size + 1)))
