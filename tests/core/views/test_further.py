"""Further reading by others: of what was passed on in public, on the subject of a page, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.model import Interaction, Peer, PeerId
from mkdocs_reciprocity.core.terms import kept
from mkdocs_reciprocity.core.terms.kept import FeedTerms, Told
from mkdocs_reciprocity.core.terms.told import PageText
from mkdocs_reciprocity.core.views.further import MOST, OF_ONE, OfPages, Shelf, plain
from tests.core.ledger.making import ADA, BEN, CLEO, address, book, entry, facts, feed, gave, got, peer

KNOTS = "A bowline and a sheet bend: two knots for rope. The bowline holds, the sheet bend joins."
PAGE = PageText(title="Two knots for rope", text=KNOTS * 3)
A, B, C = (f"https://{name}.example/knots/" for name in ("ada", "ben", "cleo"))
OTHERS = (
    "Sourdough bread", "Iron gall ink", "Espresso", "Truing wheels", "Telescopes", "Lime honey", "Window functions",
    "Linen paper", "Punched cards", "Typewriters", "Visible mending", "Oil lamps", "Marking gauges", "Tar and pitch",
)  # fmt: skip


def shelf(
    *rows: Interaction, told: dict[str, str] | None = None, peers: tuple[Peer, ...] = (ADA, BEN, CLEO), **more: Any
) -> Shelf:
    feeds, terms = {}, {}
    for one in peers:
        home = f"https://{one.id}.example/"
        posts = {f"{home}{number}/": title for number, title in enumerate(OTHERS)}
        posts |= {url: title for url, title in (told or {}).items() if url.startswith(home)}
        feeds[PeerId(one.id)] = [feed(*(entry(url, "2026-11-01", title=title) for url, title in posts.items()))]
        texts = [Told(address(url), title, KNOTS if told and url in told else title) for url, title in posts.items()]
        terms[PeerId(one.id)] = [kept.of_feed(texts)] if not more.get("untermed") else [FeedTerms()]
    known = facts(book(rows, peers), feeds)
    return pipeline.shelf(pipeline.keep_ledger(known), known, terms)


def found(of: Shelf, page: PageText = PAGE) -> list[tuple[str, str, str]]:
    return [(one.post.text, one.post.href, one.peer.text) for one in of.near(page)]


def test_what_was_passed_on_on_the_subject_by_its_title_in_the_feed() -> None:
    here = shelf(gave("share", A, "2026-11-02"), told={A: "Bowline and sheet bend"})
    assert found(here) == [("Bowline and sheet bend", A, "Ada")]


def test_the_title_and_the_words_of_the_author_find_it_without_a_feed() -> None:
    row = gave("share", A, "2026-11-02", title="Bowline, sheet bend", note="Knots for any rope.", tags=("knots",))
    assert found(shelf(row)) == [("Bowline, sheet bend", A, "Ada")]
    assert found(shelf(row, untermed=True)) == [("Bowline, sheet bend", A, "Ada")]


def test_what_was_only_read_is_not_there() -> None:
    assert found(shelf(told={A: "Bowline and sheet bend"})) == []


@pytest.mark.parametrize(
    "row",
    [
        gave("share", A, "2026-11-02", said_private=True),
        gave("share", C, "2026-11-02"),
        gave("like", A, "2026-11-02"),
        gave("comment", A, "2026-11-02"),
        gave("link", A, "2026-11-02", source="page"),
        gave("share", A, "2026-11-02", gone="2026-11-20"),
        got("share", A, "2026-11-02", peer="ada"),
        gave("recommend", None, "2026-11-02", peer="ada"),
        gave("share", "https://ada.example/knots/?token=0123456789abcdef0123456789abcdef", "2026-11-02", title="Knots"),
    ],
)
def test_what_is_private_no_share_or_gone_is_not_there(row: Interaction) -> None:
    assert found(shelf(row, told={A: "Bowline and sheet bend", C: "Bowline and sheet bend"})) == []


def test_a_private_row_gives_no_title() -> None:
    rows = [
        gave("share", A, "2026-11-02"),
        gave("share", A, "2026-11-03", title="Bowline: secret sheet bend", via="mail", said_private=True),
    ]
    assert "secret" not in str(found(shelf(*rows, told={A: "Bowline and sheet bend"})))


def test_the_blog_of_somebody_who_has_left_it_is_not_linked() -> None:
    gone = peer("ada", fallow=True)
    assert found(shelf(gave("share", A, "2026-11-02"), told={A: "Bowline and sheet bend"}, peers=(gone,))) == []


def test_a_stranger_stands_by_their_host() -> None:
    url = "https://stranger.example/knots/"
    row = gave("share", url, "2026-11-02", title="Bowline and sheet bend", note=KNOTS)
    assert found(shelf(row)) == [("Bowline and sheet bend", url, "stranger.example")]


def test_of_an_account_the_title_counts_unless_an_own_page_may_have_given_it() -> None:
    row = gave("share", A, "2026-11-02", title="Bowline and sheet bend", note=KNOTS, source="account")
    assert [title for title, *_ in found(shelf_of_seen(row))] == ["Bowline and sheet bend"]
    seen = gave(
        "share", A, "2026-11-02", title="Bowline and sheet bend", note=KNOTS, source="account",
        evidence=("https://me.example/hidden/",),
    )  # fmt: skip
    assert found(shelf_of_seen(seen)) == []


def shelf_of_seen(row: Interaction) -> Shelf:
    """As if the row had been seen on an account."""
    known = facts(book((), (ADA,)))
    ledger = pipeline.keep_ledger(facts(book([row], (ADA,))))
    return pipeline.shelf(
        replace(
            ledger, interactions=tuple(replace(one, source="account", private=False) for one in ledger.interactions)
        ),
        known,
        {},
    )


def test_what_the_page_links_to_is_left_out_and_two_of_one_peer_are_enough() -> None:
    posts = {f"https://ada.example/knots/{number}/": f"Bowline and sheet bend {number}" for number in range(3)}
    posts |= {f"https://ben.example/knots/{number}/": f"Sheet bend and bowline {number}" for number in range(2)}
    rows = [gave("share", url, "2026-11-02") for url in posts]
    names = [name for *_, name in found(shelf(*rows, told=posts))]
    assert len(names) == MOST
    assert max(map(names.count, names)) == OF_ONE
    linked = replace(PAGE, links=(*map(address, posts),))
    assert found(shelf(*rows, told=posts), linked) == []


def test_without_a_title_of_which_it_is_certain_nothing_stands_there() -> None:
    assert found(shelf(gave("share", "https://ada.example/else/", "2026-11-02", note=KNOTS))) == []


def test_nothing_where_nothing_is_near() -> None:
    here = shelf(gave("share", A, "2026-11-02"), told={A: "Bowline and sheet bend"})
    assert found(here, PageText(title="Meteors", text="From midnight on I counted meteors in the garden.")) == []


def test_further_reading_of_pages_is_looked_for_when_somebody_asks() -> None:
    made: list[str] = []

    def shelf_() -> Shelf:
        made.append("shelf")
        return shelf(gave("share", A, "2026-11-02"), told={A: "Bowline and sheet bend"})

    def page(name: str, of: PageText) -> PageText:
        made.append(name)
        return of

    of = OfPages(
        shelf_,
        {"knots/": lambda: page("knots", PAGE), "home/": lambda: page("home", PageText(title="Hello", text="x"))},
    )
    assert not made
    assert [one.post.text for one in of["knots/"]] == ["Bowline and sheet bend"]
    assert of["knots/"] == of.get("knots/")
    assert made == ["knots", "shelf"]
    assert "home/" not in of
    assert "else/" not in of
    assert list(of) == ["knots/"]
    assert len(of) == 1
    assert made == ["knots", "shelf", "home"]


def test_the_text_of_a_page_is_without_its_code() -> None:
    assert plain("<p>Tie &amp; <b>splice</b></p><pre><code>x = 1</code></pre><p><code>y</code> z</p>").split() == [
        "Tie", "&", "splice", "z"
    ]  # fmt: skip
