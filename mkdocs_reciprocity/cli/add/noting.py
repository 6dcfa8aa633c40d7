"""Notes what was given, got or asked for, as it was told: finds the file, writes the rows, and says what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from msgspec.structs import replace

from mkdocs_reciprocity.cli.add import saying
from mkdocs_reciprocity.cli.add.given import Given, given
from mkdocs_reciprocity.cli.add.placing import Files, Log, written
from mkdocs_reciprocity.cli.site import known_of, opened
from mkdocs_reciprocity.cli.terminal.command import on_a_terminal
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core.editing import new_row, new_rows
from mkdocs_reciprocity.core.editing.new_row import Entry, Known, Told, Word
from mkdocs_reciprocity.core.editing.new_rows import Item
from mkdocs_reciprocity.core.problem import Parsed, Problem, Refused


def note(
    config_file: str | None,
    file: str | None,
    *,
    words: Sequence[str],
    form: str | None,
    clipboard: bool,
    kept: bool,
    said: dict[str, Any],
) -> None:
    """Writes the rows that do not stand there already, unless the author does not agree to them.

    Args:
        config_file: as ``-f`` says.
        file: the file of the log that was named, None for the ones that fit.
        words: the kind and the addresses.
        form: see `given`.
        clipboard: see `given`.
        kept: whether the rows may only go into files that git keeps.
        said: all else that was typed, by the names in `Told`, and whether it was ``got`` or ``asked``.

    Raises:
        Refused: something is wrong with what was told. Nothing was written.
    """
    got, asked = said.pop("got"), said.pop("asked")
    if got and asked:
        raise Refused("--got and --asked exclude each other; give one of them, or none for what you gave")
    if clipboard and not on_a_terminal():
        how = "give it on standard input instead: `add KIND -`"
        raise Refused(f"--from-clipboard shows what it found and asks, and there is no terminal to ask at; {how}")
    kind, addresses = _apart(words)
    word: Word = "got" if got else "asked" if asked else "gave"
    base = Told(word=word, kind=kind, **{**said, "answer": said["answer"] or ""})
    things = given(base, addresses, form, clipboard=clipboard)
    gathering = Gathering(opened(config_file), ("peers",))
    asks = things.asks != "never" and on_a_terminal()
    wants_posts = asks or any(one.told.url and not one.told.title for one in things.items)
    known = known_of(gathering, Sources(gathering).reading().facts.feeds if wants_posts else {})
    items = _completed(base, things, known, gathering) if asks else things.items
    if form is not None:
        items = [replace(item, told=new_row.dated(item.told, base.date, known)) for item in items]
    entries, same = new_rows.distinct(_right(new_rows.entries(items, known), things.problems))
    if asks and (things.asks == "always" or not base.kind) and not _agreed(entries, file, known, gathering):
        click.echo("nothing was written")
        return
    files = Files(file, items[0].told.private, gathering, kept=kept)
    _note(entries, files, gathering, known)
    saying.what_is_one(same)


def _apart(words: Sequence[str]) -> tuple[str, list[str]]:
    """The kind, which may be missing, and the addresses. Whichever was given first: an address is no kind."""
    bare = [word for word in words if "://" not in word and word != "-"]
    kind = words[0] if words and words[0] in bare else bare[0] if bare else ""
    place = words.index(kind) if bare else len(words)
    return kind, [*words[:place], *words[place + 1 :]]


def _note(entries: Sequence[Entry], files: Files, gathering: Gathering, known: Known) -> None:
    """Writes what is not in the log yet, and says where each thing is in it."""
    log = Log(gathering, known)
    rows = [(files.of(entry), entry) for entry in entries]
    elsewhere = log.standing_elsewhere(rows)
    new = {
        number: (name, log.remembering(entry)) for number, (name, entry) in enumerate(rows) if number not in elsewhere
    }
    placed = dict(zip(new, written(gathering, [*new.values()], known) if new else (), strict=True))
    for number in range(len(rows)):
        if number in elsewhere:
            saying.that_it_stood(elsewhere[number])
        else:
            name, entry = new[number]
            saying.row(name, placed[number], entry, gathering.site.settings)
    if files.private:
        saying.what_stays(log.shown_by(entries))


def _right(found: Parsed[tuple[Entry, ...]], unread: Sequence[Problem] = ()) -> Sequence[Entry]:
    """What is to be written.

    Raises:
        Refused: something is wrong with what was told, or could not be read.
    """
    problems = sorted((*unread, *found.problems), key=lambda problem: problem.where.line)
    if problems:
        raise Refused("\n".join((*map(str, problems), *(["nothing was written"] if problems[-1].where.line else []))))
    return found.records


# --- asking


def _completed(base: Told, things: Given, known: Known, gathering: Gathering) -> Sequence[Item]:
    """Asks for what is missing: of one thing all of it, of several what is the same for all.

    Raises:
        Refused: an address is none, so there is no use in asking more.
    """
    items = things.items
    is_one = len(items) == 1 and not things.problems
    if not is_one:
        _right(Parsed((), tuple(new_rows.bad_addresses(items, known))), things.problems)
        if base.kind:
            return items
    from mkdocs_reciprocity.cli.add.questions import Questions  # noqa: PLC0415 - slow to import, and only for a terminal

    questions = Questions(known, gathering)
    if not is_one:
        answers = questions.completed(new_row.read(replace(base, url=items[0].told.url), known)).told
        return [new_rows.answered(item, answers) for item in items]
    told = items[0].told
    draft = new_row.read(told, known)
    if not (told.kind and (told.url or told.peer)):
        draft = questions.completed(draft)
    if new_row.is_about_a_stranger(draft, known):
        draft = questions.introduced(draft)
    return [replace(items[0], told=draft.told)]


def _agreed(entries: Sequence[Entry], file: str | None, known: Known, gathering: Gathering) -> bool:
    """Shows what will be written, and asks whether it is right."""
    from mkdocs_reciprocity.cli.add.questions import Questions  # noqa: PLC0415 - slow to import, and only for a terminal

    return Questions(known, gathering).agreed(entries, hidden=file is not None and log_files.is_private(file))
