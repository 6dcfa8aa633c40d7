"""What an entry passes on, as its content or its source says."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.feeds import subject
from mkdocs_reciprocity.core.model import Feed, FeedEntry
from tests.core.feeds.making import atom, item, one, rss
from tests.core.ledger.making import address

BASE = "https://ada.example/links/"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Reposted <a class='u-repost-of' href='https://x.example/'>x</a></p>", ["https://x.example/"]),
        ("<a href='/no'>n</a><a href=../b class='h-cite u-bookmark-of'>b</a>", ["https://ada.example/b"]),
        ("<div class='h-cite u-repost-of'><p>by</p><a class='u-url' href='/x'>x</a><a href='/no'>n</a></div>",
         ["https://ada.example/x"]),
        ("<data class='u-bookmark-of' value='https://x.example/?a=1&amp;b=2'></data>", ["https://x.example/?a=1&b=2"]),
        ("<link class='u-bookmark-of' href='/x'><a href='/no'>n</a>", ["https://ada.example/x"]),
        ("<a class='u-repost-of' href='/1'>1</a><a class='u-bookmark-of' href='/2'>2</a>",
         ["https://ada.example/1", "https://ada.example/2"]),
        ("<A CLASS='u-repost-of' HREF='/x'>x</A>", ["https://ada.example/x"]),
        ("<a class='u-repost-offer u-like-of' href='/x'>x</a>", []),
        ("<code>u-repost-of</code><a href='/x'>x</a>", []),
        ("<!-- <a class='u-repost-of' href='/x'> --><a href='/x'>x</a>", []),
        ("<a class='u-repost-of' href='javascript:x'>x</a><a href='/no'>n</a>", []),
        ("<p class='u-repost-of'>text only</p>", []),
        ("<a class='u-repost-of' href='", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_the_content_is_a_repost_or_a_bookmark_of(html: str, found: list[str]) -> None:
    assert list(subject.in_markup(html, BASE)) == found


def test_without_a_base_relative_links_lead_nowhere() -> None:
    html = "<a class='u-repost-of' href='/x'>x</a><a class='u-repost-of' href='https://x.example/'>x</a>"
    assert list(subject.in_markup(html, "")) == ["https://x.example/"]


def test_the_mark_is_found_in_every_format() -> None:
    html = "<a class='u-bookmark-of' href='https://x.example/'>x</a>"
    quoted = html.replace("<", "&lt;")
    assert one(rss(f"<link>/a</link><description>{quoted}</description>")).about == "https://x.example/"
    assert one(atom(f"<link href='/a'/><content type='html'>{quoted}</content>")).about == "https://x.example/"
    assert item(url="https://ada.example/a", content_html=html).about == "https://x.example/"
    assert item(url="https://ada.example/a", content_text=html).about == ""


def test_a_page_is_kept_once_and_never_the_entry_itself() -> None:
    pages = map(address, ("https://x.example/", "https://ada.example/a#top", "https://x.example/"))
    assert subject.kept(pages, address("http://www.ada.example/a")) == "https://x.example/"


def test_of_many_pages_the_first_are_kept() -> None:
    many = [address(f"https://x.example/{number}/") for number in range(100)]
    assert subject.kept(many, None).split("\n") == many[: subject.MOST]
    long = [address(f"https://x.example/{number}/{'x' * 1500}") for number in range(5)]
    assert subject.kept(long, None).split("\n") == long[:3]


def test_a_feed_is_of_shares_where_each_entry_passes_something_on() -> None:
    share = FeedEntry(url=address(f"{BASE}1/"), title="1", about=address("https://x.example/"))
    post = FeedEntry(url=address(f"{BASE}2/"), title="2")
    assert Feed(entries=(share, share)).is_of_shares()
    assert not Feed(entries=(share, post)).is_of_shares()
