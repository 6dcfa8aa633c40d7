"""All that the author's places elsewhere tell: what was given and received there, and who asks not to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo

from msgspec import Struct

from mkdocs_reciprocity.core.accounts import people
from mkdocs_reciprocity.core.accounts.given import given
from mkdocs_reciprocity.core.accounts.people import Told
from mkdocs_reciprocity.core.accounts.received import received
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.declined import Declined
from mkdocs_reciprocity.core.ledger.identity import Directory
from mkdocs_reciprocity.core.model import Interaction, Kind, Mention, PeerId
from mkdocs_reciprocity.core.url import Url


class Seen(Struct, frozen=True, kw_only=True):
    """What was seen on networks. ``mentions`` are the webmentions that tell of something else."""

    interactions: list[Interaction]
    mentions: Sequence[Mention]
    declined: Declined


def on_networks(
    told: Sequence[Told],
    mentions: Sequence[Mention],
    directory: Directory,
    pages: Iterable[Url],
    no_reactions: Iterable[PeerId],
    kinds: Mapping[str, Kind],
    zone: tzinfo,
    today: When,
) -> Seen:
    """What was seen on one day.

    Args:
        told: what each of the author's places tells, in any order.
        mentions: the webmentions that were received; a bridge may tell of the same things.
        directory: who is who.
        pages: the addresses of this site.
        no_reactions: the peers whose home page asks for no reactions of theirs to be shown.
        kinds: the kinds by name.
        zone: in which an instant becomes a day.
        today: what is dated later waits.
    """
    site = people.site(told, directory, pages)
    got = received(told, mentions, site, kinds, zone, today)
    return Seen(
        interactions=[*given(told, site, kinds, zone, today), *got.interactions],
        mentions=got.mentions,
        declined=people.declined(told, site, no_reactions),
    )
