"""The elements of an XML feed -> `Feed`: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 1.0 (RFC 4287) and 0.3."""

from __future__ import annotations

import html
import re

from msgspec import Struct

from mkdocs_reciprocity.model import Feed, FeedEntry
from mkdocs_reciprocity.sources import feed_date, feed_facts
from mkdocs_reciprocity.sources.feed_elements import BASE, Elements, Field, Fields
from mkdocs_reciprocity.url import Url, resolve

_NAME = re.compile(r"<name(?:\s[^<>]*+)?>([^<]*)")


class _Document(Struct, frozen=True):
    """What is the same for all entries. ``declared`` is the feed's ``xml:base``, ``base`` the document's address."""

    atom: bool
    base: str
    declared: str = ""
    author: str = ""


def feed_of(elements: Elements, base: str) -> Feed:
    """The feed's facts; ``base`` is the document's URL, or empty."""
    channel = elements.channel or {}
    declared = ""
    for reference in elements.bases:
        declared = _below(declared or base, reference) or declared
    home = _link(channel, declared or base) or ""
    document = _Document(elements.atom, base or home, declared, _author(channel))
    return Feed(
        title=feed_facts.line(_title(channel, elements.atom), feed_facts.TITLE),
        home=home,
        entries=tuple([_entry(item, document) for item in feed_facts.newest(elements.items, _date)]),
    )


def _entry(fields: Fields, document: _Document) -> FeedEntry:
    declared = document.declared
    if "base" in fields:
        declared = _below(declared or document.base, fields["base"][0].attributes[BASE]) or declared
    url = _link(fields, declared or document.base)
    content = fields.get("encoded") or fields.get("content") or []
    base = declared or url or document.base
    for field in content:
        if BASE in field.attributes:
            base = _below(base, field.attributes[BASE]) or base
            break
    return feed_facts.entry(
        url=url,
        title=_title(fields, document.atom),
        published=_date(fields),
        author=_author(fields) or document.author,
        content=_markup(content, document.atom),
        description=_markup(fields.get("description", ()), document.atom),
        base=base,
    )


def _below(base: str, reference: str) -> str:
    return resolve(base or feed_facts.NO_BASE, reference) or "" if reference else ""


def _link(fields: Fields, base: str) -> Url | None:
    """The address of the thing itself: of several, the one that names the page and not a copy or a part of it."""
    base = base or feed_facts.NO_BASE
    for reference in _references(fields):
        if (reference := reference.strip()) and (url := resolve(base, reference)) is not None:
            return url
    return None


def _references(fields: Fields) -> list[str]:
    if not (links := fields.get("link")) or len(links) > 1 or "href" in links[0].attributes or "origin" in fields:
        links = links or []
    elif text := links[0].text:  # one RSS link: nearly always
        return [text]
    found = [field.text for field in fields.get("origin", ())]
    found += [field.text for field in links or () if "href" not in field.attributes]
    for field in links or ():
        if "href" in field.attributes and field.attributes.get("rel", "alternate").rpartition("/")[2] == "alternate":
            found.append(field.attributes["href"])
    return found + [field.text for field in fields.get("guid", ()) if _is_permalink(field)]


def _is_permalink(guid: Field) -> bool:
    """RSS 2.0: it is a URL unless ``isPermaLink`` says otherwise; here it has to look like one too."""
    stated = guid.attributes.get("isPermaLink", "true")
    return stated.strip().lower() != "false" and guid.text.strip()[:4].lower() == "http"


def _date(fields: Fields) -> str:
    for meaning in ("published", "updated"):
        for field in fields.get(meaning, ()):
            if read := feed_date.read(field.text):
                return read
    return ""


def _author(fields: Fields) -> str:
    for meaning in ("creator", "author"):
        for field in fields.get(meaning, ()):
            if field.nested:
                match = _NAME.search(field.text)
                name = html.unescape(match[1]) if match else ""
            else:
                name = field.text
            if name.strip():
                return name
    return ""


def _title(fields: Fields, atom: bool) -> str:
    """RFC 4287, section 3.1 for Atom; RSS says nothing of what its titles are."""
    field = fields["title"][0] if "title" in fields else None
    if field is None:
        return ""
    if field.nested:
        return feed_facts.title_of_markup(field.text)
    if not atom:
        return feed_facts.title_of_rss(field.text)
    return feed_facts.title_of_markup(field.text) if _is_html(field) else field.text


def _is_html(field: Field) -> bool:
    return "html" in field.attributes.get("type", "").lower()


def _markup(fields: list[Field] | tuple[()], atom: bool) -> str:
    """The HTML that fields hold, or their text made HTML (RFC 4287, section 4.1.3.3)."""
    return fields[0].text if len(fields) == 1 and not atom else "".join([_one_markup(field, atom) for field in fields])


def _one_markup(field: Field, atom: bool) -> str:
    if field.nested or not atom or _is_html(field):
        return field.text
    kind = field.attributes.get("type", "text").lower()
    return html.escape(field.text, quote=False) if kind == "text" or kind.startswith("text/") else ""
