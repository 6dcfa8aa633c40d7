"""Which gifts the feeds of shares hold, and when they were given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.views import feeds
from tests.core.ledger.making import gave, got, peer, views_of

BERLIN = ZoneInfo("Europe/Berlin")


def titles(*rows: Interaction) -> list[str]:
    return [item.post.text for item in views_of(rows).feed]


def dated(*dates: str | None) -> list[str]:
    return titles(*(gave("share", f"https://ada.example/{date}", date, title=str(date)) for date in dates))


def test_the_newest_come_first_by_the_first_day_of_their_period_and_undated_ones_have_no_place() -> None:
    found = dated("2026-11-02", "2026-11", None, "2026", "2026-10-31", "2025-12-31", "2026-01-01")
    assert found == ["2026-11-02", "2026-11", "2026-10-31", "2026-01-01", "2026", "2025-12-31"]


def test_only_what_leads_somewhere_was_given_and_is_public() -> None:
    found = titles(
        gave("share", "https://ada.example/a", title="A"),
        gave("share", None, peer="ada", title="In a talk"),
        gave("comment", "https://ada.example/c", title="C"),
        gave("like", "https://ada.example/l", title="L"),
        gave("share", "https://cleo.example/x", title="X"),
        gave("share", "https://ada.example/m", title="M", via="e-mail"),
        got("share", "https://me.example/looms/", peer="ada"),
    )
    assert sorted(found) == ["A", "C"]


def test_at_most_fifty_and_the_newest_of_them() -> None:
    rows = [gave("share", f"https://ada.example/{n}", f"{1900 + n}-01-01", title=str(n)) for n in range(120)]
    assert titles(*rows) == [str(n) for n in range(119, 69, -1)]


def test_strangers_are_in_it() -> None:
    (item,) = views_of([gave("share", "https://stranger.example/x", title="X")], peers=[peer("ada")]).feed
    assert item.peer.text == "stranger.example"


@pytest.mark.parametrize(
    ("date", "zone", "instant"),
    [
        ("2026-11-02", UTC, "2026-11-02T00:00:00+00:00"),
        ("2026-11", UTC, "2026-11-01T00:00:00+00:00"),
        ("2026", UTC, "2026-01-01T00:00:00+00:00"),
        ("2026-11-02", BERLIN, "2026-11-02T00:00:00+01:00"),
        ("2026-07-02", BERLIN, "2026-07-02T00:00:00+02:00"),
        ("1880-07-02", BERLIN, "1880-07-02T00:00:00+00:53"),  # +00:53:28 then
        ("1880-07-02", ZoneInfo("America/New_York"), "1880-07-02T00:00:00-04:56"),  # -04:56:02 then
        ("2026-11-02", timezone(timedelta(hours=-9, minutes=-30)), "2026-11-02T00:00:00-09:30"),
        ("0001", timezone(timedelta(hours=14)), "0001-01-01T00:00:00+14:00"),
        ("9999-12-31", timezone(timedelta(hours=-12)), "9999-12-31T00:00:00-12:00"),
    ],
)
def test_a_period_begins_when_its_first_day_does(date: str, zone: tzinfo, instant: str) -> None:
    assert feeds.instant(When(date), zone) == instant
    assert datetime.fromisoformat(instant).date().isoformat()[: len(date)] == date
