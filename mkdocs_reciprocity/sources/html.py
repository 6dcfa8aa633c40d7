"""Links and words of an HTML fragment, however it is written."""

from __future__ import annotations

import re

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

_SPACE = re.compile(r"\s+")
_OPENING = re.compile(r"<[aA][\t\n\f\r /]")
_CLOSING = re.compile(r"</[aA][\t\n\f\r >/]")
_LEADS_AWAY = re.compile(r"""//|=\s*["']?/|&""")
_HIDING = (
    "[sS][cC]|[sS][tT][yY]|[tT][eE][mMxX]|[tT][iI]|[nN][oO]|[iI][fF]|[xX][mM]|[pP][lL]|[sS][vV]|[mM][aA][tT]|[sS][eE][lL]|[fF][rR]"
)
_SPACES = r"[\t\n\f\r /]++"
_ATTRIBUTE = r"""[^\t\n\f\r "'<>/=]++(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\t\n\f\r "'<>=`]++))?+"""
_ORDERLY = re.compile(rf"(?:[^<]++|</?(?!{_HIDING})[a-zA-Z][a-zA-Z0-9-]*+(?:{_SPACES}(?:{_ATTRIBUTE})?+)*+>)*+\Z")
"""Tags that end where they seem to end, and of elements whose content is content."""
_SILENT = ["script", "style", "template", "noscript", "iframe", "svg", "math"]


class Anchor(Struct, frozen=True, gc=False):
    """An ``<a href>`` in document order: the reference and the ``rel`` as written, and the words it stands on."""

    href: str
    rel: str
    text: str


def anchors(html: str, *, longest_text: int = 120) -> list[Anchor]:
    """The links of a fragment that may lead off the page's own folder: absolute ones, and those that begin with ``/``.

    ``longest_text`` caps each link's words, in characters.
    """
    around = _around_links(html)
    found = []
    for node in LexborHTMLParser(around).tags("a") if around else ():
        attributes = node.attributes
        href = attributes.get("href")
        if href and "/" in href:
            text = _SPACE.sub(" ", node.text()[: longest_text * 4]).strip()[:longest_text]
            found.append(Anchor(href, attributes.get("rel") or "", text))
    return found


def _around_links(html: str) -> str:
    """The ``<a>`` elements that may lead away: parsing these and not the prose between them is several times cheaper.

    Where anything could make what looks like a link no link (a comment, a script, an open quotation mark), the whole
    is left for the parser to judge.
    """
    if not _ORDERLY.match(html):
        return html
    pieces = []
    end = 0
    while (match := _OPENING.search(html, end)) is not None:
        close = _CLOSING.search(html, match.end())
        end = close.start() if close else len(html)
        if _LEADS_AWAY.search(html, match.end(), end):
            pieces.append(html[match.start() : end] + "</a>")
    return "".join(pieces)


def plain(html: str) -> str:
    """The text of a fragment: no markup, no scripts, white space folded."""
    if "<" not in html and "&" not in html:
        return _SPACE.sub(" ", html).strip()
    tree = LexborHTMLParser(html)
    tree.strip_tags(_SILENT)
    body = tree.body
    return _SPACE.sub(" ", body.text(separator=" ")).strip() if body else ""
