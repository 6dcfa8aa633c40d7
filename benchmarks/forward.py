"""`forward`: choosing what to pass on, with one pass over the links in all feeds."""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from datetime import UTC
from pathlib import Path

from benchmarks import writing
from benchmarks.links import peers
from benchmarks.measure import Figure, Report, cpu_of, in_turns, ratios
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Feed, FeedEntry, PeerId
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.first_lift import linked
from mkdocs_reciprocity.core.standing.newcomers import new_here
from mkdocs_reciprocity.core.url import Url, UrlKey

SIZES = (250, 1_000, 4_000)
"""Peers."""

ENTRIES, LINKS = 20, 5
"""Of each feed, and of each entry. Four links in five lead to posts of other peers."""

_TODAY, _ZONE = When("2026-11-23"), UTC
_ROUNDS = 11
_OF_A_PAGE = 2 * forward.SLOTS


class Read:
    """So many peers and their feeds, as they are read from the store."""

    def __init__(self, count: int) -> None:
        self.people: Directory = peers(count)
        names = writing.peer_names(count)
        self.feeds: dict[PeerId, Sequence[Feed]] = {
            PeerId(name): [_feed(number, names)] for number, name in enumerate(names)
        }
        self.posts = forward.posts(self.feeds, self.people.claimant, _ZONE, _TODAY)

    def chosen(self, *, lift: bool) -> list[forward.Suggestion]:
        """The offers of "Pay it forward", with the posts first that nobody has linked to, or without."""
        beginners = new_here(self.feeds, (), _ZONE, _TODAY) if lift else frozenset()
        return forward.suggestions(
            [], self.posts, self.people.peers, _ZONE, _TODAY, more=forward.SLOTS,
            beginners=beginners, linked=self.linked if lift else lambda _: (),
        )  # fmt: skip

    def linked(self, sought: Mapping[UrlKey, PeerId]) -> Container[UrlKey]:
        """Those of the posts that a feed of somebody else's links to."""
        every = ((peer, feed) for peer, of in self.feeds.items() for feed in of)
        return linked(sought, every, self.people.claimant, _ZONE, _TODAY)

    def every(self) -> Container[UrlKey]:
        """The same of all posts of all peers, as the desk asks."""
        return self.linked({key: peer for peer, written in self.posts.items() for key in written})


def run(folder: Path, *, explain: bool) -> Report:
    """CPU of choosing ten of 1,000 peers' posts: what the look at all links adds, and how it grows with the peers."""
    few, some, many = (Read(count) for count in SIZES)
    assert len(some.chosen(lift=True)) == _OF_A_PAGE
    assert any(one.reason.first_lift for one in some.chosen(lift=True))
    gathered, plain, lifted = in_turns(
        lambda: cpu_of(lambda: forward.posts(some.feeds, some.people.claimant, _ZONE, _TODAY)),
        lambda: cpu_of(lambda: some.chosen(lift=False)),
        lambda: cpu_of(lambda: some.chosen(lift=True)),
        rounds=_ROUNDS,
    )  # fmt: skip
    small, large = in_turns(
        lambda: cpu_of(lambda: few.chosen(lift=True)), lambda: cpu_of(lambda: many.chosen(lift=True)), rounds=_ROUNDS
    )
    of_desk, of_large_desk = in_turns(lambda: cpu_of(few.every), lambda: cpu_of(many.every))
    before = tuple(a + b for a, b in zip(gathered, plain, strict=True))
    after = tuple(a + b for a, b in zip(gathered, lifted, strict=True))
    links = SIZES[1] * ENTRIES * LINKS
    return Report(
        figures=(
            Figure(key="exponent", rounds=_exponents(small, large), at_most=1.1,
                   meaning="exponent of CPU, 250 to 4,000 peers"),
            Figure(key="ratio", rounds=ratios(after, before), at_most=2.5,
                   meaning="posts sorted and chosen with the look at all links / without, 1,000 peers"),
            Figure(key="desk_exponent", rounds=_exponents(of_desk, of_large_desk), at_most=1.2,
                   meaning="the same exponent where all posts are sought, for the desk"),
        ),
        notes=(
            f"1,000 peers, {links:,} links: posts sorted in {min(gathered) * 1e3:.0f} ms",
            f"ten chosen in {min(plain) * 1e3:.0f} ms, with the look at all links in {min(lifted) * 1e3:.0f} ms",
            f"4,000 peers: with the look {min(large) * 1e3:.0f} ms; for the desk {min(of_large_desk) * 1e3:.0f} ms",
        ),
    )  # fmt: skip


def _exponents(small: Sequence[float], large: Sequence[float]) -> tuple[float, ...]:
    growth = math.log(SIZES[-1] / SIZES[0])
    return tuple(math.log(ratio) / growth for ratio in ratios(large, small))


def _feed(number: int, names: Sequence[str]) -> Feed:
    writer = writing.Writer(1000 + number)
    home = f"https://{names[number]}.example/"

    def link() -> str:
        if writer.random.random() < 0.2:
            return f"https://stranger-{writer.random.randrange(500)}.example/{writer.slug()}/"
        return f"https://{writer.random.choice(names)}.example/2026/{writer.random.randrange(ENTRIES)}/"

    entries = (
        FeedEntry(
            url=Url(f"{home}2026/{place}/"),
            title=writer.title(),
            published=f"{writer.day()}T08:30:00Z",
            words=writer.random.randint(300, 1500),
            outbound="\n".join(link() for _ in range(LINKS)),
        )
        for place in range(ENTRIES)
    )
    return Feed(title=names[number], home=home, entries=tuple(entries))
