"""The state of a feed in words that stand in several sentences. Values in, words out."""

from __future__ import annotations

import re
from datetime import tzinfo

from mkdocs_reciprocity.cache.store import Home, Kept
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.problem import quoted

LONGEST = 500
"""How many characters of an address are shown whole."""

EMPTIED = "has no entries any more, since"
"""What is said of a feed that had some, before the day."""

_PLAIN_IN_YAML = re.compile(r"[A-Za-z0-9:/._~?&=%@+-]+")


def as_of(state: FeedState, zone: tzinfo) -> When | None:
    """The day of the copy that is used while a feed cannot be read, or is empty; else None."""
    if state.empty_since:
        return emptied_on(state, zone)
    return dates.day_of(dates.from_epoch(state.good_at), zone) if state.error and state.good_at else None


def emptied_on(state: FeedState, zone: tzinfo) -> When:
    """The day on which a feed became empty."""
    return dates.day_of(dates.from_epoch(state.empty_since), zone)


def state_of(ref: str, kept: Kept | None, zone: tzinfo) -> str:
    """The state of a feed, in a few words."""
    if kept is None:
        return "not read yet"
    state = kept.state
    if state.error:
        return f"gone: {state.error}" if state.gone else f"failing: {state.error}"
    if state.empty_since:
        return f"{EMPTIED} {emptied_on(state, zone)}"
    number = len(kept.feed.entries) if kept.feed else 0
    said = "1 entry" if number == 1 else f"{number} entries"
    if state.moved_to:
        return f"{said}; moved to {state.moved_to}"
    if urls.parse(ref) is None or not state.good_at:
        return said
    return f"{said}, read on {dates.day_of(dates.from_epoch(state.good_at), zone)}"


def state_of_shares(ref: str, kept: Kept | None, zone: tzinfo) -> str:
    """The same for the feed of what a peer shares."""
    return f"{use(kept)}: {state_of(ref, kept, zone)}"


def state_of_search(home: Home | None) -> str:
    """The same for a peer without a known feed."""
    return "no feed known" if home is None else f"no feed found{why(home)}"


def use(kept: Kept | None) -> str:
    """What a feed that was found as one of shares is used for."""
    return "what they share" if not kept or not kept.feed or kept.feed.is_of_shares() else "no feed of shares: not used"


def why(home: Home) -> str:
    """Why a home page named no feed, in brackets; empty if it was read."""
    return f" (the home page: {home.state.error})" if home.state.error else ""


def left_alone(until: float, zone: tzinfo) -> str:
    """Why a server is not asked before ``until`` (seconds since the epoch): it has said so itself."""
    return (
        f"not asked: the server wants to be left alone until {dates.from_epoch(until).astimezone(zone):%Y-%m-%d %H:%M}"
    )


def hint(ref: str, error: str) -> str:
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


def in_yaml(url: str) -> str:
    """An address that can be copied into YAML: as it is, or in quotes if it needs them there."""
    return url if len(url) <= LONGEST and _PLAIN_IN_YAML.fullmatch(url) else quoted(url, LONGEST)
