"""Small feeds around the one thing that a test is about."""

from __future__ import annotations

import json
from typing import Any

from mkdocs_reciprocity.core.feeds.reader import read
from mkdocs_reciprocity.core.model import FeedEntry

BASE = "https://ada.example/feed.xml"
ATOM = "http://www.w3.org/2005/Atom"


def rss(item: str, channel: str = "", start: str = "") -> bytes:
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:media="http://search.yahoo.com/mrss/"'
    )
    return f'{start}<rss version="2.0" {names}><channel>{channel}<item>{item}</item></channel></rss>'.encode()


def atom(entry: str, feed: str = "", attributes: str = "") -> bytes:
    return f'<feed xmlns="{ATOM}" {attributes}>{feed}<entry>{entry}</entry></feed>'.encode()


def one(body: bytes, base: str = BASE) -> FeedEntry:
    feed = read(body, base)
    assert feed is not None
    assert len(feed.entries) == 1
    return feed.entries[0]


def item(**fields: Any) -> FeedEntry:
    return one(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [fields]}).encode())


def links_in(html: str, base: str = BASE) -> tuple[str, ...]:
    return one(rss(f"<link>https://ada.example/a/</link><description><![CDATA[{html}]]></description>"), base).links
