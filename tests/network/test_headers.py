"""Headers of answers, well-formed and not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.network.headers import by_name, last_modified, max_age, plain, reference, retry_after, used_up

NOW = 1_800_000_000.0
VALUES = st.binary(max_size=40).map(lambda raw: raw.decode("utf-8", "surrogateescape"))


def test_lists_are_joined_and_of_all_else_the_first_counts() -> None:
    lines = [
        (b"Cache-Control", b"public"), (b"ETag", b""), (b"ETag", b"1"), (b"cache-control", b""), (b"etag", b"2"),
        (b"CACHE-CONTROL", b"max-age=5"), (b"Link", b"<a>"), (b"Link", b"<b>"), (b"X", b"\xc3\xa9\xe9"),
    ]  # fmt: skip
    assert by_name(lines) == {
        "cache-control": "public, max-age=5",
        "etag": "1",
        "link": "<a>, <b>",
        "x": "é\udce9",
    }


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ('W/"1"', 'W/"1"'),
        (' "1" ', '"1"'),
        ("x" * 300, "x" * 300),
        ("x" * 301, ""),
        ("é", ""),
        ("a\udce9", ""),
        ("a\r\nCookie: x", ""),
        ("\x1b[31m", ""),
        ("", ""),
    ],
)
def test_what_can_be_kept_and_sent(value: str, kept: str) -> None:
    assert plain(value) == kept


def test_bytes_of_an_address_are_escaped_as_they_came() -> None:
    assert reference("/\udce9/é/\udcff\udc80") == "/%E9/é/%FF%80"


@given(VALUES)
def test_a_reference_can_be_encoded(value: str) -> None:
    reference(value).encode()
    assert plain(value).isascii()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": ""}, None),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": 'public, Max-Age="60", max-age=5'}, 60),
        ({"cache-control": "max-age=60", "age": "20"}, 40),
        ({"cache-control": "max-age=60", "age": "99"}, 0),
        ({"cache-control": "max-age=60", "age": "-9"}, 60),
        ({"cache-control": "max-age=60, no-cache"}, 0),
        ({"cache-control": 'no-cache="set-cookie", max-age=60'}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=²"}, None),
        ({"cache-control": "max-age=1.5"}, None),
        ({"cache-control": "max-age"}, None),
        ({"cache-control": "max-age=x, max-age=5"}, 5),
        ({"cache-control": "max-age=60; x"}, None),
        ({"cache-control": "max-age=" + "9" * 9999}, 999999999999),
        ({"cache-control": ",,=,"}, None),
        ({"cache-control": "\udce9, max-age=5"}, 5),
    ],
)
def test_freshness(headers: dict[str, str], seconds: float | None) -> None:
    assert max_age(headers) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None),
        ("120", 120),
        ("0", 0),
        ("Thu, 01 Jan 2099 00:00:00 GMT", 4_070_908_800 - NOW),
        ("Thu, 01 Jan 2099 00:00:00 -0000", 4_070_908_800 - NOW),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
        ("Wed, 30 Dec 2099 23:59:59 -2359", 4_102_444_739 - NOW),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("Wed, 01 Jan 2200 00:00:00 GMT", None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("٣", None),
        ("Mon, 99 Foo 0 99:99:99 +9999", None),
        ("Mon, " + "9" * 9999 + " Jan 2030 00:00:00 GMT", None),
    ],
)
def test_retry_after_in_both_forms(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, now=NOW) == seconds


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Fri, 15 Jan 2027 08:00:00 GMT", True),
        ("Fri, 15 Jan 2027 08:00:01 GMT", False),
        ("Sat, 16 Nov 2041 19:11:00 GMT", False),
        ("Saturday, 16-Nov-2041 19:11:00 GMT", False),
        ("Sun, 06 Nov 1994 08:49:37 GMT", True),
        ("Sat, 31 Feb 2041 19:11:00 GMT", False),
        ("Fri, 31 Dec 9999 23:59:59 GMT", False),
        ("Sat, 16 Xyz 2041 19:11:00 GMT", False),
        ("Sat, 16 Nov 2041", False),
        ("Sun, 16 Nov 2014", True),
        ("", True),
    ],
)
def test_a_date_that_is_to_come_says_nothing_of_when_something_changed(value: str, kept: bool) -> None:
    assert last_modified({"last-modified": value}, now=NOW) == (value if kept else "")


@given(VALUES | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{1,3} [A-Z][a-z]{2} [0-9]{1,5} [0-9:]{1,9} [+-]?[0-9A-Z]{1,5}"))
def test_no_value_is_too_odd(value: str) -> None:
    for found in (
        retry_after({"retry-after": value}, now=NOW),
        max_age({"cache-control": value, "age": value}),
        max_age({"cache-control": f"max-age={value}"}),
    ):
        assert found is None or found >= 0
    assert last_modified({"last-modified": value}, now=NOW) in {value, ""}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"x-ratelimit-remaining": "0"}, None),
        ({"x-ratelimit-reset": "2027-01-15T08:10:00Z"}, None),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": "2027-01-15T08:10:00Z"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2027-01-15T08:10:00.812345Z"}, 600),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2027-01-15T07:10:00Z"}, 0),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "1800000060"}, 60),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "1799999999.5"}, 0),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "90"}, 90),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "soon"}, None),
        ({"ratelimit-remaining": "-1", "ratelimit-reset": "90"}, None),
        ({"x-ratelimit-remaining": "5", "ratelimit-remaining": "0", "ratelimit-reset": "90"}, 90),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "\udce9"}, None),
    ],
)
def test_a_limit_that_is_used_up(headers: dict[str, str], seconds: float | None) -> None:
    assert used_up(headers, now=NOW) == seconds
