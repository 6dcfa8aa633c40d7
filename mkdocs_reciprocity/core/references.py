"""Character references in HTML, such as ``&amp;`` and ``&#38;``."""

from __future__ import annotations

import html
import re

_TOO_LONG = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


def unescape(text: str) -> str:
    """Decodes character references as HTML does. Those with eight or more digits are left out: no character has such a
    number, and Python refuses to read very long ones.
    """
    if "&" not in text:
        return text
    return html.unescape(_TOO_LONG.sub("", text) if "&#" in text else text)
