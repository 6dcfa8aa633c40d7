"""Whose an account is, and which addresses are pages of this site. Only addresses decide, never names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts.model import Known, Person, Place
from mkdocs_reciprocity.core.ledger.declined import Declined
from mkdocs_reciprocity.core.ledger.identity import Directory, stranger
from mkdocs_reciprocity.core.model import Feed, PeerId
from mkdocs_reciprocity.core.url import Url, UrlKey


class Told(Struct, frozen=True, kw_only=True):
    """What one of the author's places tells: an account what is ``known`` of it, a feed itself.

    ``private``: everything from there is private.
    """

    place: Place
    known: Known = Known()
    feed: Feed | None = None
    private: bool = False


class Site(Struct, frozen=True):
    """Who is who, and what is this site: its pages, and the author's places elsewhere."""

    directory: Directory
    pages: frozenset[UrlKey]
    places: frozenset[UrlKey]

    def is_page(self, url: Url) -> bool:
        """Whether the address is one of this site, not of the author's account elsewhere."""
        above = (one for one in urls.prefixes(urls.key(url)) if one in self.pages or one in self.places)
        return next(above, None) in self.pages and self.directory.is_own(url)

    def is_own(self, url: Url) -> bool:
        """Whether the address is the author's, here or elsewhere."""
        return self.directory.is_own(url) or any(prefix in self.places for prefix in urls.prefixes(urls.key(url)))

    def receiver(self, page: Url, *, strangers: bool) -> PeerId | None:
        """To whom a gift goes that is about this page: a listed peer, or a stranger if these count."""
        return self.directory.owner(page) or (stranger(page, self.directory) if strangers else None)

    def peer(self, who: Person) -> PeerId | None:
        """The listed peer whose account it is."""
        return next(filter(None, map(self.directory.owner, addresses(who))), None)

    def who(self, who: Person) -> PeerId:
        """The listed peer, or a stranger by the host of the account."""
        return self.peer(who) or stranger(who.address, self.directory)

    def is_mine(self, who: Person) -> bool:
        """Whether the account is the author's."""
        return any(map(self.is_own, addresses(who)))


def site(told: Iterable[Told], directory: Directory, pages: Iterable[Url]) -> Site:
    """``pages`` are the addresses of this site; the places are those of the accounts, by all their addresses."""
    places: set[UrlKey] = set()
    for one in told:
        places.add(urls.key(one.place.url))
        if one.known.account is not None:
            places.update(map(urls.key, addresses(one.known.account.person)))
    return Site(directory, frozenset(map(urls.key, pages)), frozenset(places))


def addresses(who: Person) -> tuple[Url, ...]:
    """All addresses of an account."""
    return (who.address, *who.also)


def shown(who: Person) -> str:
    """What stands for a status of theirs, which has no title: ``@ada@social.example``. Anybody can take any name, but
    nobody the handle of another.
    """
    return f"@{who.handle}" if who.handle else ""


def addresses_of(status: Url | None, who: Person) -> Iterator[Url]:
    """The addresses at which a status may be seen: that which is known, and those below other names of its author."""
    if status is None:
        return
    yield status
    for other in who.also:
        if status.startswith(f"{who.address}/"):
            yield Url(other + status.removeprefix(who.address))


def declined(told: Iterable[Told], site: Site, peers: Iterable[PeerId]) -> Declined:
    """Those who ask not to be shown: accounts that say so, or have said so when they were read last, and ``peers``
    whose home page does. What the author's own account says is no matter: they have named it themselves.
    """
    places = list(told)
    quiet = [url for one in places for url in one.known.quiet]
    for who in (who for one in places for who in everybody(one.known) if who.hidden):
        quiet += () if site.is_mine(who) else addresses(who)
    return Declined(frozenset(map(urls.key, quiet)) - site.places, frozenset(peers))


def everybody(known: Known) -> Iterator[Person]:
    """All whom a place tells of, maybe several times: who reacted, and whose statuses the author passed on, quoted or
    answered.
    """
    for status in known.statuses:
        others = (status.boost_of, status.quote_of, status.reply_to)
        yield from (other.author for other in others if other and other.author)
    yield from (reaction.who for reaction in known.reactions)
