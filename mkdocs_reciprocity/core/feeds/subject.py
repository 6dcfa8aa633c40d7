"""What an entry is about, if it passes on a page instead of being a post by itself, as in a blog of links.

The page is named by a link with the relation ``via`` or ``related`` (RFC 4287, section 4.2.7.2), by ``external_url``
(JSON Feed 1.1), by ``source`` (RSS 2.0; RFC 4287, section 4.2.11), or in the content as what the entry is a repost or a
bookmark of (https://microformats.org/wiki/h-entry).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content, entry_link
from mkdocs_reciprocity.core.url import Url, linked, without_source

MOST = 20
"""How many pages of an entry are kept."""
CHARACTERS = 5_000
"""Of all its pages together."""

_MARK = re.compile(r"u-(?:repost|bookmark)-of")
_OF = frozenset(("u-repost-of", "u-bookmark-of"))


def in_markup(html: str, base: str) -> Iterator[Url]:
    """What a fragment says that it is a repost or a bookmark of.

    The class stands at the link itself, or at an element around it that cites the page (``h-cite``): then it is the
    first link after it.
    """
    if _MARK.search(html) is None:
        return
    waits = False
    for name, written in content.tags(html):
        said = content.attributes(written)
        waits = waits or not _OF.isdisjoint(said.get("class", "").split())
        reference = said.get("value" if name == "data" else "href", "") if waits else ""
        if reference:
            waits = False
            if (url := linked(base or entry_link.NO_BASE, reference)) is not None:
                yield url


def of_source(source: Url, links: Iterable[Url], *feeds: str) -> Iterator[Url]:
    """The page that came from another feed, which ``source`` names: the first of the entry's links to its host. If
    there is none, the source itself stands for it. Nothing if the source is the feed that the entry is in.
    """
    if not entry_link.is_on_host_of(source, *feeds):
        host = urls.host(source)
        yield next((link for link in links if urls.host(link) == host), source)


def kept(pages: Iterable[Url], own: Url | None) -> str:
    """The pages that are kept, each once, one a line. ``own`` is the entry's own address, which is none of them."""
    own_key = urls.key(own) if own else None
    found: list[Url] = []
    left = CHARACTERS
    for page in islice(dict.fromkeys(map(without_source, pages)), MOST):
        left -= len(page)
        if left < 0:
            break
        if urls.key(page) != own_key:
            found.append(page)
    return "\n".join(found)
