"""How much of what others did is counted. A page or a feed holds as many links as whoever writes it likes.

The newest count. What is left out depends on nothing but what was seen: not on the order of feeds, nor on what is in
the cache. Each peer's part is bounded by itself, so that nobody crowds out another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, quoted

MOST_OF_ONE = 1_000
"""Things that one peer did for this site, as feeds and webmentions show them: a link in every post for twenty years."""

MOST = 10_000
"""Those of all peers together; and, apart from them, those of all people who are not listed."""


def bounded(seen: Sequence[Interaction], directory: Directory) -> Parsed[list[Interaction]]:
    """What was seen without what is too much of it, and a problem for information wherever something is left out."""
    of: dict[PeerId | None, list[Interaction]] = {}
    kept: list[Interaction] = []
    for item in seen:
        if item.direction == "received":
            of.setdefault(item.peer if item.peer in directory.peers else None, []).append(item)
        else:
            kept.append(item)
    strangers = of.pop(None, [])
    share = _share([min(len(theirs), MOST_OF_ONE) for theirs in of.values()])
    problems = [_too_many(peer, directory) for peer, theirs in of.items() if peer and len(theirs) > MOST_OF_ONE]
    if share < MOST_OF_ONE:
        problems.append(_of_all(f"of all peers; the newest {share:,} of each count"))
    if len(strangers) > MOST:
        problems.append(_of_all(f"by people who are not listed; the newest {MOST:,} wait for `accept`"))
    for theirs in of.values():
        kept += _newest(theirs, share)
    return Parsed([*kept, *_newest(strangers, MOST)], tuple(problems))


def _share(numbers: Iterable[int]) -> int:
    """The most that each may have, so that all have `MOST` together: who has less leaves the rest to the others."""
    left, ordered = MOST, sorted(numbers)
    for place, number in enumerate(ordered):
        share = max(1, left // (len(ordered) - place))
        if number > share:
            return share
        left -= number
    return MOST_OF_ONE


def _newest(items: list[Interaction], most: int) -> list[Interaction]:
    if len(items) <= most:
        return items
    return sorted(items, key=lambda one: (one.date or "", one.url or "", one.evidence, one.title, one.kind))[-most:]


def _too_many(peer: PeerId, directory: Directory) -> Problem:
    said = f"more than {MOST_OF_ONE:,} links to this site were seen of {quoted(peer)}; the newest count"
    return Problem(directory.peers[peer].where, said, "info", private=directory.is_private(peer))


def _of_all(what: str) -> Problem:
    return Problem(Where("feeds"), f"more than {MOST:,} links to this site were seen {what}", "info")
