"""One raw row below ``ignore:`` -> what is not to count."""

from __future__ import annotations

from mkdocs_reciprocity.core.log.contents import Ignored
from mkdocs_reciprocity.core.log.fields import Fields
from mkdocs_reciprocity.core.log.row import Rules
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.model import Direction, PeerId
from mkdocs_reciprocity.core.problem import Where

IGNORED_FIELDS = ("gave", "got", "peer", "url", "evidence")

AN_EXAMPLE = "`- {got: link, evidence: https://…}`"
_DIRECTIONS: dict[str, Direction] = {"gave": "given", "got": "received"}


def ignored_of(raw: Raw, rules: Rules, file: str) -> tuple[Ignored | None, list[tuple[str, str]]]:
    """The entry, None where something is wrong with it, and what that is, by field."""
    fields = Fields(raw)
    fields.known(IGNORED_FIELDS, "row")
    said = [field for field in _DIRECTIONS if field in raw.fields]
    if len(said) == 2:
        fields.fault(said[1], "`gave` or `got`, not both; leave both out to ignore both")
    kind = fields.word(said[0]) if said else ""
    if kind and kind not in rules.kinds:
        from mkdocs_reciprocity.core.log import word_advice  # noqa: PLC0415 - where something is wrong

        fields.fault(said[0], word_advice.kind(kind, rules.kinds))
    peer, url, evidence = fields.word("peer"), fields.url("url"), fields.url("evidence")
    if not (peer or url or evidence or fields.faults):
        fields.fault("", f"this would ignore everything; name a `peer`, a `url` or an `evidence`: {AN_EXAMPLE}")
    if fields.costly:
        return None, fields.faults
    ignored = Ignored(
        direction=_DIRECTIONS[said[0]] if said else None,
        kind=kind,
        peer=PeerId(peer) if peer else None,
        url=url,
        evidence=evidence,
        where=Where(file, raw.line),
    )
    return ignored, []
