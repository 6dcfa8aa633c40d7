"""Letters without their case and accents: for words in any spelling, and for lists in the order of a dictionary."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """The text in small letters, without accents. By it "Léa" is sorted before "Low"."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(char for char in letters if not unicodedata.combining(char)))
