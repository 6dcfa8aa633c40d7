"""Decides which posts that were given may be gone: whom to ask, and what to remember of the answers.

A post is asked for once a month at most. It is gone if its server says so twice, at least a week apart. Nothing else
says anything for good, neither a failure nor a page that is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem, in_one_line
from mkdocs_reciprocity.core.url import Url

DAYS_BETWEEN = 30
"""How many days a post is left alone after it was asked for."""

DAYS_APART = 7
"""How many days have to lie between two answers that a post is gone."""

MOST_OF_A_HOST = 20
"""So many posts of one host are asked for at a time, those first that were not asked for longest."""

_GONE = frozenset({404, 410})
_THERE = frozenset({200, 203, 304})


class Asked(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered of one post: the last day on which it was asked for, and the HTTP status (0: no answer).

    ``missing`` is the day of the first answer since which the server has said nothing but that the post is gone,
    ``gone`` the day on which that was certain; each None if there is none.
    """

    day: When
    status: int = 0
    missing: When | None = None
    gone: When | None = None


def posts_of(rows: Iterable[Interaction], directory: Directory) -> dict[Url, list[Interaction]]:
    """The posts to look after, each with the rows of the log that gave it: public ones, and none of this site."""
    found: dict[Url, list[Interaction]] = {}
    for row in rows:
        is_public_gift = row.direction == "given" and not row.private and bool(row.where.file)
        if is_public_gift and row.url and not row.gone and not directory.is_own(row.url):
            found.setdefault(row.url, []).append(row)
    return found


def due(posts: Iterable[Url], before: Mapping[str, Asked], today: When) -> list[Url]:
    """The posts to ask for today, in the order of their addresses."""
    of_host: dict[str, list[tuple[str, Url]]] = {}
    for url in posts:
        asked = before.get(url)
        if asked is None or dates.days_between(asked.day, today) >= DAYS_BETWEEN:
            of_host.setdefault(urls.host(url), []).append((asked.day if asked else "", url))
    return sorted(url for waiting in of_host.values() for _, url in sorted(waiting)[:MOST_OF_A_HOST])


def after(before: Asked | None, status: int, today: When) -> Asked:
    """What to remember after an answer with this status; 0 if none came."""
    missing = before.missing if before else None
    if status in _THERE:
        return Asked(day=today, status=status)
    if status not in _GONE:
        return Asked(day=today, status=status, missing=missing)
    gone = today if missing and dates.days_between(missing, today) >= DAYS_APART else None
    return Asked(day=today, status=status, missing=missing or today, gone=gone)


def problems(posts: Mapping[Url, Sequence[Interaction]], asked: Mapping[str, Asked]) -> list[Problem]:
    """A line for information about each row whose post is gone: what to write into it."""
    return [
        Problem(row.where, _advice(url, known), "info")
        for url, rows in posts.items()
        if (known := asked.get(url)) is not None and known.gone
        for row in rows
    ]


def _advice(url: Url, known: Asked) -> str:
    return (
        f"{in_one_line(url)} is gone (its server said so on {known.missing} and again on {known.gone}); with "
        f"`gone: {known.gone}` in this row, your pages offer an archived copy beside the title"
    )
