"""Further reading for own pages: the shelf of what was passed on, and the text of each page. For those who show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from mkdocs_reciprocity.cache.store import Kept, Store
from mkdocs_reciprocity.collect import terms
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.pipeline import Facts
from mkdocs_reciprocity.core.problem import Refused
from mkdocs_reciprocity.core.terms.told import PageText
from mkdocs_reciprocity.core.views.further import OfPages, Shelf

Pages = Mapping[str, Callable[[], PageText]]
"""A function that gives each own post, by its path."""


def of_pages(ledger: Ledger, facts: Facts, store: Store, fresh: Mapping[str, Kept], pages: Pages) -> OfPages:
    """Further reading for these pages. Nothing is made before one of them is filled.

    Args:
        ledger: what was given.
        facts: all else that is known.
        store: what was read of the feeds.
        fresh: what has just been read of them.
        pages: the pages.
    """

    def shelf() -> Shelf:
        return pipeline.shelf(ledger, facts, terms.of_feeds(store, facts.feeds, fresh))

    return OfPages(shelf, pages)


def written(docs: Iterable[Doc], facts: Facts, *, directory_urls: bool) -> Pages:
    """The author's posts, as their Markdown says."""
    from mkdocs_reciprocity.collect import written_titles  # noqa: PLC0415 - a build has the pages themselves

    found = {}
    for doc in docs:
        for page in written_titles.pages([doc], facts.settings.zone, directory_urls=directory_urls):
            if page.posted:
                found[page.path] = partial(_told, Path(doc.path))
    return found


def _told(file: Path) -> PageText:
    from mkdocs_reciprocity.collect import page_file  # noqa: PLC0415 - as above

    try:
        return page_file.told(file)
    except Refused:  # the generator says so
        return PageText(title="", text="")
