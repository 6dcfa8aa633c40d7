"""The forms by which words are found, whatever the language: learnt from the words that there are.

Where many words are there with and without some ending, such as the "s" of a plural, words with this ending are found
by the one without it; the same with an article that is written as a part of the word, as in Arabic. A long word that is
made of two others, as in German, is found by these too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from functools import cache

IN_COMPOUND = 0.5
"""What a part of a long word counts."""

_STEM = 4  # letters of the shortest word that takes an ending or an article, or stands in another
_COMPOUND = 9  # letters of the shortest word that may be made of two
_ENDING, _ARTICLE = 0.01, 0.05  # of the words of a script: so many are there with and without it
_ENOUGH = 5  # and at least so many


class Forms:
    """The forms of words. ``there`` are all words that there are."""

    def __init__(self, there: AbstractSet[str]) -> None:
        self._there = there
        self.of = cache(self._of)
        """The forms of a word, with what each counts."""
        many = Counter(map(_script, there))
        ends = Counter(
            (_script(word), word[-size:]) for word in there for size in (1, 2) if self._is_word(word[:-size])
        )
        begins = Counter((_script(word), word[:2]) for word in there if self._is_word(word[2:]))
        self._endings = {one for one, often in ends.items() if often >= max(_ENOUGH, _ENDING * many[one[0]])}
        self._articles = {one for one, often in begins.items() if often >= max(_ENOUGH, _ARTICLE * many[one[0]])}

    def _of(self, word: str) -> tuple[tuple[str, float], ...]:
        plain = self._plain(word)
        return ((plain, 1.0), *((part, IN_COMPOUND) for part in dict.fromkeys(self._parts(plain))))

    def _is_word(self, word: str) -> bool:
        return len(word) >= _STEM and word in self._there

    def _plain(self, word: str) -> str:
        """The word without article and ending."""
        script = _script(word)
        if (script, word[:2]) in self._articles and self._is_word(word[2:]):
            word = word[2:]
        for size in (1, 2):
            if (script, word[-size:]) in self._endings and self._is_word(word[:-size]):
                return word[:-size]
        return word

    def _parts(self, word: str) -> tuple[str, ...]:
        """The two words of which a word is made; none if it is not. The first may have an ending that joins them."""
        if len(word) < _COMPOUND:
            return ()
        for cut in range(_STEM, len(word) - _STEM + 1):
            first, second = self._plain(word[:cut]), word[cut:]
            if self._is_word(first) and self._is_word(second):
                return first, self._plain(second)
        return ()


def _script(word: str) -> int:
    """Words of one script have the same number, or one of a few."""
    return ord(word[0]) >> 8
