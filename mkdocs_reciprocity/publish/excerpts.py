"""Keeps reactions out of the excerpts that a generator's blog cuts from the finished page.

Such an excerpt ends at a comment, ``<!-- more -->`` mostly. Without one the whole page is the excerpt.
"""

from __future__ import annotations

import re
from collections import Counter

from mkdocs_reciprocity.publish.filler import Filled

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][\w-]*+)(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>?", re.S)
_AROUND = frozenset(
    "article aside blockquote details div dl figure footer header main nav ol section table ul".split()
)  # each has an end tag; what ends without one, such as a paragraph, says nothing


def ended(filled: Filled, end: str) -> str:
    """The HTML of a page, in which the comment ``end`` stands before the reactions and the foot."""
    html = filled.html
    at = len(html) - len(filled.foot)
    if filled.reactions and filled.reactions not in filled.foot:
        at = min(at, _outside(html[: html.index(filled.reactions)]))
    elif not filled.foot:
        return html
    return html if end in html[:at] else f"{html[:at]}{end}\n{html[at:]}"


def _outside(before: str) -> int:
    """The last place that is within no element, in HTML that is cut off."""
    open_: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    for tag in _TAG.finditer(before):
        closes, name = tag[1], (tag[2] or "").lower()
        if name not in _AROUND:
            continue
        if not closes:
            open_.append((name, tag.start()))
            names[name] += 1
        elif names[name]:
            closed = ""
            while closed != name:
                closed, _ = open_.pop()
                names[closed] -= 1
    return open_[0][1] if open_ else len(before)
