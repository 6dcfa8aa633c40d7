"""What is known of a place, with what was read of it just now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import itemgetter

from msgspec.structs import replace

from mkdocs_reciprocity.core.accounts.model import Ask, Known, Person, Reaction, Status
from mkdocs_reciprocity.core.accounts.people import addresses

MOST_STATUSES = 5_000
"""The most statuses that are kept of one place, the newest."""
MOST_ASKED = 2_000
"""How many questions are remembered, with their days."""


def with_statuses(known: Known, listed: Sequence[Status], *, since: str = "", complete: bool = False) -> Known:
    """With the newest statuses as the server has listed them. What it no longer lists was deleted there, and goes.

    Args:
        known: what was known.
        listed: the newest statuses, in the server's order.
        since: the id of the status after which the list begins; empty if it goes on into the past.
        complete: there are no others after ``since``.
    """
    ids = {status.id for status in listed}
    old = [status.id for status in known.statuses]
    covered = max((number for number, id_ in enumerate(old) if id_ in ids), default=-1) + 1
    if complete:
        covered = max(covered, old.index(since)) if since in old else covered if since else len(old)
    kept = [status for status in known.statuses[covered:] if status.id not in ids]
    return _with(_with_wishes(known, _others(listed)), (*_each_once(listed), *kept))


def with_older(known: Known, listed: Iterable[Status]) -> Known:
    """With statuses that are older than all that were known."""
    every = tuple(listed)
    return _with(_with_wishes(known, _others(every)), _each_once((*known.statuses, *every)))


def with_counts(known: Known, status: Status) -> Known:
    """With a status as it is now."""
    statuses = tuple(status if one.id == status.id else one for one in known.statuses)
    return without_uncounted(replace(known, statuses=statuses))


def without(known: Known, about: str) -> Known:
    """Without a status that was deleted."""
    return _with(known, tuple(status for status in known.statuses if status.id != about))


def with_reactions(known: Known, ask: Ask, found: Iterable[Reaction]) -> Known:
    """With everything that was read in answer to a question, in the place of what was known of it before."""
    kinds = _KINDS.get(ask.what, ())
    others = (one for one in known.reactions if one.about != ask.about or one.kind not in kinds)
    new = tuple(dict.fromkeys(found))
    return _with_wishes(replace(known, reactions=(*others, *new)), (one.who for one in new))


_KINDS = {"thread": ("reply",), "boosts": ("share",), "likes": ("like",), "quotes": ("quote",)}


def with_reactions_to(known: Known, wanted: Callable[[Status], bool]) -> Known:
    """With the reactions to those statuses only that are ``wanted``."""
    ids = {status.id for status in known.statuses if wanted(status)}
    return replace(known, reactions=tuple(one for one in known.reactions if one.about in ids))


def without_uncounted(known: Known) -> Known:
    """Without reactions of kinds of which a status has none now: they were taken back, so nobody asks for them."""
    none = {
        (status.id, kind)
        for status in known.statuses
        for kind, number in (
            ("reply", status.counts.replies), ("share", status.counts.boosts), ("like", status.counts.likes),
            ("quote", status.counts.quotes),
        )
        if not number
    }  # fmt: skip
    left = tuple(one for one in known.reactions if (one.about, one.kind) not in none)
    return known if len(left) == len(known.reactions) else replace(known, reactions=left)


def asked(known: Known, name: str, day: str) -> Known:
    """With the day on which something was asked. The last `MOST_ASKED` are remembered."""
    every = {**known.asked, name: day}
    if len(every) > MOST_ASKED:
        every = dict(sorted(every.items(), key=itemgetter(1, 0))[-MOST_ASKED:])
    return replace(known, asked=every)


def wrong(known: Known, sentences: Iterable[str]) -> Known:
    """With sentences about what could not be read, each once."""
    return replace(known, wrong=tuple(dict.fromkeys((*known.wrong, *sentences))))


def _with_wishes(known: Known, met: Iterable[Person]) -> Known:
    """With what these people want now. It is remembered when their reactions are not, for the log may keep some."""
    people = tuple(met)
    quiet = {url for who in people if who.hidden for url in addresses(who)}
    others = {url for who in people if not who.hidden for url in addresses(who)}
    wishes = sorted((set(known.quiet) - others) | quiet)
    return replace(known, quiet=tuple(wishes))


def _with(known: Known, statuses: Collection[Status]) -> Known:
    kept = tuple(statuses)[:MOST_STATUSES]
    ids = {status.id for status in kept}
    reactions = tuple(one for one in known.reactions if one.about in ids)
    return without_uncounted(replace(known, statuses=kept, reactions=reactions))


def _others(statuses: Iterable[Status]) -> Iterator[Person]:
    """The authors of what the author's statuses pass on, quote or answer, as far as the server says what they want."""
    for status in statuses:
        yield from (other.author for other in (status.boost_of, status.quote_of) if other)
        if status.reply_to and status.reply_to.author and status.reply_to.author.hidden:
            yield status.reply_to.author


def _each_once(statuses: Iterable[Status]) -> tuple[Status, ...]:
    found: dict[str, Status] = {}
    for status in statuses:
        found.setdefault(status.id, status)
    return tuple(found.values())
