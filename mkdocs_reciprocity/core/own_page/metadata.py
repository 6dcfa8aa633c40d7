"""The title and the day of a finished page, as the page itself tells programs and people.

Of several the first counts. A title: microformats (``p-name``), JSON-LD, OpenGraph, ``<h1>``, ``<title>``. A day:
microformats (``dt-published``), JSON-LD, microdata, OpenGraph, ``<meta>``, the ``<time>`` at the beginning or in the
header or footer of the entry; else, of these, when it was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import msgspec

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.own_page.ancestry import ancestors, classes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LONGEST = 300  # characters of a title
_BEGINNING = 300  # characters of an entry, before which the time of a page stands
_LD_BYTES = 200_000
_LD_OBJECTS = 100
_OF_LISTS = frozenset(
    "Blog BreadcrumbList CollectionPage ImageObject ItemList Organization Person SearchAction WebSite".split()
)
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ]00:00(?::00(?:\.0+)?)?\s*(?:[Zz]|[+-]\d\d:?\d\d)?\Z")
_METAS = (
    ("property", "article:published_time", "published"), ("name", "date", "published"),
    ("name", "dc.date", "published"), ("name", "dcterms.created", "published"), ("name", "pubdate", "published"),
    ("property", "article:modified_time", "modified"), ("name", "last-modified", "modified"),
)  # fmt: skip
_BETWEEN = "[-|\N{EN DASH}\N{EM DASH}\N{MIDDLE DOT}\N{BULLET}:\xab\xbb/]+"
_TIMES = {
    "published": (".dt-published, .hentry .published", "[itemprop~=datePublished]"),
    "modified": (".dt-updated, .hentry .updated", "[itemprop~=dateModified]"),
}
_MODIFIED = ", ".join(_TIMES["modified"])
_IN_CITED = frozenset(("h-cite", "h-card"))


class Metadata:
    """What a page says of itself. It is read before anything is taken out of the tree."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._ld = next(_linked_data(tree), {})
        self._metas = {
            (name, said.lower()): node.attributes.get("content") or ""
            for node in reversed(tree.css("meta[content]"))
            for name in ("property", "name")
            if (said := node.attributes.get(name))
        }
        head = tree.css_first("title")
        self._title = head.text() if head else ""

    def title(self, entry: LexborNode, site_name: str) -> str:
        """The title of the page with this entry; the name of the site around it is left out."""
        headline = self._ld.get("headline")
        named = next((node for node in entry.css(".p-name, .entry-title") if _is_title(node)), None)
        heading = entry.css_first("h1")
        for said, is_whole in (
            (named.text() if named else "", False),
            (headline if isinstance(headline, str) else "", False),
            (self._metas.get(("property", "og:title"), ""), True),
            (heading.text() if heading else "", False),
            (self._title, True),
        ):
            words = " ".join(said.split())
            if words:
                return (_without(words, site_name) if is_whole else words)[:_LONGEST]
        return ""

    def day(self, entry: LexborNode, zone: tzinfo) -> When | None:
        """The day of the page with this entry; None where the page does not say it."""
        said = (*self._said("published", entry), *_times(entry), *self._said("modified", entry))
        return next(filter(None, (_day(one, zone) for one in said)), None)

    def _said(self, what: str, entry: LexborNode) -> Iterator[str]:
        first, second = (_machine(entry, selector) for selector in _TIMES[what])
        yield first
        of_ld = self._ld.get({"published": "datePublished", "modified": "dateModified"}[what])
        yield of_ld if isinstance(of_ld, str) else ""
        yield second
        yield from (self._metas.get((by, name), "") for by, name, of in _METAS if of == what)


def _day(said: str, zone: tzinfo) -> When | None:
    """The day. Midnight, in whatever zone, stands for a day whose time nobody has written."""
    said = said.strip()
    midnight = _MIDNIGHT.match(said)
    return dates.parse(midnight[1] if midnight else said, zone)


def _machine(entry: LexborNode, selector: str) -> str:
    node = next((node for node in entry.css(selector) if not _is_cited(node)), None)
    if node is None:
        return ""
    found = (node.attributes.get(name) for name in ("datetime", "content", "title", "value"))
    return next(filter(None, found), None) or node.text()


def _times(entry: LexborNode) -> Iterator[str]:
    """The ``<time>`` at the beginning of the entry, in its header or its footer."""
    length = 0
    for node in entry.traverse(include_text=True):
        if node.tag == "-text" and node.parent is not None and node.parent.tag != "h1":
            length += len(" ".join(node.text().split()))
        elif node.tag == "time" and not _is_cited(node) and not node.css_matches(_MODIFIED):
            yield node.attributes.get("datetime") or ""
        if length > _BEGINNING:
            break
    yield from (
        node.attributes.get("datetime") or ""
        for node in entry.css("header time[datetime], footer time[datetime]")
        if not _is_cited(node)
    )


def _is_title(node: LexborNode) -> bool:
    """Whether a name is that of the entry, and not its whole text, as a note without a title has it."""
    return not _is_cited(node) and not node.css_matches(".e-content, .h-card") and node.css_first(".e-content") is None


def _is_cited(node: LexborNode) -> bool:
    return any(above.tag == "blockquote" or _IN_CITED & classes(above) for above in ancestors(node))


def _without(title: str, site_name: str) -> str:
    """A title without the name of the site before or behind it."""
    name = re.escape(" ".join(site_name.split()))
    bare = re.sub(rf"\s+{_BETWEEN}\s+{name}\Z|\A{name}\s*{_BETWEEN}\s+", "", title) if name else title
    return bare or title


def _linked_data(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD that say something of the page itself."""
    for script in tree.css("script[type='application/ld+json']"):
        text = script.text()
        if len(text) > _LD_BYTES:
            continue
        try:
            said = msgspec.json.decode(text)
        except (ValueError, RecursionError):  # that is no JSON, or a trap
            continue
        every = said if isinstance(said, list) else [said]
        for one in every[:_LD_OBJECTS]:
            graph = one.get("@graph") if isinstance(one, dict) else None
            for found in (one, *(graph[:_LD_OBJECTS] if isinstance(graph, list) else ())):
                if (
                    isinstance(found, dict)
                    and ({"headline", "datePublished"} & found.keys())
                    and not _is_of_list(found)
                ):
                    yield found


def _is_of_list(said: Mapping[str, Any]) -> bool:
    kinds = said.get("@type")
    return any(kind in _OF_LISTS for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))
