"""The rules by which the W3C's feed validator, JSON Feed 1.1 and OPML 2.0 call a document valid."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_NOT_IN_IRI = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff]|%(?![0-9A-Fa-f]{2})")


def _absolute(text: str | None) -> str:
    assert text
    assert not _NOT_IN_IRI.search(text), text
    parts = urlsplit(text)
    assert parts.scheme in {"http", "https"}
    assert parts.netloc
    return text


def _instant(text: str | None) -> datetime:
    assert text
    assert _RFC3339.fullmatch(text), text
    return datetime.fromisoformat(text)


def _distinct(texts: Iterable[str]) -> None:
    listed = list(texts)
    assert len(listed) == len(set(listed))


def _one(element: ET.Element, name: str) -> ET.Element:
    (found,) = element.findall(ATOM + name)
    return found


def _atom_links(element: ET.Element) -> dict[str, str]:
    """The links by relation; RFC 4287 allows one alternate of a type and language."""
    links = element.findall(f"{ATOM}link")
    _distinct(f"{link.get('rel')} {link.get('type')}" for link in links)
    return {link.attrib["rel"]: _absolute(link.get("href")) for link in links}


def atom(body: bytes) -> ET.Element:
    """The root of a valid Atom feed (RFC 4287)."""
    feed = ET.fromstring(body)
    assert feed.tag == f"{ATOM}feed"
    known = {"title", "id", "updated", "link", "author", "generator", "entry"}
    assert {element.tag for element in feed} <= {ATOM + name for name in known}
    assert _one(feed, "title").text
    author = _one(feed, "author")
    assert _one(author, "name").text
    _absolute(_one(author, "uri").text)
    links = _atom_links(feed)
    assert set(links) == {"self", "alternate"}
    ids = [_absolute(_one(feed, "id").text)]
    updated = _instant(_one(feed, "updated").text)
    entries = feed.findall(f"{ATOM}entry")
    assert updated == max(_instant(_one(entry, "updated").text) for entry in entries)
    for entry in entries:
        assert len(entry.findall(f"{ATOM}title")) == 1
        assert _instant(_one(entry, "published").text) <= _instant(_one(entry, "updated").text)
        ids.append(_absolute(_one(entry, "id").text))
        assert set(_atom_links(entry)) == {"alternate", "via"}
        content = _one(entry, "content")
        assert content.get("type") == "html"
        assert len(content) == 0
        assert content.text
        assert _one(entry, "category").get("term")
    _distinct(ids)
    return feed


def json_feed(body: bytes) -> dict[str, Any]:
    """A valid JSON Feed (https://jsonfeed.org/version/1.1)."""
    feed: dict[str, Any] = json.loads(body)
    assert feed.keys() == {"version", "title", "home_page_url", "feed_url", "authors", "items"}
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for url in (feed["home_page_url"], feed["feed_url"]):
        _absolute(url)
    for author in feed["authors"]:
        assert author["name"]
        _absolute(author["url"])
    for item in feed["items"]:
        words = {"title", "summary", "content_html"}
        assert item.keys() == {"id", "url", "external_url", "date_published", "tags", *words}
        assert item["content_html"]
        for key in ("id", "url", "external_url"):
            _absolute(item[key])
        _instant(item["date_published"])
        assert all(isinstance(tag, str) for tag in item["tags"])
    _distinct(item["id"] for item in feed["items"])
    return feed


def opml(body: bytes) -> list[dict[str, str]]:
    """The outlines of a valid OPML document (http://opml.org/spec2.opml) that is a list of subscriptions."""
    root = ET.fromstring(body)
    assert root.tag == "opml"
    assert root.attrib == {"version": "2.0"}
    head, content = root
    assert (head.tag, content.tag) == ("head", "body")
    said = {element.tag: element.text or "" for element in head}
    assert said.keys() <= {"title", "dateModified", "ownerName", "ownerId", "docs"}
    assert said["title"]
    assert _RFC822.fullmatch(said["dateModified"])
    assert parsedate_to_datetime(said["dateModified"])
    for key in ("ownerId", "docs"):
        if key in said:
            _absolute(said[key])
    outlines = content.findall("outline")
    assert outlines
    assert len(outlines) == len(list(content.iter())) - 1
    for outline in outlines:
        assert outline.attrib.keys() <= {"type", "text", "title", "xmlUrl", "htmlUrl", "description", "category"}
        assert outline.get("type") == "rss"
        assert outline.get("text")
        assert not outline.text
        assert "/" not in outline.get("category", "")
        assert "" not in outline.get("category", "x").split(",")
        assert urlsplit(outline.get("xmlUrl", "")).scheme in {"http", "https"}
        assert urlsplit(outline.get("htmlUrl", "http:")).scheme in {"http", "https"}
    _distinct(outline.attrib["xmlUrl"] for outline in outlines)
    return [dict(outline.attrib) for outline in outlines]
