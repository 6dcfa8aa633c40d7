"""The beginning of the desk: what was given, and the own posts of the same time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.standing.tally import totals
from mkdocs_reciprocity.core.url import Url

_NAMED = 3


class OwnPost(Struct, frozen=True, kw_only=True):
    """A post of the author's."""

    peer: None = None
    url: Url | None
    date: When
    title: str


def gifts(rows: Sequence[Interaction], window: Window) -> list[Interaction]:
    """What was passed on in the window, the newest first, one row for each post (a row without a URL is a post)."""
    given = (row for row in rows if row.direction == "given" and row.reach == "spread" and row.date in window)
    found: dict[object, Interaction] = {}
    for number, row in enumerate(dates.newest_first(given)):
        found.setdefault(row.key or number, row)
    return list(found.values())


def own_posts(account: Account) -> tuple[OwnPost, ...]:
    """The own pages with a date in the window, the newest first. An undated one, such as "About", is no post."""
    dated = [
        OwnPost(url=account.address(page.path), date=page.date, title=page.title or page.path)
        for page in account.pages
        if page.date and page.date in account.window and dates.first_day(page.date) <= account.today
    ]
    return tuple(sorted(dated, key=lambda post: (dates.last_day(post.date), post.url or "", post.title), reverse=True))


def opening(account: Account) -> tuple[str, ...]:
    """Sentences on what was passed on, this month or else in the window. There is none on what was not."""
    words, window = account.words, account.window
    if not account.rows:
        return ("Welcome! Nothing is noted yet, and a first gift can be a small one.",)
    rows = [row for row in account.rows if row.direction == "given" and row.date in window]
    month = Window(window.last, window.last)
    of_month = [row for row in rows if row.date is not None and len(row.date) > 4]  # a bare year is in no month
    since = f"Since {dates.in_words(When(window.first))}"
    ever, lately = _posts(rows, window), _posts(of_month, month)
    if not ever:
        return ("Today is a good day to pass something on.",)
    if not lately:
        return (f"{since} you passed on {ever}.", *_lifted(rows, words, window))
    more = (f"{since} it is {ever}.",) if ever != lately else ()
    return (f"This month you passed on {lately}.", *_lifted(of_month, words, month), *more)


def _posts(rows: Sequence[Interaction], window: Window) -> str:
    """``4 posts by 3 people``; empty where there are none."""
    sums = totals(rows, window)
    posts = "1 post" if sums.posts == 1 else f"{sums.posts} posts"
    people = "1 person" if sums.people == 1 else f"{sums.people} people"
    return (f"{posts} by {people}" if sums.people else posts) if sums.posts else ""


def _lifted(rows: Sequence[Interaction], words: Words, window: Window) -> tuple[str, ...]:
    """The sentence on who has more readers by these gifts, those of the last gifts first."""
    names = list(dict.fromkeys(words.name(row.peer) for row in gifts(rows, window) if row.peer))
    if not names:
        return ()
    rest = len(names) - _NAMED
    shown = names if rest <= 0 else [*names[:_NAMED], "1 other" if rest == 1 else f"{rest} others"]
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return (f"{listed} {'has' if len(names) == 1 else 'have'} more readers because of it.",)
