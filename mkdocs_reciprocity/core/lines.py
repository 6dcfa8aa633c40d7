"""Text from outside as one line that says what it shows: without hidden characters, within a bound."""

from __future__ import annotations

import re

_HIDDEN = (  # compiled when it is first used, for few texts have any
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)

_AS_IN_WINDOWS = {
    code: char for code in range(0x80, 0xA0) if code != 0x85 and (char := bytes([code]).decode("cp1252", "ignore"))
}
"""Control characters, and what programs of Windows mean by them: ``&#146;`` in XML is an apostrophe. U+0085 is a line
break, so it is not among them.
"""


def line(text: str, longest: int) -> str:
    """The text in one line, without hidden characters. It is cut to ``longest`` characters, between words."""
    if len(text) <= longest and text.isprintable() and "  " not in text:
        return text.strip()
    text = text.lstrip()
    for much in (longest * 3 // 2, longest * 4):  # mostly the first is enough
        said = visible(text[:much])
        if len(said) > longest:
            cut = said[: longest - 1]
            space = cut.rfind(" ", longest * 3 // 4)
            return (cut[:space] if space > 0 else cut).rstrip() + "…"
        if len(text) <= much:
            break
    return said


def visible(text: str) -> str:
    """The text in one line, with single spaces, and without hidden characters."""
    said = " ".join(text.split())
    if said.isprintable():
        return said
    return " ".join(re.sub(_HIDDEN, "", said.translate(_AS_IN_WINDOWS)).split())
