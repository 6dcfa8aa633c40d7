"""The elements of an XML feed -> `Feed`: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 1.0 (RFC 4287) and 0.3."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from msgspec import Struct

from mkdocs_reciprocity.core import lines
from mkdocs_reciprocity.core.feeds import content, dates, entry_link, facts, permalinks, titles
from mkdocs_reciprocity.core.feeds.elements import BASE, Elements, Field, Fields
from mkdocs_reciprocity.core.feeds.facts import Telling
from mkdocs_reciprocity.core.model import Feed, FeedEntry
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces
from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.core.url import Url, resolve

_PASSED_ON = frozenset(("via", "related"))
"""The relations of pages that an entry passes on."""

_PERMANENT = frozenset(("bookmark", "canonical", "permalink"))
"""The relations of an entry's own address that are no alternates."""

_ADDRESSES = frozenset(("link", "origin", "guid", "id"))
"""The fields that have the address of an entry, or of a page that it passes on."""

_BODIES = ("encoded", "content", "description")
"""The fields with the HTML of an entry."""

_NO = frozenset(("false", "0", "no"))

_NAME = re.compile(r"<name(?:\s[^<>]*+)?>([^<]*)")


class _Document(Struct, frozen=True):
    """What is the same for all entries.

    ``base`` is the document's address, ``home`` the feed's own link, ``declared`` the feed's ``xml:base``.
    """

    atom: bool
    base: str
    home: str
    declared: str = ""
    author: str = ""


def feed_of(elements: Elements, base: str, own: OwnPlaces = NOWHERE, told: Telling | None = None) -> Feed:
    """The facts of the feed; ``base`` is the URL of the document. If it is empty, the feed may say where it is. What is
    left is as in `facts.entries`.
    """
    channel = elements.channel or {}
    base = base or next(_links(_hrefs(channel, "self"), ""), "")
    declared = ""
    for reference in elements.bases:
        declared = _below(declared or base, reference) or declared
    home = next(_links(_addresses(channel), declared or base), None) or ""
    document = _Document(elements.atom, base or home, home, declared, _author(channel))
    blogroll = next(_links([field.text for field in channel.get("blogroll", ())], declared or base), None)
    return Feed(
        title=lines.line(_title(channel, elements.atom), facts.TITLE),
        home=home,
        blogroll=blogroll or "",
        entries=facts.entries(elements.items, _date, partial(_entry, document), own, told),
    )


def _entry(document: _Document, fields: Fields, published: str, room: facts.Room) -> FeedEntry:
    declared = document.declared
    if "base" in fields:
        declared = _below(declared or document.base, fields["base"][0].attributes[BASE]) or declared
    url, about = _place(fields, declared or document.base, document)
    source = _source(fields, declared or document.base) if "source" in fields else None
    body = fields.get("encoded") or fields.get("content") or []
    base = declared or url or document.base
    for field in body:
        if BASE in field.attributes:
            base = _below(base, field.attributes[BASE]) or base
            break
    return facts.entry(
        url=url,
        about=about,
        source=source,
        feeds=(document.base, document.home),
        title=_title(fields, document.atom),
        published=published,
        author=_author(fields) or document.author,
        content=_markup(body, document.atom),
        description=_markup(fields.get("description", ()), document.atom),
        base=base,
        room=room,
    )


def _below(base: str, reference: str) -> str:
    return resolve(base or entry_link.NO_BASE, reference) or "" if reference else ""


def _place(fields: Fields, base: str, document: _Document) -> tuple[Url | None, list[Url]]:
    """The address of the entry, and the pages that it passes on.

    Of several addresses of the entry, it is the one of the page, not of a copy or a part of it.
    """
    if fields.keys().isdisjoint(_ADDRESSES):
        return None, []
    addresses = _addresses(fields)
    own = entry_link.plainly_own(addresses[0], document.home) if addresses else None
    if own and own.rstrip("/") != document.home.rstrip("/"):  # nearly always
        return own, _passed_on(fields, base, document)
    first = next(_links(addresses, base, document.home), None)
    named = _links(chain(_permalinks(fields), _names(fields)), base, document.home)
    first = entry_link.not_the_home(first, named, document.home)
    if first is None:
        return None, _passed_on(fields, base, document)
    others = (named for names in (_related, _permalinks, _names, _in_content) for named in names(fields))
    url, about = entry_link.of_own(first, _links(others, base, document.home), document.base, document.home)
    passed_on = _passed_on(fields, base, document)
    return url, [about, *passed_on] if about else passed_on


def _passed_on(fields: Fields, base: str, document: _Document) -> list[Url]:
    named = [
        one.attributes["href"]
        for one in fields.get("link", ())
        if "rel" in one.attributes and "href" in one.attributes and _relation(one) in _PASSED_ON
    ]
    return [*_links(named, base, document.home)] if named else []


def _source(fields: Fields, base: str) -> Url | None:
    """The site, or else the feed, that the entry came from."""
    field = fields["source"][0]
    if not field.nested:
        return next(_links([field.attributes.get("url", "")], base), None)
    links = [content.attributes(written) for name, written in content.tags(field.text) if name == "link"]
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    return next(_links((link.get("href", "") for link in links), base), None)


def _links(references: Iterable[str], base: str, home: str = "") -> Iterator[Url]:
    return (url for reference in references if (url := entry_link.read(reference, base, home)) is not None)


def _addresses(fields: Fields) -> list[str]:
    links = fields.get("link", ())
    if len(links) == 1 and not links[0].attributes and "origin" not in fields and links[0].text.strip():
        return [links[0].text]  # a single RSS link, as nearly always
    found = [field.text for field in fields.get("origin", ())]
    found += [field.text for field in links if "href" not in field.attributes and _relation(field) == "alternate"]
    return found + _alternates(fields) + _permalinks(fields)


def _alternates(fields: Fields) -> list[str]:
    """Pages come before other things to download; what is called the entry's address in another way comes last."""
    links = [field for field in fields.get("link", ()) if "href" in field.attributes]
    alternate = [field.attributes for field in links if _relation(field) == "alternate"]
    alternate.sort(key=lambda said: "html" not in said.get("type", "html"))
    return [said["href"] for said in alternate] + [
        field.attributes["href"] for field in links if _relation(field) in _PERMANENT
    ]


def _related(fields: Fields) -> list[str]:
    return _hrefs(fields, "related")


def _hrefs(fields: Fields, relation: str) -> list[str]:
    links = (field for field in fields.get("link", ()) if "href" in field.attributes)
    return [field.attributes["href"] for field in links if _relation(field) == relation]


def _relation(link: Field) -> str:
    said = link.attributes.get("rel", "alternate")
    if said.isalpha() and said.islower():  # nearly always
        return said
    words = said.rpartition("/")[2].lower().split()
    return "alternate" if "alternate" in words else " ".join(words)


def _permalinks(fields: Fields) -> list[str]:
    return [field.text for field in fields.get("guid", ()) if _is_permalink(field)]


def _names(fields: Fields) -> list[str]:
    """The ids of the entry that are addresses."""
    return [field.text for field in fields.get("id", ()) if entry_link.has_scheme(field.text)]


def _in_content(fields: Fields) -> Iterator[str]:
    return (named for name in _BODIES for field in fields.get(name, ()) for named in permalinks.in_markup(field.text))


def _is_permalink(guid: Field) -> bool:
    """Whether a guid is an address: RSS 2.0 says so unless ``isPermaLink`` is false; it has to look like one, too."""
    if not entry_link.has_scheme(guid.text) and not guid.text.lstrip().startswith("/"):
        return False
    said = next((said for name, said in guid.attributes.items() if name.lower() == "ispermalink"), "true")
    return said.strip().lower() not in _NO


def _date(fields: Fields) -> str:
    for meaning in ("published", "updated"):
        for field in fields.get(meaning, ()):
            if read := dates.read(field.text):
                return read
    return ""


def _author(fields: Fields) -> str:
    for meaning in ("creator", "author"):
        for field in fields.get(meaning, ()):
            if field.nested:
                match = _NAME.search(field.text)
                name = unescape(match[1]) if match else ""
            else:
                name = field.text
            if name.strip():
                return name
    return ""


def _title(fields: Fields, atom: bool) -> str:
    """The title as plain text. For Atom see RFC 4287, section 3.1; RSS does not say what titles are."""
    named = fields.get("title") or fields.get("name")
    if not named:
        return ""
    field = named[0]
    if field.nested:
        return titles.of_elements(field.text)
    return field.text if atom and not _is_html(field) else titles.of_text(field.text)


def _is_html(field: Field) -> bool:
    return "html" in field.attributes.get("type", "").lower()


def _markup(fields: list[Field] | tuple[()], atom: bool) -> str:
    """The fields as HTML; what is text is escaped (RFC 4287, section 4.1.3.3)."""
    return fields[0].text if len(fields) == 1 and not atom else "".join([_one_markup(field, atom) for field in fields])


def _one_markup(field: Field, atom: bool) -> str:
    if field.nested or not atom or _is_html(field):
        return field.text
    kind = field.attributes.get("type", "text").lower()
    return html.escape(field.text, quote=False) if kind == "text" or kind.startswith("text/") else ""
