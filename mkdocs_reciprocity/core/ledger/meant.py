"""Which peer is meant by what is no peer's id: a name or the beginning of one, an address, a slip."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import nearest, quoted

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


def _meant(said: str, people: Directory) -> Iterator[PeerId]:
    word = said.casefold()
    if not word:
        return
    called = [(id_, id_.casefold(), peer.name.casefold()) for id_, peer in people.peers.items()]
    yield from (id_ for id_, *forms in called if word in forms)
    address = urls.parse(said) or (urls.parse(f"https://{said}") if "." in said else None)
    owner = people.owner(address) if address else None
    if owner is not None:
        yield owner
    yield from (id_ for id_, id_form, name in called if word in {*name.split(), *id_form.split("-")})
    yield from (id_ for id_, *forms in called if len(word) > 1 and any(form.startswith(word) for form in forms))
    forms = {form: id_ for id_, id_form, name in reversed(called) for form in (name.partition(" ")[0], name, id_form)}
    near = nearest(word, forms)
    if near is not None:
        yield forms[near]
