"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) -> `Feed`. Values may be of any type."""

from __future__ import annotations

import html
import re
from itertools import chain

from msgspec import Raw, Struct

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.feeds import dates, entry_link, facts, json_values, permalinks
from mkdocs_reciprocity.core.feeds.facts import Telling
from mkdocs_reciprocity.core.feeds.json_values import NOTHING, text
from mkdocs_reciprocity.core.model import Feed, FeedEntry
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces
from mkdocs_reciprocity.core.references import unescape

_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/", "https://www.jsonfeed.org/version/")

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)

AUTHORS = 20
"""How many authors of an entry are looked at for a name."""


class _Object(Struct, gc=False):
    """What is read of a feed, an item or an author, each value as it was written."""

    version: Raw = NOTHING
    home_page_url: Raw = NOTHING
    items: Raw = NOTHING
    name: Raw = NOTHING
    id: Raw = NOTHING
    url: Raw = NOTHING
    external_url: Raw = NOTHING
    title: Raw = NOTHING
    content_html: Raw = NOTHING
    content_text: Raw = NOTHING
    summary: Raw = NOTHING
    date_published: Raw = NOTHING
    date_modified: Raw = NOTHING
    author: Raw = NOTHING
    authors: Raw = NOTHING


def feed_of(body: bytes, base: str, own: OwnPlaces = NOWHERE, told: Telling | None = None) -> Feed | None:
    """The feed; None if the bytes are no JSON Feed, or have very many values in them. See `facts.entries`."""
    document = json_values.document(body, _Object)
    if document is None or not text(document.version).startswith(_VERSION):
        return None
    home = entry_link.read(text(document.home_page_url), base)
    author = _author(document)

    def made(raw: Raw, published: str, room: facts.Room) -> FeedEntry | None:
        item = json_values.decoded(raw, _Object)
        return None if item is None else _entry(item, base or home or "", home or "", author, published, room)

    return Feed(
        title=lines.line(_title(document), facts.TITLE),
        home=home or "",
        entries=facts.entries(
            json_values.items(document.items), lambda raw: _date(json_values.decoded(raw, _Object)), made, own, told
        ),
    )


def _entry(item: _Object, base: str, home: str, feed_author: str, published: str, room: facts.Room) -> FeedEntry:
    named = text(item.id).strip()
    places = [
        entry_link.read(text(item.url), base, home),
        entry_link.read(named, base, home) if entry_link.has_scheme(named) else None,
    ]
    content = text(item.content_html) or html.escape(text(item.content_text), quote=False)
    in_content = (entry_link.read(said, base, home) for said in permalinks.in_markup(content))
    url, about = entry_link.of_own(next(filter(None, places), None), chain(places, in_content), base, home)
    linked = entry_link.read(text(item.external_url), base, home)  # the page that a blog of links writes about
    return facts.entry(
        url=url,
        about=[*filter(None, (linked, about))],
        feeds=(base, home),
        title=_title(item),
        published=published,
        author=_author(item) or feed_author,
        content=content,
        description=html.escape(text(item.summary), quote=False),
        base=url or base,
        room=room,
    )


def _title(holder: _Object) -> str:
    """It is plain text, but many programs escape it as for HTML."""
    return _REFERENCE.sub(lambda reference: unescape(reference[0]), text(holder.title))


def _date(item: _Object | None) -> str:
    for said in (item.date_published, item.date_modified) if item else ():
        if said is not NOTHING and (date := dates.read(text(said) or bytes(said).decode(errors="replace"))):
            return date
    return ""


def _author(holder: _Object) -> str:
    """Version 1.1 has a list of authors, version 1 had one author."""
    for raw in (*json_values.items(holder.authors)[:AUTHORS], holder.author):
        author = json_values.decoded(raw, _Object)
        if author and (name := text(author.name)).strip():
            return name
    return ""
