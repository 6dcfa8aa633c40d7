"""What is generated today, from what the store, the log and the feeds say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.collect import written_titles
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import pipeline, settings
from mkdocs_reciprocity.core.ledger.dead_ends import IsNowhere, is_below, nowhere, without_dead_ends
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.own_page.of_site import posts_of
from mkdocs_reciprocity.core.pipeline import Facts, Views
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.views.post import Reactions, left_out
from mkdocs_reciprocity.core.views.titles import paths_to
from mkdocs_reciprocity.core.views.unseen import unseen
from mkdocs_reciprocity.publish.generated import Generated


def of_today(
    gathering: Gathering, sources: Sources, reading: Reading, written: Sequence[Doc]
) -> tuple[Generated, tuple[Problem, ...]]:
    """What is generated, and what there is to say of the ledger that it is made from.

    Own pages are known as they were kept last; the titles of others are those in their Markdown. Where none is kept, no
    address of the site is a dead end, for only a build knows them all. ``written`` are the author's files below the
    folder of the pages.
    """
    directory_urls, pages = gathering.site.directory_urls, gathering.store.pages()
    known = {page.path for page in pages}
    titled = [*written_titles.pages(written, gathering.site.settings.zone, directory_urls=directory_urls)]
    named = [page for page in titled if page.path not in known]
    facts = replace(reading.facts, pages=pages, first_pages=named, posts=posts_of(pages, titled))
    ledger = pipeline.keep_ledger(facts)
    is_nowhere = _nowhere(gathering.site, facts, written)
    views = pipeline.look(
        replace(ledger, interactions=tuple(without_dead_ends(ledger.interactions, is_nowhere))), facts
    )
    if facts.settings.further:
        from mkdocs_reciprocity.publish import further_reading  # noqa: PLC0415 - for those who want it

        texts = further_reading.written(written, facts, directory_urls=directory_urls)
        fresh = sources.asking.fresh
        views = replace(views, further=further_reading.of_pages(ledger, facts, gathering.store, fresh, texts))
    reactions = _reactions(ledger, facts, views, directory_urls=directory_urls)
    feeds = {peer.id: sources.asking.feeds_of(peer) for peer in gathering.peers}
    return Generated(gathering, views, feeds, written, reactions), (*ledger.problems, *left_out(reactions))


def _nowhere(site: Site, facts: Facts, written: Sequence[Doc]) -> IsNowhere:
    """A function that says of an address whether it should be a page of the built site, but none was there."""
    if not facts.pages:
        return lambda _: False
    there = [path for page in facts.titled() for path in paths_to(page)]
    there += [doc.name for doc in written if not doc.is_page]
    is_nowhere, ours = nowhere(site.url, lambda: there), settings.folders(site.settings)
    return lambda url: is_nowhere(url) and not is_below(url, site.url, ours)


def _reactions(ledger: Ledger, facts: Facts, views: Views, *, directory_urls: bool) -> Mapping[str, Reactions]:
    """The reactions to own pages, also to those whose address only a build knows. These have no title."""
    unknown = unseen(ledger.interactions, facts.addresses(), facts.titled(), directory_urls=directory_urls)
    if not unknown:
        return views.reactions
    found = pipeline.look(ledger, replace(facts, first_pages=[*facts.first_pages, *unknown])).reactions
    untitled = {page.path: found[page.path] for page in unknown if page.path in found}
    return {**found, **{path: replace(one, post=replace(one.post, text="")) for path, one in untitled.items()}}
