"""Character references in HTML, such as ``&amp;`` and ``&#38;``."""

from __future__ import annotations

import html
import re

from mkdocs_reciprocity.core.patterns import late

_TOO_LONG = late(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


_HALVES = late(
    r"&#(?:(5[5-7][0-9]{3})|[xX]([dD][89abAB][0-9a-fA-F]{2}));&#(?:(5[5-7][0-9]{3})|[xX]([dD][c-fC-F][0-9a-fA-F]{2}));"
)
"""Two references that stand for one character together, as programs write it that count in UTF-16."""


def with_whole_characters(text: str) -> str:
    """The text with one character for two references to its halves, as in ``&#55357;&#56832;``."""
    return _HALVES.sub(_whole, text) if "&#" in text else text


def _whole(match: re.Match[str]) -> str:
    high, low = int(match[1] or match[2], 10 if match[1] else 16), int(match[3] or match[4], 10 if match[3] else 16)
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + (high - 0xD800 << 10) + low - 0xDC00)
    return match[0]


def unescape(text: str) -> str:
    """Decodes character references as HTML does. Those with eight or more digits are left out: no character has such a
    number, and Python refuses to read very long ones.
    """
    if "&" not in text:
        return text
    return html.unescape(with_whole_characters(_TOO_LONG.sub("", text)) if "&#" in text else text)
