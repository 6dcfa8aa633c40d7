"""The badge and the public figures."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.model import Reach, Totals
from mkdocs_reciprocity.settings import Metric
from mkdocs_reciprocity.when import When, Window


class Badge(Struct, frozen=True):
    """Two texts, never empty; the message says what was given, and with the metric ``both`` also what was received."""

    label: str
    message: str


class Endpoint(Struct, frozen=True, rename="camel"):
    """What shields.io reads: https://shields.io/badges/endpoint-badge"""

    label: str
    message: str
    color: str = "blue"
    schema_version: int = 1


class Figures(Struct, frozen=True):
    """``reciprocity.json``: the window's first and last month, posts, people, and public rows given, by reach."""

    as_of: When
    window: Window
    posts: int
    people: int
    given: dict[Reach, int]
    version: int = 1


def figures(sums: Totals, window: Window, today: When) -> Figures:
    """The public figures; ``sums`` are those of the public rows in the window."""
    return Figures(today, window, sums.posts, sums.people, sums.given)


def badge(sums: Totals, label: str, metric: Metric) -> Badge:
    """The badge; ``sums`` are those of the public rows in the window."""
    return Badge(label, _message(sums, metric))


def _message(sums: Totals, metric: Metric) -> str:
    if not sums.posts:
        return "just starting"
    people = counted(sums.people, "person", "people")
    if metric == "people":
        return people
    posts = f"{counted(sums.posts, 'post', 'posts')} by {people}"
    return f"{posts}, {sums.received['spread']} received" if metric == "both" else posts


def counted(number: int, one: str, many: str) -> str:
    """``1 post``, ``2 posts``."""
    return f"{number} {one if number == 1 else many}"
