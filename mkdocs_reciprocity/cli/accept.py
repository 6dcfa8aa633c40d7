"""``mkdocs-reciprocity accept``: what was seen in feeds and pages is kept in the log."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from shutil import get_terminal_size
from textwrap import fill

import click
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cli.site import Snapshot, opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered, on_a_terminal
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.writing.destination import Bodies, body_of, file_for
from mkdocs_reciprocity.collect.writing.transaction import change_files, refuse_mistakes
from mkdocs_reciprocity.core.book import rules_of
from mkdocs_reciprocity.core.desk import ripples, sentences
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.desk.ripples import Followed
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.ledger.accept import Said, entry_that_ignores, identity, row_that_keeps, unkept
from mkdocs_reciprocity.core.ledger.held_back import is_by_a_stranger, written
from mkdocs_reciprocity.core.ledger.peer_advice import known_peer
from mkdocs_reciprocity.core.lines import line
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.personal import as_title
from mkdocs_reciprocity.core.problem import Refused, in_one_line
from mkdocs_reciprocity.core.wording import counted

MOST_AT_ONCE = 1_000
"""The most rows that one run keeps. The oldest come first, because feeds forget those first."""


class _Seen(Struct, frozen=True):
    """Something that was seen and is in no file: a row of the ledger, or a ripple; with its sentence."""

    what: Interaction | Followed
    identity: Hashable
    sentence: str
    private: bool


class Wanted(Struct, frozen=True):
    """The identities of what is to be kept and to be ignored; None for all there is. ``with_words`` are those of which
    the author's words are kept, too.
    """

    kept: Collection[Hashable] | None = None
    ignored: Collection[Hashable] = ()
    with_words: Collection[Hashable] = ()


class _Done(Struct, frozen=True):
    """Sentences on what is kept, ignored and left out, and the names of the files."""

    kept: Sequence[str]
    ignored: Sequence[str]
    files: Sequence[str]
    left: Sequence[str]


@click.command(
    epilog=examples("accept", "accept --all --peer ada"),
)
@config_option
@click.option("--all", "everything", is_flag=True, help="Keep all that is new, and ask nothing.")
@click.option("--peer", metavar="ID", shell_complete=offered("peers"), help="Only what was seen of one peer.")
def accept(config_file: str | None, everything: bool, peer: str | None) -> None:
    """Write into the log what was seen and is not in it: links in your own pages, mentions in your peers' feeds,
    webmentions, what you and others did on your own places (`me`), and who linked to a post after you had passed it on.

    A feed forgets its older posts, the log does not. You are asked about each: y keeps it, n leaves it, i ignores it
    for good, q stops. --all keeps all, except what was done by people who are not listed, and at most a thousand rows a
    run. If you wrote something about a gift on a place of your own (`me`), y makes it the note, which is published; w
    keeps the gift without it, and so does --all. What is private goes into a private file. The pages are known as the
    last build saw them, the feeds as they were read last: `mkdocs-reciprocity refresh` reads them now.
    """
    of = opened(config_file)
    wanted = Wanted() if everything else _asked(of, peer)
    if wanted.kept is None or wanted.kept or wanted.ignored:
        done, _ = change_files(of, lambda gathering: _decided(gathering, wanted, peer), to_stderr)
        _say(done)


# --- asking


def _asked(of: Site, peer: str | None) -> Wanted:
    gathering = Gathering(of)
    refuse_mistakes(gathering)
    known = Snapshot(gathering)
    found = _new(known, peer, strangers=True)
    if not found:
        click.echo("Nothing new: all that was seen is in the log.")
        return Wanted(())
    if not on_a_terminal():
        but = ", which leaves out people who are not listed" if _is_by_a_stranger(found[-1], gathering) else ""
        raise Refused(
            f"{counted(len(found), 'row is', 'rows are')} new, and there is no terminal to ask at; use --all{but}"
        )
    _say_why(strangers=_is_by_a_stranger(found[-1], gathering))
    kept: set[Hashable] = set()
    ignored: set[Hashable] = set()
    with_words: set[Hashable] = set()
    for number, one in enumerate(found, 1):
        about = " (private)" if one.private else ""
        about += " (of somebody who is not listed)" if _is_by_a_stranger(one, gathering) else ""
        click.echo(f"\n{number} of {len(found)}{about}")
        _show(one)
        proposed = bool(isinstance(one.what, Interaction) and one.what.proposed)
        answer = _answer(words=proposed)
        if answer == "q":
            break
        if answer in {"y", "w"}:
            kept.add(one.identity)
        if answer == "y" and proposed:
            with_words.add(one.identity)
        elif answer == "i":
            ignored.add(one.identity)
    return Wanted(kept, ignored, with_words)


def _is_by_a_stranger(one: _Seen, gathering: Gathering) -> bool:
    return isinstance(one.what, Interaction) and is_by_a_stranger(one.what, gathering.book.directory)


def _say_why(*, strangers: bool) -> None:
    """Prints what it is good for to keep something."""
    why = "What is only seen counts while it is there: feeds forget older posts, pages change. What you keep stays."
    if strangers:
        why += " What people did who are not listed does not count before you keep it."
    click.echo(fill(why, get_terminal_size().columns - 1))


def _show(one: _Seen) -> None:
    """Prints what was seen, where, and in what words."""
    width = get_terminal_size().columns - 1
    click.echo(fill(one.sentence, width, break_on_hyphens=False))
    for address in _addresses(one.what):
        click.echo(f"  {address}")
    for said in _words_of(one.what):
        click.echo(fill(said, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))


def _addresses(what: Interaction | Followed) -> list[str]:
    """The addresses: what it is about, and where it was seen. Each can be copied from its line."""
    places = what.evidence if isinstance(what, Interaction) else [what.seen_at.url] if what.seen_at else []
    urls = dict.fromkeys((*([what.url] if what.url else []), *places))
    return [line(url, len(url)) for url in urls]


def _words_of(what: Interaction | Followed) -> list[str]:
    if not isinstance(what, Interaction):
        return []
    return [said for said in (what.proposed and f"note: {what.proposed}", what.said and f"“{what.said}”") if said]


def _answer(*, words: bool) -> str:
    """One of y, n, i and q, and w where there are ``words``. After any other answer, the question is asked again."""
    answers = {"y": "y", "yes": "y", "n": "n", "no": "n", "i": "i", "ignore": "i", "q": "q", "quit": "q"}
    without = ", [w]ithout the note" if words else ""
    if words:
        answers |= {"w": "w", "without": "w"}
    while True:
        said: str = click.prompt(f"Keep it? [y]es{without}, [n]o, [i]gnore, [q]uit", prompt_suffix=" ", default="y")
        if answer := answers.get(said.strip().lower()):
            return answer


# --- deciding


def _new(known: Snapshot, peer: str | None, *, strangers: bool) -> list[_Seen]:
    one = known_peer(peer, known.gathering.book.directory).id if peer is not None else None
    account = known.account()
    held = known.ledger.pending if strangers and one is None else ()
    of_peers, of_strangers = (
        [_Seen(row, identity(row), account.words.sentence(row), row.private) for row in rows]
        for rows in (unkept(known.ledger.interactions, one), held)
    )
    later = (
        _Seen(ripple, ripples.identity(ripple), sentences.ripple_with_date(ripple), ripple.private)
        for ripple in ripples.unkept(account, one)
    )
    return [*of_peers, *later, *of_strangers]


def _decided(gathering: Gathering, wanted: Wanted, peer: str | None) -> tuple[Bodies, _Done]:
    """The files with the new rows, and with the new entries below `ignore:`."""
    known = Snapshot(gathering)
    found = _new(known, peer, strangers=wanted.kept is not None)  # --all means what is surely of peers
    keep = [one for one in found if wanted.kept is None or one.identity in wanted.kept]
    keep, left = keep[:MOST_AT_ONCE], len(keep[MOST_AT_ONCE:])
    ignore = [one for one in found if one.identity in wanted.ignored]
    changed: dict[str, bytes] = {}
    words, rules = known.words(), rules_of(gathering.site.settings, gathering.today)
    for private in (False, True):
        kept, ignored = ([one for one in some if one.private == private] for some in (keep, ignore))
        if not kept and not ignored:
            continue
        name = file_for(gathering, private=private)
        say_private = private and not log_files.is_private(name)
        body = changed.get(name) or body_of(gathering, name)
        rows = [
            row_that_keeps(
                _titled(written(one.what, gathering.book.directory), words),
                say_private=say_private,
                words=one.identity in wanted.with_words,
            )
            for one in kept
            if isinstance(one.what, Interaction)
        ]
        body = log_edit.with_rows(body, name, rows, rules)
        later = [ripples.entry_that_keeps(one.what) for one in kept if isinstance(one.what, Followed)]
        body = log_edit.with_ripples(body, name, later, rules)
        changed[name] = log_edit.with_ignored(body, name, [_ignoring(one.what, gathering) for one in ignored], rules)
    notes = [problem.in_public() for problem in known.ledger.left_out]
    if left:
        notes.append(f"{counted(left, 'row is', 'rows are')} left: run this again for the next {MOST_AT_ONCE:,}")
    return changed, _Done(_sentences(keep), _sentences(ignore), list(changed), notes)


def _ignoring(what: Interaction | Followed, gathering: Gathering) -> Said:
    if isinstance(what, Followed):
        return ripples.entry_that_ignores(what)
    return entry_that_ignores(written(what, gathering.book.directory))


def _titled(row: Interaction, words: Words) -> Interaction:
    """A link of the author's, with the title that the feed has for it; without one, it keeps its own text."""
    if row.source != "page" or row.url is None:
        return row
    title = words.gift(row)
    return replace(row, title="" if title == as_title(row.url) else title)


def _sentences(rows: Sequence[_Seen]) -> list[str]:
    """A sentence for each public row. Private rows are only counted: others may read the output of a scheduled job."""
    hidden = sum(row.private for row in rows)
    said = [row.sentence for row in rows if not row.private]
    return [*said, *([counted(hidden, "private row", "private rows")] if hidden else [])]


def _say(done: _Done) -> None:
    """Prints what was written."""
    for sentence in done.kept:
        click.echo(f"kept: {sentence}")
    for sentence in done.ignored:
        click.echo(f"ignored: {sentence}")
    if done.files:
        click.echo(f"written to {', '.join(map(in_one_line, done.files))}")
    for sentence in done.left:
        click.echo(sentence)
