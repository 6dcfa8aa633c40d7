"""Near misses of unknown peers are looked for as long as that takes little."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.ledger import identity
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId


@pytest.mark.parametrize(("peers", "looked_for"), [(2, 50), (4, 25)])
def test_the_more_peers_the_fewer_names_are_compared_with_them(
    monkeypatch: pytest.MonkeyPatch, peers: int, looked_for: int
) -> None:
    monkeypatch.setattr(identity, "_COMPARED", 100)
    people = identity.directory([Peer(id=PeerId(f"peer{n}"), name="Ada") for n in range(peers)], []).records
    rows = tuple(
        Interaction(date=None, direction="given", kind="share", reach="spread", peer=PeerId(f"peer{n}x"))
        for n in range(60)
    )
    problems = identity.resolve(Log((), rows), people).problems
    assert sum("did you mean" in str(problem) for problem in problems) == looked_for
    assert len(problems) == len(rows)
