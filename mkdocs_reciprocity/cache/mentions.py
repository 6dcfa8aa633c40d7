"""What the store keeps of webmentions."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.model import Mention


class KeptMentions(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Webmentions from one server, or from one file, whose bytes have the ``digest``.

    ``whole_at`` is when all of them were read, in seconds since the epoch. ``newest`` is the server's highest number.
    ``cut``: there were more than are read at most.
    """

    state: FeedState
    mentions: tuple[Mention, ...] = ()
    whole_at: float = 0.0
    newest: str = ""
    cut: bool = False
    digest: str = ""
