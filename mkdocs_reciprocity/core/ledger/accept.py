"""What was seen and stands in no file -> the rows that keep it, and the entries that keep it away."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.model import Interaction, PeerId

Said = Mapping[str, str | Sequence[str]]
"""The fields of a row, in the order of the documentation."""

_WORDS = {"given": "gave", "received": "got"}  # nothing else is ever seen


def unkept(rows: Iterable[Interaction], peer: PeerId | None = None) -> list[Interaction]:
    """The rows of a ledger that no file has: they last as long as feeds and pages show them.

    Args:
        rows: the ledger's.
        peer: only those with this one, if one is named.
    """
    return [row for row in rows if not row.where.file and peer in {None, row.peer}]


def identity(row: Interaction) -> Hashable:
    """What makes something that was seen the same thing from one reading to the next."""
    evidence = tuple(sorted(urls.key(url) for url in row.evidence)) if row.direction == "received" else ()
    unseen = (row.title, row.date) if row.direction == "received" and not evidence else ()
    return (row.direction, row.kind, row.peer, row.key, evidence, unseen)


def row_that_keeps(row: Interaction, *, say_private: bool = False, words: bool = False) -> Said:
    """The fields of the row of the log that says the same.

    ``say_private``: the row is to say that it is private, for the file that it goes into does not. ``words``: with the
    author's words about it as the note.
    """
    said: dict[str, str | Sequence[str]] = {
        "date": row.date or "unknown",
        _WORDS[row.direction]: row.kind,
        "peer": row.peer or "",
        "url": row.url or "",
        "title": row.title,
        "via": row.via,
        "note": row.proposed if words else "",
        "private": "true" if say_private else "",
        "source": row.source,
        "evidence": row.evidence[0] if len(row.evidence) == 1 else row.evidence,
    }
    return {name: value for name, value in said.items() if value}


def entry_that_ignores(row: Interaction) -> Said:
    """The fields of the entry below ``ignore:`` that agrees with this, and with nothing else that was seen."""
    one = row.direction == "received" and (len(row.evidence) == 1 or (row.evidence and row.source == "account"))
    evidence = row.evidence[0] if one else None
    entry = Ignored(direction=row.direction, kind=row.kind, peer=row.peer, url=row.url, evidence=evidence)
    return fields_of(entry)


def fields_of(entry: Ignored) -> Said:
    """The fields of an entry below ``ignore:``."""
    said = {
        _WORDS[entry.direction] if entry.direction else "": entry.kind,
        "peer": entry.peer or "",
        "url": entry.url or "",
        "evidence": entry.evidence or "",
    }
    return {name: value for name, value in said.items() if value}
