"""Links and words of an HTML fragment, however it is written."""

from __future__ import annotations

import re
from html import unescape

from msgspec import Struct

_TAG = re.compile(r"<[^>]*>")

# What Markdown does not write: elements whose content may be no content, and comments. The parser has to look.
_ODD = r"[A-Z!]|s(?:c|ty|v|el)|te[mx]|title|no|i[fm]|xm|pl|ma[tr]|fr|ob|op|bu"
_ODD_TAG = re.compile(f"<(?:{_ODD})")
# A link as Markdown is rendered: attributes in double quotes, nothing in them that looks like a tag; its two groups are
# empty for any other link, and for an odd tag. What begins most tags is passed over first: that halves the time.
_LINK = re.compile(
    r'<(?!/|sp|p>)(?:a((?: [a-z-]+="(?!\s)[^"<>]*+")++)>([^<]*+(?:<(?!/?[aA][\s/>])[^<]*+)*+)</a>|[aA][\s/>]|'
    + _ODD + ")"
)  # fmt: skip
_NO_LINK = ("", "")
_QUOTING = re.compile(r"""=(?!"[^"<>]*+")\s*+["']""")  # an attribute in other quotes, or with a bracket in it
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_ODD_REFERENCE = re.compile(r"&(?!amp;|lt;|gt;|quot;|#)")  # `?a=1&copy=2` is read otherwise in attributes than in text


class Anchor(Struct, frozen=True, gc=False):
    """An ``<a href>`` in document order: the reference and the ``rel`` as written, and the words it stands on.

    ``picture`` is the ``src`` of the first picture, where nothing but pictures is in it; its words are their ``alt``.
    """

    href: str
    rel: str
    text: str
    picture: str | None = None


def anchors(html: str, *, longest_text: int = 120) -> list[Anchor]:
    """The links of a fragment that may lead off the page's own folder: absolute ones, and those that begin with ``/``.

    ``longest_text`` caps each link's words, in characters.
    """
    links = _LINK.findall(html)
    if links and (_NO_LINK in links or _QUOTING.search(html)):
        return _parsed(html, longest_text)
    found = []
    for said, inner in links:
        if "//" in said or '="/' in said or "&" in said:
            if ("&" in said and _ODD_REFERENCE.search(said)) or ("<" in inner and _ODD_TAG.search(inner)):
                return _parsed(html, longest_text)
            if said.startswith(' href="') and said.count('"') == 2:
                href, rel = unescape(said[7:-1]), ""
            else:
                attributes = dict(reversed(_ATTRIBUTE.findall(said)))  # of two alike the first counts
                href, rel = unescape(attributes.get("href", "")), unescape(attributes.get("rel", ""))
            if _may_lead_away(href):
                found.append(Anchor(href, rel, _words(unescape(_without_tags(inner)), longest_text)))
    return found


def _without_tags(inner: str) -> str:
    """Behind the last ``>`` there are none; to look for their ends there would take the square of the time."""
    end = inner.rfind(">") + 1
    return _TAG.sub("", inner[:end]) + inner[end:] if end else inner


def _parsed(html: str, longest_text: int) -> list[Anchor]:
    """The same, of a fragment that a person has written."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - takes 2 ms, and most sites never need it

    found = []
    for node in LexborHTMLParser(html).tags("a"):
        attributes = node.attributes
        href = attributes.get("href") or ""
        if _may_lead_away(href):
            rel, words = attributes.get("rel") or "", _words(node.text(), longest_text)
            images = [] if words else [image.attributes for image in node.css("img")]
            alt = " ".join(image.get("alt") or "" for image in images)
            picture = images[0].get("src") or "" if images else None
            found.append(Anchor(href, rel, words or _words(alt, longest_text), picture))
    return found


def _may_lead_away(href: str) -> bool:
    return "//" in href or href.lstrip()[:1] == "/"


def _words(text: str, longest: int) -> str:
    return " ".join(text[: longest * 4].split())[:longest]
