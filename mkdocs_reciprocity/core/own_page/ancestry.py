"""The elements of a page that a node is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around it, from inside out, and the document."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def classes(node: LexborNode) -> set[str]:
    """The classes of an element; none of the document."""
    return {*(node.attributes.get("class") or "").split()} if node.tag != "-document" else set()
