"""The blogs that the author reads: faces, words, tags, rest."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.model import Peer
from mkdocs_reciprocity.core.views.blogs import MANY, MOST_TAGS, Blogroll
from mkdocs_reciprocity.core.views.places import Place
from tests.core.ledger.making import TODAY, entry, feed, feeds, gave, options, peer, views_of


def roll(*peers: Peer, **written: str) -> Blogroll:
    """The blogroll of these peers; each of ``written`` has one post, of this day."""
    of = {id_: feed(entry(f"https://{id_}.example/p/", day, title=f"Post of {id_}")) for id_, day in written.items()}
    return views_of([], feeds(**of), peers=peers).pay_it_forward.blogroll


def tagged(*tags: tuple[str, ...], **more: Any) -> list[Peer]:
    return [peer(f"p{number}", tags=of, **more) for number, of in enumerate(tags)]


def names(blogs: list[Any]) -> list[str]:
    return [blog.peer.text for blog in blogs]


def test_a_blog_has_what_the_author_says_of_it_and_the_day_of_its_newest_post() -> None:
    (blog,) = roll(peer("ada", about="Machines & all.", avatar="ada.svg"), ada="2026-11-02").blogs
    assert (blog.about, blog.avatar, blog.date, blog.resting) == ("Machines & all.", "ada.svg", "2026-11-02", False)
    assert blog.newest == Place("Post of ada", "https://ada.example/p/")


@pytest.mark.parametrize(
    ("day", "rests"), [("2025-11-22", False), ("2025-11-21", True), ("2001-01-01", True), ("2026-11-22", False)]
)
def test_who_has_not_written_for_a_year_rests(day: str, rests: bool) -> None:
    found = roll(peer("ada"), ada=day)
    assert (names(found.active()), names(found.resting())) == (([], ["Ada"]) if rests else (["Ada"], []))
    assert names([*found.blogs]) == ["Ada"]


def test_of_whom_nothing_is_known_nobody_says_that_they_rest() -> None:
    assert roll(peer("ada")).resting() == []
    assert roll(peer("ada"), ada="").resting() == []
    old = feed(entry("https://ada.example/p/", "2020-01-01"))
    kept = feeds(
        ada=replace(old, as_of=dates.after(TODAY, -3))
    )  # it cannot be read now; a build without a copy has none
    assert views_of([], kept, peers=[peer("ada")]).pay_it_forward.blogroll.resting() == []


def test_a_blog_that_is_gone_is_named_and_not_linked() -> None:
    gone = peer("ada", fallow=True, about="Gone, alas.")
    written = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-02", title="Who is this?")))
    rows = [gave("share", "https://ada.example/engines/", "2026-11-02", peer="ada", title="Engines")]
    views = views_of(rows, written, peers=[gone])
    page = views.pay_it_forward
    assert (page.blogroll.fallow, page.blogs, page.offers, views.river) == ((Place("Ada"),), (), (), ())
    (item,) = views.recent
    assert (item.peer, item.post.href) == (Place("Ada"), "https://ada.example/engines/")


def test_nobody_private_is_there_whatever_became_of_them() -> None:
    found = roll(peer("ada", private=True, fallow=True), peer("ben", private=True, about="x"), ben="2001-01-01")
    assert found == Blogroll()


def test_few_blogs_have_no_tags_to_choose_from() -> None:
    assert roll(*tagged(*[("a",)] * (MANY - 2), ())).tags == ()


def test_the_tags_are_those_that_several_share_and_not_all() -> None:
    found = roll(
        *tagged(
            *[("All", "Paper")] * 3, *[("all", "paper ", "ink")] * 2, ("all", "INK"), ("all", "INK", "lone"), ("all",)
        )
    )
    assert found.tags == ("ink", "Paper")
    assert [blog.tags for blog in found.blogs] == [(2,)] * 3 + [(1, 2)] * 2 + [(1,)] * 2 + [()]


def test_of_many_tags_the_most_shared_are_left() -> None:
    every = [tuple(f"t{number}" for number in range(nth)) for nth in range(9)]
    found = roll(*tagged(*every))
    assert found.tags == ("t0", "t1", "t2", "t3", "t4")
    assert len(found.tags) == MOST_TAGS


def test_a_tag_of_blogs_that_rest_or_of_private_ones_is_none() -> None:
    private = tagged(*[("secret",)] * 9, private=True)
    resting = [peer("old", tags=("old",)), peer("older", tags=("old",))]
    found = roll(
        *private, *resting, *[peer(f"q{number}") for number in range(MANY)], old="2020-01-01", older="2019-01-01"
    )
    assert found.tags == ()


def test_so_many_are_those_that_wrote_last() -> None:
    peers = [peer(id_) for id_ in ("ada", "ben", "dora", "zoe")]
    found = roll(*peers, ada="2026-11-01", ben="2026-11-20", zoe="2001-01-01")
    assert names([*found.newest(2).blogs]) == ["Ben", "Ada"]
    assert names([*found.newest(9).blogs]) == ["Ben", "Ada", "Dora"]
    assert found.newest(0) == Blogroll()


def test_the_day_is_that_in_the_zone_of_the_site() -> None:
    written = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-02T03:00:00Z")))
    (blog,) = views_of(
        [], written, peers=[peer("ada")], said=options(timezone="America/Los_Angeles")
    ).pay_it_forward.blogs
    assert blog.date == "2026-11-01"
