"""What feedparser read, by the same rules; and feedparser as the oracle of the strict reader."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from time import struct_time
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from mkdocs_reciprocity.core import url
from mkdocs_reciprocity.core.feeds import facts
from mkdocs_reciprocity.core.feeds.reader import from_feedparser, read
from mkdocs_reciprocity.core.model import Feed, FeedEntry, aside
from tests.core.feeds.making import BASE, atom
from tests.core.feeds.samples import KINDS, Sample, samples


def from_parsed(**parsed: Any) -> Feed:
    return from_feedparser(parsed, BASE)


def test_what_feedparser_says_is_read_by_the_same_rules() -> None:
    html = {"type": "text/html", "value": '<a href="/b">b c</a>', "base": ""}
    entry = {
        "title": "a &amp; <em>b</em>",
        "title_detail": {"type": "text/html"},
        "link": "/no",
        "feedburner_origlink": "/a",
        "published": "2026-02-30",
        "published_parsed": struct_time((2026, 3, 2, 0, 0, 0, 0, 0, 0)),
        "updated": "the second of the month",
        "updated_parsed": struct_time((2026, 11, 2, 10, 0, 0, 0, 0, 0)),
        "author_detail": {"name": "Ada"},
        "content": [html, None],
        "summary_detail": {"type": "text/plain", "value": "x < y"},
    }
    for version in ("rss20", "atom10"):
        feed = from_parsed(version=version, feed={"title": "T", "link": "https://ada.example/"}, entries=[entry, 1])
        assert (feed.title, feed.home) == ("T", "https://ada.example/")
        assert feed.entries == (
            FeedEntry(
                url=url.Url("https://ada.example/a"),
                title="a & b",
                published="2026-11-02T10:00:00Z",
                words=2,
                aside=aside("Ada"),
                outbound="https://ada.example/b",
            ),
        )


def test_feedparsers_plain_text_and_its_bases() -> None:
    plain = {"type": "text/plain", "value": "<a href='b'>", "base": "https://ada.example/x/"}
    entry = {"title": "a <b>b</b>", "link": "https://ben.example/", "summary_detail": plain, "author": "Ben"}
    (as_atom,) = from_parsed(version="atom10", entries=[entry]).entries
    (as_rss,) = from_parsed(version="rss20", entries=[entry]).entries
    assert (as_atom.title, as_atom.summary, as_atom.links, as_atom.author) == ("a <b>b</b>", "<a href='b'>", (), "Ben")
    assert (as_rss.title, as_rss.summary, as_rss.links) == ("a b", "", ("https://ada.example/x/b",))


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"links": [{"rel": "via", "href": "https://x.example/"}, {"rel": "related", "href": "https://y.example/"}]},
         ("https://x.example/", "https://y.example/")),
        ({"source": {"href": "https://x.example/feed"}}, ("https://x.example/feed",)),
        ({"source": {"links": [{"rel": "self", "href": "https://x.example/f"},
                               {"rel": "alternate", "href": "https://x.example/"}]}}, ("https://x.example/",)),
        ({"source": {"links": [{"rel": "self", "href": "https://x.example/f"}]}}, ("https://x.example/f",)),
        ({"source": {"href": "https://ada.example/other"}}, ()),
        ({"source": {"href": "javascript:x", "links": 1}}, ()),
        ({"source": "x", "links": "y"}, ()),
    ],
)  # fmt: skip
def test_feedparsers_entries_that_pass_on_a_page(fields: dict[str, Any], about: tuple[str, ...]) -> None:
    (entry,) = from_parsed(entries=[{"link": "https://ada.example/a", **fields}]).entries
    assert (entry.url, entry.subjects) == ("https://ada.example/a", about)


@pytest.mark.parametrize(
    "fields",
    [
        "<link rel='via' href='https://x.example/'/>",
        "<link rel='related' href='https://x.example/'/>",
        "<source><title>X</title><link href='https://x.example/'/><id>tag:x</id></source>",
        "<source><link rel='self' href='https://x.example/feed'/></source>",
        "<content type='html'>&lt;a class='u-repost-of' href='https://x.example/'>x&lt;/a></content>",
    ],
)
def test_the_lenient_reader_finds_the_same_pages_passed_on(fields: str) -> None:
    import feedparser

    body = atom(f"<link href='https://ada.example/a'/>{fields}", "<link href='https://ada.example/'/>")
    strict = read(body, BASE)
    lenient = from_feedparser(
        feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False), BASE
    )  # fmt: skip
    assert strict is not None
    assert strict.entries[0].subjects
    assert [entry.about for entry in lenient.entries] == [entry.about for entry in strict.entries]


@pytest.mark.parametrize(
    "parsed",
    [(2026, 1), (2026, "x", 1, 1, 1, 1), (2026, 13, 1, 0, 0, 0), (9999, 1, 1, 0, 0, 0), "2026", (10**30, *[1] * 5)],
)
def test_impossible_times_of_feedparser(parsed: object) -> None:
    assert from_parsed(entries=[{"published": "?", "published_parsed": parsed}]).entries[0].published == ""


def test_nothing_that_feedparser_says_is_trusted() -> None:
    wrong = dict.fromkeys(["title", "link", "content", "summary_detail", "published", "author", "title_detail"], 1)
    assert from_feedparser({"version": 1, "feed": [], "entries": {}}, "") == Feed()
    assert from_feedparser({"feed": wrong, "entries": [wrong]}, "") == Feed(entries=(FeedEntry(),))


def _day(parsed: Any) -> str:
    return "" if parsed is None else f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}"


def _hrefs(entry: Any, base: str) -> set[url.UrlKey]:
    """The outbound links in what feedparser cleaned and resolved, as a tree builder finds them."""
    values = [part["value"] for part in entry.get("content", []) if "html" in part["type"]]
    if "html" in entry.get("summary_detail", {}).get("type", ""):
        values.append(entry["summary"])
    own = entry.get("link", "")
    found = {
        url.resolve(own or base, node.attributes["href"] or "")
        for value in values
        for node in LexborHTMLParser(value).css('a[href]:not([href=""])')
    }
    return {url.key(link) for link in found if link is not None} - {url.key(url.Url(own))}


def assert_feedparser_agrees(feed: Feed, body: bytes, base: str) -> None:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = feedparser.parse(BytesIO(body))
    assert len(feed.entries) == len(parsed.entries)
    for entry, other in zip(feed.entries, parsed.entries, strict=True):
        assert (entry.url or "") == other.get("link", "")
        assert {url.key(link) for link in entry.links} == _hrefs(other, base)
        assert entry.published[:10] == _day(other.get("published_parsed") or dict.get(other, "updated_parsed"))
    lenient = from_feedparser(
        feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False), base
    )  # fmt: skip
    assert [entry.title for entry in feed.entries] == [entry.title for entry in lenient.entries]
    assert [entry.words for entry in feed.entries] == [entry.words for entry in lenient.entries]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", KINDS)
def test_a_generated_feed_says_what_it_was_made_to_say(kind: str, seed: int) -> None:
    sample = next(sample for sample in samples(seed) if sample.kind == kind)
    feed = read(sample.body, sample.base)
    assert feed is not None
    assert feed.title == "A & B"
    assert [entry.title for entry in feed.entries] == [post.title for post in sample.posts]
    assert [entry.url for entry in feed.entries] == [post.url for post in sample.posts]
    assert [entry.published for entry in feed.entries] == [
        f"{post.instant:%Y-%m-%dT%H:%M:%SZ}" for post in sample.posts
    ]
    for entry, post in zip(feed.entries, sample.posts, strict=True):
        assert entry.links == post.links


@pytest.mark.parametrize("seed", range(6))
def test_feedparser_reads_generated_feeds_the_same(seed: int) -> None:
    for sample in samples(seed):
        if sample.kind != "json":
            feed = read(sample.body, sample.base)
            assert feed is not None
            assert_feedparser_agrees(feed, sample.body, sample.base)


def test_feedparser_reads_a_folder_of_feeds_nearly_the_same(request: pytest.FixtureRequest) -> None:
    """At most one link in a thousand is lost, and one feed in a hundred has another number of entries."""
    import feedparser

    folder: Path | None = request.config.getoption("--corpus")
    if folder is None:
        pytest.skip("give --corpus=DIR, a folder of feeds")
    feeds = other_numbers = links = lost = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        body = path.read_bytes()
        feed = read(body, "")
        if feed is None or body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):  # feedparser reads no JSON
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = feedparser.parse(BytesIO(body))
        feeds += 1
        other_numbers += len(feed.entries) != min(len(parsed.entries), facts.ENTRIES)
        for entry, other in zip(feed.entries, parsed.entries, strict=False):
            theirs = _hrefs(other, feed.home)
            links += len(theirs)
            lost += len(theirs - {url.key(link) for link in entry.links})
    assert feeds
    assert other_numbers * 100 <= feeds
    assert lost * 1000 <= links


def test_samples_are_repeatable() -> None:
    first: list[Sample] = samples(3)
    assert first == samples(3)
    assert first != samples(4)
