"""JF2 (https://jf2.spec.indieweb.org/), as receivers of webmentions write it -> `Mention`. Values may be of any type.

The properties ``wm-…`` are those of the API of webmention.io. ``wm-source`` is the address that the receiver has looked
at, and it alone decides who has sent a mention. ``url`` and ``author`` are only what is written there.
"""

from __future__ import annotations

from typing import Any

from msgspec import Raw, Struct

from mkdocs_reciprocity.core import lines, references
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.feeds import content, dates, facts, json_values
from mkdocs_reciprocity.core.feeds.json_values import text_at
from mkdocs_reciprocity.core.model import Mention
from mkdocs_reciprocity.core.url import Url

MOST = 10_000
"""How many entries of one place are read."""

_KINDS = {
    "in-reply-to": "reply",
    "repost-of": "share",
    "quotation-of": "quote",
    "like-of": "like",
    "bookmark-of": "bookmark",
    "follow-of": "follow",
    "mention-of": "link",
}
"""Kinds by property, in the order in which they are looked for in an entry without ``wm-property``. RSVP is no kind."""

_HIDES = ("wm-private", "wm-deleted", "deleted")

_MARK = 200  # characters


class Document(Struct, frozen=True):
    """What was read. ``marks`` identify all entries, also those left out. ``cut``: there are more than `MOST`."""

    mentions: tuple[Mention, ...]
    marks: tuple[str, ...]
    cut: bool = False


class _Document(Struct, gc=False):
    """The property of a document that is read first, as it was written."""

    children: Raw = json_values.NOTHING


def read(body: bytes) -> Document | None:
    """The webmentions in a document; None if it is no JF2 feed.

    Those that are private or deleted, or have no source, no target or no kind that is known here, are left out.
    """
    said = json_values.document(body, _Document)
    listed = json_values.decoded(said.children, list[Raw]) if said else json_values.document(body, list[Raw])
    if listed is None:
        return None
    cut = len(listed) > MOST
    entries = json_values.objects(listed[:MOST])
    found = [mention for entry in entries if (mention := _mention(entry)) is not None]
    return Document(tuple(found), tuple(map(_mark, entries)), cut)


def _mention(entry: dict[str, Any]) -> Mention | None:
    source, (kind, target) = _url(entry, "wm-source", "source"), _deed(entry)
    if source is None or target is None or not kind or any(entry.get(name) not in (None, False) for name in _HIDES):
        return None
    text, title = _content(entry), lines.line(text_at(entry, "name"), facts.TITLE)
    if text.startswith(title.rstrip("…")):  # if there is no name, parsers make one of the text
        title = ""
    author = _card(entry.get("author"))
    return Mention(
        source=source,
        target=target,
        kind=kind,
        id=_number(entry),
        url=_url(entry, "url"),
        author=lines.line(text_at(author, "name"), facts.AUTHOR),
        author_url=_url(author, "url"),
        title=title,
        text=text,
        published=dates.read(text_at(entry, "published")) or "",
        received=dates.read(text_at(entry, "wm-received")) or "",
    )


def _deed(entry: dict[str, Any]) -> tuple[str, Url | None]:
    """The kind (empty if it is not known here) and the target."""
    named = text_at(entry, "wm-property")
    if not named and entry.get("wm-property"):
        return "", None  # unreadable: it may be a nod, and must not be published as something else
    if not named:
        named = "rsvp" if "rsvp" in entry else next((name for name in _KINDS if name in entry), "mention-of")
    return _KINDS.get(named, ""), _url(entry, "wm-target", "target", named)


def _content(entry: dict[str, Any]) -> str:
    said = next(filter(None, (_first(entry.get(name)) for name in ("content", "summary"))), "")
    if isinstance(said, dict):
        html = text_at(said, "html") or text_at(said, "value")
        text = text_at(said, "text") or references.unescape(content.read(html[: facts.MARKUP]).text)
    else:
        text = said if isinstance(said, str) else ""
    return lines.line(text, facts.SUMMARY)


def _first(said: object) -> object:
    """The value, or the first of several."""
    return next(iter(said), None) if isinstance(said, list) else said


def _card(said: object) -> dict[str, Any]:
    """The author: a card, the first of several, or only an address."""
    one = _first(said)
    return {"url": one} if isinstance(one, str) else json_values.mapping(one)


def _number(entry: dict[str, Any]) -> str:
    number = entry.get("wm-id")
    return lines.line(str(number)[:_MARK], _MARK) if type(number) in {int, str} else ""


def _mark(entry: dict[str, Any]) -> str:
    places = ("wm-source", "source", "url", "wm-target", "target")
    return _number(entry) or "\n".join(text_at(entry, name)[:_MARK] for name in places)


def _url(entry: dict[str, Any], *names: str) -> Url | None:
    """The first of these properties that is a URL, or a list that begins with one."""
    for name in names:
        value = entry.get(name)
        for one in value[:1] if isinstance(value, list) else [value]:
            if isinstance(one, str) and (url := urls.parse(one)) is not None:
                return url
    return None
