"""Who has only just begun to write."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.model import Feed, PeerId
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.newcomers import new_here
from tests.core.ledger.making import TODAY, ZONE, entry, feed, feeds, gave, got, peer, views_of, who


def posts(*dates: str, of: str = "ada") -> Feed:
    return feed(*(entry(f"https://{of}.example/{number}/", date) for number, date in enumerate(dates)))


def is_new(*of: Feed, rows: tuple[object, ...] = ()) -> bool:
    return new_here(feeds(ada=list(of)), rows, ZONE, TODAY) == {"ada"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dates", "new"),
    [
        (["2026-11-20", "2026-11-01"], True),
        (["2026-11-20", "2026-11-10", "2026-11-01"], True),
        (["2026-11-20", "2026-09-23"], True),  # 60 days ago
        (["2026-11-20", "2026-09-22"], False),
        ([], False),
        (["2026-11-20"], False),  # it may be a feed of the newest post only
        (["2026-11-20", "2026-11-17", "2026-11-14", "2026-11-11"], False),  # a web comic, cut after four
        (["2026-11-20", "2026-11-19", "2026-11-18"], False),  # one post a day, cut after three
        (["2026-11-20", "2026-11-18"], True),
        (["2026-11-20", "2026-11-20"], False),  # perhaps the day on which the whole site was built
        (["2026-11-20", ""], False),
        (["2026-11-20", "nonsense"], False),
        (["2026-11-30", "2026-11-20"], True),  # the next one has a date already
        (["2026-12-30", "2026-12-20"], False),
        ([f"2026-11-{day:02}" for day in range(12, 22)], False),  # ten, cut off, of an old blog
        (["2026-11-20", "2019-11-20"], False),
    ],
)
def test_a_blog_is_new_if_its_feed_can_know_it(dates: list[str], *, new: bool) -> None:
    assert is_new(posts(*dates)) is new


def test_all_feeds_of_a_peer_count_and_no_post_counts_twice() -> None:
    few = posts("2026-11-20", "2026-11-01")
    assert is_new(few, few, feed())
    assert not is_new(few, posts("2020-01-01", of="elsewhere"))
    untitled = feed(entry(None, "2026-11-20", title="a"), entry(None, "2026-11-10", title="b"))
    assert is_new(untitled, untitled)


def test_the_earlier_of_two_dates_of_a_post_counts() -> None:
    assert not is_new(posts("2026-11-20", "2026-11-01"), posts("2026-11-20", "2020-11-01"))


@pytest.mark.parametrize(
    ("date", "new"),
    [("2020-05-01", False), ("2026-10-31", False), ("2026-10", False), ("2026-11", True), ("2026", True), (None, True)],
)
def test_whoever_was_known_before_their_first_post_is_not_new(date: str | None, *, new: bool) -> None:
    for row in (gave("follow", None, date, peer="ada"), got("comment", "https://me.example/", date, peer="ada")):
        assert is_new(posts("2026-11-20", "2026-11-01"), rows=(row,)) is new
    assert is_new(posts("2026-11-20", "2026-11-01"), rows=(gave("follow", None, "2020", peer="ben"),))


def test_new_blogs_stand_first_and_say_so() -> None:
    ada, ben, cleo = peer("ada"), peer("ben"), peer("cleo")
    of = feeds(
        ada=posts("2026-11-20", "2023-11-01"),  # writes seldom
        ben=posts("2026-11-20", "2026-11-10", "2026-11-01", of="ben"),
        cleo=posts("2026-11-20", "2026-06-01", of="cleo"),
    )
    people = who(ada, ben, cleo)
    chosen = forward.suggestions(
        [], forward.posts(of, people.claimant, ZONE, TODAY), people.peers, ZONE, TODAY, beginners={PeerId("ben")}
    )
    assert [one.peer for one in chosen] == ["ben", "ada", "cleo"]
    offers = views_of([], of, peers=[ada, ben, cleo]).pay_it_forward.offers
    assert {one.peer.text for one in offers if one.suggestion.reason.what == "begun"} == {"Ben"}


def test_nothing_private_tells_that_a_blog_is_old() -> None:
    of = feeds(ada=posts("2026-11-20", "2026-11-01"))
    views = [views_of(rows, of) for rows in ([], [gave("follow", None, "2020-01-01", peer="ada")])]
    assert views[0] == views[1]
    assert [offer.suggestion.reason.what for offer in views[0].pay_it_forward.offers] == ["begun"]


def test_nobody_is_looked_up_where_nobody_is_new() -> None:
    def unread() -> object:
        raise AssertionError
        yield

    assert new_here({PeerId("ada"): [posts("2020-01-01")]}, unread(), ZONE, TODAY) == frozenset()  # type: ignore[arg-type]
