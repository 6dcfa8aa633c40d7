"""Feeds of every kind, made from the same posts by a seeded generator, for comparing one reader with another."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random
from typing import NamedTuple

WORDS = "loom engine wheel Köln naïve 編み物 gear card punch weaver Ada’s 100% a-b R&D <b> thread 🧵 mill".split()


class Post(NamedTuple):
    """What a feed is made to say. ``body`` is HTML, ``links`` what its anchors lead to, relative ones resolved."""

    title: str
    url: str
    instant: datetime
    body: str
    links: tuple[str, ...]


class Sample(NamedTuple):
    """A feed's bytes, the URL that it is said to come from, and the posts in it."""

    kind: str
    body: bytes
    base: str
    posts: tuple[Post, ...]


def samples(seed: int) -> list[Sample]:
    """One feed of each kind."""
    random = Random(seed)
    host = f"https://peer{seed}.example"
    found = []
    for kind, write in KINDS.items():
        posts = tuple(_post(random, host, number) for number in range(random.randint(0, 6)))
        found.append(Sample(kind, write(host, posts), f"{host}/feed.xml", posts))
    return found


def _words(random: Random, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, most)))


def _post(random: Random, host: str, number: int) -> Post:
    pieces, links = [], []
    url = f"{host}/{random.choice(['2026', 'notes', 'a%20b'])}/{number}/"
    for _ in range(random.randint(0, 5)):
        link = random.choice(
            ["https://me.example/looms/", "http://other.example/?a=1&b=2#c", "https://x.example/Ä", f"{host}/about"]
        )
        written = "/about" if link.endswith("/about") else link
        before = random.choice(["", 'class="u" ', "rel='me' ", 'title="a > b" '])
        tag, end = random.choice([("a", "a"), ("A", "A")])
        pieces.append(f'<p>{escape(_words(random, 8))} <{tag} {before}href="{escape(written)}">')
        pieces.append(f"{escape(_words(random, 2))}</{end}>, <em>{escape(_words(random, 3))}</em></p>")
        links.append(link)
    pieces.append(f"<p>{escape(_words(random, 30))}</p>")
    instant = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=random.randint(0, 200_000_000))
    return Post(_words(random, 6), url, instant, "".join(pieces), tuple(dict.fromkeys(links)))


def _cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _rss(host: str, posts: tuple[Post, ...], body: Callable[[Post], str]) -> bytes:
    items = "".join(
        f"<item><title>{escape(escape(post.title))}</title><link>{post.url}</link>"
        f"<guid isPermaLink='false'>{number}</guid><pubDate>{format_datetime(post.instant)}</pubDate>"
        f"{body(post)}</item>\n"
        for number, post in enumerate(posts)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>A &amp;amp; B</title><link>{host}/</link>{items}</channel></rss>"
    ).encode()


def _rss1(host: str, posts: tuple[Post, ...]) -> bytes:
    items = "".join(
        f'<item rdf:about="{post.url}"><title>{escape(escape(post.title))}</title><link>{post.url}</link>'
        f"<dc:date>{post.instant:%Y-%m-%dT%H:%M:%SZ}</dc:date><dc:creator>Ada</dc:creator>"
        f"<description>{escape(post.body)}</description></item>"
        for post in posts
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{host}"><title>A &amp;amp; B</title><link>{host}/</link></channel>{items}</rdf:RDF>'
    ).encode()


def _atom(host: str, posts: tuple[Post, ...], content: Callable[[Post], str]) -> bytes:
    entries = "".join(
        f"<entry><id>tag:{number}</id><title>{escape(post.title)}</title><link rel='self' href='{host}/api'/>"
        f"<link href='{post.url}'/><published>{post.instant.isoformat()}</published>"
        f"<updated>2030-01-01T00:00:00Z</updated>{content(post)}</entry>"
        for number, post in enumerate(posts)
    )
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A &amp; B</title>'
        f'<link href="{host}/"/><author><name>Ada</name></author>{entries}</feed>'
    ).encode()


def _xhtml(post: Post) -> str:
    body = post.body.replace("<A ", "<a ").replace("</A>", "</a>")
    return f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content>'


def _atom03(host: str, posts: tuple[Post, ...]) -> bytes:
    text = _atom(host, posts, lambda post: f'<content type="text/html" mode="escaped">{escape(post.body)}</content>')
    return text.replace(b"http://www.w3.org/2005/Atom", b"http://purl.org/atom/ns#").replace(b"published>", b"issued>")


def _json(host: str, posts: tuple[Post, ...]) -> bytes:
    items = [
        {"id": post.url, "url": post.url, "title": post.title, "content_html": post.body,
         "date_published": post.instant.isoformat()}
        for post in posts
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A & B",
        "home_page_url": f"{host}/",
        "items": items,
    }
    return json.dumps(feed).encode()


KINDS: dict[str, Callable[[str, tuple[Post, ...]], bytes]] = {
    "rss escaped": lambda host, posts: _rss(
        host, posts, lambda post: f"<description>{escape(post.body)}</description>"
    ),
    "rss cdata": lambda host, posts: _rss(
        host,
        posts,
        lambda post: f"<description>short</description><content:encoded>{_cdata(post.body)}</content:encoded>",
    ),
    "rss 1": _rss1,
    "atom html": lambda host, posts: _atom(
        host, posts, lambda post: f'<content type="html">{escape(post.body)}</content>'
    ),
    "atom cdata": lambda host, posts: _atom(
        host, posts, lambda post: f'<summary type="html">{_cdata(post.body)}</summary>'
    ),
    "atom xhtml": lambda host, posts: _atom(host, posts, _xhtml),
    "atom 0.3": _atom03,
    "json": _json,
}
