"""What other software reads: valid, whatever the words are, and read by others as it was meant."""

from __future__ import annotations

import io
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import listparser
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.feeds import reader as feed_reader
from mkdocs_reciprocity.core.model import Feed, Interaction
from mkdocs_reciprocity.core.opml import reader as opml_reader
from mkdocs_reciprocity.core.views.blogroll import Outline
from mkdocs_reciprocity.core.wording import ENGLISH, Wording
from mkdocs_reciprocity.publish import syndication
from mkdocs_reciprocity.publish.markup import filled
from mkdocs_reciprocity.publish.renderer import Addresses
from mkdocs_reciprocity.publish.syndication import Shares
from tests import validity
from tests.core.ledger.making import TODAY, address, gave, views_of

SITE = "https://me.example/"
BERLIN = ZoneInfo("Europe/Berlin")

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'{}%#/=]\x00\x1b\x85\u202e\ufffe\n\ud800"), st.characters(exclude_categories=())
    ),
    max_size=30,
)


def shares(*rows: Interaction, **more: Any) -> Shares:
    items = views_of(rows).feed
    pages = {f"{year:04d}": f"{SITE}shared/{year:04d}/" for year in range(1, 3000)}
    said = {"title": "Looms: Who I've shared", "author": "Mara", "site": SITE, "page": f"{SITE}shared/", "zone": UTC}
    return Shares(pages=pages, items=items, **{**said, "wording": Wording(ENGLISH, filled), **more})


def atom(of: Shares) -> bytes:
    return syndication.atom(of, f"{SITE}shared.xml")


def json_feed(of: Shares) -> bytes:
    return syndication.json_feed(of, f"{SITE}shared.json")


def opml(*outlines: Outline, site: str = SITE) -> bytes:
    return syndication.opml(outlines, "Looms: The blogs I read", "Mara", site, TODAY)


ROWS = (
    gave("share", "https://ada.example/engines/?a=1&b={2}", "2026-11-02", title="On <engines> & looms", via="mastodon",
         note="Clear & <b>bold</b>."),
    gave("comment", "https://ada.example/c", "2026-11", title="  A talk\nin two lines "),
    gave("quote", "https://stranger.example/müsli|%zz", "2026", title="]]> {{ x }}"),
    gave("share", "https://ada.example/again", "2026-11-03"),
)  # fmt: skip


def test_atom_is_valid_and_says_what_was_given() -> None:
    root = validity.atom(atom(shares(*ROWS)))
    entry = root.findall(f"{validity.ATOM}entry")[1]
    said = {child.tag.removeprefix(validity.ATOM): child.text or "" for child in entry}
    assert said["title"] == "On <engines> & looms"
    assert said["updated"] == "2026-11-02T00:00:00+00:00"
    assert said["id"].startswith(f"{SITE}shared/2026/#g-")
    links = {link.get("rel"): link.get("href") for link in entry.iter(f"{validity.ATOM}link")}
    assert links == {"alternate": said["id"], "via": "https://ada.example/engines/?a=1&b=%7B2%7D"}
    content = LexborHTMLParser(said["content"])
    assert [node.text() for node in content.css("p")] == [
        "Shared: On <engines> & looms · Ada · via Mastodon",
        "Clear & <b>bold</b>.",
    ]
    assert [node.attributes["href"] for node in content.css("a")] == ["https://ada.example/engines/?a=1&b={2}"]


def test_the_feed_is_as_new_as_its_newest_entry() -> None:
    root = validity.atom(atom(shares(*ROWS, zone=BERLIN)))
    assert root.findtext(f"{validity.ATOM}updated") == "2026-11-03T00:00:00+01:00"
    assert atom(shares(*ROWS)) == atom(shares(*reversed(ROWS)))


def test_the_json_feed_is_valid_and_says_the_same() -> None:
    items = validity.json_feed(json_feed(shares(*ROWS)))["items"]
    entries = validity.atom(atom(shares(*ROWS))).findall(f"{validity.ATOM}entry")
    names = ("id", "title", "content")
    said = {name: [entry.findtext(f"{validity.ATOM}{name}") for entry in entries] for name in names}
    assert [item["id"] for item in items] == [item["url"] for item in items] == said["id"]
    assert [item["title"] for item in items] == said["title"]
    assert [item["content_html"] for item in items] == said["content"]
    assert items[3]["external_url"] == "https://stranger.example/müsli%7C%25zz"


def facts(of: Feed | None) -> list[tuple[str, str, str]]:
    assert of is not None
    return [(entry.title, str(entry.url), str(dates.published_on(entry.published, BERLIN))) for entry in of.entries]


def test_readers_find_the_titles_links_and_dates_that_were_meant() -> None:
    given_ = shares(*ROWS, zone=BERLIN)
    meant = [
        (" ".join(item.post.text.split()), given_.permalink(item), dates.first_day(item.date))
        for item in given_.items
        if item.date
    ]
    assert facts(feed_reader.read(atom(given_), f"{SITE}shared.xml")) == meant
    assert facts(feed_reader.read(json_feed(given_), f"{SITE}shared.json")) == meant
    parsed = feedparser.parse(io.BytesIO(atom(given_)))
    assert not parsed.bozo
    assert facts(feed_reader.from_feedparser(parsed, SITE)) == meant
    assert [entry.link for entry in parsed.entries] == [link for _, link, _ in meant]
    via = [link.href for entry in parsed.entries for link in entry.links if link.rel == "via"]
    assert via[1] == "https://ada.example/engines/?a=1&b=%7B2%7D"


def test_who_is_passed_on_can_find_it_in_the_feed() -> None:
    read = feed_reader.read(atom(shares(*ROWS)), f"{SITE}shared.xml")
    assert read is not None
    assert [entry.links[0] for entry in read.entries][1] == address("https://ada.example/engines/?a=1&b={2}")


def test_a_gift_that_came_by_somebody_leads_to_them() -> None:
    row = gave("share", "https://stranger.example/a/", "2026-11-02", via="https://ada.example/links/")
    (entry,) = validity.atom(atom(shares(row))).findall(f"{validity.ATOM}entry")
    content = entry.findtext(f"{validity.ATOM}content") or ""
    assert content.endswith(' · via <a href="https://ada.example/links/">Ada</a></p>')


@settings(max_examples=80, deadline=None)
@given(TEXT, TEXT, TEXT, st.sampled_from(["2026-11-02", "2026-11", "2026"]))
def test_whatever_the_words_are_the_feeds_are_valid(title: str, note: str, via: str, date: str) -> None:
    more = {"title": f"x{title}", "note": note, "via": via, "said_private": False}
    row = gave("share", "https://ada.example/x", date, **more)
    of = shares(row, title=f"x{title}", author=f"x{note}")
    validity.atom(atom(of))
    (item,) = validity.json_feed(json_feed(of))["items"]
    assert len(LexborHTMLParser(item["content_html"]).css("a")) == 1


# --- the blogroll

TAGS = ("looms", "a/b, c", " , ")
OUTLINES = (
    Outline("Ada & <Co>", address("https://ada.example/feed?a=1&b=2"), "https://ada.example/", TAGS),
    Outline("Ben", address("https://ben.example/feed"), "", ()),
)


def test_the_blogroll_is_valid_and_says_whose_feeds_they_are() -> None:
    ada, ben = validity.opml(opml(*OUTLINES))
    assert ada == {
        "type": "rss",
        "text": "Ada & <Co>",
        "title": "Ada & <Co>",
        "xmlUrl": "https://ada.example/feed?a=1&b=2",
        "htmlUrl": "https://ada.example/",
        "category": "looms,a b c",
    }
    assert ben.keys() == {"type", "text", "title", "xmlUrl"}


def test_the_blogroll_without_the_sites_address_is_valid_too() -> None:
    validity.opml(opml(*OUTLINES, site=""))
    assert b"ownerId" not in opml(*OUTLINES, site="")


def test_its_date_is_the_day_of_the_build() -> None:
    assert b"<dateModified>Sun, 22 Nov 2026 00:00:00 +0000</dateModified>" in opml(*OUTLINES)


def test_readers_find_the_feeds_that_were_meant() -> None:
    read = opml_reader.parse(opml(*OUTLINES), "blogroll.opml")
    assert read.problems == ()
    assert [(peer.name, peer.feeds, peer.home or "", peer.tags) for peer in read.records] == [
        ("Ada & <Co>", ("https://ada.example/feed?a=1&b=2",), "https://ada.example/", ("looms", "a b c")),
        ("Ben", ("https://ben.example/feed",), "", ()),
    ]
    other = listparser.parse(opml(*OUTLINES).decode())
    assert not other.bozo
    assert [(one.title, one.url, one.tags) for one in other.feeds] == [
        ("Ada & <Co>", "https://ada.example/feed?a=1&b=2", ["looms", "a b c"]),
        ("Ben", "https://ben.example/feed", []),
    ]
    assert other.meta.author.name == "Mara"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=3)), min_size=1, max_size=4))
def test_whatever_the_names_are_the_blogroll_is_valid_and_gives_the_peers(names: list[tuple[str, list[str]]]) -> None:
    outlines = [
        Outline(f"x{name}", address(f"https://{number}.example/f"), f"https://{number}.example/", tuple(tags))
        for number, (name, tags) in enumerate(names)
    ]
    assert len(validity.opml(opml(*outlines))) == len(outlines)
    read = opml_reader.parse(opml(*outlines), "blogroll.opml")
    assert read.problems == ()
    assert [(peer.feeds[0], peer.home) for peer in read.records] == [(one.feed, one.home) for one in outlines]


# --- the links to them

ADDRESSES = Addresses(shared="", years={}, pay_it_forward="", badge="", badge_json="", site=SITE, atom="f/shared.xml")


def test_a_page_links_what_was_made() -> None:
    assert syndication.head(ADDRESSES, "L & {{ x }}", "The blogs I read")("posts/looms/") == (
        '<link rel="alternate" type="application/atom+xml" title="L &amp; &#123;&#123; x &#125;&#125;" '
        'href="../../f/shared.xml">\n'
    )
