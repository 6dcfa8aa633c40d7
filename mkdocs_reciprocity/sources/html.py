"""Links and words of an HTML fragment, however it is written."""

from __future__ import annotations

import re

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

_SPACE = re.compile(r"\s+")
_OPENING = re.compile(r"<a\s")
_LEADS_AWAY = re.compile(r"""//|=\s*["']?/""")
_HIDING = re.compile(r"<(?:!|s(?:cript|tyle)|t(?:e(?:mplate|xtarea)|itle)|noscript|iframe|xmp|plaintext)")
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

    Where something could hide a link from readers (a comment, a script), the whole is left for the parser to judge.
    """
    lower = html.lower()
    if len(lower) != len(html) or _HIDING.search(lower):
        return html
    pieces = []
    end = 0
    while (match := _OPENING.search(lower, end)) is not None:
        close = lower.find("</a", match.end())
        end = close + 4 if close >= 0 else len(html)
        if _LEADS_AWAY.search(html, match.end(), end):
            pieces.append(html[match.start() : end] + ">")
    return "".join(pieces)


def plain(html: str) -> str:
    """The text of a fragment: no markup, no scripts, white space folded."""
    if "<" not in html and "&" not in html:
        return _SPACE.sub(" ", html).strip()
    tree = LexborHTMLParser(html)
    tree.strip_tags(_SILENT)
    body = tree.body
    return _SPACE.sub(" ", body.text(separator=" ")).strip() if body else ""
