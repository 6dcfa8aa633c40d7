"""What a server answered -> records, whichever network it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts import bluesky, mastodon, places
from mkdocs_reciprocity.core.accounts.model import Account, Answer, Ask, Person, Place, Reaction, Status
from mkdocs_reciprocity.core.accounts.people import addresses
from mkdocs_reciprocity.core.accounts.values import LINKS, Read
from mkdocs_reciprocity.core.url import Url

_SHORTEST = 20
"""A page with fewer statuses is surely the last."""


class NotUnderstood(Exception):
    """An answer of another shape than the API has: a sentence for people."""


class Page(Struct, frozen=True):
    """A page of the author's statuses. ``cursor`` is where the next older ones begin; empty if there are none.

    ``wrong`` are sentences about what could not be read.
    """

    statuses: tuple[Status, ...]
    account: Account | None
    cursor: str = ""
    wrong: tuple[str, ...] = ()


def account(place: Place, answer: Answer) -> Account:
    """The account. Raises `NotUnderstood`."""
    found = mastodon.account(answer.body, places.host(place))
    if found is None:
        raise NotUnderstood("its answer is no account of Mastodon's; is it a server with Mastodon's API?")
    return found


def statuses(place: Place, account: Account | None, answer: Answer) -> Page:
    """The author's own statuses and boosts of a page, and whose they are. Raises `NotUnderstood`."""
    if place.network == "bluesky":
        read = bluesky.statuses(answer.body)
    else:
        read = mastodon.statuses(answer.body, places.host(place), answer.link)
    if read is None:
        raise NotUnderstood("its answer is no list of posts")
    account = account or _account(place, read)
    own = tuple(one for one in read.records if account is not None and one.author.id == account.id)
    if read.records and not own:
        raise NotUnderstood("its posts are somebody else's")
    cursor = read.cursor or _by_number(place, answer, read)
    return Page(own, _current(account, own), cursor, (*_wrong(place, own, read.records),))


def one_status(place: Place, answer: Answer) -> Status:
    """One status. Raises `NotUnderstood`."""
    found = mastodon.one_status(answer.body, places.host(place))
    if found is None:
        raise NotUnderstood("its answer is no post")
    return found


def reactions(place: Place, ask: Ask, answer: Answer) -> tuple[Status | None, Read[Reaction]]:
    """What a page tells of a status; and, of a thread on Bluesky, the status itself as it is now. Raises
    `NotUnderstood`.
    """
    top, found = None, None
    if place.network == "mastodon":
        found = _of_mastodon(places.host(place), ask, answer)
    elif ask.what == "thread":
        thread = bluesky.thread(answer.body, ask.about)
        top, found = thread or (None, None)
    else:
        read = {"boosts": bluesky.boosts, "likes": bluesky.likes, "quotes": bluesky.quotes}[ask.what]
        found = read(answer.body, ask.about)
    if found is None:
        raise NotUnderstood("what it says of a post is not understood")
    return top, found


def _of_mastodon(host: str, ask: Ask, answer: Answer) -> Read[Reaction] | None:
    if ask.what == "thread":
        return mastodon.answers(answer.body, ask.about, host)
    return mastodon.nods(answer.body, ask.about, "share" if ask.what == "boosts" else "like", host, answer.link)


def _account(place: Place, read: Read[Status]) -> Account | None:
    """The account at the place, found among the authors of its statuses."""
    for status in read.records:
        if _is_at(place, status.author):
            return Account(id=status.author.id, person=status.author)
    return None


def _wrong(place: Place, own: Sequence[Status], every: Iterable[Status]) -> Iterator[str]:
    if any(map(_is_full, every)):
        yield "a post has more links than can be read"
    if own and (moved := _other_handle(place, own[0].author)):
        yield f"its handle has changed; write {moved} into `me`"


def _is_full(status: Status) -> bool:
    return len((status.boost_of or status).links) >= LINKS


def _is_at(place: Place, who: Person) -> bool:
    here = urls.key(place.url)
    return here.lower() in {urls.key(url).lower() for url in addresses(who)}


def _current(account: Account | None, own: tuple[Status, ...]) -> Account | None:
    """The account with the name that it has now."""
    if account is None or not own:
        return account
    return Account(id=account.id, person=own[0].author, moved_to=account.moved_to)


def _other_handle(place: Place, who: Person) -> Url | None:
    """The address of a profile on Bluesky by its handle, if the place is named by another one."""
    handles = [url for url in who.also if place.network == "bluesky"]
    said = places.name(place).lower()
    return None if not handles or said in {who.handle, who.id.lower()} else handles[0]


def _by_number(place: Place, answer: Answer, read: Read[Status]) -> str:
    """Where the next page begins, for servers of Mastodon's kind that do not say so: behind the last id."""
    if place.network == "bluesky" or answer.link or len(read.records) < _SHORTEST:
        return ""
    return read.records[-1].id
