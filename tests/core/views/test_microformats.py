"""What a reader of microformats is told of each kind."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.views.microformats import of_object, of_reaction

OWN = {
    "share": ("u-repost-of", "u-repost"),
    "like": ("u-like-of", "u-like"),
    "bookmark": ("u-bookmark-of", "u-bookmark"),
    "follow": ("u-follow-of", "u-mention"),
    "comment": ("u-in-reply-to", "u-comment"),
    "reply": ("u-in-reply-to", "u-comment"),
}
"""The kinds that have properties of their own: that of what was given, and that of what was received."""


@pytest.mark.parametrize("kind", [*KINDS, "a kind of the author's"])
def test_what_has_no_property_of_its_own_is_a_mention(kind: str) -> None:
    assert (of_object(kind), of_reaction(kind)) == OWN.get(kind, ("u-mention-of", "u-mention"))
