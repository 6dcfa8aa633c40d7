"""Slips in the addresses that feeds give for themselves and their entries."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.feeds import entry_link
from mkdocs_reciprocity.core.feeds.reader import from_feedparser
from tests.core.feeds.making import BASE, atom, one

HOME = "https://ada.example/"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ada.example/a/", "https://ada.example/a/"),
        ("ada.example", "https://ada.example/"),
        ("ADA.example?p=1", "https://ADA.example?p=1"),
        ("www.ada.example/a/", "https://www.ada.example/a/"),
        ("www.else.example/a/", "https://www.else.example/a/"),
        ("http://https://ada.example/a/", "https://ada.example/a/"),
        ("https://http://ada.example/a/", "http://ada.example/a/"),
        ("http://https//ada.example/a/", "https://ada.example/a/"),
        ("https:/ada.example/a/", "https://ada.example/a/"),
        ("https:///ada.example/a/", "https://ada.example/a/"),
        ("https:ada.example/a/", "https://ada.example/a/"),
        ("https//ada.example/a/", "https://ada.example/a/"),
        ("https:\\\\ada.example/a/", "https://ada.example/a/"),
        ("HTTPS:/ada.example/a/", "HTTPS://ada.example/a/"),
        (" https://ada.example/a b/ ", "https://ada.example/a%20b/"),
        ("https://web.example/https://ada.example/", "https://web.example/https://ada.example/"),
        ("/a/", "https://ada.example/a/"),
        ("a/b.html", "https://ada.example/a/b.html"),
        ("https-and-me/", "https://ada.example/https-and-me/"),
        ("ada.examples/a/", "https://ada.example/ada.examples/a/"),
        ("https://ada.exampleblog/a/", None),
        ("https://ada.example.evil.example/", None),
        ("https://blog.ada.example/", "https://blog.ada.example/"),
        ("http://localhost/a/", None),
        ("http://localhost:4000/a/", None),
        ("https://[::1]/a", "https://[::1]/a"),
        ("https://else.example/", "https://else.example/"),
        ("mailto:ada@ada.example", None),
        ("https://", None),
        ("https:", None),
        ("", None),
    ],
)
def test_an_address_with_a_slip(written: str, meant: str | None) -> None:
    assert entry_link.read(written, BASE, HOME) == meant
    if meant is not None:
        assert entry_link.read(written, BASE) == meant


def test_whoever_reads_at_home_is_at_home() -> None:
    assert entry_link.read("/1/", "http://localhost:4000/feed.xml") == "http://localhost:4000/1/"
    assert entry_link.read("http://intranet/1/", "http://intranet/feed.xml") == "http://intranet/1/"


def test_without_a_base_the_home_tells_the_host() -> None:
    assert entry_link.read("ada.example/a", "", HOME) == "https://ada.example/a"
    assert entry_link.read("a", "", HOME) is None


def test_in_all_readers() -> None:
    assert one(atom("<link href='ada.example/a'/>", "<link href='ada.example'/>")).url == "https://ada.example/a"
    parsed = {"feed": {"link": "ada.example"}, "entries": [{"link": "ada.example/a"}]}
    feed = from_feedparser(parsed, BASE)
    assert (feed.home, feed.entries[0].url) == ("https://ada.example/", "https://ada.example/a")


def test_feedparsers_names_of_items() -> None:
    """It has made those of Atom and RSS 2.0 links already, or said that they are none."""
    entries = [
        {"id": "https://ada.example/a"},
        {"id": "https://ada.example/no", "link": "https://ada.example/b"},
        {"id": "https://ada.example/no", "guidislink": False},
        {"id": "urn:x"},
        {"id": "ada.example/17"},
    ]
    feed = from_feedparser({"feed": {}, "entries": entries}, BASE)
    found = ["https://ada.example/a", "https://ada.example/b", None, None, None]
    assert [entry.url for entry in feed.entries] == found


def test_feedparsers_blogs_of_links() -> None:
    links = [{"rel": "alternate", "href": "https://x.example/"}, {"rel": "related", "href": "/a"}, None]
    entries = [
        {"link": "https://x.example/", "links": links},
        {"link": "https://x.example/", "id": "https://ada.example/b", "guidislink": True},
        {"link": "https://x.example/", "id": "https://ada.example/b", "links": 1},
    ]
    feed = from_feedparser({"feed": {}, "entries": entries}, BASE)
    assert [entry.url for entry in feed.entries] == [
        "https://ada.example/a",
        "https://ada.example/b",
        "https://x.example/",
    ]
    assert [entry.about for entry in feed.entries] == ["https://x.example/", "https://x.example/", ""]


HOMES = (
    "",
    "https://ada.example/",
    "https://www.ada.example/blog/",
    "http://ada.example:8080/",
    "https://me@ada.example/",
)
REFERENCES = (
    "https://ada.example/a/", " https://ada.example/a/\n", "http://ada.example/a/", "https://www.ada.example/a/",
    "https://ada.example", "https://ada.example.evil.example/", "https://ada.examplea/", "https://ada.example/ü b",
    "https://ada.example/\u202ea", "https://ada.example/\ud800", "https://me@ada.example/a", "http://ada.example:8080/a",
    "https://ada.example/" + "a" * 9_000, "https://ada.example/https://https://b.example/", "/a/", "",
)  # fmt: skip


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("base", ["", "https://feeds.example/ada.xml", "https://ada.example/feed.xml"])
def test_what_is_plainly_the_entrys_own_address_is_so_after_a_longer_look(home: str, base: str) -> None:
    found = 0
    for reference in REFERENCES:
        if own := entry_link.plainly_own(reference, home):
            found += 1
            read = entry_link.read(reference, base or home, home)
            assert entry_link.of_own(read, [], base or home, home) == (own, None)
    assert bool(found) == bool(home)
