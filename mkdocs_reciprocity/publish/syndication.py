"""Values -> what other software reads: Atom (RFC 4287), JSON Feed 1.1, OPML 2.0, recommendations; and links to them.

A gift's own address is the permanent link on the year's page. The post that was passed on is what it came ``via`` (RFC
4287, section 4.2.7.2), or its ``external_url`` (JSON Feed 1.1), and the summary is what the author says of it. So its
author's software can read the feed as one of shares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from email.utils import format_datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
from markupsafe import Markup
from msgspec import Struct

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.site_places import RECOMMENDATIONS_JSON
from mkdocs_reciprocity.core.views.blogroll import Outline, Recommendation
from mkdocs_reciprocity.core.views.feeds import instant
from mkdocs_reciprocity.core.views.shared import Item
from mkdocs_reciprocity.core.wording import Wording, marked
from mkdocs_reciprocity.publish.markup import escaped, relative, xml_text
from mkdocs_reciprocity.publish.renderer import Addresses

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
OPML = "http://opml.org/spec2.opml"
GENERATOR = "mkdocs-reciprocity"

OPML_BEGINS = b"<?xml version='1.0' encoding='utf-8'?>\n<opml version=\"2.0\">\n  <head>\n    <title>"
_STYLE = b'<?xml-stylesheet type="text/xsl" href="%b"?>\n'
_STYLED = re.compile(re.escape(_STYLE).replace(b"%b", rb"[^\"<>]*+"))
OPML_DOCS = f"<docs>{OPML}</docs>".encode()
"""By these two the OPML files that we wrote can be known."""

BLOGROLL_TITLE = marked("The blogs I read")

_NOT_IN_IRI = re.compile(r"[{}|^`]|%(?![0-9A-Fa-f]{2})")


class Masthead(Struct, frozen=True):
    """Whose site it is: its name and author, as text."""

    site_name: str
    author: str


class Shares(Struct, frozen=True, kw_only=True):
    """A feed of gifts, the newest first. All addresses are absolute; ``pages`` are those of the years. A feed without a
    gift was updated ``today``.
    """

    title: str
    author: str
    site: str
    page: str
    pages: Mapping[str, str]
    items: Sequence[Item]
    zone: tzinfo
    wording: Wording
    today: When = When("0001-01-01")

    def permalink(self, item: Item) -> str:
        """The permanent link of a gift."""
        return f"{self.pages[(item.date or '')[:4]]}#{item.id}"

    def date(self, item: Item) -> str:
        """When it was given (RFC 3339)."""
        return instant(item.date or When("0001"), self.zone)

    def updated(self) -> str:
        """When the feed changed last (RFC 3339)."""
        return self.date(self.items[0]) if self.items else instant(self.today, self.zone)


def atom(shares: Shares, own_address: str) -> bytes:
    """The feed as Atom; ``own_address`` is its URL."""
    feed = ET.Element("feed", xmlns=ATOM)
    _add(feed, "title", shares.title)
    _add(feed, "id", shares.page)
    _add(feed, "updated", shares.updated())
    _add(feed, "link", rel="self", type="application/atom+xml", href=own_address)
    _add(feed, "link", rel="alternate", type="text/html", href=shares.page)
    author = _add(feed, "author")
    _add(author, "name", shares.author)
    _add(author, "uri", shares.site)
    _add(feed, "generator", GENERATOR)
    for item in shares.items:
        entry = _add(feed, "entry")
        _add(entry, "title", item.post.text)
        _add(entry, "id", shares.permalink(item))
        _add(entry, "published", shares.date(item))
        _add(entry, "updated", shares.date(item))
        _add(entry, "link", rel="alternate", type="text/html", href=shares.permalink(item))
        _add(entry, "link", rel="via", href=_iri(item.post.href))
        _add(entry, "category", term=item.kind)
        _add(entry, "summary", _summary(item))
        _add(entry, "content", _content(item, shares.wording), type="html")
    return _document(feed)


def json_feed(shares: Shares, own_address: str) -> bytes:
    """The feed as JSON Feed; ``own_address`` is its URL."""
    items = [
        {
            "id": shares.permalink(item),
            "url": shares.permalink(item),
            "external_url": _iri(item.post.href),
            "title": xml_text(item.post.text),
            "summary": xml_text(_summary(item)),
            "content_html": xml_text(_content(item, shares.wording)),
            "date_published": shares.date(item),
            "tags": [xml_text(item.kind)],
        }
        for item in shares.items
    ]
    feed: dict[str, Any] = {
        "version": JSON_FEED,
        "title": xml_text(shares.title),
        "home_page_url": shares.page,
        "feed_url": own_address,
        "authors": [{"name": xml_text(shares.author), "url": shares.site}],
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=2) + b"\n"


def _summary(item: Item) -> str:
    """What the author says of the post, as plain text: whoever is passed on can read it there. Else its title."""
    return item.note or item.post.text


def _iri(url: str) -> str:
    """The URL, with the characters escaped that browsers allow but RFC 3987 does not."""
    return _NOT_IN_IRI.sub(lambda match: f"%{ord(match[0]):02X}", url)


def _content(item: Item, wording: Wording) -> str:
    """The HTML that a feed reader shows for a gift. It links to the post, so that the post's author can notice it."""
    post = f'<a href="{escaped(item.post.href)}">{escaped(item.post.text)}</a>'
    verb = str(wording.verb(item.kind, item.verb))
    line = f"{verb[:1].upper()}{verb[1:]}{wording.text_in('a colon', ': ')}{post}"
    if item.peer.text:
        line += f" · {escaped(item.peer.text)}"
    if item.via.text:
        way = escaped(item.via.text)
        if item.via.href:
            way = f'<a href="{escaped(item.via.href)}">{way}</a>'
        line += f" · {wording.text('via %(via)s', via=Markup(way))}"  # noqa: S704 - escaped
    return f"<p>{line}</p>" + (f"<p>{escaped(item.note)}</p>" if item.note else "")


def opml(outlines: Sequence[Outline], title: str, author: str, site: str, today: When) -> bytes:
    """The blogroll as OPML; ``site`` is the site's URL, or empty. It is dated the day of the build."""
    root = ET.Element("opml", version="2.0")
    head = _add(root, "head")
    _add(head, "title", title)
    _add(head, "dateModified", format_datetime(datetime.fromisoformat(f"{today}T00:00:00+00:00")))
    _add(head, "ownerName", author)
    if site:
        _add(head, "ownerId", site)
    _add(head, "docs", OPML)
    body = _add(root, "body")
    for outline in outlines:
        more = {
            "htmlUrl": outline.home,
            "description": outline.about,
            "category": ",".join(filter(None, map(_tag, outline.tags))),
        }
        said = {name: value for name, value in more.items() if value}
        _add(body, "outline", type="rss", text=outline.text, title=outline.text, xmlUrl=outline.feed, **said)
    return _document(root)


def styled(document: bytes, style: str) -> bytes:
    """The document with the address of what a browser shows it by."""
    declaration, line_end, rest = document.partition(b"\n")
    return declaration + line_end + _STYLE % escaped(style).encode() + rest


_SIGNATURE = b" \n"
"""The end of a file of ours. Nobody writes it by hand, and no formatter leaves it, so what an author has written is
theirs.
"""


class _Entry(Struct, forbid_unknown_fields=True, omit_defaults=True):
    url: str
    created_at: str = ""
    updated_at: str = ""


def recommendations(recommended: Sequence[Recommendation], zone: tzinfo) -> bytes:
    """The recommended blogs, in the form that Ghost writes and reads.

    Of a blog there is the address alone if the log does not say when it was recommended: a day has to come from what
    the author wrote, or it would not be the same in every build.
    """

    def day(date: When | None) -> str:
        return instant(date, zone) if date else ""

    return _as_json([_Entry(one.url, day(one.first), day(one.last)) for one in recommended])


def is_ours(name: str, body: bytes) -> bool:
    """Whether the plugin has written this file. Other files at these places are the author's own."""
    if name != RECOMMENDATIONS_JSON:
        return _STYLED.sub(b"", body, count=1).startswith(OPML_BEGINS) and OPML_DOCS in body
    try:
        return _as_json(msgspec.json.decode(body, type=list[_Entry])) == body
    except (ValueError, RecursionError):
        return False


def _as_json(entries: Sequence[_Entry]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(entries), indent=2) + _SIGNATURE


def _tag(tag: str) -> str:
    """A tag as a category of OPML 2.0, where commas and slashes have a meaning."""
    return " ".join(xml_text(tag).replace(",", " ").replace("/", " ").split())


def head(addresses: Addresses, title: str, blogroll: str) -> Callable[[str], str]:
    """A function that gives the links for the ``<head>`` of a page, by its path; empty if there is nothing to link to.

    ``title`` is what the feeds are called, ``blogroll`` what that is.
    """
    links = (
        ("alternate", "application/atom+xml", title, addresses.atom),
        ("alternate", "application/feed+json", title, addresses.json_feed),
        ("blogroll", "text/xml", blogroll, addresses.blogroll),
    )
    made = [
        (f'<link rel="{rel}" type="{type_}" title="{escaped(name)}" href="', path)
        for rel, type_, name, path in links
        if path
    ]

    @cache
    def seen_from(here: str) -> str:
        return "".join([f'{link}{escaped(relative(path, here))}">\n' for link, path in made])

    if any("/" in path for _, path in made):
        return seen_from
    return lambda here: seen_from("_/" * here.count("/"))  # what lies at the root is as far from all of a depth


def _add(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    """A new element. ElementTree escapes, but writes characters that XML forbids as they are."""
    child = ET.SubElement(parent, tag, {name: xml_text(value) for name, value in attributes.items()})
    child.text = xml_text(text) or None
    return child


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)


def in_head(html: str, links: str) -> str:
    """A page with links at the end of its ``<head>``, whose end tag HTML allows to leave out."""
    end = html.find("</head>")  # nearly always, and much faster
    if end < 0:
        found = _HEAD_END.search(html) or _BODY.search(html)
        end = found.start() if found else -1
    return f"{html[:end]}{links}{html[end:]}" if end >= 0 else html
