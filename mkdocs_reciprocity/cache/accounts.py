"""What the store keeps of the author's accounts elsewhere."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core.accounts.model import Known, Place
from mkdocs_reciprocity.core.feeds.schedule import FeedState


class KeptAccount(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place: how its server answered, and all that is known from it.

    ``place`` and ``digest`` are those of a folder with saved answers: whose they are, and the digest of its files.
    """

    state: FeedState
    place: Place | None = None
    known: Known = Known()
    digest: str = ""
