"""The people who are thanked: each once, with all that they did and what the author says to them."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_reciprocity.core.model import Interaction, Peer
from mkdocs_reciprocity.core.views.pay_it_forward import PayItForward
from mkdocs_reciprocity.core.views.places import NOWHERE, Place
from mkdocs_reciprocity.core.views.thanks import Praise, Thanked
from tests.core.ledger.making import (
    ADA,
    BEN,
    CLEO,
    address,
    entry,
    feed,
    feeds,
    gave,
    got,
    options,
    page,
    peer,
    views_of,
)

LOOMS = "https://me.example/looms/"
PAGES = [page("looms/", "2026-10-01", title="Looms")]
PEERS = (ADA, BEN, CLEO)


def shown(*rows: Interaction, peers: tuple[Peer, ...] = PEERS, **said: bool) -> PayItForward:
    return views_of(rows, {}, PAGES, peers=peers, said=options(**said)).pay_it_forward


def people(*rows: Interaction, peers: tuple[Peer, ...] = PEERS) -> tuple[Thanked, ...]:
    return shown(*rows, peers=peers).people


def thank(
    who: str | None, date: str = "2026-11-02", note: str = "", url: str | None = None, by: str = ""
) -> Interaction:
    return replace(gave("thank", url, date, peer=who, note=note, said_private=False), by=by)


def test_everybody_is_named_once_with_all_that_they_did_the_newest_first() -> None:
    rows = [
        got("link", LOOMS, "2026-11-02", peer="ada", evidence=["https://ada.example/a/"]),
        got("reply", LOOMS, "2026-11-05", peer="ben"),
        got("share", LOOMS, "2026-11-09", peer="ada"),
        got("comment", LOOMS, "2026-10-09", peer="ada"),
    ]
    assert [(one.peer.text, [deed.kind for deed in one.deeds]) for one in people(*rows)] == [
        ("Ada", ["share", "link", "comment"]),
        ("Ben", ["reply"]),
    ]


def test_forty_people_are_named_those_whose_deeds_are_the_newest() -> None:
    peers = tuple(peer(f"p{n:02d}") for n in range(1, 43))
    rows = [got("link", LOOMS, f"2026-{10 + n // 31}-{n % 31 + 1:02d}", peer=one.id) for n, one in enumerate(peers)]
    named = [one.peer.text for one in people(*rows, peers=peers)]
    assert named == [one.name for one in reversed(peers[2:])]


def test_all_that_one_person_did_two_hundred_times_is_there() -> None:
    rows = [
        got(
            "link",
            LOOMS,
            f"2026-{n // 28 + 1:02d}-{n % 28 + 1:02d}",
            peer="ada",
            evidence=[f"https://ada.example/{n}/"],
        )
        for n in range(200)
    ]
    (one,) = people(*rows)
    assert len(one.deeds) == 200


def test_of_a_flood_the_newest_people_stand_there() -> None:
    rows = [
        got("link", LOOMS, f"2026-{n // 28 + 1:02d}-{n % 28 + 1:02d}", evidence=[f"https://s{n}.example/"])
        for n in range(270)
    ]
    assert [one.peer.text for one in people(*rows)] == [f"s{n}.example" for n in range(269, 229, -1)]


def test_strangers_on_one_network_are_not_one_person() -> None:
    rows = [
        got(
            "reply",
            LOOMS,
            date,
            title=name,
            source="account",
            evidence=(address(f"https://social.example/{name}/{n}"),),
        )
        for name in ("@yan@social.example", "@zed@social.example")
        for n, date in enumerate(("2026-11-02", "2026-11-03"))
    ]
    assert [(one.peer.text, len(one.deeds)) for one in people(*rows)] == [
        ("@yan@social.example", 2), ("@zed@social.example", 2),
    ]  # fmt: skip


# --- what the author says to them


def test_a_public_thank_you_stands_beside_the_name() -> None:
    rows = [got("reply", LOOMS, "2026-11-01", peer="ada"), thank("ada", note="Your answer saved my loom.")]
    (one,) = people(*rows)
    assert [deed.kind for deed in one.deeds] == ["reply"]
    assert one.praise == (Praise("Your answer saved my loom.", NOWHERE, rows[1].date),)


def test_without_anything_received_the_person_is_there_with_the_note_or_without() -> None:
    found = people(thank("ada", "2026-11-03", "You wrote me a letter."), thank("ben"))
    assert [(one.peer, one.deeds, [said.note for said in one.praise]) for one in found] == [
        (Place("Ada", "https://ada.example/"), (), ["You wrote me a letter."]),
        (Place("Ben", "https://ben.example/"), (), [""]),
    ]


def test_the_newest_day_decides_the_order() -> None:
    rows = [
        got("link", LOOMS, "2026-11-01", peer="ada"),
        got("link", LOOMS, "2026-11-04", peer="ben"),
        thank("ada", "2026-11-05", "a"),
        thank("cleo", "2026-11-03", "c"),
    ]
    cleo = replace(CLEO, private=False)
    assert [one.peer.text for one in people(*rows, peers=(ADA, BEN, cleo))] == ["Ada", "Ben", cleo.name]


def test_a_thank_you_is_private_unless_its_row_says_otherwise() -> None:
    rows = [
        gave("thank", None, peer="ada", note="SECRET"),
        gave("thank", None, peer="ben", note="SECRET", said_private=True),
    ]
    assert people(*rows) == ()
    zoe = peer("zoe", private=True)
    assert people(thank("zoe", note="SECRET"), peers=(zoe,)) == ()


def test_nothing_else_that_was_given_nor_the_note_of_what_was_received_is_there() -> None:
    rows = [
        gave("share", "https://ada.example/x/", peer="ada", note="SECRET"),
        gave("praise", None, peer="ada", note="SECRET", said_private=False),
        got("thank", LOOMS, peer="ben", note="SECRET", said_private=False),
    ]
    found = people(*rows)
    assert [one.peer.text for one in found] == ["Ben"]
    assert "SECRET" not in repr(found)


def test_thanks_of_another_year_are_over() -> None:
    assert people(thank("ada", "2024-01-01", "a"), replace(thank("ben", note="b"), date=None)) == ()


def test_what_somebody_is_thanked_for_is_linked() -> None:
    post = feeds(ada=feed(entry("https://ada.example/p/", "2026-11-10", title="On engines")))
    rows = [thank("ada", url="https://ada.example/p/"), thank("ben", url=LOOMS)]
    found = {one.peer.text: one.praise[0].about for one in views_of(rows, post, PAGES).pay_it_forward.people}
    assert found == {"Ada": Place("On engines", "https://ada.example/p/"), "Ben": Place("Looms", "looms/", own=True)}


def test_a_stranger_has_the_name_that_the_row_gives_unless_it_is_a_private_peers() -> None:
    zoe = peer("zoe", name="Zoe Z", private=True)
    rows = [
        thank(None, "2026-11-03", "a", "https://one.example/p/", by="Uma"),
        thank(None, "2026-11-02", "b", "https://two.example/p/", by="zoe z"),
        thank("ada", "2026-11-01", "c", by="Somebody else"),
        got("link", LOOMS, "2026-10-01", evidence=["https://one.example/q/"]),
    ]
    found = people(*rows, peers=(ADA, zoe))
    assert [(one.peer.text, len(one.deeds)) for one in found] == [("Uma", 1), ("two.example", 0), ("Ada", 0)]


def test_a_note_is_one_line_of_plain_text_within_a_bound() -> None:
    ((one,),) = (person.praise for person in people(thank("ada", note="a\x00\x1b\u202eb\nc " + "word " * 5000)))
    assert one.note.startswith("ab c word word")
    assert len(one.note) <= 600
    assert one.note.endswith("word…")


def test_the_words_of_others_are_there_where_the_author_wants_them() -> None:
    row = got("reply", LOOMS, peer="ada", said="How true", answered="Thanks")
    for quotes, words in ((True, "How true"), (False, "")):
        (one,) = shown(row, quotes=quotes).people
        assert [(deed.said, deed.answered) for deed in one.deeds] == [(words, "")]


def test_a_picture_is_the_one_that_the_log_names() -> None:
    ada = replace(ADA, avatar="people/ada.png")
    found = people(thank("ada"), got("link", LOOMS, "2026-10-02", peer="ben"), peers=(ada, BEN))
    assert [one.avatar for one in found] == ["people/ada.png", ""]
