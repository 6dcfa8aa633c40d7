"""What is asked when."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.accounts import schedule
from mkdocs_reciprocity.core.accounts.model import Counts, Known, Place, Status
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import MARA, MARA_ON_BLUESKY, known_status, uri

TODAY = When("2026-11-28")
OURS = "https://me.example/looms/"
ALL = Counts(1, 1, 1, 1)


def is_own(url: Url) -> bool:
    return url.startswith("https://me.example/")


def names(
    *statuses: Status, place: Place = MARA, today: When = TODAY, all_: bool = False, asked: dict[str, str] | None = None
) -> list[str]:
    known = Known(statuses=statuses, asked=asked or {})
    return [ask.name for ask in schedule.questions(place, known, today, is_own, all_=all_)]


def ours(id_: str = "9", day: str = "2026-11-27", counts: Counts = ALL) -> Status:
    return known_status(id_, at=f"{day}T10:00:00Z", links=(OURS,), counts=counts)


def test_only_what_has_a_count_is_asked() -> None:
    assert names(ours()) == ["thread-9", "boosts-9", "likes-9"]
    assert names(ours(counts=Counts(likes=2))) == ["likes-9"]
    assert names(ours(counts=Counts())) == []


def test_on_bluesky_quotes_are_asked_too() -> None:
    tail = "at...did.plc.mara.app.bsky.feed.post.3k1"
    there = ours(uri())
    assert names(there, place=MARA_ON_BLUESKY) == [f"{what}-{tail}" for what in ("thread", "boosts", "likes", "quotes")]
    assert names(ours(uri(), counts=Counts()), place=MARA_ON_BLUESKY) == []


def test_only_own_statuses_that_link_to_own_pages_are_asked_about() -> None:
    assert names(known_status("9", links=("https://ada.example/",), counts=ALL)) == []
    assert names(known_status("9", boost_of=known_status("8"), links=(OURS,), counts=ALL)) == []


@pytest.mark.parametrize(
    ("day", "asked", "due"),
    [
        ("2026-11-28", "", True), ("2026-11-28", "2026-11-28", False), ("2026-11-21", "2026-11-27", True),
        ("2026-11-20", "2026-11-27", False), ("2026-11-20", "2026-11-22", False), ("2026-11-20", "2026-11-21", True),
        ("2026-08-29", "2026-11-21", True), ("2026-08-28", "", False), ("2026-11-29", "2026-11-27", True),
        ("2026-11-27", "2026-12-24", True), ("2020-01-01", "", False),
    ],
)  # fmt: skip
def test_it_is_daily_for_a_week_weekly_for_a_quarter_then_never(day: str, asked: str, due: bool) -> None:
    said = {"status-9": "2026-11-28", "thread-9": asked} if asked else {"status-9": "2026-11-28"}
    assert ("thread-9" in names(ours(day=day), asked=said)) == due


def test_what_has_no_date_is_never_asked_about() -> None:
    assert names(known_status("9", at="", links=(OURS,), counts=ALL)) == []


def test_an_older_status_is_asked_for_its_counts_first() -> None:
    assert names(ours(day="2026-11-10", counts=Counts())) == ["status-9"]
    assert names(ours(day="2026-11-10")) == ["status-9", "thread-9", "boosts-9", "likes-9"]
    assert names(ours(uri(), day="2026-11-10", counts=Counts()), place=MARA_ON_BLUESKY) == [
        "thread-at...did.plc.mara.app.bsky.feed.post.3k1"
    ]


def test_what_was_never_asked_comes_first_then_what_waited_longest() -> None:
    few = Counts(likes=1)
    statuses = [ours("3", counts=few), ours("2", counts=few), ours("1", counts=few)]
    assert names(*statuses, asked={"likes-3": "2026-11-27", "likes-1": "2026-11-26"}) == [
        "likes-2",
        "likes-1",
        "likes-3",
    ]


def test_the_counts_come_before_what_they_count() -> None:
    asked = {"status-9": "2026-11-20", "thread-9": "2026-11-18", "boosts-9": "", "likes-9": "2026-11-19"}
    found = names(ours("8", day="2026-11-10"), ours(day="2026-11-10"), asked={**asked, "status-8": "2026-11-15"})
    assert found[0] == "status-8"
    assert found[4:] == ["status-9", "thread-9", "boosts-9", "likes-9"]


def test_all_can_be_asked_once_however_old() -> None:
    assert names(ours(day="2020-01-01"), all_=True, asked={"likes-9": "2020-01-02"}) == ["thread-9", "boosts-9"]


def test_the_next_page_goes_on() -> None:
    (_, boosts, *_), (_, there, *_) = (
        list(schedule.questions(place, Known(statuses=(ours(id_),)), TODAY, is_own))
        for place, id_ in ((MARA, "9"), (MARA_ON_BLUESKY, uri()))
    )
    after = schedule.page_after(MARA, boosts, "55")
    assert (after.name, after.url.endswith("/statuses/9/reblogged_by?limit=40&max_id=55")) == ("boosts-9-1", True)
    assert "getRepostedBy" in schedule.page_after(MARA_ON_BLUESKY, there, "c").url
    assert schedule.page_after(MARA_ON_BLUESKY, there, "c").url.endswith("&cursor=c")
