"""A well-formed XML document -> the elements of a feed that matter, by what they stand for; with expat, without a tree.

Formats are told apart by the root only (RSS, RDF or Atom); below it the names of one hardly clash with another's, and
many feeds mix them. Nothing is ever fetched, and no entity is expanded but HTML's and short ones.
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
    "item": "item", "entry": "item", "channel": "channel",
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
"""What expat says of a document that ends too early."""

_VERBATIM = re.compile(r"<!\[CDATA\[((?s:.*?))\]\]>|<!--(?s:.*?)-->|<\?(?s:.*?)\?>")
"""A CDATA section with its text, or what is none: a comment, a processing instruction."""

_NO_TAG = re.compile(r"<[!?]")
_PREFIX = re.compile(r"<(/?)[\w.-]+:")
_REFERENCE = re.compile(r"&([\w.-]+);")

NAMESPACE = 200
"""Characters in the name of a namespace: every element's and attribute's name has it in it."""

_HOLDERS = frozenset(("root", "channel", "item"))

BASE = "http://www.w3.org/XML/1998/namespace}base"
"""How ``xml:base`` is named among an element's attributes."""


class Refused(Exception):
    """The document is well-formed as far as it was read, and nothing for this reader."""


class NoFeed(Refused):
    """Its root is no feed's."""


class Field(Struct, gc=False):
    """An element that matters: its attributes by ``namespace}name``, and its text.

    ``nested`` says that elements stood in it: then the text is HTML, as they were written.
    """

    attributes: dict[str, str]
    text: str
    nested: bool


Fields = dict[str, list[Field]]


class Elements(Struct):
    """A feed's own fields and those of its items, by meaning. ``bases`` are the ``xml:base`` of root and channel."""

    atom: bool = False
    bases: list[str] = []
    channel: Fields | None = None
    items: list[Fields] = []


def elements_of(*document: bytes) -> Elements:
    """The elements of a document that is given as pieces of UTF-8 (whatever encoding it declares).

    Its end may be missing, with the field in which it broke off, unless elements stand in that.

    Raises:
        expat.ExpatError: where the document is not well-formed.
        NoFeed: when its root is no feed's.
        Refused: when it has no feed in it, or what it declares would make little text large (see `_Reader`).
    """
    *before, last = document
    reader = _Reader(last, sum(map(len, before)))
    try:
        for piece in before:
            reader.parser.Parse(piece, False)
        reader.parser.Parse(last, True)  # known to be the last, it costs three quarters of what it does otherwise
    except expat.ExpatError as error:
        if not (error.code in _CUT_OFF and reader.found.items and reader.nested < 0):
            raise
    finally:
        del reader.parser  # which holds the reader: without a cycle both go at once, and the document with them
    if reader.found.channel is None:
        raise Refused("no channel")
    return reader.found


class _Meanings(dict[str, str]):
    """What an element's name (``namespace}name``) stands for; empty for all that is of no interest."""

    def __missing__(self, name: str) -> str:
        space, _, local = name.lower().rpartition("}")
        meaning = self[name] = _NAMES.get((space, local), "")
        return meaning


class _Reader:
    """The handlers. ``wanted`` is the depth at which elements are looked at: that of the holder's children.

    Of a field with elements in it only the place is noted where they begin: what it holds is the document's own text.

    Whatever a short document could say in full again and again is refused: entities that are more than a name for a few
    characters, attributes that elements have by default, long names of namespaces.
    """

    __slots__ = (
        "attributes", "before", "depth", "document", "entities", "found", "holder", "level", "meaning", "meanings",
        "nested", "outer", "parser", "pieces", "prefixed", "wanted",
    )  # fmt: skip

    def __init__(self, document: bytes, before: int) -> None:
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
        self.nested = -1  # where its first element begins, or -1
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
        depth, wanted = self.depth, self.wanted
        self.depth = depth - 1
        if depth == wanted:
            if meaning := self.meaning:
                pieces = self.pieces
                if self.nested >= 0:
                    pieces[:] = [html.escape("".join(pieces), quote=False), self.markup()]
                text = pieces[0] if len(pieces) == 1 else "".join(pieces)
                field = Field(self.attributes, text, self.nested >= 0)
                if meaning in self.holder:
                    self.holder[meaning].append(field)
                else:
                    self.holder[meaning] = [field]
                pieces.clear()
                self.meaning, self.nested, self.parser.CharacterDataHandler = "", -1, None
        elif depth < wanted:
            self.level, self.holder, self.wanted = self.outer.pop()

    def enter(self, meaning: str, name: str, attributes: dict[str, str]) -> None:
        """A root, a channel or an item begins: what follows is its own until it ends."""
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
        """What the field holds from its first element on, as HTML: elements and text, without what only XML has."""
        markup = self.document[self.nested : self.parser.CurrentByteIndex - self.before].decode()
        if _NO_TAG.search(markup):
            markup = _VERBATIM.sub(lambda part: html.escape(part[1] or "", quote=False), markup)
        if self.entities:
            markup = _REFERENCE.sub(lambda reference: self.entities.get(reference[1], reference[0]), markup)
        return _PREFIX.sub(r"<\1", markup) if self.prefixed or _PREFIX.match(markup) else markup

    def entity(self, name: str, is_parameter: bool) -> None:
        """An entity that nobody declared: HTML's names are known, others mean themselves."""
        if self.meaning and self.nested < 0:
            self.pieces.append(_ENTITIES.get(name) or f"&{name};")

    def declared(self, name: str, is_parameter: bool, value: str | None, *_: Any) -> None:
        """An entity that the document declares: allowed are names for a few characters, and what is not read."""
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
    """Whether the root is Atom's; False for RSS and RDF.

    Raises:
        NoFeed: when it is something else.
    """
    space, _, local = root.lower().rpartition("}")
    if local == "feed" and space in ("", *_ATOM):
        return True
    if (local == "rss" and space in _CORE) or (local == "rdf" and space == _RDF):
        return False
    raise NoFeed(f"<{local[:40]}>")
