"""Reads the webmentions that this site has received: from webmention.io, another server, or files.

Servers are asked page by page, in the background. Mostly they are asked only for what is newer than the last copy. Once
a day, and when the author wishes, they are asked for everything, because only that shows what senders have taken back.
A copy is complete, or the last complete one stays.

A token comes from the environment and is sent only to its server. No name, message or copy contains it.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import tzinfo
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache.store import KeptMentions, Store
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.collect.deadline import Deadline, NotInTime
from mkdocs_reciprocity.collect.feed_states import left_alone
from mkdocs_reciprocity.collect.round import Outcome, Round
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Request, Response
from mkdocs_reciprocity.core.model import Mention
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention.received import joined, of_all

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.webmention import jf2
    from mkdocs_reciprocity.network.fetch import Fetching

SERVICE = "webmention.io"
MOST_PAGES = 40
PER_PAGE = 250
WHO = "webmentions"
"""The word that stands for webmentions in a column of peers' names."""

_API = "https://webmention.io/api/mentions.jf2?domain={}&token=${{WEBMENTION_IO_TOKEN}}"
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_ACCEPT = "application/jf2feed+json, application/json;q=0.9, */*;q=0.1"
_NONE = KeptMentions(state=FeedState(url=Url("")))


class _Reading(Struct):
    """What has come so far from a server that is being read. ``marks`` identify the entries that have come."""

    since: str
    page: int = 0
    mentions: tuple[Mention, ...] = ()
    marks: dict[str, None] = {}


class Receiving:
    """One round of reading. ``before`` has what was known of each place, ``fresh`` what this round has read.

    Args:
        places: the values of the option.
        site: this site's URL; None when it is not known.
        root: the folder to which the names of files are relative.
        store: what was read before. Only `keep` writes the round into it.
        how: how to ask the servers whose copy is too old, in threads; None if none is to be asked.
    """

    def __init__(self, places: Sequence[str], site: Url | None, root: Path, store: Store, how: Round | None) -> None:
        self._places, self._site, self._root, self._store = places, site, root, store
        self._names = {_key(place): place for place in places}
        self.before = store.mentions(self._names)
        self.fresh: dict[str, KeptMentions] = {}
        self._readings: dict[str, _Reading] = {}
        self._deadline = how.deadline() if how else Deadline()
        requests = self._first_requests(how) if how else []
        self.asked = frozenset(request.known_as for request in requests)
        self._fetching: Fetching | None = None
        if how and requests:
            from mkdocs_reciprocity.network.fetch import Fetching  # noqa: PLC0415 - pulls in ssl and httpcore

            self._fetching = Fetching(requests, how.limits(), on_done=self._answered)

    def _first_requests(self, how: Round) -> list[Request]:
        """The requests for the first pages of the servers whose copy is too old."""
        now, requests = time.time(), []
        for key, place in self._names.items():
            before = self.before.get(key, _NONE)
            due = schedule.request_for(before.state, now=now, max_age=how.options.max_age, force=how.force)
            if is_file(place) or not due:
                continue
            whole = how.force or not before.whole_at or not 0 <= now - before.whole_at < schedule.DAY
            self._readings[key] = _Reading("" if whole else before.newest)
            if request := self._request(key):
                requests.append(request)
        return requests

    def progress(self) -> tuple[int, int]:
        """How many servers are done, and how many are asked."""
        return self._fetching.done() if self._fetching else 0, len(self.asked)

    def wait(self, most: int) -> None:
        """Waits for all answers, and reads the files; each may have ``most`` bytes."""
        for response in self._fetching.results() if self._fetching else ():
            if response.error != schedule.CANCELLED and response.request.known_as not in self.fresh:
                self._failed(response)  # a bug in the thread that fetched it
        for key, place in self._names.items():
            if is_file(place):
                self.fresh[key] = _from_file(self._root / place, most, self.before.get(key, _NONE))

    def cancel(self) -> None:
        """Gives up what is not answered yet."""
        if self._fetching is not None:
            self._fetching.cancel()

    def keep(self) -> None:
        """Writes into the store what is new."""
        self._store.keep_mentions({key: kept for key, kept in self.fresh.items() if kept != self.before.get(key)})

    def mentions(self) -> tuple[Mention, ...]:
        """All webmentions that are known, each once."""
        return of_all(*(kept.mentions for key in self._names if (kept := self._copy(key))))

    def places_with(self, wanted: Callable[[Mention], bool]) -> list[str]:
        """The places that are known to have such webmentions."""
        copies = ((place, self._copy(key)) for key, place in self._names.items())
        return sorted({shown(place) for place, kept in copies if kept and any(map(wanted, kept.mentions))})

    def problems(self, zone: tzinfo) -> Iterator[Problem]:
        """A line for each place that cannot be read now."""
        for key, place in self._names.items():
            kept = self._copy(key)
            if kept is not None and kept.state.error:
                since = dates.day_of(dates.from_epoch(kept.state.good_at), zone) if kept.state.good_at else ""
                copy = f"the copy of {since} is used instead" if since else "they are left out for now"
                yield Problem(Where(shown(place)), f"webmentions: {kept.state.error}; {copy}", "info")
            elif kept is not None and kept.cut:
                message = f"webmentions: there are more than can be read; these are the first {len(kept.mentions)}"
                yield Problem(Where(shown(place)), message, "info")

    def outcomes(self, zone: tzinfo) -> Iterator[Outcome]:
        """What the round brought for each place."""
        for key, place in self._names.items():
            before, fresh = self.before.get(key, _NONE), self.fresh.get(key)
            if fresh is None:
                until = schedule.wait_until(before.state, now=time.time())
                words = left_alone(until, zone) if until else "not asked"
            elif fresh.state.error:
                words = f"failed: {fresh.state.error}"
            else:
                old = {(mention.source, mention.target) for mention in before.mentions}
                new = {(mention.source, mention.target) for mention in fresh.mentions} - old
                words = f"read: {len(fresh.mentions)}" if is_file(place) else f"new: {len(new)}"
            yield Outcome(who=WHO, feed=shown(place), words=words, bad=bool(fresh and fresh.state.error))

    def _copy(self, key: str) -> KeptMentions | None:
        return self.fresh.get(key) or self.before.get(key)

    def _request(self, key: str) -> Request | None:
        """The request for the next page of a server. If none can be made, that is kept as a failure, and the result is
        None.
        """
        reading = self._readings[key]
        try:
            address = _address(self._names[key], self._site, os.environ)
        except _CannotAsk as why:
            asked = Request(Url(""), known_as=key)
            self._failed(Response(request=asked, error=str(why), refused=True))
            return None
        query = f"per-page={PER_PAGE}&page={reading.page}"
        query += f"&since_id={reading.since}" if reading.since else ""
        address = f"{address}{'&' if '?' in address else '?'}{query}"
        return Request(Url(address), known_as=key, accept=_ACCEPT)

    def _answered(self, response: Response) -> Request | None:
        """Takes one page of a server's answer, in the thread that fetched it. Returns the request for the next page,
        until a page has nothing new.
        """
        from mkdocs_reciprocity.core.webmention import jf2  # noqa: PLC0415 - with all that reads feeds

        key = response.request.known_as
        reading = self._readings[key]
        try:
            document = self._document(response)
        except NotInTime:
            self._failed(replace(response, body=b"", error=schedule.UNREAD, put_off=True))
            return None
        if document is None:
            self._failed(response if response.error else replace(response, error="the answer is no JF2 feed"))
            return None
        new = [mark for mark in document.marks if mark not in reading.marks]
        reading.marks |= dict.fromkeys(new)
        reading.mentions += document.mentions
        reading.page += 1
        if new and reading.page < MOST_PAGES and len(reading.marks) < jf2.MOST:
            return self._request(key)
        self._taken(key, response, reading, cut=bool(new) or document.cut)
        return None

    def _document(self, response: Response) -> jf2.Document | None:
        if response.error:
            return None
        from mkdocs_reciprocity.core.webmention import jf2  # noqa: PLC0415 - as above

        with self._deadline.turn():
            return jf2.read(response.body)

    def _taken(self, key: str, response: Response, reading: _Reading, *, cut: bool) -> None:
        before = self.before.get(key, _NONE)
        old = before.mentions if reading.since else ()
        state = schedule.after(before.state, response, now=time.time())
        self.fresh[key] = KeptMentions(
            state=_nameless(state),
            mentions=joined(reading.mentions, old),
            whole_at=before.whole_at if reading.since else state.good_at,
            newest=_newest(reading.marks, before.newest if reading.since else ""),  # a server may begin anew
            cut=cut or (before.cut and bool(reading.since)),
        )

    def _failed(self, response: Response) -> None:
        key = response.request.known_as
        before = self.before.get(key, _NONE)
        self.fresh[key] = replace(before, state=_nameless(schedule.after(before.state, response, now=time.time())))


class _CannotAsk(Exception):
    """Why a server is not asked: a sentence for people."""


def is_file(place: str) -> bool:
    """Whether the place is a file beside mkdocs.yml."""
    return place != SERVICE and "://" not in place


def shown(place: str) -> str:
    """The name of the place in messages: without the part that may hold a secret."""
    return place.split("?", maxsplit=1)[0]


def _key(place: str) -> str:
    """The name of a place in the store. It has no token in it, even where one is written in the option."""
    return f"{urls.readable(Url(place)).split('/')[0]} {blake2b(place.encode(), digest_size=8).hexdigest()}"


def _address(place: str, site: Url | None, environment: Mapping[str, str]) -> str:
    if place == SERVICE and site is None:
        raise _CannotAsk("set `site_url`: webmention.io has to be told which site is meant")
    text = _API.format(quote(urlsplit(site).hostname or "")) if place == SERVICE and site else place
    missing = [name for name in _VARIABLE.findall(text) if not environment.get(name)]
    if missing:
        raise _CannotAsk(f"the environment variable {missing[0]} is not set")
    text = _VARIABLE.sub(lambda match: quote(environment[match[1]], safe=""), text).partition("#")[0]
    if urls.parse(text) is None:
        raise _CannotAsk("this is not the address of a web page")
    return text


def _newest(marks: Mapping[str, None], before: str) -> str:
    """The highest number: servers give it to the newest entry. Empty if they give no numbers."""
    return str(max((int(mark) for mark in (*marks, before) if mark.isascii() and mark.isdecimal()), default=""))


def _nameless(state: FeedState) -> FeedState:
    """The state without what is true of one page only, and without the page's address, which has the token in it."""
    return replace(state, etag="", last_modified="", moved_to="")


def _from_file(path: Path, most: int, before: KeptMentions) -> KeptMentions:
    try:
        body = plain_file.read(path, most)
    except plain_file.TooLarge:
        return replace(_NONE, state=replace(_NONE.state, error="the file is larger than `max_bytes`"))
    except OSError as error:
        return replace(_NONE, state=replace(_NONE.state, error=f"cannot be read ({error.strerror})"))
    digest = blake2b(body, digest_size=16).hexdigest()
    if before.digest == digest:
        return before
    from mkdocs_reciprocity.core.webmention import jf2  # noqa: PLC0415 - a file that has not changed is not read again

    document = jf2.read(body)
    if document is None:
        return replace(_NONE, state=replace(_NONE.state, error="this is no JF2 feed"))
    return replace(_NONE, mentions=joined(document.mentions), cut=document.cut, digest=digest)
