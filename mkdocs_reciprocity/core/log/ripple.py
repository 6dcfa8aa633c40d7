"""One raw row below ``ripples:`` -> a link that somebody made to what the author had passed on."""

from __future__ import annotations

from mkdocs_reciprocity.core.log.contents import Ripple
from mkdocs_reciprocity.core.log.fields import Fields
from mkdocs_reciprocity.core.log.row import Rules, date_in
from mkdocs_reciprocity.core.log.sections import Raw
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Where

RIPPLE_FIELDS = ("date", "peer", "url", "title", "evidence")

AN_EXAMPLE = "`- {date: 2026-11-06, peer: nora, url: https://…, evidence: https://…}`"


def ripple_of(raw: Raw, rules: Rules, file: str) -> tuple[Ripple | None, list[tuple[str, str]]]:
    """The entry, None where something is wrong with it, and what that is, by field."""
    fields = Fields(raw)
    fields.known(RIPPLE_FIELDS, "row")
    date = date_in(fields, rules)
    if date is None and not fields.faults:
        fields.fault("date", f"a ripple needs to have a day, a month or a year: {AN_EXAMPLE}")
    peer, url = fields.word("peer"), fields.url("url")
    for name, found in (("peer", peer), ("url", url)):
        if not found and name not in dict(fields.faults):
            fields.fault(name, f"a ripple needs a `{name}`: {AN_EXAMPLE}")
    evidence, title = fields.url("evidence"), fields.word("title")
    if fields.costly or date is None or url is None:
        return None, fields.faults
    return Ripple(
        date=date, peer=PeerId(peer), url=url, title=title, evidence=evidence, where=Where(file, raw.line)
    ), []
