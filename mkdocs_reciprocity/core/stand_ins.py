"""Pages and files of the author's that stand where one of ours would be."""

from __future__ import annotations

from mkdocs_reciprocity.core.markers import NAMES
from mkdocs_reciprocity.core.problem import Problem, Where


def file(name: str) -> Problem:
    """What there is to say of a file."""
    return Problem(Where(name), "this is a file of yours, so none is made", "info")


def page(name: str, ours: str, marker: str) -> Problem:
    """What there is to say of a page in which our content, that of ``ours``, has no place.

    Of the page of a year, there is no ``marker`` for it.
    """
    said = f"this page of yours stands where {ours} would"
    if marker in NAMES:
        said += f"; to have its content there, put the line <!-- reciprocity:{marker} --> into it"
    return Problem(Where(name), said, "info")
