"""The dates of feeds, read strictly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_reciprocity.core.feeds import dates
from tests.core.feeds.making import one, rss


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
    assert dates.read(written) == read_as


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Fri, 06 Nov 2026 22:05:00 Europe/Berlin", "2026-11-06"),
        ("Fri, 06 Nov 2026 22:05:00 America/Argentina/Salta", "2026-11-06"),
        ("Fri, 06 Nov 2026 22:05:00 GMT+9", "2026-11-06T13:05:00Z"),
        ("Fri, 06 Nov 2026 22:05:00 UTC-05:30", "2026-11-07T03:35:00Z"),
        ("Fri, 06 Nov 2026 22:05:00 +2", "2026-11-06T20:05:00Z"),
        ("Fri, Nov 06 2026 10:05:07 PM", "2026-11-06T22:05:07Z"),
        ("Nov 6, 2026 12:05 a.m. PST", "2026-11-06T08:05:00Z"),
        ("November 6th, 2026 at 9 pm EDT", "2026-11-07T01:00:00Z"),
        ("6th of November, 2026", "2026-11-06"),
        ("Fri Nov 06 2026 22:05:00 GMT+0100 (Central European Standard Time)", "2026-11-06T21:05:00Z"),
        ("2026-11-06T22:05:00+02", "2026-11-06T20:05:00Z"),
        ("2026-11-06T22:05:00 PST", "2026-11-07T06:05:00Z"),
        ("2026/11/06 22:05", "2026-11-06T22:05:00Z"),
        ("2026.11.06", "2026-11-06"),
        ("2026-1-6", "2026-01-06"),
        ("20261106T220500Z", "2026-11-06T22:05:00Z"),
        ("20261106", "2026-11-06"),
        ("1794002700", "2026-11-06T22:05:00Z"),
        ("1794002700123", "2026-11-06T22:05:00Z"),
        ("23.11.2026", "2026-11-23"),
        ("Mo, 23.11.2026 - 22:05 Uhr", "2026-11-23T22:05:00Z"),
        ("11/23/2026", "2026-11-23"),
        ("23/11/2026 22h05", "2026-11-23T22:05:00Z"),
        ("11/11/2026", "2026-11-11"),
        ("06.11.2026", ""),
        ("11/06/2026 10:00", ""),
        ("23/23/2026", ""),
        ("31.11.2026", ""),
        ("30. Februar 2026", ""),
        ("6. November 2026", "2026-11-06"),
        ("Fr, 06 Dez 2026 10:00:00 +0100", "2026-12-06T09:00:00Z"),
        ("6 März 2026", "2026-03-06"),
        ("mar. 24 nov. 2026", "2026-11-24"),
        ("mar 24 2026", "2026-03-24"),
        ("1er août 2026", "2026-08-01"),
        ("6 juin 2026 à 22h05", "2026-06-06T22:05:00Z"),
        ("vie, 6 de noviembre de 2026", "2026-11-06"),
        ("6º de maio de 2026", "2026-05-06"),
        ("ven 6 giu 2026", "2026-06-06"),
        ("пт, 06 ноя 2026 22:05:00 +0300", "2026-11-06T19:05:00Z"),
        ("6 листопада 2026", "2026-11-06"),
        ("6 listopada 2026", ""),
        ("6 marras 2026", "2026-11-06"),
        ("6 Kasım 2026", "2026-11-06"),
        ("6 نوفمبر 2026", "2026-11-06"),
        ("2026年11月6日 22:05", "2026-11-06T22:05:00Z"),
        ("2026년 11월 6일", "2026-11-06"),
        ("6 or 7 November 2026", ""),
        ("6 October or November 2026", ""),
        ("Nov 26", ""),
        ("November 2026", ""),
        ("06 Nov 2569", "2569-11-06"),
        ("6 พฤศจิกายน 2569", None),
        ("23.11.2569", ""),
        ("6 Nov 2026 31:00", ""),
        ("23.11.2026 31:00", ""),
        ("6 Dez 2026 10:00 +25:00", ""),
        ("9999999999", ""),
        ("Fri,", None),
        ("Invalid Date", None),
        ("undefined", None),
        ("12345", None),
    ],
)
def test_dates_in_no_format(written: str, read_as: str | None) -> None:
    assert dates.read(written) == read_as


@settings(deadline=None)
@given(st.text(alphabet="0123456789-+:TZ, SatNovGM", max_size=40))
def test_any_date_is_read_or_not(text: str) -> None:
    read_as = dates.read(text)
    assert read_as in ("", None) or dates.read(read_as) == read_as


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
