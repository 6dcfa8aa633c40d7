"""Every reader of what others wrote, each with a text where it meets one, and the patterns and loops behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC

from msgspec import Raw

from mkdocs_reciprocity.collect import lenient
from mkdocs_reciprocity.core import (
    lines,
    links,  # fmt: skip
    markers,
    naming,
    personal,
    public_ways,
    references,
)
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.editing import mkdocs_yml  # fmt: skip
from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.feeds import (  # fmt: skip
    content,
    dates,
    discovery,
    facts,
    json_values,
    permalinks,
    undeclared,
)
from mkdocs_reciprocity.core.feeds import reader as feed_reader
from mkdocs_reciprocity.core.ledger import identity
from mkdocs_reciprocity.core.log import reader as log_reader  # fmt: skip
from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.opml import reader as opml  # fmt: skip
from mkdocs_reciprocity.core.own_page import reader as own_page  # fmt: skip
from mkdocs_reciprocity.core.own_page import shown, unlisted
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention import endpoint, jf2  # fmt: skip
from mkdocs_reciprocity.core.yaml import advice
from mkdocs_reciprocity.network import headers
from mkdocs_reciprocity.publish import renderer
from mkdocs_reciprocity.publish.markers import fill
from mkdocs_reciprocity.publish.renderer import Heading

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))
BASE = "https://ada.example/"
_FEED = "<rss><channel><item/></channel></rss>"
VERSION = "https://jsonfeed.org/version/1.1"
_POST = '<h1>t</h1><p>x <a href="https://a.example/">y</a></p>'
_ROW = "interactions:\n- date: 2026-01-01\n  gave: share\n  url: https://a.example/\n"


def _feed(before: str, after: str, encoding: str = "utf-8") -> Callable[[str], object]:
    return lambda text: feed_reader.read((before + text + after).encode(encoding), BASE)


def _fields(text: str) -> object:
    names = ("title", "link", "author", "pubDate", "description", "guid")
    said = "".join(f"<{name}><![CDATA[{text.replace(']]>', '')}]]></{name}>" for name in names)
    return feed_reader.read(f"<rss><channel>{said}<item>{said}</item></channel></rss>".encode(), BASE)


def _json(text: str) -> object:
    item = dict.fromkeys(("id", "url", "external_url", "title", "content_html", "summary", "date_published"), text)
    items = [item | {"authors": [{"name": text}]}]
    return feed_reader.read(json.dumps({"version": VERSION, "title": text, "items": items}).encode(), BASE)


def _jf2(text: str) -> object:
    entry = {"wm-source": BASE, "wm-target": BASE, "content": {"html": text}, "name": text, "wm-id": text, "url": text}
    return jf2.read(json.dumps({"children": [entry | {"author": {"name": text, "url": text}}]}).encode())


def _opml(before: str, after: str) -> Callable[[str], object]:
    return lambda text: opml.parse((before + text + after).encode(), "a.opml")


def _log(before: str, after: str = "\n") -> Callable[[str], object]:
    def read(text: str) -> object:
        found = log_reader.parse((before + text + after).encode(), "a.yml", RULES).records
        return identity.directory(found.peers, [Url(BASE)])

    return read


def _edited(text: str) -> object:
    with suppress(NotWritten):
        return mkdocs_yml.with_plugin(f"site_name: x\nplugins:\n{text}".encode(), "mkdocs.yml", "reciprocity")
    return None


def _addresses(text: str) -> object:
    """Whatever is longer than an address may be is looked at in pieces that are not."""
    pieces = [text[start : start + 4000] for start in range(0, len(text), 4000)]
    for piece in pieces:
        for said in (f"https://{piece}", f"https://a.example/{piece}"):
            if url := urls.parse(said):
                list(urls.prefixes(urls.key(url)))
                personal.is_personal(url), personal.is_personal_feed(url)
                urls.without_user_and_port(url), urls.readable(url), naming.home_of(url)
        urls.resolve(f"https://a.example/{piece}/", "../x")
        urls.resolve(BASE, piece)
        urls.linked(BASE, f"https://www.google.com/url?{piece}&q=https://{piece}")
    return len(pieces)


def _finished(text: str) -> object:
    stages = shown.Stages(_POST, _POST, f"{text}{_POST}")
    return shown.as_shown(own_page.read(_POST, "p/", "t", {}, BASE, UTC), stages, lambda: BASE)


def _markers(text: str) -> object:
    headings = [Heading(2, f"a{number}", "a") for number in range(200)]
    return markers.names(text), list(markers.mistakes(text)), fill(text, headings, lambda *_: None)


def _headers(text: str) -> object:
    said = dict.fromkeys(("cache-control", "age", "retry-after", "last-modified"), text)
    headers.by_name((b"Link", piece.encode()) for piece in text.split(","))
    return headers.plain(text), headers.reference(text), headers.max_age(said), (
        headers.retry_after(said, now=0.0), headers.last_modified(said, now=0.0)
    )  # fmt: skip


READERS: dict[str, Callable[[str], object]] = {
    "a feed": _feed("", ""),
    "a feed in UTF-16": _feed("", "", "utf-16"),
    "a feed, around it": lambda text: feed_reader.read(f"{text}{_FEED}{text}".encode(), BASE),
    "a feed's DOCTYPE": _feed("<!DOCTYPE rss [", "]><rss><channel><item/></channel></rss>"),
    "RSS": _feed("<rss><channel>", "<item><title>x</title></item></channel></rss>"),
    "RSS, an item": _feed("<rss><channel><item><title>x</title>", "</item></channel></rss>"),
    "RSS, markup": _feed("<rss><channel><item><description>", "</description></item></channel></rss>"),
    "RSS, CDATA": _feed("<rss><channel><item><description><![CDATA[", "]]></description></item></channel></rss>"),
    "RSS, attributes": _feed("<rss><channel><item><link ", "/></item></channel></rss>"),
    "RSS, all fields": _fields,
    "Atom, XHTML": _feed("<feed><entry><content type='xhtml'><div>", "</div></content></entry></feed>"),
    "Atom, an author": _feed("<feed><entry><author><name>", "</name></author></entry></feed>"),
    "JSON Feed": _json,
    "JSON Feed, items": _feed(f'{{"version":"{VERSION}","items":[', "]}"),
    "JSON, mended": lambda text: json_values.decoded(f'{{"a":"{text}\n\\ud83d"}}'.encode(), dict[str, Raw]),
    "JF2": _jf2,
    "JF2, entries": lambda text: jf2.read(f'{{"children":[{text}]}}'.encode()),
    "an encoding that nobody says": lambda text: undeclared.encoding_of(text.encode("latin-1", "replace") + b"\xe9"),
    "a date": dates.read,
    "a line": lambda text: lines.line(text, 300),
    "an entry": lambda text: facts.entry(
        url=None, title=text, published="", author=text, content=text, description=f"{text}x", base=BASE
    ),
    "HTML, tokens": content.read,
    "HTML, skimmed": content.skim,
    "HTML, a link": lambda text: (content.read(f"<a {text}>x</a>"), content.skim(f"<a {text}>x</a>")),
    "HTML, references": lambda text: (references.unescape(text), content.unescape_value(text)),
    "the start of what is no feed": lambda text: lenient._HTML.match(text.encode()[:2000]),
    "a home page": lambda text: discovery.announced(text, Url(BASE)),
    "a home page, a link": lambda text: discovery.announced(f"<link rel=alternate {text}>", Url(BASE)),
    "an endpoint in HTML": lambda text: endpoint.in_html(text, BASE),
    "an endpoint in a link": lambda text: endpoint.in_html(f"<a {text}>", BASE),
    "endpoints in headers": lambda text: endpoint.in_header(text, BASE),
    "an endpoint in a header": lambda text: endpoint.in_header(f'<x>; rel="{text}', BASE),
    "an entry's own address": lambda text: (
        list(permalinks.in_markup(text)), list(permalinks.in_markup(f'<a title="{text}">x</a>'))
    ),
    "a page that was told of": lambda text: list(content.hrefs(text)),
    "headers": _headers,
    "OPML": _opml("", ""),
    "OPML, outlines": _opml("<opml><body>", "</body></opml>"),
    "OPML, an outline": _opml("<opml><body><outline xmlUrl='https://a.example/' ", "/></body></opml>"),
    "an own page": lambda text: own_page.read(text, "p/", "t", {"date": text}, BASE, UTC),
    "an own page, a link": lambda text: links.anchors(f'<a href="https://a.example/">{text}</a>'),
    "an own page, links that are hidden": lambda text: links.anchors(text.replace("<i hidden>", f"<i hidden>{_POST}")),
    "an own page, around its content": _finished,
    "an own page, its theme's styles": lambda text: _finished(f"<style type='text/css'>{text}</style>"),
    "an own page, whether it is for nobody": lambda text: unlisted.is_for_nobody(f"<html>{text} refresh robots"),
    "markers": _markers,
    "a marker": lambda text: _markers(f"<p><!-- reciprocity:shared{text}"),
    "our headings": renderer.HEADING.findall,
    "addresses": _addresses,
    "a log": _log(""),
    "a log, rows": _log(_ROW),
    "a log, a value": _log(f"{_ROW}  note: "),
    "a log, a row in braces": _log("interactions:\n- {date: 2026-01-01, ", "}\n"),
    "a log, peers": _log("peers:\n  ada:\n    home: https://a.example/\n"),
    "a log, peers in braces": _log("peers: {", "}\n"),
    "a log, ignored": _log("ignore:\n- "),
    "a line with a slip": advice.odd,
    "a line with a slip behind its row": lambda text: advice.odd(f"- {{}}{text}"),
    "a log, a way": lambda text: (public_ways.is_closed(text), public_ways.is_public(text)),
    "mkdocs.yml, plugins": _edited,
}  # fmt: skip
"""By what they read."""
