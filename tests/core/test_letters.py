"""Names in the order of a dictionary, in all lists."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.desk import relation
from mkdocs_reciprocity.core.letters import plain
from tests.core.ledger.making import account_of, book, gave, page, peer, views_of

NAMES = ["ada", "Élan", "emma", "Léa Marais", "Low Water", "Zoë", "Ясен"]


@pytest.mark.parametrize(
    ("said", "meant"), [("Léa", "lea"), ("ASCII", "ascii"), ("Straße", "strasse"), ("한글", "한글")]
)
def test_letters_without_case_and_accents(said: str, meant: str) -> None:
    assert plain(said) == meant


def test_all_lists_of_peers_have_the_order_of_a_dictionary() -> None:
    people = [
        peer(f"p{len(NAMES) - place}", name=name, checkin=30, feeds=(f"https://f{place}.example/feed",))
        for place, name in enumerate(NAMES)
    ]
    posts = [f"https://{one.id}.example/post/" for one in people]
    views = views_of([], None, [page("links/", "2026-11-02", *posts)], peers=people)
    assert [blog.peer.text for blog in views.pay_it_forward.blogs] == NAMES
    assert [one.text for one in views.lifts["links/"]] == NAMES
    account = account_of([gave("share", post, "2026-11-02") for post in posts], peers=people)
    assert [one.name for one in relation.one_way(account)] == NAMES
    roll = pipeline.published_blogroll(book(peers=people), {one.id: one.feeds for one in people})
    assert [outline.text for outline in roll] == NAMES
