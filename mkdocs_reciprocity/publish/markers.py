"""What stands in the place of the markers in the author's pages."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TypedDict

from mkdocs_reciprocity.core.markers import MARKER
from mkdocs_reciprocity.publish.renderer import Fragment, Heading

_PARAGRAPH = re.compile(r"<p>\s*(<!--\s*reciprocity:\s*[a-z-]+(?:\s+\d{1,3})?\s*-->)\s*</p>")


class TocToken(TypedDict):
    """A heading and those below it, as Python-Markdown's ``toc`` extension has them."""

    level: int
    id: str
    name: str
    children: list[TocToken]


def fill(
    html: str, headings: Sequence[Heading], fragment: Callable[[str, int | None], Fragment | None]
) -> tuple[str, list[Heading]]:
    """The page with every marker filled, and all its headings in the order in which they stand.

    Args:
        html: the page's content.
        headings: those that it has.
        fragment: gives what stands for a marker's name and number; None leaves the marker, an invisible comment, alone.
    """
    html = _PARAGRAPH.sub(r"\1", html)
    pieces: list[str] = []
    merged: list[Heading] = []
    rest = deque(headings)
    end = at = 0
    for match in MARKER.finditer(html):
        found = fragment(match[1], int(match[2]) if match[2] else None)
        if found is None:
            continue
        while rest and (found_at := html.find(f'id="{rest[0].id}"', at, match.start())) >= 0:
            at = found_at
            merged.append(rest.popleft())
        at = match.start()
        merged += found.headings
        pieces += (html[end : match.start()], found.html)
        end = match.end()
    return "".join(pieces) + html[end:], [*merged, *rest]


def nested(headings: Iterable[Heading]) -> list[TocToken]:
    """Headings in document order as a tree: each below the last one of a higher rank."""
    tree: list[TocToken] = []
    above: list[TocToken] = []
    for heading in headings:
        token = TocToken(level=heading.level, id=heading.id, name=heading.text, children=[])
        while above and above[-1]["level"] >= heading.level:
            above.pop()
        (above[-1]["children"] if above else tree).append(token)
        above.append(token)
    return tree
