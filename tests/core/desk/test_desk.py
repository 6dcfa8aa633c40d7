"""The desk: every rule with its edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates as core_dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.deeds import Deed, Post
from mkdocs_reciprocity.core.desk.desk import Desk, Relation, desk, known_peers, relation_with, relations
from mkdocs_reciprocity.core.desk.thread import Newest
from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.model import Feed, Interaction, OwnPage, PeerId
from tests.core.ledger.making import (
    ADA,
    BEN,
    CLEO,
    TODAY,
    account_of,
    address,
    asked,
    entry,
    feed,
    feeds,
    gave,
    got,
    keyed,
    options,
    page,
    peer,
)

LOOMS = "https://me.example/looms/"
NOTHING = {"spread": 0, "talk": 0, "nod": 0}


def at(rows: Sequence[Interaction] = (), *more: Any, minutes: int = 20, **also: Any) -> Desk:
    return desk(account_of(rows, *more, **also), minutes)


def owed(*rows: Interaction) -> list[tuple[str | None, str, str | None]]:
    return [(deed.peer, deed.kind, deed.date) for deed in at(rows).thanks_owed]


# --- thanks


@pytest.mark.parametrize(
    "kind",
    ["share", "link", "quote", "review", "recommend", "feature", "translate", "comment", "reply", "advice", "praise",
     "help", "intro", "testimonial"],
)  # fmt: skip
def test_thanks_are_owed_for(kind: str) -> None:
    assert owed(got(kind, None, "2026-11-05", peer="ada")) == [("ada", kind, "2026-11-05")]


@pytest.mark.parametrize("kind", ["thank", "checkin", "like", "bookmark", "follow", "vote", "ask"])
def test_no_thanks_are_owed_for(kind: str) -> None:
    assert owed(got(kind, None, "2026-11-05", peer="ada")) == []


def test_no_thanks_are_owed_for_what_was_given_or_asked_or_came_from_nobody_known() -> None:
    assert owed(gave("share", "https://ada.example/a/"), asked("review", peer="ada"), got("comment", LOOMS)) == []


def test_thanks_for_a_kind_of_ones_own() -> None:
    zine = keyed(
        Interaction(
            date=When("2026-11-05"), direction="received", kind="zine", reach="spread", peer=ADA.id, url=address(LOOMS)
        )
    )
    (deed,) = at([zine]).thanks_owed
    assert (deed.kind, deed.did) == ("zine", "gave a zine for")


@pytest.mark.parametrize(
    ("received", "thanked", "settles"),
    [
        ("2026-11-05", "2026-11-05", True),
        ("2026-11-05", "2026-11-06", True),
        ("2026-11-05", "2026-11-04", False),
        ("2026-11-05", "2026-11", True),  # it may well have been later in that month
        ("2026-11-05", "2026", True),
        ("2026-11-05", "2026-10", False),
        ("2026-11", "2026-11-01", True),
        ("2026-11", "2026-10-31", False),
        ("2026", "2026-01-01", True),
        ("2026", "2025-12-31", False),
        (None, "2020-01-01", True),
        (None, None, True),
        ("2026-11-05", None, False),  # else one undated word would be thanks for ever
    ],
)
def test_a_thank_without_url_settles_what_came_until_then(
    received: str | None, thanked: str | None, *, settles: bool
) -> None:
    rows = [got("comment", LOOMS, received, peer="ada"), gave("thank", None, thanked, peer="ada")]
    assert (owed(*rows) == []) is settles


@pytest.mark.parametrize(
    ("url", "date", "settles"),
    [
        (LOOMS, "2026-11-05", True),
        ("http://www.me.example/looms", "2026-11-06", True),
        ("https://ada.example/p/", "2026-11-06", True),
        ("https://ada.example/p/", "2026-11-04", False),
        (LOOMS, "2026-11-04", False),  # for an earlier mention of the same page
        (LOOMS, None, True),  # about this, and nobody knows when
        ("https://ada.example/other/", "2026-11-06", False),
        ("https://me.example/knots/", "2026-11-06", False),
    ],
)
def test_a_thank_with_a_url_settles_what_it_names(url: str, date: str | None, *, settles: bool) -> None:
    received = got("comment", LOOMS, "2026-11-05", peer="ada", evidence=["https://ada.example/p/"])
    assert (owed(received, gave("thank", url, date, peer="ada")) == []) is settles


def test_a_thank_to_somebody_else_settles_nothing() -> None:
    assert len(owed(got("comment", LOOMS, peer="ada"), gave("thank", None, "2026-11-20", peer="ben"))) == 1


def test_a_thank_that_was_received_settles_nothing() -> None:
    assert len(owed(got("comment", LOOMS, peer="ada"), got("thank", None, "2026-11-20", peer="ada"))) == 1


def test_a_mention_in_a_feed_asks_for_thanks_and_a_thank_that_names_its_entry_settles_it() -> None:
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", LOOMS, title="Looms revisited")))
    pages = [page("looms/", None, title="The loom")]
    (deed,) = at([], mention, pages).thanks_owed
    assert (deed.who(), deed.did, deed.title) == ("Ada", "linked to", "The loom")
    assert deed.seen_at == Post("Looms revisited", address("https://ada.example/p/"))
    thank = gave("thank", "https://ada.example/p/#x", "2026-11-11", peer="ada")
    assert at([thank], mention, pages).thanks_owed == ()


def test_of_each_the_newest_thanks_stand_first_and_private_ones_are_there() -> None:
    rows = [
        got("comment", LOOMS, "2026-11-05", peer="cleo"),
        got("praise", None, "2026-08-07", peer="ada", said_private=True),
        got("praise", None, "2026-09-07", peer="ada", said_private=True),
        got("praise", None, None, peer="ben"),
        got("share", LOOMS, "2026-11", peer="ben"),
    ]
    assert [(who, date) for who, _, date in owed(*rows)] == [
        ("ben", "2026-11"),  # perhaps today
        ("ben", None),
        ("ada", "2026-09-07"),
        ("ada", "2026-08-07"),
        ("cleo", "2026-11-05"),
    ]
    assert all(deed.private for deed in at(rows).thanks_owed if deed.peer != "ben")


# --- greetings


def greet(*rows: Interaction, checkin: int | None = 30, today: str = TODAY) -> list[tuple[str | None, str | None]]:
    found = at(rows, peers=[peer("ada", checkin=checkin), BEN], today=When(today)).greetings_due
    return [(greeting.date, greeting.due) for greeting in found]


@pytest.mark.parametrize(
    ("today", "is_due"), [("2026-11-30", False), ("2026-12-01", False), ("2026-12-02", True), ("2027-05-01", True)]
)
def test_a_greeting_is_due_so_many_days_after_the_last_contact(today: str, *, is_due: bool) -> None:
    last = gave("share", "https://ada.example/a/", "2026-11-02")
    assert greet(last, today=today) == ([("2026-11-02", "2026-12-02")] if is_due else [])


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (got("comment", LOOMS, "2026-11-20", peer="ada"), True),
        (gave("checkin", None, "2026-11-20", peer="ada"), True),
        (got("link", LOOMS, "2026-11-20", peer="ada"), True),
        (gave("like", "https://ada.example/b/", "2026-11-20"), False),
        (got("follow", None, "2026-11-20", peer="ada"), False),
        (asked("review", "2026-11-20", peer="ada"), False),
        (got("ask", None, "2026-11-20", peer="ada"), False),
        (gave("checkin", None, "2026-11-20", peer="ben"), False),
        (gave("checkin", None, None, peer="ada"), False),  # nobody knows when
        (gave("checkin", None, "2026-10", peer="ada"), True),  # perhaps on its last day
        (gave("checkin", None, "2026-09", peer="ada"), False),
        (gave("checkin", None, "2026", peer="ada"), True),
        (gave("checkin", None, "2025", peer="ada"), False),
    ],
)
def test_talk_and_spread_in_either_direction_are_contact(row: Interaction, *, counts: bool) -> None:
    long_ago = got("share", LOOMS, "2024-05-01", peer="ada")
    assert (greet(long_ago, row) == []) is counts


def test_of_two_vague_contacts_the_later_end_counts() -> None:
    rows = [gave("checkin", None, "2025", peer="ada"), gave("share", "https://ada.example/", "2025-12-30")]
    assert greet(*rows) == [("2025", "2026-01-30")]


def test_without_checkin_no_greeting_is_due_and_without_contact_it_is() -> None:
    assert greet(checkin=None) == []
    assert greet() == [(None, None)]
    assert greet(checkin=0) == [(None, None)]


def test_a_greeting_says_what_was_last_and_what_is_new() -> None:
    people = [peer("cleo", private=True, checkin=20, note="At sea."), peer("ada", checkin=10), peer("ben", checkin=10)]
    of = feeds(cleo=feed(entry("https://cleo.example/new/", "2026-11-20", title="Knots")), ben=feed(entry(None)))
    rows = [got("comment", LOOMS, "2026-10-01", peer="cleo"), gave("checkin", None, "2026-09-01", peer="ada")]
    cleo, ben, ada = at(rows, of, peers=people).greetings_due
    assert (ben.name, ben.last, ben.newest) == ("Ben", None, None)
    assert (ada.date, ada.due, ada.every, ada.url) == ("2026-09-01", "2026-09-11", 10, "https://ada.example/")
    assert (cleo.peer, cleo.note, cleo.newest) == (
        "cleo",
        "At sea.",
        Post("Knots", address("https://cleo.example/new/")),
    )
    assert cleo.last is not None
    assert cleo.last.did == "commented on"


# --- nods


def test_buried_are_likes_and_bookmarks_of_what_was_never_passed_on() -> None:
    rows = [
        gave("like", "https://ada.example/a/", "2026-11-01"),
        gave("bookmark", "https://ada.example/b/", "2025-11-01"),
        gave("like", "https://ada.example/b", "2025-12-01"),  # one a URL: the newest
        gave("like", "https://ada.example/c/", "2026-11-03"),
        gave("quote", "http://www.ada.example/c/", None, said_private=True),  # also if nobody may know
        gave("vote", "https://ada.example/d/"),
        gave("follow", peer="ada"),
        gave("like", peer="ada"),
        got("like", LOOMS, peer="ada"),
        gave("like", "https://stranger.example/", None),
        gave("comment", "https://ada.example/a/"),
        gave("bookmark", "https://ada.example/e/", "2025-10-01"),
    ]
    nods = at(rows).buried_nods
    assert [(nod.url, nod.date) for nod in nods] == [
        ("https://ada.example/a/", "2026-11-01"),
        ("https://ada.example/b", "2025-12-01"),
        ("https://ada.example/e/", "2025-10-01"),
        ("https://stranger.example/", None),
    ]
    assert [nod.name for nod in nods] == ["Ada", "Ada", "Ada", "stranger.example"]


# --- mentions about to be lost


def shelf(dates: Sequence[str], mention: int, url: str = "https://ada.example/{}/") -> Feed:
    """Entries with these dates, one of which mentions this site."""
    links = {mention: (LOOMS,)}
    return feed(*(entry(url.format(n), date, *links.get(n, ()), title=f"Post {n}") for n, date in enumerate(dates)))


def at_risk(*of: Feed, rows: Sequence[Interaction] = ()) -> list[int]:
    return [one.posts_left for one in at(rows, feeds(ada=list(of))).mentions_at_risk]


@pytest.mark.parametrize("nonsense", ["2026", "-1", "javascript:", "2026-13-45", "~~~~-~~-~~T"])
def test_dates_that_no_reader_makes_stop_nothing(nonsense: str) -> None:
    """A cache may come from anywhere."""
    assert at_risk(shelf([nonsense, "2026-11-03", "2026-11-02", "2026-11-01"], 3)) in ([1], [2])


MONTHLY = [f"2026-{month:02d}-01" for month in range(11, 0, -1)]  # eleven posts, the newest first


@pytest.mark.parametrize(("place", "left"), [(0, []), (7, []), (8, []), (9, [2]), (10, [1])])
def test_the_oldest_quarter_of_a_feed_is_about_to_leave_it(place: int, left: list[int]) -> None:
    assert at_risk(shelf(MONTHLY, place)) == left
    assert at_risk(shelf(MONTHLY[::-1], 10 - place)) == left, "dates tell, not the order"


def test_a_short_feed_has_no_oldest_quarter() -> None:
    assert at_risk(shelf(MONTHLY[:3], 2)) == []
    assert at_risk(shelf(MONTHLY[:4], 3)) == [1]
    assert at_risk(shelf(["2026-11-02", "2026-11-01"], 1)) == []


def test_without_dates_the_order_of_the_feed_tells() -> None:
    assert at_risk(shelf(["", *MONTHLY[1:]], 10)) == [1]
    assert at_risk(shelf([""] * 4, 3)) == [1]
    assert at_risk(shelf([""] * 4, 0)) == []
    assert at_risk(shelf(["2026-11-01"] * 4, 2)) == [], "all on one day: that is no pace"


def test_a_daily_feed_loses_its_mentions_in_a_fortnight() -> None:
    daily = [core_dates.after(When("2026-01-01"), 40 - day) for day in range(20)]
    assert at_risk(shelf(daily, 5)) == []
    assert at_risk(shelf(daily, 6)) == [14]


def test_a_mention_that_another_feed_keeps_longer_is_safe() -> None:
    short, long = shelf(MONTHLY[:4], 3), shelf(MONTHLY, 3)
    assert at_risk(short) == [1]
    assert at_risk(short, long) == at_risk(long, short) == []
    assert at_risk(short, feed()) == [1]


def test_what_is_in_the_log_is_safe() -> None:
    logged = got("link", LOOMS, MONTHLY[10], peer="ada", line=3)
    copied = got("link", LOOMS, MONTHLY[10], peer="ada", line=3, source="feed", evidence=["https://ada.example/10/"])
    for row in (logged, copied):
        assert at_risk(shelf(MONTHLY, 10), rows=[row]) == []


def test_the_entries_of_a_link_blog_and_those_without_address() -> None:
    dates = MONTHLY[:4]
    here = feed(*(entry(LOOMS if n == 3 else None, date, title="Look") for n, date in enumerate(dates)))
    nowhere = feed(*(entry(None, date, *([LOOMS] if n == 3 else []), title="Look") for n, date in enumerate(dates)))
    assert at_risk(here) == at_risk(nowhere) == [1]
    passed_on = feed(*(entry(None, date, title="Look", about=LOOMS if n == 3 else "") for n, date in enumerate(dates)))
    assert at_risk(passed_on) == [1]


def test_the_shares_of_a_peer_leave_their_feed_one_by_one_though_they_are_at_one_page() -> None:
    page = "https://ada.example/shared/2026/#g-{}"
    pages = ("https://x.example/", LOOMS, "https://me.example/b/", "https://me.example/c/")
    of = feeds(ada=feed(*(entry(page.format(n), date, about=pages[n]) for n, date in enumerate(MONTHLY[:4]))))
    account = account_of([], {}, shares=of)
    found = {mention.deed.url: mention.posts_left for mention in desk(account, 20).mentions_at_risk}
    assert found == {"https://me.example/c/": 1}


def test_the_first_to_leave_stand_first() -> None:
    of = feeds(ada=shelf(MONTHLY, 9), ben=shelf(MONTHLY[:4], 3, "https://ben.example/{}/"))
    (ben, ada) = at([], of).mentions_at_risk
    assert (ben.deed.peer, ben.posts_left, ada.deed.peer, ada.posts_left) == ("ben", 1, "ada", 2)
    assert ben.deed.seen_at == Post("Post 3", address("https://ben.example/3/"))


def test_a_row_whose_feed_is_gone_is_not_about_to_leave_it() -> None:
    account = account_of([], feeds(ada=shelf(MONTHLY, 10)))
    assert desk(replace(account, feeds={}), 20).mentions_at_risk == ()
    seen = got("link", None, None, peer="ada", source="feed")
    assert at([seen], feeds(ada=shelf(MONTHLY, 3))).mentions_at_risk == ()


# --- reading


def blog(id_: str, *words: int) -> Feed:
    """Posts, the newest first."""
    return feed(
        *(entry(f"https://{id_}.example/{n}/", f"2026-{10 - n:02d}-01", words=count) for n, count in enumerate(words))
    )


def read(of: Mapping[PeerId, Sequence[Feed]], minutes: int, *rows: Interaction) -> list[tuple[str, int]]:
    return [(one.peer, one.minutes) for one in at(rows, of, minutes=minutes).reading]


def test_what_fits_into_the_minutes() -> None:
    of = feeds(ada=blog("ada", 2300), ben=blog("ben", 1150), cleo=blog("cleo", 690))
    assert sorted(read(of, 20)) == [("ada", 10), ("ben", 5), ("cleo", 3)]
    assert sum(minutes for _, minutes in read(of, 12)) <= 12
    assert read(of, 4) == [("cleo", 3)], "private peers too: nobody else sees this"
    assert read(of, 2) == []
    assert read({}, 20) == []


def test_what_is_too_long_makes_room_for_the_same_peers_shorter_one() -> None:
    of = feeds(ada=blog("ada", 4600, 230))
    assert read(of, 5) == [("ada", 1)]


def test_what_does_not_fit_takes_no_turn() -> None:
    for long, short in (("ada", "ben"), ("ben", "ada")):
        of = feeds(**{long: blog(long, 4600, 4600, 4600, 230), short: blog(short, 230, 230, 230)})
        assert {who for who, _ in read(of, 2)} == {"ada", "ben"}


def test_one_post_a_peer_until_all_have_had_one() -> None:
    many = feeds(**{id_: blog(id_, 230, 230, 230) for id_ in ("ada", "ben", "cleo")})
    assert {who for who, _ in read(many, 3)} == {"ada", "ben", "cleo"}
    assert len(read(many, 20)) == 9
    crowd = {f"p{n}": peer(f"p{n}") for n in range(8)}
    of = feeds(**{id_: blog(id_, 230, 230) for id_ in crowd})
    assert len({one.peer for one in at([], of, peers=crowd.values(), minutes=8).reading}) == 8


def test_what_the_author_did_something_about_was_read() -> None:
    of = feeds(ada=blog("ada", 230, 230, 230, 230))
    rows = [
        gave("like", "https://ada.example/0/"),
        gave("comment", "https://ada.example/1"),
        gave("share", "https://ada.example/2/", said_private=True),
        got("share", "https://ada.example/3/", peer="ada"),
    ]
    (found,) = at(rows, of).reading
    assert (found.url, found.name, found.date) == ("https://ada.example/3/", "Ada", "2026-07-01")
    assert found.title == "ada.example/3"
    assert found.why.endswith(".")


def test_what_an_own_page_links_to_was_read_even_if_that_does_not_count_as_given() -> None:
    of = feeds(ada=blog("ada", 230, 230))
    pages = [page("looms/", "2026-11-01", "https://ada.example/0/")]
    ignored = [Ignored(direction="given", kind="link", url=address("https://ada.example/0/"))]
    known = account_of((), of, pages, beside=ignored)
    assert not known.rows
    assert [one.url for one in desk(known, 20).reading] == ["https://ada.example/1/"]


def test_an_excerpt_has_no_length() -> None:
    assert read(feeds(ada=blog("ada", 0)), 20) == []


# --- own posts beside gifts


def test_own_posts_are_the_dated_pages_of_the_window() -> None:
    pages: list[OwnPage] = [
        page("old/", "2025-11-30"),
        page("first/", "2025-12-01"),
        page("about/", None),
        page("looms/", "2026-11-01", title="The loom"),
        page("year/", "2026"),
        page("tomorrow/", "2026-11-23"),
        page("december/", "2026-12"),
        OwnPage(path="bare/", date=When("2026-11-02")),
    ]
    found = at([], {}, pages).own_posts
    assert [post.title for post in found] == ["Year", "bare/", "The loom", "First"]
    assert (found[2].url, found[2].date, found[2].peer) == (LOOMS, "2026-11-01", None)


def test_a_page_that_nobody_can_link_to_has_no_address() -> None:
    (post,) = at([], {}, [page("a b/", "2026-11-01")]).own_posts
    assert (post.url, post.title) == (None, "A b")


def test_gifts_are_one_a_post() -> None:
    rows = [
        gave("share", "https://ada.example/a/", "2026-01-01"),
        gave("link", "http://www.ada.example/a", "2026-02-01"),
        gave("recommend", None, "2026-03-01", peer="ada"),
        gave("recommend", None, "2026-03-01", peer="ada"),
        gave("share", "https://cleo.example/", "2026-04-01"),
        gave("share", "https://ada.example/old/", "2025-01-01"),
        gave("comment", "https://ada.example/b/"),
    ]
    found = at(rows).gifts
    assert [gift.date for gift in found] == ["2026-04-01", "2026-03-01", "2026-03-01", "2026-02-01"]


# --- how it begins


def test_it_begins_with_what_was_given_this_month() -> None:
    rows = [
        *(
            gave("share", f"https://{id_}.example/a/", f"2026-11-0{n}")
            for n, id_ in enumerate(("ada", "ben", "cleo"), 1)
        ),
        gave("share", "https://ada.example/b/", "2026-11-01"),
        gave("share", "https://ada.example/c/", "2026-01-01"),
        gave("share", "https://ada.example/d/", "2026"),
    ]
    assert at(rows).opening == (
        "This month you passed on 4 posts by 3 people.",
        "Cleo, Ben and Ada have more readers because of it.",
        "Since December 2025 it is 6 posts by 3 people.",
    )


@pytest.mark.parametrize(
    ("hosts", "lifted"),
    [
        ("a", "a.example has more readers because of it."),
        ("ab", "b.example and a.example have more readers because of it."),
        ("abcd", "d.example, c.example, b.example and 1 other have more readers because of it."),
        ("abcde", "e.example, d.example, c.example and 2 others have more readers because of it."),
    ],
)
def test_it_names_the_last_three(hosts: str, lifted: str) -> None:
    rows = [gave("share", f"https://{host}.example/", f"2026-11-{n:02d}") for n, host in enumerate(hosts, 1)]
    assert at(rows).opening[1:] == (lifted,)


def test_in_a_month_without_gifts_it_looks_back() -> None:
    assert at([gave("share", "https://ada.example/", "2026-01-01")]).opening == (
        "Since December 2025 you passed on 1 post by 1 person.",
        "Ada has more readers because of it.",
    )
    nobody = Interaction(date=TODAY, direction="given", kind="share", reach="spread")
    assert at([nobody]).opening == ("This month you passed on 1 post.",)


def test_it_never_says_what_was_not_given() -> None:
    empty, quiet = at(), at([got("comment", LOOMS, peer="ada")])
    assert (empty.empty, quiet.empty) == (True, False)
    assert empty.opening == ("Welcome! Nothing is noted yet, and a first gift can be a small one.",)
    assert quiet.opening == ("Today is a good day to pass something on.",)


# --- asks


def before(ask: Interaction, *given: Interaction) -> Any:
    return at([ask, *given]).asks[0].given_before


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ("2026-11-06", True),
        ("2026-11-07", False),  # on the same day nobody knows which came first
        ("2026-11-08", False),
        ("2026-10", True),
        ("2026-11", False),
        ("2025", True),
        (None, False),
    ],
)
def test_what_was_given_before_an_ask(given: str | None, *, counts: bool) -> None:
    ask = asked("testimonial", "2026-11-07", peer="ada")
    found = before(ask, gave("share", "https://ada.example/a/", given))
    assert found == {**NOTHING, "spread": int(counts)}


def test_an_ask_of_a_month_begins_with_its_first_day() -> None:
    ask = asked("review", "2026-11", peer="ada")
    assert before(ask, gave("share", "https://ada.example/a/", "2026-11-01"))["spread"] == 0
    assert before(ask, gave("share", "https://ada.example/a/", "2026-10-31"))["spread"] == 1


def test_reaches_are_counted_apart_and_only_what_was_given_to_that_peer() -> None:
    rows = [
        gave("share", "https://ada.example/a/"),
        gave("like", "https://ada.example/a/"),
        gave("praise", None, peer="ada"),
        gave("praise", None, peer="ada"),
        gave("share", "https://ben.example/"),
        got("share", LOOMS, peer="ada"),
        asked("share", "2026-11-02", peer="ada"),
    ]
    assert before(asked("testimonial", "2026-11-07", peer="ada"), *rows) == {"spread": 1, "talk": 2, "nod": 1}


def test_asks_in_both_directions_with_their_answers() -> None:
    rows = [
        asked("testimonial", "2026-11-07", peer="cleo", answer="granted"),
        asked("share", None, peer="ada", url=address(LOOMS)),
        got("ask", None, "2026-11-09", peer="ben", answer="declined", note="A chapter."),
        asked("review", "2026-11-01", url=address(LOOMS)),
    ]
    found = at(rows, {}, [page("looms/", None, title="The loom")]).asks
    assert [(ask.deed.peer, ask.deed.answer, ask.given_before) for ask in found] == [
        ("ben", "declined", None),
        ("cleo", "granted", NOTHING),
        (None, "", None),
        ("ada", "", None),
    ]
    assert [ask.deed.did for ask in found] == [
        "asked you for something",
        "asked Cleo for a testimonial",
        "asked somebody for a review:",
        "asked Ada for a share:",
    ]
    assert [ask.deed.title for ask in found] == ["", "", "The loom", "The loom"]


# --- places


def test_where_it_happens() -> None:
    rows = [
        gave("share", "https://ada.example/a/", "2026-11-02", via="mastodon"),
        gave("share", "https://ada.example/b/", "2026-11-05", via="Mastodon"),
        got("comment", LOOMS, "2026-11", via="mastodon", peer="ada"),
        gave("like", "https://ada.example/c/", via="bluesky"),
        asked("share", peer="ada", via="e-mail"),
        gave("share", "https://ada.example/d/", "2024-01-01", via="newsletter"),
        gave("share", "https://ada.example/e/"),  # nobody said where
        gave("share", "https://ada.example/f/", "2026-11-03", source="account"),
    ]
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", LOOMS)))
    found = at(rows, mention, [page("looms/", "2026-11-01", "https://ben.example/")]).places
    assert [(place.via, place.date) for place in found] == [
        ("bluesky", "2026-11-02"),
        ("Mastodon", "2026-11"),
        ("their blogs", "2026-11-10"),
        ("your own feeds", "2026-11-03"),
        ("your own pages", "2026-11-01"),
    ]
    assert found[1].given == {**NOTHING, "spread": 2}
    assert found[1].received == {**NOTHING, "talk": 1}
    assert {(place.peer, place.url) for place in found} == {(None, None)}


# --- one way


def test_relations_that_go_one_way_so_far_both_ways() -> None:
    rows = [
        gave("share", "https://ada.example/a/", "2026-03"),
        gave("like", "https://ada.example/b/", "2026-04-01"),
        got("comment", LOOMS, "2026-05-01", peer="cleo"),
        got("comment", LOOMS, "2026-06-01", peer="cleo"),
    ]
    cleo, ada = at(rows).relations
    assert (cleo.peer, cleo.direction, cleo.counts) == ("cleo", "received", {**NOTHING, "talk": 2})
    assert (cleo.first, cleo.date, cleo.url) == ("2026-05-01", "2026-06-01", "https://cleo.example/")
    assert (ada.peer, ada.direction, ada.counts) == ("ada", "given", {"spread": 1, "talk": 0, "nod": 1})
    assert (ada.first, ada.date) == ("2026-03", "2026-04-01")


@pytest.mark.parametrize(
    "back",
    [
        got("comment", LOOMS, peer="ada"),
        got("like", LOOMS, peer="ada"),  # a nod is something
        got("link", LOOMS, "2026", peer="ada"),
    ],
)
def test_anything_back_makes_it_both_ways(back: Interaction) -> None:
    assert at([gave("share", "https://ada.example/a/"), back]).relations == ()


@pytest.mark.parametrize(
    "back",
    [
        got("ask", None, peer="ada"),
        asked("share", peer="ada"),
        got("comment", LOOMS, "2024-01-01", peer="ada"),  # not in the window
        got("comment", LOOMS, None, peer="ada"),
        got("comment", LOOMS, peer="ben"),
    ],
)
def test_what_does_not_count_as_something_back(back: Interaction) -> None:
    assert "ada" in [one.peer for one in at([gave("share", "https://ada.example/a/"), back]).relations]


def test_nods_alone_are_no_relation_and_strangers_have_none() -> None:
    rows = [gave("like", "https://ada.example/"), gave("share", "https://stranger.example/"), got("comment", LOOMS)]
    assert at(rows).relations == ()


# --- one peer


def whole(id_: str, rows: Sequence[Interaction], *more: Any, **also: Any) -> Relation:
    found = relation_with(PeerId(id_), account_of(rows, *more, **also))
    assert found is not None
    return found


def test_a_relation_is_whole() -> None:
    people = [peer("ada", checkin=5, note="Likes tea."), BEN, CLEO]
    of = feeds(ada=shelf(["2026-10-20", "2026-09-01", "2026-08-01", "2024-01-05"], 3))
    rows = [
        gave("share", "https://ada.example/a/", "2024-01-01"),
        gave("like", "https://ada.example/b/", "2026-10-30"),
        gave("follow", None, None, peer="ada"),
        got("comment", LOOMS, "2026-11-02", peer="ada"),
        asked("review", "2026-11-07", peer="ada", answer="granted"),
        got("ask", None, "2026-11-15", peer="ada"),
        gave("share", "https://ben.example/", "2026-11-20"),
        got("comment", LOOMS, "2026-11-20", peer="ben"),
        gave("like", "https://ben.example/x/"),
        asked("review", peer="ben"),
    ]
    found = whole("ada", rows, of, peers=people)
    assert (found.name, found.url, found.note) == ("Ada", "https://ada.example/", "Likes tea.")
    assert (found.first, found.date) == ("2024-01-01", "2026-11-02")
    assert [deed.kind for deed in found.given] == ["like", "share", "follow"]
    assert [(deed.kind, deed.seen_at is not None) for deed in found.received] == [("comment", False), ("link", True)]
    assert found.given_in_window == {**NOTHING, "nod": 1}
    assert found.received_in_window == {**NOTHING, "talk": 1}
    assert [(ask.deed.direction, ask.given_before) for ask in found.asks] == [
        ("received", None),
        ("asked", {"spread": 1, "talk": 0, "nod": 1}),
    ]
    assert [deed.kind for deed in found.thanks_owed] == ["comment", "link"]
    assert found.greeting is not None
    assert found.greeting.date == "2026-11-02"
    assert [deed.url for deed in found.buried_nods] == ["https://ada.example/b/"]
    assert [one.posts_left for one in found.mentions_at_risk] == [1]
    assert found.newest == Newest("Post 0", address("https://ada.example/0/"), When("2026-10-20"), "")


def test_a_relation_with_somebody_of_whom_nothing_is_known_yet() -> None:
    found = whole("ben", [])
    assert (found.first, found.date, found.given, found.received, found.greeting) == (None, None, (), (), None)
    assert found.newest is None


def test_a_relation_with_a_stranger() -> None:
    found = whole("stranger.example", [gave("share", "https://stranger.example/a/")])
    assert (found.name, found.url, found.note, len(found.given)) == ("stranger.example", None, "", 1)
    assert not found.given[0].listed


def test_who_is_known() -> None:
    account = account_of([gave("share", "https://stranger.example/a/"), got("comment", LOOMS)])
    assert known_peers(account) == ["ada", "ben", "cleo", "stranger.example"]
    assert relation_with(PeerId("adda"), account) is None


def test_relations_come_in_the_order_asked_for() -> None:
    account = account_of([gave("share", "https://stranger.example/a/"), got("comment", LOOMS, peer="ben")])
    asked_for = [PeerId(id_) for id_ in ("stranger.example", "ben", "ada")]
    found = list(relations(asked_for, account))
    assert [one.peer for one in found] == asked_for
    assert found == [relation_with(id_, account) for id_ in asked_for]


def test_a_relation_knows_gifts_that_stand_with_another_peer() -> None:
    rows = [gave("like", "https://ada.example/b/"), gave("share", "https://ada.example/b/", peer="ben")]
    assert whole("ada", rows).buried_nods == ()


# --- words


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (gave("share", "https://ada.example/0/"), "2026-11-02: You shared “Post 0”"),
        (gave("share", "https://ada.example/x/", title="X"), "2026-11-02: You shared “X”"),
        (gave("thank", None, "2026-11", peer="ben"), "2026-11: You thanked Ben"),
        (got("comment", LOOMS, None, peer="ben"), "undated: Ben commented on “Looms”"),
        (got("link", LOOMS, peer="ada", evidence=["https://ada.example/0/"]),
         "2026-11-02: Ada linked to “Looms” in “Post 0”"),
        (asked("testimonial", peer="ada"), "2026-11-02: You asked Ada for a testimonial"),
    ],
)  # fmt: skip
def test_a_row_in_one_line(row: Interaction, said: str) -> None:
    of = feeds(ada=feed(entry("https://ada.example/0/", "2026-11-10", title="Post 0")))
    words = account_of([row], of, [page("looms/", "2026-11-01", title="Looms")]).words
    assert words.sentence(row) == said


def test_a_row_in_one_line_is_never_long() -> None:
    row = gave("share", "https://ada.example/x/", title="Looms " * 200)
    assert len(account_of([row]).words.sentence(row)) <= 300


@pytest.mark.parametrize(
    ("row", "did", "title"),
    [
        (gave("link", "https://ada.example/a/", title="A"), "linked to", "A"),
        (gave("share", "https://ada.example/a/"), "shared", "ada.example/a"),
        (gave("share", None, peer="ada"), "shared something by Ada", ""),
        (gave("share", None, peer="ada", title="A talk"), "shared", "A talk"),
        (gave("recommend", None, peer="ada"), "recommended Ada", ""),
        (gave("thank", None, peer="ada"), "thanked Ada", ""),
        (gave("thank", LOOMS, peer="ada"), "thanked Ada for", "me.example/looms"),
        (gave("checkin", "https://stranger.example/"), "checked in with stranger.example about", "stranger.example"),
        (got("like", LOOMS, peer="ada"), "liked", "me.example/looms"),
        (got("follow", None, peer="ada"), "followed this site", ""),
        (got("ask", LOOMS, peer="ada"), "asked you about", "me.example/looms"),
        (got("quote", None, peer="ada"), "quoted from here", ""),
        (got("praise", LOOMS, peer="ada"), "praised", "me.example/looms"),
        (asked("intro", peer="ada"), "asked Ada for an introduction", ""),
        (asked("feature", peer="ada"), "asked Ada for a feature", ""),
    ],
)  # fmt: skip
def test_words(row: Interaction, did: str, title: str) -> None:
    account = account_of([row])
    deed = account.words.deed(account.rows[0])
    assert (deed.did, deed.title) == (did, title)
    assert deed.who() == ("Ada" if row.direction == "received" else "You")


def test_words_for_kinds_of_ones_own_and_for_those_that_are_gone() -> None:
    said = options(kinds={"zine": {"reach": "spread", "verb": "put into my zine"}, "wave": {"reach": "nod"}})
    account = account_of([], said=said)

    def deed(kind: str, reach: Any, direction: Any = "given") -> Deed:
        return account.words.deed(
            keyed(
                Interaction(
                    date=None, direction=direction, kind=kind, reach=reach, url=address("https://ada.example/a/")
                )
            )
        )

    assert deed("zine", "spread").did == "put into my zine"
    assert deed("gone", "spread").did == "gone"
    assert deed("wave", "nod", "received").did == "wave"
    assert deed("zine", "ask", "asked").did == "asked somebody for a zine:"
    assert deed("wave", "nod", "received").who() == "Somebody"


def test_on_the_desk_a_private_peers_posts_have_their_titles() -> None:
    of = feeds(cleo=feed(entry("https://cleo.example/p/", "2026-11-10", title="Cleo speaks")))
    (nod,) = at([gave("like", "https://cleo.example/p/")], of).buried_nods
    assert (nod.title, nod.private) == ("Cleo speaks", True)


def test_where_it_was_seen_has_a_name() -> None:
    pages = [page("looms/", "2026-11-01", "https://ben.example/", title="The loom")]
    of = feeds(cleo=feed(entry("https://cleo.example/p/", "2026-11-10", LOOMS, title="Cleo speaks")))
    rows = [got("review", "https://ada.example/r/", "2026-11-11", title="A fine review")]
    found = at(rows, of, pages)
    assert [deed.seen_at.title for deed in found.thanks_owed if deed.seen_at] == ["A fine review", "Cleo speaks"]
    assert found.thanks_owed[1].title == "The loom"
    (gift,) = found.gifts
    assert gift.seen_at == Post("The loom", address(LOOMS))


def test_what_a_stranger_did_was_seen_at_the_strangers() -> None:
    row = got("review", "https://stranger.example/r/", "2026-11-11", evidence=["https://archive.example/r/"])
    (deed,) = at([row]).thanks_owed
    assert (deed.peer, deed.listed) == ("stranger.example", False)
    assert deed.seen_at == Post("stranger.example/r", address("https://stranger.example/r/"))
