"""Thanks: what others did for this site, one by one, and by the person with what the author says to each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.dates import When, newest_first
from mkdocs_reciprocity.core.grouped import grouped
from mkdocs_reciprocity.core.ledger import recommendations
from mkdocs_reciprocity.core.ledger.hidden_names import HiddenNames
from mkdocs_reciprocity.core.model import Interaction, PeerId, Reach
from mkdocs_reciprocity.core.personal import as_title
from mkdocs_reciprocity.core.views.places import NOWHERE, Names, Place, author, person

_THANKED: tuple[Reach, ...] = ("spread", "talk")
_LONGEST_NOTE = 600  # characters; the whole note stands in "Who I've shared"


class Thanks(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody did for an own page (``target``, empty if it is not known), and the page that shows it (``where``).

    ``avatar`` is the peer's picture as the log names it. ``said`` is what they wrote, ``answered`` what the author
    wrote back; both are empty unless the author wants them shown. ``lasts``: they do it still. ``who`` is the same for
    all that one person did. ``titled``: the text of ``where`` is the title of a post, not an address or a name.
    """

    peer: Place
    kind: str
    reach: Reach
    avatar: str
    target: Place
    where: Place
    date: When | None
    said: str = ""
    answered: str = ""
    lasts: bool = False
    who: str = ""
    titled: bool = False

    @property
    def shown_with(self) -> Reach:
        """The reach among which it stands below a post: whoever passed it on with words that are shown, answered."""
        return "talk" if self.said or self.answered else self.reach


class Praise(Struct, frozen=True, gc=False):
    """A public thank-you of the author's: the note and what it is for (both may be empty), and the day."""

    note: str
    about: Place
    date: When | None


class Thanked(Struct, frozen=True, kw_only=True, gc=False):
    """A person with all that they did, the newest first, and what the author said to them."""

    peer: Place
    avatar: str
    deeds: tuple[Thanks, ...] = ()
    praise: tuple[Praise, ...] = ()


def thanks(
    rows: Sequence[Interaction],
    names: Names,
    *,
    quotes: bool = False,
    answers: bool = False,
    reaches: Collection[Reach] = _THANKED,
) -> tuple[Thanks, ...]:
    """What was received, the newest first. Nobody is thanked twice for the same thing.

    ``quotes``: with the words of those who wrote something; ``answers``: with what the author wrote back.
    """
    found: dict[object, Thanks] = {}
    for row in newest_first(rows):
        if row.direction != "received" or row.peer is None or row.reach not in reaches:
            continue
        said = _thanks(row, row.peer, names, row.said if quotes else "", row.answered if answers else "")
        about = (row.peer, row.kind, said.target, said.where if said.where.href else row.date)
        found.setdefault(about, said)
    return tuple(found.values())


def _thanks(row: Interaction, peer: PeerId, names: Names, words: str, answered: str) -> Thanks:
    titles = names.titles
    target = NOWHERE
    if row.url and row.key:
        is_own = titles.path(row.key) is not None
        target = names.own_page(row.url) if is_own else Place(titles.of(row.url), row.url)
    seen_at = next(iter(recommendations.places(row)), None)
    said = row.title if row.source in {"feed", "webmention", "account"} else ""
    where = names.post(titles.of(seen_at, said), seen_at, peer) if seen_at else NOWHERE
    who, id_ = person(peer, names.peers), str(peer)
    if row.source == "account" and said and seen_at and peer not in names.peers:  # many strangers are at one host
        who, where, id_ = Place(said), Place(who.text, seen_at), f"{peer} {said}"
    return Thanks(
        peer=who,
        kind=row.kind,
        reach=row.reach,
        avatar=names.peers[peer].avatar if peer in names.peers else "",
        target=target,
        where=where,
        date=row.date,
        said=words,
        answered=answered,
        lasts=recommendations.is_standing(row),
        who=id_,
        titled=seen_at is not None and row.source != "account" and where.text != as_title(seen_at),
    )


def by_person(deeds: Iterable[Thanks]) -> list[list[Thanks]]:
    """What each person did, in the order of what they did first of these."""
    return [*grouped(deeds, lambda one: one.who or one.peer).values()]


def thanked(deeds: Sequence[Thanks], public: Iterable[Interaction], names: Names) -> tuple[Thanked, ...]:
    """Those who did something, each once, and those whom the author thanks for something else. The newest come first.

    ``deeds`` are the newest first; among the ``public`` rows are the author's own thanks.
    """
    did = {of_one[0].who: of_one for of_one in by_person(deeds)}
    told = grouped(_praise(newest_first(public), names), lambda one: one[0])
    people = map(PeerId, dict.fromkeys((*did, *told)))
    every = [_thanked(who, did.get(who, ()), told.get(who, ()), names) for who in people]
    return tuple(sorted(every, key=_newest, reverse=True))


def _thanked(who: PeerId, did: Sequence[Thanks], told: Sequence[tuple[PeerId, Place, Praise]], names: Names) -> Thanked:
    known = names.peers.get(who)
    return Thanked(
        peer=told[0][1] if told else did[0].peer,
        avatar=known.avatar if known else "",
        deeds=tuple(did),
        praise=tuple(said for _, _, said in told),
    )


def _newest(one: Thanked) -> str:
    """The day of the newest deed or thank-you."""
    days = [*(deed.date for deed in one.deeds[:1]), *(said.date for said in one.praise[:1])]
    return max((day for day in days if day), default="")


def _praise(rows: Iterable[Interaction], names: Names) -> Iterator[tuple[PeerId, Place, Praise]]:
    """To whom the author said thanks, by id and name, and what was said."""
    hidden = HiddenNames(names.peers.values())
    for row in rows:
        if row.direction != "given" or row.kind != "thank" or row.peer is None:
            continue
        who = person(row.peer, names.peers)
        if row.peer not in names.peers and (name := author(row, hidden)):
            who = Place(name)
        yield row.peer, who, Praise(lines.line(row.note, _LONGEST_NOTE), _about(row, names), row.date)


def _about(row: Interaction, names: Names) -> Place:
    """What somebody is thanked for: a post of theirs, or an own page."""
    if row.url is None or row.key is None:
        return NOWHERE
    if names.titles.path(row.key) is not None:
        return names.own_page(row.url)
    return names.post(names.titles.of_gift(row), row.url, row.peer)
