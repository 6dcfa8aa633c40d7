"""What is asked when: the reactions to an own status are asked for less and less often, and only where its counts say
that there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC

from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.accounts import places
from mkdocs_reciprocity.core.accounts.model import Ask, Known, Place, Status, What
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.url import Url

WEEK, QUARTER, LONGEST = 7, 91, 400
"""In days. Statuses are looked at daily for a week, then weekly for a quarter. None older than `LONGEST` are read."""

_PARTS: dict[What, str] = {"thread": "context", "boosts": "reblogged_by", "likes": "favourited_by"}
_METHODS: dict[What, str] = {"boosts": "getRepostedBy", "likes": "getLikes", "quotes": "getQuotes"}


def age(of: str, today: When) -> int:
    """The age in days of what has this date or time; 0 for what is dated later than today. -1 without a date."""
    day = dates.parse(of[:10], UTC)
    return -1 if day is None else 0 if day > today else dates.days_between(day, today)


def is_due(asked: str, days: int, today: When) -> bool:
    """Whether ``days`` have passed since something was asked. A day later than today comes from a clock that was
    wrong.
    """
    return not asked or asked > today or age(asked, today) >= days


def questions(
    place: Place, known: Known, today: When, is_own: Callable[[Url], bool], *, all_: bool = False
) -> Iterator[Ask]:
    """What is to be asked now about the statuses that link to own pages. First what was never asked, the newest first,
    then what has waited longest.

    Args:
        place: the author's place.
        known: what is known of it.
        today: the day.
        is_own: whether an address is one of this site.
        all_: ask everything, whatever was asked before, and however old a status is.
    """
    waiting: list[tuple[str, int, list[Ask]]] = []
    for number, status in enumerate(known.statuses):
        days = 0 if all_ else _interval(status, today)
        if days is None or status.boost_of is not None or not any(map(is_own, status.links)):
            continue
        every = {ask: known.asked.get(ask.name, "") for ask in _of_status(place, status, counted=all_ or days == 1)}
        due = [ask for ask, day in every.items() if (not day if all_ else is_due(day, days, today))]
        if due:
            waiting.append((min(every[ask] for ask in due), number, due))
    return (ask for _, _, due in sorted(waiting, key=lambda one: one[:2]) for ask in due)


def is_asked(status: Status, today: When) -> bool:
    """Whether what stands below a status is still asked, now or later."""
    return _interval(status, today) is not None


def page_after(place: Place, ask: Ask, cursor: str) -> Ask:
    """The question for the next page of what was asked."""
    if place.network == "mastodon":
        url = places.status_of_mastodon(place, ask.about, _PARTS[ask.what], cursor)
    else:
        url = places.people_of_bluesky(_METHODS[ask.what], ask.about, cursor)
    return replace(ask, url=url, page=ask.page + 1)


def _interval(status: Status, today: When) -> int | None:
    """After how many days what stands below a status is asked again; None for never."""
    days = age(status.at, today)
    return None if days < 0 or days > QUARTER else 1 if days <= WEEK else WEEK


def _of_status(place: Place, status: Status, *, counted: bool) -> Iterator[Ask]:
    """The questions about one status: first for its counts unless they have just been ``counted``, then for whatever
    has a count. (No server of Mastodon's kind tells everybody who quotes.)
    """
    counts, id_ = status.counts, status.id
    if place.network == "mastodon":
        if not counted:
            yield Ask(url=places.status_of_mastodon(place, id_), what="status", about=id_)
        parts: list[tuple[What, int]] = [("thread", counts.replies), ("boosts", counts.boosts), ("likes", counts.likes)]
        for what, number in parts:
            if number:
                yield Ask(url=places.status_of_mastodon(place, id_, _PARTS[what]), what=what, about=id_)
        return
    if counts.replies or not counted:  # the thread has the counts, too
        yield Ask(url=places.thread_of_bluesky(id_), what="thread", about=id_)
    lists: list[tuple[What, int]] = [("boosts", counts.boosts), ("likes", counts.likes), ("quotes", counts.quotes)]
    for what, number in lists:
        if number:
            yield Ask(url=places.people_of_bluesky(_METHODS[what], id_), what=what, about=id_)
