"""Links in a text, by offsets in bytes."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.accounts import bluesky_text
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import facet

URL = Url("https://ada.example/engines/?a=1")


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Look: ada.example/engines/?... now", "ada.example/engines/?...", "Look:   now"),
        ("Look: https://ada.example/engines/?a=1", "https://ada.example/engines/?a=1", "Look:  "),
        ("👩‍🏭 Ünïcode ADA.example/eng…", "ADA.example/eng…", "👩‍🏭 Ünïcode  "),
        ("Read this essay now", "this essay", "Read this essay now"),
        ("Read eve.example now", "eve.example", "Read eve.example now"),
    ],
)
def test_an_address_in_the_text_is_no_word(text: str, words: str, left: str) -> None:
    assert bluesky_text.read(text, [facet(text, words, URL)]) == bluesky_text.RichText(left, (URL,))


@pytest.mark.parametrize(
    "index",
    [{}, {"byteStart": 5_000, "byteEnd": 6_000}, {"byteStart": 3, "byteEnd": 1}, {"byteStart": -4, "byteEnd": "x"},
     {"byteStart": 1, "byteEnd": 2}, []],
)  # fmt: skip
def test_offsets_that_make_no_sense_leave_the_text_alone(index: object) -> None:
    said = {"index": index, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": URL}]}
    assert bluesky_text.read("äöü", [said]) == bluesky_text.RichText("äöü", (URL,))


def test_facets_that_overlap_take_nothing_twice() -> None:
    text = "ada.example/engines is good"
    facets = [facet(text, "ada.example/engines", URL), facet(text, "ada.example", URL), facet(text, "engines", URL)]
    assert bluesky_text.read(text, facets).text in {"  is good", " /engines is good"}
    assert bluesky_text.read(text, facets[::-1]) == bluesky_text.read(text, facets)


@pytest.mark.parametrize(
    "feature",
    [{"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:a", "uri": URL}, {"$type": 5, "uri": URL},
     {"$type": "app.bsky.richtext.facet#link", "uri": "javascript:alert(1)"}, {}],
)  # fmt: skip
def test_other_facets_are_no_links(feature: dict[str, Any]) -> None:
    assert bluesky_text.read("abc", [{"index": {"byteStart": 0, "byteEnd": 3}, "features": [feature]}]).links == ()


def test_links_are_in_the_order_of_the_text() -> None:
    text = "b.example a.example"
    facets = [facet(text, "a.example", "https://a.example/"), facet(text, "b.example", "https://b.example/")]
    assert bluesky_text.read(text, facets).links == ("https://b.example/", "https://a.example/")
