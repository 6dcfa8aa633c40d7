"""``mkdocs-reciprocity ignore``: what was seen by mistake counts no longer."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

import click
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cli.site import Snapshot, opened, to_stderr
from mkdocs_reciprocity.cli.terminal.command import config_option, examples, offered
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.writing.destination import Bodies, body_of, file_for
from mkdocs_reciprocity.collect.writing.transaction import change_files
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import rules_of
from mkdocs_reciprocity.core.desk import ripples, sentences
from mkdocs_reciprocity.core.desk.ripples import Followed
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.ledger.accept import fields_of, identity
from mkdocs_reciprocity.core.ledger.ignored import forms_of, seen_of, without_ignored
from mkdocs_reciprocity.core.ledger.peer_advice import known_peer
from mkdocs_reciprocity.core.log import word_advice
from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.log.ignored import ignored_of
from mkdocs_reciprocity.core.log.row import Rules
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Refused, Where, in_one_line


class _Done(Struct, frozen=True):
    """What was written, and what it changes.

    ``file`` is empty if all of it was ignored already. ``hidden`` are sentences on rows that are gone, ``less`` on rows
    that have lost one of their places. ``logged`` are rows of the log that say the same; they stay.
    """

    file: str
    hidden: Sequence[str] = ()
    less: Sequence[str] = ()
    logged: Sequence[Where] = ()


@click.command(
    epilog=examples(
        "ignore https://ada.example/about/",
        "ignore --gave link --peer dora",
        "ignore --got link --evidence https://ada.example/blogroll/",
    ),
)
@config_option
@click.argument("url", required=False)
@click.option("--gave", metavar="KIND", help="Only what you gave: a `link`.")
@click.option("--got", metavar="KIND", help="Only what you received: a `link` or a `share`.")
@click.option("--peer", metavar="ID", shell_complete=offered("peers"), help="Only with this peer.")
@click.option("--evidence", metavar="URL", help="Only what was seen in this post or on this page.")
def ignore(
    config_file: str | None, url: str | None, gave: str | None, got: str | None, peer: str | None, evidence: str | None
) -> None:
    """Write below `ignore:` in the log what was seen in feeds and pages and should not count.

    URL is what it is about, or where it was seen. Rows of the log stay; delete those by hand. Prints what is hidden
    from now on.
    """
    of = opened(config_file)
    said = {"gave": gave, "got": got, "peer": peer, "url": url, "evidence": evidence}
    fields = {name: text.strip() for name, text in said.items() if text is not None and text.strip()}
    done, _ = change_files(of, lambda gathering: _decided(gathering, fields), to_stderr)
    _say(done)


def _decided(gathering: Gathering, fields: Mapping[str, str]) -> tuple[Bodies, _Done]:
    known = Snapshot(gathering)
    rules = rules_of(gathering.site.settings, gathering.today)
    entry = _entry(fields, gathering, rules)
    forms = forms_of(entry)
    if {replace(old, where=Where("")) for old in gathering.book.ignored}.intersection(forms):
        return {}, _Done("")
    account = known.account()
    new = seen_of(forms, known.ledger.interactions, map(ripples.ripple_of, ripples.followed(account)))
    later = ripples.hidden_by(new, account)
    gone, after = _without(known, new)
    logged = [row for row in known.ledger.interactions if row.where.file]
    open_ = set(without_ignored(logged, new))
    still = {_place(row) for row in after}
    name = file_for(gathering, private=_is_private(entry, (*gone, *later), gathering))
    words = account.words
    hidden = [words.sentence(row) for row in gone if _place(row) not in still]
    hidden += map(sentences.ripple_with_date, later)
    less = [words.sentence(row) for row in gone if _place(row) in still]
    said = [row.where for row in logged if row not in open_]
    body = log_edit.with_ignored(body_of(gathering, name), name, list(map(fields_of, new)), rules)
    return {name: body}, _Done(name, hidden, less, said)


def _entry(fields: Mapping[str, str], gathering: Gathering, rules: Rules) -> Ignored:
    """What was typed, as the log's reader takes it.

    Raises:
        Refused: something is wrong; the sentence is in the words of the command line.
    """
    if "peer" in fields:
        known_peer(fields["peer"], gathering.book.directory)
    for field in ("gave", "got"):
        if field in fields and fields[field] not in rules.kinds:
            raise Refused(f"--{field}: {word_advice.kind(fields[field], rules.kinds)}")
    entry, faults = ignored_of(Raw(fields, 0, [0] * len(fields)), rules, "")
    for field, message in faults:
        raise Refused(message if field else "this would ignore everything; give a URL, --peer or --evidence")
    assert entry is not None, faults  # noqa: S101 - there is one where there are no faults
    return replace(entry, where=Where(""))


def _without(known: Snapshot, ignored: Iterable[Ignored]) -> tuple[list[Interaction], Sequence[Interaction]]:
    """The rows of the ledger that these entries remove or change, and all rows that are left."""
    book = known.facts.book
    book = replace(book, ignored=(*book.ignored, *ignored))
    after = pipeline.keep_ledger(replace(known.facts, book=book)).interactions
    left = set(after)
    return [row for row in known.ledger.interactions if row not in left], after


def _place(row: Interaction) -> Hashable:
    """What identifies a row, even if it has less evidence than before."""
    return row.where if row.where.file else identity(row)


def _is_private(entry: Ignored, gone: Iterable[Interaction | Followed], gathering: Gathering) -> bool:
    """Whether the entry names a private peer, or hides something private."""
    people = gathering.book.directory
    hides = people.is_private(entry.peer) or any(people.hiding(url) for url in (entry.url, entry.evidence) if url)
    return hides or any(one.private for one in gone)


def _say(done: _Done) -> None:
    if not done.file:
        click.echo("ignored already; nothing was changed")
        return
    for sentence in done.hidden:
        click.echo(f"hidden: {sentence}")
    for sentence in done.less:
        click.echo(f"no longer seen there: {sentence}")
    for where in done.logged:
        click.echo(f"{where} says this too, and stays; take it out by hand if it should not count")
    if not (done.hidden or done.less or done.logged):
        click.echo("hides nothing that was seen so far; if it is seen, it will not count")
    click.echo(f"written to {in_one_line(done.file)}")
