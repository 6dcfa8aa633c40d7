"""Values in JSON that may be of any type."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.accounts import bluesky, mastodon, places, values
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import HOST

HOSTILE = [
    b"", b"\x00", b"null", b"true", b"1", b'"a"', b"[]", b"{}", b"[" * 200_000, b'{"a":' * 100_000, b"[1, 2",
    b"[" + b"9" * 5_000 + b"]", b'[{"id": ' + b"9" * 5_000 + b"}]", b'{"id": "1", "acct": "\\ud800"}',
    b'[{"id": "1\\u0000", "account": {"id": "1", "acct": "a\\u0000b"}, "visibility": "public"}]', b"\xff\xfe[]",
    b"<!DOCTYPE html><title>Log in</title>", b'{"error": "This method requires an authenticated user"}',
    b'{"feed": [1, {}, {"post": []}, {"post": {"uri": 5}}], "likes": {}, "posts": [null], "repostedBy": [[]]}',
    b'{"descendants": [[], {"account": "x"}, null], "thread": {"post": {"uri": "x"}, "replies": [{"replies": 1}]}}',
    b'[{"id": true, "account": {"id": [], "acct": {}}, "visibility": ["public"], "reblog": 1, "card": [], "tags": 3}]',
    b"[" + b"{}," * 400_000 + b"{}]",
]  # fmt: skip


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_no_answer_breaks_a_reader(said: bytes) -> None:
    read: list[Any] = [
        mastodon.statuses(said, HOST), mastodon.answers(said, "1", HOST), mastodon.nods(said, "1", "like", HOST),
        bluesky.statuses(said), bluesky.likes(said, "1"), bluesky.boosts(said, "1"), bluesky.quotes(said, "1"),
    ]  # fmt: skip
    assert [one.records for one in read if one is not None and one.records] == []
    assert mastodon.account(said, HOST) is None
    assert mastodon.one_status(said, HOST) is None
    assert bluesky.thread(said, "1") is None
    assert places.of_account(said) is None


def test_a_mark_of_byte_order_is_no_part_of_an_answer() -> None:
    assert values.documents(b'\xef\xbb\xbf[{"a": 1}, 2]') == [{"a": 1}]
    assert values.document(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("said", "expected"),
    [("109", "109"), (109, "109"), ("01HX.a:b~c-d_e", "01HX.a:b~c-d_e"), ("", ""), ("../1", ""), ("..", ""),
     ("1/2", ""), (True, ""), (-1, ""), (None, ""), (10**40, ""), ("x" * 201, ""), ("1\n", "")],
)  # fmt: skip
def test_an_id_can_stand_in_an_address(said: object, expected: str) -> None:
    assert values.identifier({"id": said}, "id") == expected


@pytest.mark.parametrize(("said", "number"), [(3, 3), (0, 0), (-3, 0), (True, 0), ("3", 0), (10**30, 10**9), (1.5, 0)])
def test_a_count_is_a_number(said: object, number: int) -> None:
    assert values.count({"n": said}, "n") == number


def test_times_are_the_earliest_that_can_be_read() -> None:
    said = {"a": "2026-11-20T10:00:00.000Z", "b": "2026-11-19T23:00:00+01:00", "c": "soon", "d": 5}
    assert values.time_at(said, "a", "b", "c", "d") == "2026-11-19T22:00:00Z"
    assert values.time_at(said, "c", "d") == ""


def test_links_stand_where_they_come_first() -> None:
    links = [Url(f"https://{name}.example/") for name in "abac"]
    assert values.each_once([*links, Url("http://www.b.example")]) == (links[0], links[1], links[3])


def test_objects_of_other_shapes_are_left_out() -> None:
    assert values.objects({"a": [{"b": 1}, 2, None, {"c": 1}]}, "a", 3) == [{"b": 1}]
    assert values.objects({"a": {}}, "a") == []
    assert values.inside({"a": {"b": 1}}, "a", "b") == {}
