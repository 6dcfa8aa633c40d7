"""A flood is no ledger: how much of what others did is counted, and that the rest shows nowhere."""

from __future__ import annotations

import random

import pytest

from mkdocs_reciprocity.core.ledger import bounds
from mkdocs_reciprocity.core.ledger import mentions as of_feeds
from mkdocs_reciprocity.core.ledger.bounds import MOST, MOST_OF_ONE, bounded
from mkdocs_reciprocity.core.ledger.mentions import mentions
from mkdocs_reciprocity.core.model import Interaction
from tests.core.ledger.making import (
    ADA,
    BEN,
    CLEO,
    ME,
    TODAY,
    ZONE,
    entry,
    feed,
    feeds,
    gave,
    got,
    ledger_of,
    peer,
    who,
)


def seen_of(whose: str, number: int, year: int = 2020) -> list[Interaction]:
    """So many links of one peer, no two on one day, the oldest first."""
    days = [f"{year + day // 336}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d}" for day in range(number)]
    at = f"https://{whose}.example"
    return [got("link", ME, day, peer=whose, source="feed", evidence=[f"{at}/{day}"]) for day in days]


def test_what_is_not_too_much_is_left_alone() -> None:
    seen = [*seen_of("ada", MOST_OF_ONE), *seen_of("ben", 3), gave("link", "https://ada.example/x")]
    found = bounded(seen, who(ADA, BEN))
    assert sorted(found.records, key=str) == sorted(seen, key=str)
    assert found.problems == ()


def test_of_one_peer_the_newest_count_and_a_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_OF_ONE", 10)
    flood, few = seen_of("ada", 12), seen_of("ben", 3)
    undated = got("link", ME, None, peer="ada", source="feed", evidence=["https://ada.example/u"])
    shuffled = [undated, *flood, *few]
    random.Random(1).shuffle(shuffled)
    found = bounded(shuffled, who(ADA, BEN))
    assert sorted(found.records, key=str) == sorted([*flood[-10:], *few], key=str)
    (problem,) = found.problems
    assert str(problem).endswith('more than 10 links to this site were seen of "ada"; the newest count')
    assert (problem.level, problem.private) == ("info", False)


def test_the_line_on_a_private_peer_names_nobody_in_public() -> None:
    (problem,) = bounded(seen_of("cleo", MOST_OF_ONE + 1), who(CLEO)).problems
    assert "cleo" in str(problem)
    assert "cleo" not in problem.in_public()


def test_all_peers_together_have_a_bound_and_nobody_crowds_out_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST", 20)
    crowd = [peer(f"p{number}") for number in range(3)]
    seen = [*seen_of("p0", 2), *seen_of("p1", 5), *seen_of("p2", 400)]
    found = bounded(seen, who(*crowd))
    assert [sum(one.peer == peer.id for one in found.records) for peer in crowd] == [2, 5, 13]
    (problem,) = found.problems
    assert problem.message == "more than 20 links to this site were seen of all peers; the newest 13 of each count"


def test_a_peer_has_one_at_least_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST", 2)
    crowd = [peer(f"p{number}") for number in range(5)]
    found = bounded([one for somebody in crowd for one in seen_of(somebody.id, 3)], who(*crowd))
    assert len(found.records) == 5


def test_strangers_have_a_bound_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST", 4)
    found = bounded([*seen_of("ada", 4), *seen_of("nobody", 3), *seen_of("noone", 3)], who(ADA))
    assert sum(one.peer == "ada" for one in found.records) == 4
    assert len(found.records) == 8
    (problem,) = found.problems
    assert problem.message.endswith("by people who are not listed; the newest 4 wait for `accept`")


def test_the_bounds_are_what_the_documentation_says() -> None:
    assert (MOST_OF_ONE, MOST) == (1_000, 10_000)


@pytest.mark.parametrize("links", [1, 100])
def test_a_flood_is_not_even_looked_through(monkeypatch: pytest.MonkeyPatch, links: int) -> None:
    """A hundred times as many links cost no more interactions than the bound and one entry."""
    urls = [f"https://me.example/{number}/" for number in range(links)]
    posts = [entry(f"https://ada.example/{n}", f"2026-{n % 11 + 1:02d}-02", *urls) for n in range(1_600)]
    made = 0
    really = of_feeds._in_entry

    def counting(*args: object) -> object:
        nonlocal made
        for one in really(*args):  # type: ignore[arg-type]
            made += 1
            yield one

    monkeypatch.setattr(of_feeds, "_in_entry", counting)
    two = feeds(ada=[feed(*posts[:800]), feed(*posts[800:])])
    found = mentions(two, who(ADA), ZONE, TODAY)
    assert made == len(found) <= MOST_OF_ONE + links
    assert min(str(one.date) for one in found) >= "2026-04-02", "the newest"
    other_way = feeds(ada=[feed(*reversed(posts[800:])), feed(*reversed(posts[:800]))])
    kept, also_kept = (
        sorted(bounded(some, who(ADA)).records, key=str) for some in (found, mentions(other_way, who(ADA), ZONE, TODAY))
    )
    assert kept == also_kept
    assert len(kept) == MOST_OF_ONE


def test_the_ledger_says_what_it_leaves_out() -> None:
    posts = [entry(f"https://ada.example/{n}", "2026-10-02", "https://me.example/a/") for n in range(MOST_OF_ONE + 5)]
    ledger = ledger_of([], feeds(ada=feed(*posts)))
    assert len(ledger.interactions) == MOST_OF_ONE
    assert ledger.left_out == ledger.problems
    assert len(ledger.left_out) == 1
