"""The view of "Who I've shared"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.core.model import Interaction, Link, OwnPage, PeerId
from mkdocs_reciprocity.core.pipeline import Feeds
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.shared import Item, identifier
from tests.core.ledger.making import (
    ADA,
    address,
    deeds,
    entry,
    feed,
    feeds,
    gave,
    got,
    keyed,
    options,
    page,
    peer,
    views_of,
)

ENGINES = "https://ada.example/engines/"
FROM_ADA = feeds(
    ada=feed(entry(ENGINES, "2026-10-01", title="On engines"), entry("https://ada.example/new/", "2026-11-01"))
)


def timeline(rows: list[Interaction], of: Feeds | None = None, pages: Sequence[OwnPage] = ()) -> list[Item]:
    return [item for group in views_of(rows, of, pages).shared.groups for item in group.items]


def test_figures_are_those_of_the_window() -> None:
    rows = [
        gave("share", ENGINES),
        gave("share", "https://ben.example/"),
        gave("share", "https://ben.example/o/", "2024"),
    ]
    shared = views_of(rows).shared
    assert (shared.since, shared.posts) == ("2025-12", 2)


def test_one_bar_a_month_of_the_window() -> None:
    rows = [
        gave("share", ENGINES, "2026-11-02"),
        gave("link", ENGINES, "2026-11-03"),
        gave("share", None, "2026-11", peer="ada"),
        gave("share", None, "2026-11", peer="ada"),
        gave("like", "https://ada.example/liked/", "2026-11-02", said_private=False),
        gave("comment", "https://ada.example/answered/", "2026-11-02"),
        gave("share", "https://ben.example/", "2025-12-01"),
        gave("share", "https://ben.example/", "2025-11-30"),
        gave("share", "https://ben.example/year/", "2026"),
        gave("share", "https://ben.example/undated/", None),
    ]
    bars = views_of(rows).shared.bars
    assert [bar.month for bar in bars][:2] == ["2025-12", "2026-01"]
    assert len(bars) == 12
    assert {bar.month: bar.posts for bar in bars if bar.posts} == {"2025-12": 1, "2026-11": 3}


def test_cards_are_in_the_order_of_the_last_gift_without_strangers_and_counts() -> None:
    rows = [
        gave("share", "https://ben.example/a/", "2026-11-05"),
        gave("share", ENGINES, "2026-11-01"),
        gave("share", ENGINES, "2026-10-01"),
        gave("share", "https://stranger.example/", "2026-11-10"),
        gave("comment", "https://dora.example/a/", "2026-11-10"),
        gave("recommend", None, "2026-09", peer="dora"),
    ]
    cards = views_of(rows, FROM_ADA, peers=[ADA, peer("ben"), peer("dora", None)]).shared.cards
    assert [card.peer for card in cards] == [
        Place("Ben", "https://ben.example/"),
        Place("Ada", "https://ada.example/"),
        Place("Dora"),
    ]
    assert [card.last for card in cards] == [
        Place("ben.example/a", "https://ben.example/a/"),
        Place("On engines", ENGINES),
        Place(""),
    ]
    assert {field for card in cards for field in card.__struct_fields__} == {"peer", "last", "avatar"}


def test_a_home_page_under_the_name_of_its_owner_is_not_said_twice() -> None:
    views = views_of([gave("share", "https://ada.example/", title="ada", peer="ada")])
    assert [(card.peer.text, card.last.text) for card in views.shared.cards] == [("Ada", "")]
    assert [(item.post.text, item.peer.text) for item in views.recent] == [("ada", "")]


def test_the_newest_month_first_and_a_last_group_for_years_and_one_for_nothing() -> None:
    dates = ["2026-10-03", "2026-11-02", "2026-11", "2026-11-05", "2025", "2026", None, "2025-11-30"]
    rows = [gave("share", f"https://ada.example/{date}/", date) for date in dates]
    groups = views_of(rows).shared.groups
    assert [(group.id, group.period, [item.date for item in group.items]) for group in groups] == [
        ("in-2026-11", "2026-11", ["2026-11-05", "2026-11-02", "2026-11"]),
        ("in-2026-10", "2026-10", ["2026-10-03"]),
        ("in-2026", "2026", ["2026"]),
        ("in-2025", "2025", ["2025"]),
        ("undated", None, [None]),
    ]


def test_a_year_page_for_every_year_that_has_a_gift() -> None:
    rows = [gave("share", f"https://ada.example/{date}/", date) for date in ("2024", "2026-11-02", "2024-03-01", None)]
    rows.append(gave("like", ENGINES, "2023-01-01"))  # private
    rows.append(got("link", ENGINES, "2022-01-01"))
    views = views_of(rows)
    assert [year.year for year in views.years] == ["2026", "2024"]
    assert [[group.id for group in year.groups] for year in views.years] == [["in-2026-11"], ["in-2024-03", "in-2024"]]
    assert {views.shared.years, *(year.years for year in views.years)} == {("2026", "2024")}


def test_the_timeline_says_what_was_done_for_whom_where() -> None:
    (found,) = timeline([gave("share", ENGINES, via="mastodon", note="Clear.", title="Engines!")])
    assert (found.kind, found.verb, found.via, found.note) == ("share", "shared", Place("Mastodon"), "Clear.")
    assert found.post == Place("Engines!", ENGINES)
    assert found.peer == Place("Ada", "https://ada.example/")


def test_a_strangers_post_says_who_wrote_it() -> None:
    url = "https://host.example/~nora/c/"
    peers = [ADA, peer("zoe", name="Zoe", private=True)]

    def author(**more: str) -> Place:
        row = gave("share", more.pop("url", url), **{"title": "Third", **more})
        (group,) = views_of([row], peers=peers).shared.groups
        return group.items[0].peer

    assert author(by="Nora Fjellheim") == Place("Nora Fjellheim")
    assert author() == Place("host.example")
    assert author(title="") == Place("")  # the address in the title's place names the host already
    assert author(title="", by="Nora") == Place("Nora")
    assert author(by="zoe ") == Place("host.example")
    assert author(by="Nora", url=ENGINES) == Place("Ada", "https://ada.example/")


def test_what_was_received_is_not_in_the_timeline() -> None:
    assert timeline([got("share", "https://me.example/a/", peer="ada")]) == []


def test_a_stranger_has_the_hosts_name_and_no_home() -> None:
    (found,) = timeline([gave("share", "https://stranger.example/a-fine-post/", title="A fine post")])
    assert found.peer == Place("stranger.example")
    assert found.post == Place("A fine post", "https://stranger.example/a-fine-post/")


def test_a_gift_without_url_has_its_title_only_and_one_to_nobody_no_name() -> None:
    found = timeline([gave("feature", None, peer="ada", title="In my talk")])[0]
    assert found.post == Place("In my talk")
    assert timeline([gave("feature", None, title="x")])[0].peer == Place("")


def test_an_added_kind_has_the_authors_verb_and_one_that_is_gone_its_name() -> None:
    said = options(kinds={"share": {"verb": "put into my zine"}})
    views = views_of([gave("share", ENGINES)], said=said)
    assert views.shared.groups[0].items[0].verb == "put into my zine"
    unknown = keyed(Interaction(date=None, direction="given", kind="zine", reach="spread", url=address(ENGINES)))
    assert timeline([unknown])[0].verb == "zine"


def test_in_names_the_own_pages_that_hold_the_link() -> None:
    pages = [page("looms/", "2026-11-01", Link(address(ENGINES), "a talk"), title="Looms"), page("b/", None, ENGINES)]
    rows = [gave("share", ENGINES, evidence=["https://mastodon.example/1"])]
    first, second = (item for group in views_of(rows, FROM_ADA, pages).shared.groups for item in group.items)
    assert first.kind == "share"
    assert first.seen_in == ()
    assert second.verb == "linked"
    assert second.seen_in == (Place("B", "b/", own=True), Place("Looms", "looms/", own=True))


def test_an_own_page_for_which_somebody_was_thanked_is_no_post_of_theirs() -> None:
    thank = gave("thank", "https://me.example/looms/", peer="ada", said_private=False)
    (item,) = timeline([thank], pages=[page("looms/", None, title="Looms")])
    assert (item.post.text, item.peer.text) == ("", "Ada")
    assert [(place.text, place.own) for place in item.seen_in] == [("Looms", True)]


def test_a_post_that_was_shared_is_called_as_in_the_link_to_it() -> None:
    pages = [page("looms/", "2026-11-01", Link(address(ENGINES), "On the engines"), title="Looms")]
    share = gave("share", ENGINES, "2026-11-05")
    hidden = gave("like", ENGINES, "2026-11-06", title="Ours alone", private=True)

    def said(row: Interaction, of: Feeds | None = None) -> list[str]:
        return [item.post.text for item in timeline([row, hidden], of, pages)]

    assert said(share) == ["On the engines"] * 2
    assert said(replace(share, title="Engines!")) == ["Engines!"] * 2
    assert said(share, FROM_ADA) == ["On engines"] * 2
    assert [card.last.text for card in views_of([share], None, pages).shared.cards] == ["On the engines"]


def test_titles_come_from_the_log_the_feed_the_own_page_or_the_address() -> None:
    rows = [
        gave("share", ENGINES, title="As I call it"),
        gave("share", "http://ada.example/engines", "2026-11-01"),
        gave("share", "https://me.example/guest/", "2026-10-31", peer="ben"),
        gave("share", "https://www.ben.example/knots/?x=1#y", "2026-10-30"),
    ]
    found = views_of(rows, FROM_ADA, [page("guest/", None, title="A guest post")]).shared.groups
    assert [item.post.text for group in found for item in group.items] == [
        "As I call it",
        "On engines",
        "A guest post",
        "ben.example/knots?x=1",
    ]


def test_the_newest_gifts_for_the_markers() -> None:
    rows = [gave("share", f"https://ada.example/{date}/", date) for date in ("2024", "2026-11-02", None)]
    rows.append(got("link", "https://ada.example/p/"))
    assert [item.date for item in views_of(rows).recent] == ["2026-11-02", "2024"]
    many = [gave("share", f"https://ada.example/{number}/") for number in range(120)]
    assert len(views_of(many).recent) == 100


def test_an_id_says_what_was_done_and_to_what_not_how_it_is_worded() -> None:
    this = gave("share", ENGINES, peer="ada")
    again = gave("share", "http://ada.example/engines#x", peer="ada", note="n", title="t")
    assert identifier(this, {}) == identifier(again, {})
    others = [
        gave("link", ENGINES, peer="ada"),
        gave("share", ENGINES, "2026-11", peer="ada"),
        gave("share", ENGINES, peer="ben"),
        gave("share", ENGINES, peer="ada", via="blog"),
        gave("share", "https://ada.example/", peer="ada"),
        gave("share", None, peer="ada", title="x"),
        gave("share", None, peer="ada", title="y"),
    ]
    assert len({identifier(row, {}) for row in [this, *others]}) == 8
    assert identifier(this, {}).startswith("g-")


def test_an_id_stays_where_the_peer_has_another_by_now() -> None:
    this, peers = gave("share", ENGINES, peer="ada"), {ADA.id: ADA}
    renamed = replace(this, peer=PeerId("lovelace"))
    by_now = replace(ADA, id=PeerId("lovelace"), was="ada")
    assert identifier(this, peers) == identifier(this, {}) == "g-7de9fa000a5e"
    assert identifier(renamed, {by_now.id: by_now}) == identifier(this, peers)
    assert identifier(renamed, {}) != identifier(this, peers)
    stranger = replace(this, peer=PeerId("ada.example"))
    listed = replace(ADA, was="ada.example")
    assert identifier(stranger, {}) == identifier(this, {ADA.id: listed})


def test_gifts_that_differ_in_words_only_have_ids_of_their_own_everywhere_the_same() -> None:
    rows = [gave("share", ENGINES, note=note) for note in ("one", "two", "three")]
    views = views_of(rows)
    pages = [views.shared.groups[0].items, views.years[0].groups[0].items, views.recent]
    ids = [{item.note: item.id for item in items} for items in pages]
    assert ids[0] == ids[1] == ids[2]
    assert len(set(ids[0].values())) == 3


def test_a_link_is_called_as_the_feed_calls_the_post_else_by_its_own_words() -> None:
    unknown = Link(address("https://ben.example/knots/"), "essay on knots")
    pages = [page("looms/", "2026-11-01", Link(address(ENGINES), "here"), unknown)]
    found = views_of([], FROM_ADA, pages).shared
    assert {item.post.text for group in found.groups for item in group.items} == {"On engines", "essay on knots"}
    assert {card.last.text for card in found.cards} == {"On engines", "essay on knots"}


def test_known_days_go_before_a_bare_month_and_that_before_a_bare_year_everywhere() -> None:
    dates = ["2026", "2026-10", "2026-10-05", "2026-11-02", "2026-11", "2025"]
    newest = ["2026-11-02", "2026-11", "2026-10-05", "2026-10", "2026", "2025"]
    rows = [gave("share", f"https://ada.example/{date}/", date) for date in dates]
    for order in (rows, rows[::-1]):
        views = views_of(order)
        assert [item.date for item in views.recent] == newest
        assert [item.date for item in views.feed] == newest
        assert [item.date for item in timeline(order)] == newest
    got_rows = [got("link", "https://ada.example/p/", date) for date in dates]
    thanks = deeds(views_of(got_rows))
    assert [one.date for one in thanks] == newest[:1]  # for one thing nobody is thanked twice


def test_of_one_day_the_order_of_the_file_is_kept() -> None:
    names = ["n", "z", "a", "m"]
    rows = [gave("share", f"https://ada.example/{name}/", line=line) for line, name in enumerate(names, 9)]
    views = views_of(rows)
    for items in (timeline(rows), views.recent, views.feed):
        assert [item.post.href for item in items] == [f"https://ada.example/{name}/" for name in names]
    thanks = [got("link", f"https://me.example/{name}/", peer="ada", line=line) for line, name in enumerate(names, 9)]
    assert [one.target.href for one in deeds(views_of(thanks))] == [f"https://me.example/{name}/" for name in names]
