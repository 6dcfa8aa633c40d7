"""Mends what makes most broken feeds no XML, where it can be no other than what was meant.

The result is what feedparser makes of such a feed, or better, and costs a fiftieth; all else is left to feedparser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from xml.parsers import expat
from xml.parsers.expat import errors

from mkdocs_reciprocity.core.feeds.elements import Elements, NoFeed, elements_of

_VERBATIM = rb"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)|<\?(?s:.*?)(?:\?>|\Z)"
"""Where markup means itself."""

_REFERENCE = rb"(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z_][\w.-]{0,40});"

_BARE = re.compile(
    _VERBATIM + rb"""|>\s*+https?://[^<>\s"']*+(?=\s*+</(?:link|guid|comments)>)|=["']https?://[^<>\s"']*+(?=["'])"""
    rb"|&(?!" + _REFERENCE + rb")|<(?![!?]|/?[A-Za-z_:][\w:.-]{0,60}[\s/>])|\]\]>"
)  # every alternative begins with a letter of its own: to look for these alone takes half as long
"""What means itself: an ampersand where no reference is, or in an address, a ``<`` where no tag is, the end of a CDATA
section that has not begun; and comments, which may not have ``--`` in them.
"""

_ESCAPED = {b"&": b"&amp;", b"<": b"&lt;", b"]]>": b"]]&gt;"}

_MISSPELT = re.compile(
    _VERBATIM + rb"|<([A-Za-z_][\w:.-]{0,30})(?=[\s>])[^<>]*+>[^<>]*+</(?!\1\s*>)([A-Za-z_][\w:.-]{0,30})\s*>"
)
"""An element without elements in it whose end has another name."""

_VOID = re.compile(
    _VERBATIM + rb"""|<((br|hr|img|input|wbr)(?:\s(?:[^<>"']|"[^<"]*"|'[^<']*')*+)?)(?<!/)>(?!\s*+</\2>)"""
)
"""Elements of HTML that have no end."""

_NUMBERED = re.compile(_VERBATIM + rb"|&#(?:([0-9]{1,8})|[xX]([0-9a-fA-F]{1,8}));")
_FEED = re.compile(_VERBATIM + rb"|<((?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF))(?=[\s>])")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|script|pre)\b", re.I)
"""What begins a page of HTML, in which a feed is only quoted; warnings of PHP have none of these."""

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
"""What a prefix that nobody declared means; all others mean nothing here."""

AMPERSANDS = 1_000_000
"""Documents with more of them are not mended, for the memory that it would take."""

PREFIXES = 20
"""Documents with more of them undeclared are not mended."""

MISSPELT = 20
"""Documents with more names in end tags only are not mended."""

ROUNDS = 6
"""So often a document is mended. Each round takes out all faults of one kind, and there are but a few kinds; a document
that shows new ones in each (``&#&#0;0;``) could go on for as long as it is."""


def elements_in(*document: bytes) -> Elements | None:
    """The elements of a document that is not well-formed, or None when it cannot be mended.

    Mended are: ``&``, ``<`` and ``]]>`` that mean themselves, references to characters that XML forbids, HTML's
    elements without an end, prefixes without a declaration, rubbish before and after the feed, and an end tag whose
    name is that of no element but nearly that of the one that it ends.

    Args:
        document: as for `feed_elements.elements_of`.

    Raises:
        feed_elements.Refused: when it is no feed.
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

    return _BARE.sub(escaped, text)


def _with_ends(text: bytes) -> bytes:
    """With the end tags that were misspelt, else with those that HTML does not have."""
    respelt = _respelt(text)
    return respelt if respelt != text else _VOID.sub(lambda match: b"<%b/>" % match[1] if match[1] else match[0], text)


def _without_forbidden(text: bytes) -> bytes:
    """References to characters that XML does not have (section 2.2) are taken out."""

    def allowed(match: re.Match[bytes]) -> bytes:
        if match[0].startswith(b"<"):
            return match[0]
        number = int(match[1]) if match[1] else int(match[2], 16)
        return match[0] if any(number in some for some in _CHARACTERS) else b""

    return _NUMBERED.sub(allowed, text)


def _alone(text: bytes) -> bytes:
    """The feed without what stands before and after it: warnings of PHP, lengths of chunks, a second declaration."""
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
    """Whether one letter at most makes the difference, besides their order."""
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
"""What mends each of expat's errors."""
