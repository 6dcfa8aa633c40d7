"""One round of asking about a place: which question is next, and what its answer changes. No network, no clock.

First the account, then its newest statuses, then what stands below those that link to own pages, and with what is left
of the round older statuses.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.accounts import answers, places, schedule
from mkdocs_reciprocity.core.accounts import known as knowing
from mkdocs_reciprocity.core.accounts.answers import NotUnderstood
from mkdocs_reciprocity.core.accounts.model import GONE, Account, Answer, Ask, Known, Place, Reaction, Status
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.url import Url

MOST = 10
"""How many requests a round makes."""
PAGES = 5
"""How many pages of new statuses a round reads."""
PAGES_OF_PEOPLE = 5
"""How many pages of those who boosted, liked or quoted one status are read."""
REREAD = 200
"""How many statuses of the last week are read again."""


class Round(Struct, frozen=True, kw_only=True):
    """A round as it stands. ``made`` is the number of requests until now.

    ``since`` is the id after which new statuses begin. ``listed`` are those that were read until now, ``listing`` is
    the next question about them; None when they are all read. ``pages`` counts the pages of statuses, older ones
    too. ``paging`` is the next page of a list of people, of which ``met`` were read until now. ``over``: nothing more
    is asked.
    """

    place: Place
    known: Known
    today: When
    is_own: Callable[[Url], bool]
    most: int = MOST
    all_: bool = False
    made: int = 0
    since: str = ""
    listed: tuple[Status, ...] = ()
    listing: Ask | None = None
    pages: int = 0
    paging: Ask | None = None
    met: tuple[Reaction, ...] = ()
    over: bool = False


def begun(place: Place, known: Known, today: When, is_own: Callable[[Url], bool]) -> Round:
    """A new round. ``is_own`` says whether an address is one of this site.

    Reactions to statuses that are not asked about any more go: nobody would notice that one was deleted.
    """
    known = knowing.with_reactions_to(known, lambda one: schedule.is_asked(one, today))
    known = replace(known, wrong=_moved(known.account))
    now = Round(place=place, known=known, today=today, is_own=is_own, over=place.network == "feed")
    if place.network == "mastodon" and not _wants_account(now):  # once a week the newest page is read as a whole
        now = replace(now, since=_since(known, today))
    return replace(now, listing=_listing(now, since=now.since))


def next_ask(now: Round) -> Ask | None:
    """The next request; None when the round is over."""
    if now.over or now.made >= now.most:
        return None
    if _wants_account(now):
        return Ask(url=places.account_of_mastodon(now.place), what="account")
    if now.listing or now.paging:
        return now.listing or now.paging
    below = schedule.questions(now.place, now.known, now.today, now.is_own, all_=now.all_)
    return next(below, None) or _older(now)


def answered(now: Round, ask: Ask, answer: Answer) -> Round:
    """The round after an answer: one with a body, or one that says that there is no such thing."""
    now = replace(now, made=now.made + 1)
    if answer.status in GONE:
        return _gone(now, ask)
    try:
        if ask.what == "account":
            return _with_account(now, answers.account(now.place, answer))
        if ask.what == "statuses":
            return _with_page(now, answer)
        if ask.what == "status":
            return _with_status(now, ask, answers.one_status(now.place, answer))
        return _with_reactions(now, ask, answer)
    except NotUnderstood as why:
        return _not_understood(now, ask, str(why))


def recorded(place: Place, saved: Callable[[str], bytes | None], today: When, is_own: Callable[[Url], bool]) -> Known:
    """What is known from answers that were saved, however old they are.

    Args:
        place: the author's place.
        saved: the bytes of the file with a name (`Ask.name` and ``.json``); None if there is none.
        today: the day.
        is_own: whether an address is one of this site.
    """
    now = replace(begun(place, Known(), today, is_own), most=10**6, all_=True)
    while (ask := next_ask(now)) is not None:
        body = saved(f"{ask.name}.json")
        now = _skipped(now, ask) if body is None else answered(now, ask, Answer(body=body))
    return now.known


def _since(known: Known, today: When) -> str:
    """The id of the newest status that is older than a week: newer ones are read again, for some may be deleted."""
    recent = known.statuses[:REREAD]
    old = (status.id for status in recent if schedule.age(status.at, today) > schedule.WEEK and status.id)
    return next(old, recent[-1].id if len(recent) == REREAD else "")


def _wants_account(now: Round) -> bool:
    if now.place.network != "mastodon":
        return False
    return schedule.is_due(now.known.asked.get("account", ""), schedule.WEEK, now.today)


def _with_account(now: Round, account: Account) -> Round:
    before = now.known.account
    if before is not None and before.id != account.id:  # another account, or a server that began anew
        now = replace(now, known=Known())
    known = knowing.asked(replace(now.known, account=account, wrong=_moved(account)), "account", now.today)
    now = replace(now, known=known)
    return replace(now, listing=_listing(now))


def _moved(account: Account | None) -> tuple[str, ...]:
    """The sentence about an account that has moved. Its server is not asked each time, so each round says it."""
    if account is None or account.moved_to is None:
        return ()
    return (f"the account has moved to {account.moved_to}; write that into `me`",)


def _listing(now: Round, *, since: str = "", cursor: str = "") -> Ask | None:
    """The question for the next page of statuses; None while it is not known whose they are."""
    account = now.known.account
    if now.place.network == "bluesky":
        url = places.statuses_of_bluesky(now.place, account.id if account else "", cursor)
    elif account is not None:
        url = places.statuses_of_mastodon(now.place, account.id, since=since, before=cursor)
    else:
        return None
    return Ask(url=url, what="statuses", page=now.pages)


def _with_page(now: Round, answer: Answer) -> Round:
    page = answers.statuses(now.place, now.known.account, answer)
    known = knowing.wrong(replace(now.known, account=page.account), page.wrong)
    now = replace(now, known=known, pages=now.pages + 1)
    if now.listing is None:
        return _with_older(now, page)
    before = {status.id for status in now.listed}
    listed = (*now.listed, *page.statuses)
    is_news = any(status.id not in before for status in page.statuses)
    ids = {status.id for status in now.known.statuses}
    joins = any(status.id in ids for status in page.statuses) and not now.since
    more = page.cursor if is_news and not joins and ids else ""
    if more and now.pages < PAGES:
        listing = _listing(now, since=now.since, cursor=more)
        return replace(now, listed=listed, listing=listing)
    known = now.known
    if more:
        known = knowing.wrong(known, ["there are more new statuses than one round reads; the newest count"])
    is_cold, complete = not ids, not page.cursor and not more
    known = knowing.with_statuses(known, listed, since=now.since, complete=complete)
    if is_cold:
        known = replace(known, cursor=page.cursor, whole=not page.cursor)
    return replace(now, known=known, listed=(), listing=None)


def _older(now: Round) -> Ask | None:
    """The question for statuses that are older than all that are known."""
    known = now.known
    last = known.statuses[-1] if known.statuses else None
    if known.whole or not known.cursor or len(known.statuses) >= knowing.MOST_STATUSES:
        return None
    if last is not None and not now.all_ and schedule.age(last.at, now.today) > schedule.LONGEST:
        return None
    return _listing(now, cursor=known.cursor)


def _with_older(now: Round, page: answers.Page) -> Round:
    before = len(now.known.statuses)
    known = knowing.with_older(now.known, page.statuses)
    more = page.cursor if len(known.statuses) > before else ""
    return replace(now, known=replace(known, cursor=more, whole=not more))


def _with_status(now: Round, ask: Ask, status: Status) -> Round:
    known = knowing.with_counts(now.known, status) if status.id == ask.about else now.known
    return _asked(replace(now, known=known), ask)


def _with_reactions(now: Round, ask: Ask, answer: Answer) -> Round:
    top, found = answers.reactions(now.place, ask, answer)
    if ask.what == "thread" and now.place.network == "bluesky":
        if top is None:
            return _gone(now, ask)
        now = _with_counts_of(now, ask, top)
    met = (*now.met, *found.records) if ask.page else found.records
    is_news = len(set(met)) > len(set(now.met)) or not ask.page
    if found.cursor and is_news and ask.page + 1 < PAGES_OF_PEOPLE:
        return replace(now, met=met, paging=schedule.page_after(now.place, ask, found.cursor))
    known = knowing.with_reactions(now.known, ask, met)
    if found.cursor and is_news:
        known = knowing.wrong(known, ["more people did something with a status than can be read; the newest count"])
    return _asked(replace(now, known=known, met=(), paging=None), replace(ask, page=0))


def _with_counts_of(now: Round, ask: Ask, top: Status) -> Round:
    return replace(now, known=knowing.with_counts(now.known, top)) if top.id == ask.about else now


def _asked(now: Round, ask: Ask) -> Round:
    return replace(now, known=knowing.asked(now.known, ask.name, now.today))


def _gone(now: Round, ask: Ask) -> Round:
    """After an answer that there is no such thing. Not all servers tell who boosted or liked, so only a status that is
    not there itself was deleted.
    """
    if ask.what in {"status", "thread"}:
        return replace(now, known=knowing.without(now.known, ask.about))
    if ask.about:
        now = replace(now, known=knowing.with_reactions(now.known, ask, now.met), paging=None, met=())
        return _asked(now, replace(ask, page=0))
    known = knowing.wrong(now.known, ["its server knows no such account; is the address right?"])
    return replace(now, known=known, over=True)


def _not_understood(now: Round, ask: Ask, why: str) -> Round:
    now = replace(now, known=knowing.wrong(now.known, [why]), paging=None, met=())
    return _asked(now, replace(ask, page=0)) if ask.about else replace(now, over=True)


def _skipped(now: Round, ask: Ask) -> Round:
    """After a question to which no answer was saved."""
    if ask.what == "account":
        now = _asked(now, ask)
        return replace(now, listing=Ask(url=ask.url, what="statuses"))
    if ask.about:
        return _asked(replace(now, paging=None, met=()), replace(ask, page=0))
    return replace(now, listing=None, known=replace(now.known, cursor="", whole=True))
