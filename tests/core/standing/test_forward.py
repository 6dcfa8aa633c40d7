"""Choosing what to pass on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, timezone
from itertools import pairwise

import pytest

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Interaction, Peer, PeerId, aside
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.forward import Suggestion
from mkdocs_reciprocity.core.wording import PLAIN_ENGLISH
from tests.core.ledger.making import TODAY, ZONE, entry, feed, feeds, gave, peer, who

DAYS = [dates.after(TODAY, number) for number in range(30)]


def choose(
    of: dict[PeerId, list[Feed]], rows: Sequence[Interaction] = (), peers: Sequence[Peer] = (), today: When = TODAY
) -> list[Suggestion]:
    people = who(*(peers or [peer(id_) for id_ in of]))
    return forward.suggestions(rows, forward.posts(of, people.claimant, ZONE, today), people.peers, ZONE, today)


def blog(id_: str, count: int = 1, every: int = 30, last: str = "2026-11-01") -> Feed:
    """Posts, the newest of ``last``."""
    start = dates.ordinal(last)
    days = [dates.after(When("0001-01-01"), start - 1 - number * every) for number in range(count)]
    return feed(*(entry(f"https://{id_}.example/{day}/", day, title=f"{id_} {day}") for day in days))


def days_ago(days: int) -> str:
    return dates.after(When("0001-01-01"), dates.ordinal(TODAY) - 1 - days)


# --- which posts are a peer's


def test_posts_are_the_peers_own_the_newest_first_undated_last() -> None:
    of = feeds(
        ada=feed(
            entry("https://ada.example/undated/"),
            entry("https://ada.example/old/", "2026-01-01"),
            entry("https://ada.example/new/", "2026-11-01T10:00:00Z"),
            entry("https://elsewhere.example/", "2026-11-02"),  # a link blog: not the peer's post
            entry("https://ben.example/", "2026-11-02"),
            entry("https://me.example/", "2026-11-02"),
            entry("https://ada.example/p/?token=0123456789abcdef0123456789abcdef", "2026-11-02"),  # for one reader
            entry(None, "2026-11-02"),
        )
    )
    found = forward.posts(of, who(peer("ada"), peer("ben")).claimant, ZONE, TODAY)
    assert [post.url for post in found[PeerId("ada")].values()] == [
        "https://ada.example/new/",
        "https://ada.example/old/",
        "https://ada.example/undated/",
    ]


def test_what_passes_on_somebody_elses_page_is_no_post_of_theirs() -> None:
    people, (own, link) = who(peer("ada"), peer("ben")), ("https://ada.example/own/", "https://ada.example/link/")
    for about in (
        "https://x.example/",
        "https://ben.example/a/",
        "https://me.example/a/",
        f"{own}\nhttps://x.example/",
    ):
        copies = feed(entry(link, "2026-11-03", about=about, title="L")), feed(entry(link, "2026-11-03", title="L"))
        of = feeds(ada=[feed(entry(own, "2026-11-02", about=own.replace("own", "older"))), *copies])
        for order in (of, feeds(ada=[*reversed(of[PeerId("ada")])])):
            found = forward.posts(order, people.claimant, ZONE, TODAY)[PeerId("ada")]
            assert [post.url for post in found.values()] == [own]
            known = forward.passing_on(order, people.claimant)[PeerId("ada")]
            assert {post.url: post.title for post in known.values()} == {own: "", link: "L"}


def test_the_title_of_what_is_passed_on_is_that_of_the_newest_copy() -> None:
    old, new = (
        feed(entry("https://ada.example/a/", f"2026-11-0{day}", about="https://x.example/", title=f"{day}"))
        for day in (1, 2)
    )
    secret = feed(entry("https://ada.example/s?token=0123456789abcdef0123", "", about="https://x.example/"))
    elsewhere = feed(
        entry("https://x.example/b/", "", about="https://x.example/"), entry(None, about="https://x.example/")
    )
    for order in ([old, new, secret, elsewhere], [elsewhere, new, secret, old]):
        known = forward.passing_on(feeds(ada=order), who(peer("ada")).claimant)[PeerId("ada")]
        assert [post.title for post in known.values()] == ["2"]


def test_posts_dated_later_wait_until_their_day_in_the_time_zone() -> None:
    of = feeds(
        ada=feed(entry("https://ada.example/a/", "2026-11-22T23:30:00Z"), entry("https://ada.example/b/", "2026-11-23"))
    )

    def out(hours: int, today: str) -> int:
        zone = timezone(timedelta(hours=hours))
        return len(forward.posts(of, who(peer("ada")).claimant, zone, When(today))[PeerId("ada")])

    assert (out(0, "2026-11-22"), out(2, "2026-11-22"), out(2, "2026-11-23")) == (1, 0, 2)


def test_one_post_in_two_feeds_is_one_with_all_its_words() -> None:
    short = entry("https://ada.example/a/", "2026-11-01", title="A")
    whole = entry("https://ada.example/a/", "2026-11-01", title="A", words=900)
    for order in ([feed(short), feed(whole)], [feed(whole), feed(short)]):
        (found,) = forward.posts(feeds(ada=order), who(peer("ada")).claimant, ZONE, TODAY)[PeerId("ada")].values()
        assert found == whole


# --- what is eligible


def test_what_was_given_is_not_suggested_again() -> None:
    rows = [gave("link", "http://www.ada.example/2026-11-01", None, peer="ada")]
    assert choose(feeds(ada=blog("ada")), rows) == []
    assert [one.url for one in choose(feeds(ada=blog("ada", 2)), rows)] == ["https://ada.example/2026-10-02/"]


def test_a_like_or_a_comment_is_not_passing_on() -> None:
    rows = [gave(kind, "https://ada.example/2026-11-01/", peer="ada") for kind in ("like", "comment")]
    assert len(choose(feeds(ada=blog("ada")), rows)) == 1


def test_peers_who_are_private_or_whose_blog_is_gone_are_not_suggested() -> None:
    assert choose(feeds(ada=blog("ada")), peers=[peer("ada", private=True)]) == []
    assert choose(feeds(ada=blog("ada")), peers=[peer("ada", fallow=True)]) == []


def test_at_most_five_and_one_a_peer() -> None:
    of = feeds(**{id_: blog(id_, 4) for id_ in "abcdefgh"})
    for day in DAYS:
        found = choose(of, today=day)
        assert len(found) == len({one.peer for one in found}) == 5
    assert len(choose(feeds(a=blog("a", 9), b=blog("b", 9)))) == 2


def test_nothing_to_choose_from_is_nothing() -> None:
    assert choose({}) == []
    assert choose(feeds(ada=feed())) == []


# --- "those never or least recently given to before those given to yesterday"


def test_those_given_to_lately_let_the_others_go_first() -> None:
    of = feeds(**{id_: blog(id_, 3) for id_ in "abcdefg"})
    rows = [
        gave("share", "https://a.example/x/", days_ago(1), peer="a"),
        gave("share", "https://b.example/x/", days_ago(14), peer="b"),
        gave("share", "https://c.example/x/", days_ago(15), peer="c"),
        gave("share", "https://d.example/x/", days_ago(90), peer="d"),
        gave("share", "https://e.example/x/", days_ago(91), peer="e"),
    ]
    found = [one.peer for one in choose(of, rows)]
    assert set(found[:3]) == {"e", "f", "g"}
    assert set(found[3:]) == {"c", "d"}


def test_within_one_rank_the_quiet_stand_before_the_loud_and_the_longest_ago_first() -> None:
    of = feeds(daily=blog("daily", 20, 1), often=blog("often", 2, 91), lone=blog("lone", 1), b=blog("b", 1))
    rows = [gave("share", "https://b.example/x/", "2020-01-01", peer="b")]
    assert [one.peer for one in choose(of, rows)] == ["lone", "b", "often", "daily"]


def test_a_daily_blog_does_not_crowd_out_a_yearly_one() -> None:
    of = feeds(daily=blog("daily", 300, 1), yearly=blog("yearly", 2, 365))
    for day in DAYS:
        assert [one.peer for one in choose(of, today=day)] == ["yearly", "daily"]


@pytest.mark.parametrize("nonsense", ["2026", "-1", "javascript:", "2026-13-45", "~~~~-~~-~~T"])
def test_dates_that_no_reader_makes_stop_nothing(nonsense: str) -> None:
    """A cache may come from anywhere."""
    of = feeds(ada=[feed(entry("https://ada.example/x/", "2026-11-01"), entry("https://ada.example/y/", nonsense))])
    assert [one.peer for one in choose(of)] == ["ada"]


def test_a_gift_dated_tomorrow_or_by_the_year_counts_as_given_today() -> None:
    of = feeds(**{id_: blog(id_, 3) for id_ in "abc"})
    rows = [
        gave("share", "https://a.example/x/", "2026-11-23", peer="a"),
        gave("share", "https://b.example/x/", "2026", peer="b"),
    ]
    assert choose(of, rows)[0].peer == "c"


# --- "a rotation computed from the day number and a keyed hash, no memory"


@pytest.mark.parametrize("count", [1, 5, 6, 7, 11, 12])
def test_everybody_has_a_turn_in_as_many_days_as_it_takes_five_a_day(count: int) -> None:
    of = feeds(**{f"peer{number}": blog(f"peer{number}") for number in range(count)})
    turns = [{one.peer for one in choose(of, today=day)} for day in DAYS]
    bound = -(-count // forward.SLOTS)
    for start in range(len(DAYS) - bound):
        assert len(set().union(*turns[start : start + bound])) == count


def test_a_day_always_has_the_same_choice() -> None:
    of = feeds(**{id_: blog(id_, 4) for id_ in "abcdefgh"})
    backwards = dict(reversed(of.items()))
    assert choose(of) == choose(of) == choose(backwards)
    assert choose(of) != choose(of, today=DAYS[1])


def test_the_three_newest_of_a_peer_take_turns() -> None:
    of = feeds(ada=blog("ada", 5))
    found = {one.title for day in DAYS for one in choose(of, today=day)}
    assert found == {"ada 2026-11-01", "ada 2026-10-02", "ada 2026-09-02"}
    crowded = feeds(**{id_: blog(id_, 5) for id_ in "abcdefghijkl"})
    assert len({one.title for day in DAYS for one in choose(crowded, today=day)}) == 36


def choose_more(of: dict[PeerId, list[Feed]], today: When, rows: Sequence[Interaction] = ()) -> list[Suggestion]:
    people = who(*(peer(id_) for id_ in of))
    posts = forward.posts(of, people.claimant, ZONE, today)
    return forward.suggestions(rows, posts, people.peers, ZONE, today, more=5)


@pytest.mark.parametrize("count", [0, 3, 5, 6, 12, 40])
def test_more_are_those_whose_turn_comes_next(count: int) -> None:
    of = feeds(**{f"peer{number}": blog(f"peer{number}") for number in range(count)})
    for today, tomorrow in pairwise(DAYS):
        every = choose_more(of, today)
        found = [one.peer for one in every]
        assert len(found) == len(set(found)) == min(count, 10)
        assert every[:5] == choose(of, today=today)
        if count >= 10:
            assert set(found[5:]) == {one.peer for one in choose(of, today=tomorrow)}


def test_more_are_never_of_an_earlier_tier() -> None:
    """Those given to lately have a turn as well, one after the other, where there is no room in front."""
    of = feeds(**{f"peer{number}": blog(f"peer{number}", 2) for number in range(14)})
    rows = [gave("share", f"https://peer{n}.example/x/", days_ago(1), peer=f"peer{n}") for n in range(6, 14)]
    seen = set()
    for today in DAYS[:10]:
        found = choose_more(of, today, rows)
        assert [one.tier for one in found] == [0, 0, 0, 0, 0, 0, 2, 2, 2, 2]
        seen |= {one.peer for one in found[6:]}
    assert len(seen) == 8


def test_every_day_another_one_of_the_first_tier_leads() -> None:
    of = feeds(**{id_: blog(id_, 3) for id_ in "abcdefg"})
    rows = [gave("share", f"https://{id_}.example/x/", days_ago(1), peer=id_) for id_ in "abcd"]
    leads = []
    for day in DAYS:
        order = choose_more(of, day, rows)
        found = forward.led(order, day)
        assert sorted(found, key=order.index) == order
        assert found[1:] == [one for one in order if one is not found[0]]
        leads.append(found[0].peer)
    assert {*leads} == {"e", "f", "g"}
    assert all(one != other for one, other in pairwise(leads))
    assert forward.led([], TODAY) == []


def test_a_suggestion_has_the_excerpt_unless_the_peer_is_not_to_be_quoted() -> None:
    of = feeds(ada=feed(entry("https://ada.example/a/", "2026-11-01", aside=aside("Ada", "A. B.", "A."))))
    for said in (True, False):
        (found,) = choose(of, peers=[peer("ada", excerpt=said)])
        assert found.excerpt == ("A." if said else "")


@pytest.mark.parametrize(
    ("address", "quoted"),
    [
        ("https://ada.example/feed.xml", True),
        ("https://ada.example/?feed=rss2", True),
        ("feeds/ada.xml", True),
        ("https://ada.example/feed?token=9f8e7d6c5b4a", False),
        ("https://ada.example/rss/9f8e7d6c5b4a3f2e1d0c/", False),
        ("https://reader@ada.example/feed.xml", False),
    ],
)
def test_nothing_is_quoted_from_a_feed_that_may_be_for_one_reader_only(address: str, quoted: bool) -> None:
    of = feeds(ada=feed(entry("https://ada.example/a/", "2026-11-01", aside=aside("Ada", "A. B.", "A."))))
    (found,) = choose(of, peers=[peer("ada", feeds=(address,))])
    assert (found.url, found.excerpt) == ("https://ada.example/a/", "A." if quoted else "")


# --- "each says why in words"


SELDOM = feeds(ada=blog("ada", 3, 120))
OFTEN = feeds(ada=blog("ada", 9, 7))


def whys(found: list[Suggestion]) -> list[str]:
    return [PLAIN_ENGLISH.why(one.reason, "Ada") for one in found]


@pytest.mark.parametrize(
    ("of", "last", "why"),
    [
        (SELDOM, "never", "Ada writes seldom, and nothing of it has been passed on here yet."),
        (OFTEN, "never", "Nothing by Ada has been passed on here yet."),
        (SELDOM, "2026-11-20", "Ada writes seldom, and this has not been passed on here yet."),
        (SELDOM, "2024-11-20", "Ada writes seldom, and this has not been passed on here yet."),
        (OFTEN, "2026-11-20", "This has not been passed on here yet."),
        (OFTEN, "2026-05-20", "The last post by Ada was passed on in May 2026."),
        (OFTEN, "2026-05", "The last post by Ada was passed on in May 2026."),
        (OFTEN, "2024-05-20", "The last post by Ada was passed on in May 2024."),
        (OFTEN, "2024", "The last post by Ada was passed on in the year 2024."),
        (OFTEN, None, "This has not been passed on here yet."),  # given, nobody knows when
    ],
)
def test_why(of: dict[PeerId, list[Feed]], last: str | None, why: str) -> None:
    rows = [] if last == "never" else [gave("share", "https://ada.example/x/", last, peer="ada")]
    assert whys(choose(of, rows)) == [why]


def test_what_else_was_done_is_not_passing_on() -> None:
    rows = [gave("comment", "https://ada.example/x/", peer="ada")]
    assert whys(choose(OFTEN, rows)) == ["Nothing by Ada has been passed on here yet."]


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (230, 1), (231, 2), (2300, 10)])
def test_minutes_to_read(words: int, minutes: int) -> None:
    (found,) = choose(feeds(ada=feed(entry("https://ada.example/a/", "2026-11-01", words=words))))
    assert found.minutes == minutes


def test_a_suggestion_is_dated_as_a_day_and_has_a_title_always() -> None:
    posts: tuple[FeedEntry, ...] = (entry("https://www.ada.example/notes/a/?x=1", "2026-11-01T10:00:00Z"),)
    (found,) = choose(feeds(ada=feed(*posts)))
    assert (found.date, found.title) == ("2026-11-01", "ada.example/notes/a?x=1")
    assert (found.url, found.peer) == ("https://www.ada.example/notes/a/?x=1", "ada")
    assert choose(feeds(ada=feed(entry("https://ada.example/a/"))))[0].date is None
