from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.feeds.schedule import FeedState, Request, Response
from mkdocs_reciprocity.core.model import Link, OwnPage
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.blogroll import Recommendation
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.shared import Group, Item, Year
from mkdocs_reciprocity.core.webmention import queue
from mkdocs_reciprocity.core.webmention.queue import Notice, Told, plan
from tests.core.ledger.making import ADA, ME, who

NOW = 1_800_000_000.0
HERE, ELSEWHERE = Url("https://me.example/looms/"), Url("https://me.example/knots/")
A, B = Url("https://ada.example/a"), Url("https://ben.example/b")
FRESH = Told(state=FeedState(url=A), digest="d", told=True)


def answer(status: int = 500, **said: object) -> Response:
    return Response(request=Request(A), status=status, url=A, error=f"the server answered {status}", **said)  # type: ignore[arg-type]


def test_links_on_own_pages_that_lead_elsewhere_are_told_of() -> None:
    links = (Link(A), Link(HERE), Link(Url("https://old.example/x")), Link(Url("https://me:secret@ada.example/")))
    page = OwnPage(path="looms/", links=links, unrecommended=(B,), digest="d")
    directory = who(ADA, own=(ME, "https://old.example/"))
    assert queue.links_of([page, OwnPage(path="")], ME, directory) == {(HERE, A): "d", (HERE, B): "d"}


def item(post: str, note: str = "") -> Item:
    place, peer = Place("P", post), Place("Ada")
    return Item(
        id="x",
        date=None,
        kind="share",
        reach="spread",
        verb="shared",
        post=place,
        peer=peer,
        via=Place(""),
        note=note,
        seen_in=(),
    )


def test_posts_on_year_pages_have_a_digest_each() -> None:
    def links(*items: Item) -> dict[queue.Pair, str]:
        year = Year("2026", (Group("undated", None, items),), ("spread",), ("2026",))
        return queue.links_of_years([year], {"2026": HERE}, who(ADA))

    one = links(item(A), item(""), item("looms/"), item(HERE))
    assert list(one) == [(HERE, A)]
    assert links(item(A), item(B))[HERE, A] == one[HERE, A]
    assert links(item(A, "a note"))[HERE, A] != one[HERE, A]


def test_those_from_whom_posts_came_are_told_too_once() -> None:
    def came(post: str, via: str, date: str) -> Item:
        return replace(item(post, date), via=Place("Ben", via), date=When(date))

    def links(*items: Item) -> dict[queue.Pair, str]:
        year = Year("2026", (Group("in-2026", None, items),), ("spread",), ("2026",))
        assert queue.days_of_years([year], {"2026": HERE})[HERE, B] == items[0].date
        return queue.links_of_years([year], {"2026": HERE}, who(ADA))

    first = links(came(A, B, "2026-11-01"))
    assert list(first) == [(HERE, B), (HERE, A)]
    assert links(came("", B, "2026-11-09"), came(A, B, "2026-11-01")) == first, "another one from there is no news"
    assert links(came(B, A, "2026-11-09"))[HERE, B] == links(came(B, "", "2026-11-09"))[HERE, B]
    assert not queue.links_of_years(
        [Year("2026", (Group("undated", None, (replace(item(""), via=Place("me", HERE)),)),), (), ())],
        {"2026": HERE}, who(ADA),
    )  # fmt: skip


def test_posts_on_year_pages_are_as_old_as_their_newest_share() -> None:
    first, second = (replace(item(A), date=When(date)) for date in ("2026-11-02", "2026-03"))
    items = (first, second, item(B), item(""))
    year = Year("2026", (Group("in-2026", None, items),), ("spread",), ("2026",))
    assert queue.days_of_years([year], {"2026": HERE}) == {(HERE, A): "2026-11-02", (HERE, B): None}


def test_links_on_own_pages_are_as_old_as_their_pages() -> None:
    pages = [OwnPage(path="looms/", date=When("2026-11-02")), OwnPage(path="knots/")]
    other = Url("https://me.example/gone/")
    assert queue.days_of(pages, ME, [(HERE, A), (HERE, B), (ELSEWHERE, A), (other, A)]) == {
        (HERE, A): "2026-11-02", (HERE, B): "2026-11-02", (ELSEWHERE, A): None, (other, A): None,
    }  # fmt: skip


def test_what_is_new_and_old_is_left_out() -> None:
    notices = [Notice(HERE, A, "new", "d"), Notice(HERE, B, "new", "d"), Notice(ELSEWHERE, A, "changed", "d")]
    days = {(HERE, A): When("2026-11")}
    assert queue.without_old(notices, days, When("2026-11-30")) == ([notices[0], notices[2]], [notices[1]])
    assert queue.without_old(notices, days, When("2026-12-01")) == ([notices[2]], notices[:2])
    assert queue.without_old(notices, days, When("0001-01-01")) == (notices, [])


def test_what_was_passed_stays_so_when_its_page_changes() -> None:
    old = queue.passed(Notice(HERE, A, "new", "d"))
    assert plan({(HERE, A): "other"}, {(HERE, A): old}, [ME], NOW) == queue.Plan((), (), 0)
    assert plan({}, {(HERE, A): old}, [ME], NOW) == queue.Plan((), ((HERE, A),), 0)


def test_what_is_new_changed_or_gone() -> None:
    told = {(HERE, A): FRESH, (HERE, B): replace(FRESH, digest="old"), (ELSEWHERE, A): FRESH}
    links = {(HERE, A): "d", (HERE, B): "d", (ELSEWHERE, B): "d"}
    assert plan(links, told, [ME], NOW).notices == (
        Notice(ELSEWHERE, A, "gone"),
        Notice(ELSEWHERE, B, "new", "d"),
        Notice(HERE, B, "changed", "d"),
    )


def test_of_links_whose_target_never_knew_nothing_is_said_when_they_are_gone() -> None:
    told = {(HERE, A): replace(FRESH, told=False)}
    assert plan({}, told, [ME], NOW) == queue.Plan((), ((HERE, A),), 0)


def test_sources_that_are_not_of_this_site_are_not_missed() -> None:
    told = {(Url("https://preview.example/looms/"), A): FRESH}
    assert plan({}, told, [ME], NOW) == queue.Plan((), (), 0)


def test_what_failed_lately_waits_and_is_tried_again() -> None:
    failed = queue.failed(Notice(HERE, A, "changed", "d"), FRESH, answer(), NOW)
    assert failed is not None
    assert failed.told
    assert failed.digest == ""
    assert plan({(HERE, A): "d"}, {(HERE, A): failed}, [ME], NOW + 60) == queue.Plan((), (), 1)
    assert plan({(HERE, A): "d"}, {(HERE, A): failed}, [ME], NOW + 700).notices == (Notice(HERE, A, "changed", "d"),)
    first = queue.failed(Notice(HERE, A, "new", "d"), None, answer(429, retry_after=7200.0), NOW)
    assert first is not None
    assert not first.told
    assert plan({(HERE, A): "d"}, {(HERE, A): first}, [ME], NOW + 700).waiting == 1


@pytest.mark.parametrize(("why", "left"), [("new", {"d"}), ("changed", {"d"}), ("gone", set())])
def test_what_fails_for_days_is_left_alone_until_the_page_changes(why: queue.Why, left: set[str]) -> None:
    notice, now = Notice(HERE, A, why, "d" if why != "gone" else ""), NOW
    kept: Told | None = FRESH if why != "new" else None
    for _ in range(queue.MOST_FAILURES):
        kept = queue.failed(notice, kept, answer(), now)
        now += 90_000
    assert {kept.digest for kept in (kept,) if kept} == left
    assert kept is None or kept.told is (why == "changed")


def test_a_page_of_which_the_digest_is_not_known_is_told_again() -> None:
    assert plan({(HERE, A): ""}, {(HERE, A): replace(FRESH, digest="")}, [ME], NOW).notices


@pytest.mark.parametrize(
    ("status", "final"), [(400, True), (404, True), (410, True), (429, False), (408, False), (500, False), (0, False)]
)
def test_which_answers_are_final(status: int, final: bool) -> None:
    assert queue.is_final(answer(status)) is final


SOURCES = [Url(f"https://me.example/{name}/") for name in "abc"]
TARGETS = [Url(f"https://{name}.example/") for name in ("ada", "ben")]


def links_of(random: Random) -> dict[queue.Pair, str]:
    every = [(source, target) for source in SOURCES for target in TARGETS]
    return {pair: random.choice("de") for pair in every if random.random() < 0.5}


@settings(derandomize=True, max_examples=150, deadline=None, database=None)
@given(st.integers(0, 2**48))
def test_who_was_told_is_told_no_more_until_something_changes(seed: int) -> None:
    """However the site changes: after a round there is nothing left to do, and all who know were told to."""
    random = Random(seed)
    told: dict[queue.Pair, Told] = {}
    know: set[queue.Pair] = set()
    for _ in range(5):
        links = links_of(random)
        found = plan(links, told, [ME], NOW)
        for pair in found.forgotten:
            del told[pair]
        for notice in found.notices:
            pair = (notice.source, notice.target)
            takes = random.random() < 0.7 or told.get(pair, FRESH).told
            kept = queue.settled(notice, told=takes)
            if kept is None:
                del told[pair]
                know.discard(pair)
            else:
                told[pair] = kept
                know |= {pair} if takes else set()
        assert plan(links, told, [ME], NOW) == queue.Plan((), (), 0)
        assert told.keys() == links.keys()
        assert know <= links.keys(), "who was told of a link that is gone knows that it is"


def test_what_is_recommended_has_a_digest_each_and_is_never_old() -> None:
    file = Url("https://me.example/.well-known/recommendations.json")
    one, other = Recommendation(A), Recommendation(B, When("2026-05"), When("2026-09"))
    links = queue.links_of_recommendations([one, other], file)
    assert [*links] == [(file, A), (file, B)]
    assert links[file, A] == queue.links_of_recommendations([one], file)[file, A]
    assert links[file, B] != queue.links_of_recommendations([Recommendation(B)], file)[file, B]
    notices = [Notice(file, A, "new", "d"), Notice(HERE, A, "new", "d")]
    days = queue.days_of_recommendations([(file, A)])
    for since in ("2026-11-01", queue.NEVER_OLD):
        assert queue.without_old(notices, days, When(since)) == (notices[:1], notices[1:])
