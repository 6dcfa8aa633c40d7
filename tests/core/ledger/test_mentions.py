"""A link given, a mention received."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger.mentions import links_given, mentions
from mkdocs_reciprocity.core.model import Feed, Interaction, Link, OwnPage, aside
from tests.core.ledger.making import ADA, BEN, ME, TODAY, ZONE, address, entry, feed, feeds, page, who


def given(*pages: OwnPage, site: str | None = ME) -> list[Interaction]:
    return links_given(pages, address(site) if site else None, who(ADA, BEN), TODAY)


def received(*of_ada: Feed, own: tuple[str, ...] = (ME,)) -> list[Interaction]:
    return mentions(feeds(ada=list(of_ada)), who(ADA, BEN, own=own), ZONE, TODAY)


# --- a link given


def test_a_link_in_an_own_page_to_a_peer_is_given() -> None:
    (found,) = given(page("looms/", "2026-11-01", Link(address("https://ada.example/talk/"), "a talk")))
    assert (found.direction, found.kind, found.reach, found.source) == ("given", "link", "spread", "page")
    assert (found.peer, found.url, found.date) == ("ada", "https://ada.example/talk/", "2026-11-01")
    assert found.title == "a talk"
    assert found.evidence == ("https://me.example/looms/",)


def test_links_to_nobody_listed_and_to_oneself_are_no_gifts() -> None:
    assert given(page("looms/", "2026-11-01", "https://nobody.example/", "https://me.example/a/")) == []


def test_one_per_peer_and_target_however_many_pages_have_it() -> None:
    found = given(
        page("b/", "2026-10-03", "http://www.ada.example/talk"),
        page("c/", None, "https://ada.example/talk/#end"),
        page("a/", "2026-10-02", Link(address("https://ada.example/talk/?utm_source=me"))),
        page("d/", "2026-10-05", "https://ada.example/talk/?page=2", "https://ben.example/"),
    )
    assert [(row.peer, row.url, row.date) for row in found] == [
        ("ada", "https://ada.example/talk/?utm_source=me", "2026-10-02"),
        ("ada", "https://ada.example/talk/?page=2", "2026-10-05"),
        ("ben", "https://ben.example/", "2026-10-05"),
    ]
    assert found[0].evidence == tuple(f"https://me.example/{path}/" for path in "abc")


def test_two_spellings_in_one_page_are_one_link_with_one_evidence() -> None:
    (found,) = given(
        page("a/", None, "https://ada.example/talk/", Link(address("http://ada.example/talk"), "the talk"))
    )
    assert found.evidence == ("https://me.example/a/",)
    assert (found.url, found.title) == ("https://ada.example/talk/", "the talk")


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        ((None, None), None),
        ((None, "2026-03-01"), "2026-03-01"),
        (("2026-11", "2026-11-03"), "2026-11-03"),
        (("2025", "2026-01-01"), "2025"),
    ],
)
def test_the_first_dated_page_gives_the_date(dates: tuple[str | None, ...], first: str | None) -> None:
    pages = [page(f"{number}/", date, "https://ada.example/") for number, date in enumerate(dates)]
    assert [row.date for row in given(*pages)] == [row.date for row in given(*reversed(pages))] == [first]


def test_pages_dated_later_wait() -> None:
    assert given(page("a/", "2026-11-23", "https://ada.example/"), page("b/", "2027", "https://ada.example/")) == []
    assert len(given(page("a/", "2026-11-22", "https://ada.example/"), page("b/", "2026", "https://ben.example/"))) == 2


@pytest.mark.parametrize("site", ["https://me.example/blog", "https://me.example/blog/"])
def test_evidence_lies_below_the_site(site: str) -> None:
    assert given(page("looms/", None, "https://ada.example/"), site=site)[0].evidence == (
        "https://me.example/blog/looms/",
    )


def test_the_home_page_is_evidence_too() -> None:
    assert given(page("", None, "https://ada.example/"))[0].evidence == (ME,)


def test_without_a_site_url_there_is_no_evidence_but_a_gift() -> None:
    assert [row.evidence for row in given(page("looms/", None, "https://ada.example/"), site=None)] == [()]


# --- a mention received


def test_a_link_in_a_peers_entry_to_this_site_is_received() -> None:
    post = entry("https://ada.example/p/", "2026-11-10T08:00:00Z", "https://me.example/looms/", title="Looms revisited")
    (found,) = received(feed(post))
    assert (found.direction, found.kind, found.reach, found.source) == ("received", "link", "spread", "feed")
    assert (found.peer, found.url, found.date) == ("ada", "https://me.example/looms/", "2026-11-10")
    assert (found.title, found.evidence) == ("Looms revisited", ("https://ada.example/p/",))


def test_links_elsewhere_are_no_mentions() -> None:
    links = ("https://me.example.evil/", "https://notme.example/?to=me.example", "https://bücher.example/")
    assert received(feed(entry("https://ada.example/p/", "", *links), entry(None))) == []


def test_one_per_entry_and_target() -> None:
    post = entry(
        "https://ada.example/p/", "", "https://me.example/a/", "http://www.me.example/a", "https://me.example/b/"
    )
    other = entry("https://ada.example/q/", "", "https://me.example/a/")
    assert len(received(feed(post, other))) == 3


def test_one_entry_in_two_feeds_is_one_mention() -> None:
    rss = entry("https://ada.example/p/?utm_source=rss", "2026-11-10", "https://me.example/a/")
    atom = entry("http://ada.example/p", "2026-11-09", "https://me.example/a/")
    (found,) = received(feed(rss), feed(atom, rss))
    assert received(feed(atom, rss), feed(rss)) == [found]
    assert (found.date, found.evidence) == ("2026-11-09", ("http://ada.example/p",))


def test_entries_without_url_are_told_apart_by_title_and_date() -> None:
    def note(date: str, title: str = "") -> Feed:
        return feed(entry(None, date, "https://me.example/a/", title=title))

    found = received(note("2026-11-10"), note("2026-11-10"), note("2026-11-11"), note("2026-11-10", "Another"))
    assert sorted((row.date or "", row.title, row.evidence) for row in found) == [
        ("2026-11-10", "", ()),
        ("2026-11-10", "Another", ()),
        ("2026-11-11", "", ()),
    ]


def test_an_entry_whose_own_link_leads_here_is_a_share() -> None:
    post = entry(
        "https://me.example/looms/", "2026-11-10", "http://me.example/looms", "https://me.example/b/", title="Looms"
    )
    found = received(feed(post))
    assert {(row.kind, row.url, row.evidence) for row in found} == {
        ("share", "https://me.example/looms/", ()),
        ("link", "https://me.example/b/", ()),
    }


LOOMS = "https://me.example/looms/"


def test_an_entry_that_passes_on_a_page_of_this_site_is_a_share_seen_at_the_peers_page() -> None:
    post = entry("https://ada.example/p/", "2026-11-10", LOOMS, about="https://x.example/\nhttp://me.example/looms",
                 title="Looms", aside=aside("Ada", "I read it twice."))  # fmt: skip
    (found,) = received(feed(post))
    assert (found.kind, found.url, found.date) == ("share", "http://me.example/looms", "2026-11-10")
    assert (found.evidence, found.title, found.note) == (
        ("https://ada.example/p/",),
        "Looms",
        "I read it twice.",
    )


def test_of_an_entry_about_somebody_elses_page_its_links_to_this_site_are_links() -> None:
    (found,) = received(feed(entry("https://ada.example/p/", "", LOOMS, about="https://x.example/")))
    assert (found.kind, found.note) == ("link", "")
    about = entry("https://me.example/a/", "", about="https://x.example/\nhttps://me.example/b/", title="T")
    assert {(row.kind, row.url, row.evidence) for row in received(feed(about))} == {
        ("share", "https://me.example/a/", ()),
        ("share", "https://me.example/b/", ()),
    }


@pytest.mark.parametrize(
    ("title", "said", "note"),
    [
        ("Looms", "Looms", ""),
        ("Looms and gears", "Looms and…", ""),
        ("Looms", "Looms are fine.", "Looms are fine."),
        ("Looms", "Looms and gears…", "Looms and gears…"),
        ("", "", ""),
    ],
)
def test_the_words_of_a_share_are_more_than_its_title(title: str, said: str, note: str) -> None:
    (found,) = received(feed(entry("https://ada.example/p/", "", about=LOOMS, title=title, aside=aside("", said))))
    assert found.note == note


def test_a_share_at_somebody_elses_place_is_a_strangers() -> None:
    (found,) = received(feed(entry("https://evil.example/p/", "", about=LOOMS, aside=aside("Ada", "By Ada!"))))
    assert (found.peer, found.kind, found.note) == ("evil.example", "share", "in the feed of Ada")


def test_a_mention_is_dated_as_a_day_in_the_time_zone() -> None:
    late = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10T23:30:00Z", "https://me.example/a/")))
    east = timezone(timedelta(hours=2))
    assert mentions(late, who(ADA), east, TODAY)[0].date == "2026-11-11"


def test_entries_dated_later_wait() -> None:
    tomorrow = feed(entry("https://ada.example/p/", "2026-11-23", "https://me.example/a/"))
    assert received(tomorrow) == []
    assert len(mentions(feeds(ada=tomorrow), who(ADA), ZONE, When("2026-11-23"))) == 1


def test_an_undated_entry_is_an_undated_mention() -> None:
    assert received(feed(entry("https://ada.example/p/", "", "https://me.example/a/")))[0].date is None


def test_other_addresses_of_this_site_count() -> None:
    post = feed(entry("https://ada.example/p/", "", "https://old.example/a/"))
    assert received(post) == []
    assert [row.url for row in received(post, own=(ME, "https://old.example/"))] == ["https://old.example/a/"]


def test_where_the_own_site_has_no_url_there_are_no_mentions() -> None:
    assert received(feed(entry("https://ada.example/p/", "", "https://me.example/a/")), own=()) == []


def test_a_page_that_is_dated_before_the_web_has_no_date() -> None:
    link = Link(address("https://ada.example/"))
    assert [row.date for row in given(page("a/", "0206-11-05", link))] == [None]
    assert [row.date for row in given(page("a/", "1990", link))] == ["1990"]
    found = given(page("a/", "1989", link), page("b/", "2026-11-02", link))
    assert [(row.date, len(row.evidence)) for row in found] == [("2026-11-02", 2)]


def test_a_mention_has_the_sentence_that_leads_there() -> None:
    looms, wool = urls.key(address("https://me.example/looms/")), urls.key(address("https://me.example/wool/"))
    links = ("http://www.me.example/looms", "https://me.example/wool/", "https://me.example/other/")
    said = aside(sentences={looms: "I like looms.", wool: "And wool."})
    found = received(feed(entry("https://ada.example/a/", "2026-11-02", *links, aside=said)))
    assert [one.sentence for one in found] == ["I like looms.", "And wool.", ""]
    passed_on = entry("https://me.example/looms/", "2026-11-02", aside=said)
    assert [(one.kind, one.sentence) for one in received(feed(passed_on))] == [("share", "I like looms.")]
