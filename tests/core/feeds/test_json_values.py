"""What is read of JSON, however it is written, and what is not."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Raw

from mkdocs_reciprocity.core.feeds import json_values
from mkdocs_reciprocity.core.feeds.reader import read
from mkdocs_reciprocity.core.webmention import jf2
from tests.core.feeds.making import item

VERSION = "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (b'"plain"', "plain"),
        (rb'"a\ud83d"', "a"),
        (rb'"\ud83d\ude00 \ud83d\ud83d\ude00 \ude00x \\ud83d \n"', "\U0001f600 \U0001f600 x \\ud83d \n"),
        (b'"a\nb\tc\x01d\0"', "a b cd"),
        (b'"a\xff"', "a\ufffd"),
        (b'"NaN\n"', "NaN "),
        (b"NaN", ""),
        (b"-Infinity", ""),
        (b"1" * 5_000, ""),
        (b"1e999", ""),
        (b"[]", ""),
        (b'"', ""),
        (b"", ""),
    ],
)
def test_a_text(said: bytes, text: str) -> None:
    assert json_values.text(Raw(said)) == text


def test_a_number_that_json_does_not_have_costs_itself() -> None:
    assert json_values.decoded(b'{"a": NaN, "b": "x NaN \\" Infinity"}', dict[str, Raw]) == {
        "a": Raw(b"null"),
        "b": Raw(b'"x NaN \\" Infinity"'),
    }
    assert json_values.items(b"[1, -Infinity]") == [Raw(b"1"), Raw(b"null")]
    assert json_values.items(b"[" * 100_000) == []
    assert json_values.items(b"[" * 100_000 + b"\n\xff") == []
    assert json_values.decoded(b"NaN [" + b'{"":' * 100_000, dict[str, Raw]) is None


@settings(derandomize=True, max_examples=200, deadline=None, database=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=9))
def test_what_is_written_rightly_is_read_as_the_standard_library_does(text: str) -> None:
    """The slow way too: line breaks and halves of characters beside it change nothing of it."""
    for said in (json.dumps(text), json.dumps(text, ensure_ascii=False)):
        assert json_values.text(Raw(said.encode())) == text
        both = json_values.items(f'[{said},\n"a\nb\\ud83d"]'.encode())
        assert [json_values.text(one) for one in both] == [text, "a b"]


def test_a_document_of_very_many_values_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = json.dumps({"version": VERSION, "items": [{"id": "1"}, {"id": "2"}]}).encode()
    mentions = json.dumps({"children": [{"a": 1}, {"b": 2}]}).encode()
    for limit, some in ((6, True), (4, False)):
        monkeypatch.setattr(json_values, "VALUES", limit)
        assert (read(feed, "") is not None) == some
        assert (jf2.read(mentions) is not None) == some


def test_the_newest_of_many_items_are_kept() -> None:
    items: list[Any] = [{"title": f"{n}", "date_modified": f"{2000 + n % 90}-01-01"} for n in range(2_000)]
    items += [5, [], {"title": "new", "date_published": "2095-01-01", "date_modified": "x"}]
    feed = read(json.dumps({"version": VERSION, "items": items}).encode(), "")
    assert feed is not None
    titles = [entry.title for entry in feed.entries]
    assert len(titles) == 2_000
    assert "new" in titles
    assert "0" in titles


def test_a_name_is_looked_for_among_a_few_authors() -> None:
    nobody: list[Any] = [{}, 5, {"name": " "}, {"name": 5}]
    assert item(authors=[*nobody, {"name": "Ada"}]).author == "Ada"
    assert item(authors=nobody * 5 + [{"name": "Ada"}], author={"name": "Ben"}).author == "Ben"


def test_what_is_not_wanted_takes_no_memory() -> None:
    many = ",".join(["[]"] * 150_000)
    body = f'{{"version": "{VERSION}", "_x": [{many}], "items": [{{"title": "a", "_y": [{many}]}}]}}'.encode()
    tracemalloc.start()
    feed = read(body, "")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert feed is not None
    assert [entry.title for entry in feed.entries] == ["a"]
    assert most < 3 * len(body), "a tree of it would take twenty times its size"
