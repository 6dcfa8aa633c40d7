"""Laws of webmentions: strangers change nothing, order does not matter, and one thing counts once."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import Book
from mkdocs_reciprocity.core.ledger.identity import directory, resolve
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.model import Feed, Interaction, Mention
from tests.core.ledger.making import ME, address, facts
from tests.laws.test_laws_of_the_ledger import HERE, PEERS, Feeds, law, log_of, post_of, some

SEEDS = st.integers(0, 2**48)
KINDS = ("reply", "share", "link", "like")


def mention_of(random: Random, host: str) -> Mention:
    return Mention(
        source=address(f"https://{host}.example/{random.choice(('p', 'p/', 'q', 'a/'))}"),
        target=random.choice(HERE),
        kind=random.choice(KINDS),
        author_url=address("https://ada.example/"),
        title=random.choice(("", "one")),
        published=random.choice(("", "2026-11-10", "2026-11-02T08:00:00Z", "2999-01-01")),
        received=random.choice(("", "2026-11-11")),
    )


def mentions_of(random: Random, *hosts: str) -> list[Mention]:
    """Some, of which no two have one source and target."""
    found = [mention_of(random, random.choice(hosts)) for _ in some(random, 6)]
    return list({(one.source.rstrip("/"), one.target.rstrip("/")): one for one in found}.values())


def feeds_of(random: Random) -> Feeds:
    return {peer.id: [Feed(entries=tuple(post_of(random, peer.id) for _ in some(random, 3)))] for peer in PEERS}


def account(log: list[Interaction], feeds: Feeds, mentions: list[Mention]) -> Ledger:
    people = directory(PEERS, [ME]).records
    rows = resolve(Log(tuple(PEERS), tuple(log)), people).records
    return pipeline.keep_ledger(facts(Book(people, rows), feeds, webmentions=tuple(mentions)))


@law
@given(SEEDS)
def test_people_who_are_not_listed_change_nothing(seed: int) -> None:
    random = Random(seed)
    log, feeds = log_of(random), feeds_of(random)
    known, strange = mentions_of(random, "ada", "cleo"), mentions_of(random, "eve", "mallory")
    both, without = account(log, feeds, [*strange, *known]), account(log, feeds, known)
    assert both.interactions == without.interactions
    assert {one.source for one in without.pending} <= {"feed"}, "one peer's feed may hold what is at another's place"


@law
@given(SEEDS)
def test_the_order_in_which_they_came_does_not_matter(seed: int) -> None:
    random = Random(seed)
    log, feeds, mentions = log_of(random), feeds_of(random), mentions_of(random, "ada", "ben", "cleo", "eve")
    shuffled = random.sample(mentions, len(mentions))
    assert account(log, feeds, mentions) == account(log, feeds, shuffled)


@law
@given(SEEDS)
def test_what_a_feed_has_shown_counts_no_more_for_a_webmention_that_says_the_same(seed: int) -> None:
    random = Random(seed)
    log, feeds = log_of(random), feeds_of(random)
    people = directory(PEERS, [ME]).records
    seen = [row for row in account([], feeds, []).interactions if row.evidence]
    links = [row for row in seen if people.owner(row.evidence[0]) == row.peer]  # a peer's feed may hold another's post
    same = [Mention(source=row.evidence[0], target=row.url, kind=row.kind) for row in links if row.url]
    assert account(log, feeds, same) == account(log, feeds, [])


@law
@given(SEEDS)
def test_a_cleo_who_is_private_stays_so(seed: int) -> None:
    random = Random(seed)
    ledger = account(log_of(random), {}, mentions_of(random, "cleo"))
    assert all(row.private for row in ledger.interactions if row.peer == "cleo")
