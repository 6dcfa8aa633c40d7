"""Whether a tree of a page would take too much time or memory.

By the rules of the HTML standard, 33 kB of ``<p><b a1><b a2>…`` become 1.3 GB of nodes, because each paragraph repeats
what is still open, and 180 kB of ``<div>…<hr>…`` take six seconds, because each tag looks at all that is open.
"""

from __future__ import annotations

import re

MOST_REPEATED = 1_000_000  # nodes
MOST_STEPS = 100_000_000
_FEW = 2_000  # tags, of which no page can be that costly

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_FORMATS = frozenset("b big code em font i s small strike strong tt u".split())
_ENDED_BY_OTHERS = frozenset(
    "a area base body br caption col colgroup dd dt embed head hr html img input li link meta optgroup option p param "
    "rp rt source tbody td tfoot th thead tr track wbr".split()
)
"""Elements that are not open for long, though their end tags may be left out, and those that have none."""


def is_too_much(text: str) -> bool:
    """Whether it would. Most pages are too small for that."""
    return text.count("<") > _FEW and _is_too_much(text)


def _is_too_much(text: str) -> bool:
    repeated = steps = formats = depth = 0
    for end, name in _TAG.findall(text):
        name = name.lower()  # noqa: PLW2901
        change = -1 if end else 1
        if name in _FORMATS:
            formats = max(0, formats + change)
        elif name not in _ENDED_BY_OTHERS:
            depth = max(0, depth + change)
        if not end and name not in _FORMATS:
            repeated += formats
        steps += depth + formats
        if repeated > MOST_REPEATED or steps > MOST_STEPS:
            return True
    return False
