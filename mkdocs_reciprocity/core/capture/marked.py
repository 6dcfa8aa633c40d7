"""The mark of the files that are written for a forge. By it, a later version knows whether the author changed one."""

from __future__ import annotations

import re
from hashlib import sha256

_MARK = "# Written by `mkdocs-reciprocity init --capture` ({}). Once you have changed it, it is not written over.\n"
_MARKED = re.compile(re.escape(_MARK).replace(re.escape("{}"), "([0-9a-f]{16})"))


def with_mark(text: str) -> str:
    """The text below a line that has its digest."""
    return _MARK.format(_digest(text)) + text


def is_untouched(text: str) -> bool:
    """Whether this is what some version has written, whole. Git may have changed the ends of the lines."""
    plain = text.replace("\r\n", "\n")
    match = _MARKED.match(plain)
    return match is not None and match[1] == _digest(plain[match.end() :])


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
