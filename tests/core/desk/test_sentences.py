"""The desk in sentences."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk import relation_sentences, sentences
from mkdocs_reciprocity.core.desk.commands import Commands
from mkdocs_reciprocity.core.desk.desk import desk, relation_with
from mkdocs_reciprocity.core.desk.relative_dates import ago
from mkdocs_reciprocity.core.desk.sections import Line, Part, Row, Rows, Section, more
from mkdocs_reciprocity.core.model import Neighbour, PeerId, aside
from tests.core.ledger.making import (
    ADA,
    BEN,
    TODAY,
    account_of,
    address,
    asked,
    entry,
    feed,
    feeds,
    gave,
    got,
    page,
    peer,
)

LOOMS = "https://me.example/looms/"


def section(id_: str, *arguments: object, **more: object) -> Section | None:
    account = account_of(*arguments, **more)  # type: ignore[arg-type]
    found = sentences.of_desk(desk(account, 20), Commands())
    return next((section for section in found if section.id == id_), None)


def texts(id_: str, *arguments: object, **more: object) -> list[str]:
    found = section(id_, *arguments, **more)
    return [line.text for row in found.rows for line in row.lines] if found else []


# --- greetings


def hello(*rows: object, checkin: int | None = 30) -> list[str]:
    return texts("greetings", list(rows), peers=[ADA, peer("ben", checkin=checkin)])


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2026-10-12", "Ben: last in touch 41 days ago; you meant to be every 30 days."),
        ("2026-09", "Ben: last in touch in September 2026; you meant to be every 30 days."),
        ("2025", "Ben: last in touch in 2025; you meant to be every 30 days."),
        (None, "Ben: nothing dated yet."),
    ],
)
def test_a_greeting_is_a_whole_sentence(date: str | None, said: str) -> None:
    assert hello(gave("comment", "https://ben.example/a/", date)) == [said]


@pytest.mark.parametrize(
    ("checkin", "date", "said"),
    [
        (1, "2026-11-21", "Ben: last in touch yesterday; you meant to be every day."),
        (2, "2026-11-20", "Ben: last in touch 2 days ago; you meant to be every 2 days."),
        (0, "2026-11-22", "Ben: last in touch today."),
    ],
)
def test_a_rhythm_of_days(checkin: int, date: str, said: str) -> None:
    assert hello(gave("checkin", None, date, peer="ben"), checkin=checkin) == [said]


def test_what_a_greeting_can_begin_with() -> None:
    ben = peer("ben", checkin=30, note="Write to the yard.")
    of = feeds(ben=feed(entry("https://ben.example/new/", "2026-11-20", title="Knots")))
    found = section("greetings", [gave("comment", "https://ben.example/a/", "2026-09-03")], of, peers=[ben])
    assert found
    (row,) = found.rows
    assert row.lines[0].under == (
        "It was: You commented on “ben.example/a”.",
        "New there: Knots",
        "Write to the yard.",
    )
    assert (row.command, row.write) == ("mkdocs-reciprocity desk write --peer ben", "ben")


def test_after_a_long_silence_a_letter_is_suggested() -> None:
    letter = "after so long, a letter or a review says more than a like"
    for date, beside in (("2026-05-27", ""), ("2026-05-26", letter), (None, "")):
        found = section("greetings", [gave("comment", "https://ben.example/a/", date)], peers=[peer("ben", checkin=30)])
        assert found
        assert found.beside == beside


def test_who_has_gone_quiet_is_told_with_the_rhythm_that_there_was() -> None:
    months = ("2025-12-01", "2026-01-12", "2026-02-23", "2026-04-06", "2026-05-18")
    rows = [got("comment", f"https://me.example/{date}/", date, peer="ben") for date in months]
    found = section("quiet", rows, peers=[peer("ben", note="Write to the yard.")])
    assert found
    assert (found.heading, found.beside[:15]) == ("Gone quiet", "for information")
    (row,) = found.rows
    assert row.lines[0].text == "Ben: you were in touch every six weeks or so; it is six months now."
    assert row.lines[0].under == ("It was: Ben commented on “me.example/2026-05-18”.", "Write to the yard.")
    assert (row.command, row.write) == ("mkdocs-reciprocity desk write --peer ben", "ben")


def test_on_the_desk_a_new_blog_need_not_wait_for_its_turn() -> None:
    people = [peer(f"p{number}") for number in range(9)]
    of = {one.id: [feed(entry(f"https://{one.id}.example/a/", "2020-11-20", words=200))] for one in people[1:]}
    new = [entry(f"https://p0.example/{day}/", f"2026-11-{day}", words=200, title="New") for day in (20, 10)]
    for day in range(1, 9):
        account = account_of([], {**of, PeerId("p0"): [feed(*new)]}, peers=people, today=When(f"2026-12-0{day}"))
        first, *others = desk(account, 20).reading
        assert (first.peer, first.title, first.new_here) == ("p0", "New", True)
        assert not any(one.new_here for one in others if one.peer != "p0")
        given_to = [gave("share", "https://p0.example/x/", "2026-11-30", peer="p0")]
        account = account_of(given_to, {**of, PeerId("p0"): [feed(*new)]}, peers=people, today=When(f"2026-12-0{day}"))
        assert [one.peer for one in desk(account, 60).reading][8] == "p0", "others have had nothing"


def test_a_comment_is_suggested_beside_a_share_of_the_first_posts_of_a_blog() -> None:
    def row(*days: str, path: str = "") -> Row:
        posts = [entry(f"https://ben.example/{day}/{path}", day, words=200) for day in days]
        found = section("reading", [], feeds(ben=feed(*posts)), peers=[peer("ben")])
        assert found
        return found.rows[0]

    new, old = row("2026-11-20", "2026-11-02"), row("2026-11-20", "2020-11-02")
    assert new.lines[0].under == (
        "The blog of Ben is new: this is one of its first posts.",
        "Leave a comment too: any answer helps somebody new to go on.",
    )
    assert new.command.startswith("mkdocs-reciprocity add share https://ben.example/2026-11-")
    assert new.also == new.command.replace("share", "comment")
    assert (len(old.lines[0].under), old.also) == (1, "")
    unsafe = row("2026-11-20", "2026-11-02", path="$(x)")
    assert (len(unsafe.lines[0].under), unsafe.command, unsafe.also) == (2, "", "")


# --- thanks and mentions


def test_one_command_for_each_friend() -> None:
    rows = [
        *(got("comment", f"https://me.example/{n}/", f"2026-11-{10 + n}", peer="ada") for n in range(4)),
        got("share", LOOMS, "2026-11-05", peer="ben"),
    ]
    found = section("thanks", rows)
    assert found
    assert [(len(row.lines), row.command, row.write) for row in found.rows] == [
        (4, "mkdocs-reciprocity desk write --peer ada", "ada"),
        (1, "mkdocs-reciprocity desk write --peer ben", "ben"),
    ]


def test_a_stranger_is_thanked_where_they_can_be_and_noted_by_the_address() -> None:
    found = section("thanks", [got("review", "https://stranger.example/review/", "2026-11-09")])
    assert found
    assert [(row.command, row.write) for row in found.rows] == [
        ("mkdocs-reciprocity add thank https://stranger.example/review/", None)
    ]


def test_the_words_of_those_who_are_to_be_thanked_stand_below() -> None:
    words = aside("Ada", "I read it twice.")
    of = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", title="Looms", about=LOOMS, aside=words)))
    found = section("thanks", [got("comment", LOOMS, "2026-11-05", peer="ben")], of)
    assert found
    assert [(row.lines[0].text, row.lines[0].under) for row in found.rows] == [
        ("Ada shared “me.example/looms” in “Looms”", ("I read it twice.",)),
        ("Ben commented on “me.example/looms”", ()),
    ]


def test_mentions_are_accepted_by_peer_and_say_how_long_there_is() -> None:
    of = feeds(
        ada=feed(
            *(entry(f"https://ada.example/{n}/", f"2026-11-{20 - n:02}") for n in range(4)),
            entry("https://ada.example/p/", "2026-11-10", LOOMS, title="Revisited"),
            entry("https://ada.example/q/", "2026-11-09", LOOMS, title="Again"),
        )
    )
    found = section("mentions", [], of, [page("looms/", None, title="The loom")])
    assert found
    (row,) = found.rows
    assert [line.text for line in row.lines] == [
        "Ada linked to “The loom” in “Again”",
        "Ada linked to “The loom” in “Revisited”",
    ]
    assert [line.under for line in row.lines] == [("Their next post pushes it out.",), ("2 more posts push it out.",)]
    assert row.command == "mkdocs-reciprocity accept --peer ada"


def test_words_on_places_of_ones_own_are_proposed_until_they_are_in_the_log() -> None:
    own = {"source": "account", "proposed": "Worth a read."}
    strangers = [gave("share", f"https://{name}.example/", **own) for name in ("eve", "fay")]
    found = section("words", [gave("share", "https://ada.example/p/", peer="ada", **own), *strangers])
    assert found
    assert [([(line.text, line.under) for line in row.lines], row.command) for row in found.rows] == [
        ([("You shared “ada.example/p”", ("Worth a read.",))], "mkdocs-reciprocity accept --peer ada"),
        (
            [(f"You shared “{name}.example”", ("Worth a read.",)) for name in ("eve", "fay")],
            "mkdocs-reciprocity accept",
        ),
    ]
    assert section("words", [gave("share", "https://ada.example/p/", peer="ada", line=3, **own)]) is None
    assert section("words", [gave("share", "https://ada.example/p/", peer="ada", source="account")]) is None


def test_an_id_that_cannot_be_typed_is_said() -> None:
    odd = peer("ben", checkin=1)
    odd = type(odd)(id=PeerId("b\x1b"), name="Odd", home=odd.home, checkin=1)
    found = section("greetings", [], peers=[odd])
    assert found
    (row,) = found.rows
    assert row.command == ""
    assert row.lines[-1].text == "Its id has a hidden character; give it a plain one below `peers:`."


# --- the rest of the desk


def test_friends_of_friends_end_in_an_addition() -> None:
    nora, otto, famous = (
        Neighbour(name, address(f"https://{name.lower()}.example/")) for name in ("Nora", "Otto", "Fame")
    )
    odd = Neighbour("Odd\x1b[31m", address("https://odd.example/$(x)"))
    people = [ADA, BEN, *(peer(id_) for id_ in ("dora", "eve"))]
    rolls = {PeerId("ada"): [nora, otto, famous, odd], PeerId("ben"): [nora, otto, famous, odd],
             PeerId("dora"): [otto, famous], PeerId("eve"): [famous]}  # fmt: skip
    found = section("neighbours", [], peers=people, blogrolls=rolls)
    assert found
    rows = {row.lines[0].text: row.command for row in found.rows}
    add = "mkdocs-reciprocity peers add https://{}.example/"
    assert rows == {
        "Ada and Ben both read Nora, and you do not know it yet.": add.format("nora"),
        "Ada, Ben and Dora read Otto, and you do not know it yet.": add.format("otto"),
        "Ada, Ben, Dora and others read Fame, and you do not know it yet.": add.format("fame"),
        "Ada and Ben both read Odd\x1b[31m, and you do not know it yet.": "",
    }
    assert found.rows[-1].command == add.format("fame")
    assert {part.peer for part in found.rows[-1].lines[0].parts if isinstance(part, Part)} == {
        None,
        "ada",
        "ben",
        "dora",
    }


def test_nods_and_what_to_read_end_in_a_share() -> None:
    of = feeds(ada=feed(entry("https://ada.example/n/", "2026-11-20", title="New", words=460)))
    nods = [gave("like", "https://ada.example/b/", title="Tar"), gave("like", "https://nobody.example/c/", None)]
    found = {id_: section(id_, nods, of) for id_ in ("nods", "reading")}
    assert [
        (row.lines[0].first, row.lines[0].text, row.command) for one in found.values() if one for row in one.rows
    ] == [
        ("20 days ago", "Tar · Ada", "mkdocs-reciprocity add share https://ada.example/b/"),
        ("undated", "nobody.example/c · nobody.example", "mkdocs-reciprocity add share https://nobody.example/c/"),
        ("2 min", "New · Ada", "mkdocs-reciprocity add share https://ada.example/n/"),
    ]


def test_own_posts_beside_gifts() -> None:
    rows = [gave("share", "https://ada.example/a/", "2026-11-21", title="A")]
    pages = [page("looms/", "2026-10-01", title="The loom")]
    assert texts("beside", rows, {}, pages) == [
        "1 gift to others, 1 post of your own.",
        "You shared “A”",
        "You published “The loom”",
    ]
    assert (
        texts("beside", [*rows, gave("share", "https://ben.example/")])[0] == "2 gifts to others, 0 posts of your own."
    )
    assert texts("beside", []) == []


def test_asks_and_what_was_given_before() -> None:
    rows = [
        asked("review", "2026-11-07", peer="ada", answer="granted", note="Soon."),
        asked("share", "2026-01-01", peer="ben"),
    ]
    found = section("asks", [gave("share", "https://ada.example/a/"), *rows])
    assert found
    assert [(row.lines[0].text, row.lines[0].under, row.command) for row in found.rows] == [
        ("You asked Ada for a review · granted", ("Before it you gave: 1 passed on.", "Soon."), ""),
        ("You asked Ben for a share", ("Before it you gave: nothing yet.",), ""),
    ]


def test_places_and_relations_are_facts() -> None:
    rows = [
        gave("share", "https://ada.example/a/", via="Mastodon"),
        gave("like", "https://ada.example/b/", via="mastodon"),
        got("comment", LOOMS, peer="ben", via="Mastodon"),
    ]
    assert texts("places", rows) == ["Mastodon · given: 1 passed on, 1 nod · received: 1 in talk"]
    assert texts("one-way", rows) == ["Ben gave: 1 in talk", "You gave Ada: 1 passed on, 1 nod"]
    for id_ in ("places", "one-way"):
        found = section(id_, rows)
        assert found
        assert not any(row.command for row in found.rows)


def test_an_empty_desk_says_how_to_start() -> None:
    (only,) = sentences.of_desk(desk(account_of(), 20), Commands())
    assert only.id == "start"
    assert [(row.command, row.also) for row in only.rows] == [
        ("mkdocs-reciprocity add share https://ada.example/engines/", ""),
        ("mkdocs-reciprocity peers add https://ada.example/", "mkdocs-reciprocity init --links"),
    ]


def test_minutes_in_words() -> None:
    of = feeds(ada=feed(entry("https://ada.example/n/", "2026-11-20", title="New", words=100)))
    headings = [sentences.of_desk(desk(account_of([], of), minutes), Commands())[1].heading for minutes in (1, 20)]
    assert headings == ["One minute today", "20 minutes today"]


# --- a relation


def test_a_relation_in_sections() -> None:
    rows = [
        gave("share", "https://ada.example/a/", "2026-11-02", title="A", via="mastodon"),
        got("comment", LOOMS, "2026-10-02", peer="ada"),
        got("like", LOOMS, "2020", peer="ada"),
    ]
    of = feeds(ada=feed(entry("https://ada.example/n/", "2026-11-20", title="New")))
    found = relation_with(PeerId("ada"), account_of(rows, of))
    assert found
    assert relation_sentences.about(found) == ()
    sections = relation_sentences.of_relation(found, TODAY, Commands())
    assert [(one.id, one.beside) for one in sections] == [
        ("thread", "first 2020, last 2 November 2026"),
        ("new", ""),
        ("thanks", "one note to each will do"),
        ("given", "since December 2025: 1 passed on"),
        ("received", "since December 2025: 1 in talk"),
    ]
    assert sections[3].rows[0].lines[0].text == "You shared “A” · mastodon"
    assert sections[1].rows[0].lines[0].address == "https://ada.example/n/"


def test_how_a_relation_began() -> None:
    def about(*rows: object, note: str = "") -> tuple[str, ...]:
        found = relation_with(PeerId("ada"), account_of(rows, peers=[peer("ada", note=note), BEN]))  # type: ignore[arg-type]
        assert found
        return relation_sentences.about(found)

    assert about(note="At sea.") == ("Nothing is noted yet: a good time for a first gift.", "At sea.")
    assert about(gave("share", None, "2026-11", peer="ada"), note="At sea.") == ("At sea.",)
    assert about(gave("share", None, None, peer="ada")) == ()
    old = relation_with(PeerId("ada"), account_of([gave("share", None, "2020", peer="ada")]))
    assert old
    assert [one.beside for one in relation_sentences.of_relation(old, TODAY, Commands())] == ["", ""]


# --- words


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, "undated"),
        ("2024", "2024"),
        ("2025-12", "Dec 2025"),
        ("2026-11-22", "today"),
        ("2026-11-21", "yesterday"),
        ("2026-10-22", "31 days ago"),
        ("2026-10-21", "21 Oct"),
        ("2025-12-28", "28 Dec 2025"),
        ("2026-11-23", "23 Nov"),
    ],
)
def test_when_it_was_in_few_characters(date: str | None, said: str) -> None:
    assert ago(When(date) if date else None, TODAY) == said
    assert len(said) <= 11


def test_how_many_more() -> None:
    assert [more(number, "friend") for number in (-1, 0, 1, 2)] == [
        "",
        "",
        "… and 1 more friend",
        "… and 2 more friends",
    ]
    assert more(1) == "… and 1 more"
    row = Row((Line("", ("x",)),))
    assert Section("x", "X", "", (row,) * 7).more == "… and 2 more"
    assert Section("x", "X", "", (row,) * 5).more == ""


def test_a_row_is_made_when_somebody_looks_at_it_and_only_once() -> None:
    made: list[int] = []

    def make(number: int) -> Row:
        made.append(number)
        return Row((Line("", (str(number),)),))

    rows = Rows(make, range(1000))
    assert (len(rows), made) == (1000, [])
    shown = [row.lines[0].text for row in rows[:3]]
    assert (shown, made) == (["0", "1", "2"], [0, 1, 2])
    assert rows[-1].lines[0].text == "999"
    assert (rows[1:2], made) == ((rows[1],), [0, 1, 2, 999])
    assert Section("x", "X", "", rows).more == "… and 995 more"
    assert rows == Rows(make, range(1000))
    assert rows != Rows(make, range(999))
    assert rows != rows[:]
