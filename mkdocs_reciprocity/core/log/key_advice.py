"""Says what to do about lines of a log that stand below no key."""

from __future__ import annotations

import re

_ROW = re.compile(r"-\s+\{?.*?\b(?:date|gave|got|asked|url|peer):(?:\s|\Z)")
_ROW_WITHOUT_DASH = re.compile(r"\{?\s*(?:date|gave|got|asked|url|peer):(?:\s|\Z)")
_KEY = re.compile(r"(interactions|peers|ignore|ripples)(:?)(?=\W|\Z)")


def without_key(line: str) -> str:
    """The advice for the first such line."""
    if _ROW.match(line):
        return "this row stands below no key; write the line `interactions:` above it"
    if _ROW_WITHOUT_DASH.match(line):
        return "a row begins with `- `, below a line `interactions:`"
    if (key := _KEY.match(line)) and not key[2]:
        return f"put a colon behind `{key[1]}`"
    if key:
        return f"begin a new line behind `{key[1]}:`"
    return "a log begins with `peers:` or `interactions:`; put that line before the first entry"
