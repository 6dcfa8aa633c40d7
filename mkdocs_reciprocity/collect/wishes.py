"""Asks the homes of peers whose reactions are known whether these may be shown: once a month, as far as a home is not
read anyway.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.core.accounts.model import Known
from mkdocs_reciprocity.core.accounts.people import addresses
from mkdocs_reciprocity.core.feeds import schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Request, Response
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.network.fetch import Fetching
    from mkdocs_reciprocity.network.guard import Allowed


class Wishes:
    """What the homes of peers ask for.

    Args:
        gathering: the author's files.
        asking: the round of asking for the peers' feeds. What is found joins what it knows of homes.
        how: how to ask; None if nothing is to be asked.
    """

    def __init__(self, gathering: Gathering, asking: Asking, how: Round | None) -> None:
        self._gathering, self._asking, self._how = gathering, asking, how
        self._deadline = how.deadline() if how else Deadline()  # they are asked last, and nobody waits longer for them
        self._allow: Allowed = frozenset()
        self._fetching: Fetching | None = None

    def wait(self, every: Iterable[Known]) -> None:
        """Asks the homes of those who reacted, as far as they have not been read lately, and waits for the answers.

        Args:
            every: what is known from each place.
        """
        if self._how and (requests := [*self._requests(self._homes(every), time.time())]):
            self._ask(requests, self._how)

    def cancel(self) -> None:
        """Gives up what is not answered yet."""
        if self._fetching is not None:
            self._fetching.cancel()

    def _ask(self, requests: Sequence[Request], how: Round) -> None:
        from mkdocs_reciprocity.network.fetch import Fetching  # noqa: PLC0415 - pulls in ssl and httpcore
        from mkdocs_reciprocity.network.guard import allowed  # noqa: PLC0415 - only who asks needs it

        self._allow = allowed(how.options.allow_hosts)
        with suppress(NotInTime):
            limits = replace(how.limits(), total=self._deadline.left())
            self._fetching = Fetching(requests, limits, on_done=self._answered)
            for _ in self._fetching.results():
                pass

    def _homes(self, every: Iterable[Known]) -> dict[Url, Peer]:
        people = self._gathering.book.directory
        places = {url for known in every for one in known.reactions for url in addresses(one.who)}
        peers = {owner for url in places if (owner := people.owner(url))}
        return {
            home: people.peers[id_]
            for id_ in sorted(peers)
            if (home := people.peers[id_].home) and not people.peers[id_].fallow
        }

    def _requests(self, homes: Mapping[Url, Peer], now: float) -> Iterator[Request]:
        for home, peer in homes.items():
            around = self._asking.around_of(peer)
            state = around.state if around else FeedState(url=home)
            max_age = 0.0 if state.failures else schedule.MONTH  # after a failure, its own waiting time counts
            if request := schedule.request_for(state, now=now, max_age=max_age, force=False):
                yield replace(request, accept=schedule.PAGE, private=peer.private)

    def _answered(self, response: Response) -> None:
        from mkdocs_reciprocity.collect import surroundings  # noqa: PLC0415 - where a home was read

        home, fresh = response.request.known_as, self._asking.fresh_around
        before = fresh.get(home) or self._asking.around.get(home)
        fresh[home] = surroundings.after(before, response, self._allow, time.time())
