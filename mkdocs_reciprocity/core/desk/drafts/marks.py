"""Titles and words of others within a sentence: in the quotation marks of the language, and in their own direction."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

_OPEN, _CLOSE = "\u2068", "\u2069"  # FSI and PDI: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
_CLOSING = "\u201d\u201c\u2019\u2018\u00bb\u00ab)"
_STOPS = ".!?\u2026\u061f\u3002\uff01\uff1f"
_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_INCHES = str.maketrans(dict.fromkeys(_QUOTES, '"'))


class Marks(Struct, frozen=True):
    """The marks of a language: around a title, and within it. ``rtl``: it is written from the right."""

    opens: str
    closes: str
    inner_opens: str
    inner_closes: str
    rtl: bool = False

    def quoted(self, text: str) -> str:
        """A text in marks. Those within it become the inner ones."""
        return f"{self.opens}{self.isolated(self._within(text))}{self.closes}"

    def isolated(self, text: str) -> str:
        """A text that does not change the direction of what is around it."""
        other = {"L"} if self.rtl else {"R", "AL"}
        return f"{_OPEN}{text}{_CLOSE}" if any(unicodedata.bidirectional(char) in other for char in text) else text

    def _within(self, text: str) -> str:
        if sum(map(text.count, _QUOTES)) % 2:
            return text.translate(_INCHES)  # one is no mark
        pieces, is_open = [], False
        for char in text:
            if char in _QUOTES:
                pieces.append(self.inner_closes if is_open else self.inner_opens)
                is_open = not is_open
            else:
                pieces.append(char)
        return "".join(pieces)


def closed(quoted: str) -> str:
    """Words in marks, as they stand at the end of a sentence: with a stop behind them if they have none."""
    return quoted if quoted.rstrip(f"{_CLOSE}{_CLOSING}")[-1:] in _STOPS else f"{quoted}."


def capital(sentence: str) -> str:
    """A sentence that begins with a capital."""
    return sentence[:1].upper() + sentence[1:]


def note(greeting: str, name: str, comma: str, text: str) -> str:
    """A note: a greeting by name, if there is one, and below it the text with single spaces."""
    return f"{greeting} {name}".rstrip() + f"{comma}\n\n{' '.join(text.split())}"
