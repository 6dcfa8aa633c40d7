"""The ledger and the views, and what they leave in memory."""

from __future__ import annotations

from datetime import UTC

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger import link_words
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import ENGLISH
from mkdocs_reciprocity.host.results import empty_caches
from mkdocs_reciprocity.publish import markup


def test_nothing_stays_in_them() -> None:
    day = dates.parse("2026-11-07", UTC)
    urls.below(Url("https://me.example/"), "looms/")
    link_words.names_of("Ada Example", "ada")
    markup.date(day, "long", ENGLISH)
    every = (dates.parse, urls.below, link_words.names_of, markup.date)
    assert [cached.cache_info().currsize > 0 for cached in every] == [True] * 4
    empty_caches()
    assert [cached.cache_info().currsize for cached in every] == [0] * 4
