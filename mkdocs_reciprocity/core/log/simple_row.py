"""A raw row in which nothing can be wrong -> an interaction, in a short way.

Most rows of a large log are like that; `row` reads all others. A law in the tests compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.log.fields import ends_well
from mkdocs_reciprocity.core.log.row import Rules
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.model import ASK, Direction, Interaction, Kind, PeerId, Reach
from mkdocs_reciprocity.core.problem import Where

_FIELDS = frozenset({"date", "gave", "got", "asked", "peer", "url", "title", "via", "note", "private"})
_PRIVATE = {None: None, "true": True, "false": False}

_Deed = tuple[Direction, str, Reach]


def simple_rows(rules: Rules, file: str, *, private: bool) -> Callable[[Raw], Interaction | None]:
    """A function that reads a row of this file; None for a row that is for `row`.

    ``private`` says whether the whole file is private.
    """
    deeds, zone, tomorrow = _deeds(rules.kinds), rules.zone, rules.tomorrow
    peers: dict[str, PeerId] = {}  # one object for all rows about a peer
    ways: dict[str, str] = {}

    def read(raw: Raw) -> Interaction | None:
        if not raw.plain or not raw.fields.keys() <= _FIELDS:
            return None
        get = cast("Mapping[str, str]", raw.fields).get
        date = dates.parse(get("date", ""), zone)
        deed = deeds.get((get("gave"), get("got"), get("asked")))
        said = get("private")
        if deed is None or date is None or not dates.FIRST_YEAR <= date <= tomorrow or said not in _PRIVATE:
            return None
        address, peer, via = get("url", ""), get("peer", ""), get("via", "")
        found = urls.with_key(address) if address else (None, None)
        if found is None or not (peer or address) or (address and not ends_well(address)):
            return None
        return Interaction(
            date=date, direction=deed[0], kind=deed[1], reach=deed[2],
            peer=peers.setdefault(peer, PeerId(peer)) if peer else None, url=found[0], key=found[1],
            title=get("title", ""), via=ways.setdefault(via, via), note=get("note", ""),
            said_private=True if private else _PRIVATE[said], where=Where(file, raw.line),
        )  # fmt: skip

    return read


def _deeds(kinds: Mapping[str, Kind]) -> dict[tuple[str | None, str | None, str | None], _Deed]:
    """Direction, kind and reach by what stands behind ``gave``, ``got`` and ``asked``."""
    found: dict[tuple[str | None, str | None, str | None], _Deed] = {
        (None, ASK.name, None): ("received", ASK.name, "ask")
    }
    for name, kind in kinds.items():
        found[name, None, None] = ("given", name, kind.reach)
        found[None, name, None] = ("received", name, kind.reach)
        found[None, None, name] = ("asked", name, "ask")
    return found
