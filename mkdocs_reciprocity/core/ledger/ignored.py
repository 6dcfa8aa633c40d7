"""Leaves out what was seen but matches an entry below ``ignore:``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.log.contents import Ignored, Ripple
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem, quoted


def without_ignored(seen: Iterable[Interaction], ignored: Iterable[Ignored]) -> list[Interaction]:
    """What was seen and matches no entry. An entry that names an evidence removes only that; a row with other evidence
    stays. But what somebody did on two networks is one thing, and goes as a whole.
    """
    entries: defaultdict[Hashable, list[Ignored]] = defaultdict(list)
    for entry in ignored:
        entries[_about(entry)].append(entry)
    if not entries:
        return list(seen)
    left = []
    for item in seen:
        places = {url: urls.key(url) for url in item.evidence}
        about = {("", item.key), ("peer", item.peer)}
        if any(_agrees(item, entry) for key in about for entry in entries.get(key, ())):
            continue
        gone = {
            url
            for url, place in places.items()
            if any(_agrees(item, entry) for entry in entries.get(("evidence", place), ()))
        }
        if not gone:
            left.append(item)
        elif item.source == "account" and item.direction == "received":
            continue
        elif kept := tuple(url for url in item.evidence if url not in gone):
            left.append(replace(item, evidence=kept))
    return left


def unknown_peers(entries: Iterable[Ignored | Ripple], directory: Directory) -> list[Problem]:
    """A problem for each entry that names a peer who is not listed, and so matches nothing."""
    unknown = [(entry, entry.peer) for entry in entries if entry.peer is not None and entry.peer not in directory.peers]
    if not unknown:
        return []
    from mkdocs_reciprocity.core.ledger.peer_advice import did_you_mean  # noqa: PLC0415 - where something is wrong

    return [
        Problem(
            entry.where,
            f"unknown peer {quoted(peer)}{did_you_mean(peer, directory, 'take the entry out')}",
            private=True,
        )
        for entry, peer in unknown
    ]


def forms_of(entry: Ignored) -> list[Ignored]:
    """The meanings of an entry: a URL alone may be the target, or the evidence."""
    if entry.url is None or entry.evidence is not None:
        return [entry]
    return [entry, replace(entry, url=None, evidence=entry.url)]


def seen_of(forms: Sequence[Ignored], rows: Iterable[Interaction], ripples: Iterable[Ripple]) -> list[Ignored]:
    """The meanings whose URL was really seen as that, one or both; the first meaning if it was not seen at all."""
    entry, *others = forms
    if not others or entry.url is None:
        return [entry]
    key = urls.key(entry.url)
    is_about = is_place = False
    for row in rows:
        was_seen = bool(row.evidence) or not row.where.file
        is_about = is_about or (was_seen and row.key == key)
        is_place = is_place or key in map(urls.key, row.evidence)
    for one in ripples:
        is_about = is_about or urls.key(one.url) == key
        is_place = is_place or (one.evidence is not None and urls.key(one.evidence) == key)
    return [form for form, seen in zip(forms, (is_about, is_place), strict=True) if seen] or [entry]


def _about(entry: Ignored) -> Hashable:
    """The key by which rows are looked up for an entry: the most particular field that it has."""
    if entry.evidence:
        return ("evidence", urls.key(entry.evidence))
    return ("", urls.key(entry.url)) if entry.url else ("peer", entry.peer)


def _agrees(item: Interaction, entry: Ignored) -> bool:
    """Whether the row matches all other fields of the entry."""
    return (
        entry.direction in {None, item.direction}
        and entry.kind in {"", item.kind}
        and entry.peer in {None, item.peer}
        and (entry.url is None or urls.key(entry.url) == item.key)
    )
