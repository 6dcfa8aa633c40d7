"""Posts of peers on the subject of an own page."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_reciprocity.core.desk.related import MOST, OF_ONE, Library, Related, section
from mkdocs_reciprocity.core.model import FeedEntry, PeerId
from mkdocs_reciprocity.core.terms import kept
from mkdocs_reciprocity.core.terms.kept import FeedTerms, Told
from mkdocs_reciprocity.core.terms.page_text import read
from mkdocs_reciprocity.core.terms.told import PageText
from mkdocs_reciprocity.core.url import Url
from tests.core.ledger.making import TODAY, account_of, address, entry, feed, peer

KNOT = "The bowline and the sheet bend are knots for rope. A bowline holds, a sheet bend joins. "
OTHERS = (
    "Sourdough bread with rye flour", "A fountain pen and iron gall ink", "Espresso from a hand grinder",
    "Truing wheels at home", "Grinding telescope mirrors", "Honey out of lime trees", "Window functions by example",
)  # fmt: skip


def written(peer_: str, number: int, title: str, text: str) -> tuple[FeedEntry, Told]:
    url = f"https://{peer_}.example/{number}/"
    made = entry(url, f"2026-11-{1 + number:02}", title=title)
    return made, Told(address(url), title, text)


def posts(peer_: str, knots: int) -> list[tuple[FeedEntry, Told]]:
    on_knots = [written(peer_, number, f"Bowline {number}", KNOT) for number in range(knots)]
    return on_knots + [written(peer_, 19 - number, title, title) for number, title in enumerate(OTHERS)]


def library(own: tuple[str, ...] = (), **knots: int) -> Library:
    made = {id_: posts(id_, number) for id_, number in knots.items()}
    people = [peer(id_, private=id_ == "cleo") for id_ in knots]
    of = {PeerId(id_): [feed(*(one for one, _ in both))] for id_, both in made.items()}
    terms: dict[PeerId, list[FeedTerms]] = {
        PeerId(id_): [kept.of_feed(told for _, told in both)] for id_, both in made.items()
    }
    return Library(account_of((), of, peers=people), terms, own)


PAGE = read(f"# Two knots\n\n{KNOT * 3}")


def found(library_: Library, page: PageText = PAGE, **more: Any) -> list[tuple[str, str]]:
    return [(one.peer, one.title) for one in library_.related(page, **more)]


def test_posts_on_the_subject_of_a_page_with_the_terms_that_both_have() -> None:
    (one,) = library(ada=1, ben=0).related(PAGE)
    assert (one.peer, one.name, one.title, one.date) == ("ada", "Ada", "Bowline 0", "2026-11-01")
    assert {"bowline", "knots"} <= set(one.terms)
    assert one.markdown == "[Bowline 0](https://ada.example/0/)"


def test_private_peers_are_on_the_desk_too() -> None:
    assert found(library(cleo=1, ben=0)) == [("cleo", "Bowline 0")]


def test_two_of_one_peer_and_five_in_all() -> None:
    listed = found(library(ada=3, ben=2, cleo=2))
    assert len(listed) == MOST
    assert max([id_ for id_, _ in listed].count(id_) for id_ in ("ada", "ben", "cleo")) == OF_ONE


def test_what_the_page_links_to_is_left_out() -> None:
    here = library(ada=1, ben=1)
    linking = read(f"# Two knots\n\n{KNOT * 3} [a](http://www.ada.example/0)")
    assert found(here, linking) == [("ben", "Bowline 0")]
    assert found(here, linked=[address("https://ben.example/0/")]) == [("ada", "Bowline 0")]


def test_nothing_is_better_than_nonsense() -> None:
    assert found(library(ada=2, ben=2), read("# Meteors\n\nFrom midnight on I counted meteors above the garden.")) == []
    assert found(library(ada=0)) == []
    assert found(library()) == []


def test_entries_without_terms_are_not_listed() -> None:
    made = [one for one, _ in posts("ada", 2)]
    assert Library(account_of((), {PeerId("ada"): [feed(*made)]}), {}).related(PAGE) == ()


def test_as_a_section_each_row_ends_in_its_link() -> None:
    posts_ = library(ada=1, ben=0).related(PAGE)
    ((row,), (line,)) = (section(posts_, TODAY).rows, section(posts_, TODAY).rows[0].lines)
    assert row.command == "[Bowline 0](https://ada.example/0/)"
    assert (line.first, line.text) == ("21 days ago", "Bowline 0 · Ada")
    assert line.under[0].startswith("Both have: ")
    assert section((), TODAY).rows == ()


def test_a_post_has_these_fields_in_json_and_a_row_without_a_date_says_so() -> None:
    one = Related(
        peer=PeerId("ada"), url=Url("https://ada.example/"), date=None, name="Ada", title="x", terms=(), markdown="y"
    )
    assert list(Related.__struct_fields__) == ["peer", "url", "date", "name", "title", "terms", "markdown"]
    assert section([one], TODAY).rows[0].lines[0].first == "undated"


@pytest.mark.parametrize("own", [(), (KNOT,) * 3, (KNOT,) * 50])
def test_what_all_own_pages_say_tells_less_of_this_one(own: tuple[str, ...]) -> None:
    assert bool(found(library(own, ada=1, ben=0))) is (len(own) < 50)
