"""Regular expressions that most runs do not need: compiled when they are first used.

To compile one takes longer than to match a thousand texts. What nearly every run needs is compiled by `re.compile`.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Has what a compiled pattern has."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)  # so this is asked only once for each name
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, for calls of its own methods: the functions of `re` do not take it."""
    return cast("re.Pattern[str]", _Late(text, flags))
