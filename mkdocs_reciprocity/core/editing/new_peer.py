"""What the author tells of somebody new -> their id and fields, or the listed peer who it is."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.ledger.identity import SELF, Directory, joined
from mkdocs_reciprocity.core.log.peer import peer_of
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.naming import home_of, peer_id
from mkdocs_reciprocity.core.personal import is_secret, is_secret_feed
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.yaml.quoting import Value

Faults = list[tuple[str, str]]
"""What is wrong, by field."""


class Who(Struct, frozen=True):
    """All people, the id of the one whom a row is about (empty for a stranger), and the fields of a new peer."""

    people: Directory
    id: str = ""
    fields: Mapping[str, Value] = {}

    @property
    def new(self) -> str:
        """The id of the new peer; empty if nobody is new."""
        return self.id if self.fields else ""


def listed(id_: str, name: str, home: str, about: Url | None, people: Directory) -> tuple[Who, Faults]:
    """The new peer; or a listed one, if everything that is told fits them.

    Args:
        id_: the id of the peer whom the address or the author names, listed or not; empty if nobody is named.
        name: what they are called, or nothing.
        home: where they are at home, or nothing: then it follows from ``about``.
        about: what of theirs it is about, if that is known.
        people: all who are listed.
    """
    fields: dict[str, Value] = {"name": name, "home": home or (home_of(about) if about else "")}
    fields = {field: said for field, said in fields.items() if said}
    peer, faults = peer_of(id_ or name or "new", log_edit.as_read(fields, "add"), "", private=False)
    known = people.peers.get(PeerId(id_)) if id_ else None if faults else _same(name, peer, people)
    if known is not None:
        if not faults and _is_just(known, name, peer if home else None):
            return Who(people, known.id), []
        message = f"{quoted(known.id)} is among your peers already; leave `--peer-name` and `--home` out"
        return Who(people, known.id), [("name" if name else "home", message)]
    id_ = id_ or peer_id(name, peer.home or "", people.peers)
    peer = replace(peer, id=PeerId(id_), name=name or id_)
    faults = [(field, message.removeprefix(f"`{field}`: ")) for field, message in (*faults, *_of_home(peer, people))]
    return Who(joined(people, peer), id_, fields), faults


def fields_of(peer: Peer, *, was: str = "", say_private: bool = False) -> dict[str, Value]:
    """The fields of a new peer's entry. ``was`` is the host under which older rows stand."""
    said: dict[str, Value] = {
        "name": peer.name,
        "home": peer.home or "",
        "feed": peer.feeds[0] if len(peer.feeds) == 1 else peer.feeds,
        "tags": peer.tags,
        "note": peer.note,
        "was": was,
        "private": "true" if say_private else "",
    }
    return {name: value for name, value in said.items() if value}


def has_secret(peer: Peer) -> bool:
    """Whether one of their addresses gives access to anybody who has it. Feeds may be names of files."""
    return (peer.home is not None and is_secret(peer.home)) or any(map(is_secret_feed, peer.feed_urls()))


def _same(name: str, new: Peer, people: Directory) -> Peer | None:
    """The peer with exactly this name and home: the same command was given before."""
    return next((peer for peer in people.peers.values() if name and _is_just(peer, name, new)), None)


def _is_just(peer: Peer, name: str, new: Peer | None) -> bool:
    """Whether the name and the home are those of the peer, as far as they are told."""
    home = new.home if new else None
    at_home = home is None or (peer.home is not None and urls.key(home) == urls.key(peer.home))
    return name in {"", peer.name} and at_home


def _of_home(peer: Peer, people: Directory) -> Faults:
    """The problem with the home of a new peer: it is somebody else's."""
    if peer.home is None:
        return []
    if claimant := people.claims.get(urls.key(peer.home)):
        whose = "this site's own address" if claimant == SELF else f"an address of {quoted(claimant)}"
        return [("home", f"{quoted(peer.home)} is {whose}; say where the new peer is at home")]
    if above := people.hiding(peer.home):
        message = f"{quoted(peer.home)} is below an address of {quoted(above)}, who is private"
        return [("home", f"{message}; if somebody else is at home there, list them by hand")]
    return []
