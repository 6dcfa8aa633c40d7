"""What is known of a place, without somebody who is to be forgotten."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from mkdocs_reciprocity.core.accounts.model import Answered, Known, Person, Status
from mkdocs_reciprocity.core.accounts.people import addresses, everybody
from mkdocs_reciprocity.core.url import Url


def without(known: Known, is_theirs: Callable[[Url], bool]) -> Known:
    """Without what they did or asked for, without what was passed on of theirs, and without links to them."""
    reactions = tuple(one for one in known.reactions if not _is(one.who, is_theirs))
    statuses = tuple(
        _left(status, is_theirs)
        for status in known.statuses
        if status.boost_of is None or not _is(status.boost_of.author, is_theirs)
    )
    names = {url for who in everybody(known) if _is(who, is_theirs) for url in addresses(who)}
    quiet = tuple(url for url in known.quiet if url not in names and not is_theirs(url))
    return replace(known, statuses=statuses, reactions=reactions, quiet=quiet)


def _left(status: Status, is_theirs: Callable[[Url], bool]) -> Status:
    answered, quoted, passed_on = status.reply_to, status.quote_of, status.boost_of
    return replace(
        status,
        links=tuple(link for link in status.links if not is_theirs(link)),
        reply_to=None if answered and _is_to(answered, is_theirs) else answered,
        quote_of=None if quoted and _is(quoted.author, is_theirs) else quoted and _left(quoted, is_theirs),
        boost_of=passed_on and _left(passed_on, is_theirs),
    )


def _is_to(answered: Answered, is_theirs: Callable[[Url], bool]) -> bool:
    at_theirs = answered.address is not None and is_theirs(answered.address)
    return at_theirs or (answered.author is not None and _is(answered.author, is_theirs))


def _is(who: Person, is_theirs: Callable[[Url], bool]) -> bool:
    return any(map(is_theirs, addresses(who)))
