"""The bytes of a log -> its bytes with a new id for one peer."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from mkdocs_reciprocity.core.editing import layout as layouts
from mkdocs_reciprocity.core.editing import log as log_edit
from mkdocs_reciprocity.core.editing.edits import Edit, edited
from mkdocs_reciprocity.core.editing.insertion import with_field
from mkdocs_reciprocity.core.editing.layout import Layout
from mkdocs_reciprocity.core.log.fields import text_of
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.yaml import quoting
from mkdocs_reciprocity.core.yaml.nodes import Node
from mkdocs_reciprocity.core.yaml.spans import Span, Spot


def with_peer_renamed(body: bytes, file: str, old: str, new: str) -> bytes:
    """The log with a new id for a peer, below `peers` and in all rows. It may be that the log does not name the peer.

    The field ``was`` of the peer's entry keeps their first id. It is taken out if the new id is the first one again.
    """
    log_edit.as_read({"peer": new}, file)  # it may be no text that a file can hold
    layout = layouts.read(body, file)
    if not new.strip():
        raise layout.refused(0, "a peer needs an id")
    changed = dict(layout.parts)
    found: list[tuple[Span, bool]] = []
    edits: list[Edit] = []
    peers = layout.parts.get("peers")
    if peers and old in peers.names:
        entries = layout.value(peers)
        keys = dict(zip(peers.names, entries.pairs(), strict=True))
        if new in keys and new != old:
            raise layout.refused(keys[new][0].start.line, f"there is a peer {quoted(new)} already")
        found = [(keys[old][0], entries.style == "flow")]
        number = peers.names.index(old)
        fields, edits = _remembering(layout, *keys[old], peers.raws[number], old, new)
        raws = [*peers.raws[:number], Raw(fields, 0, ()), *peers.raws[number + 1 :]]
        names = [new if name == old else name for name in peers.names]
        changed["peers"] = replace(peers, raws=raws, names=names)
    for name in {"interactions", "ignore", "ripples"} & layout.parts.keys():
        part = layout.parts[name]
        raws = list(part.raws)
        for number, raw in enumerate(part.raws):
            if "peer" in raw.fields and text_of(raw.fields["peer"]) == old:
                raws[number] = replace(raw, fields={**raw.fields, "peer": new})
                row = layout.row(part, number)
                found += [(said, row.style == "flow") for key, said in row.pairs() if key.text == "peer"]
        changed[name] = replace(part, raws=raws)
    edits += (_renamed(layout, span, old, new, flow=flow) for span, flow in found)
    return edited(body, layout, edits, changed)[0]


def _remembering(
    layout: Layout, key: Span, entry: Span, raw: Raw, old: str, new: str
) -> tuple[Mapping[str, str | Node], list[Edit]]:
    """The fields of the entry, which keeps its first id, and the edits for that."""
    was = text_of(raw.fields.get("was"))
    if not was and old != new:
        return {**raw.fields, "was": old}, with_field(layout, key, entry, "was", old)
    if was == new and (gone := _without_was(layout, entry)):
        return {name: said for name, said in raw.fields.items() if name != "was"}, [gone]
    return raw.fields, []


def _without_was(layout: Layout, entry: Span) -> Edit | None:
    """The edit that removes ``was``; None if it is not the last field, or if something else is on its line."""
    *others, (key, value) = entry.pairs()
    line = layout.lines[value.end.line - 1].rstrip("\r\n")
    if key.text != "was" or (entry.style == "block" and (line[value.end.column :] or not others)):
        return None
    if entry.style == "block":
        above = layout.lines[key.start.line - 2].rstrip("\r\n")
        return Edit(Spot(key.start.line - 1, len(above)), Spot(value.end.line, len(line)), "")
    return Edit(others[-1][1].end, value.end, "") if others else Edit(entry.start, entry.end, "{}")


def _renamed(layout: Layout, span: Span, old: str, new: str, *, flow: bool) -> Edit:
    """The edit of one id. The author's quotes stay, even if they are not needed."""
    if span.style in {"|", ">"}:
        raise layout.refused(span.start.line, "a peer is named in one line; write the id behind `peer:`")
    taste = span.style and not quoting.needs_quotes(old, flow=flow)
    text = quoting.quoted(new, span.style) if taste else quoting.scalar(new, flow=flow)
    return Edit(span.start, span.end, text)
