"""Writes a relation with one peer in sentences, for the terminal and for the page of the preview."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.deeds import Deed, Post
from mkdocs_reciprocity.core.desk.desk import Relation
from mkdocs_reciprocity.core.desk.phrases import counts, filled, told
from mkdocs_reciprocity.core.desk.relative_dates import ago
from mkdocs_reciprocity.core.desk.sections import Line, Part, Row, Section
from mkdocs_reciprocity.core.desk.sentences import ALL, asks, greetings, mentions, nods, recommended, ripples, thanks


def about(relation: Relation) -> tuple[str, ...]:
    """Sentences on a relation: its first and last dates, and the author's note."""
    if not (relation.given or relation.received):
        span = "Nothing is noted yet: a good time for a first gift."
    elif relation.first is None or relation.first == relation.date:
        span = f"Noted so far: {dates.in_words(relation.date)}."
    else:
        span = f"First: {dates.in_words(relation.first)}. Last: {dates.in_words(relation.date)}."
    return (span, relation.note) if relation.note else (span,)


def of_relation(relation: Relation, today: When, commands: Commands) -> tuple[Section, ...]:
    """The sections of a relation that are not empty."""
    name = relation.name
    since = f"since {dates.in_words(When(relation.window.first))}"
    gave, got = counts(relation.given_in_window), counts(relation.received_in_window)
    return filled(
        _deeds("given", f"You gave {name}", f"{since}: {gave}" if gave else "", relation.given, today),
        _deeds("received", f"{name} gave you", f"{since}: {got}" if got else "", relation.received, today),
        ripples(relation.ripples, today),
        asks(relation.asks, today),
        thanks(relation.thanks_owed, today, commands),
        greetings([relation.greeting] if relation.greeting else [], today, commands),
        nods(relation.buried_nods, today, commands),
        mentions(relation.mentions_at_risk, today, commands),
        recommended(relation.recommended_by, today, commands),
        Section("new", "New there", "", (_new(relation.newest),) if relation.newest else ()),
    )


def _deeds(id_: str, heading: str, beside: str, deeds: Sequence[Deed], today: When) -> Section:
    rows = (
        Row((Line(ago(deed.date, today), (*told(deed), *((" · ", Part(deed.via)) if deed.via else ()))),))
        for deed in deeds
    )
    return Section(id_, heading, beside, tuple(rows), most=ALL)


def _new(post: Post) -> Row:
    return Row((Line("", (Part(post.title, post.url),), address=post.url),))
