"""Fields that slipped out of their row, by one dash too many or an indent that is missing.

Nobody can know which row they belong to. So a ``private`` that stands alone makes both its neighbours private: a slip
never makes anything public.
"""

from __future__ import annotations

import re

from mkdocs_reciprocity.core.log.fields import text_of
from mkdocs_reciprocity.core.log.sections import Broken, Raw, Section
from mkdocs_reciprocity.core.problem import quoted

_WHAT = frozenset({"gave", "got", "asked", "date", "peer", "url"})
"""Every row has at least one of these fields. One without them is a part of another row."""

_DEED = re.compile(r"\b(?:gave|got|asked)\b", re.IGNORECASE)
_PRIVATE = re.compile(r"\bpriv", re.IGNORECASE)
_NOT_PRIVATE = re.compile(r"\A\W*private\W*:\W*false\W*\Z")


def from_a_row(raw: Raw) -> str:
    """The message for a row that is only a part of another one; empty for all other rows."""
    if not raw.fields or _is_whole(raw):
        return ""
    field = next(iter(raw.fields))
    message = (
        f"{quoted(field)} stands in a row of its own; remove its dash, and indent it like the row to which it belongs"
    )
    return f"{message}; until then the rows beside it are private" if hides(raw) else message


def hides(entry: Raw | Broken | Section) -> bool:
    """Whether it may be a ``private`` that belongs to one of its neighbours."""
    if isinstance(entry, Raw):
        if _is_whole(entry):  # nearly always
            return False
        return any(text_of(value) != "false" for name, value in entry.fields.items() if _PRIVATE.match(name))
    if isinstance(entry, Section):
        return _PRIVATE.match(entry.name) is not None and not _NOT_PRIVATE.match(entry.text)
    return bool(_PRIVATE.search(entry.text)) and not _DEED.search(entry.text) and not _NOT_PRIVATE.match(entry.text)


def _is_whole(raw: Raw) -> bool:
    """Whether it says what was done, though maybe with a slip: ``Date: …``, as a telephone writes it, or
    ``date:2026-11-02``.
    """
    if not _WHAT.isdisjoint(raw.fields):
        return True
    return not _WHAT.isdisjoint(field.partition(":")[0].strip().casefold() for field in raw.fields)
