"""Dates: a day, a month, a year; windows of months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When, Window

AUCKLAND = ZoneInfo("Pacific/Auckland")


@pytest.mark.parametrize("text", ["2026-11-02", "2026-11", "2026", "0001", "9999-12-31", "2024-02-29"])
def test_a_day_a_month_and_a_year_stay_as_they_were_written(text: str) -> None:
    assert dates.parse(text, UTC) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30",
        "2026-13",
        "2026-00",
        "0000",
        "26-11-02",
        "2026-11-2",
        "2026/11/02",
        "02.11.2026",
        "unknown",
        "2026-11-",
        "20261102",
        "2026-W45-1",
        "2026-1a-02",
        "２０２６",
        "２０２６-11-02",
        "2026-11-02-05",
        "2026-11-02/03",
        "2026-11-02T",
        "2026-11-02 at noon",
        "2026-11-02T25:00",
        "2026-11-02T12:30+99:99",
        "2026-02-30T12:00",
        "2026\n",
        "2026-11-02\n",
        "12345678901",
        "-2026-11-02",
        "2026-11-02T12:30 Europe/Berlin",
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert dates.parse(text, UTC) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-02T12:30", "2026-11-02"),
        ("2026-11-02 12:30:45", "2026-11-02"),
        ("2026-11-02t23:59", "2026-11-02"),
        ("2026-11-02T23:30Z", "2026-11-03"),
        ("2026-11-02 23:30 +00:00", "2026-11-03"),
        ("2026-11-02T00:30+14:00", "2026-11-01"),
        ("2026-11-02T12:00:00.123456-11:00", "2026-11-03"),
    ],
)
def test_a_time_is_a_day_in_the_zone_of_the_site(text: str, day: str) -> None:
    assert dates.parse(text, AUCKLAND) == day


def test_a_time_that_leaves_the_calendar_in_the_zone_is_no_date() -> None:
    assert dates.parse("9999-12-31T23:00:00Z", AUCKLAND) is None


def test_an_instant_has_a_day_in_every_zone_even_at_the_ends_of_the_calendar() -> None:
    assert dates.day_of(datetime(2026, 11, 2, 23, tzinfo=UTC), AUCKLAND) == "2026-11-03"
    assert dates.day_of(datetime(9999, 12, 31, 23, tzinfo=UTC), AUCKLAND) == "9999-12-31"
    assert dates.day_of(datetime(1, 1, 1, tzinfo=UTC), timezone(timedelta(hours=-5))) == "0001-01-01"


def test_a_feed_entry_is_dated_in_the_zone_of_the_site() -> None:
    assert dates.published_on("2026-11-02T23:30:00Z", AUCKLAND) == "2026-11-03"
    assert dates.published_on("2026-11-02", AUCKLAND) == "2026-11-02"
    for nothing in ("", "soon", "2026", "2026-11", "2026-13-45", "2026-13-45T99:00:00Z"):
        assert dates.published_on(nothing, AUCKLAND) is None


def test_posix_seconds_are_an_instant_in_utc() -> None:
    assert dates.from_epoch(1795348800) == datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_window_is_this_month_and_those_before_it() -> None:
    year = dates.window(When("2026-11-22"), 12)
    assert (year.first, year.last) == ("2025-12", "2026-11")
    assert year.months() == ["2025-12", *(f"2026-{month:02d}" for month in range(1, 12))]
    assert dates.window(When("2026-01-01"), 1).months() == ["2026-01"]


def test_no_window_reaches_beyond_the_first_year() -> None:
    assert dates.window(When("0001-02-01"), 12).first == "0001-01"


@pytest.mark.parametrize("date", ["2025-12-01", "2026-11-30", "2025-12", "2026-11", "2025", "2026"])
def test_a_period_is_in_a_window_if_any_day_of_it_is(date: str) -> None:
    assert When(date) in Window("2025-12", "2026-11")


@pytest.mark.parametrize("date", ["2025-11-30", "2026-12-01", "2025-11", "2026-12", "2024", "2027", None])
def test_what_lies_outside_or_has_no_date_is_in_no_window(date: str | None) -> None:
    assert (When(date) if date else None) not in Window("2025-12", "2026-11")


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2026-11-02", "2026-11-02", "2026-11-02"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(date: When, first: str, last: str) -> None:
    assert (dates.first_day(date), dates.last_day(date)) == (first, last)


def test_days_between_periods_are_counted_from_edge_to_edge() -> None:
    assert dates.days_between(When("2026-11-02"), When("2026-11-05")) == 3
    assert dates.days_between(When("2026-11-05"), When("2026-11-02")) == 3
    assert dates.days_between(When("2026-11"), When("2026-11-05")) == 0
    assert dates.days_between(When("2026-10"), When("2026-12")) == 31


def test_days_later_stop_at_the_last_day_there_is() -> None:
    assert dates.after(When("2026-11-22"), 1) == "2026-11-23"
    assert dates.after(When("9999-12-31"), 1) == "9999-12-31"
    assert dates.ordinal("0001-01-01") == 1


def test_dates_in_words() -> None:
    assert dates.in_words(When("2026-11-07")) == "7 November 2026"
    assert dates.in_words(When("2026-11-07"), year=False) == "7 November"
    assert dates.in_words(When("2026-11")) == "November 2026"
    assert dates.in_words(When("2026")) == "2026"
    assert dates.in_words(None) == "undated"


@pytest.mark.parametrize("text", ["2026", "2026-11", "2026-11-02"])
def test_what_is_one(text: str) -> None:
    assert dates.is_one(text)
    for other in ("", f"{text} ", f" {text}", f"{text}-", "2026-13", "2026-11-02T10:00:00Z", "0000"):
        assert not dates.is_one(other)


@pytest.mark.parametrize(("hours", "instant"), [(0, 1795348800), (14, 1795298400), (-12, 1795392000)])
def test_noon_is_on_its_day(hours: int, instant: int) -> None:
    zone = timezone(timedelta(hours=hours))
    assert dates.noon(When("2026-11-22"), zone) == instant
    assert dates.day_of(dates.from_epoch(instant), zone) == "2026-11-22"
