"""Whether a tree of a page would take too much time or memory.

By the rules of the HTML standard, 33 kB of ``<p><b a1><b a2>…`` become 1.3 GB of nodes, because each paragraph repeats
what is still open, and 180 kB of ``<div>…<hr>…`` take six seconds, because each tag looks at all that is open. A parser
also compares each attribute of a tag with all others.
"""

from __future__ import annotations

import re

MOST_OPEN = 200
"""How many elements are open at a tag, on average."""

MOST_REPEATED = 20
"""The same of elements like ``<b>``, which the next paragraph repeats."""

MOST_ATTRIBUTES = 2_000

_FEW = 1_000  # tags, of which no page can be that costly
_LONG = 2 * MOST_ATTRIBUTES  # characters
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_FORMATS = frozenset("b big code em font i s small strike strong tt u".split())
_ENDED_BY_OTHERS = frozenset(
    "a area base body br caption col colgroup dd dt embed head hr html img input li link meta optgroup option p param "
    "rp rt source tbody td tfoot th thead tr track wbr".split()
)
"""Elements that are not open for long, though their end tags may be left out, and those that have none."""


def is_too_much(text: str) -> bool:
    """Whether it would. Most pages are too small for that."""
    return (text.count("<") > _FEW and _are_too_many_open(text)) or any(map(_has_too_many_attributes, text.split(">")))


def _are_too_many_open(text: str) -> bool:
    every = _TAG.findall(text)
    repeated = opened = formats = depth = 0
    for end, name in every:
        name = name.lower()  # noqa: PLW2901
        change = -1 if end else 1
        if name in _FORMATS:
            formats = max(0, formats + change)
        elif name not in _ENDED_BY_OTHERS:
            depth = max(0, depth + change)
        opened += depth + formats
        if not end and name not in _FORMATS:
            repeated += formats
    return opened > MOST_OPEN * len(every) or repeated > MOST_REPEATED * len(every)


def _has_too_many_attributes(piece: str) -> bool:
    """Whether the tag has that ends with this piece of a page."""
    if len(piece) <= _LONG or not (tag := _TAG.search(piece)):
        return False
    bare = _QUOTED.sub("", piece[tag.start() :])
    return max(len(bare.replace("/", " ").split()), bare.count("=")) > MOST_ATTRIBUTES
