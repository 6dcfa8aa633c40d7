"""The files with new peers: those with a key in an address go into a private one."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.writing.destination import Bodies, body_of, file_of_peers, refuse_secrets
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.new_peer import fields_of, has_secret
from mkdocs_reciprocity.core.ledger.identity import stood_for
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.problem import in_one_line


def with_new_peers(gathering: Gathering, new: Sequence[Peer]) -> tuple[Bodies, dict[str, list[Peer]]]:
    """The new content of the files, and the peers that each gets.

    Raises:
        Refused: there is a key in an address, and no private file for it.
    """
    strangers = {row.peer for row in gathering.book.rows}
    bodies: dict[str, bytes] = {}
    listed: dict[str, list[Peer]] = {}
    for secret in (False, True):
        peers = [peer for peer in new if has_secret(peer) == secret]
        if not peers:
            continue
        file = file_of_peers(gathering, private=secret)
        if secret:
            refuse_secrets(file)
        hidden = log_files.is_private(file)
        entries = [
            (peer.id, fields_of(peer, was=stood_for(peer.home, strangers), say_private=peer.private and not hidden))
            for peer in peers
        ]
        bodies[file] = log_edit.with_peers(bodies.get(file) or body_of(gathering, file), file, entries)
        listed.setdefault(file, []).extend(peers)
    return bodies, listed


def written_to(file: str, peers: Sequence[Peer]) -> str:
    """A sentence: which file the peers were written to, and why."""
    why = ", because there is a key in the address; so the peer is private" if any(map(has_secret, peers)) else ""
    return f"written to {in_one_line(file)}{why}"
