"""Asks for the author's accounts elsewhere, in the background: what was passed on there, and who reacted to it.

`core.accounts.rounds` decides what is asked next, and what an answer means. Here it is asked, politely: a server gets
one request at a time, ten in a round at most, and none before it wants one again. A round that stops early keeps what
it has read. A key comes from the environment and is sent to its own server only; no name, message or copy has it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.cache.accounts import KeptAccount
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect import account_messages as messages
from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.collect.saved_answers import from_folder
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts.model import GONE, Answer, Place
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds import schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Request, Response
from mkdocs_reciprocity.core.ledger.identity import directory
from mkdocs_reciprocity.core.settings import MyPlace
from mkdocs_reciprocity.core.url import Url

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.accounts import rounds
    from mkdocs_reciprocity.core.accounts.model import Ask
    from mkdocs_reciprocity.network.fetch import Fetching
    from mkdocs_reciprocity.network.guard import Allowed

_JSON = "application/json"
_ACCOUNTS = frozenset({"mastodon", "bluesky"})


def place_of(mine: MyPlace) -> Place:
    """A place of the option, as readers know it."""
    network = mine.form if mine.form in {"mastodon", "bluesky"} else "feed"
    return Place(url=mine.url or Url(""), network=network, kind=mine.kind, via=mine.via)


class Accounts:
    """One round of asking. ``before`` has what was known of each account, by its address; ``fresh`` what is known now.

    Args:
        places: the author's places; only accounts and folders with answers are looked at.
        today: the day.
        site: the addresses of this site.
        store: what was read before. Only `keep` writes the round into it.
        how: how to ask for what is too old, in threads; None if nothing is to be asked.
    """

    def __init__(
        self,
        places: Sequence[MyPlace],
        today: When,
        site: Sequence[Url],
        store: Store,
        how: Round | None,
    ) -> None:
        self._store, self._today, self._site = store, today, site
        self._is_own = directory((), site).records.is_own
        self.places = {_ref(place): place for place in places if place.form in _ACCOUNTS or place.form == "file"}
        self.before = store.accounts(self.places)
        self.fresh: dict[str, KeptAccount] = {}
        self._rounds: dict[str, rounds.Round] = {}
        self._asks: dict[str, Ask] = {}
        self._deadline = how.deadline() if how else Deadline()
        self._allow: Allowed = frozenset()
        requests = self._first_requests(how) if how else []
        self.asked = frozenset(request.known_as for request in requests)
        self._fetching: Fetching | None = None
        if how and requests:
            from mkdocs_reciprocity.network.fetch import Fetching  # noqa: PLC0415 - pulls in ssl and httpcore

            self._fetching = Fetching(requests, how.limits(), on_done=self._answered)

    def kept(self, ref: str) -> KeptAccount | None:
        """The newest that is known of an account."""
        return self.fresh.get(ref) or self.before.get(ref)

    def progress(self) -> tuple[int, int]:
        """How many accounts are done, and how many are asked."""
        return self._fetching.done() if self._fetching else 0, len(self.asked)

    def wait(self, root: Path) -> None:
        """Waits for all answers, and reads those that were saved in folders below ``root``."""
        for response in self._fetching.results() if self._fetching else ():
            if response.error != schedule.CANCELLED and response.request.known_as not in self.fresh:
                self._stopped(response)  # a bug in the thread that fetched it
        for ref, place in self.places.items():
            if place.form == "file" and (root / place.written).is_dir():
                self.fresh[ref] = from_folder(root / place.written, self.before.get(ref), self._today, self._site)

    def cancel(self) -> None:
        """Gives up what is not answered yet. What was read in an unfinished round is kept."""
        if self._fetching is not None:
            self._fetching.cancel()
        for ref, begun in self._rounds.items():
            self.fresh.setdefault(ref, replace(self._before(ref), known=begun.known))

    def keep(self) -> None:
        """Writes into the store what is new."""
        new = {ref: kept for ref, kept in self.fresh.items() if kept != self.before.get(ref)}
        if new:
            self._store.keep_accounts(new, self.places.keys())

    # --- asking

    def _first_requests(self, how: Round) -> list[Request]:
        due = [ref for ref, place in self.places.items() if place.form in _ACCOUNTS and self._is_due(ref, how)]
        if not due:
            return []
        from mkdocs_reciprocity.core.accounts import rounds  # noqa: PLC0415 - with all that reads answers
        from mkdocs_reciprocity.network.guard import allowed  # noqa: PLC0415 - only who asks needs it

        self._allow = allowed(how.options.allow_hosts)
        for ref in due:
            place, known = place_of(self.places[ref]), self._before(ref).known
            self._rounds[ref] = rounds.begun(place, known, self._today, self._is_own)
        return [request for ref in due if (request := self._next(ref))]

    def _is_due(self, ref: str, how: Round) -> bool:
        state, now = self._before(ref).state, time.time()
        return schedule.request_for(state, now=now, max_age=how.options.max_age, force=how.force) is not None

    def _next(self, ref: str) -> Request | None:
        """The request for the next question of a round; None when the round is over."""
        from mkdocs_reciprocity.core.accounts import rounds  # noqa: PLC0415 - as above

        ask = rounds.next_ask(self._rounds[ref])
        if ask is None:
            return None
        self._asks[ref] = ask
        url = self._safe(ask.url)
        return Request(url, known_as=ref, accept=_JSON, key=os.environ.get(messages.key_name(url), "").strip())

    def _safe(self, url: Url) -> Url:
        """The address as it is asked: so that nobody overhears a key, by https, unless the author allows the host."""
        from mkdocs_reciprocity.network.guard import is_exempt_url  # noqa: PLC0415 - as above

        is_open = url.lower().startswith("http:") and not is_exempt_url(url, self._allow)
        return Url(f"https{url[4:]}") if is_open else url

    def _answered(self, response: Response) -> Request | None:
        """Takes an answer, in the thread that fetched it, and returns the next request of the round."""
        ref = response.request.known_as
        if response.error and response.status not in GONE:
            self._stopped(replace(response, error=messages.why_not(response)))
            return None
        if urls.host(Url(response.url)) != urls.host(response.request.url):
            self._stopped(replace(response, error=messages.elsewhere(response.url)))
            return None
        try:
            self._read(ref, response)
        except NotInTime:
            self._stopped(replace(response, body=b"", error=schedule.UNREAD, put_off=True))
            return None
        following = None if response.used_up else self._next(ref)
        if following is not None and urls.host(following.url) == urls.host(response.request.url):
            return following
        self._finished(ref, response)
        return None

    def _read(self, ref: str, response: Response) -> None:
        from mkdocs_reciprocity.core.accounts import rounds  # noqa: PLC0415 - as above

        with self._deadline.turn():
            answer = Answer(body=response.body, status=response.status, link=response.link)
            self._rounds[ref] = rounds.answered(self._rounds[ref], self._asks[ref], answer)

    def _finished(self, ref: str, response: Response) -> None:
        """The end of a round. One that could not go on counts as a failure, so it is asked less and less often."""
        now, before = self._rounds[ref], self._before(ref)
        error = now.known.wrong[-1] if now.over and now.known.wrong else ""
        state = schedule.after(before.state, replace(response, error=error, moved_to=""), now=time.time())
        self.fresh[ref] = KeptAccount(state=state, known=now.known)

    def _stopped(self, response: Response) -> None:
        """A round that was stopped: what it has read until then is kept."""
        ref = response.request.known_as
        before = self._before(ref)
        known = self._rounds[ref].known if ref in self._rounds else before.known
        state = schedule.after(before.state, replace(response, moved_to=""), now=time.time())
        self.fresh[ref] = KeptAccount(state=state, known=known)

    def _before(self, ref: str) -> KeptAccount:
        return self.before.get(ref) or KeptAccount(state=FeedState(url=Url(ref)))


def _ref(place: MyPlace) -> str:
    """The name of a place in the store."""
    return place.url or place.written
