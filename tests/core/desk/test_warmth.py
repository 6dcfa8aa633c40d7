"""The order of those to thank and to greet: an easy one first, then those whom a line would surprise most."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.desk import desk
from mkdocs_reciprocity.core.desk.warmth import History, histories, warmly
from mkdocs_reciprocity.core.model import Interaction, PeerId
from tests.core.ledger.making import TODAY, account_of, asked, entry, feed, feeds, gave, got, peer

LOOMS = "https://me.example/looms/"
PEOPLE = [peer(id_, checkin=1) for id_ in "abcdef"]


def days_ago(days: int) -> When:
    return dates.after(TODAY, -days)


def thanked(rows: Sequence[Interaction], today: When = TODAY) -> str:
    found = desk(account_of(rows, peers=PEOPLE, today=today), 0).thanks_owed
    return "".join(dict.fromkeys(deed.peer or "" for deed in found))


def greeted(rows: Sequence[Interaction], *more: object) -> str:
    account = account_of(rows, *more, peers=PEOPLE)  # type: ignore[arg-type]
    return "".join(one.peer for one in desk(account, 0).greetings_due)


def comment(who: str, days: int) -> Interaction:
    return got("comment", f"https://me.example/{who}{days}/", days_ago(days), peer=who)


def test_first_whoever_wrote_last_then_those_with_whom_it_was_quiet_for_longest() -> None:
    rows = [comment("a", 40), comment("b", 5), comment("c", 700), comment("d", 100)]
    assert thanked(rows) == "bcda"


def test_silence_is_since_the_last_contact_in_either_direction_and_easy_is_only_what_they_did() -> None:
    rows = [comment("a", 600), comment("b", 60), comment("c", 300)]
    assert thanked(rows) == "bac"
    assert thanked([*rows, gave("share", "https://a.example/x/", days_ago(1), peer="a")]) == "bca"
    assert thanked([*rows, gave("like", "https://a.example/x/", days_ago(1), peer="a")]) == "bac"
    assert thanked([*rows, asked("review", days_ago(1), peer="a")]) == "bac"


@pytest.mark.parametrize(("one", "other"), [(31, 59), (61, 119), (130, 239), (241, 479)])
def test_of_silences_of_about_one_length_those_come_first_with_whom_there_was_least(one: int, other: int) -> None:
    rows = [comment("a", 1), comment("b", one), comment("c", other), comment("c", other + 9)]
    assert thanked(rows) == "abc"
    assert thanked([*rows, comment("b", one + 5), comment("b", one + 8)]) == "acb"


def test_who_is_alike_in_all_of_it_takes_turns_by_the_day() -> None:
    rows = [comment("a", 1), *(comment(who, 100) for who in "bcd")]
    assert thanked(rows) == thanked([*reversed(rows)])
    orders = {thanked(rows, dates.after(TODAY, day)) for day in range(10)}
    assert {order[0] for order in orders} == {"a"}
    assert {order[1] for order in orders} == {"b", "c", "d"}


def test_of_one_person_the_newest_stands_first() -> None:
    rows = [comment("a", 90), comment("b", 3), comment("a", 40), got("praise", None, None, peer="a")]
    found = desk(account_of(rows, peers=PEOPLE), 0).thanks_owed
    assert [(deed.peer, deed.date) for deed in found] == [
        ("b", days_ago(3)), ("a", days_ago(40)), ("a", days_ago(90)), ("a", None),
    ]  # fmt: skip


def test_strangers_have_their_place_too() -> None:
    rows = [got("comment", f"https://s{n}.example/", days_ago(n * 50)) for n in (1, 9)]
    assert thanked([*rows, comment("a", 2)]) == "as9.examples1.example"


A, B = PeerId("a"), PeerId("b")


def test_a_month_or_a_year_counts_as_its_last_day_but_not_as_one_that_is_to_come() -> None:
    known = histories(
        [got("comment", LOOMS, "2026", peer="a"), got("comment", LOOMS, "2026-10", peer="b")], {A, B}, TODAY
    )
    assert known == {"a": History(1, TODAY, TODAY), "b": History(1, "2026-10-31", "2026-10-31")}
    assert histories([gave("praise", None, None, peer=peer) for peer in "ab"], {A}, TODAY) == {"a": History(1, "", "")}
    assert histories([got("comment", LOOMS, peer=None)], [None], TODAY) == {}


def test_without_a_date_silence_is_longer_than_any() -> None:
    known = {PeerId("a"): History(1, days_ago(3000), ""), PeerId("b"): History(3, "", "")}
    assert warmly(map(PeerId, "abcc"), known, TODAY) == ["c", "b", "a"]
    assert warmly([], known, TODAY) == []


def test_of_those_to_greet_the_easiest_is_whoever_wrote_last_here_or_in_their_blog() -> None:
    rows = [comment("a", 300), comment("b", 90), comment("c", 40), gave("checkin", None, days_ago(50), peer="d")]
    assert greeted(rows)[0] == "c"
    assert {*greeted(rows)[1:3]} == {"e", "f"}
    assert greeted(rows)[3:] == "abd"
    of = feeds(
        d=feed(entry("https://d.example/new/", days_ago(9)), entry("https://d.example/old/", "2020-01-01")),
        b=feed(entry("https://b.example/undated/")),
    )
    assert greeted(rows, of)[0] == "d"
    assert greeted([], of)[0] == "d"


def test_only_one_is_the_easiest_and_nobody_else_decides_which_of_two_comes_first() -> None:
    for day in range(20):
        today = dates.after(TODAY, day)
        rows = [comment("a", 1), *(comment(who, 100) for who in "bcd")]
        with_e = thanked([*rows, comment("e", 100)], today)
        assert with_e.replace("e", "") == thanked(rows, today)
        easier = thanked([*rows, comment("e", 0)], today)
        assert easier[0] == "e"
        assert easier.replace("e", "").replace("a", "") == thanked(rows, today).replace("a", "")
