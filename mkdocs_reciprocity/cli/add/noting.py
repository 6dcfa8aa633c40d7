"""Notes what was given, got or asked for, as it was told: finds the file, writes the row, and says what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click
from msgspec.structs import replace

from mkdocs_reciprocity.cli.site import known_of, opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import on_a_terminal
from mkdocs_reciprocity.collect import log_files, plain_file
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.collect.writing.destination import file_for, named, refuse_secrets
from mkdocs_reciprocity.collect.writing.transaction import change_file
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.editing import new_row, same_row
from mkdocs_reciprocity.core.editing.log import Placed
from mkdocs_reciprocity.core.editing.new_row import Draft, Entry, Known, Told, Word
from mkdocs_reciprocity.core.ledger.doubts import Doubts
from mkdocs_reciprocity.core.ledger.merge import merge
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.text import is_opml
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.titles import Titles
from mkdocs_reciprocity.core.wording import did

_IN_THE_ROW = "write `private: false` or `true`"
_AS_OPTIONS = "`--private` or `--public` does it from the start"


def note(config_file: str | None, file: str | None, *, got: bool, asked: bool, said: dict[str, Any]) -> None:
    """Writes one row, unless it stands there already, or the author does not agree to it.

    Args:
        config_file: as ``-f`` says.
        file: the file of the log that was named, None for the one that fits.
        got: it was got.
        asked: it was asked for.
        said: all else that was typed, by the names in `Told`.

    Raises:
        Refused: something is wrong with what was told.
    """
    if got and asked:
        raise Refused("--got and --asked exclude each other; give one of them, or none for what you gave")
    answer = said.pop("answer") or ""
    kind, url = said.pop("kind") or "", said.pop("url") or ""
    if "://" in kind:  # whichever was given first: an address is no kind
        kind, url = url, kind
    word: Word = "got" if got else "asked" if asked else "gave"
    told = Told(word=word, kind=kind, url=url, answer=answer, **said)
    gathering = Gathering(opened(config_file), ("peers",))
    wants_posts = on_a_terminal() or (told.url and not told.title)
    known = known_of(gathering, Sources(gathering).reading().facts.feeds if wants_posts else {})
    entry = _asked(told, known, gathering, file) if on_a_terminal() else _entry(new_row.read(told, known), known)
    if entry is None:
        click.echo("nothing was written")
        return
    name = _file(file, told, entry, gathering)
    if elsewhere := _stands_elsewhere(gathering, name, entry, known):
        _say_that_it_stood(elsewhere)
    else:
        entry = _remembering(entry, gathering, known)
        _say(name, _write(gathering, name, entry, known), entry, gathering.site.settings)
    if told.private:
        _say_what_stays(_found(gathering, known, lambda row: same_row.shows(row, entry)))


def _asked(told: Told, known: Known, gathering: Gathering, file: str | None) -> Entry | None:
    """Asks all questions. Returns the entry to be written; None if the author does not agree."""
    from mkdocs_reciprocity.cli.add.questions import Questions  # noqa: PLC0415 - slow to import, and only for a terminal

    questions = Questions(known, gathering)
    draft = new_row.read(told, known)
    if not (told.kind and (told.url or told.peer)):
        draft = questions.completed(draft)
    if new_row.is_about_a_stranger(draft, known):
        draft = questions.introduced(draft)
    entry = _entry(draft, known)
    hidden = file is not None and log_files.is_private(file)
    return entry if told.kind or questions.agreed(entry, hidden=hidden) else None


def _entry(draft: Draft, known: Known) -> Entry:
    """The entry to be written.

    Raises:
        Refused: something is wrong with what was told.
    """
    found = new_row.entry(draft, known)
    if found.records is None:
        raise Refused("\n".join(map(str, found.problems)))
    return found.records


# --- which file


def _file(said: str | None, told: Told, entry: Entry, gathering: Gathering) -> str:
    """The file that ``--file`` names; else the private or the public file that fits the entry."""
    secret = entry.is_secret()
    if said is not None:
        name = named(said, gathering)
        if told.private is False and log_files.is_private(name):
            raise Refused(f"--public: all rows of {in_one_line(name)} are private, by its name; give another `--file`")
    elif told.private is not None:
        name = file_for(gathering, private=told.private)
    else:
        name = file_for(gathering, private=True if secret or entry.concerns_somebody_private() else None)
    if secret:
        refuse_secrets(name)
    return name


# --- writing


def _stands_elsewhere(gathering: Gathering, name: str, entry: Entry, known: Known) -> str:
    """The place of the same row in another file of the log; empty if there is none."""
    found = _found(gathering, known, lambda row: same_row.stands(row, entry), but=name)
    return "" if entry.peer else next(found, "")


def _found(gathering: Gathering, known: Known, agrees: Callable[[Interaction], bool], but: str = "") -> Iterator[str]:
    """The places of the rows for which ``agrees`` is true, outside of the file ``but``."""
    for text in gathering.files.texts:
        if text.name == but or is_opml(text.name, text.body):
            continue
        rows = log_reader.parse(
            text.body, text.name, known.rules, private=text.private, sections=("interactions",)
        ).records
        for row in rows.interactions:
            if agrees(row):
                yield str(row.where)


def _remembering(entry: Entry, gathering: Gathering, known: Known) -> Entry:
    """The entry. If the log has older rows about a new peer, as a stranger, `was` says by which host, for permanent
    links.
    """
    home = entry.people.peers[PeerId(entry.peer)].home if entry.peer else None
    host = urls.host(home) if home else ""
    found = _found(gathering, known, lambda row: not row.peer and urls.host(row.url or Url("")) == host)
    if not host or not next(found, ""):
        return entry
    return replace(entry, peer_fields={**entry.peer_fields, "was": host})


def _write(gathering: Gathering, name: str, entry: Entry, known: Known) -> Placed:
    found: list[Placed] = []
    private = log_files.is_private(name)

    def edit(body: bytes) -> bytes:
        found.append(same_row.placed(body, name, entry, known.rules, private=private))
        return found[-1].body

    path = gathering.site.root / name
    try:
        change_file(gathering.site.root, name, edit, to_stderr)
    except KeyboardInterrupt:
        if not (found and path.is_file() and plain_file.read(path) == found[-1].body):
            raise
        # Ctrl-C came too late: the row is written, so that is said.
    return found[-1]


def _say(name: str, placed: Placed, entry: Entry, settings: Settings) -> None:
    where = f"{in_one_line(name)}:{placed.line}"
    if entry.peer:
        who = entry.people.peers[PeerId(entry.peer)].name
        click.echo(f"{in_one_line(name)}: {line(who, 80)} is a peer now, by the id {quoted(entry.peer)}")
    if placed.stood:
        _say_that_it_stood(where)
        return
    ledger = merge([entry.row], (), entry.people)
    is_hidden = log_files.is_private(name)
    click.echo(f"{where}: {_sentence(ledger.interactions[0], entry, settings, private=is_hidden)}")
    for text in placed.text.split("\n"):
        click.echo(in_one_line(text))
    for problem in () if is_hidden else ledger.problems:  # a `via` that is not known to be public
        click.echo(problem.message.replace(_IN_THE_ROW, f"{_IN_THE_ROW} into it ({_AS_OPTIONS})"))
    if doubt := Doubts(entry.people).of(ledger.interactions[0]):
        click.echo(doubt.message)


def _say_that_it_stood(where: str) -> None:
    apart = "(another --via would tell two of them apart, or a --note to each)"
    click.echo(f"{where} says so already; no second row was written {apart}")


def _say_what_stays(places: Iterable[str]) -> None:
    """Says which rows publish what is private in the new one."""
    shown = [*places]
    if len(shown) == 1:
        click.echo(f"{shown[0]} says the same in public, and stays so; take it out, or write `private: true` there too")
    elif shown:
        them = ", ".join(shown)
        click.echo(f"{them} say the same in public, and stay so; take them out, or write `private: true` there too")


def _sentence(row: Interaction, entry: Entry, settings: Settings, *, private: bool) -> str:
    """The row in words, and whether it will be published."""
    titles = Titles({}, {})
    deed = Words(entry.people.peers, settings.kinds, titles.of, titles.of_gift, did).deed(row)
    title = f" “{line(deed.title, 100)}”" if deed.title else ""
    there = f" in “{line(deed.seen_at.title, 100)}”" if deed.seen_at else ""
    nowhere = "public" if row.peer or row.direction != "received" else "shown nowhere"
    shown = "private" if private or row.private else nowhere
    return f"{line(deed.who(), 80)} {line(deed.did, 120)}{title}{there} ({shown})"
