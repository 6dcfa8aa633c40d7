"""What builds, ``check``, ``peers`` and ``refresh`` say about feeds. Values in, sentences out.

Text from elsewhere, such as an address that was found or moved to, is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from msgspec import Struct

from mkdocs_reciprocity.cache.store import Home, Kept
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds.schedule import UNREAD, FeedState
from mkdocs_reciprocity.core.model import FeedEntry, Peer
from mkdocs_reciprocity.core.personal import is_personal, is_personal_feed
from mkdocs_reciprocity.core.problem import Problem, Where, quoted
from mkdocs_reciprocity.core.url import Url

_PLAIN_IN_YAML = re.compile(r"[A-Za-z0-9:/._~?&=%@+-]+")
_LONGEST = 500  # characters of an address that is shown whole


class Outcome(Struct, frozen=True, kw_only=True):
    """The result of one round of asking for one feed of the peer ``who``. ``bad``: there is something for the author to
    do.
    """

    who: str
    feed: str
    words: str
    bad: bool = False


def failing(peer: Peer, ref: str, kept: Kept | None, zone: tzinfo) -> list[Problem]:
    """The line for a feed that cannot be read now; none for one that can."""
    if kept is None or not kept.state.error:
        return []
    state = kept.state
    copy = "it is left out for now"
    if kept.feed is not None:
        day = as_of(state, zone)
        copy = f"the copy of {day} stands in" if day else "the last copy stands in"
        copy += _UNTIL if urls.parse(ref) is None and state.error != UNREAD else ""
    error = state.error
    if state.gone:
        error = f"it is gone for good ({error})"
        copy += "; take the address out, or write the new one" if ref in peer.feeds else "; another is looked for"
    if peer.private:  # its feed's address would name it
        return [Problem(peer.where, f"the feed {quoted(ref)}: {error}; {copy}", "info", private=True)]
    if (url := urls.parse(ref)) and is_personal_feed(url):  # whoever has the address can read it
        return [Problem(peer.where, f"the feed of {quoted(peer.name)}: {error}; {copy}", "info")]
    if ref not in peer.feeds:  # found, so it stands nowhere in the author's files
        return [Problem(peer.where, f"the feed {quoted(ref)} of {quoted(peer.name)}: {error}; {copy}", "info")]
    return [Problem(Where(ref), f"the feed of {quoted(peer.name)}: {error}; {copy}{_mended(ref, error)}", "info")]


def _mended(ref: str, error: str) -> str:
    """A hint: what was probably meant by a file that is not there, or what to do about a feed in the author's own
    network.
    """
    url = urls.parse(ref)
    if url is not None:
        home = "public internet" in error
        return f"; if {urls.host(url)} is in your own network, put it into `allow_hosts` below `feeds:`" if home else ""
    host = ref.partition("/")[0]
    meant = urls.parse(f"https://{ref}") if "/" in ref and "." in host.strip(".") else None
    return f"; did you mean {quoted(meant)}?" if meant and "No such file" in error else ""


def together(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems. If several feeds fail, one line counts them and says where to see more."""
    every = tuple(problems)
    failing = [problem for problem in every if problem.level == "info"]
    if len(failing) < 2:
        return every
    said = f"{len(failing)} could not be read when they were asked last; `mkdocs-reciprocity check` says which, and why"
    return (*(problem for problem in every if problem.level != "info"), Problem(Where("feeds"), said, "info"))


def as_of(state: FeedState, zone: tzinfo) -> When | None:
    """The day of the copy that is used while a feed cannot be read, or is empty; else None."""
    if state.empty_since:
        return emptied_on(state, zone)
    return dates.day_of(dates.from_epoch(state.good_at), zone) if state.error and state.good_at else None


def emptied_on(state: FeedState, zone: tzinfo) -> When:
    """The day on which a feed became empty."""
    return dates.day_of(dates.from_epoch(state.empty_since), zone)


def emptied(peer: Peer, ref: str, state: FeedState, where: Where, zone: tzinfo) -> list[Problem]:
    """The line for a feed that has become empty; none for one that has entries, or never had any.

    ``where`` is the line that names it in the author's files.
    """
    if not state.empty_since:
        return []
    said = f"the feed of {quoted(peer.name)} {_EMPTIED} {emptied_on(state, zone)}; what it had before stays"
    if urls.parse(ref) is not None:
        said += ": if it is somewhere else now, write that here"
        return [Problem(where, said, "info", private=peer.private)]
    return [Problem(where if peer.private else Where(ref), said + _UNTIL, "info", private=peer.private)]


_EMPTIED = "has no entries any more, since"
_UNTIL = ", until you take its name out of your log"


def moved(peer: Peer, to: Url, where: Where, *, private: bool) -> Problem:
    """The line for a feed that has moved for good to a new address (``to``).

    ``where`` is the line of the old one in the author's files; ``private``: the line is about somebody private.
    """
    message = f"the feed of {quoted(peer.name)} has moved to {_address(to)}; write that here"
    return Problem(where, message, "info", private=private or is_personal_feed(to))


def astray(peer: Peer, place: Url, where: Where, *, private: bool) -> Problem:
    """The line for a feed whose entries all lead to another place, none to its peer."""
    whose = f"the feed of {quoted(peer.name)} leads to {quoted(urls.without_user_and_port(place))}"
    known = f", and no more to {quoted(peer.home)}" if peer.home else ", which is no address of theirs"
    said = "what it says of your site waits for `accept`"
    mend = "if that place is theirs, add it to `also`, else take the feed out"
    return Problem(where, f"{whose}{known}: {said}; {mend}", "info", private=private)


def unnamed(peer: Peer, home: Home | None, found: Kept | None) -> list[Problem]:
    """The line for a peer without a written feed.

    ``home`` is the result of the search for one, None if there was no search. ``found`` is the copy of the feed that
    was found.
    """
    if peer.feeds or not peer.home:
        return []
    if home is None:
        said = "has no `feed`; `mkdocs-reciprocity refresh` looks for one"
    elif home.feed:
        address = (found.state.moved_to if found else "") or home.feed
        line = f"xmlUrl={quoted(address, _LONGEST)}" if _is_opml(peer) else f"feed: {_address(address)}"
        said = f"has no `feed`; one was found: add `{line}`"
    else:
        said = f"has no `feed`, and none was found{_why(home)}; if you know one, add it"
    hidden = peer.private or bool(home and (url := urls.parse(home.feed)) and is_personal_feed(url))
    return [Problem(peer.where, f"peer {quoted(peer.id)} {said}", "info", private=hidden)]


def state_of(ref: str, kept: Kept | None, zone: tzinfo) -> str:
    """The state of a feed, in a few words."""
    if kept is None:
        return "not read yet"
    state = kept.state
    if state.error:
        return f"gone: {state.error}" if state.gone else f"failing: {state.error}"
    if state.empty_since:
        return f"{_EMPTIED} {emptied_on(state, zone)}"
    number = len(kept.feed.entries) if kept.feed else 0
    said = "1 entry" if number == 1 else f"{number} entries"
    if state.moved_to:
        return f"{said}; moved to {state.moved_to}"
    if urls.parse(ref) is None or not state.good_at:
        return said
    return f"{said}, read on {dates.day_of(dates.from_epoch(state.good_at), zone)}"


def state_of_shares(ref: str, kept: Kept | None, zone: tzinfo) -> str:
    """The same for the feed of what a peer shares."""
    return f"{_use(kept)}: {state_of(ref, kept, zone)}"


def state_of_search(home: Home | None) -> str:
    """The same for a peer without a known feed."""
    return "no feed known" if home is None else f"no feed found{_why(home)}"


def held_back(peer: Peer, feeds: Iterable[str]) -> Iterator[Problem]:
    """A line if the home or a feed of a public peer is not published, because its address may have a key in it."""
    found = [urls.parse(ref) for ref in feeds]
    withheld = ["home"] if peer.home and is_personal(peer.home) else []
    withheld += ["feed"] if any(url and is_personal_feed(url) for url in found) else []
    if withheld and not peer.private:
        which = " and the ".join(withheld)
        message = f"the {which} of {quoted(peer.name)}: not published, because there may be a key in the address"
        yield Problem(peer.where, message, "info")


def _is_opml(peer: Peer) -> bool:
    return peer.where.file.lower().endswith(".opml")


def proxies_unused(names: Sequence[str]) -> Problem:
    """The line for an environment that names a proxy."""
    said = "set in the environment, and not used: behind a proxy no address can be checked"
    return Problem(Where(", ".join(names)), f"{said}; only hosts in NO_PROXY or `allow_hosts` are asked", "info")


def outcome(
    peer: Peer, ref: str, where: Where, before: Kept | None, fresh: Kept | None, *, asked: bool, zone: tzinfo
) -> Outcome:
    """The result of a round for one feed. ``before`` is what was known of it, ``fresh`` what was read now; each may be
    None.

    ``where`` is the line with its address in the author's files. ``asked``: this round meant to ask for it.
    """
    if urls.parse(ref) is None:
        words, bad = _of_a_file(ref, fresh or before, zone)
    elif fresh is None:
        words, bad = _unasked(before, zone, asked=asked), False
    elif fresh.state.error:
        words, bad = f"{_failed(before, fresh)}{_mended(ref, fresh.state.error)}", True
    else:
        words, bad = _read(before, fresh), False
        if fresh.state.empty_since:
            words, bad = f"{_EMPTIED} {emptied_on(fresh.state, zone)}", True
        if fresh.state.moved_to and ref in peer.feeds:
            words, bad = f"{words}; moved to {_address(fresh.state.moved_to)}, write that in {where}", True
        elif ref not in peer.feeds and before is None:
            words = f"{words}; found, add it in {where}"
    return Outcome(who=peer.name, feed=ref, words=words, bad=bad)


def of_shares(peer: Peer, ref: str, before: Kept | None, fresh: Kept | None, *, asked: bool, zone: tzinfo) -> Outcome:
    """The result of a round for the feed of what a peer shares, which was found. There is nothing to do about it."""
    words = _unasked(before, zone, asked=asked)
    if fresh is not None:
        words = _failed(before, fresh) if fresh.state.error else _read(before, fresh)
    return Outcome(who=peer.name, feed=ref, words=f"{words} ({_use(fresh or before)})")


def _use(kept: Kept | None) -> str:
    return "what they share" if not kept or not kept.feed or kept.feed.is_of_shares() else "no feed of shares: not used"


def _of_a_file(ref: str, kept: Kept | None, zone: tzinfo) -> tuple[str, bool]:
    state = kept.state if kept else FeedState(url=Url(""))
    if state.error:
        return f"{state.error}{_mended(ref, state.error)}", True
    if state.empty_since:
        return f"{_EMPTIED} {emptied_on(state, zone)}", True
    return "not asked: it is a file", False


def not_found(peer: Peer, before: Home | None, fresh: Home | None, *, asked: bool, zone: tzinfo) -> Outcome:
    """The result of a round for a peer without a feed."""
    if fresh is None:
        words, bad = _unasked(Kept(state=before.state) if before else None, zone, asked=asked), False
    else:
        mended = _mended(peer.home or "", fresh.state.error)
        words, bad = f"no feed found{_why(fresh)}{mended}", bool(fresh.state.error)
    return Outcome(who=peer.name, feed=peer.home or "", words=words, bad=bad)


def _why(home: Home) -> str:
    return f" (the home page: {home.state.error})" if home.state.error else ""


def _unasked(before: Kept | None, zone: tzinfo, *, asked: bool) -> str:
    if asked or before is None:
        return "not asked: stopped before it answered"
    return left_alone(before.state.wait_until, zone)


def left_alone(until: float, zone: tzinfo) -> str:
    """Why a server is not asked before ``until`` (seconds since the epoch): it has said so itself."""
    return (
        f"not asked: the server wants to be left alone until {dates.from_epoch(until).astimezone(zone):%Y-%m-%d %H:%M}"
    )


def _failed(before: Kept | None, fresh: Kept) -> str:
    state = fresh.state
    if state.gone:
        return f"gone: {state.error}"
    if state.error == UNREAD:
        return f"not read: {UNREAD}"
    asked_at = before.state.asked_at if before else 0.0
    return f"{'not asked' if state.asked_at == asked_at else 'failed'}: {state.error}"


def _read(before: Kept | None, fresh: Kept) -> str:
    if before is not None and before.feed is not None and before.digest == fresh.digest:
        return "not modified"
    old = {_identity(entry) for entry in before.feed.entries} if before and before.feed else set()
    new = fresh.feed.entries if fresh.feed else ()
    return f"new entries: {len({_identity(entry) for entry in new} - old)}"


def _identity(entry: FeedEntry) -> tuple[str, str]:
    return (urls.key(entry.url), "") if entry.url else ("", entry.title)


def _address(url: str) -> str:
    """An address that can be copied into YAML: as it is, or in quotes if it needs them there."""
    return url if len(url) <= _LONGEST and _PLAIN_IN_YAML.fullmatch(url) else quoted(url, _LONGEST)
