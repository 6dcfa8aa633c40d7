"""Writes the desk in sentences, for the terminal and for the page of the preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.deeds import LONGEST, Deed
from mkdocs_reciprocity.core.desk.desk import Desk
from mkdocs_reciprocity.core.desk.due import Greeting, Mention
from mkdocs_reciprocity.core.desk.neighbours import FEW, FEWEST, Unmet
from mkdocs_reciprocity.core.desk.phrases import counts, filled, settled_by, titled, told
from mkdocs_reciprocity.core.desk.reading_list import Reading
from mkdocs_reciprocity.core.desk.recommenders import Recommender
from mkdocs_reciprocity.core.desk.relation import Ask, Channel, OneWay
from mkdocs_reciprocity.core.desk.relative_dates import about, ago, every, every_or_so, in_month, later, long_ago
from mkdocs_reciprocity.core.desk.rhythm import Quiet
from mkdocs_reciprocity.core.desk.ripples import Followed
from mkdocs_reciprocity.core.desk.sections import Line, Part, Row, Rows, Section
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.lines import line as in_one_line
from mkdocs_reciprocity.core.url import Url

_LETTER = "after so long, a letter or a review says more than a like"
_NEW_HERE = "Leave a comment too: any answer helps somebody new to go on."
"""Whoever has just begun writes again more often if anybody answers, whatever is said (Joyce & Kraut 2006, JCMC 11)."""

ALL = 1000  # for short lists, and for what the author asked for


def of_desk(desk: Desk, commands: Commands) -> tuple[Section, ...]:
    """The sections of the desk that are not empty. An empty desk says how to start.

    Thanks come first: those who are thanked stay, and thank others (Matias et al. 2020, on 15,558 editors of
    Wikipedia).
    """
    today, since = desk.today, f"since {dates.in_words(When(desk.window.first))}"
    return filled(
        Section("start", "How to start", "", _start(commands) if desk.empty else ()),
        thanks(desk.thanks_owed, today, commands),
        greetings(desk.greetings_due, today, commands),
        quiet(desk.gone_quiet, commands),
        Section(
            "reading",
            "One minute today" if desk.minutes == 1 else f"{desk.minutes} minutes today",
            "to read, and perhaps to pass on",
            tuple(_reading(one, commands) for one in desk.reading),
        ),
        nods(desk.buried_nods, today, commands),
        mentions(desk.mentions_at_risk, today, commands),
        _words_to_keep(desk.words_to_keep, today, commands),
        recommended(desk.recommended_by, today, commands),
        _neighbours(desk.neighbours, commands),
        ripples(desk.ripples, today),
        Section("beside", "You and others", since, tuple(_beside(desk))),
        asks(desk.asks, today),
        Section("places", "Where it happens", since, tuple(Row((_place(place),)) for place in desk.places), most=ALL),
        Section(
            "one-way",
            "One way so far",
            f"{since}, as far as feeds and log can tell",
            tuple(Row((_one_way(one, today),)) for one in desk.relations),
            most=ALL,
        ),
    )


def _start(commands: Commands) -> tuple[Row, ...]:
    first = Line("", ("Think of a post that did you good, tell somebody of it, and note that, with its address:",))
    friends = (
        "Add your friends' blogs, or choose among those that your pages link to: what they write and where they "
        "link to you will turn up here."
    )
    return (
        Row((first,), commands.share(Url("https://ada.example/engines/"))),
        Row(
            (Line("", (friends,)),),
            commands.list_peer(Url("https://ada.example/")),
            also=commands.linked(),
        ),
    )


def _reading(one: Reading, commands: Commands) -> Row:
    under = (one.why, _NEW_HERE) if one.new_here else (one.why,)
    line = Line(f"{one.minutes} min", (Part(one.title, one.url), " · ", Part(one.name, peer=one.peer)), under)
    return Row((line,), commands.share(one.url), also=commands.comment(one.url) if one.new_here else "")


def thanks(owed: Iterable[Deed], today: When, commands: Commands) -> Section:
    """What thanks are owed for: a row for each friend."""
    friends = [*grouped(owed, lambda deed: deed.peer).values()]
    rows = Rows(lambda theirs: _owed(theirs, today, commands), friends)
    return Section("thanks", "Say thank you", "one note to each will do", rows, "friend")


def _owed(theirs: Sequence[Deed], today: When, commands: Commands) -> Row:
    first = theirs[0]
    known = first.peer if first.listed else None
    command = commands.write(known) if known else commands.thank(first)
    return settled_by((Line(ago(deed.date, today), told(deed), _words(deed)) for deed in theirs), command, known)


def _words(deed: Deed) -> tuple[str, ...]:
    return (deed.note,) if deed.note else ()


def greetings(due: Iterable[Greeting], today: When, commands: Commands) -> Section:
    """Those to say hello to."""
    every_one = tuple(due)
    rows = tuple(settled_by([_greeting(one, today)], commands.write(one.peer), one.peer) for one in every_one)
    long = any(one.long_silence for one in every_one)
    return Section("greetings", "Say hello", _LETTER if long else "", rows)


def _greeting(greeting: Greeting, today: When) -> Line:
    rhythm = f"; you meant to be {every(greeting.every)}" if greeting.every else ""
    said = f": last in touch {long_ago(greeting.date, today)}{rhythm}." if greeting.date else ": nothing dated yet."
    return Line("", (Part(greeting.name, peer=greeting.peer), said), _to_begin_with(greeting))


def quiet(found: Iterable[Quiet], commands: Commands) -> Section:
    """Those with whom it has become quiet."""
    rows = tuple(settled_by([_quiet(one)], commands.write(one.peer), one.peer) for one in found)
    return Section("quiet", "Gone quiet", f"for information; {_LETTER}", rows)


def _quiet(one: Quiet) -> Line:
    said = f": you were in touch {every_or_so(one.every)}; it is {about(one.silent)} now."
    return Line("", (Part(one.name, peer=one.peer), said), _to_begin_with(one))


def _to_begin_with(one: Greeting | Quiet) -> tuple[str, ...]:
    """What a line to somebody can begin with, below their name."""
    under = (
        f"It was: {Line('', told(one.last)).text}." if one.last else "",
        f"New there: {one.newest.title}" if one.newest else "",
        one.note,
    )
    return tuple(text for text in under if text)


def nods(found: Iterable[Deed], today: When, commands: Commands) -> Section:
    """What was liked, and never passed on."""
    rows = Rows(lambda nod: _nod(nod, today, commands), tuple(found))
    return Section("nods", "Liked, and worth more readers", "", rows)


def _nod(nod: Deed, today: When, commands: Commands) -> Row:
    line = Line(ago(nod.date, today), titled(nod.title, nod.url, nod.name, nod.peer))
    return Row((line,), commands.share(nod.url) if nod.url else "")


def mentions(found: Iterable[Mention], today: When, commands: Commands) -> Section:
    """The mentions that feeds will soon drop: a row for each friend."""
    of = grouped(found, lambda mention: mention.deed.peer)
    rows = (settled_by((_mention(one, today) for one in theirs), commands.accept(peer)) for peer, theirs in of.items())
    return Section("mentions", "Worth keeping", "soon out of their feeds, and not in your log", tuple(rows), "friend")


def _mention(one: Mention, today: When) -> Line:
    posts = "Their next post pushes" if one.posts_left == 1 else f"{one.posts_left} more posts push"
    return Line(ago(one.deed.date, today), told(one.deed), (f"{posts} it out.",))


def _words_to_keep(deeds: Iterable[Deed], today: When, commands: Commands) -> Section:
    of = grouped(deeds, lambda deed: deed.peer if deed.listed else None)
    rows = (
        settled_by((Line(ago(deed.date, today), told(deed), _words(deed)) for deed in theirs), commands.accept(peer))
        for peer, theirs in of.items()
    )
    return Section("words", "Your words elsewhere", "not published here, unless you accept them", tuple(rows), "friend")


def recommended(found: Iterable[Recommender], today: When, commands: Commands) -> Section:
    """Those who recommend this site."""
    rows = (_recommender(one, today, commands) for one in found)
    return Section("recommended", "They recommend you", "", tuple(rows))


def _recommender(one: Recommender, today: When, commands: Commands) -> Row:
    since = f" since {in_month(one.date, today)}" if one.date else ""
    if one.listed:
        line = Line("", (Part(one.name, peer=one.peer), f" recommends you{since}. Recommend back?"))
        return settled_by([line], commands.recommend(one.peer))
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


def ripples(found: Iterable[Followed], today: When) -> Section:
    """Who linked to what the author had passed on before."""
    beside = "links to what you had passed on; `accept` keeps them"
    return Section("ripples", "After you", beside, tuple(Row((ripple(one, today),)) for one in found), "link")


def ripple(one: Followed, today: When) -> Line:
    """Who linked to which post, how much later, and where."""
    there = (", in “", Part(one.seen_at.title, one.seen_at.url), "”") if one.seen_at else ()
    linked = (Part(one.name, peer=one.peer), " linked to “", Part(one.title, one.url), f"” {later(one.days)}")
    return Line(ago(one.date, today), (*linked, *there))


def ripple_with_date(one: Followed) -> str:
    """The same in one line, with its date."""
    return in_one_line(f"{one.date}: {ripple(one, one.date).text}", LONGEST)


def _beside(desk: Desk) -> Iterator[Row]:
    own, given = len(desk.own_posts), len(desk.gifts)
    if not own and not given:
        return
    gifts = "1 gift to others" if given == 1 else f"{given} gifts to others"
    posts = "1 post of your own" if own == 1 else f"{own} posts of your own"
    yield Row((Line("", (f"{gifts}, {posts}.",)),))
    for gift in desk.gifts[:1]:
        yield Row((Line(ago(gift.date, desk.today), told(gift)),))
    for post in desk.own_posts[:1]:
        yield Row((Line(ago(post.date, desk.today), ("You published “", Part(post.title, post.url), "”")),))


def asks(found: Iterable[Ask], today: When) -> Section:
    """What was asked, by the author or of them."""
    return Section("asks", "Asked and answered", "", Rows(lambda ask: Row((_ask(ask, today),)), tuple(found)))


def _ask(ask: Ask, today: When) -> Line:
    before = "" if ask.given_before is None else f"Before it you gave: {counts(ask.given_before) or 'nothing yet'}."
    answer = (f" · {ask.deed.answer}",) if ask.deed.answer else ()
    under = tuple(text for text in (before, ask.deed.note) if text)
    return Line(ago(ask.deed.date, today), (*told(ask.deed), *answer), under)


def _place(place: Channel) -> Line:
    both = (("given", counts(place.given)), ("received", counts(place.received)))
    return Line("", (Part(place.via), *(f" · {way}: {counts}" for way, counts in both if counts)))


def _one_way(one: OneWay, today: When) -> Line:
    name = Part(one.name, peer=one.peer)
    said = (name, " gave: ") if one.direction == "received" else ("You gave ", name, ": ")
    return Line(ago(one.date, today), (*said, counts(one.counts)))
