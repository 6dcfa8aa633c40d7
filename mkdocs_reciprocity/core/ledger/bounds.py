"""How much of what others did is counted. Whoever writes a page or a feed can put any number of links into it.

The newest count. What is left out depends only on what was seen, not on the order of feeds or on the cache. Each peer
has a bound of their own, so that nobody crowds out another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, quoted

MOST_OF_ONE = 1_000
"""The most things that one peer did for this site, as feeds and webmentions show them: enough for a link in every post
for twenty years.
"""

MOST = 10_000
"""The most for all peers together; and again for all people who are not listed."""


def bounded(seen: Sequence[Interaction], directory: Directory) -> Parsed[list[Interaction]]:
    """What was seen, within the bounds; and a problem for information wherever something is left out."""
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
    """The bound for each, so that all have at most `MOST` together. Those who have less leave the rest to others."""
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
