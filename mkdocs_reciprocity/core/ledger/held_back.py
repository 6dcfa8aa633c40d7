"""What is held back: things done for this site, perhaps by somebody who is not listed. Finds rows that accept them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core import wording
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.url import UrlKey

_BY_ANYBODY = frozenset({"webmention", "feed", "account"})


class Accepted:
    """Finds the row of the log that accepts something: one with its kind and target that names as evidence where it was
    seen.

    Kind and target alone are not enough, because many people may share a host.

    Args:
        rows: the rows of the log. What is joined to them meanwhile changes nothing here.
    """

    def __init__(self, rows: Sequence[Interaction]) -> None:
        self._rows = tuple(rows)

    def place_of(self, item: Interaction) -> int | None:
        """The number of the row, None if there is none."""
        places = (place for url in item.evidence for place in self._by_evidence.get((deed(item), urls.key(url)), ()))
        found = [place for place in places if _may_be_about(self._rows[place], item)]
        return min(found, key=self._said) if found else None

    @cached_property
    def _by_evidence(self) -> Mapping[Hashable, Sequence[int]]:
        found: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, row in enumerate(self._rows):
            for url in row.evidence if row.direction == "received" else ():
                found[deed(row), urls.key(url)].append(place)
        return found

    def _said(self, place: int) -> tuple[str, str, str, str]:
        row = self._rows[place]
        return (row.date or "~", row.peer or "", row.title, row.note)


def is_by_a_stranger(row: Interaction, directory: Directory) -> bool:
    """Whether it is a webmention or a reaction on a social network by somebody who is not listed, or an entry in a
    peer's feed that is at somebody else's address.
    """
    return row.direction == "received" and row.source in _BY_ANYBODY and row.peer not in directory.peers


def counted(held: Sequence[Interaction]) -> str:
    """How many there are of what is held back: webmentions, reactions from accounts elsewhere, or links in feeds that
    lead elsewhere; mentions, if they are not all the same.
    """
    sources = {row.source for row in held}
    nouns = _NOUNS.get(sources.pop(), _MENTIONS) if len(sources) == 1 else _MENTIONS
    return wording.counted(len(held), *nouns)


_MENTIONS = ("mention", "mentions")
_NOUNS = {
    "webmention": ("webmention", "webmentions"),
    "account": ("reaction from an account", "reactions from accounts"),
}


def written(row: Interaction, directory: Directory) -> Interaction:
    """The row as it can be written into the log. There, only listed peers can be named, so the evidence says whose it
    is; of what was given to somebody else, the URL.
    """
    return replace(row, peer=None) if row.source in _BY_ANYBODY and row.peer not in directory.peers else row


def were_seen_apart(one: Interaction, other: Interaction) -> bool:
    """Whether two rows keep mentions from two different posts. There is one mention for each post and target."""
    if "log" in {one.source, other.source} or one.direction != "received":
        return False
    if not one.evidence and not other.evidence:
        return one.title != other.title
    return not places_of(one).intersection(places_of(other))


def places_of(row: Interaction) -> set[UrlKey]:
    """Where it was seen, by the keys of the addresses."""
    return {urls.key(url) for url in row.evidence}


def deed(row: Interaction) -> str:
    """The kind. A comment counts as a reply: a page may call one thing a reply that the author calls a comment."""
    return "reply" if row.kind == "comment" else row.kind


def _may_be_about(row: Interaction, item: Interaction) -> bool:
    """Whether the row has this target, or none yet."""
    return row.key in {None, item.key}
