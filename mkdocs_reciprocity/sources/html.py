"""Links and words of an HTML fragment, however it is written."""

from __future__ import annotations

import re

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

_SPACE = re.compile(r"\s+")
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
    found = []
    for node in LexborHTMLParser(html).tags("a") if "<a" in html or "<A" in html else ():
        attributes = node.attributes
        href = attributes.get("href")
        if href and ("//" in href or href.lstrip()[:1] == "/"):
            text = _SPACE.sub(" ", node.text()[: longest_text * 4]).strip()[:longest_text]
            found.append(Anchor(href, attributes.get("rel") or "", text))
    return found


def plain(html: str) -> str:
    """The text of a fragment: no markup, no scripts, white space folded."""
    if "<" not in html and "&" not in html:
        return _SPACE.sub(" ", html).strip()
    tree = LexborHTMLParser(html)
    tree.strip_tags(_SILENT)
    body = tree.body
    return _SPACE.sub(" ", body.text(separator=" ")).strip() if body else ""
