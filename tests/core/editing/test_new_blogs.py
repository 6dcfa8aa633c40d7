"""Addresses of blogs -> who is new."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.editing import new_blogs, pasted
from mkdocs_reciprocity.core.editing.new_blogs import Found
from mkdocs_reciprocity.core.editing.new_peer import fields_of
from mkdocs_reciprocity.core.ledger.identity import directory
from tests.core.ledger.making import ME, address, peer

PEERS = [
    replace(peer("ada"), feeds=("https://feeds.example/ada.xml", "feeds/ada.xml")),
    peer("cleo", private=True),
]
PEOPLE = directory(PEERS, [ME]).records


def read(text: str) -> list[tuple[str, str, str]]:
    found = new_blogs.blogs(pasted.read(text, "here").records, "here", PEERS, PEOPLE)
    assert found.problems == ()
    return [(blog.address, blog.line.title, blog.line.note) for blog in found.records]


def test_who_is_listed_is_not_new_and_the_others_are_so_once() -> None:
    text = """
- Zoe: https://zoe.example/ her blog
http://www.zoe.example
https://ada.example
https://feeds.example/ada.xml
<https://yan.example/feed.xml>
"""
    assert read(text) == [("https://zoe.example/", "Zoe", "her blog"), ("https://yan.example/feed.xml", "", "")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("zoe.example", '"zoe.example" is no URL; did you mean "https://zoe.example"?'),
        (
            "https://zoe.example/,",
            (
                '"https://zoe.example/,": "," stands at its end; did you mean "https://zoe.example/"? '
                "(where it belongs there, write it as `%2C`)"
            ),
        ),
        ("https://me.example/about/", '"https://me.example/about/" is this site\'s own address; a peer has another'),
        (
            "https://cleo.example/blog/",
            (
                '"https://cleo.example/blog/" is below an address of "cleo", who is private; if it is somebody '
                "else's, write it into the log by hand, with `private: true` if they should be private too"
            ),
        ),
    ],
)
def test_what_cannot_be_a_peer(line: str, message: str) -> None:
    found = new_blogs.blogs(pasted.read(f"https://zoe.example/\n{line}", "here").records, "here", PEERS, PEOPLE)
    assert [str(problem) for problem in found.problems] == [f"here:2: {message}"]
    assert len(found.records) == 1


def test_somebody_is_called_as_the_line_says_or_as_their_feed_does() -> None:
    home, feed = address("https://zoe.example/"), address("https://zoe.example/f.xml")
    found = Found(home=home, feed=feed, title="Zoe \x1b[31mwrites " + "x" * 99)
    new = new_blogs.peer_of(found, "")
    assert new is not None
    assert (new.home, new.feeds, len(new.name)) == (home, (feed,), 80)
    assert new.name.startswith("Zoe [31mwrites xxx")
    assert new.id.startswith("zoe-31mwrites")
    named = new_blogs.peer_of(found, "Zo\u00eb Example", "met in Ghent")
    assert named is not None
    assert fields_of(named) == {"name": "Zo\u00eb Example", "home": home, "feed": feed, "note": "met in Ghent"}


def test_without_a_feed_a_name_is_needed() -> None:
    nothing = Found(home=address("https://zoe.example/"), failure="no feed was found there")
    assert new_blogs.peer_of(nothing, "") is None
    named = new_blogs.peer_of(nothing, "Zoe")
    assert named is not None
    assert (named.name, named.feeds) == ("Zoe", ())


def test_another_port_of_somebody_private_is_nobody_new() -> None:
    found = new_blogs.blogs(pasted.read("https://cleo.example:8443/", "here").records, "here", PEERS, PEOPLE)
    assert found.records == ()
    assert 'is below an address of "cleo", who is private' in found.problems[0].message
