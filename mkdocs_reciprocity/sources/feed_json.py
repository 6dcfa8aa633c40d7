"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) -> `Feed`. No value is trusted to have its type."""

from __future__ import annotations

import html
import json
from typing import Any

import msgspec

from mkdocs_reciprocity.model import Feed, FeedEntry
from mkdocs_reciprocity.sources import feed_date, feed_facts
from mkdocs_reciprocity.url import resolve

_VERSION = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/", "https://www.jsonfeed.org/version/")


def feed_of(body: bytes, base: str) -> Feed | None:
    """The feed, or None when the bytes are not JSON or not a JSON Feed."""
    document = decoded(body)
    if not isinstance(document, dict) or not _text(document, "version").startswith(_VERSION):
        return None
    home = resolve(base or "https:", _text(document, "home_page_url"))
    author = _author(document)
    items = [item for item in _list(document, "items") if isinstance(item, dict)]
    return Feed(
        title=feed_facts.line(_text(document, "title"), feed_facts.TITLE),
        home=home or "",
        entries=tuple(_entry(item, base or home or "https:", author) for item in feed_facts.newest(items, _date)),
    )


def decoded(body: bytes) -> object:
    """The JSON value; None when there is none. The slow decoder takes what the fast one refuses: halves of emoji,
    line breaks in strings, numbers of any length.
    """
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        try:
            return msgspec.json.decode(body)
        except ValueError:
            text = body.decode(errors="replace")
            return json.loads(text, strict=False, parse_int=float)
    except (ValueError, RecursionError):
        return None


def _entry(item: dict[str, Any], base: str, feed_author: str) -> FeedEntry:
    url = next((url for name in ("url", "id") if (url := _url(item, name, base))), None)
    linked = _text(item, "external_url").strip()
    content = _text(item, "content_html") or html.escape(_text(item, "content_text"), quote=False)
    if linked:  # what a link blog writes about
        content += f'<a href="{html.escape(linked[:10_000])}"></a>'
    return feed_facts.entry(
        url=url,
        title=_text(item, "title"),
        published=_date(item),
        author=_author(item) or feed_author,
        content=content,
        description=html.escape(_text(item, "summary"), quote=False),
        base=url or base,
    )


def _url(item: dict[str, Any], name: str, base: str) -> Any:
    text = _text(item, name).strip()
    return resolve(base, text) if text and (name == "url" or text.startswith(("http:", "https:"))) else None


def _date(item: dict[str, Any]) -> str:
    return feed_date.read(_text(item, "date_published")) or feed_date.read(_text(item, "date_modified")) or ""


def _author(holder: dict[str, Any]) -> str:
    """Version 1.1 has a list, version 1 had one."""
    for author in (*_list(holder, "authors"), holder.get("author")):
        if isinstance(author, dict) and _text(author, "name").strip():
            return _text(author, "name")
    return ""


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _list(holder: dict[str, Any], name: str) -> list[Any]:
    value = holder.get(name)
    return value if isinstance(value, list) else []
