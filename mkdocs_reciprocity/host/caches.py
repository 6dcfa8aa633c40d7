"""Empties the caches of functions: what they hold lies all over memory, and only what is all empty is given back."""

from __future__ import annotations

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger import link_words
from mkdocs_reciprocity.publish import markup


def empty() -> None:
    """Empties those that grow with the site: where much else goes, so that its memory can be used by others."""
    urls.forget()
    dates.parse.cache_clear()
    link_words.names_of.cache_clear()
    markup.date.cache_clear()
