"""Rows of the log that say the same: they count as one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.held_back import were_seen_apart
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.url import Url


def without_repetitions(rows: Sequence[Interaction]) -> tuple[list[Interaction], list[Problem]]:
    """The rows, of which those that say the same have become one, and a line about each that was joined to another."""
    kept: list[Interaction] = []
    alone: dict[Hashable, Interaction] = {}  # nearly all
    alike: dict[Hashable, list[Interaction]] = {}
    for row in rows:
        # A received row may say only where it happened. In a given row, evidence is never the target.
        key = row.key or (urls.key(row.evidence[0]) if row.evidence and row.direction == "received" else None)
        if key is None:
            kept.append(row)
            continue
        same = (row.date, row.peer, row.direction, row.kind, row.url is None, key, row.via)
        if same not in alone:
            alone[same] = row
        else:
            alike.setdefault(same, [alone[same]]).append(row)
    kept += (row for same, row in alone.items() if same not in alike)
    problems: list[Problem] = []
    for group in alike.values():
        # A public and a private row are never joined: that would publish the words of one, or hide those of the other.
        public, private = ([row for row in group if row.private is hidden] for hidden in (False, True))
        problems += _apart(private, public) if private and public else ()
        kept += (*_united(public, problems), *_united(private, problems))
    return kept, problems


def _apart(private: Iterable[Interaction], public: Iterable[Interaction]) -> Iterator[Problem]:
    """A line for information where a private and a public row say the same: the author may have meant to hide both, or
    neither.
    """
    hidden = min(private, key=lambda row: row.where)
    shown = min(public, key=lambda row: row.where)
    if not _contradict(hidden, shown):
        message = f"is private, and {shown.where} says the same in public; they count as two, and that one is published"
        yield Problem(hidden.where, message, "info", private=True)


def _united(group: list[Interaction], problems: list[Problem]) -> list[Interaction]:
    """The rows of a group, each joined to the first one that it does not contradict. Their order depends on what they
    say, never on where they stand.
    """
    united: list[Interaction] = []
    for row in sorted(group, key=content):
        for place, other in enumerate(united):
            if not _contradict(other, row):
                united[place] = _joined(other, row)
                first, second = sorted((other.where, row.where))
                message = f"says the same as {first}; they count as one"
                problems.append(Problem(second, message, "info", private=row.private))
                break
        else:
            united.append(row)
    return united


def content(row: Interaction) -> tuple[object, ...]:
    """An order of rows by all that they say; the row that says most comes first."""
    said = (row.title, row.by, row.note, row.answer, row.said_private is not None)
    return (
        -sum(map(bool, said)), row.title, row.by, row.note, row.answer, str(row.said_private), row.tags, row.source,
        _spelling(row.url), row.evidence, row.gone or "", row.where,
    )  # fmt: skip


def _spelling(url: Url | None) -> tuple[bool, str]:
    return (not (url or "").startswith("https"), url or "")


def _contradict(one: Interaction, other: Interaction) -> bool:
    pairs = (
        (one.title, other.title),
        (one.by, other.by),
        (one.note, other.note),
        (one.answer, other.answer),
        ("" if one.source == "log" else one.source, "" if other.source == "log" else other.source),
    )
    if any(a and b and a != b for a, b in pairs) or were_seen_apart(one, other):
        return True
    return None not in {one.said_private, other.said_private} and one.said_private != other.said_private


def _joined(one: Interaction, other: Interaction) -> Interaction:
    return replace(
        one,
        url=min(one.url, other.url, key=_spelling),  # both rows have one, or neither has
        title=one.title or other.title,
        by=one.by or other.by,
        note=one.note or other.note,
        answer=one.answer or other.answer,
        gone=one.gone or other.gone,
        tags=tuple(sorted({*one.tags, *other.tags})),
        said_private=other.said_private if one.said_private is None else one.said_private,
        source=other.source if one.source == "log" else one.source,
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        where=min(one.where, other.where),
    )
