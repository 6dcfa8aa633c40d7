"""What ``refresh`` says about each feed after a round of asking. Values in, sentences out."""

from __future__ import annotations

from datetime import tzinfo

from mkdocs_reciprocity.cache.store import Home, Kept
from mkdocs_reciprocity.collect.feed_states import (
    EMPTIED,
    emptied_on,
    hint,
    in_yaml,
    left_alone,
    use,
    why,
)
from mkdocs_reciprocity.collect.round import Outcome
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds.schedule import UNREAD, FeedState
from mkdocs_reciprocity.core.model import FeedEntry, Peer
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.url import Url


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
        words, bad = f"{_failed(before, fresh)}{hint(ref, fresh.state.error)}", True
    else:
        words, bad = _read(before, fresh), False
        if fresh.state.empty_since:
            words, bad = f"{EMPTIED} {emptied_on(fresh.state, zone)}", True
        if fresh.state.moved_to and ref in peer.feeds:
            words, bad = f"{words}; moved to {in_yaml(fresh.state.moved_to)}, write that in {where}", True
        elif ref not in peer.feeds and before is None:
            words = f"{words}; found, add it in {where}"
    return Outcome(who=peer.name, feed=ref, words=words, bad=bad)


def of_shares(peer: Peer, ref: str, before: Kept | None, fresh: Kept | None, *, asked: bool, zone: tzinfo) -> Outcome:
    """The result of a round for the feed of what a peer shares, which was found. There is nothing to do about it."""
    words = _unasked(before, zone, asked=asked) if asked or before else "found; the next round reads it"
    if fresh is not None:
        words = _failed(before, fresh) if fresh.state.error else _read(before, fresh)
    return Outcome(who=peer.name, feed=ref, words=f"{words} ({use(fresh or before)})")


def not_found(peer: Peer, before: Home | None, fresh: Home | None, *, asked: bool, zone: tzinfo) -> Outcome:
    """The result of a round for a peer without a feed."""
    if fresh is None:
        words, bad = _unasked(Kept(state=before.state) if before else None, zone, asked=asked), False
    else:
        mended = hint(peer.home or "", fresh.state.error)
        words, bad = f"no feed found{why(fresh)}{mended}", bool(fresh.state.error)
    return Outcome(who=peer.name, feed=peer.home or "", words=words, bad=bad)


def _of_a_file(ref: str, kept: Kept | None, zone: tzinfo) -> tuple[str, bool]:
    state = kept.state if kept else FeedState(url=Url(""))
    if state.error:
        return f"{state.error}{hint(ref, state.error)}", True
    if state.empty_since:
        return f"{EMPTIED} {emptied_on(state, zone)}", True
    return "not asked: it is a file", False


def _unasked(before: Kept | None, zone: tzinfo, *, asked: bool) -> str:
    if asked or before is None:
        return "not asked: stopped before it answered"
    return left_alone(before.state.wait_until, zone)


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
    """Of a feed of shares, many entries are at one page, each with another page that it passes on."""
    return (urls.key(entry.url), entry.about) if entry.url else ("", entry.title)
