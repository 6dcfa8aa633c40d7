"""What builds, ``check`` and ``peers`` say about feeds. Values in, sentences out.

Text from elsewhere, such as an address that was found or moved to, is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from mkdocs_reciprocity.cache.store import Home, Kept
from mkdocs_reciprocity.collect.feed_states import (
    EMPTIED,
    LONGEST,
    as_of,
    emptied_on,
    hint,
    in_yaml,
    why,
)
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds.schedule import UNREAD, FeedState
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.personal import is_personal, is_personal_feed
from mkdocs_reciprocity.core.problem import Problem, Where, quoted
from mkdocs_reciprocity.core.url import Url

_UNTIL = ", until you take its name out of your log"


def failing(peer: Peer, ref: str, kept: Kept | None, zone: tzinfo) -> list[Problem]:
    """The line for a feed that cannot be read now; none for one that can."""
    if kept is None or not kept.state.error:
        return []
    state = kept.state
    copy = "it is left out for now"
    if kept.feed is not None:
        day = as_of(state, zone)
        copy = f"the copy of {day} is used instead" if day else "the last copy is used instead"
        copy += _UNTIL if urls.parse(ref) is None and state.error != UNREAD else ""
    error = state.error
    if state.gone:
        error = f"it is gone for good ({error})"
        copy += (
            "; write the new address, or `fallow: true` if the blog is gone"
            if ref in peer.feeds
            else "; another is looked for"
        )
    if peer.private:  # its feed's address would name it
        return [Problem(peer.where, f"the feed {quoted(ref)}: {error}; {copy}", "info", private=True)]
    if (url := urls.parse(ref)) and is_personal_feed(url):  # whoever has the address can read it
        return [Problem(peer.where, f"the feed of {quoted(peer.name)}: {error}; {copy}", "info")]
    if ref not in peer.feeds:  # found, so it stands nowhere in the author's files
        return [Problem(peer.where, f"the feed {quoted(ref)} of {quoted(peer.name)}: {error}; {copy}", "info")]
    return [Problem(Where(ref), f"the feed of {quoted(peer.name)}: {error}; {copy}{hint(ref, error)}", "info")]


def together(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems. If several feeds fail, one line counts them and says where to see more."""
    every = tuple(problems)
    failing = [problem for problem in every if problem.level == "info"]
    if len(failing) < 2:
        return every
    said = f"{len(failing)} could not be read when they were asked last; `mkdocs-reciprocity check` says which, and why"
    return (*(problem for problem in every if problem.level != "info"), Problem(Where("feeds"), said, "info"))


def emptied(peer: Peer, ref: str, state: FeedState, where: Where, zone: tzinfo) -> list[Problem]:
    """The line for a feed that has become empty; none for one that has entries, or never had any.

    ``where`` is the line that names it in the author's files.
    """
    if not state.empty_since:
        return []
    said = f"the feed of {quoted(peer.name)} {EMPTIED} {emptied_on(state, zone)}; what it had before stays"
    if urls.parse(ref) is not None:
        said += ": if it is somewhere else now, write that here"
        return [Problem(where, said, "info", private=peer.private)]
    return [Problem(where if peer.private else Where(ref), said + _UNTIL, "info", private=peer.private)]


def moved(peer: Peer, to: Url, where: Where, *, private: bool) -> Problem:
    """The line for a feed that has moved for good to a new address (``to``).

    ``where`` is the line of the old one in the author's files; ``private``: the line is about somebody private.
    """
    message = f"the feed of {quoted(peer.name)} has moved to {in_yaml(to)}; write that here"
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
    if peer.feeds or not peer.home or peer.fallow:
        return []
    if home is None:
        said = "has no `feed`; `mkdocs-reciprocity refresh` looks for one"
    elif home.feed:
        address = (found.state.moved_to if found else "") or home.feed
        line = f"xmlUrl={quoted(address, LONGEST)}" if _is_opml(peer) else f"feed: {in_yaml(address)}"
        said = f"has no `feed`; one was found: add `{line}`"
    else:
        said = f"has no `feed`, and none was found{why(home)}; if you know one, add it"
    hidden = peer.private or bool(home and (url := urls.parse(home.feed)) and is_personal_feed(url))
    return [Problem(peer.where, f"peer {quoted(peer.id)} {said}", "info", private=hidden)]


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
