"""Where the feed of a blog may be, by its home page.

``<link rel="alternate">`` is the convention of https://www.rssboard.org/rss-autodiscovery. The usual paths are those of
common blog engines.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec import Raw, Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content, encoding, json_values
from mkdocs_reciprocity.core.feeds.schedule import Response
from mkdocs_reciprocity.core.site_places import FIGURES
from mkdocs_reciprocity.core.url import Url

MOST_REQUESTS = 8
"""Requests for one search, including the one for the home page."""

_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/rdf+xml")
_USUAL = ("feed/", "feed.xml", "atom.xml", "rss.xml", "index.xml", "feed.json")
_NOT_POSTS = ("comment", "kommentar")
_MOST = 500_000  # characters of a page that are looked at: feeds are named in its head
_TAG = re.compile(r"<(link|base)\s([^>]{1,2000}+)>", re.IGNORECASE)
_OF_SHARES = re.compile(r"/shared\.(?:xml|json)\Z")
_TITLE_OF_SHARES = "who i've shared"
_MOST_IN_FIGURES = 10  # addresses in `reciprocity.json` that are looked at


class Search(Struct, frozen=True):
    """The search for the feed of a home page.

    ``left`` are the addresses to ask next; None if the home page itself comes next. ``failure`` is the first answer of
    a server that cannot answer now. ``error`` is why the home page could not be read.
    """

    home: Url
    left: tuple[Url, ...] | None = None
    failure: Response | None = None
    error: str = ""


def further(search: Search, response: Response) -> Search:
    """The search after an answer that was no feed.

    A server that does not answer, or says that it cannot now, is asked for nothing more.
    """
    asked = urls.parse(response.url) or search.home
    if first := search.left is None:
        left = _places(search.home, asked, response)
        search = replace(search, error=response.error)
    else:
        left = search.left[1:]
    if can_answer(response):
        return replace(search, left=left)
    host = urls.host(asked)
    left = tuple(place for place in left if urls.host(place) != host)
    failure = search.failure or (response if first or not response.refused else None)
    return replace(search, left=left, failure=failure)


def can_answer(response: Response) -> bool:
    """Whether a server has answered, and does not say that it cannot now."""
    return bool(response.status) and response.status != 429 and response.status < 500


class Named(Struct, frozen=True):
    """What a page names in its head, in order: feeds of what its author wrote, feeds of what they shared, and lists of
    the blogs that they read.
    """

    feeds: tuple[Url, ...] = ()
    shares: tuple[Url, ...] = ()
    blogrolls: tuple[Url, ...] = ()


def _places(home: Url, asked: Url, response: Response) -> tuple[Url, ...]:
    places = dict.fromkeys((*named_in(response).feeds, *usual(asked)))
    return tuple(place for place in places if place not in {home, asked})[: MOST_REQUESTS - 1]


def named_in(response: Response) -> Named:
    """What the page that answered names; nothing if it is none."""
    base = urls.parse(response.url)
    page = "" if response.error else encoding.text_of(response.body[: 2 * _MOST])
    return announced(page, base) if base else Named()


def announced(html: str, base: Url) -> Named:
    """What a page names. Feeds of comments come last.

    Feeds of shares are told by the names that this plugin gives them; they are no feeds of what somebody wrote.

    Args:
        html: the page.
        base: its URL, for relative links.
    """
    found: dict[Url, bool] = {}
    shares: dict[Url, None] = {}
    blogrolls: dict[Url, None] = {}
    for tag in _TAG.finditer(html, 0, _MOST):
        said = content.attributes(tag[2])
        url = urls.resolve(base, said.get("href", ""))
        if url is None or "href" not in said:
            continue
        relations = said.get("rel", "").lower().split()
        if tag[1].lower() == "base":
            base = url
        elif "blogroll" in relations:
            blogrolls[url] = None
        elif "alternate" in relations and _is_feed(said.get("type", "")):
            about = f"{url} {said.get('title', '')}".lower()
            if _OF_SHARES.search(url) or _TITLE_OF_SHARES in about:
                shares[url] = None
            else:
                found.setdefault(url, any(word in about for word in _NOT_POSTS))
    return Named(tuple(sorted(found, key=lambda url: found[url])), tuple(shares), tuple(blogrolls))


def _is_feed(media_type: str) -> bool:
    return media_type.split(";", maxsplit=1)[0].strip().lower() in _TYPES


def usual(home: Url) -> tuple[Url, ...]:
    """The usual addresses of feeds, in the folder of the home page: what is above may belong to somebody else."""
    below = _folder(home)
    return tuple(url for place in _USUAL if (url := urls.parse(below + place)) is not None)


def figures_of(home: Url) -> Url | None:
    """Where a blog that uses this plugin has its public figures; None if the address would be too long."""
    return urls.parse(_folder(home) + FIGURES)


def in_figures(response: Response, home: Url) -> tuple[Url, ...]:
    """The feeds of shares that the file of public figures of this home page names, in order, without those that are on
    another host; nothing if it is no such file.
    """
    body = b"" if response.error or len(response.body) > _MOST else response.body
    said = json_values.document(body, dict[str, Raw]) or {}
    listed = json_values.items(said.get("feeds", json_values.NOTHING))[:_MOST_IN_FIGURES]
    found = (url for one in listed if (url := urls.parse(json_values.text(one))))
    return tuple(url for url in found if urls.host(url) == urls.host(home))


def _folder(home: Url) -> str:
    """The address of the folder of a home page, with a slash at its end."""
    parts = urlsplit(home)
    path = parts.path.rpartition("/")[0] if "." in parts.path.rpartition("/")[2] else parts.path
    root = f"{parts.scheme}://{parts.netloc}/"
    return f"{root}{path.strip('/')}/" if path.strip("/") else root
