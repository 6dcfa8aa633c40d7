"""Mends the faults for which most broken feeds are no XML, if it is certain what was meant.

The result is what feedparser makes of such a feed, or better, in a fiftieth of the time. Other feeds are left to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from xml.parsers import expat
from xml.parsers.expat import errors

from mkdocs_reciprocity.core import references
from mkdocs_reciprocity.core.feeds.elements import Elements, NoFeed, elements_of

_VERBATIM = rb"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)|<\?(?s:.*?)(?:\?>|\Z)"
"""Parts in which markup is text."""

_REFERENCE = rb"(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z_][\w.-]{0,40});"

# Every alternative begins with a character of its own, so the search takes half as long.
_BARE = re.compile(
    _VERBATIM + rb"""|>\s*+https?://[^<>\s"']*+(?=\s*+</(?:link|guid|comments)>)|=["']https?://[^<>\s"']*+(?=["'])"""
    rb"|&(?!" + _REFERENCE + rb")|<(?![!?]|/?[A-Za-z_:][\w:.-]{0,60}[\s/>])|\]\]>"
)
"""Characters that stand for themselves: an ampersand that begins no reference, or is in an address; a ``<`` that begins
no tag; the end of a CDATA section that has not begun. And comments, for ``--`` is not allowed in them.
"""

_ESCAPED = {b"&": b"&amp;", b"<": b"&lt;", b"]]>": b"]]&gt;"}

_MISSPELT = re.compile(
    _VERBATIM + rb"|<([A-Za-z_][\w:.-]{0,30})(?=[\s>])[^<>]*+>[^<>]*+</(?!\1\s*>)([A-Za-z_][\w:.-]{0,30})\s*>"
)
"""An element whose end tag has another name, and which has no elements in it."""

_VOID = re.compile(
    _VERBATIM + rb"""|<((br|hr|img|input|wbr)(?:\s(?:[^<>"']|"[^<"]*"|'[^<']*')*+)?)(?<!/)>(?!\s*+</\2>)"""
)
"""Elements of HTML that have no end tag."""

_NUMBERED = re.compile(_VERBATIM + rb"|&#(?:([0-9]{1,8})|[xX]([0-9a-fA-F]{1,8}));")
_FEED = re.compile(_VERBATIM + rb"|<((?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF))(?=[\s>])")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|script|pre)\b", re.I)
"""What begins a page of HTML. A feed in a page is only quoted there; warnings of PHP have none of these tags."""

_NAME = re.compile(rb"<([A-Za-z_][\w:.-]{0,30})(?=[\s/>])")
_IN_ADDRESS = re.compile(rb"&(?!#?\w+;)")
_ROOT = re.compile(rb"<[A-Za-z_][\w.:-]*")
_PREFIX = re.compile(rb"(?:</?|\s)([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_DECLARED = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_PREFIXES = {
    b"content": b"http://purl.org/rss/1.0/modules/content/",
    b"dc": b"http://purl.org/dc/elements/1.1/",
    b"dcterms": b"http://purl.org/dc/terms/",
    b"feedburner": b"http://rssnamespace.org/feedburner/ext/1.0",
    b"rdf": b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
"""What these prefixes mean if they are not declared. All others mean nothing here."""

AMPERSANDS = 1_000_000
"""A document with more of them is not mended: it would take too much memory."""

PREFIXES = 20
"""A document with more prefixes that are not declared is not mended."""

MISSPELT = 20
"""A document with more names that only end tags have is not mended."""

ROUNDS = 6
"""How often a document is mended. Each round mends all faults of one kind, and there are few kinds. But a document that
has new faults after each round (``&#&#0;0;``) could keep us busy for as long as it is."""


def elements_in(*document: bytes) -> Elements | None:
    """The elements of a document that is not well-formed; None if it cannot be mended.

    Mended are: ``&``, ``<`` and ``]]>`` that stand for themselves, references to characters that XML forbids, elements
    of HTML without an end tag, prefixes without a declaration, what stands before and after the feed, and misspelt end
    tags: their name is that of no element, but nearly that of the element that they end.

    Args:
        document: as for `elements.elements_of`.

    Raises:
        elements.Refused: it is no feed.
    """
    *before, text = document
    for _ in range(ROUNDS):
        try:
            return elements_of(*before, text)
        except expat.ExpatError as error:
            mended = _MENDING.get(error.code, bytes)(text) if text.count(b"&") <= AMPERSANDS else text
        except NoFeed:
            mended = _alone(text)
        if mended == text:
            return None
        text = mended
    return None


def _with_escapes(text: bytes) -> bytes:
    def escaped(match: re.Match[bytes]) -> bytes:
        said = match[0]
        if said.startswith(b"<!--"):
            return b""
        return _ESCAPED.get(said) or (said if said.startswith(b"<") else _IN_ADDRESS.sub(b"&amp;", said))

    mended = _BARE.sub(escaped, text)
    return mended if mended != text else _alone(text)


def _with_ends(text: bytes) -> bytes:
    """The text with misspelt end tags corrected; if there are none, with those added that HTML does not have."""
    respelt = _respelt(text)
    return respelt if respelt != text else _VOID.sub(lambda match: b"<%b/>" % match[1] if match[1] else match[0], text)


def _without_forbidden(text: bytes) -> bytes:
    """The text without references to characters that XML does not have (section 2.2). Two halves become a whole."""

    def allowed(match: re.Match[bytes]) -> bytes:
        if match[0].startswith(b"<"):
            return match[0]
        number = int(match[1]) if match[1] else int(match[2], 16)
        return match[0] if any(number in some for some in _CHARACTERS) else b""

    return _NUMBERED.sub(
        allowed,
        references.with_whole_characters(text.decode(errors="surrogateescape")).encode(errors="surrogateescape"),
    )


def _alone(text: bytes) -> bytes:
    """The feed without what stands around it: warnings of PHP, lengths of chunks, a second declaration."""
    start = next((match for match in _FEED.finditer(text) if match[1]), None)
    if start is None or _PAGE.search(text, 0, start.start()):
        return text
    end = text.rfind(b"</" + start[1])
    return text[start.start() : text.find(b">", end) + 1] if end > start.start() else text


def _respelt(text: bytes) -> bytes:
    names = set(_NAME.findall(text))
    misspelt = [match for match in _MISSPELT.finditer(text) if match[1] and match[2] not in names]
    pairs = {match.groups() for match in misspelt}
    if len(pairs) > MISSPELT:
        return text
    meant = {pair for pair in pairs if _are_alike(*pair)}
    pieces, done = [], 0
    for match in misspelt:
        if match.groups() in meant:
            pieces += [text[done : match.start(2)], match[1]]
            done = match.end(2)
    return b"".join([*pieces, text[done:]])


def _are_alike(name: bytes, other: bytes) -> bool:
    """Whether two names differ by one letter at most, in whatever order."""
    letters, others = Counter(name), Counter(other)
    return (letters - others).total() <= 1 and (others - letters).total() <= 1


def _with_prefixes(text: bytes) -> bytes:
    missing = set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {b"xml", b"xmlns"}
    if len(missing) > PREFIXES:
        return text
    names = b"".join(
        b' xmlns:%b="%b"' % (prefix, _PREFIXES.get(prefix, b"urn:x-undeclared")) for prefix in sorted(missing)
    )
    return _ROOT.sub(lambda match: match[0] + names, text, count=1)


_CHARACTERS = (range(9, 11), range(13, 14), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))

_MENDING: dict[int, Callable[[bytes], bytes]] = {
    errors.codes[error]: mending
    for error, mending in (
        (errors.XML_ERROR_INVALID_TOKEN, _with_escapes),
        (errors.XML_ERROR_TAG_MISMATCH, _with_ends),
        (errors.XML_ERROR_UNBOUND_PREFIX, _with_prefixes),
        (errors.XML_ERROR_BAD_CHAR_REF, _without_forbidden),
        (errors.XML_ERROR_SYNTAX, _alone),
        (errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT, _alone),
        (errors.XML_ERROR_MISPLACED_XML_PI, _alone),
    )
}
"""What mends each error of expat."""
