"""Asking for the author's accounts: which requests are made, what is kept, and what is said of a server that fails."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from mkdocs_reciprocity.cache.accounts import KeptAccount
from mkdocs_reciprocity.cache.store import Kept, Store
from mkdocs_reciprocity.collect import account_messages
from mkdocs_reciprocity.collect.account_messages import key_name
from mkdocs_reciprocity.collect.accounts import Accounts
from mkdocs_reciprocity.collect.deadline import within
from mkdocs_reciprocity.collect.round import Round
from mkdocs_reciprocity.core.accounts import places
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds import schedule
from mkdocs_reciprocity.core.feeds.schedule import FeedState
from mkdocs_reciprocity.core.settings import MyPlace
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import account, link, profile, skeet, toot, uri
from tests.core.ledger.making import ME, ZONE, options
from tests.networks import Bluesky, Mastodon, answer
from tests.server import Page, Server, endless, head, page, redirect, server, stuck, until

TODAY = When("2026-11-22")


class Mine(Struct):
    """The author's account on a server, and the store of the site."""

    root: Path
    running: Server
    network: Mastodon

    @property
    def place(self) -> str:
        return self.running.url("/@mara")

    def round(self, today: str = TODAY, *, force: bool = True, me: Any = None, **feeds: Any) -> Accounts:
        """One round, whatever was asked before."""
        self.running.asked.clear()
        settings = options(me=me or self.place, feeds={"allow_hosts": ["127.0.0.1"], "timeout": "60s", **feeds})
        how = Round(settings.feeds, ME, force=force)
        accounts = Accounts(settings.me, When(today), [ME], Store(self.root), how)
        accounts.wait(self.root)
        accounts.keep()
        return accounts

    def kept(self) -> KeptAccount:
        return Store(self.root).accounts([self.place])[self.place]

    def asked(self) -> list[str]:
        return [asked.path for asked in self.running.asked]

    def said(self, **more: Any) -> list[str]:
        """A round, and the lines about it."""
        accounts = self.round(**more)
        ((ref, place),) = accounts.places.items()
        return [str(line) for line in account_messages.of_account(place, accounts.kept(ref), ZONE)]


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Mine]:
    with server({}) as running:
        network = Mastodon(running.url(""))
        running.pages = network
        yield Mine(tmp_path, running, network)


LOOMS = f"<p>New: {link('https://me.example/looms/')}</p>"
ENGINES = f"<p>Read this {link('https://ada.example/engines/')}</p>"
ADA, BEN = account("ada@ada.example", "7"), account("ben@other.example", "8")


def posts(mine: Mine) -> None:
    mine.network.toot("101", ENGINES)
    mine.network.toot("102", LOOMS)
    mine.network.boosts["102"] = [ADA]
    mine.network.likes["102"] = [BEN]
    mine.network.below["102"] = [toot("900", "<p>Lovely</p>", BEN, in_reply_to_id="102")]


def test_a_cold_round_asks_for_the_account_its_statuses_and_what_others_did_with_those_that_lead_here(
    mine: Mine,
) -> None:
    posts(mine)
    mine.round()
    assert mine.asked() == [
        "/api/v1/accounts/lookup?acct=mara",
        "/api/v1/accounts/1/statuses?limit=40",
        "/api/v1/statuses/102/context",
        "/api/v1/statuses/102/reblogged_by?limit=40",
        "/api/v1/statuses/102/favourited_by?limit=40",
    ]
    known = mine.kept().known
    assert [status.id for status in known.statuses] == ["102", "101"]
    assert sorted((one.kind, one.who.name) for one in known.reactions) == [
        ("like", "Ben"), ("reply", "Ben"), ("share", "Ada"),
    ]  # fmt: skip
    assert {asked.headers["accept"] for asked in mine.running.asked} == {"application/json"}
    assert all("authorization" not in asked.headers for asked in mine.running.asked)


def test_a_fresh_copy_is_not_asked_for_again(mine: Mine) -> None:
    posts(mine)
    mine.round()
    before = mine.kept()
    assert mine.round(force=False).asked == frozenset()
    assert (mine.asked(), mine.kept()) == ([], before)


def test_a_second_round_on_a_day_asks_for_new_statuses_only_and_the_next_day_for_the_threads_again(mine: Mine) -> None:
    posts(mine)
    mine.round()
    mine.round()
    assert mine.asked() == ["/api/v1/accounts/1/statuses?limit=40"]
    mine.round("2026-11-23")
    assert mine.asked() == [
        "/api/v1/accounts/1/statuses?limit=40",
        "/api/v1/statuses/102/context",
        "/api/v1/statuses/102/reblogged_by?limit=40",
        "/api/v1/statuses/102/favourited_by?limit=40",
    ]


def test_a_round_makes_ten_requests_at_most_and_the_next_goes_on(mine: Mine) -> None:
    for number in range(200, 210):
        mine.network.toot(str(number), LOOMS)
        mine.network.boosts[str(number)] = [ADA]
    mine.round()
    assert len(mine.asked()) == 10
    assert len(mine.kept().known.reactions) == 8
    mine.round()
    assert len(mine.kept().known.reactions) == 10
    assert len(mine.asked()) == 3


def test_what_was_deleted_there_goes_here(mine: Mine) -> None:
    posts(mine)
    mine.round()
    mine.network.below["102"] = []
    mine.network.boosts["102"] = [BEN]
    mine.round("2026-11-23")
    assert sorted((one.kind, one.who.name) for one in mine.kept().known.reactions) == [
        ("like", "Ben"),
        ("share", "Ben"),
    ]
    mine.network.statuses.pop(0)
    mine.round("2026-11-24")
    assert [status.id for status in mine.kept().known.statuses] == ["101"]
    assert mine.kept().known.reactions == ()


def test_all_that_was_said_is_kept_while_a_server_fails_and_a_round_that_stops_loses_nothing(mine: Mine) -> None:
    posts(mine)
    mine.round()
    before = mine.kept().known
    mine.network.toot("103", LOOMS)
    mine.network.wrong["/api/v1/statuses/"] = answer({}, 500)
    (line,) = mine.said(today="2026-11-23")
    assert line == f"{mine.place}: the server answered 500; what was read on {_now()} is used instead"
    known = mine.kept().known
    assert [status.id for status in known.statuses] == ["103", "102", "101"]
    assert known.reactions == before.reactions
    assert mine.round("2026-11-23", force=False).asked == frozenset()  # it is left alone for a while


def _now() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime())


HTML = page(b"<!doctype html><html><head><title>Log in</title>", 200, Content_Type="text/html")
SHAPES: dict[str, tuple[str, Page, str]] = {
    "no such account": (
        "/api/v1/accounts/lookup", answer({"error": "Record not found"}, 404),
        "its server knows no such account; is the address right?",
    ),
    "gone": (
        "/api/v1/accounts/lookup", answer({}, 410), "its server knows no such account; is the address right?",
    ),
    "html": (
        "/api/v1/accounts/lookup", HTML,
        "its answer is no account of Mastodon's; is it a server with Mastodon's API?",
    ),
    "another shape": (
        "/api/v1/accounts/lookup", answer([1, {"id": {}}]),
        "its answer is no account of Mastodon's; is it a server with Mastodon's API?",
    ),
    "statuses of another shape": (
        "/api/v1/accounts/1/statuses", answer({"id": 5}), "its answer is no list of posts",
    ),
    "an answer that never ends": (
        "/api/v1/accounts/1/statuses", endless(head(200, {"Content-Length": "100000000"}), b"[" * 50_000),
        "its answer is too large: more than 100 kB",
    ),
    "a bomb of nested lists": ("/api/v1/accounts/1/statuses", page(b"[" * 90_000), "its answer is no list of posts"),
    "too many requests": (
        "/api/v1/accounts/1/statuses", answer({}, 429),
        "its server has had too many requests (the server answered 429)",
    ),
    "a redirect to nowhere": (
        "/api/v1/accounts/lookup", redirect("mailto:x@y.example"),
        "it redirects to something that is not the address of a web page",
    ),
    "a redirect into the private network": (
        "/api/v1/accounts/lookup", redirect("http://10.0.0.1/secret"),
        "its server sends us elsewhere: the address is not on the public internet (10.0.0.1)",
    ),
    "a redirect to another server": ("/api/v1/accounts/lookup", redirect("http://localhost:1/"),
        "its server sends us elsewhere: the host's name is not one of the public internet"),
}  # fmt: skip


@pytest.mark.parametrize("what", SHAPES)
def test_a_server_that_cannot_be_understood_is_named_in_a_line_and_costs_nothing_that_is_known(
    mine: Mine, what: str
) -> None:
    path, instead, says = SHAPES[what]
    posts(mine)
    mine.round()
    before = mine.kept().known
    mine.network.wrong[path] = instead
    (line,) = mine.said(today="2026-12-22", max_bytes="100kB")
    assert line == f"{mine.place}: {says}{'' if says.endswith('?') else ';'} what was read on {_now()} is used instead"
    after = mine.kept().known
    assert (after.statuses, after.reactions) == (before.statuses, before.reactions)
    assert mine.kept().state.failures == 1


def test_an_api_on_another_server_is_not_believed(mine: Mine) -> None:
    posts(mine)
    with server({}) as other:
        other.pages = mine.network
        mine.network.wrong["/api/v1/accounts/lookup"] = redirect(other.url("/api/v1/x"))
        (line,) = mine.said()
    host = other.url("").removeprefix("http://")
    assert line == (
        f'{mine.place}: its server sends us to another one, "{host}"; write the address that the profile has there; '
        "nothing of it is known yet"
    )
    assert mine.kept().known.statuses == ()


def test_pages_that_never_end_cost_ten_requests_a_round(mine: Mine) -> None:
    counter = itertools.count(10**6, -40)

    def at(path: str, query: dict[str, str]) -> Page | None:
        if not path.endswith("/statuses"):
            return Mastodon.at(mine.network, path, query)
        first = next(counter)
        some = [mine.network.toot(str(first - number), ENGINES) for number in range(40)]
        return answer(some, Link=f'<{mine.running.url(path)}?max_id={first - 40}>; rel="next"')

    mine.network.at = at  # type: ignore[method-assign]
    for _ in range(3):
        mine.round()
        assert len(mine.asked()) <= 10
    assert len(mine.kept().known.statuses) <= 5_000


def test_a_server_that_says_the_same_page_for_ever_is_asked_for_it_twice_at_most(mine: Mine) -> None:
    mine.network.toot("101", ENGINES)
    page_ = answer(mine.network.statuses, Link=f'<{mine.running.url("/api/x")}?max_id=101>; rel="next"')
    mine.network.wrong["/api/v1/accounts/1/statuses"] = page_
    mine.round()
    assert len(mine.asked()) <= 3
    assert [status.id for status in mine.kept().known.statuses] == ["101"]


def test_ids_that_go_backwards_lose_nothing(mine: Mine) -> None:
    for id_ in ("300", "200", "100"):
        mine.network.toot(id_, LOOMS)
    mine.round()
    mine.network.toot("50", ENGINES)
    mine.round()
    assert sorted(status.id for status in mine.kept().known.statuses) == ["100", "200", "300", "50"]


def test_a_round_that_is_given_up_keeps_what_it_has_read(mine: Mine) -> None:
    posts(mine)
    mine.network.wrong["/api/v1/statuses/"] = stuck
    settings = options(me=mine.place, feeds={"allow_hosts": ["127.0.0.1"], "timeout": "600s"})
    accounts = Accounts(settings.me, TODAY, [ME], Store(mine.root), Round(settings.feeds, ME, force=True))
    until(lambda: any("/statuses/" in path for path in mine.asked()))
    accounts.cancel()
    accounts.wait(mine.root)
    accounts.keep()
    kept = mine.kept()
    assert [status.id for status in kept.known.statuses] == ["102", "101"]
    assert kept.state == FeedState(url=Url(mine.place))  # so that it is asked again


def test_a_server_that_does_not_answer_is_waited_for_no_longer_than_a_feed(mine: Mine) -> None:
    mine.network.wrong["/api/"] = stuck
    (line,) = mine.said(timeout="1s")
    assert "no answer within 1 s" in line


def test_an_account_that_has_moved_is_named(mine: Mine) -> None:
    mine.network.account["moved"] = account("mara@new.example", "5")
    (line,) = mine.said()
    assert line == f"{mine.place}: the account has moved to https://new.example/@mara; write that into `me`"


def test_an_answer_for_which_there_is_no_time_is_put_off(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    posts(mine)
    with monkeypatch.context() as patched:
        patched.setattr(Round, "deadline", lambda self: within(-1))
        (line,) = mine.said()
    assert line == f"{mine.place}: {schedule.UNREAD}; nothing of it is known yet"
    mine.round(force=False)
    assert len(mine.kept().known.statuses) == 2  # it has stayed due


def test_a_folder_with_a_file_that_cannot_be_read_is_named(mine: Mine) -> None:
    (mine.root / "saved/account.json").mkdir(parents=True)
    (line,) = mine.said(me=["saved"])
    assert line == "saved: cannot be read (Is a directory); nothing of it is known yet"


def test_a_folder_with_too_much_in_it_is_named(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_reciprocity.collect.saved_answers.MOST_BYTES", 10)
    (mine.root / "saved").mkdir()
    for name in ("account", "statuses"):
        (mine.root / f"saved/{name}.json").write_text("{123456}", "utf-8")
    (line,) = mine.said(me=["saved"])
    assert line.startswith("saved: cannot be read (")


def test_over_the_open_internet_only_https_is_asked(
    mine: Mine, connects: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port, *_, **__: [(2, 1, 6, "", ("93.184.215.14", port))])
    mine.round(me=["http://social.test-me.org/@mara"])
    assert [address[1] for address in connects] == [443]


# --- lines


FEED = Url("https://links.example/shared.xml")
(LINKS, SECRET) = options(me=[FEED, "https://links.example/feeds/3f2a9c81d07b4e65/all.xml"]).me


def lines(place: MyPlace, **state: Any) -> list[str]:
    kept = Kept(state=FeedState(url=FEED, good_at=1795348800.0, **state))
    return [str(line) for line in account_messages.of_feed(place, FEED, kept, ZONE)]


def test_what_is_said_of_an_own_feed() -> None:
    assert lines(LINKS) == []
    assert [*account_messages.of_feed(LINKS, FEED, None, ZONE)] == []
    assert lines(LINKS, error="the server answered 404") == [
        f"{FEED}: your feed: the server answered 404; what was read on 2026-11-22 is used instead"
    ]
    assert lines(LINKS, moved_to="https://new.example/f.xml") == [
        f'{FEED}: your feed has moved to "https://new.example/f.xml"; write that into `me`'
    ]
    assert lines(LINKS, moved_to="https://links.example/feeds/3f2a9c81d07b4e65/all.xml") == []
    assert lines(SECRET, error="no")[0].startswith("links.example: your feed: no; ")


@pytest.mark.parametrize(("place", "there"), [(LINKS, True), (SECRET, False)])
def test_to_where_a_feed_has_moved_is_said_unless_there_may_be_a_key_in_it(place: MyPlace, there: bool) -> None:
    kept = Kept(state=FeedState(url=FEED, moved_to="https://new.example/f.xml"))
    words = account_messages.outcome_of_feed(place, FEED, None, kept, ZONE).words
    assert ("moved to https://new.example/f.xml" in words) is there
    stopped = account_messages.outcome_of_feed(place, FEED, None, None, ZONE)
    assert stopped.words == "not asked: stopped before it answered"


# --- keys


@pytest.mark.parametrize("status", [401, 403])
def test_a_server_that_wants_a_key_is_named_with_the_variable_for_it(mine: Mine, status: int) -> None:
    mine.network.wrong["/api/"] = answer({"error": "This API requires an authenticated user"}, status)
    (line,) = mine.said()
    assert line == (
        f"{mine.place}: its server wants a key (the server answered {status}); put one into the environment as "
        "RECIPROCITY_TOKEN_127_0_0_1; nothing of it is known yet"
    )


def test_a_key_is_sent_to_its_server_and_named_nowhere(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    posts(mine)
    monkeypatch.setenv("RECIPROCITY_TOKEN_127_0_0_1", " s3cret\n")
    monkeypatch.setenv("RECIPROCITY_TOKEN_OTHER_EXAMPLE", "another")
    mine.round()
    assert {asked.headers.get("authorization") for asked in mine.running.asked} == {"Bearer s3cret"}
    mine.network.wrong["/api/"] = answer({}, 401)
    (line,) = mine.said(today="2026-11-23")
    assert "its server does not take the key in RECIPROCITY_TOKEN_127_0_0_1 (the server answered 401)" in line
    assert "s3cret" not in line
    assert not any(b"s3cret" in path.read_bytes() for path in mine.root.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://social.example/api", "RECIPROCITY_TOKEN_SOCIAL_EXAMPLE"),
        ("https://Social.Example:8443/", "RECIPROCITY_TOKEN_SOCIAL_EXAMPLE"),
        ("https://a-b.example/", "RECIPROCITY_TOKEN_A__B_EXAMPLE"),
        ("https://a.b.example/", "RECIPROCITY_TOKEN_A_B_EXAMPLE"),
    ],
)
def test_no_two_servers_have_one_variable(url: str, name: str) -> None:
    assert key_name(url) == name


# --- limits


def test_a_limit_that_is_used_up_ends_the_round_and_holds_even_when_forced(mine: Mine) -> None:
    posts(mine)
    mine.network.headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2099-01-01T00:00:00.000Z"}
    accounts = mine.round()
    assert mine.asked() == ["/api/v1/accounts/lookup?acct=mara"]
    assert accounts.kept(mine.place) == mine.kept()
    assert mine.kept().state.error == ""
    mine.network.headers = {}
    (outcome,) = (
        account_messages.outcome(place, again.before[ref], again.fresh.get(ref), ZONE)
        for again in [mine.round()]
        for ref, place in again.places.items()
    )
    assert mine.asked() == []
    assert outcome.words.startswith("not asked: the server wants to be left alone until ")


def test_retry_after_is_obeyed(mine: Mine) -> None:
    mine.network.wrong["/api/"] = answer({}, 429, Retry_After="3600")
    mine.round()
    mine.network.wrong.clear()
    mine.round()
    assert mine.asked() == []


# --- Bluesky


def test_a_profile_on_bluesky(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Bluesky()
    card = {"$type": "app.bsky.embed.external", "external": {"uri": "https://me.example/looms/", "title": "Looms"}}
    post = skeet("3k1", "New: https://me.example/looms/", record={"embed": card})
    network.statuses = [post]
    network.boosts[uri()] = [profile("ada.example", "did:plc:ada")]
    network.quotes[uri()] = [skeet("3k7", "See", profile("ben.example", "did:plc:ben"))]
    with server({}) as running:
        running.pages = network
        monkeypatch.setattr(places, "_API_OF_BLUESKY", running.url("/xrpc/"))
        mine = Mine(tmp_path, running, Mastodon(running.url("")))
        mine.round(me="https://bsky.app/profile/mara.example")
        assert [path.partition("?")[0] for path in mine.asked()] == [
            "/xrpc/app.bsky.feed.getAuthorFeed", "/xrpc/app.bsky.feed.getRepostedBy", "/xrpc/app.bsky.feed.getQuotes",
        ]  # fmt: skip
        kept = Store(tmp_path).accounts(["https://bsky.app/profile/mara.example"])
        (known,) = (one.known for one in kept.values())
        assert sorted((one.kind, one.who.name) for one in known.reactions) == [("quote", "Ben"), ("share", "Ada")]
        mine.round(me="https://bsky.app/profile/mara.example")
        assert len(mine.asked()) == 1
