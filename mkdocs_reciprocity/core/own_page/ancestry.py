"""The elements of a page that a node is in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
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


def is_inside(node: LexborNode, others: Container[int]) -> bool:
    """Whether the node is in one of the others, which are given by their `ids`."""
    return any(above.mem_id in others for above in ancestors(node))


def ids(nodes: Iterable[LexborNode]) -> frozenset[int]:
    """What tells nodes of one page apart."""
    return frozenset(node.mem_id for node in nodes)


def outermost(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those that are in none of the others."""
    every = [*nodes]
    others = ids(every)
    return [node for node in every if not is_inside(node, others)]
