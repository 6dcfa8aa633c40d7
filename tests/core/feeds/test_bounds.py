"""What is cut, taken out or refused; and that nothing can harm the reader."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_reciprocity.core import lines, url
from mkdocs_reciprocity.core.feeds import dates, elements, facts
from mkdocs_reciprocity.core.feeds import encoding as feeds_encoding
from mkdocs_reciprocity.core.feeds.from_feedparser import from_feedparser
from mkdocs_reciprocity.core.feeds.reader import read
from mkdocs_reciprocity.core.model import Feed
from tests.core.feeds.making import ATOM, BASE, atom, item, links_in, one, rss


def test_fields_are_cut() -> None:
    entry = one(rss(f"<title>{'ab ' * 40_000}</title>"))
    assert len(entry.title) <= facts.TITLE
    assert entry.title.endswith("ab…")
    assert lines.line("x" * 301, 300) == "x" * 299 + "…"
    assert lines.line("x" * 300, 300) == "x" * 300
    assert lines.line("a" + " " * 600 + "b\tc", 300) == "a b c"
    assert lines.line("a" + " " * 2000 + "b", 300) == "a", "nobody looks for more behind so much of nothing"


def test_characters_that_deceive_are_taken_out() -> None:
    hidden = "\u202e\u2066\u200f\u061c\u0081\u0007\ufeff\ud800\uffff"
    feed = read(json.dumps({"version": "https://jsonfeed.org/version/1", "title": f"a{hidden}b \u2028 c"}).encode(), "")
    assert feed is not None
    assert feed.title == "a b c" or feed.title == "ab c"
    assert lines.line("👩\u200d🔬 ok", 300) == "👩\u200d🔬 ok"


def test_entries_are_the_newest() -> None:
    many = facts.ENTRIES + 5
    first = date(2000, 1, 1)
    items = "".join(f"<item><title>{n}</title><pubDate>{first + timedelta(n)}</pubDate></item>" for n in range(many))
    items = items.replace("<item>", "<item>", 1) + "<item><title>undated</title></item>"
    feed = read(f"<rss><channel>{items}</channel></rss>".encode(), "")
    assert feed is not None
    assert len(feed.entries) == facts.ENTRIES
    assert feed.entries[-1].title == str(many - 1)


def test_links_of_an_entry_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    html = "".join(f'<a href="https://x.example/{n}">' for n in range(facts.LINKS + 1))
    assert len(links_in(html)) == facts.LINKS
    monkeypatch.setattr(facts, "LINK_CHARACTERS", 50)
    assert links_in(html) == ("https://x.example/0", "https://x.example/1")
    monkeypatch.setattr(facts, "REFERENCES", 1)
    assert links_in(html) == ("https://x.example/0",)


@pytest.mark.parametrize("form", ["rss", "json", "lenient"])
def test_links_of_all_entries_together_are_limited(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setattr(facts, "ALL_CHARACTERS", 3 * facts.CHARACTERS_OF_A_LINK + 1)
    long = f"https://x.example/{'x' * facts.CHARACTERS_OF_A_LINK}"
    html = [f'<a href="{long}">', '<a href="https://x.example/1"><a href="https://x.example/2">', '<a href="/3">']
    if form == "json":
        items = [{"content_html": one} for one in html]
        feed = read(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [*items, 1]}).encode(), BASE)
    elif form == "rss":
        said = "".join(f"<item><description><![CDATA[{one}]]></description></item>" for one in html)
        feed = read(f"<rss><channel>{said}</channel></rss>".encode(), BASE)
    else:
        feed = from_feedparser(
            {"entries": [{"summary_detail": {"value": one, "type": "text/html"}} for one in html]}, BASE
        )
    assert feed is not None
    assert [entry.links for entry in feed.entries] == [(long,), ("https://x.example/1",), ()]


def test_markup_is_cut_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "MARKUP", 30)
    assert links_in('<a href="https://x.example/1"><a href="https://x.example/2">') == ("https://x.example/1",)


def test_a_document_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_encoding, "TAGS", 10)
    assert read(rss("<title>x</title>"), "") is not None
    assert read(rss("<title>x</title><a/><a/><a/>"), "") is None


HOSTILE = {
    "deep xml": b"<rss><channel><item><description>" + b"<a>" * 20_000,
    "deep closed xml": b"<rss><channel><item><description>" + b"<a>" * 20_000 + b"</a>" * 20_000
    + b"</description></item></channel></rss>",
    "deep json": b"[" * 200_000,
    "deep json feed": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000,
    "many attributes": b"<rss " + b" ".join(b'a%d=""' % n for n in range(20_000)) + b"/>",
    "open comment": b"<rss><!--" + b"-" * 100_000,
    "open doctype": b"<!DOCTYPE " + b"[" * 100_000,
    "comment of sections": rss("<description><p><!--" + "<![CDATA[" * 200_000 + "--></p></description>"),
    "instruction of sections": rss("<description><p><?p " + "<![CDATA[" * 200_000 + "?></p></description>"),
    "bases of content": atom("<content xml:base='../%20/a/'/>" * 150_000),
    "bases of channels": b"<rss>" + b"<channel xml:base='a b/'/>" * 180_000 + b"<item/></rss>",
    "nul": b"\0" * 100_000,
    "long reference": rss("<title>&amp;#" + "1" * 5_000 + ";&amp;#x" + "f" * 5_000 + ";</title>"),
    "long xml reference": rss("<title>&#" + "1" * 5_000 + ";</title>"),
}  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_survived(name: str) -> None:
    feed = read(HOSTILE[name], BASE)
    assert feed is None or len(feed.entries) == 1


@pytest.mark.parametrize(
    "document",
    [
        b"<!DOCTYPE rss [<!ATTLIST title x CDATA '%b'>]><rss><channel><item><title/></item></channel></rss>",
        b"<rss xmlns:x='%b'><channel><item><x:a/></item></channel></rss>",
        b"<rss><channel><item><description><a xmlns='%b'><b/></a></description></item></channel></rss>",
    ],
)
def test_what_a_document_could_have_said_with_every_element_is_refused(document: bytes) -> None:
    """A megabyte of it and a hundred thousand short elements would be a hundred gigabytes."""
    assert read(document % (b"x" * (elements.NAMESPACE + 1)), "") is None
    assert (read(document % (b"x" * elements.NAMESPACE), "") is None) == (b"ATTLIST" in document)


def test_relative_links_on_a_long_base_grow_with_what_is_written_only() -> None:
    html = "".join(f"&lt;a href='?{number}'>" for number in range(13))
    items = f"<item><link>https://ada.example/%20</link><description>{html}</description></item>" * facts.ENTRIES
    body = f"<rss xml:base='https://ada.example{'/' * 3_900}'><channel>{items}</channel></rss>".encode()
    feed = read(body, BASE)
    assert feed is not None
    assert sum(len(entry.outbound) for entry in feed.entries) < len(body) * facts.LINK_GROWTH
    assert links_in("<a href='/1'>" * 9 + "<a href='/2'>") == ("https://ada.example/1", "https://ada.example/2")


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "".join(f"<b a{n}>" for n in range(9_000)) + "</p>" + "<p>x</p>" * 9_000,
        "<div>" * 30_000 + "<hr>" * 30_000,
        "<a " * 60_000,
        "<a '" * 60_000,
        "<a \"'" * 60_000,
        "<a b" * 60_000,
        "<a b = " * 60_000,
        "<a x=y" * 60_000,
        "<!--" * 60_000,
        "<!-- -" * 60_000,
        "<script>" * 60_000,
        "<script/>" * 60_000,
        "<script><!--" * 60_000,
        "</" * 60_000,
        "<!" * 60_000,
        "<a href=" + "x" * 300_000,
        "<a " + "b=c " * 100_000,
        "&#" * 60_000,
        "&" * 60_000,
        "<" * 60_000,
    ],
    ids=lambda html: html[:12],
)
def test_hostile_markup_is_read_in_linear_time(html: str) -> None:
    """A reader of quadratic time or memory does not come back from these."""
    assert item(content_html=html, title=html, summary=html, authors=[{"name": html}]).links == ()


def test_json_that_only_a_patient_reader_takes() -> None:
    start = b'{"version": "https://jsonfeed.org/version/1", "title": '
    for value, title in ((b'"a\\ud83d"', "a"), (b'"a\nb"', "a b"), (b'"a\xff"', "a\N{REPLACEMENT CHARACTER}")):
        feed = read(start + value + b"}", "")
        assert feed is not None
        assert feed.title == title
    assert read(start + b"1" * 5_000 + b"}", "") == Feed()
    assert read(start + b"1e999}", "") == Feed()


def is_harmless(feed: Feed | None) -> bool:
    """Whether there is none, or all its texts are lines of limited length and all its links lead to the web."""
    if feed is None:
        return True
    texts = [feed.title, *(text for one in feed.entries for text in (one.title, one.author, one.summary))]
    links = [link for one in feed.entries for link in (one.url, *one.links) if link is not None]
    return (
        all(len(text) <= facts.TITLE and lines.line(text, facts.TITLE) == text for text in texts)
        and not any(re.search(lines._HIDDEN, text) for text in texts)
        and all(url.parse(link) == link for link in links)
        and all((dates.read(one.published) or "") == one.published for one in feed.entries)
    )


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(body: bytes) -> None:
    assert is_harmless(read(body, BASE))


KNOWN_PIECES = [
    "<rss>", "<channel>", "</channel>", "</rss>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>",
    "<description>", "<![CDATA[", "]]>", "<a href='", "'>", "https://x.example/", "&nbsp;", "&#0;", "\0",
    "\ufeff", "\ud800",
    f"<feed xmlns='{ATOM}' xml:base='http://['>", "<entry xml:base='//['>", "<link href='https://[1'/>", "</entry>",
    "</feed>",
    "<content type='xhtml'>", "</content>", "<pubDate>99 Foo 9999</pubDate>", "<author><name>", "</name></author>",
    '{"version":"https://jsonfeed.org/version/1","items":[', '{"url":', '"http://["', "}", "]", ",", "{", "null",
]  # fmt: skip


@pytest.mark.no_cover
@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(KNOWN_PIECES), max_size=14), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_text_that_looks_like_a_feed_makes_it_raise(pieces: list[str], encoding: str) -> None:
    text = "".join(pieces)
    body = text.encode(encoding, errors="surrogatepass" if encoding != "cp1252" else "replace")
    assert is_harmless(read(body, BASE))


JSON_KEYS = ["url", "id", "title", "content_html", "content_text", "summary", "authors", "author", "name", "items",
             "date_published", "external_url", "home_page_url"]  # fmt: skip
JSON_LEAVES = st.sampled_from(
    [None, True, -1, 10**400, 0.5, float("inf"), "", "x", "\ud800", "https://[", "2026-99-99"]
)
JSON_THINGS = JSON_LEAVES | st.lists(JSON_LEAVES, max_size=2) | st.dictionaries(st.sampled_from(JSON_KEYS), JSON_LEAVES)


@pytest.mark.no_cover
@settings(deadline=None)
@given(st.lists(JSON_THINGS | st.dictionaries(st.sampled_from(JSON_KEYS), JSON_THINGS), max_size=3), JSON_THINGS)
def test_no_json_makes_it_raise(items: list[Any], value: Any) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": value, "author": value, "authors": [value]}
    assert read(json.dumps({**feed, "items": items}).encode(), BASE) is not None
    assert read(json.dumps({**feed, "items": value}).encode(), "") is not None
