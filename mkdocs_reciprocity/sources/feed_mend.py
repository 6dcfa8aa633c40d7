"""Mends what makes most broken feeds no XML, where it can be no other than what was meant.

The result is what feedparser makes of such a feed, or better, and costs a fiftieth; all else is left to feedparser.
"""

from __future__ import annotations

import re
from collections import Counter
from xml.parsers import expat
from xml.parsers.expat import errors

from mkdocs_reciprocity.sources.feed_elements import Elements, elements_of

_INVALID_TOKEN = errors.codes[errors.XML_ERROR_INVALID_TOKEN]
_MISMATCH = errors.codes[errors.XML_ERROR_TAG_MISMATCH]
_UNBOUND_PREFIX = errors.codes[errors.XML_ERROR_UNBOUND_PREFIX]

_VERBATIM = rb"<!\[CDATA\[(?s:.*?)(?:\]\]>|\Z)|<!--(?s:.*?)(?:-->|\Z)|<\?(?s:.*?)(?:\?>|\Z)"
"""Where markup means itself."""

_BARE = re.compile(
    _VERBATIM + rb"""|(?:>\s*+|=["'])https?://[^<>\s"']*+(?=\s*+</(?:link|guid|comments)>|["'])"""
    rb"|&(?![A-Za-z#])"
)
"""Ampersands that begin no reference: before something that is no name, and anywhere in an address."""

_MISSPELT = re.compile(
    _VERBATIM + rb"|<([A-Za-z_][\w:.-]{0,30})(?=[\s>])[^<>]*+>[^<>]*+</(?!\1\s*>)([A-Za-z_][\w:.-]{0,30})\s*>"
)
"""An element without elements in it whose end has another name."""

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


def elements_in(*document: bytes) -> Elements | None:
    """The elements of a document that is not well-formed, or None when it cannot be mended.

    Mended are: ``&`` before anything that is no name, and in addresses, prefixes without a declaration, and an end tag
    whose name is that of no element but nearly that of the one that it ends.

    Args:
        document: as for `feed_elements.elements_of`.

    Raises:
        feed_elements.Refused: when it is no feed.
    """
    *before, text = document
    while True:  # each mends all that it can, so there is no third time
        try:
            return elements_of(*before, text)
        except expat.ExpatError as error:
            mended = _mended(text, error.code)
        if mended == text:
            return None
        text = mended


def _mended(text: bytes, error: int) -> bytes:
    if error == _INVALID_TOKEN:
        return _BARE.sub(_escaped, text) if text.count(b"&") <= AMPERSANDS else text
    if error == _MISMATCH:
        return _respelt(text)
    if error == _UNBOUND_PREFIX:
        return _with_prefixes(text)
    return text


def _escaped(match: re.Match[bytes]) -> bytes:
    said = match[0]
    if said == b"&":
        return b"&amp;"
    return said if said.startswith(b"<") else _IN_ADDRESS.sub(b"&amp;", said)


def _respelt(text: bytes) -> bytes:
    names = set(_NAME.findall(text))
    misspelt = {pair for match in _MISSPELT.finditer(text) if (pair := match.groups())[0] and pair[1] not in names}
    if len(misspelt) > MISSPELT:
        return text
    meant = {pair for pair in misspelt if _are_alike(*pair)}
    return _MISSPELT.sub(lambda match: _ended(match) if match.groups() in meant else match[0], text)


def _are_alike(name: bytes, other: bytes) -> bool:
    """Whether one letter at most makes the difference, besides their order."""
    letters, others = Counter(name), Counter(other)
    return (letters - others).total() <= 1 and (others - letters).total() <= 1


def _ended(match: re.Match[bytes]) -> bytes:
    return match[0][: match.start(2) - match.start()] + match[1] + b">"


def _with_prefixes(text: bytes) -> bytes:
    missing = set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {b"xml", b"xmlns"}
    if len(missing) > PREFIXES:
        return text
    names = b"".join(
        b' xmlns:%b="%b"' % (prefix, _PREFIXES.get(prefix, b"urn:x-undeclared")) for prefix in sorted(missing)
    )
    return _ROOT.sub(lambda match: match[0] + names, text, count=1)
