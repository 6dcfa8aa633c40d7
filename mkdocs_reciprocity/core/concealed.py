"""What of a page browsers do not show: ``hidden``, ``display: none``, ``visibility: hidden``, ``<noscript>``, and a
``<dialog>`` that is not open.

What a stylesheet or a script hides is not known. What has ``hidden="until-found"`` is shown to whoever looks for it.
``opacity: 0`` hides nothing here: pages that fade in begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_STYLE = re.compile(
    r"(?:\A|[;\s]|\*/)(?:display\s*+:\s*+none|(?:content-)?visibility\s*+:\s*+(?:hidden|collapse))\b", re.I
)


def nodes(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """The elements that hide what is in them, without those that lie in another one."""
    inside: set[int] = set()
    for node in tree.css("[hidden], [style], noscript, dialog"):
        if node.mem_id not in inside and hides(node):
            inside.update(below.mem_id for below in node.css("*"))
            yield node


def hides(node: LexborNode) -> bool:
    """Whether an element hides what is in it."""
    said = node.attributes
    if "hidden" in said and (said["hidden"] or "").lower() != "until-found":
        return True
    if node.tag == "noscript" or (node.tag == "dialog" and "open" not in said):
        return True
    return _STYLE.search(said.get("style") or "") is not None
