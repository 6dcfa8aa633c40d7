"""Slips in the addresses that feeds give for themselves and their entries."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import entry_link
from mkdocs_reciprocity.core.feeds.reader import from_feedparser
from tests.core.feeds.making import BASE, atom, one, rss

HOME = "https://ada.example/"


def json_feed(**item: str) -> dict[str, Any]:
    return {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", **item}]}


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
        ("https://[::1]/a", None),
        ("http://127.0.0.1:4000/a/", None),
        ("http://192.168.1.2/a/", None),
        ("http://blog.local/a/", None),
        ("blog.ada.example/a/", "https://blog.ada.example/a/"),
        ("https://ada.examplehttps://ada.example/a/", "https://ada.example/a/"),
        ("https://ada.example/https://ada.example/a/", "https://ada.example/a/"),
        ("https://ada.example//http://else.example/a/", "http://else.example/a/"),
        ("https://ada.example/{{ page.url }}", None),
        ("{% url 'a' %}", None),
        ("https://ada.example/${slug}/", None),
        ("https://ada.example/{a}/", "https://ada.example/{a}/"),
        ("undefined/a/", None),
        ("/undefined/", None),
        ("null", None),
        ("None", None),
        ("nonesuch/", "https://ada.example/nonesuch/"),
        ("#", None),
        ("#a", None),
        ("<https://ada.example/a/>", "https://ada.example/a/"),
        ("\u201chttps://ada.example/a/\u201d", "https://ada.example/a/"),
        ("https://ada.example/a/\u200b", "https://ada.example/a/"),
        ("https://ada.example\\a\\?b=\\c", None),
        ("https://ada.example\\a\\?b=c", "https://ada.example/a/?b=c"),
        ("\\a\\", "https://ada.example/a/"),
        ("https://ada.example/?p=1&amp;b=2", "https://ada.example/?p=1&b=2"),
        ("https://else.example/", "https://else.example/"),
        ("[Engines](https://ada.example/a/)", "https://ada.example/a/"),
        ('<a href="https://ada.example/a/">Engines</a>', "https://ada.example/a/"),
        ("Engines https://ada.example/a/?b=c#d", "https://ada.example/a/?b=c#d"),
        ("/go?to=https://else.example/", "https://ada.example/go?to=https://else.example/"),
        ("a/b=https:/else.example/", "https://ada.example/a/b=https:/else.example/"),
        ("https://ada.example/\n    a/", "https://ada.example/a/"),
        ("https://ada.example/   a/", "https://ada.example/a/"),
        ("https://ada.example/a b/", "https://ada.example/a%20b/"),
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


def test_a_blog_below_another_host_of_the_feed() -> None:
    assert entry_link.read("ada.example/a/", "https://blog.ada.example/feed") == "https://ada.example/a/"
    assert entry_link.read("example/a/", "https://ada.example/feed") == "https://ada.example/example/a/"


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ('<link rel="ALTERNATE" href="/a"/>', "/a"),
        ('<link rel=" alternate nofollow " href="/a"/>', "/a"),
        ('<link rel="" href="/a"/>', None),
        ('<link rel="canonical" href="/a"/>', "/a"),
        ('<link rel="bookmark" href="/b"/><link href="/a"/>', "/a"),
        ('<link type="application/json" href="/b"/><link type="text/html" href="/a"/>', "/a"),
        ('<link rel="alternate" type="image/png" href="/b"/><link href="/a"/>', "/a"),
        ('<link type="image/png" href="/a"/>', "/a"),
        ('<link rel="self" href="/a"/>', None),
        ('<link rel="enclosure" href="/a"/>', None),
    ],
)
def test_which_link_of_atom_is_the_address(links: str, found: str | None) -> None:
    assert one(atom(links)).url == (found and f"https://ada.example{found}")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("<link>https://ada.example/</link><guid>https://ada.example/a</guid>", "https://ada.example/a"),
        ("<link>http://www.ada.example</link><guid>/a</guid>", "https://ada.example/a"),
        ("<link>https://ada.example/</link><guid>https://ada.example/#2</guid>", "https://ada.example/"),
        ("<link>https://ada.example/</link><guid>https://else.example/a</guid>", "https://ada.example/"),
        (
            '<link>https://ada.example/</link><guid isPermaLink="false">https://ada.example/a</guid>',
            "https://ada.example/",
        ),
        ("<link>https://ada.example/</link>", "https://ada.example/"),
        ("<link>https://ada.example/b</link><guid>https://ada.example/a</guid>", "https://ada.example/b"),
    ],
)
def test_an_entry_at_the_home_page_is_where_its_guid_says(fields: str, found: str) -> None:
    assert one(rss(fields, "<link>https://ada.example/</link>")).url == found


@pytest.mark.parametrize(
    ("guid", "found"),
    [
        ("<guid>https://ada.example/a</guid>", "https://ada.example/a"),
        ('<guid isPermaLink="True">https://ada.example/a</guid>', "https://ada.example/a"),
        ('<guid isPermalink="false">https://ada.example/a</guid>', None),
        ('<guid ispermalink="no">https://ada.example/a</guid>', None),
        ('<guid isPermaLink=" 0 ">https://ada.example/a</guid>', None),
        ("<guid>/a</guid>", "https://ada.example/a"),
        ('<guid isPermaLink="false">/a</guid>', None),
        ("<guid>a</guid>", None),
        ("<link>http://localhost:1313/a</link><guid>https://ada.example/a</guid>", "https://ada.example/a"),
        ("<guid>http-1</guid>", None),
        ("<guid>https</guid>", None),
    ],
)
def test_which_guid_is_an_address(guid: str, found: str | None) -> None:
    assert one(rss(guid)).url == found


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/linked/">Permalink</a>',
        '<a href="/linked/">\u2605</a>',
        '<a href="/linked/">&nbsp;\u221e\ufe0f </a>',
        '<a title="Permanent link to this" href="/linked/">x</a>',
        '<a rel="nofollow bookmark" href="/linked/">20 November</a>',
        '<a href="/old/">my own post</a> <a href="https://else.example/">#</a> <a href="/linked/">#</a>',
    ],
)
def test_a_blog_of_links_says_its_own_address_in_the_text(link: str) -> None:
    text = html.escape(f"<p>So it is. {link}</p>")
    elsewhere, own = "https://x.example/a", "https://ada.example/linked/"
    entries = [
        one(atom(f'<link href="{elsewhere}"/><content type="html">{text}</content>')),
        one(rss(f"<link>{elsewhere}</link><description>{text}</description>", "<link>https://ada.example/</link>")),
        one(json.dumps(json_feed(url=elsewhere, content_html=html.unescape(text))).encode()),
    ]
    parsed = {"entries": [{"link": elsewhere, "content": [{"value": html.unescape(text), "type": "text/html"}]}]}
    entries += from_feedparser(parsed, BASE).entries
    for entry in entries:
        assert (entry.url, entry.about) == (own, elsewhere)


def test_other_links_in_the_text_are_not_its_address() -> None:
    text = html.escape('<p><a href="/old/">Old</a> <a href="#a">#</a> <a href="/next/">\u2192</a></p>')
    entry = one(atom(f'<link href="https://x.example/a"/><content type="html">{text}</content>'))
    assert (entry.url, entry.about) == ("https://x.example/a", "")


def test_the_id_of_a_link_in_atom_is_its_own_address() -> None:
    entry = one(atom('<link href="https://x.example/a"/><id>https://ada.example/linked/1</id>'))
    assert (entry.url, entry.about) == ("https://ada.example/linked/1", "https://x.example/a")
    parsed = {"entries": [{"link": "https://x.example/a", "id": "https://ada.example/linked/1"}]}
    assert from_feedparser(parsed, BASE).entries[0].url == "https://ada.example/linked/1"
    parsed["entries"][0]["guidislink"] = ""  # an id of RSS that is said to be no address
    assert from_feedparser(parsed, BASE).entries[0].url == "https://x.example/a"


def test_whoever_reads_at_home_is_at_home() -> None:
    assert entry_link.read("/1/", "http://localhost:4000/feed.xml") == "http://localhost:4000/1/"
    assert entry_link.read("http://intranet/1/", "http://intranet/feed.xml") == "http://intranet/1/"


def test_without_a_base_the_home_tells_the_host() -> None:
    assert entry_link.read("ada.example/a", "", HOME) == "https://ada.example/a"
    assert entry_link.read("a", "", HOME) is None


def test_without_a_base_the_feed_says_where_it_is() -> None:
    feed = "<link href='ada.example'/><link rel='self' href='https://ada.example/feed/'/>"
    entry = one(atom("<link href='ada.example/a'/>", feed), "")
    assert entry.url == "https://ada.example/a"
    assert one(atom("<link href='https://ada.exampleblog/a'/>", feed), "").url is None
    assert one(atom("<link href='/a'/>", "<link rel='self' href='feed.xml'/>"), "").url is None


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
        "https://ada.example/b",
    ]
    assert {entry.about for entry in feed.entries} == {"https://x.example/"}


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


_PIECES = ["https://", "http://", "www.", "a.example", "A", "/", "?b=1&c=2", "#d", " ", "\n", "é", "\\", "<", "x" * 300]


@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join), max_size=20))
def test_plain_addresses_are_resolved_to_themselves(references: list[str]) -> None:
    if entry_link.are_plain(references):
        assert [urls.resolve("https://base.example/a", reference) for reference in references] == references


def test_of_many_addresses_one_that_is_not_plain_is_seen() -> None:
    plain = [f"https://www.a-{number}.example/b/?c={number}#d" for number in range(20)]
    assert entry_link.are_plain(plain)
    assert entry_link.are_plain([])
    for other in ("/b", "https://é.example/", "https://a.example/b c", "mailto:a@b.example", "https://A.example/", ""):
        assert not entry_link.are_plain([*plain, other])
        assert not entry_link.are_plain([other, *plain])
    assert not entry_link.are_plain(["https://a.example/b\nhttps://c.example/"]), (
        "a line break in an address is dropped"
    )
    assert not entry_link.are_plain([f"https://a.example/{'b' * urls.LONGEST}"])
