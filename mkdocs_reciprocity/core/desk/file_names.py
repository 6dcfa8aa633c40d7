"""Ids of peers as names of files and folders, on every system. An id can be any text."""

from __future__ import annotations

import re
from hashlib import blake2b

from mkdocs_reciprocity.core.model import PeerId

_PLAIN = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\Z)[a-z0-9][a-z0-9-]{0,60}\Z")  # not a device of Windows


def plain_or_hashed(peer: PeerId) -> str:
    """The id, or its hash if it is not safe as a name."""
    if _PLAIN.match(peer):
        return peer
    return f"_{blake2b(peer.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
