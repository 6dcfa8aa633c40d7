"""The author's places elsewhere in one round: accounts, own feeds, files; and what peers' homes ask for.

Own feeds are read as peers' feeds are, and kept apart from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mkdocs_reciprocity.collect import account_messages as messages
from mkdocs_reciprocity.collect import copies
from mkdocs_reciprocity.collect.accounts import Accounts, place_of
from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Outcome, Round
from mkdocs_reciprocity.collect.wishes import Wishes
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.accounts.forgetting import without
from mkdocs_reciprocity.core.accounts.people import Told
from mkdocs_reciprocity.core.book import addresses
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.personal import is_personal_feed
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.settings import MyPlace
from mkdocs_reciprocity.core.url import Url


class Elsewhere:
    """One round of reading.

    Args:
        gathering: the author's files.
        peers: the round of asking for the peers' feeds.
        how: how to ask for what is too old, in threads; None if nothing is to be asked.
    """

    def __init__(self, gathering: Gathering, peers: Asking, how: Round | None) -> None:
        site, mine = gathering.site, gathering.site.settings.me
        self._gathering, self._how = gathering, how
        folders = {place.written for place in mine if place.form == "file" and (site.root / place.written).is_dir()}
        self._feeds = {
            _as_peer(number, place): place
            for number, place in enumerate(mine)
            if place.form in {"feed", "page"} or (place.form == "file" and place.written not in folders)
        }
        others = [place for place in mine if place not in self._feeds.values()]
        own = addresses(site.url, site.settings)
        self.accounts = Accounts(others, gathering.today, own, gathering.store, how)
        self._asking = Asking(self._feeds, gathering.store, how)
        self._wishes = Wishes(gathering, peers, how if self.accounts.asked else None)
        self.asked = self.accounts.asked | self._asking.asked

    def progress(self) -> tuple[int, int]:
        """How many places are done, and how many are asked."""
        (done, total), (more, others) = self.accounts.progress(), self._asking.progress()
        return done + more, total + others

    def wait(self) -> None:
        """Waits for all answers, and reads the files."""
        gathering, root = self._gathering, self._gathering.site.root
        self.accounts.wait(root)
        files = {place.written: "" for place in self._feeds.values() if place.form == "file"}
        noon = dates.noon(gathering.today, gathering.site.settings.zone)
        deadline = (self._how or Round(gathering.site.settings.feeds)).deadline()
        self._asking.fresh |= copies.of_files(root, files, self._asking.before, noon, deadline, gathering.own)
        self._asking.wait()
        self._wishes.wait(kept.known for ref in self.accounts.places if (kept := self.accounts.kept(ref)))

    def cancel(self) -> None:
        """Gives up what is not answered yet."""
        self.accounts.cancel()
        self._asking.cancel()
        self._wishes.cancel()

    def keep(self) -> None:
        """Writes into the store what was read."""
        self.accounts.keep()
        self._asking.keep()

    def told(self) -> tuple[Told, ...]:
        """What is known from each place."""
        found = []
        for ref, place in self.accounts.places.items():
            kept = self.accounts.kept(ref)
            if kept and (whose := place_of(place) if place.url else kept.place):
                found.append(Told(place=whose, known=kept.known))
        for peer, place in self._feeds.items():
            for ref in self._refs(peer):
                copy = self._asking.copy_of(ref)
                if copy and copy.feed:
                    found.append(Told(place=place_of(place), feed=copy.feed, private=_is_private(place, ref)))
        return tuple(found)

    def places_with(self, is_theirs: Callable[[Url], bool]) -> list[str]:
        """The places at which somebody has done something, by their names in messages."""
        found = ((place, self.accounts.kept(ref)) for ref, place in self.accounts.places.items())
        return [messages.shown(place) for place, kept in found if kept and without(kept.known, is_theirs) != kept.known]

    def problems(self) -> Iterator[Problem]:
        """A line for each thing that is wrong with a place."""
        zone = self._gathering.site.settings.zone
        for ref, place in self.accounts.places.items():
            yield from messages.of_account(place, self.accounts.kept(ref), zone)
        for peer, place in self._feeds.items():
            refs = self._refs(peer)
            for ref in refs:
                yield from messages.of_feed(place, ref, self._asking.copy_of(ref), zone)
            if not refs:
                yield from messages.without_feed(place, self._asking.home_of(peer))

    def outcomes(self) -> Iterator[Outcome]:
        """The outcome of the round for each place."""
        zone = self._gathering.site.settings.zone
        for ref, place in self.accounts.places.items():
            yield messages.outcome(place, self.accounts.before.get(ref), self.accounts.fresh.get(ref), zone)
        for peer, place in self._feeds.items():
            for ref in self._refs(peer) or (place.written,):
                before, fresh = self._asking.before.get(ref), self._asking.fresh.get(ref)
                yield messages.outcome_of_feed(place, ref, before, fresh, zone)

    def _refs(self, peer: Peer) -> tuple[str, ...]:
        """The feeds of a place: what the author wrote there, and what they shared."""
        return (*self._asking.feeds_of(peer), *self._asking.shares_of(peer))


def _as_peer(number: int, place: MyPlace) -> Peer:
    """The place as those who ask for feeds know places."""
    home = place.url if place.form == "page" else None
    feeds = () if home else (place.url or place.written,)
    return Peer(id=PeerId(f"\0me{number}"), name=place.written, home=home, feeds=feeds)


def _is_private(place: MyPlace, ref: str) -> bool:
    """Whether there is a key in the address of the feed or of its page, so that it was not meant for everybody."""
    return any(url and is_personal_feed(Url(url)) for url in (place.url, ref)) if place.form != "file" else False
