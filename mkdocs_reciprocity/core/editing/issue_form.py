"""A filled-in form of a forge, as it stands in the text of an issue -> the fields of one row.

Forges write a heading, ``### Address``, for each field of a form, and below it what was typed, or ``_No response_``.
The text may come from anybody and be about anything. So only these fields are taken, each once, each in one line, each
within a bound; all else is a problem. The note may have several lines, and comes last: nothing that was pasted into it
can pass for another field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core.editing import pasted
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, did_you_mean, quoted


class Field(Struct, frozen=True):
    """A field of the form: its name in `Told`, its heading, and how many characters it may have."""

    name: str
    heading: str
    longest: int


FIELDS = (
    Field("kind", "What did you do?", 60),
    Field("url", "Address", 4096),
    Field("title", "Title of the post", 300),
    Field("peer", "Who", 100),
    Field("via", "Where", 200),
    Field("date", "When", 60),
    Field("private", "Private", 200),
    Field("note", "Note", 2000),
)
"""All fields, in the order of the form. Whoever makes a form takes its headings from here."""

NOTHING = "_No response_"
"""What forges write for a field that was left empty."""

_HEADING = re.compile(r" {0,3}###[ \t]+(.+)")
_CLOSED = re.compile(r"[ \t]#+\Z")
_TICK = re.compile(r"[-*] \[([ xX])\](?: .*)?\Z")
_BY_NAME = {name.casefold(): field for field in FIELDS for name in (field.name, field.heading)}
_NOTE = FIELDS[-1]
_SAID = {"": False, "no": False, "false": False, "yes": True, "true": True}


class Filled(Struct, frozen=True):
    """What the form says: the fields that are not empty, by the names in `Told`, and the line of each. ``private`` is
    only ever True, or None: what is not ticked is as private as it is without a form.
    """

    fields: Mapping[str, str]
    lines: Mapping[str, int]
    private: bool | None


def read(text: str, source: str) -> Parsed[Filled]:
    """The form, and a problem for each thing in it that is not a field of it.

    ``source`` is what problems call the place where the text comes from.
    """
    values, at, problems = _parts(text, source)
    fields: dict[str, str] = {}
    private = None
    for field, found in values.items():
        where = Where(source, at[field.name])
        said = visible(" ".join(found))
        said = "" if said == NOTHING else said
        if message := _fault(field, found, said):
            problems.append(Problem(where, message))
        elif field.name == "private":
            private = True if _is_ticked(said) else None
        elif said:
            fields[field.name] = said
    if not values and not problems:
        problems.append(Problem(Where(source), f"no form stands here; it has headings such as `### {_NOTE.heading}`"))
    return Parsed(Filled(fields, at, private), tuple(problems))


def _parts(text: str, source: str) -> tuple[dict[Field, list[str]], dict[str, int], list[Problem]]:
    """The lines of each field that are not empty, and the line of its heading."""
    values: dict[Field, list[str]] = {}
    at: dict[str, int] = {}
    problems: list[Problem] = []
    field: Field | None = None
    for number, line in pasted.lines(text):
        heading = _heading(line)
        if heading is not None:
            named = _BY_NAME.get(heading.casefold())
            if message := _misplaced(heading, named, values):
                problems.append(Problem(Where(source, number), message))
                break  # what follows would be taken for something else
            field = named
        if field is not None and heading is not None:
            values[field], at[field.name] = [], number
        elif field is not None and line.strip():
            values[field].append(line.strip())
        elif line.strip():
            message = f"this stands above the first heading of the form: {quoted(line.strip())}; take it out"
            problems.append(Problem(Where(source, number), message))
            break
    return values, at, problems


def _heading(line: str) -> str | None:
    """The words of a heading; None for any other line."""
    match = _HEADING.fullmatch(line)
    return _CLOSED.sub("", match[1].rstrip()).strip() if match else None


def _misplaced(heading: str, field: Field | None, before: Mapping[Field, Sequence[str]]) -> str:
    """Why a heading may not stand where it does; empty if it may."""
    if _NOTE in before:
        return f"a heading stands in the note, {quoted(heading)}; take the `###` before it out"
    if field is None:
        return f"the form has no field {quoted(heading)}{did_you_mean(heading, [one.heading for one in FIELDS])}"
    return f"the field {quoted(heading)} stands here a second time; take one of them out" if field in before else ""


def _fault(field: Field, found: Sequence[str], said: str) -> str:
    name = quoted(field.heading)
    if field != _NOTE and len(found) > 1:
        return f"{name} has one line; here are {len(found)}"
    if len(said) > field.longest:
        return f"{name} has more than {field.longest:,} characters"
    if field.name == "private" and _is_ticked(said) is None:
        return f"{name} is {quoted(said)}; write `yes` or `no`"
    return ""


def _is_ticked(said: str) -> bool | None:
    """Whether something is to be private; None where that is not clear."""
    tick = _TICK.match(said)
    return tick[1] != " " if tick else _SAID.get(said.casefold())
