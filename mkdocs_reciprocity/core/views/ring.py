"""The ring: a few peers' blogs to visit, different ones every day."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.standing.turns import in_turn
from mkdocs_reciprocity.core.views.places import Place

FEW = 3
"""How many blogs there are if the marker has no number."""


def ring(blogs: Iterable[Place], today: When, count: int = FEW) -> tuple[Place, ...]:
    """At most ``count`` of the blogs, different ones every day. No blog comes again before all have been there."""
    named = {f"{blog.href}\0{blog.text}": blog for blog in blogs}
    return tuple(named[name] for name in in_turn(named, "ring", dates.ordinal(today), count))
