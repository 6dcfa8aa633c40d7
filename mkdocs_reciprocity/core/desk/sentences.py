"""Writes the desk and a relation in sentences, for the terminal and for the page of the preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.deeds import Deed, Post
from mkdocs_reciprocity.core.desk.desk import Desk, Relation
from mkdocs_reciprocity.core.desk.due import Greeting, Mention
from mkdocs_reciprocity.core.desk.neighbours import FEW, FEWEST, Unmet
from mkdocs_reciprocity.core.desk.reading_list import Reading
from mkdocs_reciprocity.core.desk.recommenders import Recommender
from mkdocs_reciprocity.core.desk.relation import Ask, Channel, Counts, OneWay
from mkdocs_reciprocity.core.desk.relative_dates import ago, every, in_month, long_ago
from mkdocs_reciprocity.core.desk.sections import Line, Part, Row, Section
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url

_ALL = 1000  # for short lists, and for what the author asked for
_CANNOT_BE_TYPED = "Its id has a hidden character; give it a plain one below `peers:`."


# --- the desk


def of_desk(desk: Desk, commands: Commands) -> tuple[Section, ...]:
    """The sections of the desk that are not empty. An empty desk says how to start."""
    today, since = desk.today, f"since {dates.in_words(When(desk.window.first))}"
    return _filled(
        Section("start", "How to start", "", _start(commands) if desk.empty else ()),
        Section(
            "reading",
            "One minute today" if desk.minutes == 1 else f"{desk.minutes} minutes today",
            "to read, and perhaps to pass on",
            tuple(_reading(one, commands) for one in desk.reading),
        ),
        _thanks(desk.thanks_owed, today, commands),
        _greetings(desk.greetings_due, today, commands),
        _nods(desk.buried_nods, today, commands),
        _mentions(desk.mentions_at_risk, today, commands),
        _words_to_keep(desk.words_to_keep, today, commands),
        _recommended(desk.recommended_by, today, commands),
        _neighbours(desk.neighbours, commands),
        Section("beside", "You and others", since, tuple(_beside(desk))),
        _asks(desk.asks, today),
        Section("places", "Where it happens", since, tuple(Row((_place(place),)) for place in desk.places), most=_ALL),
        Section(
            "one-way",
            "One way so far",
            f"{since}, as far as feeds and log can tell",
            tuple(Row((_one_way(one, today),)) for one in desk.relations),
            most=_ALL,
        ),
    )


def _start(commands: Commands) -> tuple[Row, ...]:
    first = Line("", ("Think of a post that did you good, tell somebody of it, and note that:",))
    friends = "List your friends' blogs below `peers:`: what they write and where they link to you will turn up here."
    return (Row((first,), commands.share(Url("https://ada.example/engines/"))), Row((Line("", (friends,)),)))


def _reading(one: Reading, commands: Commands) -> Row:
    line = Line(f"{one.minutes} min", (Part(one.title, one.url), " · ", Part(one.name, peer=one.peer)), (one.why,))
    return Row((line,), commands.share(one.url))


def _thanks(owed: Iterable[Deed], today: When, commands: Commands) -> Section:
    rows = (
        _row((Line(ago(deed.date, today), _deed(deed), _words(deed)) for deed in theirs), commands.thank(theirs[0]))
        for theirs in grouped(owed, lambda deed: deed.peer).values()
    )
    return Section("thanks", "Say thank you", "one to each will do", tuple(rows), "friend")


def _words(deed: Deed) -> tuple[str, ...]:
    return (deed.note,) if deed.note else ()


def _greetings(due: Iterable[Greeting], today: When, commands: Commands) -> Section:
    rows = tuple(_row([_greeting(one, today)], commands.greet(one.peer)) for one in due)
    return Section("greetings", "Say hello", "", rows)


def _greeting(greeting: Greeting, today: When) -> Line:
    rhythm = f"; you meant to be {every(greeting.every)}" if greeting.every else ""
    said = f": last in touch {long_ago(greeting.date, today)}{rhythm}." if greeting.date else ": nothing dated yet."
    under = (
        f"It was: {Line('', _deed(greeting.last)).text}." if greeting.last else "",
        f"New there: {greeting.newest.title}" if greeting.newest else "",
        greeting.note,
    )
    return Line("", (Part(greeting.name, peer=greeting.peer), said), tuple(text for text in under if text))


def _nods(nods: Iterable[Deed], today: When, commands: Commands) -> Section:
    rows = (
        Row((Line(ago(nod.date, today), _titled(nod.title, nod.url, nod.name, nod.peer)),), commands.share(nod.url))
        for nod in nods
        if nod.url
    )
    return Section("nods", "Liked, and worth more readers", "", tuple(rows))


def _mentions(mentions: Iterable[Mention], today: When, commands: Commands) -> Section:
    of = grouped(mentions, lambda mention: mention.deed.peer)
    rows = (_row((_mention(one, today) for one in theirs), commands.accept(peer)) for peer, theirs in of.items())
    return Section("mentions", "Worth keeping", "soon out of their feeds, and not in your log", tuple(rows), "friend")


def _mention(one: Mention, today: When) -> Line:
    posts = "Their next post pushes" if one.posts_left == 1 else f"{one.posts_left} more posts push"
    return Line(ago(one.deed.date, today), _deed(one.deed), (f"{posts} it out.",))


def _words_to_keep(deeds: Iterable[Deed], today: When, commands: Commands) -> Section:
    of = grouped(deeds, lambda deed: deed.peer if deed.listed else None)
    rows = (
        _row((Line(ago(deed.date, today), _deed(deed), _words(deed)) for deed in theirs), commands.accept(peer))
        for peer, theirs in of.items()
    )
    return Section("words", "Your words elsewhere", "not published here, unless you accept them", tuple(rows), "friend")


def _recommended(found: Iterable[Recommender], today: When, commands: Commands) -> Section:
    rows = (_recommender(one, today, commands) for one in found)
    return Section("recommended", "They recommend you", "", tuple(rows))


def _recommender(one: Recommender, today: When, commands: Commands) -> Row:
    since = f" since {in_month(one.date, today)}" if one.date else ""
    if one.listed:
        line = Line("", (Part(one.name, peer=one.peer), f" recommends you{since}. Recommend back?"))
        return _row([line], commands.recommend(one.peer))
    said = f" recommends you{since}, and is not one of your peers. To recommend them too, add them to your peers first."
    command = commands.list_peer(one.url) if one.url else ""
    return Row((Line("", (Part(one.name, one.url), said), address=None if command else one.url),), command)


def _neighbours(found: Iterable[Unmet], commands: Commands) -> Section:
    rows = (_neighbour(one, commands) for one in found)
    beside = "not your peers yet; `ignore` with the address keeps one out"
    return Section("neighbours", "Friends of friends", beside, tuple(rows), "blog")


def _neighbour(one: Unmet, commands: Commands) -> Row:
    shown: list[str | Part] = [Part(name, peer=peer) for peer, name in one.read_by[:FEW]]
    *before, last = [*shown, "others"] if len(one.read_by) > FEW else shown
    readers: list[str | Part] = [part for who in before for part in (who, ", ")][:-1]
    read = " both read " if len(one.read_by) == FEWEST else " read "
    said = (*readers, " and ", last, read, Part(one.name, one.url), ", and you do not know it yet.")
    return Row((Line("", said, address=one.url),), commands.list_peer(one.url))


def _beside(desk: Desk) -> Iterator[Row]:
    own, given = len(desk.own_posts), len(desk.gifts)
    if not own and not given:
        return
    gifts = "1 gift to others" if given == 1 else f"{given} gifts to others"
    posts = "1 post of your own" if own == 1 else f"{own} posts of your own"
    yield Row((Line("", (f"{gifts}, {posts}.",)),))
    for gift in desk.gifts[:1]:
        yield Row((Line(ago(gift.date, desk.today), _deed(gift)),))
    for post in desk.own_posts[:1]:
        yield Row((Line(ago(post.date, desk.today), ("You published “", Part(post.title, post.url), "”")),))


def _asks(asks: Iterable[Ask], today: When) -> Section:
    return Section("asks", "Asked and answered", "", tuple(Row((_ask(ask, today),)) for ask in asks))


def _ask(ask: Ask, today: When) -> Line:
    before = "" if ask.given_before is None else f"Before it you gave: {_counts(ask.given_before) or 'nothing yet'}."
    answer = (f" · {ask.deed.answer}",) if ask.deed.answer else ()
    under = tuple(text for text in (before, ask.deed.note) if text)
    return Line(ago(ask.deed.date, today), (*_deed(ask.deed), *answer), under)


def _place(place: Channel) -> Line:
    both = (("given", _counts(place.given)), ("received", _counts(place.received)))
    return Line("", (Part(place.via), *(f" · {way}: {counts}" for way, counts in both if counts)))


def _one_way(one: OneWay, today: When) -> Line:
    name = Part(one.name, peer=one.peer)
    said = (name, " gave: ") if one.direction == "received" else ("You gave ", name, ": ")
    return Line(ago(one.date, today), (*said, _counts(one.counts)))


# --- a relation


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
    gave, got = _counts(relation.given_in_window), _counts(relation.received_in_window)
    return _filled(
        _deeds("given", f"You gave {name}", f"{since}: {gave}" if gave else "", relation.given, today),
        _deeds("received", f"{name} gave you", f"{since}: {got}" if got else "", relation.received, today),
        _asks(relation.asks, today),
        _thanks(relation.thanks_owed, today, commands),
        _greetings([relation.greeting] if relation.greeting else [], today, commands),
        _nods(relation.buried_nods, today, commands),
        _mentions(relation.mentions_at_risk, today, commands),
        _recommended(relation.recommended_by, today, commands),
        Section("new", "New there", "", (_new(relation.newest),) if relation.newest else ()),
    )


def _deeds(id_: str, heading: str, beside: str, deeds: Sequence[Deed], today: When) -> Section:
    rows = (
        Row((Line(ago(deed.date, today), (*_deed(deed), *((" · ", Part(deed.via)) if deed.via else ()))),))
        for deed in deeds
    )
    return Section(id_, heading, beside, tuple(rows), most=_ALL)


def _new(post: Post) -> Row:
    return Row((Line("", (Part(post.title, post.url),), address=post.url),))


# --- words


def _row(lines: Iterable[Line], command: str) -> Row:
    """A row with a command. If no command can be typed, it says why."""
    found = tuple(lines)
    return Row(found, command) if command else Row((*found, Line("", (_CANNOT_BE_TYPED,))))


def _titled(title: str, url: Url | None, name: str, peer: PeerId | None) -> tuple[str | Part, ...]:
    return (Part(title, url), " · ", Part(name, peer=peer)) if name else (Part(title, url),)


def _deed(deed: Deed) -> tuple[str | Part, ...]:
    """What was done, with titles in quotes."""
    who = Part(deed.who(), peer=deed.peer if deed.direction == "received" else None)
    title = (" “", Part(deed.title, deed.url), "”") if deed.title else ()
    there = (" in “", Part(deed.seen_at.title, deed.seen_at.url), "”") if deed.seen_at else ()
    return (who, " ", Part(deed.did), *title, *there)


def _counts(counts: Counts) -> str:
    """The number of each reach: ``3 passed on, 1 in talk``; empty if there are none."""
    said = (
        (counts["spread"], "passed on"),
        (counts["talk"], "in talk"),
        (counts["nod"], "nod" if counts["nod"] == 1 else "nods"),
    )
    return ", ".join(f"{number} {name}" for number, name in said if number)


def _filled(*sections: Section) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.rows)
