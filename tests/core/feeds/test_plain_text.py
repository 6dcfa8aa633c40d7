"""Addresses in plain text."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.feeds import plain_text
from tests.core.feeds.making import item, links_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Read https://me.example/looms/ (by @ben.example).", ["https://me.example/looms/"]),
        ("(https://me.example/looms/).", ["https://me.example/looms/"]),
        (
            "https://me.example/loom_(device), https://me.example/a!",
            ["https://me.example/loom_(device)", "https://me.example/a"],
        ),
        ("[https://me.example/a] {https://me.example/b}", ["https://me.example/a", "https://me.example/b"]),
        ("\u201chttps://me.example/a\u201d 'https://me.example/b'", ["https://me.example/a", "https://me.example/b"]),
        ("see:https://me.example/?a=1&amp;b=2;", ["https://me.example/?a=1&b=2"]),
        ("HTTPS://me.example/a", ["HTTPS://me.example/a"]),
        ("me.example/cards and @me@me.example", []),
        ("https://me.example/lo\u2026 https://me.example/lo...", []),
        ("xhttps://me.example/ ada@https://me.example/ /https://me.example/", []),
        ("https://", []),
        ("))))https://me.example/)))", ["https://me.example/"]),
        ("<p>https://me.example/a<br>https://me.example/b</p>", ["https://me.example/a", "https://me.example/b"]),
        ("<a href='x'>https://me.example/a</a>", []),
        ("<pre>curl https://me.example/a</pre>", []),
        ("no address: // at all", []),
        ("_https://me.example/a_ `https://me.example/b`", ["https://me.example/a", "https://me.example/b"]),
        (
            "https://me.example/a,https://me.example/b|http://c.example",
            ["https://me.example/a", "https://me.example/b", "http://c.example"],
        ),
        ("https://me.example/a's and https://me.example/b\u2019s", ["https://me.example/a", "https://me.example/b"]),
        ("https://me.example/a\u2014so", ["https://me.example/a"]),
        (
            "\u89c1https://me.example/a\u3002\u300chttps://me.example/b\u300d",
            ["https://me.example/a", "https://me.example/b"],
        ),
        (
            "\uff08https://me.example/a\uff09\uff0chttps://me.example/b\u200b",
            ["https://me.example/a", "https://me.example/b"],
        ),
        ("<p><https://me.example/a></p>", ["https://me.example/a"]),
        (
            "[url]https://me.example/a[/url] [url=https://me.example/b]b[/url]",
            ["https://me.example/a", "https://me.example/b"],
        ),
        (
            "[[https://me.example/a][a]] https://me.example/?b[]=c",
            ["https://me.example/a", "https://me.example/?b[]=c"],
        ),
        ("https://me.example/a(via @ben) (https://me.example/b)c", ["https://me.example/a", "https://me.example/b)c"]),
        ("https://me.example/a\\nb", ["https://me.example/a"]),
        (
            "https://me.example/\U0001f9f5/a\U0001f9f5 https://me.example/b\u2192",
            ["https://me.example/\U0001f9f5/a", "https://me.example/b"],
        ),
        (
            "https://me.example/a\u061f https://me.example/b\u060c https://me.example/c\u0964",
            ["https://me.example/a", "https://me.example/b", "https://me.example/c"],
        ),
        (
            "https://me.example/a\ufeff \u2039https://me.example/b\u203a https://me.example/c\u2013",
            ["https://me.example/a", "https://me.example/b", "https://me.example/c"],
        ),
    ],
)
def test_addresses_in_plain_text(text: str, found: list[str]) -> None:
    assert list(plain_text.addresses(text)) == found


def test_they_are_links_of_the_entry() -> None:
    assert links_in("Go to https://me.example/looms/.") == ("https://me.example/looms/",)
    assert item(content_text="Go to <https://me.example/looms/>.").links == ("https://me.example/looms/",)
    assert links_in("<a href='/x'>x</a> https://me.example/") == ("https://ada.example/x",), (
        "who writes links, means them"
    )
