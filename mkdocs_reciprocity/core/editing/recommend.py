"""The bytes of a log -> its bytes with ``recommend: true`` or ``false`` in the entry of one peer."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.editing import layout as layouts
from mkdocs_reciprocity.core.editing.edits import Edit, edited
from mkdocs_reciprocity.core.editing.insertion import with_field
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.yaml.spans import Span, Spot

_FIELD = "recommend"


def with_recommend(body: bytes, file: str, peer: str, *, said: bool) -> bytes:
    """The log in which the entry of this peer says whether they are recommended. The log has such an entry.

    Raises:
        NotWritten: a change there would change more than that.
    """
    layout = layouts.read(body, file)
    peers = layout.parts["peers"]
    number = peers.names.index(peer)
    key, entry = layout.value(peers).pairs()[number]
    word = "true" if said else "false"
    there = [pair for pair in entry.pairs() if pair[0].text == _FIELD]
    edits = [_said(*there[0], word)] if there else with_field(layout, key, entry, _FIELD, word)
    raw = Raw({**peers.raws[number].fields, _FIELD: word}, 0, ())
    changed = replace(peers, raws=[*peers.raws[:number], raw, *peers.raws[number + 1 :]])
    return edited(body, layout, edits, {"peers": changed})[0]


def _said(key: Span, value: Span, word: str) -> Edit:
    """The edit of a value that is there, and may be empty."""
    if value.start != value.end:
        return Edit(value.start, value.end, word)
    at = Spot(key.end.line, key.end.column + 1)  # behind the colon
    return Edit(at, at, f" {word}")
