"""Where a blog's feed may be, from its home page.

``<link rel="alternate">`` is the convention of https://www.rssboard.org/rss-autodiscovery; the paths are those that the
common blog engines use.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.sources import feed_html
from mkdocs_reciprocity.url import Url

_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/rdf+xml")
_USUAL = ("feed/", "feed.xml", "atom.xml", "rss.xml", "index.xml", "feed.json")
_NOT_POSTS = ("comment", "kommentar")
_MOST = 500_000  # characters of a page that are looked at: what names a feed stands in its head
_TAG = re.compile(r"<(link|base)\s([^>]{1,2000})>", re.IGNORECASE)


def announced(html: str, base: Url) -> tuple[Url, ...]:
    """The feeds that a page names, in its order; feeds of comments last.

    Args:
        html: the page.
        base: its URL, for relative links.
    """
    found: dict[Url, bool] = {}
    for tag in _TAG.finditer(html, 0, _MOST):
        said = feed_html.attributes(tag[2])
        url = urls.resolve(base, said.get("href", ""))
        if url is None or "href" not in said:
            continue
        if tag[1].lower() == "base":
            base = url
        elif "alternate" in said.get("rel", "").lower().split() and _is_feed(said.get("type", "")):
            about = f"{url} {said.get('title', '')}".lower()
            found.setdefault(url, any(word in about for word in _NOT_POSTS))
    return tuple(sorted(found, key=lambda url: found[url]))


def _is_feed(media_type: str) -> bool:
    return media_type.split(";", maxsplit=1)[0].strip().lower() in _TYPES


def usual(home: Url) -> tuple[Url, ...]:
    """The addresses at which feeds are usually found, below the home page and then at the root of its host."""
    parts = urlsplit(home)
    root = f"{parts.scheme}://{parts.netloc}/"
    below = f"{root}{parts.path.strip('/')}/" if parts.path.strip("/") else root
    places = dict.fromkeys(below + path for path in _USUAL)
    return tuple(url for place in places if (url := urls.parse(place)) is not None)
