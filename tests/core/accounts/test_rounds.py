"""One round of asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.accounts import rounds
from mkdocs_reciprocity.core.accounts.model import Answer, Ask, Counts, Known, Place, Status
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import (
    MARA,
    MARA_ON_BLUESKY,
    MY_ACCOUNT,
    account,
    body,
    facet,
    known_status,
    link,
    profile,
    skeet,
    toot,
    uri,
)

TODAY = When("2026-11-28")
OURS = "https://me.example/looms/"
Saying = Callable[[Ask], Answer]


def is_own(url: Url) -> bool:
    return url.startswith("https://me.example/")


def play(
    saying: Saying, known: Known | None = None, place: Place = MARA, today: When = TODAY
) -> tuple[Known, list[Ask]]:
    """Plays a round to its end, as whoever makes the requests does."""
    now, asks = rounds.begun(place, known or Known(), today, is_own), []
    while (ask := rounds.next_ask(now)) is not None:
        asks.append(ask)
        now = rounds.answered(now, ask, saying(ask))
    return now.known, asks


def saying(said: Mapping[str, object]) -> Saying:
    """A server that knows these answers, by the names of the questions; of all else it says 404."""

    def answer(ask: Ask) -> Answer:
        if ask.name not in said:
            return Answer(status=404)
        found = said[ask.name]
        return found if isinstance(found, Answer) else Answer(body=body(found))

    return answer


def ours(id_: str = "100", **more: Any) -> dict[str, Any]:
    return toot(id_, f"<p>New: {link(OURS)}</p>", **more)


def names(asks: list[Ask]) -> list[str]:
    return [ask.name for ask in asks]


# --- Mastodon


def test_a_cold_round_reads_the_account_its_statuses_and_what_stands_below_them() -> None:
    ben = account("ben@ben.example", "8")
    server = {
        "account": account(),
        "statuses": [ours(created_at="2026-11-27T10:00:00Z", replies_count=1, favourites_count=1), toot("99")],
        "thread-100": {"ancestors": [], "descendants": [toot("101", "<p>Yes</p>", ben, in_reply_to_id="100")]},
        "likes-100": [ben],
    }
    known, asks = play(saying(server))
    assert names(asks) == ["account", "statuses", "thread-100", "likes-100"]
    assert [(one.kind, one.who.id) for one in known.reactions] == [("reply", "8"), ("like", "8")]
    assert [status.id for status in known.statuses] == ["100", "99"]
    assert known.whole
    assert known.wrong == ()
    again, asks = play(saying(server), known)
    assert names(asks) == ["statuses"]
    assert again == known


def test_a_warm_round_asks_since_the_last_status_older_than_a_week() -> None:
    before = Known(
        account=MY_ACCOUNT, asked={"account": "2026-11-27"}, whole=True,
        statuses=(
            known_status("9", at="2026-11-27T10:00:00Z"), known_status("8", at="2026-11-26T10:00:00Z"),
            known_status("7", at="2026-11-10T10:00:00Z"), known_status("6", at="2026-11-09T10:00:00Z"),
        ),
    )  # fmt: skip
    known, (ask,) = play(saying({"statuses": [toot("10"), toot("9")]}), before)
    assert ask.url == "https://social.example/api/v1/accounts/1/statuses?limit=40&since_id=7"
    assert [status.id for status in known.statuses] == ["10", "9", "7", "6"]  # 8 was deleted


def paged(newest: int, oldest: int, per: int = 40) -> Saying:
    """A server with very many statuses. It pages by its ``Link`` header."""

    def answer(ask: Ask) -> Answer:
        if ask.what != "statuses":
            return Answer(body=body(account()))
        asked = dict(pair.split("=") for pair in ask.url.partition("?")[2].split("&"))
        first = min(newest, int(asked.get("max_id", newest + 1)) - 1)
        last = max(oldest, int(asked.get("since_id", oldest - 1)) + 1)
        ids = list(range(first, last - 1, -1))[:per]
        header = f'<https://social.example/?max_id={ids[-1]}>; rel="next"' if len(ids) == per else ""
        return Answer(
            body=body([toot(str(id_)) for id_ in ids]), link=header or '<https://x.example/?min_id=1>; rel="prev"'
        )

    return answer


def test_no_round_makes_more_than_ten_requests_and_older_statuses_come_with_the_next_rounds() -> None:
    known, asks = play(paged(2_000, 1_000))
    assert len(asks) == rounds.MOST
    assert len(known.statuses) == 9 * 40
    assert not known.whole
    more, asks = play(paged(2_000, 1_000), known)
    assert len(asks) == rounds.MOST
    assert [status.id for status in more.statuses] == [str(id_) for id_ in range(2_000, 2_000 - 18 * 40, -1)]
    for _ in range(2):
        more, asks = play(paged(2_000, 1_000), more)
    assert more.whole
    assert len(more.statuses) == 1_001
    assert names(play(paged(2_000, 1_000), more)[1]) == ["statuses"]


def test_a_first_page_without_anything_public_is_not_the_end() -> None:
    header = '<https://social.example/?max_id=55>; rel="next"'
    hidden = Answer(body=body([toot("56", visibility="local")]), link=header)
    known, asks = play(saying({"account": account(), "statuses": hidden, "statuses-1": [toot("54")]}))
    assert names(asks) == ["account", "statuses", "statuses-1"]
    assert [status.id for status in known.statuses] == ["54"]


def test_statuses_older_than_a_year_are_not_asked_for() -> None:
    old = Known(
        account=MY_ACCOUNT, asked={"account": "2026-11-27"}, cursor="5",
        statuses=(known_status("7"), known_status("5", at="2024-11-09T10:00:00Z")),
    )  # fmt: skip
    assert names(play(saying({"statuses": [toot("7")]}), old)[1]) == ["statuses"]


def test_many_new_statuses_are_read_page_by_page() -> None:
    before = Known(
        account=MY_ACCOUNT,
        asked={"account": "2026-11-27"},
        statuses=(known_status("1000", at="2026-10-01"),),
        whole=True,
    )
    known, asks = play(paged(1_090, 900), before)
    assert names(asks) == ["statuses", "statuses-1", "statuses-2"]
    assert [status.id for status in known.statuses] == [str(id_) for id_ in range(1_090, 999, -1)]
    known, asks = play(paged(2_000, 900), before)
    assert len(asks) == rounds.PAGES
    assert known.wrong == ("there are more new statuses than one round reads; the newest count",)
    assert [status.id for status in known.statuses] == [*map(str, range(2_000, 1_800, -1)), "1000"]


def test_pages_that_never_end_or_go_backwards_come_to_an_end() -> None:
    header = '<https://social.example/?max_id=55>; rel="next"'
    same = Answer(body=body([toot("56"), toot("57")]), link=header)
    before = Known(
        account=MY_ACCOUNT, asked={"account": "2026-11-27"}, statuses=(known_status("1", at="2026-10-01"),), whole=True
    )
    known, asks = play(lambda _: same, before)
    assert names(asks) == ["statuses", "statuses-1"]
    assert [status.id for status in known.statuses] == ["56", "57", "1"]
    cold, asks = play(lambda ask: Answer(body=body(account())) if ask.what == "account" else same)
    assert names(asks) == ["account", "statuses", "statuses-1"]
    assert cold.whole


def test_a_server_without_a_header_is_paged_by_the_last_id() -> None:
    pages = {
        "account": account(),
        "statuses": [toot(str(id_)) for id_ in range(90, 50, -1)],
        "statuses-1": [toot("50")],
    }
    known, asks = play(saying(pages))
    assert asks[-1].url.endswith("statuses?limit=40&max_id=51")
    assert [status.id for status in known.statuses] == [str(id_) for id_ in range(90, 49, -1)]


def test_many_statuses_in_one_week_are_not_all_read_again() -> None:
    many = tuple(known_status(str(id_), at="2026-11-27") for id_ in range(900, 600, -1))
    (ask, *_) = play(
        saying({"statuses": []}), Known(account=MY_ACCOUNT, asked={"account": "2026-11-27"}, statuses=many)
    )[1]
    assert ask.url.endswith("since_id=701")


def test_the_account_is_looked_up_weekly() -> None:
    before = Known(account=MY_ACCOUNT, asked={"account": "2026-11-21"}, statuses=(known_status("7"),), whole=True)
    known, asks = play(saying({"account": account(display_name="Mara B."), "statuses": [toot("7")]}), before)
    assert names(asks) == ["account", "statuses"]
    assert known.asked["account"] == TODAY
    assert known.account is not None


def test_another_account_begins_anew() -> None:
    before = Known(account=MY_ACCOUNT, statuses=(known_status("7"), known_status("6", at="2026-10-01")), whole=True)
    by = account(id_="2")
    known, asks = play(saying({"account": by, "statuses": [toot("3", by=by)]}), before)
    assert asks[1].url == "https://social.example/api/v1/accounts/2/statuses?limit=40"
    assert [status.id for status in known.statuses] == ["3"]


def test_an_account_that_has_moved_is_said_and_still_read() -> None:
    moved = account(moved=account("mara@new.example", "9"))
    known, _ = play(saying({"account": moved, "statuses": [toot("3")]}))
    said = ("the account has moved to https://new.example/@mara; write that into `me`",)
    assert known.wrong == said
    again, asks = play(saying({"statuses": [toot("3")]}), known, today=When("2026-11-29"))
    assert names(asks) == ["statuses"]
    assert again.wrong == said
    back, _ = play(saying({"account": account(), "statuses": [toot("3")]}), again, today=When("2026-12-09"))
    assert back.wrong == ()
    assert len(known.statuses) == 1


def test_statuses_of_others_are_left_out() -> None:
    eve = account("eve", "6")
    known, _ = play(saying({"account": account(), "statuses": [toot("3", by=eve), toot("2")]}))
    assert [status.id for status in known.statuses] == ["2"]


def test_statuses_of_nobody_here_take_nothing_away() -> None:
    before, _ = play(saying({"account": account(), "statuses": [toot("3")]}))
    known, _ = play(saying({"statuses": [toot("4", by=account("eve", "6"))]}), before)
    assert (known.statuses, known.wrong) == (before.statuses, ("its posts are somebody else's",))


def test_a_status_that_was_deleted_goes_with_all_that_stood_below_it() -> None:
    before, _ = play(
        saying({"account": account(), "statuses": [ours(favourites_count=1, created_at="2026-11-10T00:00:00Z")],
                "likes-100": [account("ben@ben.example", "8")], "status-100": ours(favourites_count=1)})
    )  # fmt: skip
    assert len(before.reactions) == 1
    later = replace(before, asked={"account": "2026-12-09"})
    known, asks = play(saying({"statuses": []}), later, today=When("2026-12-10"))
    assert names(asks) == ["statuses", "status-100"]
    assert (known.statuses, known.reactions) == ((), ())


@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_server_that_does_not_say_who_liked_has_deleted_nothing(status: int) -> None:
    server: dict[str, object] = {
        "account": account(), "statuses": [ours(favourites_count=1, created_at="2026-11-27T00:00:00Z")],
        "likes-100": Answer(status=status),
    }  # fmt: skip
    known, asks = play(saying(server))
    assert names(asks) == ["account", "statuses", "likes-100"]
    assert [one.id for one in known.statuses] == ["100"]
    assert names(play(saying(server), known)[1]) == ["statuses"]


def test_a_page_of_people_that_is_not_there_ends_the_list() -> None:
    def answer(ask: Ask) -> Answer:
        return Answer(status=400) if ask.page else people(ask)

    known, asks = play(answer)
    assert names(asks)[2:] == ["boosts-100", "boosts-100-1"]
    assert len(known.reactions) == 40


def test_a_like_that_was_taken_back_goes() -> None:
    server: dict[str, object] = {
        "account": account(), "statuses": [ours(favourites_count=1, created_at="2026-11-27T00:00:00Z")],
        "likes-100": [account("ben@ben.example", "8")],
    }  # fmt: skip
    before, _ = play(saying(server))
    server["statuses"] = [ours(favourites_count=0, created_at="2026-11-27T00:00:00Z")]
    known, asks = play(saying(server), before)
    assert names(asks) == ["statuses"]
    assert known.reactions == ()


def test_counts_of_another_status_change_nothing() -> None:
    before, _ = play(saying({"account": account(), "statuses": [ours(created_at="2026-11-10T00:00:00Z")]}))
    known, _ = play(saying({"status-100": ours("77", favourites_count=9)}), before)
    assert known.statuses == before.statuses


def people(ask: Ask) -> Answer:
    """A server where 500 people have boosted the status."""
    if ask.what == "boosts":
        begin = ask.page * 40
        listed = [
            account(f"p{number}@people.example", str(number + 50)) for number in range(begin, min(begin + 40, 500))
        ]
        return Answer(body=body(listed), link=f'<https://social.example/?max_id={begin}>; rel="next"')
    return Answer(
        body=body(account() if ask.what == "account" else [ours(reblogs_count=500, created_at="2026-11-27T00:00:00Z")])
    )


def test_of_very_many_people_the_newest_are_read() -> None:
    known, asks = play(people)
    assert names(asks)[2:] == ["boosts-100", "boosts-100-1", "boosts-100-2", "boosts-100-3", "boosts-100-4"]
    assert len(known.reactions) == rounds.PAGES_OF_PEOPLE * 40
    assert known.wrong == ("more people did something with a status than can be read; the newest count",)


def test_the_same_page_of_people_again_is_the_last() -> None:
    known, asks = play(lambda ask: people(Ask(url=ask.url, what=ask.what)))
    assert names(asks)[2:] == ["boosts-100", "boosts-100-1"]
    assert (len(known.reactions), known.wrong) == (40, ())


@pytest.mark.parametrize(
    ("said", "wrong", "number"),
    [
        ({}, "its server knows no such account; is the address right?", 1),
        ({"account": {"error": "x"}}, "its answer is no account of Mastodon's; is it a server with Mastodon's API?", 1),
        ({"account": account()}, "its server knows no such account; is the address right?", 2),
        ({"account": account(), "statuses": {"error": "x"}}, "its answer is no list of posts", 2),
    ],
)
def test_an_answer_of_another_shape_is_a_sentence_and_the_end(said: dict[str, object], wrong: str, number: int) -> None:
    before = Known(account=MY_ACCOUNT, statuses=(known_status("7"),), whole=True)
    known, asks = play(saying(said), before)
    assert known.wrong == (wrong,)
    assert known.statuses == before.statuses
    assert len(asks) == number


@pytest.mark.parametrize("name", ["status-100", "likes-100"])
def test_an_answer_about_a_status_of_another_shape_leaves_what_was_known(name: str) -> None:
    before, _ = play(
        saying({"account": account(), "statuses": [ours(favourites_count=1, created_at="2026-11-10T00:00:00Z")],
                "status-100": ours(favourites_count=1), "likes-100": [account("ben@ben.example", "8")]})
    )  # fmt: skip
    answers: dict[str, object] = {"status-100": ours(favourites_count=1), "likes-100": [], name: {"error": 1}}
    answers |= {"account": account(), "statuses": []}
    known, asks = play(saying(answers), before, today=When("2026-11-28"))
    assert known == before
    later = replace(before, asked={**before.asked, "account": "2026-12-04"})
    known, asks = play(saying(answers), later, today=When("2026-12-05"))
    assert len(known.wrong) == 1
    assert name in names(asks)
    assert len(known.statuses) == 1
    assert play(saying(answers), known, today=When("2026-12-05"))[1][1:] == []


def test_a_status_of_another_shape_is_a_sentence() -> None:
    before = Known(
        account=MY_ACCOUNT,
        asked={"account": TODAY},
        whole=True,
        statuses=(known_status("100", at="2026-11-10T00:00:00Z", links=(OURS,)),),
    )
    known, _ = play(saying({"statuses": [], "status-100": toot(visibility="private")}), before)
    assert known.wrong == ("its answer is no post",)


def test_what_stands_on_the_newest_page_weekly_shows_what_was_taken_back() -> None:
    before = Known(
        account=MY_ACCOUNT,
        whole=True,
        asked={"account": "2026-11-01"},
        statuses=(
            known_status("9", at="2026-10-10"),
            known_status("8", at="2026-10-09"),
            known_status("7", at="2026-10-08"),
        ),
    )
    known, _ = play(saying({"account": account(), "statuses": [toot("9"), toot("7")]}), before)
    assert [status.id for status in known.statuses] == ["9", "7"]


def test_reactions_that_are_not_asked_any_more_go_so_that_none_outlives_what_was_deleted() -> None:
    before, _ = play(people)
    assert before.reactions
    gone, _ = play(lambda _: Answer(status=404), before, today=When("2027-02-27"))
    assert (len(gone.reactions), gone.statuses) == (0, before.statuses)
    started = rounds.begun(MARA, before, When("2027-02-26"), is_own).known
    assert started.reactions == before.reactions


# --- Bluesky


def posted(rkey: str = "3k1", day: str = "2026-11-27", **more: Any) -> dict[str, Any]:
    embed = {"$type": "app.bsky.embed.external", "external": {"uri": OURS}}
    said = skeet(rkey, "New", None, {"embed": embed, "createdAt": f"{day}T10:00:00Z"}, **more)
    return {"post": said}


def test_a_round_on_bluesky() -> None:
    ben, tail = profile("ben.example", "did:plc:ben"), "at...did.plc.mara.app.bsky.feed.post.3k1"
    answer = {"post": skeet("a", "Yes", ben, {"reply": {"parent": {"uri": uri()}}})}
    new = posted(replyCount=1, repostCount=1, likeCount=1, quoteCount=1)
    server: dict[str, object] = {
        "statuses": {"feed": [new, {"post": skeet("3k0")}]},
        f"thread-{tail}": {"thread": {**new, "replies": [answer]}},
        f"boosts-{tail}": {"repostedBy": [ben]},
        f"likes-{tail}": {"likes": [{"actor": ben, "createdAt": "2026-11-27T11:00:00Z"}]},
        f"quotes-{tail}": {"posts": [skeet("b", "Look", ben)]},
    }
    known, asks = play(saying(server), place=MARA_ON_BLUESKY)
    assert names(asks) == list(server)
    assert [one.kind for one in known.reactions] == ["reply", "share", "like", "quote"]
    assert known.account is not None
    assert known.account.id == "did:plc:mara"
    again, asks = play(saying(server), known, place=MARA_ON_BLUESKY)
    assert names(asks) == ["statuses"]
    assert "actor=did%3Aplc%3Amara" in asks[0].url
    assert again == known


@pytest.mark.parametrize(
    "gone", [Answer(status=400), Answer(body=body({"thread": {"$type": "app.bsky.feed.defs#notFoundPost"}}))]
)
def test_a_post_on_bluesky_that_was_deleted_goes(gone: Answer) -> None:
    first: dict[str, object] = {"statuses": {"feed": [posted(day="2026-11-01")]}}
    tail = "at...did.plc.mara.app.bsky.feed.post.3k1"
    top = {"thread": posted(day="2026-11-01", likeCount=1)}
    before, _ = play(
        saying(
            {
                **first,
                f"thread-{tail}": top,
                f"likes-{tail}": {"likes": [{"actor": profile("ben.example", "did:plc:b")}]},
            }
        ),
        place=MARA_ON_BLUESKY,
    )
    assert len(before.reactions) == 1
    known, _ = play(saying({**first, f"thread-{tail}": gone}), before, place=MARA_ON_BLUESKY, today=When("2026-12-06"))
    assert known.reactions == ()
    assert known.statuses == ()


def test_a_thread_of_another_post_changes_no_counts() -> None:
    server: dict[str, object] = {"statuses": {"feed": [posted(replyCount=1)]}}
    server["thread-at...did.plc.mara.app.bsky.feed.post.3k1"] = {"thread": {"post": skeet("other", likeCount=5)}}
    known, _ = play(saying(server), place=MARA_ON_BLUESKY)
    assert [status.counts for status in known.statuses] == [Counts(replies=1)]


def test_bluesky_is_read_until_something_is_known() -> None:
    def answer(ask: Ask) -> Answer:
        begin = 500 - 100 * ask.page
        feed = [{"post": skeet(f"{number:04}")} for number in range(begin, begin - 100, -1)]
        return Answer(body=body({"feed": feed, "cursor": f"c{ask.page}"}))

    there = Status(id=uri("0250"), author=MY_ACCOUNT.person, at="2026-10-01")
    known, asks = play(answer, Known(statuses=(there,), whole=True), place=MARA_ON_BLUESKY)
    assert names(asks) == ["statuses", "statuses-1", "statuses-2"]
    assert len(known.statuses) == 300


def test_a_status_with_very_many_links_is_said() -> None:
    many = [f"https://ada.example/{number}" for number in range(500)]
    toots = [toot("2"), toot("1", reblog=toot("9", "".join(map(link, many)), by=account("ada@ada.example", "7")))]
    posts = [{"post": skeet(record={"facets": [facet("a", "a", url) for url in many]})}]
    full = ("a post has more links than can be read",)
    assert play(saying({"account": account(), "statuses": toots}))[0].wrong == full
    assert play(saying({"account": account(), "statuses": toots[:1]}))[0].wrong == ()
    assert play(saying({"statuses": {"feed": posts}}), place=MARA_ON_BLUESKY)[0].wrong == full


def test_a_handle_that_has_changed_is_said_and_the_account_stays() -> None:
    before, _ = play(saying({"statuses": {"feed": [{"post": skeet()}]}}), place=MARA_ON_BLUESKY)
    renamed = {"feed": [{"post": skeet(by=profile("mara.new.example"))}]}
    known, asks = play(saying({"statuses": renamed}), before, place=MARA_ON_BLUESKY)
    assert "actor=did%3Aplc%3Amara" in asks[0].url
    assert known.wrong == ("its handle has changed; write https://bsky.app/profile/mara.new.example into `me`",)
    assert len(known.statuses) == 1
    by_did = replace(MARA_ON_BLUESKY, url=Url("https://bsky.app/profile/did:plc:mara"))
    assert play(saying({"statuses": renamed}), before, place=by_did)[0].wrong == ()


def test_a_feed_that_is_somebody_elses_is_said() -> None:
    known, _ = play(
        saying({"statuses": {"feed": [{"post": skeet(by=profile("eve.example", "did:plc:eve"))}]}}),
        place=MARA_ON_BLUESKY,
    )
    assert known.wrong == ("its posts are somebody else's",)
    assert known.statuses == ()


def test_an_empty_account_is_nothing_wrong() -> None:
    known, _ = play(saying({"statuses": {"feed": []}}), place=MARA_ON_BLUESKY)
    assert (known.wrong, known.statuses, known.whole) == ((), (), True)


# --- feeds and files


def test_a_feed_is_not_asked_here() -> None:
    place = Place(url=Url("https://links.example/shared.xml"), network="feed")
    assert rounds.next_ask(rounds.begun(place, Known(), TODAY, is_own)) is None


def files(said: Mapping[str, object]) -> Callable[[str], bytes | None]:
    return lambda name: body(said[name]) if name in said else None


def test_answers_can_come_from_files_however_old() -> None:
    ben = account("ben@ben.example", "8")
    saved = {
        "account.json": account(),
        "statuses.json": [
            ours(created_at="2020-01-01T00:00:00Z", reblogs_count=1, favourites_count=2, replies_count=1)
        ],
        "boosts-100.json": [ben],
        "likes-100.json": "no list",
    }
    known = rounds.recorded(MARA, files(saved), TODAY, is_own)
    assert [(one.kind, one.who.id) for one in known.reactions] == [("share", "8")]
    assert known.wrong == ("what it says of a post is not understood",)


def test_saved_pages_of_statuses_are_counted_whatever_else_was_saved() -> None:
    first = [ours("900", replies_count=1, favourites_count=1), *(toot(str(id_)) for id_ in range(890, 850, -1))]
    saved = {
        "account.json": account(),
        "statuses.json": first,
        "thread-900.json": {"ancestors": [], "descendants": []},
        "likes-900.json": [account("ben@ben.example", "8")],
        "statuses-1.json": [toot(str(id_)) for id_ in range(850, 810, -1)],
        "statuses-2.json": [toot("7")],
    }
    known = rounds.recorded(MARA, files(saved), TODAY, is_own)
    assert len(known.statuses) == 41 + 40 + 1
    assert len(known.reactions) == 1


def test_whose_statuses_were_saved_follows_from_the_address() -> None:
    eve = account("eve@eve.example", "6")
    known = rounds.recorded(MARA, files({"statuses.json": [toot("3", by=eve), toot("2"), toot("1")]}), TODAY, is_own)
    assert [status.id for status in known.statuses] == ["2", "1"]
    assert known.account is not None
    assert known.account.person.handle == "mara@social.example"


def test_an_empty_folder_is_nothing_known() -> None:
    assert rounds.recorded(MARA, files({}), TODAY, is_own).statuses == ()
    assert rounds.recorded(MARA_ON_BLUESKY, files({}), TODAY, is_own).statuses == ()
    many = {"statuses.json": [toot(str(id_), created_at="2020-01-01T00:00:00Z") for id_ in range(90, 50, -1)]}
    assert len(rounds.recorded(MARA, files(many), TODAY, is_own).statuses) == 40
