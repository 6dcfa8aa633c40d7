"""Recommendations that last: somebody's file says that they recommend this site, or a page of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.site_places import is_of_recommendations
from mkdocs_reciprocity.core.url import Url, UrlKey

_BEHIND_THE_PATH = re.compile("[?#]")


def site_of(file: Url) -> Url:
    """The site that has this file of recommendations."""
    path = _BEHIND_THE_PATH.split(file, maxsplit=1)[0].rstrip("/")
    return urls.parse(path.rsplit("/", 2)[0] + "/") or file


def places(row: Interaction) -> tuple[Url, ...]:
    """Where a row was seen, as far as people can read it: a file of recommendations is for software."""
    return tuple(url for url in row.evidence if not is_of_recommendations(url)) if _is_got(row) else row.evidence


def lasts(row: Interaction) -> bool:
    """Whether a file of recommendations says it."""
    return _is_got(row) and any(map(is_of_recommendations, row.evidence))


def is_standing(row: Interaction) -> bool:
    """Whether a file of recommendations says it, and nothing else does."""
    return lasts(row) and not places(row)


def is_of_site(row: Interaction, homes: Container[UrlKey]) -> bool:
    """Whether the site as a whole was recommended; ``homes`` has its addresses. What was said elsewhere, on a page of
    somebody's, was said once more.
    """
    return _is_got(row) and (row.key in homes or (row.key is None and not places(row)))


def without_home(row: Interaction, homes: Container[UrlKey]) -> Interaction:
    """The row, without a target if that is the site as a whole and not a page of it."""
    return replace(row, url=None, key=None) if is_standing(row) and row.key in homes else row


def once_each(rows: Iterable[Interaction], homes: Container[UrlKey], listed: Container[object]) -> list[Interaction]:
    """Without recommendations of the site that the same peer has made in another file, or for another address of it.
    The earliest is kept. Of people who are not ``listed``, each file counts, because they may share a host.
    """
    kept: list[Interaction] = []
    first: dict[object, Interaction] = {}
    for row in rows:
        if not is_standing(row) or not is_of_site(row, homes):
            kept.append(row)
            continue
        who = row.peer if row.peer in listed else urls.key(row.evidence[0])
        first[who] = min(first.get(who, row), row, key=lambda one: (one.date or "~", one.evidence, one.url))
    return [*kept, *first.values()]


def _is_got(row: Interaction) -> bool:
    return row.kind == "recommend" and row.direction == "received"
