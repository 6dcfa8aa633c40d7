"""Rows that can be read, but hardly say what the author means: nobody is named, or the address is not theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId
from mkdocs_reciprocity.core.problem import Problem, in_one_line, nearest, quoted
from mkdocs_reciprocity.core.url import Url

_SHORTEST = 5
"""Letters of the shortest part of a host that is compared: many short names differ in one letter and are no slips."""
_NEAR = 0.8


class Doubts:
    """Says what is doubtful in rows whose peers are settled, as `identity.resolve` gives them."""

    def __init__(self, people: Directory) -> None:
        self._people = people

    def of_each(self, rows: Iterable[Interaction]) -> Iterator[Problem]:
        """A problem for each doubtful row. One that must be a slip is an error."""
        for row in rows:
            if problem := self.of(row):
                yield problem

    def of(self, row: Interaction) -> Problem | None:
        """What is doubtful in a row; None for nearly all rows."""
        if row.direction == "received" and (slip := self._slip(row)):
            return Problem(row.where, slip, private=True)
        doubt = self._nobody(row) or self._somebody_else(row)
        return Problem(row.where, doubt, "info", private=True) if doubt else None

    def _slip(self, row: Interaction) -> str:
        """The sentence on an address that is nobody's and nearly on this site."""
        for url in row.evidence:
            meant = self._own_near(url) if self._people.claimant(url) is None else ""
            if meant:
                peer = self._listed(row.peer)
                yours = f"neither yours nor {_possessive(peer)}" if peer else "not yours"
                theirs = f" If it is {_possessive(peer)}, put it into their `also`" if peer else ""
                return f"{quoted(url)} is {yours}; did you mean {quoted(meant)}?{theirs}"
        return ""

    def _own_near(self, url: Url) -> str:
        """The address as it would be on this site, if its host differs from one of this site in one part, and little.

        Empty if it does not.
        """
        parts = urls.host(url).split(".")
        for place, part in enumerate(parts):
            around = (*parts[:place], "", *parts[place + 1 :])
            near = nearest(part, self._own.get(around, ()), _NEAR) if len(part) >= _SHORTEST else None
            if near:
                return urlsplit(url)._replace(netloc=".".join((*parts[:place], near, *parts[place + 1 :]))).geturl()
        return ""

    @cached_property
    def _own(self) -> Mapping[tuple[str, ...], set[str]]:
        """The parts of this site's hosts, each by the parts around it."""
        found: dict[tuple[str, ...], set[str]] = {}
        for host in self._people.own_hosts():
            parts = host.split(".")
            for place, part in enumerate(parts):
                found.setdefault((*parts[:place], "", *parts[place + 1 :]), set()).add(part)
        return found

    def _nobody(self, row: Interaction) -> str:
        is_shown = row.direction == "received" and row.reach in {"spread", "talk"} and not row.said_private
        if row.peer is not None or not is_shown:
            return ""
        return "nobody is named, so this is shown nowhere; name the peer, or an `evidence` that says who it was"

    def _somebody_else(self, row: Interaction) -> str:
        """The sentence on an address of another peer than the one who is named."""
        peer = self._listed(row.peer)
        url, key = (next(iter(row.evidence), None), None) if row.direction == "received" else (row.url, row.key)
        owner = self._people.owner(url, key) if peer and url else None
        if peer is None or owner in {None, peer.id}:
            return ""
        return f"{quoted(str(url))} belongs to {quoted(str(owner))}, but this counts for {quoted(peer.id)}"

    def _listed(self, peer: PeerId | None) -> Peer | None:
        return self._people.peers.get(peer) if peer else None


def _possessive(peer: Peer | None) -> str:
    return f"{in_one_line(peer.name)}'s" if peer else ""
