"""Where a peer has left traces in the log."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.log.contents import Ignored, Ripple
from mkdocs_reciprocity.core.model import Interaction, Mention, PeerId
from mkdocs_reciprocity.core.url import Url


class Traces(Struct, frozen=True):
    """What goes with a peer: the ``rows`` that are about them, the entries below ``ignore:``, and the ``ripples`` that
    they made, or that went out from a post of theirs.

    ``others`` are rows about somebody else that hold an address of theirs, ``ignored_of_others`` such entries; these
    stay.
    """

    rows: tuple[Interaction, ...]
    ignored: tuple[Ignored, ...]
    others: tuple[Interaction, ...]
    ignored_of_others: tuple[Ignored, ...]
    ripples: tuple[Ripple, ...] = ()


def traces(
    rows: Iterable[Interaction],
    ignored: Iterable[Ignored],
    ripples: Iterable[Ripple],
    people: Directory,
    peer: PeerId,
) -> Traces:
    """The traces of a peer in the rows of the log (resolved, before merging), in what it ignores and in its ripples."""
    own, others = [], []
    for row in rows:
        if row.peer == peer:
            own.append(row)
        elif _is_theirs(people, peer, row.url, *row.evidence):
            others.append(row)
    theirs = [entry for entry in ignored if entry.peer == peer or _is_theirs(people, peer, entry.url, entry.evidence)]
    gone = tuple(entry for entry in theirs if entry.peer in {None, peer})
    made = (one for one in ripples if one.peer == peer or _is_theirs(people, peer, one.url, one.evidence))
    stays = tuple(entry for entry in theirs if entry not in gone)
    return Traces(tuple(own), gone, tuple(others), stays, tuple(made))


def names(mention: Mention, people: Directory, peer: PeerId) -> bool:
    """Whether a webmention is the peer's, or says that it is."""
    return _is_theirs(people, peer, mention.source, mention.url, mention.author_url)


def _is_theirs(people: Directory, peer: PeerId, *urls: Url | None) -> bool:
    return any(peer in people.named_by(url) for url in urls if url is not None)
