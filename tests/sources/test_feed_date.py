"""The dates of feeds, read strictly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_reciprocity.sources import feed_date
from tests.sources.feed_making import one, rss


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Sat, 07 Nov 2026 10:00:00 GMT", "2026-11-07T10:00:00Z"),
        ("Sat, 07 Nov 2026 10:00:00 +0000", "2026-11-07T10:00:00Z"),
        ("Sat, 31 Oct 2026 10:00:00 +0000", "2026-10-31T10:00:00Z"),
        ("Sat, 00 Nov 2026 10:00:00 +0000", ""),
        ("Sat, 07 Foo 2026 10:00:00 +0000", ""),
        ("7 November 2026 9:05", "2026-11-07T09:05:00Z"),
        ("Saturday, 07-Nov-26 10:00:00 EST", "2026-11-07T15:00:00Z"),
        ("07 Nov 99 10:00 PDT", "1999-11-07T17:00:00Z"),
        ("07 Nov 126 10:00 Z", "2026-11-07T10:00:00Z"),
        ("Sat,7 Nov 2026 10:00:00 +01:30 (somewhere)", "2026-11-07T08:30:00Z"),
        ("Sat, 7 Nov 2026 10:00:00 GMT+0200", "2026-11-07T08:00:00Z"),
        ("Sat, 7 Nov 2026 10:00:00 CEST", "2026-11-07T10:00:00Z"),
        ("Sat, 7 Nov 2026", "2026-11-07"),
        ("Sat Nov  7 10:00:00 2026", "2026-11-07T10:00:00Z"),
        ("Sat Nov  7 10:00:00 EST 2026", "2026-11-07T15:00:00Z"),
        ("2026-11-07", "2026-11-07"),
        (" 2026-11-07T10:00:00Z\n", "2026-11-07T10:00:00Z"),
        ("2026-11-07t10:00:00.123456-05:00", "2026-11-07T15:00:00Z"),
        ("2026-11-07 10:00:00 +0100", "2026-11-07T09:00:00Z"),
        ("2026-11-07T10:00", "2026-11-07T10:00:00Z"),
        ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z"),
        ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"),
        ("2026-11", ""),
        ("2026", ""),
        ("2026-02-30", ""),
        ("2026-02-30T10:00:00Z", ""),
        ("Mon, 30 Feb 2026 10:00:00 GMT", ""),
        ("2026-11-07T25:00:00Z", ""),
        ("2026-11-07T10:00:61Z", ""),
        ("2026-11-07T10:00:00+99:99", ""),
        ("9999-12-31T23:59:59Z", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("Mon, 01 Jan 0001 00:00:00 +0000", ""),
        ("yesterday", None),
        ("", None),
        ("2" * 5000, None),
        ("٢٠٢٦-11-07", None),
    ],
)
def test_dates(written: str, read_as: str | None) -> None:
    assert feed_date.read(written) == read_as


@settings(deadline=None)
@given(st.text(alphabet="0123456789-+:TZ, SatNovGM", max_size=40))
def test_any_date_is_read_or_not(text: str) -> None:
    read_as = feed_date.read(text)
    assert read_as in ("", None) or feed_date.read(read_as) == read_as


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("<pubDate>2026-02-30</pubDate><dc:date>2026-11-07</dc:date>", "2026-11-07"),
        ("<dc:date>2026-11-08</dc:date><pubDate>Sat, 7 Nov 2026</pubDate>", "2026-11-07"),
        ("<dcterms:modified>2026-11-08</dcterms:modified><dcterms:issued>2026-11-07</dcterms:issued>", "2026-11-07"),
        ("<pubdate>2026-11-07</pubdate>", "2026-11-07"),
        ("<pubDate/>", ""),
        ("", ""),
    ],
)
def test_which_date(fields: str, found: str) -> None:
    assert one(rss(fields)).published == found
