"""The badge and the public figures."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.model import Reach
from mkdocs_reciprocity.core.settings import BadgeSetting, Metric
from mkdocs_reciprocity.core.standing.tally import Totals

_NAMED = 3


class Badge(Struct, frozen=True):
    """What the badge says. The metric decides which of the numbers it shows, or that it shows the ``names``: of the
    listed people to whom something was given last, each once. ``received``, how often others have spread what is here,
    is only shown with the metric ``both``. The label is never empty.
    """

    label: str
    metric: Metric
    posts: int
    people: int
    received: int
    names: tuple[str, ...] = ()


def view(said: BadgeSetting, sums: Totals, names: Iterable[str]) -> Badge:
    """The badge. ``names`` are those to whom something was given, the last first."""
    last = tuple(dict.fromkeys(names))[:_NAMED]
    return Badge(said.label, said.metric, sums.posts, sums.people, sums.received["spread"], last)


class Endpoint(Struct, frozen=True, rename="camel"):
    """What shields.io reads: https://shields.io/badges/endpoint-badge"""

    label: str
    message: str
    color: str
    schema_version: int = 1


class Figures(Struct, frozen=True):
    """``reciprocity.json``: the window's first and last month, posts, people, and public rows given, by reach.

    ``feeds`` are the absolute addresses of the feeds of what was given, as far as they are made.
    """

    as_of: When
    window: Window
    posts: int
    people: int
    given: dict[Reach, int]
    feeds: tuple[str, ...] = ()
    version: int = 1
