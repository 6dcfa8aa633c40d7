"""Feeds of every kind that feedparser reads, of realistic size, with the faults that real ones have."""

from __future__ import annotations

import html
from datetime import datetime
from email.utils import format_datetime

from benchmarks import writing
from benchmarks.sites import ENTRIES

FEEDS = 200

_RECODED = {
    3: ("ISO-8859-1", "cp1252"),
    13: ("windows-1252", "cp1252"),
    23: ("utf-16", "utf-16"),
    33: ("iso-8859-15", "iso-8859-15"),
}
"""Of a hundred feeds, those in another encoding: what they declare, and what they are in."""


def generate(count: int = FEEDS) -> list[bytes]:
    """So many feeds. Three in a hundred are not well-formed, eight are in odd encodings or have repairable faults."""
    writer = writing.Writer(5)
    found = []
    for number in range(count):
        kind = writer.random.choices((_rss, _atom, _rdf, _old_rss), (60, 28, 5, 7))[0]
        found.append(_spoilt(number % 100, kind(writer, f"https://peer-{number}.example/")))
    return found


def _spoilt(place: int, text: str) -> bytes:
    """The feed's bytes, with a fault at eleven places of a hundred."""
    head, rest = text.split("?>", 1)
    body = text.encode()
    if place in _RECODED:
        declared, encoding = _RECODED[place]
        return f'<?xml version="1.0" encoding="{declared}"?>{rest}'.encode(encoding, "xmlcharrefreplace")
    faults = {
        7: body.replace(b"<title>", b"<title>Q & A: ", 3),
        37: body[: len(body) * 9 // 10],
        67: body.replace(b"</title>", b"</titel>", 1),
        43: b"\n  " + body,
        53: b"\xef\xbb\xbf" + body,
        63: body.replace(b"<title>", b"<title>Now\x0b&nbsp;&ndash; ", 4),
        73: f"{head}?>\n\n<!-- made by hand -->{rest}".encode(),
    }
    return faults.get(place, body)


def _post(writer: writing.Writer, home: str) -> tuple[str, str, str, datetime]:
    """Address, title, HTML and instant of a post with 2 to 12 links, some of them within its own blog."""
    day = writer.day()
    links = [
        f"https://{name}.example/{writer.slug()}/{writer.random.choice(('', '', '', '?p=12&amp;utm_source=rss'))}"
        for name in writing.peer_names(writer.random.randint(1, 8))
    ]
    links += [f"{home}{writer.slug()}/" for _ in range(writer.random.randint(1, 4))]
    if writer.random.random() < 0.05:
        links.append(f"{writing.SITE}posts/{writer.random.randrange(500)}/")
    body = writer.html(links, words=writer.random.randint(300, 1500))
    instant = datetime.fromisoformat(f"{day}T{writer.random.randrange(24):02}:15:00+00:00")
    return f"{home}{day.year}/{writer.slug()}/", writer.title(), body, instant


def _posts(writer: writing.Writer, home: str) -> list[tuple[str, str, str, datetime]]:
    return [_post(writer, home) for _ in range(ENTRIES)]


def _rss(writer: writing.Writer, home: str) -> str:
    """RSS 2.0, whole posts in ``content:encoded`` or escaped in ``description``."""
    whole = writer.random.random() < 0.7
    items = []
    for url, title, body, instant in _posts(writer, home):
        content = f"<description>{html.escape(body)}</description>"
        if whole:
            excerpt = html.escape(f"<p>{' '.join(writer.sentences(40))} […]</p>")
            content = f"<description>{excerpt}</description>\n<content:encoded><![CDATA[{body}]]></content:encoded>"
        items.append(
            f'<item><title>{title}</title><link>{url}</link><guid isPermaLink="true">{url}</guid>\n'
            f"<dc:creator><![CDATA[Ada Example]]></dc:creator><pubDate>{format_datetime(instant)}</pubDate>\n"
            f"<category>looms</category>{content}</item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"<title>{writer.title()}</title><link>{home}</link><description>{writer.sentence()}</description>\n"
        f'<atom:link href="{home}feed.xml" rel="self" type="application/rss+xml"/>\n'
        + "\n".join(items)
        + "\n</channel></rss>\n"
    )


def _atom(writer: writing.Writer, home: str) -> str:
    """Atom 1.0, whole posts as escaped HTML or as XHTML."""
    xhtml = writer.random.random() < 0.2
    entries = []
    for url, title, body, instant in _posts(writer, home):
        content = f'<content type="html">{html.escape(body)}</content>'
        if xhtml:
            content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content>'
        entries.append(
            f'<entry><title type="html">{title}</title><link href="{url}"/><id>{url}</id>\n'
            f"<published>{instant.isoformat()}</published><updated>{instant.isoformat()}</updated>\n{content}</entry>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{writer.title()}</title><link href="{home}"/><link href="{home}feed.xml" rel="self"/>\n'
        f"<author><name>Ada Example</name></author><id>{home}</id><updated>2026-11-20T00:00:00Z</updated>\n"
        + "\n".join(entries)
        + "\n</feed>\n"
    )


def _rdf(writer: writing.Writer, home: str) -> str:
    """RSS 1.0 with excerpts and whole posts."""
    items = [
        f'<item rdf:about="{url}"><title>{title}</title><link>{url}</link><dc:date>{instant.isoformat()}</dc:date>\n'
        f"<description>{writer.sentence()}</description><content:encoded><![CDATA[{body}]]></content:encoded></item>"
        for url, title, body, instant in _posts(writer, home)
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f'<channel rdf:about="{home}"><title>{writer.title()}</title><link>{home}</link></channel>\n'
        + "\n".join(items)
        + "\n</rdf:RDF>\n"
    )


def _old_rss(writer: writing.Writer, home: str) -> str:
    """RSS 0.91: escaped HTML in ``description``, no dates."""
    items = [
        f"<item><title>{title}</title><link>{url}</link><description>{html.escape(body)}</description></item>"
        for url, title, body, _ in _posts(writer, home)
    ]
    head = f"<title>{writer.title()}</title><link>{home}</link><language>en</language>"
    body = "\n".join(items)
    return f'<?xml version="1.0"?>\n<rss version="0.91"><channel>{head}\n{body}\n</channel></rss>\n'
