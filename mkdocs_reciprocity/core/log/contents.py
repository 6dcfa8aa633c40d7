"""What a log says, as one value: peers, rows, and what stands beside them."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Direction, Interaction, Peer, PeerId
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.url import Url


class Ignored(Struct, frozen=True, kw_only=True):
    """An entry below ``ignore:``. What was seen in feeds and on own pages does not count if it agrees with the entry.

    A field that is not given (None, or an empty ``kind``) agrees with everything. ``evidence`` is where it was seen.
    """

    direction: Direction | None = None
    kind: str = ""
    peer: PeerId | None = None
    url: Url | None = None
    evidence: Url | None = None
    where: Where = Where("")


class Ripple(Struct, frozen=True, kw_only=True):
    """A link of a peer's to a post that the author had passed on before: an entry below ``ripples:``.

    ``url`` is the post, ``evidence`` where the link stands, ``title`` what that is called. It is for the author alone.
    """

    date: When
    peer: PeerId
    url: Url
    title: str = ""
    evidence: Url | None = None
    where: Where = Where("")


class Log(Struct, frozen=True):
    """What the author wrote down, from all files: the peers, the rows, what to ignore, and the ripples to keep."""

    peers: tuple[Peer, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    ripples: tuple[Ripple, ...] = ()

    def beside(self) -> tuple[Ignored | Ripple, ...]:
        """The entries that are neither rows nor peers."""
        return (*self.ignored, *self.ripples)
