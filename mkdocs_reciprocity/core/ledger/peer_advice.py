"""Guesses which peer was meant by a text that is no peer's id: a name, its beginning, an address, a slip."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Peer, PeerId
from mkdocs_reciprocity.core.problem import Refused, nearest, quoted

_MOST = 3


def meant(said: str, people: Directory) -> list[PeerId]:
    """The peers who may be meant, the likeliest first, at most three."""
    return list(dict.fromkeys(_meant(said.strip(), people)))[:_MOST]


def did_you_mean(said: str, people: Directory, otherwise: str, strangers: Collection[str] = ()) -> str:
    """The end of a sentence that says that there is no such peer: who is meant, else what to do about it.

    ``strangers`` are hosts that may be meant as well.
    """
    found: list[str] = [*meant(said, people)]
    if not found and (near := nearest(said, strangers)):
        found = [near]
    return f"; did you mean {' or '.join(map(quoted, found))}?" if found else f"; {otherwise}"


def known_peer(said: str, people: Directory) -> Peer:
    """The peer of this id.

    Raises:
        Refused: there is none.
    """
    found = people.peers.get(PeerId(said))
    if found is None:
        raise Refused(unknown_peer(said, people))
    return found


def unknown_peer(said: str, people: Directory, strangers: Collection[str] = ()) -> str:
    """The sentence on an id that no peer has; ``strangers`` are hosts that may be meant as well."""
    return f"unknown peer {quoted(said)}{did_you_mean(said, people, _THERE_ARE, strangers)}"


def new_id(said: str, people: Directory) -> PeerId:
    """An id for somebody new.

    Raises:
        Refused: it can be no id, or a peer has it.
    """
    if not said.strip() or not said.isprintable():
        raise Refused(f"{quoted(said)} is no id; take a short word, such as `ada`")
    if PeerId(said) in people.peers:
        raise Refused(f"there is a peer {quoted(said)} already; take another id (nothing was changed)")
    return PeerId(said)


_THERE_ARE = "`mkdocs-reciprocity peers` lists those that there are"


def _meant(said: str, people: Directory) -> Iterator[PeerId]:
    word = said.casefold()
    if not word:
        return
    called = [(id_, id_.casefold(), peer.name.casefold()) for id_, peer in people.peers.items()]
    yield from (id_ for id_, *forms in called if word in forms)
    address = urls.typed(said)
    owner = people.owner(address) if address else None
    if owner is not None:
        yield owner
    yield from (id_ for id_, id_form, name in called if word in {*name.split(), *id_form.split("-")})
    yield from (id_ for id_, *forms in called if len(word) > 1 and any(form.startswith(word) for form in forms))
    forms = {form: id_ for id_, id_form, name in reversed(called) for form in (name.partition(" ")[0], name, id_form)}
    near = nearest(word, forms)
    if near is not None:
        yield forms[near]
