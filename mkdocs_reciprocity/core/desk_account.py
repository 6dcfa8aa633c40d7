"""Ledger and facts -> what the desk is made from. It is private, so all that is private is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.core import dates, site_places, wording
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.desk.account import Account, since_the_last_build
from mkdocs_reciprocity.core.desk.deeds import Words
from mkdocs_reciprocity.core.desk.neighbours import Blogrolls, unmet
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import Interaction, OwnPage, PeerId
from mkdocs_reciprocity.core.pipeline import Facts, titles
from mkdocs_reciprocity.core.standing import forward
from mkdocs_reciprocity.core.standing.first_lift import linked
from mkdocs_reciprocity.core.standing.newcomers import new_here
from mkdocs_reciprocity.core.views.blogroll import may_be_asked

_NONE: Blogrolls = {}


def desk_account(
    ledger: Ledger, facts: Facts, blogrolls: Blogrolls = _NONE, published: Sequence[OwnPage] | None = None
) -> Account:
    """What the desk, or a relation with one peer, is made from.

    ``blogrolls`` are those of the peers; ``published`` are the own pages of the last build, if ``facts`` may have those
    of a preview.
    """
    book, settings, today, rows = facts.book, facts.settings, facts.today, ledger.interactions
    people, zone = book.directory, settings.zone
    posts = forward.posts(facts.feeds, people.claimant, zone, today)
    published = facts.pages if published is None else published
    unpublished = since_the_last_build(facts.pages, published)
    words = told = _words(facts, posts, rows)
    if unpublished or _titles(published) != _titles(facts.pages):
        public = [row for row in rows if row.source != "page" or row.key not in unpublished]
        told = _words(replace(facts, pages=published), posts, public)
    feeds = {peer: [*facts.feeds.get(peer, ()), *facts.shares.get(peer, ())] for peer in people.peers}
    every_feed = ((peer, feed) for peer, of_peer in feeds.items() for feed in of_peer)
    every_post = {key: peer for peer, written in posts.items() for key in written}
    return Account(
        rows=rows,
        pending=ledger.pending,
        may_recommend=lambda peer: _may_recommend(peer, facts),
        neighbours=unmet(blogrolls, people, rows, book.ignored, today),
        words=words,
        told=told,
        me=settings.me,
        feeds=feeds,
        posts=posts,
        beginners=new_here(facts.feeds, rows, zone, today),
        linked=linked(every_post, every_feed, people.claimant, zone, today),
        pages=facts.titled(),
        written_about=frozenset(urls.key(link.url) for page in facts.pages for link in page.links),
        people=people,
        ripples=book.ripples,
        ignored=book.ignored,
        address=lambda path: urls.below(facts.site, path) if facts.site else None,
        window=dates.window(today, settings.window),
        zone=zone,
        today=today,
        unpublished=unpublished,
        language=facts.language,
    )


def _words(facts: Facts, posts: Mapping[PeerId, forward.Written], rows: Iterable[Interaction]) -> Words:
    named = titles(facts, posts, rows, lambda _: False)
    return Words(facts.book.directory.peers, facts.settings.kinds, named.of, named.of_gift, wording.did)


def _titles(pages: Sequence[OwnPage]) -> dict[str, str]:
    return {page.path: page.title for page in pages}


def _may_recommend(peer: PeerId, facts: Facts) -> bool:
    """Whether the author could recommend somebody, and has not said yet whether they do."""
    settings, known = facts.settings, facts.book.directory.peers.get(peer)
    readable = bool(site_places.well_known(settings.files, facts.site or ""))
    return readable and (known is None or (settings.recommend == "marked" and may_be_asked(known)))
