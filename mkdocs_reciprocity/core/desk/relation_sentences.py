"""Writes a relation with one peer in sentences, for the terminal and for the page of the preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.deeds import Deed
from mkdocs_reciprocity.core.desk.desk import Relation
from mkdocs_reciprocity.core.desk.phrases import counts, filled, told
from mkdocs_reciprocity.core.desk.relative_dates import ago
from mkdocs_reciprocity.core.desk.sections import Line, Part, Row, Section
from mkdocs_reciprocity.core.desk.sentences import (
    ALL,
    asks,
    greetings,
    mentions,
    nods,
    quiet,
    recommended,
    ripples,
    thanks,
)
from mkdocs_reciprocity.core.desk.thread import Last, Newest, Thread


def about(relation: Relation) -> tuple[str, ...]:
    """What stands above all else: the author's note on the peer, and how to begin where nothing is noted."""
    beginning = "" if relation.given or relation.received else "Nothing is noted yet: a good time for a first gift."
    return tuple(said for said in (beginning, relation.note) if said)


def of_relation(relation: Relation, today: When, commands: Commands) -> tuple[Section, ...]:
    """The sections of a relation that are not empty: where it was left off, what is open, then all there was."""
    name = relation.name
    since = f"since {dates.in_words(When(relation.window.first))}"
    gave, got = counts(relation.given_in_window), counts(relation.received_in_window)
    answered, unanswered = (
        [ask for ask in relation.asks if bool(ask.deed.answer) is settled] for settled in (True, False)
    )
    return filled(
        Section("thread", "Where you left off", _span(relation), tuple(_left_off(relation.thread, today))),
        Section("new", "New there", "", (_new(relation.newest, today),) if relation.newest else ()),
        thanks(relation.thanks_owed, today, commands),
        greetings([relation.greeting] if relation.greeting else [], today, commands),
        quiet([relation.gone_quiet] if relation.gone_quiet else [], commands),
        replace(asks(unanswered, today), id="open", heading="Asked, and still open"),
        _deeds("given", f"You gave {name}", f"{since}: {gave}" if gave else "", relation.given, today),
        _deeds("received", f"{name} gave you", f"{since}: {got}" if got else "", relation.received, today),
        ripples(relation.ripples, today),
        asks(answered, today),
        nods(relation.buried_nods, today, commands),
        mentions(relation.mentions_at_risk, today, commands),
        recommended(relation.recommended_by, today, commands),
    )


def _span(relation: Relation) -> str:
    """The first and the last date."""
    first, last = relation.first, relation.date
    if first is None or first == last:
        return ""
    return f"first {dates.in_words(first)}, last {dates.in_words(last)}"


def _left_off(thread: Thread, today: When) -> Iterator[Row]:
    """The last of each side; the side that was last stands first."""
    sides = [side for side in (thread.theirs, thread.yours) if side]
    for side in sorted(sides, key=lambda side: side[0].deed.date or "", reverse=True):
        yield Row(tuple(_last(one, today) for one in side))


def _last(last: Last, today: When) -> Line:
    words = f"“{last.words}”" if last.quoted and last.words else last.words
    return Line(ago(last.deed.date, today), told(last.deed), (words,) if words else ())


def _deeds(id_: str, heading: str, beside: str, deeds: Sequence[Deed], today: When) -> Section:
    rows = (
        Row((Line(ago(deed.date, today), (*told(deed), *((" · ", Part(deed.via)) if deed.via else ()))),))
        for deed in deeds
    )
    return Section(id_, heading, beside, tuple(rows), most=ALL)


def _new(post: Newest, today: When) -> Row:
    begins = (post.begins,) if post.begins else ()
    return Row((Line(ago(post.date, today) if post.date else "", (Part(post.title, post.url),), begins, post.url),))
