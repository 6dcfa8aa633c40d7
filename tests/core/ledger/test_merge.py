"""One thing, one row; and what is public."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.ledger.identity import directory
from mkdocs_reciprocity.core.ledger.merge import Ledger, merge
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Where
from tests.core.ledger.making import (
    ADA,
    BEN,
    CLEO,
    asked,
    book,
    entry,
    feed,
    feeds,
    gave,
    got,
    ledger_of,
    one,
    page,
    peer,
    who,
)

POST = "https://ada.example/engines/"
LOOMS = "https://me.example/looms/"


def merged(*rows: Interaction, seen: tuple[Interaction, ...] = ()) -> Ledger:
    return merge(rows, seen, who(ADA, BEN, CLEO))


def seen(date: str | None, kind: str = "link", url: str = POST, *at: str, direction: str = "given") -> Interaction:
    make, source = (gave, "page") if direction == "given" else (got, "feed")
    return make(kind, url, date, peer="ada", source=source, evidence=at or ("https://me.example/p/",))


# --- "what was seen joins a row of the log with the same peer, direction, kind and target"


def test_what_was_seen_joins_the_log_as_evidence() -> None:
    logged = gave("link", POST, "2026-11-02", peer="ada", note="fine", evidence=["https://x.example/"])
    found = one(merged(logged, seen=(seen("2026-10-01"), seen("2026-10-02", "link", POST, "https://me.example/a/"))))
    assert found.evidence == ("https://me.example/a/", "https://me.example/p/", "https://x.example/")
    assert (found.date, found.note, found.source) == ("2026-11-02", "fine", "log")


def test_the_sentence_that_was_seen_stays_with_the_row_of_the_log() -> None:
    logged = got("link", LOOMS, "2026-11-02", peer="ada", note="mine")
    in_feed = replace(seen("2026-11-01", "link", LOOMS, direction="received"), sentence="I like looms.")
    for seen_there in ((in_feed,), (replace(in_feed, evidence=(), sentence=""), in_feed)):
        found = one(merged(logged, seen=seen_there))
        assert (found.note, found.sentence, found.source) == ("mine", "I like looms.", "log")


@pytest.mark.parametrize(
    "logged",
    [
        gave("share", POST, peer="ada"),
        gave("link", POST, peer="ben"),
        gave("link", "https://ada.example/other/", peer="ada"),
        got("link", POST, peer="ada"),
        gave("like", POST, peer="ada"),
        gave("link", peer="ada"),
    ],
)
def test_what_differs_does_not_join(logged: Interaction) -> None:
    assert len(merged(logged, seen=(seen("2026-11-02"),)).interactions) == 2


@pytest.mark.parametrize(
    ("dates", "at", "joined"),
    [
        (("2026-10-01", "2026-11-01"), "2026-10-30", "2026-11-01"),
        (("2026-10-01", "2026-11-01"), "2026-10-02", "2026-10-01"),
        (("2026-10-01", "2026-10-05"), "2026-10-03", "2026-10-01"),  # the earlier of two
        (("2026-10", "2026-11-01"), "2026-10-31", "2026-10"),  # a month stands for the period
        (("2026", "2025-12-31"), "2026-07-01", "2026"),
        ((None, "2020-01-01"), "2026-07-01", "2020-01-01"),
        ((None, "2020-01-01", "2019"), None, "2019"),
        ((None,), "2026-07-01", None),
    ],
)
def test_the_nearest_in_date_takes_it(dates: tuple[str | None, ...], at: str | None, joined: str | None) -> None:
    rows = [gave("link", POST, date, peer="ada") for date in dates]
    for order in permutations(rows):
        found = merged(*order, seen=(seen(at),)).interactions
        assert [row.date for row in found if row.evidence] == [joined]
        assert len(found) == len(dates)


@pytest.mark.parametrize(
    ("other", "taker"), [({"via": "mastodon"}, ("2026-11-01", "")), ({"date": "2026-11"}, ("2026-11-01", ""))]
)
def test_of_two_rows_that_are_as_near_always_the_same_takes_it(other: dict[str, str], taker: tuple[str, str]) -> None:
    rows = [gave("link", POST, **{"date": "2026-11-01", **said}, peer="ada") for said in (other, {})]
    for order in permutations(rows):
        numbered = [replace(row, where=Where("log", line)) for line, row in enumerate(order, 1)]
        found = merged(*numbered, seen=(seen("2026-11-01"),)).interactions
        assert [(row.date, row.via) for row in found if row.evidence] == [taker]


def test_what_was_seen_without_a_row_stands_for_itself() -> None:
    assert one(merged(seen=(seen("2026-11-02"),))).source == "page"


def test_what_was_seen_of_nothing_joins_nothing() -> None:
    """No source makes such a thing; a row that names no target is not its place either."""
    assert len(merged(got("link", peer="ada"), seen=(got("link", peer="ada", source="feed"),)).interactions) == 2


# --- a `got` row whose URL is where it happened


def test_a_row_that_says_where_it_happened_learns_its_target() -> None:
    mention = feeds(ada=feed(entry("http://ada.example/p", "2026-11-10", LOOMS)))
    found = one(ledger_of([got("link", "https://ada.example/p/", "2026-11-11", note="kind")], mention))
    assert (found.url, found.date, found.note) == (LOOMS, "2026-11-11", "kind")
    assert found.evidence == ("http://ada.example/p", "https://ada.example/p/")


def test_a_post_with_two_links_here_did_two_things() -> None:
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", LOOMS, "https://me.example/a/")))
    found = ledger_of([got("link", "https://ada.example/p/")], mention).interactions
    assert {(row.url, row.source) for row in found} == {("https://me.example/a/", "log"), (LOOMS, "feed")}
    assert ledger_of([got("link", "https://ada.example/p/")] * 2, mention).interactions == found


def test_two_rows_about_one_place_learn_a_target_each() -> None:
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", LOOMS, "https://me.example/a/")))
    rows = [got("link", "https://ada.example/p/", date) for date in ("2026-11-10", "2026-11-11")]
    found = ledger_of(rows, mention).interactions
    assert [(row.url, row.date) for row in found] == [("https://me.example/a/", "2026-11-10"), (LOOMS, "2026-11-11")]


def test_a_row_that_names_its_target_takes_it_before_one_that_names_the_place() -> None:
    mention = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", LOOMS)))
    found = ledger_of([got("link", LOOMS, peer="ada"), got("link", "https://ada.example/p/")], mention).interactions
    assert {row.url: row.evidence for row in found} == {
        LOOMS: ("https://ada.example/p/",),
        None: ("https://ada.example/p/",),
    }


# --- "rows with a URL that agree … and contradict each other in nothing, are one row with the fields of both"


def test_rows_that_agree_are_one_with_the_fields_of_both() -> None:
    rows = [
        gave("share", "http://ada.example/engines", peer="ada", title="Engines", tags=("b",), line=3),
        gave("share", POST, peer="ada", note="fine", tags=("a",), evidence=["https://x.example/"], line=9),
        gave(
            "share",
            POST + "#end",
            peer="ada",
            said_private=False,
            source="feed",
            evidence=["https://y.example/"],
            line=5,
        ),
    ]
    for order in permutations(rows):
        ledger = merged(*order)
        assert one(ledger) == gave(
            "share", POST, peer="ada", title="Engines", note="fine", tags=("a", "b"), said_private=False, private=False,
            source="feed", evidence=["https://x.example/", "https://y.example/"], line=3,
        )  # fmt: skip
        assert {problem.level for problem in ledger.problems} == {"info"}
        assert str(min(ledger.problems)) == ("reciprocity.yml:5: says the same as reciprocity.yml:3; they count as one")


def test_the_answer_is_a_field_of_both() -> None:
    rows = [asked("review", url=POST, peer="ada"), asked("review", url=POST, peer="ada", answer="granted")]
    assert one(merged(*rows)).answer == "granted"


@pytest.mark.parametrize(
    "differently",
    [
        {"title": "Other"},
        {"note": "Other"},
        {"by": "Other"},
        {"said_private": False},
        {"source": "webmention"},
        {"via": "blog"},
        {"via": ""},
    ],
)
def test_rows_that_contradict_each_other_both_stand(differently: dict[str, object]) -> None:
    first = gave(
        "share", POST, peer="ada", title="T", by="B", note="N", said_private=True, source="feed", via="mastodon"
    )
    ledger = merged(first, replace(first, **differently))
    assert len(ledger.interactions) == 2
    assert not ledger.problems


def test_answers_that_contradict_both_stand() -> None:
    rows = [asked("review", url=POST, peer="ada", answer=answer) for answer in ("granted", "declined")]
    assert len(merged(*rows).interactions) == 2


@pytest.mark.parametrize(
    "other",
    [
        gave("share", POST, "2026-11", peer="ada"),
        gave("share", POST, None, peer="ada"),
        gave("share", POST, peer="ben"),
        gave("quote", POST, peer="ada"),
        got("share", POST, peer="ada"),
        gave("share", POST + "?page=2", peer="ada"),
    ],
)
def test_rows_that_do_not_agree_both_stand(other: Interaction) -> None:
    assert len(merged(gave("share", POST, peer="ada"), other).interactions) == 2


def test_rows_without_a_url_are_never_one() -> None:
    assert len(merged(got("praise", peer="ada"), got("praise", peer="ada")).interactions) == 2
    assert len(merged(gave("share", peer="ada"), gave("share", peer="ada")).interactions) == 2


def test_a_row_between_two_that_contradict_joins_the_same_one_in_every_order() -> None:
    rows = [gave("share", POST, peer="ada", **said) for said in ({"title": "A"}, {"title": "B"}, {"note": "N"})]
    ledgers = [merged(*order) for order in permutations(rows)]
    assert all(ledger == ledgers[0] for ledger in ledgers)
    assert {(row.title, row.note) for row in ledgers[0].interactions} == {("A", "N"), ("B", "")}


def test_got_rows_that_name_one_place_are_one() -> None:
    rows = book(
        [
            got("comment", "https://ada.example/p/", evidence=["https://a.example/"]),
            got("comment", "http://ada.example/p", note="hm"),
        ]
    ).rows
    found = one(merged(*rows))
    assert found.evidence == ("http://ada.example/p", "https://a.example/", "https://ada.example/p/")
    assert found.note == "hm"


def test_a_target_and_a_place_of_one_address_are_not_the_same() -> None:
    place = got("link", peer="ada", evidence=[LOOMS], title="says more")
    assert {row.url for row in merged(place, got("link", LOOMS, peer="ada")).interactions} == {None, LOOMS}


# --- "a private row makes what it joins private"


LIKE = gave("like", POST, peer="ada", line=1)


@pytest.mark.parametrize(
    ("open_", "closed"),
    [
        (gave("share", POST, peer="ada"), gave("share", POST, peer="ada", said_private=True, note="secret")),
        (gave("like", POST, peer="ada", said_private=False), gave("like", POST, peer="ada", note="secret")),
        (gave("link", POST, peer="ada"), gave("link", POST, peer="ada", evidence=["https://cleo.example/"])),
        (gave("thank", POST, peer="ada", said_private=False), gave("thank", POST, peer="ada", tags=("secret",))),
        (got("like", LOOMS, peer="ada", said_private=False), got("like", LOOMS, peer="ada", title="secret")),
        (
            asked("review", peer="ada", url=POST, said_private=False),
            asked("review", peer="ada", url=POST, answer="declined"),
        ),
        (
            got("comment", peer="ada", evidence=["https://ada.example/p"]),
            got("comment", peer="ada", evidence=["https://ada.example/p", "https://cleo.example/"]),
        ),
    ],
)
def test_rows_that_differ_in_whether_they_are_public_are_never_one(open_: Interaction, closed: Interaction) -> None:
    rows = [
        replace(row, where=Where("reciprocity.yml", line))
        for line, row in ((1, open_), (2, closed), (3, replace(open_, tags=("fine",))))
    ]
    for order in permutations(rows):
        ledger = merged(*order)
        (public,) = (row for row in ledger.interactions if not row.private)
        (private,) = (row for row in ledger.interactions if row.private)
        assert private == replace(closed, where=Where("reciprocity.yml", 2), evidence=tuple(sorted(closed.evidence)))
        assert public.tags == ("fine",)
        assert "secret" not in repr(public)
        assert "cleo" not in repr(public)
        apart = (
            "is private, and reciprocity.yml:1 says the same in public; they count as two, and that one is published"
        )
        assert [(str(problem), problem.private) for problem in sorted(ledger.problems)] == [
            (f"reciprocity.yml:2: {apart}", True),
            ("reciprocity.yml:3: says the same as reciprocity.yml:1; they count as one", False),
        ]


def test_what_private_rows_say_alike_is_private() -> None:
    ledger = merged(LIKE, gave("like", POST, peer="ada", said_private=True, line=2))
    assert one(ledger).private
    assert [problem.private for problem in ledger.problems] == [True]


def test_what_was_seen_joins_the_private_of_two_rows() -> None:
    rows = [gave("link", POST, peer="ada"), gave("link", POST, peer="ada", said_private=True)]
    for order in permutations(rows):
        found = merged(*order, seen=(seen("2026-11-05"),)).interactions
        assert {row.private: bool(row.evidence) for row in found} == {True: True, False: False}


def test_the_word_of_a_row_holds_for_what_was_seen_of_it() -> None:
    said = got("like", LOOMS, peer="ada", said_private=False)
    item = got("like", LOOMS, peer="ada", source="webmention", evidence=["https://ada.example/likes/1"])
    assert one(merged(seen=(item,))).private
    found = one(merged(said, seen=(item,)))
    assert (found.private, found.evidence) == (False, item.evidence)


def test_no_word_of_a_row_publishes_an_address_of_a_private_peer() -> None:
    said = got("link", LOOMS, peer="ada", said_private=False)
    assert one(
        merged(said, seen=(seen("2026-11-02", "link", LOOMS, "https://cleo.example/p/", direction="received"),))
    ).private


def test_a_private_row_makes_what_was_seen_private() -> None:
    assert not one(merged(seen=(seen("2026-11-02"),))).private
    assert one(merged(gave("link", POST, peer="ada", said_private=True), seen=(seen("2026-11-02"),))).private


def test_a_private_row_that_joins_nothing_hides_nothing() -> None:
    hidden = gave("share", POST, peer="ada", said_private=True, note="between us")
    found = merged(hidden, gave("share", POST, peer="ada", note="fine")).interactions
    assert {row.note: row.private for row in found} == {"between us": True, "fine": False}


# --- "public by default"; "everything else is private unless the row says private: false"


@pytest.mark.parametrize(
    ("found", "public"),
    [
        (gave("share", POST, peer="ada"), True),
        (gave("translate", peer="ada"), True),
        (gave("comment", POST, peer="ada"), True),
        (gave("reply", POST, peer="ada"), True),
        (gave("testimonial", POST, peer="ada"), True),
        (gave("comment", peer="ada"), False),
        (gave("thank", POST, peer="ada"), False),
        (gave("advice", POST, peer="ada"), False),
        (gave("like", POST, peer="ada"), False),
        (gave("follow", POST, peer="ada"), False),
        (got("link", LOOMS, peer="ada"), True),
        (got("feature", peer="ada"), True),
        (got("comment", peer="ada"), True),
        (got("reply", LOOMS, peer="ada"), True),
        (got("testimonial", peer="ada"), True),
        (got("praise", LOOMS, peer="ada"), False),
        (got("intro", peer="ada"), False),
        (got("like", LOOMS, peer="ada"), False),
        (got("ask", peer="ada"), False),
        (asked("review", peer="ada", url=POST), False),
        (asked("testimonial", peer="ada"), False),
    ],
)
def test_what_is_public_by_default(found: Interaction, public: bool) -> None:
    assert one(merged(found)).private is not public
    assert not one(merged(replace(found, said_private=False))).private
    assert one(merged(replace(found, said_private=True))).private


@pytest.mark.parametrize(
    "via",
    [
        "email", "E-Mail", "e_mail", "mail", "letter", "DM", "direct message", "Direct-Messages", "Mastodon DM",
        "mastodon (DM)", "twitter/dms", "private message on a forum", "newsletter by e-mail", "SMS",
        "Signal", "WhatsApp", "direct", "Mastodon direct", "Gmail", "by mail", "mail to Ada", "ada@ada.example",
        "mailto:ada@ada.example", "DMed", "private chat", "text message", "phone call", "Signal message", "letters",
    ],
)  # fmt: skip
def test_what_went_by_e_mail_or_a_direct_message_is_private(via: str) -> None:
    assert one(merged(gave("share", POST, peer="ada", via=via))).private
    assert not one(merged(gave("share", POST, peer="ada", via=via, said_private=False))).private


@pytest.mark.parametrize(
    "via",
    [
        "mastodon",
        "Bluesky",
        "blog",
        "@ada",
        "Ben's newsletter",
        "news.ycombinator.com",
    ],
)
def test_other_channels_are_open(via: str) -> None:
    assert not one(merged(gave("share", POST, peer="ada", via=via))).private


@pytest.mark.parametrize("via", ["https://cleo.example/list/", "cleo.example", "http://www.cleo.example"])
def test_an_address_of_a_private_peer_is_no_public_way(via: str) -> None:
    assert one(merged(gave("share", POST, peer="ada", via=via))).private
    assert not one(merged(gave("share", POST, peer="ada", via=via, said_private=False))).private
    assert not one(merged(gave("share", POST, peer="ada", via=via.replace("cleo", "ben")))).private


def test_a_way_that_is_not_known_is_asked_about_once() -> None:
    places = [Where("l.yml", line) for line in range(1, 9)]
    rows = [
        gave("share", POST, peer="ada", via="Book-Club", where=places[2]),
        gave("share", f"{POST}2", peer="ada", via="book club", where=places[1]),
        gave("like", POST, peer="ada", via="book club", where=places[0]),
        gave("share", POST, peer="ben", via="book club", said_private=True, where=places[0]),
        gave("share", POST, peer="ben", via="tea club", said_private=False, where=places[0]),
        gave("share", POST, peer="cleo", via="tea club", where=places[0]),
        gave("share", POST, peer="ada", via="Mastodon DM", where=places[0]),
        gave("comment", POST, peer="ada", via="x\x1b", where=places[3]),
        gave("comment", POST, peer="ben", via="\x1b[31m", where=places[4]),
    ]
    found = merged(*rows).problems
    assert [(problem.where.line, problem.level, problem.private) for problem in found] == [
        (2, "info", True), (5, "info", True),
    ]  # fmt: skip
    assert found[0].message == (
        '"book club" is not known to be a public place, so these 2 rows are private; write `private: false` or `true`, '
        "or list the place in the option `public_via`"
    )
    assert '"\\x1b[31m" is not known to be a public place, so this row is private' in found[1].message
    assert "book club" not in found[0].in_public()


def test_a_way_that_is_nearly_the_id_of_a_peer_may_mean_the_peer() -> None:
    (problem,) = merged(gave("share", POST, peer="ada", via="bne", where=Where("l.yml", 1))).problems
    assert problem.message.endswith("""in the option `public_via`; did you mean the peer "ben"?""")


def test_a_row_with_a_key_in_an_address_is_private_unless_it_says_otherwise() -> None:
    keyed, place = f"{POST}?token=x", Where("l.yml", 3)
    found = merged(gave("share", keyed, peer="ada", where=place))
    assert one(found).private
    (problem,) = found.problems
    assert (problem.where, problem.level, problem.private) == (place, "info", True)
    assert problem.message.startswith("an address in this row has a key in it, so the row is private; ")
    assert one(merged(got("comment", LOOMS, peer="ada", evidence=[keyed]))).private
    assert not one(merged(gave("share", keyed, peer="ada", said_private=False))).private
    assert not one(merged(seen=(seen("2026-11-02", "link", keyed),))).private, "one's own page says it to all"
    for quiet in (gave("like", keyed, peer="ada"), gave("share", keyed, peer="cleo"), gave("share", keyed, via="DM")):
        assert merged(quiet).problems == ()


def test_the_option_makes_a_way_public() -> None:
    people = directory([ADA, BEN, CLEO], [], (), ["Book club", "DM"]).records
    rows = [gave("share", POST, peer="ada", via=via) for via in ("book club no. 3", "dm", "book club DM", "cleo")]
    assert [row.private for row in merge(rows, (), people).interactions if row.via == "book club no. 3"] == [False]
    assert {row.via for row in merge(rows, (), people).interactions if row.private} == {"book club DM", "cleo"}


def test_a_private_peer_makes_everything_private() -> None:
    assert one(merged(gave("share", "https://cleo.example/a/", peer="cleo", said_private=False))).private
    assert one(merged(gave("share", peer="cleo"))).private


def test_an_address_of_a_private_peer_is_not_published_in_a_row_of_another() -> None:
    assert one(merged(gave("share", "https://cleo.example/with-ada/", peer="ada"))).private
    assert one(merged(got("link", LOOMS, peer="ada", evidence=["https://cleo.example/p/"]))).private
    assert not one(merged(gave("share", "https://nobody.example/", peer="nobody.example"))).private


def test_an_entry_by_a_private_peer_in_a_planet_is_not_published() -> None:
    planet = feeds(ada=feed(entry("https://cleo.example/p/", "2026-11-10", LOOMS, title="Secret")))
    both = [ledger_of((), planet, peers=[ADA, cleo]) for cleo in (CLEO, peer("cleo"))]
    assert [ledger.interactions for ledger in both] == [(), ()], "nobody knows whether Cleo wrote it: it waits"
    assert [[row.private for row in ledger.pending] for ledger in both] == [[True], [False]]


def test_what_a_page_of_ones_own_links_to_of_a_private_peer_is_private() -> None:
    found = ledger_of((), None, [page("a/", None, "https://cleo.example/", "https://ada.example/")])
    assert {row.peer: row.private for row in found.interactions} == {"ada": False, "cleo": True}


# --- order


def test_the_oldest_stands_first_and_a_period_by_its_last_day() -> None:
    dates = [None, "2024", "2024-12-31", "2025-01", "2025-01-31", "2025-02-01", "2025"]
    rows = [gave("share", POST, date, peer="ada") for date in dates]
    assert [row.date for row in merged(*reversed(rows)).interactions] == dates


def test_within_one_date_the_order_of_the_files_is_kept() -> None:
    said = [("x", "a.yml", 9), ("z", "a.yml", 10), ("m", "b.yml", 2), ("b", "b.yml", 3)]
    rows = [gave("share", POST, peer="ada", via=via, where=Where(file, line)) for via, file, line in said]
    for order in permutations(rows):
        found = merged(*order, seen=(seen("2026-11-02", "quote", "https://ada.example/seen/"),)).interactions
        assert [row.via for row in found] == ["x", "z", "m", "b", ""]


def test_of_one_day_what_pages_and_entries_have_stands_below_the_rows_of_the_log_and_as_they_have_it() -> None:
    """Pages by their paths, entries by their time, what was received last; a link of several pages where the first is
    dated.
    """
    pages = [
        page("a/", None, "https://ada.example/undated/", "https://ben.example/3/"),
        page("b/", "2026-11-02", "https://ben.example/3/", "https://ada.example/z/", "https://ada.example/a/"),
        page("c/", "2026-11-02", "https://ada.example/a/", "https://ben.example/2/", "https://ada.example/m/"),
        page("d/", "2026-11-03", "https://ada.example/later/", "https://ben.example/2/"),
    ]
    posts = [
        entry("https://ada.example/evening/", "2026-11-02T20:00:00Z", "https://me.example/z/", "https://me.example/a/"),
        entry("https://ada.example/noon/", "2026-11-02T12:00:00Z", "https://me.example/z/"),
        entry("https://ada.example/morning/", "2026-11-02T08:00:00Z", "https://me.example/m/", LOOMS),
    ]
    written = [gave("link", f"https://ada.example/{name}/", line=line) for line, name in ((7, "m"), (9, "log"))]
    for order in (1, -1):
        found = ledger_of(written[::order], feeds(ada=feed(*posts[::order])), pages[::order]).interactions
        assert [(row.url or "").removeprefix("https://").replace(".example", "") for row in found] == [
            "ada/undated/",
            *("ada/m/", "ada/log/"),
            *("ben/3/", "ada/z/", "ada/a/", "ben/2/"),
            *("me/m/", "me/looms/", "me/z/", "me/z/", "me/a/"),
            "ada/later/",
        ]


def test_gifts_without_a_url_are_one_each_whatever_their_evidence() -> None:
    row = gave("share", None, peer="ada", evidence=["https://me.example/links/"])
    assert len(merged(row, row).interactions) == 2
