"""Laws of keeping what was seen: the ledger says the same afterwards, and there is nothing left to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from hypothesis import given
from msgspec.structs import replace

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import Book, rules_of
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing import new_log
from mkdocs_reciprocity.core.ledger.accept import entry_that_ignores, identity, row_that_keeps, unkept
from mkdocs_reciprocity.core.ledger.identity import Directory, resolve
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import Feed, Interaction, OwnPage, PeerId
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.yaml.quoting import Value
from tests.core.ledger import making
from tests.core.ledger.making import TODAY, options, who
from tests.laws.test_laws_of_the_ledger import PEERS, feed_maps, law, log_of, made, numbered, page_lists

Feeds = Mapping[PeerId, Sequence[Feed]]
PEOPLE: Directory = who(*PEERS)
RULES = rules_of(options(), TODAY)
NOWHERE = ("", "", 0)


def ledger_of(book: Book, of: Feeds, pages: Sequence[OwnPage]) -> Ledger:
    return pipeline.keep_ledger(making.facts(book, of, pages))


def book_of(rows: Sequence[Interaction]) -> Book:
    return Book(PEOPLE, resolve(Log((), tuple(rows)), PEOPLE).records)


def kept(book: Book, rows: Sequence[Interaction]) -> Book:
    """The book after these rows were written, and read again: the private ones from a private file."""
    read: list[Interaction] = []
    for name, private in (("kept.yml", False), ("kept.private.yml", True)):
        fields: list[Mapping[str, Value]] = [row_that_keeps(row) for row in rows if row.private == private]
        body = log_edit.with_rows(new_log.HEADING, name, fields, RULES)
        parsed = log_reader.parse(body, name, RULES, private=private)
        assert not parsed.problems
        read += parsed.records.interactions
    return replace(book, rows=(*book.rows, *resolve(Log((), tuple(read)), PEOPLE).records))


def facts(ledger: Ledger) -> list[str]:
    """All that the ledger says, wherever it stands."""
    return sorted(map(fact, ledger.interactions))


def fact(row: Interaction) -> str:
    return repr(replace(row, where=Where(""), seen_at=NOWHERE, said_private=None))


@law
@given(made(log_of), feed_maps, page_lists)
def test_what_is_kept_says_what_was_seen(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    book = book_of(numbered(rows))
    before = ledger_of(book, of, pages)
    after = ledger_of(kept(book, unkept(before.interactions)), of, pages)
    assert facts(after) == facts(before)
    assert unkept(after.interactions) == []


@law
@given(feed_maps, page_lists)
def test_what_is_kept_stands_as_it_was_seen(of: Feeds, pages: list[OwnPage]) -> None:
    """In the order of pages and entries; what is private goes into another file."""
    book = book_of([])
    before = ledger_of(book, of, pages)
    after = ledger_of(kept(book, unkept(before.interactions)), of, pages)
    for private in (False, True):
        shown, found = ([row for row in one.interactions if row.private == private] for one in (before, after))
        assert list(map(fact, found)) == list(map(fact, shown))


@law
@given(made(log_of), feed_maps, page_lists)
def test_what_is_kept_outlives_feeds_and_pages(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    book = book_of(numbered(rows))
    new = unkept(ledger_of(book, of, pages).interactions)
    alone = ledger_of(kept(book, new), {}, [])
    left = {str((row.date, row.direction, row.kind, row.peer, row.url, row.evidence)) for row in alone.interactions}
    for row in new:
        assert str((row.date, row.direction, row.kind, row.peer, row.url, row.evidence)) in left


@law
@given(made(log_of), feed_maps, page_lists, made(lambda random: random))
def test_what_is_kept_one_by_one_is_kept_as_well(
    rows: list[Interaction], of: Feeds, pages: list[OwnPage], random: Random
) -> None:
    """Keeping some takes nothing from the others; so the order of answers never matters."""
    book = book_of(numbered(rows))
    before = ledger_of(book, of, pages)
    new = unkept(before.interactions)
    some = [row for row in new if row.evidence and random.random() < 0.5]
    after = ledger_of(kept(book, some), of, pages)
    with_evidence = {identity(row) for row in new if row.evidence} - {identity(row) for row in some}
    assert with_evidence <= {identity(row) for row in unkept(after.interactions)}


@law
@given(made(log_of), feed_maps, page_lists)
def test_what_is_ignored_is_all_that_goes(rows: list[Interaction], of: Feeds, pages: list[OwnPage]) -> None:
    book = book_of(numbered(rows))
    before = ledger_of(book, of, pages)
    for row in unkept(before.interactions):
        body = log_edit.with_ignored(new_log.HEADING, "kept.yml", [entry_that_ignores(row)], RULES)
        ignored = log_reader.parse(body, "kept.yml", RULES).records.ignored
        after = ledger_of(replace(book, ignored=ignored), of, pages)
        gone = {identity(row) for row in unkept(before.interactions)} - {
            identity(row) for row in unkept(after.interactions)
        }
        assert identity(row) in gone
        assert len(gone) == 1 or not row.evidence
