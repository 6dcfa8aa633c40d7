"""``mkdocs-reciprocity add``"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mkdocs_reciprocity import adding, logfile
from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.adding import Entry, Known, Told
from mkdocs_reciprocity.cli import completing
from mkdocs_reciprocity.cli.known import known_of
from mkdocs_reciprocity.cli.site import INTERRUPTED, Failure, config_option, on_a_terminal, site
from mkdocs_reciprocity.gather import Gathering, Site, today
from mkdocs_reciprocity.ledger.merge import merge
from mkdocs_reciprocity.logfile import NotWritten
from mkdocs_reciprocity.model import PeerId
from mkdocs_reciprocity.pages.pay_it_forward import did
from mkdocs_reciprocity.problem import in_one_line, quoted
from mkdocs_reciprocity.settings import Settings
from mkdocs_reciprocity.sources import log
from mkdocs_reciprocity.sources.feed_facts import line
from mkdocs_reciprocity.sources.log_edit import Placed
from mkdocs_reciprocity.sources.log_text import is_opml
from mkdocs_reciprocity.standing.deeds import Words

if TYPE_CHECKING:
    from mkdocs_reciprocity.cli.form import Form

_EPILOG = """\b
Examples:
  mkdocs-reciprocity add share https://ada.example/engines/ --via mastodon
  mkdocs-reciprocity add thank --peer ada --date yesterday
  mkdocs-reciprocity add comment https://me.example/looms/ --got --peer ben
  mkdocs-reciprocity add testimonial --asked --peer dora --answer granted"""


@click.command(epilog=_EPILOG, short_help="Note in the log what you gave, got or asked for.")
@config_option
@click.argument("kind", required=False, shell_complete=completing.kinds)
@click.argument("url", required=False, shell_complete=completing.addresses)
@click.option("--got", is_flag=True, help="You got it; without, you gave it.")
@click.option("--asked", is_flag=True, help="You asked for it: KIND is what you asked for.")
@click.option(
    "--peer", metavar="ID", default="", shell_complete=completing.peers, help="Who, where the URL does not tell."
)
@click.option(
    "--via", metavar="WHERE", default="", shell_complete=completing.ways, help="Where: mastodon, newsletter, …"
)
@click.option("--note", metavar="TEXT", default="", help="A sentence of yours.")
@click.option("--title", metavar="TEXT", default="", help="Of the post; by default what the peer's feed calls it.")
@click.option(
    "--date", metavar="DATE", default="today", show_default=True, shell_complete=completing.dates,
    help="2026-11-02, 2026-11, yesterday, 3 days ago, or unknown.",
)  # fmt: skip
@click.option("--tag", "tags", metavar="WORD", multiple=True, shell_complete=completing.tags, help="Can be repeated.")
@click.option("--private/--public", default=None, help="Keep it out of everything, or publish what would be private.")
@click.option("--answer", type=click.Choice(["granted", "declined"]), default=None, help="To what was asked.")
@click.option("--evidence", metavar="URL", multiple=True, help="Where it can be seen; can be repeated.")
@click.option("--peer-name", "name", metavar="NAME", default="", help="List a new peer too, by this name.")
@click.option("--home", metavar="URL", default="", help="Where the new peer is at home.")
@click.option("--file", metavar="FILE", default=None, shell_complete=completing.files, help="Which file of the log.")
def add(config_file: str | None, file: str | None, got: bool, asked: bool, **said: Any) -> None:
    """Note in the log what you gave, got or asked for: KIND says what was done, URL what it was about.

    The peer is known by the URL; a gift to somebody who is not listed is one too. A URL of your own site, with --got,
    is what they commented on or shared. What is not given is asked for, if you are at a terminal. The row is written
    below the last one, as that one is written; all else in the file stays as it is.
    """
    if got and asked:
        raise Failure("--got and --asked exclude each other; give one of them, or none for what you gave")
    answer = said.pop("answer") or ""
    said["kind"], said["url"] = said["kind"] or "", said["url"] or ""
    told = Told(word="got" if got else "asked" if asked else "gave", answer=answer, **said)
    try:
        _add(config_file, file, told)
    except NotWritten as error:
        raise Failure(str(error)) from None
    except (KeyboardInterrupt, EOFError):
        click.echo("stopped; nothing was written", err=True)
        sys.exit(INTERRUPTED)


def _add(config_file: str | None, file: str | None, told: Told) -> None:
    of, problems = site(config_file)
    for problem in problems:
        click.echo(str(problem), err=True)
    gathering = Gathering(of, ("peers",))
    gathering.start(fetch=False)
    wants_posts = on_a_terminal() or (told.url and not told.title)
    known = known_of(gathering, gathering.reading().feeds if wants_posts else {})
    form = _form(known, gathering)
    whole = form is not None and not told.kind
    if form and not (told.kind and (told.url or told.peer)):
        told = form.completed(told)
    if form and adding.is_about_a_stranger(told, known):
        told = form.introduced(told)
    entry = decided(told, known)
    if form and whole and not form.agreed(entry):
        click.echo("nothing was written")
        return
    name = file_for(file, told.private, entry, of)
    if elsewhere := _stands_elsewhere(gathering, name, entry, known):
        _say_that_it_stood(elsewhere)
        return
    placed = _write(gathering, name, entry, known)
    _say(name, placed, entry, known, of.settings)


def _form(known: Known, gathering: Gathering) -> Form | None:
    """The questions, for somebody who is there to answer."""
    if not on_a_terminal():
        return None
    from mkdocs_reciprocity.cli.form import Form  # noqa: PLC0415 - slow to import, and only for a terminal

    return Form(known, gathering)


def decided(told: Told, known: Known) -> Entry:
    """What is to be written.

    Raises:
        Failure: something is wrong with what was told.
    """
    found = adding.entry(told, known)
    if found.records is None:
        raise Failure("\n".join(map(str, found.problems)))
    return found.records


# --- which file


def file_for(said: str | None, private: bool | None, entry: Entry, of: Site) -> str:
    """The file of the log that a row goes into.

    That is the one that was named. For what is to be private, and for a peer who stands in a private file (nothing of
    whom belongs into one that others may read), it is a private file, if one is there; else the first that the option
    `log` names and that is not private, the last one of a pattern, or a new one that it fits.
    """
    names = logfile.names(of.root, of.settings)
    if said is not None:
        name = _named(said, names, of)
        if private is False and logfile.is_private(name):
            raise Failure(f"--public: all rows of {name} are private, by its name; give another `--file`")
        return name
    secret = [name for name in names if logfile.is_private(name)]
    there = [name for name in secret if (of.root / name).exists()]
    if private is None and (peer := entry.people.peers.get(entry.row.peer or PeerId(""))):
        private = logfile.is_private(peer.where.file)
    if private and there:
        return there[0]
    for pattern in of.settings.log:
        found = [name for name in names if name not in secret and _fits(name, pattern)]
        if found:
            return found[-1]
    return names[0] if names else logfile.beginning(of.settings, today(of.settings.zone))


def _named(said: str, names: Sequence[str], of: Site) -> str:
    """The file by the name that the option `log` has for it; seen from the folder of mkdocs.yml or from this one."""
    for name in names:
        if said == name or (Path(said).exists() and Path(said).resolve() == (of.root / name).resolve()):
            return name
    if any(_fits(said, pattern) for pattern in of.settings.log):
        return said
    raise Failure(f"--file: {quoted(said)} is no file of the log; the option `log` names {', '.join(of.settings.log)}")


def _fits(name: str, pattern: str) -> bool:
    """Whether a name is that of a file that the option `log` names, which may not be there yet."""
    as_deep = "**" in pattern or name.count("/") == pattern.count("/")
    return name == pattern or (as_deep and fnmatchcase(name, pattern))


# --- writing


def _stands_elsewhere(gathering: Gathering, name: str, entry: Entry, known: Known) -> str:
    """Where another file of the log has the row already; empty where none has."""
    for text in gathering.files.texts:
        if text.name == name or entry.peer or is_opml(text.name, text.body):
            continue
        rows = log.parse(text.body, text.name, known.rules, private=text.private, sections=("interactions",)).records
        for row in rows.interactions:
            if adding.stands(row, entry):
                return str(row.where)
    return ""


def _write(gathering: Gathering, name: str, entry: Entry, known: Known) -> Placed:
    found: list[Placed] = []
    private = logfile.is_private(name)

    def edit(body: bytes) -> bytes:
        found.append(adding.placed(body, name, entry, known.rules, private=private))
        return found[-1].body

    path = gathering.site.root / name
    try:
        logfile.change(path, name, edit)
    except KeyboardInterrupt:
        if not (found and path.is_file() and path.read_bytes() == found[-1].body):
            raise
        # It came too late, and what was written is to be said.
    return found[-1]


def _say(name: str, placed: Placed, entry: Entry, known: Known, settings: Settings) -> None:
    where = f"{in_one_line(name)}:{placed.line}"
    if entry.peer:
        who = entry.people.peers[PeerId(entry.peer)].name
        click.echo(f"{in_one_line(name)}: {line(who, 80)} is a peer now, by the id {quoted(entry.peer)}")
    if placed.stood:
        _say_that_it_stood(where)
        return
    click.echo(f"{where}: {_sentence(name, entry, known, settings)}")
    for text in placed.text.split("\n"):
        click.echo(in_one_line(text))


def _say_that_it_stood(where: str) -> None:
    click.echo(f"{where} says so already; no second row was written (a --note would tell two of them apart)")


def _sentence(name: str, entry: Entry, known: Known, settings: Settings) -> str:
    """What was done, in words, and whether it will be published."""
    words = Words(entry.people.peers, settings.kinds, lambda url, said: said or urls.readable(url), did)
    (row,) = merge([entry.row], (), entry.people).interactions
    deed = words.deed(row)
    title = f" “{line(deed.title, 100)}”" if deed.title else ""
    there = f" in “{line(deed.seen_at.title, 100)}”" if deed.seen_at else ""
    private = row.private or logfile.is_private(name)
    return f"{line(deed.who(), 80)} {line(deed.did, 120)}{title}{there} ({'private' if private else 'public'})"
