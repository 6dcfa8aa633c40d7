"""A well-formed XML document -> those elements of a feed that are needed, by their meaning. No tree is built.

Only the root tells the format (RSS, RDF or Atom). Below it, the names of all formats are accepted: they hardly clash,
and many feeds mix them. Nothing is ever fetched. Only HTML's entities and short ones are expanded.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import Any
from xml.parsers import expat
from xml.parsers.expat import errors

from msgspec import Struct

_ATOM = ("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
_CORE = (
    "",
    *_ATOM,
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://purl.org/net/rss1.1#",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/rss/1.0/modules/rss091#",
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ABOUT = f"{_RDF}}}about"
_XHTML = "http://www.w3.org/1999/xhtml"
_DC, _DCTERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"

_MEANINGS = {
    "title": "title", "link": "link", "guid": "guid", "id": "id", "author": "author", "content": "content",
    "description": "description", "summary": "description",
    "pubdate": "published", "published": "published", "issued": "published",
    "updated": "updated", "modified": "updated", "created": "updated",
    "item": "item", "entry": "item", "channel": "channel", "source": "source",
}  # fmt: skip
_NAMES = {
    **{(space, name): meaning for space in _CORE for name, meaning in _MEANINGS.items()},
    (_DC, "title"): "name",
    (_DC, "date"): "updated",
    (_DC, "creator"): "creator",
    (_DCTERMS, "issued"): "published",
    (_DCTERMS, "created"): "published",
    (_DCTERMS, "modified"): "updated",
    ("http://purl.org/rss/1.0/modules/content/", "encoded"): "encoded",
    (_XHTML, "body"): "encoded",
    (_XHTML, "div"): "encoded",
    ("http://source.scripting.com/", "blogroll"): "blogroll",
    ("http://rssnamespace.org/feedburner/ext/1.0", "origlink"): "origin",
}

_ENTITIES = {name[:-1]: value for name, value in html5.items() if name.endswith(";")}

_CUT_OFF = {
    errors.codes[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
"""The errors of expat for a document that ends too early."""

_VERBATIM = re.compile(r"<!\[CDATA\[((?s:.*?))\]\]>|<!--(?s:.*?)-->|<\?(?s:.*?)\?>")
"""A CDATA section with its text; or a comment or processing instruction, which have none."""

_NO_TAG = re.compile(r"<[!?]")
_PREFIX = re.compile(r"<(/?)[\w.-]+:")
_REFERENCE = re.compile(r"&([\w.-]+);")

NAMESPACE = 200
"""The longest name of a namespace, in characters. The parser repeats it in the name of every element and attribute."""

_HOLDERS = frozenset(("root", "channel", "item"))

BASE = "http://www.w3.org/XML/1998/namespace}base"
"""The name of ``xml:base`` among an element's attributes."""


class Refused(Exception):
    """The document is well-formed as far as it was read, but this reader does not take it."""


class NoFeed(Refused):
    """Its root is not that of a feed."""


class Field(Struct, gc=False):
    """An element that is needed: its attributes by ``namespace}name``, and its text.

    ``nested``: there are elements in it. Then the text is HTML, as it was written.
    """

    attributes: dict[str, str]
    text: str
    nested: bool


Fields = dict[str, list[Field]]


class Elements(Struct):
    """The fields of a feed and of its items, by meaning. ``bases`` are the ``xml:base`` of the root and the channel."""

    atom: bool = False
    bases: list[str] = []
    channel: Fields | None = None
    items: list[Fields] = []


def elements_of(*document: bytes | memoryview) -> Elements:
    """The elements of a document, which is given as pieces of UTF-8, whatever encoding it declares.

    The end of the document may be missing. Then the field that is cut off is left out. But if that field has elements
    in it, the document counts as not well-formed.

    Raises:
        expat.ExpatError: the document is not well-formed.
        NoFeed: its root is not that of a feed.
        Refused: there is no feed in it, or what it declares would make a short text large (see `_Reader`).
    """
    *before, last = document
    reader = _Reader(last, sum(map(len, before)))
    try:
        for piece in before:
            reader.parser.Parse(piece, False)
        reader.parser.Parse(last, True)  # "last" makes it a quarter faster
    except expat.ExpatError as error:
        if not (error.code in _CUT_OFF and reader.found.items and reader.nested < 0):
            raise
    finally:
        del reader.parser  # it refers to the reader; without that cycle, both are freed at once, with the document
    if reader.found.channel is None:
        raise Refused("no channel")
    return reader.found


class _Meanings(dict[str, str]):
    """The meaning of an element by its name (``namespace}name``); empty for elements that are not needed."""

    def __missing__(self, name: str) -> str:
        space, _, local = name.lower().rpartition("}")
        meaning = self[name] = _NAMES.get((space, local), "")
        return meaning


class _Reader:
    """The handlers of the parser. ``wanted`` is the depth of the elements that are read: the children of the holder.

    If a field has elements in it, only the place of the first is noted. The content is cut out of the document later.

    A document is refused if it could become much longer than it is: with entities of more than a few characters,
    default attributes, or long names of namespaces.
    """

    __slots__ = (
        "attributes", "before", "depth", "document", "entities", "found", "holder", "level", "meaning", "meanings",
        "nested", "outer", "parser", "pieces", "prefixed", "wanted",
    )  # fmt: skip

    def __init__(self, document: bytes | memoryview, before: int) -> None:
        self.document, self.before = document, before
        self.found = Elements()
        self.entities: dict[str, str] = {}
        self.meanings = _Meanings()
        self.depth, self.wanted = 0, 1
        self.holder: Fields = {}
        self.level = "document"
        self.outer: list[tuple[str, Fields, int]] = []
        self.meaning = ""  # of the field that is being read
        self.attributes: dict[str, str] = {}
        self.pieces: list[str] = []
        self.prefixed = False  # whether elements of XHTML may have a prefix
        self.nested = -1  # where the first element in the field begins, or -1
        self.parser = parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.EntityDeclHandler = self.declared
        parser.AttlistDeclHandler = self.attributed
        parser.StartNamespaceDeclHandler = self.named
        parser.SkippedEntityHandler = self.entity

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth = depth = self.depth + 1
        if depth > self.wanted:
            if self.meaning and self.nested < 0:
                self.nested = self.parser.CurrentByteIndex - self.before
                self.parser.CharacterDataHandler = None
            return
        meaning = self.meanings[name] if depth > 1 else "root"
        if not meaning:
            return
        if meaning in _HOLDERS:
            self.enter(meaning, name, attributes)
        elif self.level != "root":
            self.meaning = meaning
            self.attributes = attributes
            self.parser.CharacterDataHandler = self.pieces.append

    def end(self, name: str) -> None:
        depth = self.depth
        self.depth = depth - 1
        if depth == self.wanted:
            if meaning := self.meaning:
                pieces = self.pieces
                if nested := self.nested >= 0:
                    pieces[:] = [html.escape("".join(pieces), quote=False), self.markup()]
                    self.nested = -1
                text = pieces[0] if len(pieces) == 1 else "".join(pieces)
                field = Field(self.attributes, text, nested)
                if meaning in self.holder:
                    self.holder[meaning].append(field)
                else:
                    self.holder[meaning] = [field]
                pieces.clear()
                self.meaning, self.parser.CharacterDataHandler = "", None
        elif depth < self.wanted:
            self.level, self.holder, self.wanted = self.outer.pop()

    def enter(self, meaning: str, name: str, attributes: dict[str, str]) -> None:
        """A root, a channel or an item begins. What follows belongs to it until it ends."""
        if self.level == "item" or (self.level == "channel" and meaning == "channel"):
            return
        holder: Fields = {}
        if meaning == "root":
            self.found.atom = _is_atom(name)
            meaning = "channel" if self.found.atom else "root"
        if meaning == "item":
            self.found.items.append(holder)
            if BASE in attributes:
                holder["base"] = [Field(attributes, "", False)]
            if _ABOUT in attributes:
                holder["id"] = [Field({}, attributes[_ABOUT], False)]
        elif self.found.channel is None:
            self.found.bases.append(attributes.get(BASE, ""))
            if meaning == "channel":
                self.found.channel = holder
        self.outer.append((self.level, self.holder, self.wanted))
        self.level, self.holder, self.wanted = meaning, holder, self.depth + 1

    def markup(self) -> str:
        """The content of the field from its first element on, as HTML: without anything that only XML has."""
        markup = str(self.document[self.nested : self.parser.CurrentByteIndex - self.before], "utf-8")
        if _NO_TAG.search(markup):
            markup = _VERBATIM.sub(lambda part: html.escape(part[1] or "", quote=False), markup)
        if self.entities:
            markup = _REFERENCE.sub(lambda reference: self.entities.get(reference[1], reference[0]), markup)
        return _PREFIX.sub(r"<\1", markup) if self.prefixed or _PREFIX.match(markup) else markup

    def entity(self, name: str, is_parameter: bool) -> None:
        """An entity that was not declared. HTML's are known; others stay as they are."""
        if self.meaning and self.nested < 0:
            self.pieces.append(_ENTITIES.get(name) or f"&{name};")

    def declared(self, name: str, is_parameter: bool, value: str | None, *_: Any) -> None:
        """An entity that the document declares. It must be short, or external; external ones are never read."""
        if value is None:
            return
        if is_parameter or len(value) > 8 or "&" in value or "<" in value:
            raise Refused(f"<!ENTITY {name[:40]}")
        self.entities[name] = html.escape(value)

    def attributed(self, name: str, *_: Any) -> None:
        raise Refused(f"<!ATTLIST {name[:40]}")

    def named(self, prefix: str | None, namespace: str | None) -> None:
        if prefix and namespace == _XHTML:
            self.prefixed = True
        if namespace and len(namespace) > NAMESPACE:
            raise Refused(f"xmlns={namespace[:40]}")


def _is_atom(root: str) -> bool:
    """Whether the root is that of Atom; False for RSS and RDF.

    Raises:
        NoFeed: it is something else.
    """
    space, _, local = root.lower().rpartition("}")
    if local == "feed" and space in ("", *_ATOM):
        return True
    if (local == "rss" and space in _CORE) or (local == "rdf" and space == _RDF):
        return False
    raise NoFeed(f"<{local[:40]}>")
