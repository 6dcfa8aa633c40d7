"""Who recommends this site: peers whom the author could recommend too, and people who are not listed."""

from __future__ import annotations

from msgspec import Struct

from mkdocs_reciprocity.core import letters
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.account import Account
from mkdocs_reciprocity.core.ledger import recommendations
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.url import Url


class Recommender(Struct, frozen=True, kw_only=True):
    """Somebody who recommends this site since ``date``. ``url`` is their home; of somebody who is not ``listed``, the
    site that recommends.
    """

    peer: PeerId
    url: Url | None
    date: When | None
    name: str
    listed: bool


def recommenders(account: Account) -> tuple[Recommender, ...]:
    """Those whom the author does not recommend, and of whom the log does not say that they should not be. By name."""
    found: dict[object, Recommender] = {}
    for row in (*account.rows, *account.pending):
        if row.peer is None or not recommendations.lasts(row) or not account.may_recommend(row.peer):
            continue
        listed = row.peer in account.words.peers
        url = account.words.home(row.peer) if listed else recommendations.site_of(row.evidence[0])
        one = Recommender(peer=row.peer, url=url, date=row.date, name=account.words.name(row.peer), listed=listed)
        who = row.peer if listed else url
        first = found.setdefault(who, one)
        if one.date and (first.date is None or one.date < first.date):
            found[who] = one
    return tuple(sorted(found.values(), key=lambda one: (letters.plain(one.name), one.url or "")))
