"""Several things that the author tells at once -> the rows to be written: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import new_row
from mkdocs_reciprocity.core.editing.new_row import Entry, Known, Told
from mkdocs_reciprocity.core.editing.same_row import stands
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.editing.issue_form import Filled
    from mkdocs_reciprocity.core.editing.pasted import Pasted


class Item(Struct, frozen=True):
    """One thing that was told, and where each field of it stands, if that is no option. ``line`` is all of its line."""

    told: Told
    places: Mapping[str, Where] = {}
    line: str = ""


def typed(base: Told, addresses: Sequence[str]) -> list[Item]:
    """An item for each address, or one without any; all else is said of all of them."""
    return [Item(replace(base, url=address)) for address in addresses or [""]]


def of_lines(base: Told, found: Iterable[Pasted], source: str) -> list[Item]:
    """An item for each line. The note and the title of a line go before what is said of all of them."""
    items = []
    for one in found:
        told = replace(base, url=one.url, title=one.title or base.title, note=one.note or base.note)
        said = {"url": one.url, "title": one.title, "note": one.note}
        items.append(Item(told, {field: Where(source, one.line) for field, text in said.items() if text}, one.text))
    return items


def of_form(base: Told, form: Filled, source: str) -> Item:
    """What a form says; where it says nothing, the options do."""
    told = replace(base, **form.fields, private=form.private or base.private)
    return Item(told, {field: Where(source, form.lines[field]) for field in form.fields})


def answered(item: Item, answers: Told) -> Item:
    """The item with what was answered for all of them. Its own address, title and note stay."""
    told = item.told
    own = {"url": told.url, "title": told.title, "note": told.note or answers.note}
    return replace(item, told=replace(answers, **own))


def entries(items: Sequence[Item], known: Known) -> Parsed[tuple[Entry, ...]]:
    """What is to be written; nothing if there is a problem with any of it. Who is new is so once, with the first row.

    Raises:
        NotWritten: something holds half a character, which no file can hold.
    """
    found: list[Entry] = []
    problems: dict[Problem, None] = {}
    new = ""
    for item in items:
        told = replace(item.told, peer=new, name="", home="") if new else item.told
        one = new_row.entry(new_row.read(told, known), known)
        problems |= dict.fromkeys(_placed(problem, item) for problem in one.problems)
        if one.records is None:
            continue
        found.append(one.records)
        if one.records.peer:
            new, known = one.records.peer, replace(known, people=one.records.people)
    return Parsed(() if problems else tuple(found), tuple(problems))


def bad_addresses(items: Iterable[Item], known: Known) -> list[Problem]:
    """A problem for each address that is none, whatever else is still to be asked."""
    found = ((item, new_row.read(item.told, known).faults) for item in items)
    url = Where(new_row.option_of("url"))
    return [_placed(Problem(url, said), item) for item, faults in found for field, said in faults if field == "url"]


def _placed(problem: Problem, item: Item) -> Problem:
    """The problem, under the place of the field that it is about, with the line if it is one."""
    places = {new_row.option_of(field): where for field, where in item.places.items()}
    if problem.where.file not in places:
        return problem
    message = problem.message
    if item.line:
        from mkdocs_reciprocity.core.editing.pasted import with_line  # noqa: PLC0415 - where something is wrong

        message = with_line(message, item.line)
    return Problem(places[problem.where.file], message)


class Same(Struct, frozen=True):
    """Two things that are one row: the address that is written, and the other spelling of it."""

    kept: str
    other: str


def distinct(found: Sequence[Entry]) -> tuple[list[Entry], list[Same]]:
    """The entries without those that another one says too. Of two such, the one that says more stays."""
    kept: list[Entry] = []
    same: list[Same] = []
    places: dict[object, list[int]] = {}
    for one in found:
        alike = places.setdefault(_about(one), [])
        place = next((at for at in alike if stands(kept[at].row, one) or _says_more(one, kept[at])), None)
        if place is None:
            alike.append(len(kept))
            kept.append(one)
            continue
        other = one
        if _says_more(one, kept[place]):
            kept[place], other = one, kept[place]
        same.append(Same(str(kept[place].fields["url"]), str(other.fields["url"])))
    return kept, same


def _about(entry: Entry) -> object:
    row = entry.row
    seen = urls.key(row.evidence[0]) if row.evidence else None
    return row.date, row.via, row.peer, row.direction, row.kind, row.key, seen


def _says_more(one: Entry, other: Entry) -> bool:
    """Whether an entry says all that the other says, and something besides."""
    if other.peer or not stands(one.row, other):
        return False
    return not stands(other.row, one) or (not other.row.title and bool(one.row.title))
