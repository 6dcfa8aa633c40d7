"""The newest posts: the river of peers, and the author's own."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, FeedEntry, OwnPage, Peer
from mkdocs_reciprocity.core.views.newest import MOST, Newest, own_posts
from mkdocs_reciprocity.core.views.places import NOWHERE, Place
from tests.core.ledger.making import ADA, BEN, CLEO, TODAY, entry, feed, feeds, page, views_of


def river(peers: list[Peer], **written: Feed) -> list[tuple[str, str, str]]:
    views = views_of([], feeds(**written), peers=peers)
    return [(one.post.text, one.peer.text, one.date) for one in views.river]


def post(who: str, day: str, title: str = "") -> FeedEntry:
    return entry(f"https://{who}.example/{title or day}/", day, title=title or f"{who} {day}")


def test_the_river_has_the_newest_of_all_public_peers() -> None:
    ada = feed(
        post("ada", "2026-11-20"), post("ada", "2026-11-02"), post("ada", ""), post("ada", "2026-11-31T00:00:00Z")
    )
    ben = feed(post("ben", "2026-11-10"), post("ben", "2026-11-23"))
    cleo = feed(post("cleo", "2026-11-21"))
    assert river([ADA, BEN, CLEO], ada=ada, ben=ben, cleo=cleo) == [
        ("ada 2026-11-20", "Ada", "2026-11-20"),
        ("ben 2026-11-10", "Ben", "2026-11-10"),
        ("ada 2026-11-02", "Ada", "2026-11-02"),
    ]


def test_what_is_not_the_peers_own_is_not_in_it() -> None:
    shared = replace(entry("https://ada.example/seen/", "2026-11-20"), about="https://else.example/p/")
    strange = entry("https://else.example/p/", "2026-11-20")
    keyed = entry("https://ada.example/p/?token=abc", "2026-11-20")
    assert river([ADA], ada=feed(shared, strange, keyed)) == []


def test_nobody_has_more_than_there_are_and_the_bound_leaves_the_newest() -> None:
    def day(number: int) -> str:
        return f"2026-{number // 28 + 1:02d}-{number % 28 + 1:02d}"

    ada = feed(*(post("ada", day(number), f"a{number}") for number in range(0, 280, 2)))
    ben = feed(*(post("ben", day(number), f"b{number}") for number in range(1, 280, 2)))
    found = river([ADA, BEN], ada=ada, ben=ben)
    assert [title for title, _, _ in found] == [
        f"{'ba'[number % 2 == 0]}{number}" for number in range(279, 279 - MOST, -1)
    ]


def test_the_order_of_the_feeds_does_not_matter() -> None:
    ada, ben = (feed(post(who, "2026-11-20", "same")) for who in ("ada", "ben"))
    assert river([ADA, BEN], ada=ada, ben=ben) == river([BEN, ADA], ben=ben, ada=ada)


def own(*pages: OwnPage) -> list[str]:
    return [one.post.text for one in own_posts(pages, TODAY)]


def test_own_posts_are_the_pages_with_a_day_of_the_authors() -> None:
    looms = page("looms/", "2026-10-01", title="Looms")
    posted = replace(looms, posted=True)
    assert own_posts([posted], TODAY) == (Newest(Place("Looms", "looms/", own=True), NOWHERE, When("2026-10-01")),)
    assert own(looms) == []  # a plugin knows when it was changed
    assert own(replace(posted, title="")) == []  # visitors do not see it
    assert own(replace(posted, date=When("2026-11-23"))) == []
    assert own(replace(posted, date=None)) == []


def test_own_posts_are_the_newest_first_and_those_of_a_day_by_their_paths() -> None:
    days = {"b/": "2026-10-01", "a/": "2026-10-01", "c/": "2026-11-22", "d/": "2026-10"}
    pages = [replace(page(path, day, title=path), posted=True) for path, day in days.items()]
    assert own(*pages) == own(*reversed(pages)) == ["c/", "a/", "b/", "d/"]
