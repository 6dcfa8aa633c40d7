"""Phrases that the sentences of the desk are made of: a deed, a titled post, counts, a row that a command settles."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_reciprocity.core.desk.deeds import Deed
from mkdocs_reciprocity.core.desk.relation import Counts
from mkdocs_reciprocity.core.desk.sections import Line, Part, Row, Section
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url

_CANNOT_BE_TYPED = "Its id has a hidden character; give it a plain one below `peers:`."


def settled_by(lines: Iterable[Line], command: str, write: PeerId | None = None) -> Row:
    """A row with a command, and maybe with somebody to write to. If no command can be typed, it says why."""
    found = tuple(lines)
    return Row(found if command else (*found, Line("", (_CANNOT_BE_TYPED,))), command, write)


def titled(title: str, url: Url | None, name: str, peer: PeerId | None) -> tuple[str | Part, ...]:
    """A post and, if it is known, whose it is."""
    return (Part(title, url), " · ", Part(name, peer=peer)) if name else (Part(title, url),)


def told(deed: Deed) -> tuple[str | Part, ...]:
    """What was done, with titles in quotes."""
    who = Part(deed.who(), peer=deed.peer if deed.direction == "received" else None)
    title = (" “", Part(deed.title, deed.url), "”") if deed.title else ()
    there = (" in “", Part(deed.seen_at.title, deed.seen_at.url), "”") if deed.seen_at else ()
    return (who, " ", Part(deed.did), *title, *there)


def counts(of: Counts) -> str:
    """The number of each reach: ``3 passed on, 1 in talk``; empty if there are none."""
    said = (
        (of["spread"], "passed on"),
        (of["talk"], "in talk"),
        (of["nod"], "nod" if of["nod"] == 1 else "nods"),
    )
    return ", ".join(f"{number} {name}" for number, name in said if number)


def filled(*sections: Section) -> tuple[Section, ...]:
    """The sections that are not empty."""
    return tuple(section for section in sections if section.rows)
