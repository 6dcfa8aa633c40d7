"""Which posts somebody has linked to, and that a post which nobody has comes first among equals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Feed, Peer, PeerId
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.standing import first_lift, forward
from mkdocs_reciprocity.core.standing.forward import Suggestion
from mkdocs_reciprocity.core.url import UrlKey
from mkdocs_reciprocity.core.views.pay_it_forward import Offer
from mkdocs_reciprocity.core.wording import PLAIN_ENGLISH, Reason
from tests.core.ledger.making import (
    ADA,
    BEN,
    CLEO,
    TODAY,
    ZONE,
    book,
    entry,
    facts,
    feed,
    feeds,
    gave,
    got,
    ledger_of,
    page,
    peer,
    who,
)

POST = "https://ada.example/post/"
DAN = peer("dan")


def found(*of: Feed, whose: str = "ben", sought: str = "ada.example/post") -> set[str]:
    people = who(ADA, BEN, CLEO)
    posts = {UrlKey(sought): PeerId("ada")}
    return {*first_lift.linked(posts, ((PeerId(whose), one) for one in of), people.claimant, ZONE, TODAY)}


@pytest.mark.parametrize(
    "link",
    [
        POST,
        "http://www.ada.example/post",
        "https://ADA.example/post/?utm_source=rss#top",
        "https://WWW.Ada.Example:443/post/index.html",
        "https://reader@ada.example/post/",
        "HTTPS://ada.example//post",
    ],
)
def test_a_link_in_any_spelling_is_found(link: str) -> None:
    assert found(feed(entry("https://ben.example/x/", "2026-11-01", "https://c.example/", link))) == {
        "ada.example/post"
    }


def test_hosts_beyond_ascii_are_found_in_all_their_spellings() -> None:
    for link in ("https://bücher.example/a/", "https://xn--bcher-kva.example/a/", "https://B%C3%9Ccher.example/a/"):
        one = feed(entry("https://ben.example/x/", "2026-11-01", link))
        assert found(one, sought="xn--bcher-kva.example/a") == {"xn--bcher-kva.example/a"}


@pytest.mark.parametrize(
    "link",
    ["https://ada.example/", "https://ada.example/post/2/", "https://ada.example/Post/", "https://ada.example/post/?p=2",
     "https://notada.example/post/", "https://ada.example.evil.example/post/"],
)  # fmt: skip
def test_another_page_is_another_page(link: str) -> None:
    assert found(feed(entry("https://ben.example/x/", "2026-11-01", link))) == set()


def test_a_link_blog_passes_on_what_its_entries_lead_to_or_are_about() -> None:
    assert found(feed(entry(POST, "2026-11-01"))) == {"ada.example/post"}
    assert found(feed(entry("https://ben.example/links/", "2026-11-01", about=f"https://x.example/\n{POST}"))) != set()
    assert found(feed(entry(None, "", POST))) != set()


def test_what_their_author_links_to_does_not_count_in_whosever_feed_it_stands() -> None:
    own = feed(entry("https://ada.example/next/", "2026-11-01", POST), entry(POST, "2026-10-01", POST))
    assert found(own, whose="ada") == set()
    planet = feed(entry("https://ada.example/next/", "2026-11-01", POST))
    assert found(planet, whose="ben") == set()


@pytest.mark.parametrize(
    ("published", "counts"), [("", True), ("2026-11-22", True), ("2026-11-23", False), ("2027-01-01T00:00:00Z", False)]
)
def test_an_entry_that_is_not_out_yet_does_not_count(published: str, *, counts: bool) -> None:
    assert bool(found(feed(entry("https://ben.example/x/", published, POST)))) is counts


def test_an_entry_for_one_reader_does_not_count() -> None:
    assert found(feed(entry("https://ben.example/x/?token=0123456789abcdef0123", "2026-11-01", POST))) == set()


@pytest.mark.parametrize("nonsense", ["x", "//", "http://", "//[", "https://[::1", "\x00", "http://%zz/", "//" * 99])
def test_links_that_no_reader_makes_stop_nothing(nonsense: str) -> None:
    """A cache may come from anywhere."""
    strange = entry("https://ben.example/x/", "2026-11-01")
    one = type(strange)(url=strange.url, published="2026-11-01", outbound=f"{nonsense}\n{POST}")
    assert found(feed(one)) == {"ada.example/post"}


def test_plain_links_to_what_is_sought_need_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are kept in mind up to a bound: where all posts of thousands of peers are sought, it would be passed."""
    asked: list[str] = []
    monkeypatch.setattr(urls, "key", asked.append)
    strangers = [f"https://stranger-{number}.example/" for number in range(9)]
    one = feed(entry("https://ben.example/x/", "2026-11-01", *strangers, POST))
    posts = {UrlKey("ada.example/post"): PeerId("ada"), UrlKey("ben.example/x"): PeerId("ben")}
    assert first_lift.linked(posts, [(PeerId("ben"), one)], lambda url, key: posts[key], ZONE, TODAY) == {
        "ada.example/post"
    }
    assert asked == []


def test_the_end_of_a_query_is_no_end_of_a_path() -> None:
    for link, sought in (("a/?b=/", "a?b=/"), ("a/?b=", "a?b="), ("a?b=/", "a?b=/")):
        one = feed(entry("https://ben.example/x/", "2026-11-01", f"https://ada.example/{link}"))
        assert found(one, sought=f"ada.example/{sought}") == {f"ada.example/{sought}"}
    one = feed(entry("https://ben.example/x/", "2026-11-01", "https://ada.example/a?b=/"))
    assert found(one, sought="ada.example/a?b=") == set()


def test_no_feed_is_looked_at_where_nothing_is_sought() -> None:
    def unread() -> Any:
        raise AssertionError
        yield

    assert first_lift.linked({}, unread(), who(ADA).claimant, ZONE, TODAY) == set()


# --- among equals


def blog(id_: str, *paths: str, last: int = 1, links: Sequence[str] = ()) -> Feed:
    """Monthly posts; the newest has the links."""
    dates = [f"2026-{11 - number:02}-{last:02}" for number in range(len(paths))]
    posts = [
        entry(f"https://{id_}.example/{path}/", date, *(links if number == 0 else ()), title=path, words=230)
        for number, (path, date) in enumerate(zip(paths, dates, strict=True))
    ]
    return feed(*posts)


def views(of: Mapping[PeerId, list[Feed]], rows: Sequence[Any] = (), **more: Any) -> Views:
    peers: Sequence[Peer] = more.pop("peers", (ADA, BEN, CLEO, DAN))
    known = facts(book(rows, peers), of, [page("a/", None)], **more)
    return pipeline.look(pipeline.keep_ledger(known), known)


def offered(of: Mapping[PeerId, list[Feed]], rows: Sequence[Any] = (), **more: Any) -> list[Offer]:
    shown = views(of, rows, **more).pay_it_forward
    return [*shown.offers, *shown.others]


NOTHING = "Nothing by Ada has been passed on here yet."
PATHS = ("a", "b", "c", "d")
LINKED = feeds(
    ada=blog("ada", *PATHS), ben=blog("ben", *PATHS, links=["https://ada.example/a/"]), dan=blog("dan", *PATHS)
)


def test_of_the_newest_posts_of_one_peer_those_come_first_that_nobody_has_linked_to() -> None:
    titles = set()
    for day in range(1, 29):
        (ada,) = [one.suggestion for one in offered(LINKED, today=f"2026-12-{day:02}") if one.peer.text == "Ada"]
        titles.add(ada.title)
        assert ada.reason.first_lift
    assert titles == {"b", "c"}, "the three newest take turns, but for the one that Ben has linked to"


def chosen(of: Mapping[PeerId, list[Feed]], *linked: str, rows: Sequence[Any] = (), day: int = 1) -> list[Suggestion]:
    """What is chosen on a day, in order, if somebody has linked to these posts."""
    people, today = who(ADA, BEN, CLEO, DAN), When(f"2026-12-{day:02}")
    posts = forward.posts(of, people.claimant, ZONE, today)
    return forward.suggestions(rows, posts, people.peers, ZONE, today, linked=lambda _: {*map(UrlKey, linked)})


def test_if_somebody_has_linked_to_all_of_them_they_take_turns_and_stand_behind_their_equals() -> None:
    of = feeds(ada=blog("ada", *PATHS), ben=blog("ben", *PATHS), dan=blog("dan", *PATHS))
    rows = [gave("share", f"https://{id_}.example/old/", "2026-03-01", peer=id_) for id_ in ("ben", "dan")]
    titles = set()
    for day in range(1, 29):
        assert [one.peer for one in chosen(of, rows=rows, day=day)] == ["ada", "ben", "dan"]
        order = chosen(of, *(f"ada.example/{path}" for path in "abc"), rows=rows, day=day)
        assert [one.peer for one in order] == ["ben", "dan", "ada"]
        assert [one.reason.first_lift for one in order] == [True, True, False]
        titles.add(order[2].title)
    assert titles == {"a", "b", "c"}


def test_no_word_of_it_where_no_link_to_any_of_the_equals_is_known() -> None:
    of = feeds(ada=blog("ada", *PATHS), ben=blog("ben", *PATHS), dan=blog("dan", "lone"))
    assert [one.suggestion.reason.first_lift for one in offered(of)] == [False] * 3
    of = {**of, **feeds(ben=blog("ben", *PATHS, links=["https://dan.example/lone/"]))}
    reasons = {one.peer.text: one.suggestion.reason.first_lift for one in offered(of)}
    assert reasons == {"Ada": False, "Ben": False, "Dan": False}, "Dan writes seldom: of no rank with the others"


def test_it_never_puts_the_loud_before_the_quiet_nor_those_given_to_lately_before_others() -> None:
    loud = feed(*(entry(f"https://ben.example/{n}/", f"2026-11-{n:02}", title=f"{n}") for n in range(1, 20)))
    of = feeds(ada=blog("ada", *PATHS), ben=loud, dan=blog("dan", *PATHS))
    rows = [gave("share", "https://dan.example/old/", "2026-11-20", peer="dan")]
    order = chosen(of, *(f"ada.example/{path}" for path in PATHS), rows=rows)
    assert [one.peer for one in order] == ["ada", "ben", "dan"]


def test_what_private_peers_link_to_and_what_is_in_feeds_with_a_key_has_no_influence() -> None:
    public = feeds(ada=blog("ada", *PATHS), dan=blog("dan", *PATHS))
    links = [f"https://{id_}.example/{path}/" for id_ in ("ada", "dan") for path in PATHS]
    plain = views(public)
    assert views({**public, **feeds(cleo=blog("cleo", *PATHS, links=links))}) == plain
    assert views(public, shares=feeds(cleo=feed(entry("https://cleo.example/", "2026-11-01", about=links[0])))) == plain
    keyed = peer("ben", feeds=("https://ben.example/feed?token=9f8e7d6c5b4a",), fallow=True)
    with_ben = (ADA, keyed, CLEO, DAN)
    silent = views({**public, **feeds(ben=blog("ben", *PATHS))}, peers=with_ben)
    assert views({**public, **feeds(ben=blog("ben", *PATHS, links=links))}, peers=with_ben) == silent


def test_feeds_of_what_peers_share_count() -> None:
    public = feeds(ada=blog("ada", *PATHS), dan=blog("dan", *PATHS))
    shared = feeds(ben=feed(entry("https://ben.example/1/", "2026-11-01", about="https://ada.example/a/")))
    assert all(one.suggestion.reason.first_lift for one in offered(public, shares=shared))


def test_rows_of_the_ledger_decide_nothing() -> None:
    rows = [got("share", "https://me.example/x/", "2026-11-01", peer="ben", evidence=["https://ada.example/a/"])]
    public = feeds(ada=blog("ada", *PATHS), dan=blog("dan", *PATHS))
    assert offered(public, rows) == offered(public)
    assert len(ledger_of(rows).interactions) == 1


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("new"), "This has not been passed on here yet."),
        (Reason("new", first_lift=True), "Nobody here has passed this on yet: you would be the first."),
        (
            Reason("first", first_lift=True),
            f"{NOTHING} None of the blogs here links to this one yet: you would be the first.",
        ),
        (Reason("begun"), "The blog of Ada is new: this is one of its first posts."),
    ],
)
def test_in_words(reason: Reason, said: str) -> None:
    assert PLAIN_ENGLISH.why(reason, "Ada") == said
