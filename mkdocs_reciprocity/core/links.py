"""Finds the links in a fragment of HTML, with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from mkdocs_reciprocity.core.references import unescape

_TAG = re.compile(r"<[^>]*>")

# What Markdown does not write: elements whose content may not be shown, and comments other than simple ones like
# `<!-- more -->`. These need a real parser.
_ODD = r"[A-Z]|!(?!--[^<>-]*+(?:-[^<>-]++)*+-->)|s(?:c|ty|v|el)|te[mx]|title|no|i[fm]|xm|pl|ma[tr]|fr|ob|op|bu"
_ODD_TAG = f"<(?:{_ODD})"  # compiled when it is first used
# A link as Markdown writes it: attributes in double quotes, without anything like a tag in them. For other links, and
# for odd tags, both groups are empty. The beginnings of most other tags are skipped first: that halves the time.
_LINK = re.compile(
    r'<(?!/|sp|p>)(?:a((?: [a-z-]+="(?!\s)[^"<>]*+")++)>([^<]*+(?:<(?!/?[aA][\s/>])[^<]*+)*+)</a>|[aA][\s/>]|'
    + _ODD + ")"
)  # fmt: skip
_NO_LINK = ("", "")
_CONCEALERS = (b"hidden", b"display", b"visibility", b"<noscript", b"<dialog")
"""HTML in small letters that has none of these in it hides nothing."""
_CONCEALING = re.compile(rb"(?<=[\s\"'])hidden(?=[\s=>/])|(?:display|visibility)\s*+:|<noscript|<dialog")
_QUOTING = re.compile(r"""=(?!"[^"<>]*+")\s*+["']""")  # an attribute in other quotes, or with an angle bracket in it
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_ODD_REFERENCE = re.compile(r"&(?!amp;|lt;|gt;|quot;|#)")  # `?a=1&copy=2` is another thing in attributes than in text


class Anchor(Struct, frozen=True, gc=False):
    """A link: its ``href`` and ``rel`` as they are written, and its words.

    ``picture`` is the ``src`` of the first picture, if there are only pictures in the link. Then its words are their
    ``alt``. ``concealed``: browsers do not show it. It is for machines, as Bridgy and others ask for.
    """

    href: str
    rel: str
    text: str
    picture: str | None = None
    concealed: bool = False


def anchors(html: str, *, longest_text: int = 120) -> list[Anchor]:
    """The links of a fragment, in order: those that are absolute, and those that begin with ``/``.

    ``longest_text`` is how many characters of a link's words are kept.
    """
    links = _LINK.findall(html)
    if links and (_NO_LINK in links or _QUOTING.search(html) or may_conceal(html)):
        return _parsed(html, longest_text)
    found = []
    for said, inner in links:
        if "//" in said or '="/' in said or "&" in said:
            if ("&" in said and _ODD_REFERENCE.search(said)) or ("<" in inner and re.search(_ODD_TAG, inner)):
                return _parsed(html, longest_text)
            if said.startswith(' href="') and said.count('"') == 2:
                href, rel = unescape(said[7:-1]), ""
            else:
                attributes = dict(reversed(_ATTRIBUTE.findall(said)))  # of two alike the first counts
                href, rel = unescape(attributes.get("href", "")), unescape(attributes.get("rel", ""))
            if _may_lead_away(href):
                found.append(Anchor(href, rel, _words(unescape(_without_tags(inner)), longest_text)))
    return found


def may_conceal(html: str) -> bool:
    """Whether something in the HTML may say that it is not shown. It costs next to nothing where nothing does."""
    return next(concealing(in_small_letters(html)), None) is not None


def in_small_letters(html: str) -> bytes:
    """The HTML, in UTF-8, with the letters of ASCII small: no others stand in names. For a text with a letter beyond
    ASCII, all of it in small letters takes twice as long.
    """
    return html.encode(errors="surrogatepass").lower()


def concealing(html: bytes) -> Iterator[int]:
    """The places in HTML of `in_small_letters` where something may say that it is not shown; in no order."""
    for word in _CONCEALERS:
        at = html.find(word)
        while at >= 0:
            if _CONCEALING.match(html, at):
                yield at
            at = html.find(word, at + 1)


def _without_tags(inner: str) -> str:
    """The text without tags. Behind the last ``>`` there are none, and looking for them there would take too long."""
    end = inner.rfind(">") + 1
    return _TAG.sub("", inner[:end]) + inner[end:] if end else inner


def _parsed(html: str, longest_text: int) -> list[Anchor]:
    """The same for HTML that a person has written."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - takes 2 ms, and most sites never need it

    from mkdocs_reciprocity.core import concealed  # noqa: PLC0415 - the same

    found, tree = [], LexborHTMLParser(html)
    unseen = {link.mem_id for node in concealed.nodes(tree) for link in node.css("a")}
    for node in tree.tags("a"):
        attributes = node.attributes
        href = attributes.get("href") or ""
        if _may_lead_away(href):
            rel, words = attributes.get("rel") or "", _words(node.text(), longest_text)
            images = [] if words else [image.attributes for image in node.css("img")]
            alt = " ".join(image.get("alt") or "" for image in images)
            picture = images[0].get("src") or "" if images else None
            found.append(Anchor(href, rel, words or _words(alt, longest_text), picture, node.mem_id in unseen))
    return found


def _may_lead_away(href: str) -> bool:
    return "//" in href or href.lstrip()[:1] == "/"


def _words(text: str, longest: int) -> str:
    return " ".join(text[: longest * 4].split())[:longest]
