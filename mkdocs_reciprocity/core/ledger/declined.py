"""Who asks not to be shown. Their wish holds for whatever the ledger has of them, from every source."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.url import UrlKey


class Declined(Struct, frozen=True):
    """Those who ask not to be shown: accounts, by the keys of their addresses, with all that lies below these; and
    peers who want no reactions of theirs shown.
    """

    addresses: frozenset[UrlKey] = frozenset()
    peers: frozenset[PeerId] = frozenset()

    def covers(self, row: Interaction) -> bool:
        """Whether the row would show somebody who does not want it. What the author passes on of a peer's pages is no
        reaction of theirs.
        """
        if row.direction == "received" and row.peer in self.peers:
            return True
        if not self.addresses:
            return False
        keys = (urls.key(url) for url in (row.url, *row.evidence) if url)
        return any(prefix in self.addresses for key in keys for prefix in urls.prefixes(key))
