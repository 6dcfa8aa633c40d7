"""Whole builds of what feeds have: dates, titles, addresses and spellings as other people's programs write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.model import FeedEntry
from tests.sites.drawing import ADA, Built, draw, make, rss

LINK = '<a href="https://me.example/looms/">looms</a>'
ESCAPED = LINK.replace("<", "&lt;")
POST = "https://ada.example/post/"


def built(root: Path, feed: str | bytes, log: str = ADA) -> Built:
    """The site after a second build, which says the same as the first."""
    files = {"reciprocity.yml": log, "feeds/ada.xml": feed, "docs/looms.md": "# On looms\n"}
    config_file = draw(root, files)
    first = make(config_file, strict=True)
    assert not first.aborted, first.lines
    again = make(config_file, strict=True)
    assert again.files() == first.files()
    return again


def entries(root: Path) -> tuple[FeedEntry, ...]:
    feed = Store(root).feeds(["feeds/ada.xml"])["feeds/ada.xml"].feed
    assert feed is not None
    return feed.entries


def offered(site: Built) -> set[tuple[str, str | None]]:
    links = site.tree("pay-it-forward/index.html").css(".reciprocity a[href^='https://ada.example/']")
    return {(node.text(), node.attributes["href"]) for node in links} - {("Ada Example", "https://ada.example/")}


def ledger(root: Path) -> list[dict[str, object]]:
    said = CliRunner().invoke(main, ["ledger", "--format", "json", "-f", str(root / "mkdocs.yml")]).stdout
    rows: list[dict[str, object]] = json.loads(said)
    return rows


# --- dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sat, 21 Nov 2026 20:21:00 America/Los_Angeles", "2026-11-21"),
        ("Sat, 21 Nov 2026 20:21:00 GMT+7", "2026-11-21"),
        ("Sat, Nov 21 2026 08:28:28 PM", "2026-11-21"),
        ("Sat, 21 Nov 2026 12:39:07 CEST", "2026-11-21"),
        ("Sat, 21 Nov 26 12:39:07 -0700", "2026-11-21"),
        ("21.11.2026", "2026-11-21"),
        ("Sat,", None),
        ("Invalid Date", None),
    ],
)
def test_a_mention_has_the_day_that_is_meant_or_none(tmp_path: Path, written: str, day: str | None) -> None:
    item = f"<title>A post</title><link>{POST}</link><pubDate>{written}</pubDate><description>{ESCAPED}</description>"
    site = built(tmp_path, rss(item))
    assert [(row["date"], row["evidence"]) for row in ledger(tmp_path)] == [(day, [POST])]
    days = site.tree("looms/index.html").css(".reciprocity-reactions .dt-published")
    assert {node.attributes["value"] for node in days} == ({day} if day else set())


# --- titles


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('<title type="html">&lt;3 Engines</title>', "<3 Engines"),
        ('<title type="html">R&amp;amp;D and AT&amp;T</title>', "R&D and AT&T"),
        ("<title>R&amp;amp;D, twice escaped as text</title>", "R&amp;D, twice escaped as text"),
        ('<title type="html">&lt;em&gt;Blue&lt;/em&gt; vector&amp;lt;int&amp;gt;</title>', "Blue vector<int>"),
    ],
)
def test_a_title_is_shown_as_it_was_meant(tmp_path: Path, title: str, shown: str) -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><link href="https://ada.example/"/><id>f</id>'
    when = "<id>1</id><updated>2026-11-20T08:00:00Z</updated>"
    site = built(tmp_path, f'{head}<entry>{title}{when}<link href="{POST}"/></entry></feed>')
    assert (shown, POST) in offered(site)


@pytest.mark.parametrize("before", ["", "\n\n", "\n \t\n"])
def test_another_encoding_below_blank_lines_is_read(tmp_path: Path, before: str) -> None:
    text = f'<?xml version="1.0" encoding="windows-1251"?>{rss(f"<title>О станках</title><link>{POST}</link>")[21:]}'
    assert ("О станках", POST) in offered(built(tmp_path, f"{before}{text}".encode("cp1251")))


# --- addresses


def of_rss(inner: str) -> str:
    when = "<pubDate>Tue, 10 Nov 2026 08:00:00 GMT</pubDate>"
    return rss(f"<title>A post</title>{when}{inner}<description>{ESCAPED}</description>")


def of_atom(inner: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>https://ada.example/</id>'
        f'<entry><title>A post</title><updated>2026-11-10T08:00:00Z</updated><content type="html">{ESCAPED}</content>'
        f"{inner}</entry></feed>"
    )


def of_rdf(name: str) -> str:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>F</title><link>https://ada.example/</link>'
        f'</channel><item rdf:about="{name}"><title>A post</title><dc:date>2026-11-10</dc:date>'
        f"<description>{ESCAPED}</description></item></rdf:RDF>"
    )


def of_json(**fields: object) -> str:
    item = {"title": "A post", "date_published": "2026-11-10T08:00:00Z", "content_html": LINK, **fields}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "home_page_url": "https://ada.example/"}
    return json.dumps({**feed, "items": [item]})


NAMED_ONLY = [
    of_rss(f"<guid>{POST}</guid>"),
    of_rss(f'<link></link><guid isPermaLink="true">\n {POST} </guid>'),
    of_rss(f"<guid><![CDATA[{POST}]]></guid>"),
    of_atom(f"<id>{POST}</id>"),
    of_atom(f'<id>{POST}</id><link rel="enclosure" href="https://ada.example/a.mp3"/>'),
    of_atom(f"<id>{POST}</id>").replace("A post<", "A post <br><"),  # for the lenient reader
    of_rdf(POST),
    of_rdf(POST).replace("A post<", "A post <br><"),
    of_json(id=POST),
    of_json(id=POST, url=""),
    of_json(id=POST, url=None),
]


@pytest.mark.parametrize("feed", NAMED_ONLY)
def test_a_post_whose_name_is_its_only_address_is_there(tmp_path: Path, feed: str) -> None:
    site = built(tmp_path, feed)
    assert [(row["kind"], row["peer"], row["evidence"]) for row in ledger(tmp_path)] == [("link", "ada", [POST])]
    assert {("A post", POST)} <= offered(site)
    under = site.tree("looms/index.html").css(f'a[href="{POST}"]')
    assert [node.text() or node.attributes["title"] for node in under] == ["Ada Example", "A post"]


@pytest.mark.parametrize("feed", NAMED_ONLY)
def test_of_a_private_peer_it_is_counted_and_nowhere(tmp_path: Path, feed: str) -> None:
    site = built(tmp_path, feed, ADA.replace("{name", "{private: true, name"))
    assert [(row["peer"], row["private"]) for row in ledger(tmp_path)] == [("ada", True)]
    assert b"ada.example" not in site.all_bytes()
    assert b"A post" not in site.all_bytes()


@pytest.mark.parametrize(
    "feed",
    [
        of_rss(f'<guid isPermaLink="False">{POST}</guid>'),
        of_rss("<guid>17</guid>"),
        of_rss('<guid isPermaLink="false">ada-3</guid><enclosure url="https://cdn.example/3.mp3" type="audio/mpeg"/>'),
        of_atom("<id>tag:ada.example,2026:1</id>"),
        of_atom("<id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>"),
        of_rdf("urn:17"),
        of_json(id=17),
        of_json(id="tag:ada.example,2026:1"),
        of_json(id="/post/"),
    ],
)
def test_a_name_that_is_no_address_is_none(tmp_path: Path, feed: str) -> None:
    """What it says counts, and no link is made of it."""
    site = built(tmp_path, feed)
    assert [(row["kind"], row["evidence"], row["title"]) for row in ledger(tmp_path)] == [("link", [], "A post")]
    assert offered(site) == set()
    assert "Passed on by Ada Example" in site.content("looms/index.html")


# --- spellings


def test_posts_that_were_shared_by_other_spellings_are_not_offered(tmp_path: Path) -> None:
    places = ["2026/engines/#atom-everything", "p/cards?source=rss----0a1b2c3d---4", "p/belts", "wheels/"]
    here = ["//me.example/looms/#:~:text=leather", "https://me.example/looms/?ref=ada.example"]
    links = "".join(f'&lt;a href="{link}"&gt;x&lt;/a&gt;' for link in here)
    feed = rss(
        *(f"<title>{n}</title><link>https://ada.example/{to}</link><description>{links if n == 3 else 'Text.'}"
          "</description>" for n, to in enumerate(places)),
    )  # fmt: skip
    shared = [
        "2026/engines/",
        "p/cards",
        "p/belts?r=1abcd&utm_campaign=post&showWelcomeOnShare=true",
        "wheels/?ref=x.example",
    ]
    rows = "".join(f'- {{date: 2026-11-21, gave: share, url: "https://ada.example/{to}"}}\n' for to in shared)
    site = built(tmp_path, feed, f"{ADA}interactions:\n{rows}")
    assert [node.html for node in site.tree("pay-it-forward/index.html").css("article")] == []
    assert b"atom-everything" not in site.all_bytes()
    seen = [row for row in ledger(tmp_path) if row["direction"] == "received"]
    assert [(row["kind"], row["evidence"]) for row in seen] == [("link", ["https://ada.example/wheels/"])]
