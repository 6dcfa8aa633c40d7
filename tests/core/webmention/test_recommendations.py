"""Files of recommendations: their places, and what stands in them."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.site_places import is_of_recommendations
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention.recommendations import read


def test_the_addresses_are_read_in_their_order() -> None:
    body = (
        b'\xef\xbb\xbf[{"url": "https://b.example/", "created_at": "2026-05-01T00:00:00.000Z", "title": "B"},'
        b' {"url": "https://a.example/x"}]'
    )
    assert read(body) == ("https://b.example/", "https://a.example/x")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"{}", b'{"url": "https://a.example/"}', b"[3, null, [], {}]", b'[{"url": ["https://a.example/"]}]',
        b'[{"url": "javascript:alert(1)"}]', b"[" * 100_000, b"<html></html>", b"[" + b"{}," * 1_000_001 + b"{}]",
    ],
)  # fmt: skip
def test_what_has_another_shape_names_nobody(body: bytes) -> None:
    assert read(body) == ()


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://nora.example/.well-known/recommendations.json", True),
        ("http://WWW.Nora.example/.well-known/recommendations.json/", True),
        ("https://nora.example/%2Ewell-known/recommendations.json", True),
        ("https://host.example/~nora/.well-known/recommendations.json", True),
        ("https://nora.example/.well-known/recommendations.json?v=2#x", True),
        ("https://nora.example/.well-known/Recommendations.JSON", False),
        ("https://nora.example/.Well-Known/recommendations.json", False),
        ("https://nora.example/.well-known/recommendations.opml", False),
        ("https://nora.example/recommendations.json", False),
        ("https://nora.example/x.well-known/recommendations.json", False),
        ("https://nora.example/.well-known/recommendations.json/more", False),
        ("https://nora.example/?f=/.well-known/recommendations.json", False),
        ("https://nora.example/", False),
    ],
)
def test_the_path_decides_where_such_a_file_is(url: str, is_one: bool) -> None:
    assert is_of_recommendations(Url(url)) is is_one
