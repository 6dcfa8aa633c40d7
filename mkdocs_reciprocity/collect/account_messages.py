"""What builds, ``check`` and ``refresh`` say about the author's places elsewhere. Values in, sentences out."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import tzinfo
from urllib.parse import urlsplit

from msgspec.structs import replace

from mkdocs_reciprocity.cache.accounts import KeptAccount
from mkdocs_reciprocity.cache.store import Home, Kept
from mkdocs_reciprocity.collect.feed_states import left_alone, state_of
from mkdocs_reciprocity.collect.round import Outcome
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Response
from mkdocs_reciprocity.core.personal import is_personal_feed
from mkdocs_reciprocity.core.problem import Problem, Where, in_one_line, quoted
from mkdocs_reciprocity.core.settings import MyPlace
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import counted

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")
WHO = "me"
"""The word that stands for the author in a column of peers' names."""


def of_account(place: MyPlace, kept: KeptAccount | None, zone: tzinfo) -> Iterator[Problem]:
    """The lines for an account or a folder: why it cannot be read now, and what of it could not be read."""
    if kept is None:
        return
    if error := kept.state.error:
        yield _line(place, f"{_ended(error)} {_copy(kept.state, zone)}")
    for said in kept.known.wrong:
        if said != error:
            yield _line(place, in_one_line(said))


def of_feed(place: MyPlace, ref: str, kept: Kept | None, zone: tzinfo) -> Iterator[Problem]:
    """The lines for an own feed: why it cannot be read now, and to where it has moved."""
    if kept is None:
        return
    if error := kept.state.error:
        yield _line(place, f"your feed: {_ended(error)} {_copy(kept.state, zone)}")
    elif (to := urls.parse(kept.state.moved_to)) and place.form == "feed" and not is_personal_feed(to):
        yield _line(place, f"your feed has moved to {quoted(to)}; write that into `me`")


def without_feed(place: MyPlace, home: Home | None) -> Iterator[Problem]:
    """The line for a page of the author's at which no feed was found; none before it was looked for."""
    if home is not None:
        why = f" ({home.state.error})" if home.state.error else ""
        yield _line(place, f"no feed was found there{why}; write the address of the feed into `me`{_account(place)}")


def _account(place: MyPlace) -> str:
    """What else a page may be: servers of Mastodon's kind have many ways to write an account."""
    host, _, path = urls.readable(place.url or Url("")).partition("/")
    name = path.strip("/").rpartition("/")[2]
    return f", or {quoted(f'@{name}@{host}')} if this is an account" if _NAME.fullmatch(name) else ""


def outcome(place: MyPlace, before: KeptAccount | None, fresh: KeptAccount | None, zone: tzinfo) -> Outcome:
    """The result of a round for an account or a folder."""
    if fresh is None:
        return _outcome(place, _unasked(before.state if before else None, zone))
    if error := fresh.state.error:
        return _outcome(place, f"failed: {_ended(error)}".rstrip(";"), bad=True)
    if place.form == "file":
        return _outcome(place, "not asked: these are files")
    old, known = before.known if before else None, fresh.known
    posts = {one.id for one in known.statuses} - {one.id for one in (old.statuses if old else ())}
    reactions = {*known.reactions} - {*(old.reactions if old else ())}
    words = f"new: {counted(len(posts), 'post', 'posts')}, {counted(len(reactions), 'reaction', 'reactions')}"
    return _outcome(place, "; ".join((words, *map(in_one_line, known.wrong))), bad=bool(known.wrong))


def outcome_of_feed(place: MyPlace, ref: str, before: Kept | None, fresh: Kept | None, zone: tzinfo) -> Outcome:
    """The result of a round for an own feed."""
    if fresh is None and place.form != "file":
        return _outcome(place, _unasked(before.state if before else None, zone))
    kept = fresh or before
    to = urls.parse(kept.state.moved_to) if kept else None
    if kept and to and (is_personal_feed(to) or shown(place) != place.written):  # there may be a key in it
        kept = replace(kept, state=replace(kept.state, moved_to=""))
    return _outcome(place, state_of(ref, kept, zone), bad=bool(kept and kept.state.error))


def shown(place: MyPlace) -> str:
    """The name of a place in messages. If there may be a key in the address, it is the host."""
    if place.url and place.form in {"feed", "page"} and is_personal_feed(place.url):
        return urls.readable(place.url).split("/")[0]
    return place.written


def _line(place: MyPlace, said: str) -> Problem:
    return Problem(Where(shown(place)), said, "info")


def _outcome(place: MyPlace, words: str, *, bad: bool = False) -> Outcome:
    return Outcome(who=WHO, feed=shown(place), words=words, bad=bad)


def _unasked(state: FeedState | None, zone: tzinfo) -> str:
    until = schedule.wait_until(state, now=time.time()) if state else 0.0
    return left_alone(until, zone) if until else "not asked: stopped before it answered"


def _copy(state: FeedState, zone: tzinfo) -> str:
    if not state.good_at:
        return "nothing of it is known yet"
    return f"what was read on {dates.day_of(dates.from_epoch(state.good_at), zone)} is used instead"


def _ended(error: str) -> str:
    """The error, with what parts it from what follows."""
    return error if error.endswith("?") else f"{error};"


# --- why an account could not be read


def key_name(url: str) -> str:
    """The variable of the environment that has the key for the server of an address. No two servers have one name."""
    host = (urlsplit(url).hostname or "").replace("-", "__").replace(".", "_").replace(":", "_")
    return f"RECIPROCITY_TOKEN_{host.upper()}"


def why_not(response: Response) -> str:
    """Why an account could not be read, as a sentence."""
    if response.status in {401, 403}:
        name = key_name(response.request.url)
        if response.request.key:
            return f"its server does not take the key in {name} ({response.error})"
        return f"its server wants a key ({response.error}); put one into the environment as {name}"
    if response.status == 429:
        return f"its server has had too many requests ({response.error})"
    if response.status == 200:
        return f"its answer is too large: {response.error}"
    host = urls.host(response.request.url)
    if response.url and urls.host(Url(response.url)) != host:
        return f"its server sends us elsewhere: {response.error}"
    if "public internet" in response.error:
        return f"{response.error}; if {host} is in your own network, put it into `allow_hosts` below `feeds:`"
    return response.error


def elsewhere(url: str) -> str:
    """Why an answer of another server than the one that was asked is not believed."""
    host = quoted(urls.readable(Url(url)).split("/")[0])
    return f"its server sends us to another one, {host}; write the address that the profile has there"
