"""What of a page browsers do not show: ``hidden``, ``display: none``, ``visibility: hidden``, and ``<noscript>``.

What a stylesheet or a script hides is not known. What has ``hidden="until-found"`` is shown to whoever looks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_STYLE = re.compile(r"(?:\A|[;\s])(?:display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse))\b", re.I)
_MAY = re.compile(r"(?<=[\s\"'])hidden(?=[\s=>/])|(?:display|visibility)\s*+:|<noscript", re.I)
_WORDS = ("hidden", "display", "visibility", "<noscript")
_AROUND = re.compile(r"<(article|body|div|main|noscript|p|section|span|template)[\s>]")
_OPENING = (*_WORDS, "<template")


def may_be_in(html: str) -> bool:
    """Whether something in the HTML may say that it is not shown. It costs next to nothing where nothing does."""
    said = html.lower()
    return any(word in said for word in _WORDS) and _MAY.search(html) is not None


def nodes(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """The elements that hide what is in them. They may lie in one another."""
    return filter(hides, tree.css("[hidden], [style], noscript"))


def hides(node: LexborNode) -> bool:
    """Whether an element hides what is in it."""
    said = node.attributes
    if "hidden" in said and (said["hidden"] or "").lower() != "until-found":
        return True
    return node.tag == "noscript" or _STYLE.search(said.get("style") or "") is not None


def may_be_around(html: str, place: int) -> bool:
    """Whether an element that is open at this place may not be shown, and so what stands there neither."""
    before = html[:place].lower()
    return any(_may_be_open(before, at) for word in _OPENING for at in _places_of(word, before))


def _places_of(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _may_be_open(before: str, at: int) -> bool:
    """Whether the tag in which something stands at a place opens an element that is not closed at the end."""
    start = before.rfind("<", 0, at + 1)
    tag = _AROUND.match(before, start) if start >= 0 else None
    if tag is None:
        return False
    return before.count(f"<{tag[1]}", start) > before.count(f"</{tag[1]}", start)
