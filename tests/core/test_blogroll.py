"""Blogrolls of peers: whatever the bytes are, a bounded list of blogs or none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_reciprocity.core import blogroll
from mkdocs_reciprocity.core.model import Neighbour
from tests.core.ledger.making import address

NORA = address("https://nora.example/")


def opml(*outlines: str, start: str = "") -> bytes:
    return f'{start}<opml version="2.0"><body>{"".join(outlines)}</body></opml>'.encode()


def outline(name: str, home: str = "", feed: str = "") -> str:
    return f'<outline text="{name}" htmlUrl="{home}" xmlUrl="{feed}"/>'


def test_an_opml_file() -> None:
    body = opml(
        outline("Nora", NORA, "https://nora.example/f"),
        f'<outline text="Friends">{outline("Otto", feed="https://otto.example/feed.xml")}</outline>',
        outline("Nora again", "http://www.nora.example"),
        outline("No address"),
        outline("Odd", "javascript:alert(1)"),
    )
    assert blogroll.read(body) == (
        Neighbour("Nora", NORA, address("https://nora.example/f")),
        Neighbour("Otto", None, address("https://otto.example/feed.xml")),
    )


def test_a_list_of_recommendations_as_ghost_writes_it() -> None:
    listed = [{"url": NORA, "created_at": "2026-01-01T00:00:00Z"}, {"url": "x"}, 1, {}, {"url": ["a"]}]
    assert blogroll.read(b"\xef\xbb\xbf " + json.dumps(listed).encode()) == (Neighbour("", NORA),)
    assert blogroll.read(b"[") == ()


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"<rss/>", b"\0", b"<" * 1000, b"x" * 10_000 + b"<opml>"])
def test_what_is_no_blogroll(body: bytes) -> None:
    assert blogroll.read(body) is None


def test_an_opml_file_without_any_blog_is_an_empty_one() -> None:
    assert blogroll.read(opml()) == ()
    assert blogroll.read(b"<?xml version='1.0'?><OPML><body/></OPML>") == ()


def test_an_entity_bomb_is_not_expanded() -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert blogroll.read(opml(outline("&b;", NORA), start=bomb)) == ()


def test_deep_folders_are_not_read() -> None:
    deep = "<outline text='x'>" * 100_000
    assert blogroll.read(opml(outline("Nora", NORA), deep)) == (Neighbour("Nora", NORA),)


@pytest.mark.no_cover
def test_of_fifty_thousand_blogs_the_first_are_kept() -> None:
    found = blogroll.read(opml(*(outline(f"B{n}", f"https://b{n}.example/") for n in range(50_000))))
    assert found is not None
    assert [found[0].name, found[-1].name, len(found)] == ["B0", f"B{blogroll.MOST - 1}", blogroll.MOST]


def test_long_names_are_cut_and_long_or_secret_addresses_left_out() -> None:
    long, secret = "https://x.example/" + "y" * 600, "https://x.example/feed?token=0123456789abcdef0123"
    name = "Nora &lt;b&gt; \u202e" + "n" * 200
    (found,) = blogroll.read(opml(outline(name, NORA, long), outline("X", long), outline("Y", feed=secret))) or ()
    assert (found.home, found.feed, len(found.name)) == (NORA, None, blogroll.NAME)
    assert found.name.startswith("Nora <b> nnn")


def test_the_usual_places_are_those_of_the_whole_host() -> None:
    assert blogroll.usual(NORA) == (
        "https://nora.example/.well-known/recommendations.opml",
        "https://nora.example/.well-known/recommendations.json",
    )
    assert blogroll.usual(address("https://shared.example/~nora/")) == ()
    assert blogroll.usual(address("https://nora.example/?p=1")) == ()


PIECES = ("<opml>", "<outline ", "xmlUrl='", "https://a.example/", "'>", "<body>", "[", '{"url":"', '"}')


@settings(max_examples=80, deadline=None)
@given(
    st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=12).map(lambda said: "".join(said).encode())
)
def test_whatever_the_bytes_are_nothing_is_raised(body: bytes) -> None:
    for one in blogroll.read(body) or ():
        assert one.home or one.feed
