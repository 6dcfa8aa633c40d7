"""The ring: a few peers' blogs to visit, others every day."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.views.places import Place

FEW = 3
"""How many there are where nothing is said."""


def ring(blogs: Iterable[Place], today: When, count: int = FEW) -> tuple[Place, ...]:
    """At most ``count`` of the blogs. The days go round: nobody comes again before everybody has been there."""
    every = sorted(blogs, key=_keyed)
    if len(every) <= count:
        return tuple(every)
    start = dates.ordinal(today) * count % len(every)
    return tuple((every + every)[start : start + count])


def _keyed(blog: Place) -> bytes:
    """A place in the ring that a blog keeps whoever comes or goes, and that is no order of merit."""
    said = f"{blog.href}\0{blog.text}"
    return blake2b(said.encode("utf-8", "surrogatepass"), key=b"ring", digest_size=8).digest()
