"""What a row is decided by, from what was gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.core.book import rules_of
from mkdocs_reciprocity.core.editing.new_row import Known
from mkdocs_reciprocity.core.model import Feed, PeerId
from mkdocs_reciprocity.core.standing import forward


def known_of(gathering: Gathering, feeds: Mapping[PeerId, Sequence[Feed]]) -> Known:
    """Who is who, what they have written as far as ``feeds`` tell, and the log's rules on this day."""
    people, settings, today = gathering.book.directory, gathering.site.settings, gathering.today
    posts = forward.posts(feeds, people.claimant, settings.zone, today)
    return Known(people, posts, rules_of(settings, today), today)
