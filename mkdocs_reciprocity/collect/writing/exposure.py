"""Refuses changes that would publish what is hidden for the sake of a private peer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core.ledger.hidden_names import HiddenNames
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.ledger.publicity import Publicity
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.pipeline import keep_ledger
from mkdocs_reciprocity.core.problem import Refused, in_one_line, quoted
from mkdocs_reciprocity.core.url import Url

_MOST = 10  # places that are named


def refuse_to_reveal(gathering: Gathering, bodies: Mapping[str, bytes]) -> None:
    """Refuses a change after which a build would publish what concerns a peer who is private now.

    Args:
        gathering: what was read before the change.
        bodies: what files of the author's are to hold, by name.

    Raises:
        Refused: it names the places.
    """
    before = gathering.book.directory
    if not bodies or not any(peer.private for peer in before.peers.values()):
        return
    again = Gathering(gathering.site, files=gathering.files.with_bodies(bodies))
    after = again.book.directory
    places = [
        f"{peer.where}: lists {quoted(peer.id)}, with an address of somebody who is private"
        for peer in after.peers.values()
        if not peer.private and (before.is_private(peer.id) or any(_revealed(peer.addresses(), before, after)))
    ]
    hides = Publicity(before).hides
    named, named_after = (HiddenNames(people.peers.values()) for people in (before, after))
    hidden = [row for row in gathering.book.rows if hides(row) or _named(row, named)]
    places += [
        _place(row, hidden, before, named)
        for row in keep_ledger(replace(Sources(again).reading().facts, pages=again.store.pages())).interactions
        if not row.private and (hides(row) or _named(row, named) != _named(row, named_after))
    ]
    if places:
        more = [f"… and {len(places) - _MOST} more"] if len(places) > _MOST else []
        said = "this would publish what is hidden for the sake of somebody private; nothing was changed"
        how = "take that out first, or write `private: true` there; or leave the entry that keeps them private"
        raise Refused("\n".join((said, *places[:_MOST], *more, how)))


def _links(row: Interaction) -> list[Url]:
    return [url for url in (row.url, *row.evidence) if url]


def _revealed(addresses: Iterable[Url], before: Directory, after: Directory) -> Iterator[Url]:
    """Those that belonged to somebody private, and will not."""
    for url in addresses:
        if before.hiding(url) and not after.hiding(url):
            yield url


def _named(row: Interaction, hidden: HiddenNames) -> str:
    """What a row has in `via` or `by` that names somebody private; nothing if it has none."""
    return next((said for said in (row.via, row.by) if said and hidden.are_in(said)), "")


def _place(row: Interaction, hidden: Iterable[Interaction], before: Directory, named: HiddenNames) -> str:
    """Where a row stands in the log as it is, or where it was seen, and which address or name in it is private."""
    private = next((url for url in _links(row) if before.hiding(url)), None)
    if row.where.file:
        said = (row.date, row.direction, row.kind, row.via)
        alike = (one for one in hidden if (one.date, one.direction, one.kind, one.via) == said)
        where = next((one.where for one in alike if set(_links(one)) <= set(_links(row))), row.where)
        told = _named(row, named) or "an address of theirs"
        return f"{where}: holds {in_one_line(told if private is None else private)}"
    of = f"of {quoted(row.peer)}; " if row.peer else ""
    return f"{in_one_line(private or '')}: was seen {of}an entry below `ignore:` with that `peer` keeps it away"
