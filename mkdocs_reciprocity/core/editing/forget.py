"""The bytes of a log -> its bytes without a peer, and without the rows that are about them."""

from __future__ import annotations

from collections.abc import Collection

from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing import shape


def without_traces(body: bytes, file: str, peer: str, rows: Collection[int], ignored: Collection[int]) -> bytes:
    """The log without all that goes with a peer.

    Args:
        body: the file as it is on disk.
        file: its name for the problems.
        peer: the id; it may be that the peer is not listed in this file.
        rows: the lines that rows below ``interactions:`` begin on.
        ignored: the lines that entries below ``ignore:`` begin on.

    Raises:
        NotWritten: see `log_edit`.
    """
    parts = [(lines, section) for lines, section in ((rows, "interactions"), (ignored, "ignore")) if lines]
    for lines, section in sorted(parts, key=lambda part: -max(part[0])):  # so that the lines above stay where they are
        body = log_edit.without_rows(body, file, lines, section)
    listed = shape.read(body, file).parts.get("peers")
    return log_edit.without_peer(body, file, peer) if listed and peer in listed.names else body
