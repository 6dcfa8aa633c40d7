"""Asks the homes of peers whose reactions are known whether they want them shown: once a month."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.cache.accounts import KeptWish
from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.collect.feeds import Round
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core.accounts.model import Known
from mkdocs_reciprocity.core.feeds import schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Request, Response
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.network.fetch import Fetching

MONTH = 30 * schedule.DAY
_LOOKED_AT = 1_000_000  # bytes: it stands in the head
_HTML = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


class Wishes:
    """What the homes of peers ask for.

    Args:
        gathering: the author's files.
        how: how to ask; None if nothing is to be asked.
    """

    def __init__(self, gathering: Gathering, how: Round | None) -> None:
        self._gathering, self._how = gathering, how
        self._deadline = how.deadline() if how else Deadline()  # they are asked last, and nobody waits longer for them
        self._homes: dict[Url, Peer] = {}
        self._before: dict[str, KeptWish] = {}
        self._fresh: dict[str, KeptWish] = {}
        self._fetching: Fetching | None = None

    def wait(self, every: Iterable[Known]) -> None:
        """Asks the homes of those who reacted, as far as they have not been asked lately, and waits for the answers.

        Args:
            every: what is known from each place.
        """
        people = self._gathering.book.directory
        places = {url for known in every for one in known.reactions for url in (one.who.address, *one.who.also)}
        peers = {owner for url in places if (owner := people.owner(url))}
        self._homes = {home: people.peers[id_] for id_ in sorted(peers) if (home := people.peers[id_].home)}
        self._before = self._gathering.store.wishes(self._homes)
        if self._how and (requests := [*self._requests(time.time())]):
            self._ask(requests, self._how)

    def _ask(self, requests: Sequence[Request], how: Round) -> None:
        from mkdocs_reciprocity.network.fetch import Fetching  # noqa: PLC0415 - pulls in ssl and httpcore

        with suppress(NotInTime):
            limits = replace(how.limits(), total=self._deadline.left())
            self._fetching = Fetching(requests, limits, on_done=self._answered)
            for _ in self._fetching.results():
                pass

    def cancel(self) -> None:
        """Gives up what is not answered yet."""
        if self._fetching is not None:
            self._fetching.cancel()

    def keep(self) -> None:
        """Writes into the store what was read."""
        self._gathering.store.keep_wishes(dict(self._fresh))

    def declining(self) -> frozenset[PeerId]:
        """The peers whose homes ask that their reactions are not shown."""
        every = {**self._before, **self._fresh}
        return frozenset(peer.id for home, peer in self._homes.items() if home in every and every[home].declines)

    def _requests(self, now: float) -> Iterator[Request]:
        for home, peer in self._homes.items():
            state = self._kept(home).state
            max_age = 0.0 if state.failures else MONTH  # after a failure, its own waiting time counts
            if request := schedule.request_for(state, now=now, max_age=max_age, force=False):
                yield Request(request.url, known_as=home, accept=_HTML, private=peer.private)

    def _kept(self, home: str) -> KeptWish:
        return self._before.get(home) or KeptWish(state=FeedState(url=Url(home)))

    def _answered(self, response: Response) -> None:
        from mkdocs_reciprocity.core.accounts.consent import declines  # noqa: PLC0415 - where a home was read
        from mkdocs_reciprocity.core.feeds.encoding import text_of  # noqa: PLC0415 - the same

        home = response.request.known_as
        before = self._kept(home)
        state = schedule.after(before.state, response, now=time.time())
        says = before.declines if response.error else declines(text_of(response.body[:_LOOKED_AT]))
        self._fresh[home] = KeptWish(state=state, declines=says)
