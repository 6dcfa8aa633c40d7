"""The text of a post on Bluesky, with its links. They stand beside the text, by offsets in bytes of its UTF-8
(https://docs.bsky.app/docs/advanced-guides/post-richtext).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.accounts import values
from mkdocs_reciprocity.core.accounts.values import inside, objects
from mkdocs_reciprocity.core.feeds.json_values import text_at
from mkdocs_reciprocity.core.url import Url

_LINK = "app.bsky.richtext.facet#link"
_LONGEST = 10_000  # characters that are looked at; the network allows 300
_FEATURES = 10


class RichText(Struct, frozen=True):
    """The words, and the links, in order. Addresses that stand for a link, often cut short, are no words."""

    text: str
    links: tuple[Url, ...] = ()


def read(text: str, facets: Sequence[Mapping[str, Any]]) -> RichText:
    """The words and links of a post. Facets that lie outside of the text are links without words."""
    written = text[:_LONGEST].encode()
    links: list[Url] = []
    pieces: list[bytes] = []
    done = 0
    for begin, end, link in sorted(_links(facets, len(written))):
        links.append(link)
        shown = written[begin:end].decode(errors="ignore")
        if begin >= done and _is_address(shown, link):
            pieces += (written[done:begin], b" ")
            done = end
    words = b"".join((*pieces, written[done:])).decode(errors="ignore")
    return RichText(words, tuple(links))


def _links(facets: Iterable[Mapping[str, Any]], length: int) -> Iterator[tuple[int, int, Url]]:
    for facet in facets:
        index = inside(facet, "index")
        begin, end = (min(values.count(index, name), length) for name in ("byteStart", "byteEnd"))
        for feature in objects(facet, "features", _FEATURES):
            link = urls.parse(text_at(feature, "uri"))
            if link is not None and text_at(feature, "$type") == _LINK:
                yield begin, max(begin, end), link


def _is_address(shown: str, link: Url) -> bool:
    """Whether the words of a link are its address: ``ada.example/engines...``."""
    said = urls.readable(Url(shown.strip().lower())).rstrip(".\u2026")
    return bool(said) and urls.readable(link).lower().startswith(said)
