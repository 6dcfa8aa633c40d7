"""The badge and the public figures."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.settings import Metric
from mkdocs_reciprocity.core.views.badge import Badge, Endpoint
from mkdocs_reciprocity.core.wording import PLAIN_ENGLISH
from tests.core.ledger.making import TODAY, gave, got, options, peer, views_of


@pytest.mark.parametrize(
    ("metric", "posts", "people", "message"),
    [
        ("names", 48, 19, "lately: Ada, Ben"),
        ("names", 0, 0, "just starting"),
        ("posts", 48, 19, "48 posts by 19 people"),
        ("posts", 1, 1, "1 post by 1 person"),
        ("posts", 2, 1, "2 posts by 1 person"),
        ("posts", 0, 0, "just starting"),
        ("people", 48, 19, "19 people"),
        ("people", 1, 1, "1 person"),
        ("people", 0, 0, "just starting"),
        ("both", 48, 19, "48 posts by 19 people, 7 received"),
        ("both", 0, 0, "just starting"),
    ],
)
def test_the_badge_says_what_was_passed_on(metric: Metric, posts: int, people: int, message: str) -> None:
    assert PLAIN_ENGLISH.badge(metric, posts, people, 7, ["Ada", "Ben"]) == message


def test_the_label_is_the_authors_and_the_badge_can_be_left_out() -> None:
    assert views_of(said=options(badge={"label": "lifted"})).badge == Badge("lifted", "names", 0, 0, 0)
    assert views_of(said=options(badge=False)).badge is None


def test_the_names_are_those_of_the_listed_people_who_were_passed_on_last() -> None:
    people = [*map(peer, ("ada", "ben", "cleo", "dora")), peer("eve", private=True), peer("b2", name="Ben")]
    rows = [
        gave("share", f"https://{who}.example/{day}/", f"2026-11-{day:02}", peer=who)
        for day, who in enumerate(("dora", "ada", "ben", "b2", "cleo", "eve", "cleo"), start=1)
    ]
    rows += [
        gave("share", "https://stranger.example/", "2026-11-09"),
        gave("like", "https://dora.example/2/", "2026-11-10", peer="dora"),
        gave("share", "https://dora.example/3/", "2026-11-10", peer="dora", said_private=True),
    ]
    badge = views_of(rows, peers=people).badge
    assert badge is not None
    assert badge.names == ("Cleo", "Ben", "Ada")


def test_where_only_strangers_were_passed_on_their_number_is_said() -> None:
    badge = views_of([gave("share", "https://stranger.example/", "2026-11-09")]).badge
    assert badge is not None
    assert PLAIN_ENGLISH.badge(badge.metric, 1, 1, 0, badge.names) == "1 post by 1 person"


def test_only_both_says_what_was_received() -> None:
    received = [got("link", f"https://me.example/{number}/", peer="ada") for number in range(3)]
    rows = [gave("share", "https://ada.example/a/"), *received]
    found = {}
    for metric in ("posts", "people", "both"):
        badge = views_of(rows, said=options(badge={"metric": metric})).badge
        assert badge is not None
        found[metric] = PLAIN_ENGLISH.badge(badge.metric, badge.posts, badge.people, badge.received)
    assert found == {"posts": "1 post by 1 person", "people": "1 person", "both": "1 post by 1 person, 3 received"}


def test_the_figures_are_what_was_given() -> None:
    given = [gave("share", f"https://{path}/") for path in ("ada.example/a", "ada.example/b", "ben.example/c")]
    received = [got("link", f"https://me.example/{number}/", peer="ada") for number in range(7)]
    found = views_of([*given, gave("comment", "https://ada.example/a/"), *received]).figures
    assert (found.version, found.as_of, found.window) == (1, TODAY, dates.Window("2025-12", "2026-11"))
    assert (found.posts, found.people, found.given) == (3, 2, {"spread": 3, "talk": 1, "nod": 0})
    assert "7" not in repr(found.given)


def test_what_shields_reads() -> None:
    assert Endpoint("a", "b", "0b6b8a").schema_version == 1
