"""The bytes of a log -> its bytes with ``recommend: true`` in the entry of one peer."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.editing import layout as layouts
from mkdocs_reciprocity.core.editing.edits import Edit, edited
from mkdocs_reciprocity.core.editing.insertion import with_field
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.yaml.spans import Span, Spot

_FIELD = "recommend"


def with_peer_recommended(body: bytes, file: str, peer: str) -> bytes:
    """The log in which the entry of this peer says that they are recommended. The log has such an entry.

    Raises:
        NotWritten: a change there would change more than that.
    """
    layout = layouts.read(body, file)
    peers = layout.parts["peers"]
    number = peers.names.index(peer)
    key, entry = layout.value(peers).pairs()[number]
    said = [pair for pair in entry.pairs() if pair[0].text == _FIELD]
    edits = [_said(*said[0])] if said else with_field(layout, key, entry, _FIELD, "true")
    raw = Raw({**peers.raws[number].fields, _FIELD: "true"}, 0, ())
    changed = replace(peers, raws=[*peers.raws[:number], raw, *peers.raws[number + 1 :]])
    return edited(body, layout, edits, {"peers": changed})[0]


def _said(key: Span, value: Span) -> Edit:
    """The edit of a value that is there, and may be empty."""
    if value.start != value.end:
        return Edit(value.start, value.end, "true")
    at = Spot(key.end.line, key.end.column + 1)  # behind the colon
    return Edit(at, at, " true")
