"""The desk and a relation, laid out for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from mkdocs_reciprocity import when
from mkdocs_reciprocity.cli.paper import Paper, line
from mkdocs_reciprocity.standing.deeds import Deed
from mkdocs_reciprocity.standing.desk import Desk, Greeting, Mention, Relation
from mkdocs_reciprocity.standing.reading import Reading
from mkdocs_reciprocity.standing.relation import Ask, Channel, Counts, OneWay
from mkdocs_reciprocity.when import When

_MOST = 5  # rows of a section, for the desk is to be taken in at a glance; JSON has them all


def show(shown: Desk | Relation, log: str, today: When) -> None:
    """Prints it. ``log`` is the file that rows go into."""
    paper = Paper(today)
    if isinstance(shown, Desk):
        _desk(paper, shown, log)
    else:
        _relation(paper, shown)
    paper.done()


# --- the desk


def _desk(paper: Paper, desk: Desk, log: str) -> None:
    paper.title("Your desk", "private: no build contains any of it")
    for sentence in desk.opening:
        paper.say(sentence)
    if desk.empty:
        _start(paper, log)
    _reading(paper, desk.reading, desk.minutes)
    _thanks(paper, desk.thanks_owed)
    _greetings(paper, desk.greetings_due)
    _nods(paper, desk.buried_nods)
    _mentions(paper, desk.mentions_at_risk)
    since = when.in_words(When(desk.window.first))
    _beside(paper, desk, since)
    _asks(paper, desk.asks)
    _places(paper, desk.places, since)
    _one_way(paper, desk.relations, since)
    if not desk.empty:
        paper.console.print()
        paper.say(f"The rows in {{…}} are ready for {log}.", "dim")
        paper.say("All there is with one peer: mkdocs-reciprocity desk --peer ID", "dim")


def _start(paper: Paper, log: str) -> None:
    paper.heading("How to start")
    paper.say(f"Think of a post that did you good, tell somebody of it, and note that in {log}:")
    paper.console.print()
    for text in ("interactions:", f"- {{date: {paper.today}, gave: share, url: https://ada.example/engines/}}"):
        paper.console.print(Text(f"  {text}"), soft_wrap=True)
    paper.console.print()
    paper.say("List your friends' blogs below `peers:`: what they write and where they link to you will turn up here.")


def _reading(paper: Paper, found: Sequence[Reading], minutes: int) -> None:
    if not found:
        return
    paper.heading(f"{_minutes(minutes)} today", "to read, and perhaps to pass on")
    for one in found[:_MOST]:
        paper.row(f"{one.minutes} min", f"{one.title} · {one.name}", one.why)
        paper.whole(one.url)
    paper.rest(_MOST, found)
    paper.to_note(date=paper.today, gave="share", url="…")


def _minutes(minutes: int) -> str:
    return "One minute" if minutes == 1 else f"{minutes} minutes"


def _thanks(paper: Paper, owed: Sequence[Deed]) -> None:
    if not owed:
        return
    paper.heading("Say thank you", "one to each will do")
    of: dict[str, list[Deed]] = {}
    for deed in owed:
        of.setdefault(deed.peer or "", []).append(deed)
    for peer, theirs in list(of.items())[:_MOST]:
        for deed in theirs[:3]:
            paper.row(paper.ago(deed.date), _sentence(deed))
        paper.rest(3, theirs)
        known, there = theirs[0].listed, theirs[0].seen_at
        paper.to_note(
            date=paper.today,
            gave="thank",
            peer=peer if known or not there else None,
            url=there.url if there and not known else None,
        )
    others = len(of) - _MOST
    if others > 0:
        paper.whole("… and one more friend" if others == 1 else f"… and {others} more friends", "dim")


def _greetings(paper: Paper, due: Sequence[Greeting]) -> None:
    if not due:
        return
    paper.heading("Say hello")
    for greeting in due[:_MOST]:
        _greeting(paper, greeting)
    paper.rest(_MOST, due)


def _greeting(paper: Paper, greeting: Greeting) -> None:
    rhythm = f"You wanted to be in touch every {greeting.every} days." if greeting.every > 1 else ""
    last = f"Last: {_sentence(greeting.last)}." if greeting.last else "Nothing dated is noted yet."
    newest = f"New there: {greeting.newest.title}" if greeting.newest else ""
    under = [text for text in (f"{last} {rhythm}".rstrip(), newest, greeting.note) if text]
    paper.row(paper.ago(greeting.date) if greeting.date else "", greeting.name, *under)
    paper.to_note(date=paper.today, gave="checkin", peer=greeting.peer)


def _nods(paper: Paper, nods: Sequence[Deed]) -> None:
    if not nods:
        return
    paper.heading("Liked, and worth more readers")
    for nod in nods[:_MOST]:
        paper.row(paper.ago(nod.date), f"{nod.title} · {nod.name}" if nod.name else nod.title)
        paper.whole(nod.url or "")
    paper.rest(_MOST, nods)


def _mentions(paper: Paper, mentions: Sequence[Mention]) -> None:
    if not mentions:
        return
    paper.heading("Worth keeping", "soon out of their feeds, and not in your log")
    for one in mentions[:_MOST]:
        deed = one.deed
        posts = "Their next post pushes" if one.posts_left == 1 else f"{one.posts_left} more posts push"
        paper.row(paper.ago(deed.date), _sentence(deed), f"{posts} it out.")
        paper.to_note(
            date=deed.date or "unknown",
            got=deed.kind,
            peer=deed.peer,
            url=deed.url,
            evidence=deed.seen_at.url if deed.seen_at else None,
        )
    paper.rest(_MOST, mentions)


def _beside(paper: Paper, desk: Desk, since: str) -> None:
    if not desk.gifts and not desk.own_posts:
        return
    own, given = len(desk.own_posts), len(desk.gifts)
    paper.heading("You and others", f"since {since}")
    gifts = "1 gift to others" if given == 1 else f"{given} gifts to others"
    posts = "1 post of your own" if own == 1 else f"{own} posts of your own"
    paper.row("", f"{gifts}, {posts}")
    for date, text in (
        *((gift.date, _sentence(gift)) for gift in desk.gifts[:1]),
        *((post.date, f"You published “{post.title}”") for post in desk.own_posts[:1]),
    ):
        paper.row(paper.ago(date), text)


def _asks(paper: Paper, found: Sequence[Ask]) -> None:
    if not found:
        return
    paper.heading("Asked and answered")
    for ask in found[:_MOST]:
        _ask(paper, ask)
    paper.rest(_MOST, found)


def _ask(paper: Paper, ask: Ask) -> None:
    before = "" if ask.given_before is None else f"Before it you gave: {_counts(ask.given_before)}."
    answer = f" · {ask.deed.answer}" if ask.deed.answer else ""
    paper.row(paper.ago(ask.deed.date), _sentence(ask.deed) + answer, *filter(None, (before, ask.deed.note)))


def _places(paper: Paper, places: Sequence[Channel], since: str) -> None:
    if not places:
        return
    paper.heading("Where it happens", f"since {since}")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", min_width=11)
    for _ in range(2):
        table.add_column(overflow="fold", ratio=1)
    table.add_row(*(Text(name, "dim") for name in ("", "given", "received")))
    for place in places:
        table.add_row(Text(line(place.via, 40)), Text(_counts(place.given)), Text(_counts(place.received)))
    paper.console.print(table)


def _one_way(paper: Paper, found: Sequence[OneWay], since: str) -> None:
    if not found:
        return
    paper.heading("One way so far", f"since {since}, as far as feeds and log can tell")
    for one in found:
        said = f"{one.name} gave" if one.direction == "received" else f"You gave {one.name}"
        paper.row(paper.ago(one.date), f"{said}: {_counts(one.counts)}")


# --- one relation


def _relation(paper: Paper, relation: Relation) -> None:
    paper.title(relation.name, relation.url or "")
    for text in filter(None, (_span(relation), relation.note)):
        paper.say(text)
    _deeds(paper, f"You gave {relation.name}", relation.given, relation.given_in_window, relation)
    _deeds(paper, f"{relation.name} gave you", relation.received, relation.received_in_window, relation)
    if relation.asks:
        paper.heading("Asked and answered")
        for ask in relation.asks:
            _ask(paper, ask)
    _thanks(paper, relation.thanks_owed)
    _greetings(paper, [relation.greeting] if relation.greeting else [])
    _nods(paper, relation.buried_nods)
    _mentions(paper, relation.mentions_at_risk)
    if relation.newest:
        paper.heading("New there")
        paper.row("", relation.newest.title)
        paper.whole(relation.newest.url)


def _span(relation: Relation) -> str:
    if not (relation.given or relation.received):
        return "Nothing is noted yet: a good time for a first gift."
    if relation.first is None or relation.first == relation.date:
        return f"Noted so far: {when.in_words(relation.date)}."
    return f"First: {when.in_words(relation.first)}. Last: {when.in_words(relation.date)}."


def _deeds(paper: Paper, heading: str, deeds: Sequence[Deed], counts: Counts, relation: Relation) -> None:
    if not deeds:
        return
    since = when.in_words(When(relation.window.first))
    paper.heading(heading, f"since {since}: {_counts(counts)}" if any(counts.values()) else "")
    for deed in deeds:
        paper.row(paper.ago(deed.date), _sentence(deed) + (f" · {deed.via}" if deed.via else ""))


# --- words


def _sentence(deed: Deed) -> str:
    """What was done, with titles in quotes."""
    title = f" “{deed.title}”" if deed.title else ""
    there = f" in “{deed.seen_at.title}”" if deed.seen_at else ""
    return f"{deed.who()} {deed.did}{title}{there}"


def _counts(counts: Counts) -> str:
    """Each reach apart: ``3 passed on, 1 in talk``."""
    said = (
        (counts["spread"], "passed on"),
        (counts["talk"], "in talk"),
        (counts["nod"], "nod" if counts["nod"] == 1 else "nods"),
    )
    return ", ".join(f"{number} {name}" for number, name in said if number) or "-"
