"""The badge and the public figures."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.dates import When, Window
from mkdocs_reciprocity.core.model import Reach
from mkdocs_reciprocity.core.settings import Metric


class Badge(Struct, frozen=True):
    """What the badge says. The metric decides which of the numbers it shows; ``received``, how often others have spread
    what is here, is only shown with the metric ``both``. The label is never empty.
    """

    label: str
    metric: Metric
    posts: int
    people: int
    received: int


class Endpoint(Struct, frozen=True, rename="camel"):
    """What shields.io reads: https://shields.io/badges/endpoint-badge"""

    label: str
    message: str
    color: str = "blue"
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
