"""What is not counted until the author accepts it."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.ledger.held_back import counted, is_by_a_stranger, written
from mkdocs_reciprocity.core.model import Interaction, PeerId
from tests.core.ledger.making import ADA, got, who

PEOPLE = who(ADA)
BY_MAIL = got("link", "https://me.example/", peer="eve.example", evidence=["https://eve.example/"], source="webmention")
IN_A_FEED = got("link", "https://me.example/", peer="zoe.example", evidence=["https://zoe.example/"], source="feed")
REACTION = got("share", "https://me.example/", peer="eve.example", source="account")
OF_ADA = got("link", "https://me.example/", peer="ada", evidence=["https://ada.example/x/"], source="feed")
IN_THE_LOG = got("link", "https://me.example/", peer="eve.example", evidence=["https://eve.example/"])


@pytest.mark.parametrize(("row", "peer"), [(BY_MAIL, None), (IN_A_FEED, None), (OF_ADA, "ada")])
def test_the_evidence_says_whose_it_is_where_no_listed_peer_can_be_named(row: Interaction, peer: str | None) -> None:
    assert is_by_a_stranger(row, PEOPLE) == (peer is None)
    kept = written(row, PEOPLE)
    assert (kept.peer, kept.evidence, kept.url) == (peer, row.evidence, row.url)


def test_what_the_author_wrote_is_nobodys_to_accept() -> None:
    assert written(IN_THE_LOG, PEOPLE).peer == PeerId("eve.example")


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ([BY_MAIL], "1 webmention"),
        ([REACTION], "1 reaction from an account"),
        ([REACTION, REACTION], "2 reactions from accounts"),
        ([IN_A_FEED], "1 mention"),
        ([BY_MAIL, IN_A_FEED], "2 mentions"),
        ([BY_MAIL, REACTION], "2 mentions"),
    ],
)
def test_what_is_held_back_is_called_what_all_of_it_is(held: list[Interaction], said: str) -> None:
    assert counted(held) == said
