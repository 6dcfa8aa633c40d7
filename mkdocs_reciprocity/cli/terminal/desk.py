"""The desk and the relation with one peer, laid out for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_reciprocity.cli.terminal.paper import Paper
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk import relation_sentences, sentences
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.desk import Desk, Relation
from mkdocs_reciprocity.core.desk.sections import MOST_LINES, Line, Row, Section, more


def show(shown: Desk | Relation, today: When, commands: Commands) -> None:
    """Prints it."""
    paper = Paper()
    if isinstance(shown, Desk):
        _desk(paper, shown, commands)
    else:
        _relation(paper, shown, today, commands)
    paper.done()


def show_section(section: Section, about: str, nothing: str) -> None:
    """Prints one section of its own, or the sentence that there is nothing in it."""
    paper = Paper()
    paper.title(section.heading, about)
    if not section.rows:
        paper.say(nothing)
    for row in section.rows:
        _row(paper, row)
    paper.done()


def _desk(paper: Paper, desk: Desk, commands: Commands) -> None:
    paper.title("Your desk", "private: no build contains any of it")
    for sentence in desk.opening:
        paper.say(sentence)
    sections = sentences.of_desk(desk, commands)
    _sections(paper, sections)
    if not desk.empty:
        settles = any(row.command for section in sections for row in section.rows[: section.most])
        first = "Each command settles what stands above it. " if settles else ""
        paper.gap()
        paper.say(f"{first}All there is with one peer:", "dim")
        paper.whole(commands.relation("ID"), "dim")


def _relation(paper: Paper, relation: Relation, today: When, commands: Commands) -> None:
    paper.title(relation.name, relation.url or "")
    for sentence in relation_sentences.about(relation):
        paper.say(sentence)
    _sections(paper, relation_sentences.of_relation(relation, today, commands))


def _sections(paper: Paper, sections: Iterable[Section]) -> None:
    for section in sections:
        paper.heading(section.heading, section.beside)
        for row in section.rows[: section.most]:
            _row(paper, row)
        paper.whole(section.more, "dim")


def _row(paper: Paper, row: Row) -> None:
    for line in row.lines[:MOST_LINES]:
        _line(paper, line)
    paper.whole(more(len(row.lines) - MOST_LINES), "dim")
    paper.whole(row.command, "dim")
    paper.whole(row.also, "dim")


def _line(paper: Paper, line: Line) -> None:
    paper.row(line.first, line.text, *line.under)
    paper.whole(line.address or "")
