"""The terms in a text: its words, in small letters; pairs of characters where a script has no spaces between words.

Time and memory grow with the length of the text only, whatever stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 40
"""The longest word, in characters. What is longer is an address, a key or noise."""

_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff"
_KANA = "\u3041-\u309f\u30a0-\u30ff"
_HANGUL = "\uac00-\ud7a3"
_SYLLABLES = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u0edc-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3"
"""Thai, Lao, Burmese and Khmer, with the signs for their vowels and tones."""
_INDIC = "\u0900-\u0963\u0971-\u0de5\u0df2-\u0df3"
"""The scripts of India, of which half the vowels are marks and no letters."""

_DENSE = f"{_HAN}{_KANA}{_HANGUL}{_SYLLABLES}"
_ODD = re.compile(f"[{_DENSE}{_INDIC}]")
_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""What is written above and below letters, and is left out by most who write: accents that are no part of a letter, the
vowels of Hebrew and Arabic, and what only makes an Arabic word longer.
"""

_WORD = re.compile(r"[^\W\d_]{2,}")
_PIECE = re.compile(
    rf"(?P<word>(?:[^\W\d_{_DENSE}{_INDIC}]|[{_INDIC}])+)|(?P<alone>[{_HAN}])(?![{_HAN}])|(?P<pairs>[{_HAN}]+)"
    rf"|(?P<kana>[{_KATAKANA}]+)|(?P<both>[{_HANGUL}]+)|(?P<three>[{_SYLLABLES}]+)"
)
_AT_ONCE = {"pairs": 2, "both": 2, "three": 3}


def terms(text: str, most: int) -> list[str]:
    """The terms of a text, in order, each as often as it is there. ``most`` is how many characters are looked at.

    Words of one letter are left out, and so are numbers, and what is written in hiragana, which is mostly grammar.
    """
    text = text[:most]
    if text.isascii():
        return _short(_WORD.findall(text.lower()))
    text = _MARKS.sub("", unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)[: 2 * most].casefold()))
    if _ODD.search(text) is None:
        return _short(_WORD.findall(text))
    return [*_of_pieces(text)]


def _short(words: list[str]) -> list[str]:
    """Those that are not too long; nearly always these are all."""
    if max(map(len, words), default=0) <= LONGEST:
        return words
    return [word for word in words if len(word) <= LONGEST]


def is_part(term: str) -> bool:
    """Whether a term may be a part of a word only: a few characters of a script without spaces."""
    return len(term) <= 3 and _ODD.match(term) is not None


def _of_pieces(text: str) -> Iterator[str]:
    for piece in _PIECE.finditer(text):
        kind, run = piece.lastgroup or "", piece[0]
        size = _AT_ONCE.get(kind, 0)
        if not size:
            if (len(run) > 1 or kind == "alone") and len(run) <= LONGEST:
                yield run
        else:
            yield from (run[start : start + size] for start in range(max(1, len(run) - size + 1)))
