"""The bytes of a blogroll -> the blogs in it. A blogroll is OPML 2.0, or JSON as Ghost writes it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlsplit

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Neighbour
from mkdocs_reciprocity.core.opml import reader as opml
from mkdocs_reciprocity.core.personal import is_personal, is_personal_feed
from mkdocs_reciprocity.core.site_places import WELL_KNOWN
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.webmention import recommendations

MOST = 2_000
"""How many blogs of one blogroll are kept. Nobody reads more."""
NAME, ADDRESS = 100, 500
"""How many characters a name and an address may have. A longer name is cut, a longer address left out."""


def read(body: bytes) -> tuple[Neighbour, ...] | None:
    """The blogs, in the order of the document; None if it is no blogroll. It raises nothing, whatever the bytes are."""
    start = body[:200].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if start.startswith(b"["):
        return _kept(Neighbour("", home) for home in recommendations.read(body))
    if b"<opml" not in body[:5_000].lower():
        return None
    found = opml.parse(body, "").records
    return _kept(Neighbour(one.name, one.home, next(iter(one.feed_urls()), None)) for one in found)


def usual(home: Url) -> tuple[Url, ...]:
    """The usual places of a blogroll. They are those of the whole host, so a home in a folder has none."""
    if urlsplit(home).path not in {"", "/"} or urlsplit(home).query:
        return ()
    return tuple(url for path in WELL_KNOWN if (url := urls.below(home, path)))


def _kept(found: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    return tuple(islice(filter(None, map(_bounded, found)), MOST))


def _bounded(one: Neighbour) -> Neighbour | None:
    """The blog without addresses that are too long, or that may have a key; None if none is left."""
    home = one.home if one.home and len(one.home) <= ADDRESS and not is_personal(one.home) else None
    feed = one.feed if one.feed and len(one.feed) <= ADDRESS and not is_personal_feed(one.feed) else None
    return Neighbour(lines.line(one.name, NAME), home, feed) if home or feed else None
