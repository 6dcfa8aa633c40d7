"""The blogs that the author recommends."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Interaction, Peer
from mkdocs_reciprocity.core.views.blogroll import Recommendation
from tests.core.ledger.making import address, book, gave, got, options, peer

ADA = replace(peer("ada", "https://ada.example/"), recommend=True)


def recommended(*peers: Peer, rows: tuple[Interaction, ...] = (), **said: object) -> tuple[Recommendation, ...]:
    return pipeline.recommended(book(rows, peers), options(**said))


def test_they_stand_by_name_with_their_homes() -> None:
    ben = replace(peer("a", "https://ben.example/", name="ben"), recommend=True)
    assert [one.url for one in recommended(ben, ADA, peer("c"))] == ["https://ada.example/", "https://ben.example/"]


def test_nobody_without_a_public_home_is_recommended_nor_anybody_private() -> None:
    homes = (None, "https://me:secret@dora.example/", "https://dora.example/?token=abcdefgh12345678")
    for home in homes:
        assert recommended(replace(peer("dora", home), recommend=True)) == ()
    assert recommended(replace(ADA, private=True)) == ()


def test_what_is_said_of_a_peer_wins_over_the_option() -> None:
    peers = (ADA, peer("ben"), replace(peer("cleo"), recommend=False), replace(peer("dora"), private=True))
    assert [one.url for one in recommended(*peers, recommend="all")] == ["https://ada.example/", "https://ben.example/"]


def test_the_days_are_those_of_public_rows_about_the_whole_blog() -> None:
    rows = (
        gave("recommend", "https://ada.example", "2026-09-02"),
        gave("recommend", None, "2026-05", peer="ada"),
        gave("recommend", "https://ada.example/post/", "2026-01-01"),
        gave("share", "https://ada.example/", "2026-01-01"),
        gave("recommend", None, None, peer="ada"),
        got("recommend", None, "2026-01-01", peer="ada"),
        replace(gave("recommend", None, "2026-10-01", peer="ada"), said_private=True),
        gave("recommend", "https://stranger.example/", "2026-01-01"),
    )
    (one,) = recommended(ADA, rows=rows)
    assert one == Recommendation(address("https://ada.example/"), When("2026-05"), When("2026-09-02"))
    assert recommended(ADA, rows=rows[::-1]) == (one,)
