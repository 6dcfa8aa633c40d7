"""What feedparser has read -> `Feed`, with the same facts as the strict reader gives. It does not import feedparser."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.feeds import dates, entry_link, facts, permalinks, titles
from mkdocs_reciprocity.core.feeds.facts import Telling
from mkdocs_reciprocity.core.feeds.json_values import mapping, text_at
from mkdocs_reciprocity.core.model import Feed, FeedEntry
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces
from mkdocs_reciprocity.core.url import Url, resolve


def from_feedparser(
    parsed: Mapping[str, Any], base: str, own: OwnPlaces = NOWHERE, told: Telling | None = None
) -> Feed:
    """The facts of a feedparser result. Values may be of any type.

    Args:
        parsed: what ``feedparser.parse`` returned, called with ``sanitize_html=False, resolve_relative_uris=False``.
        base: the feed's URL, or empty.
        own: as in `facts.entries`.
        told: the same.
    """
    feed = mapping(parsed.get("feed"))
    rss = text_at(parsed, "version").startswith("rss")
    home = entry_link.read(text_at(feed, "link"), base)
    entries = parsed.get("entries")
    found = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []

    def made(one: dict[str, Any], published: str, room: facts.Room) -> FeedEntry:
        return _entry(one, base or home or "", home or "", rss, _author(feed), published, room)

    return Feed(
        title=lines.line(_title(feed, rss), facts.TITLE),
        home=home or "",
        entries=facts.entries(found, _date, made, own, told),
    )


def _entry(
    entry: dict[str, Any], base: str, home: str, rss: bool, feed_author: str, published: str, room: facts.Room
) -> FeedEntry:
    named = (text_at(entry, "feedburner_origlink"), text_at(entry, "link"), _name(entry))
    links = (entry_link.read(said, base, home) for said in named)
    url, about = entry_link.of_own(next(filter(None, links), None), _others(entry, base, home), base, home)
    passed_on = (entry_link.read(said, base, home) for said in _related(entry, "via", "related"))
    parts = _parts(entry)
    summary = mapping(dict.get(entry, "summary_detail"))
    declared = next((text_at(part, "base") for part in (*parts, summary) if text_at(part, "base")), "")
    return facts.entry(
        url=url,
        about=[*filter(None, (about, *passed_on))],
        source=_source(entry, base),
        feeds=(base, home),
        title=_title(entry, rss),
        published=published,
        author=_author(entry) or feed_author,
        content="".join(_markup(part, rss) for part in parts),
        description=_markup(summary, rss),
        base=(resolve(base, declared) if declared else None) or url or base,
        room=room,
    )


def _name(entry: dict[str, Any]) -> str:
    """What an item of RSS 1.0 is named by, where that is an address; of other formats feedparser makes it the link."""
    name = text_at(entry, "id") if "guidislink" not in entry else ""
    return name if entry_link.has_scheme(name) else ""


def _others(entry: dict[str, Any], base: str, home: str) -> Iterator[Url | None]:
    """Further addresses that may be those of the entry itself."""
    named = text_at(entry, "id") if entry.get("guidislink") else _name(entry)
    texts = (text_at(part, "value") for part in _parts(entry))
    in_content = (said for text in texts for said in permalinks.in_markup(text))
    return (entry_link.read(said, base, home) for said in chain(_related(entry, "related"), [named], in_content))


def _parts(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The texts of the entry that are not its summary."""
    listed = entry.get("content")
    return [part for part in map(mapping, listed if isinstance(listed, list) else ()) if part]


def _related(entry: Mapping[str, Any], *relations: str) -> list[str]:
    links = entry.get("links")
    every = map(mapping, links if isinstance(links, list) else ())
    return [text_at(link, "href") for link in every if link.get("rel") in relations]


def _source(entry: dict[str, Any], base: str) -> Url | None:
    """The site, or else the feed, that the entry came from."""
    source = mapping(dict.get(entry, "source"))
    named = (*_related(source, "alternate"), text_at(source, "href"), *_related(source, "self"))
    return next((url for said in named if (url := entry_link.read(said, base))), None)


def _title(holder: dict[str, Any], rss: bool) -> str:
    detail = mapping(holder.get("title_detail"))
    text = text_at(holder, "title")
    return titles.of_text(text) if rss or "html" in text_at(detail, "type") else text


def _markup(part: dict[str, Any], rss: bool) -> str:
    """The HTML of a part. In RSS it is always HTML; feedparser calls it plain text if there are no tags in it."""
    text = text_at(part, "value")
    return text if rss or "html" in text_at(part, "type") else html.escape(text, quote=False)


def _author(holder: dict[str, Any]) -> str:
    return text_at(mapping(holder.get("author_detail")), "name") or text_at(holder, "author")


def _date(entry: dict[str, Any]) -> str:
    """The date, by our own reader. What feedparser has made of it counts only if the format is unknown to us.

    feedparser takes ``2026-02-30`` as 2 March. `dict.get` is used since its dictionaries may answer with another key.
    """
    for name in ("published", "updated"):
        written = dict.get(entry, name)
        read = dates.read(written) if isinstance(written, str) else None
        if read is None:
            read = _struct_time(dict.get(entry, f"{name}_parsed"))
        if read:
            return read
    return ""


def _struct_time(parsed: object) -> str:
    """The date in a ``time.struct_time`` in UTC, or in a list of its parts."""
    if not isinstance(parsed, tuple | list) or len(parsed) < 6 or not all(isinstance(part, int) for part in parsed[:6]):
        return ""
    try:
        instant = datetime(*parsed[:6])  # noqa: DTZ001 - it is in UTC, and stays there
    except (ValueError, OverflowError):
        return ""
    return dates.read(instant.strftime("%Y-%m-%dT%H:%M:%SZ")) or ""
