"""What is public, row by row: decided before rows are joined, so that joining publishes nothing that was not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction, Kind
from mkdocs_reciprocity.core.personal import has_key
from mkdocs_reciprocity.core.problem import Problem, Where, quoted
from mkdocs_reciprocity.core.public_ways import folded, is_closed, is_public

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.ledger.declined import Declined

_PUBLIC_TALK = frozenset({"comment", "reply", "testimonial"})


class Publicity:
    """Tells what holds of a row by itself.

    While a private file is missing, which may list those whom it concerns, a row about somebody who is listed nowhere
    is private too, unless it says ``private: false``.
    """

    def __init__(self, directory: Directory, declined: Declined | None = None) -> None:
        self._directory = directory
        self._declined = declined
        self._absent = directory.absent
        self.hides = _hiding(directory)
        self._ways: dict[str, bool] = {}  # whether each is surely public; a log has few

    def settled(self, row: Interaction) -> Interaction:
        """The row with ``private`` as it holds where the row stands for itself."""
        private = self._is_private(row) or (row.said_private is None and self.is_unknown(row))
        return row if private == row.private else replace(row, private=private)

    def hides_what_joins(self, item: Interaction, row: Interaction) -> bool:
        """Whether something seen hides the row of the log that it belongs to. A private peer hides even what the row
        says is public; somebody who asks not to be shown, only what it says nothing of.
        """
        if self.hides(item) or self.is_unknown(item):
            return True
        return row.said_private is not False and self.is_declined(item)

    def is_declined(self, item: Interaction) -> bool:
        """Whether somebody does not want to be shown with what was seen."""
        return item.said_private is True or (self._declined is not None and self._declined.covers(item))

    def is_unknown(self, row: Interaction) -> bool:
        """Whether a missing file may list whom it concerns."""
        return bool(self._absent) and _is_about_somebody_unlisted(row, self._directory)

    def problems(self, rows: Sequence[Interaction]) -> list[Problem]:
        """What the author can settle of the rows of the ledger that are private."""
        return [*self._of_ways(rows), *self._of_keys(rows), *(self._of_absent(rows) if self._absent else [])]

    def _of_ways(self, rows: Iterable[Interaction]) -> list[Problem]:
        """A line for every way that is not known to be public, and surely leads to more than one person neither."""
        found: dict[str, list[Interaction]] = {}
        for row in rows:
            if row.via and row.private and row.said_private is None and self._asks_about(row):
                found.setdefault(folded(row.via), []).append(row)
        return [_about_way(rows, self._directory) for rows in found.values()]

    def _of_keys(self, rows: Iterable[Interaction]) -> Iterator[Problem]:
        """A line for every row that would be public, were there no key in an address of it."""
        for row in rows:
            by_itself = row.private and row.said_private is None and _has_key(row) and not _is_private_by_kind(row)
            if by_itself and not (self._is_unsure(row) or self.hides(row) or self.is_unknown(row)):
                message = (
                    "an address in this row has a key in it, so the row is private; take the key out, or write "
                    "`private: false` or `true`"
                )
                yield Problem(row.where, message, "info", private=True)

    def _asks_about(self, row: Interaction) -> bool:
        """Whether the row is private for its way alone, and that may be an oversight."""
        if not self._is_unsure(row) or is_closed(row.via):
            return False
        return not (_is_private_by_kind(row) or _has_key(row) or self.hides(row) or self.is_unknown(row))

    def _of_absent(self, rows: Iterable[Interaction]) -> list[Problem]:
        """A problem where rows are private for a file that is missing."""
        held = sum(row.private and self.is_unknown(row) and not self._is_private(row) for row in rows)
        if not held:
            return []
        many = f"{held} rows about people who are" if held > 1 else "a row about somebody who is"
        message = (
            f"the options name this file, and it is not here: {many} listed nowhere cannot be published, for this file "
            "may say that they are private; put it here, an empty one if it lists nobody"
        )
        return [Problem(Where(self._absent[0]), message)]

    def _is_private(self, row: Interaction) -> bool:
        """A private peer hides all; else the row's own word counts, else what is public by default."""
        if self.hides(row):
            return True
        if row.said_private is not None:
            return row.said_private
        if self._declined is not None and self._declined.covers(row):
            return True
        return self._is_unsure(row) or _is_private_by_kind(row) or _has_key(row)

    def _is_unsure(self, row: Interaction) -> bool:
        """By its way; an address of a private peer is as little a public place as the peer's name."""
        if not row.via:
            return False
        if row.via not in self._ways:
            people = self._directory
            self._ways[row.via] = is_public(row.via, people.ways) and not people.is_private(people.at(row.via))
        return not self._ways[row.via]


def is_public_kind(kind: Kind) -> bool:
    """Whether a gift of this kind with a URL is public, if nothing else about it is private."""
    return kind.reach == "spread" or kind.name in _PUBLIC_TALK


def _has_key(row: Interaction) -> bool:
    """Whether an address lets in whoever has it. Where one's own page links to it, everybody has."""
    return row.source != "page" and any(has_key(url) for url in (row.url, *row.evidence) if url)


def _is_private_by_kind(row: Interaction) -> bool:
    if row.reach == "spread":
        return False
    return not (row.kind in _PUBLIC_TALK and (row.direction == "received" or (row.direction == "given" and row.url)))


def _hiding(directory: Directory) -> Callable[[Interaction], bool]:
    """Tells whether a row concerns a private peer: it is theirs, or it would publish an address of theirs."""
    if not any(peer.private for peer in directory.peers.values()):
        return lambda row: False

    def hides(row: Interaction) -> bool:
        return directory.is_private(row.peer) or any(directory.hiding(url) for url in (row.url, *row.evidence) if url)

    return hides


def _is_about_somebody_unlisted(row: Interaction, directory: Directory) -> bool:
    if row.peer is not None and row.peer not in directory.peers:
        return True
    addresses = (urls.without_user_and_port(url) for url in (row.url, *row.evidence) if url)
    return any(directory.claimant(address) is None for address in addresses)


def _about_way(rows: Sequence[Interaction], people: Directory) -> Problem:
    from mkdocs_reciprocity.core.ledger.peer_advice import meant  # noqa: PLC0415 - where something may be wrong

    first = min(rows, key=lambda row: (row.where, row.via))
    peers = " or ".join(map(quoted, meant(first.via, people)))
    hint = f"; did you mean the peer {peers}?" if peers else ""
    many = f"these {len(rows)} rows are" if len(rows) > 1 else "this row is"
    message = (
        f"{quoted(first.via)} is not known to be a public place, so {many} private; write `private: false` or `true`, "
        f"or list the place in the option `public_via`{hint}"
    )
    return Problem(first.where, message, "info", private=True)
