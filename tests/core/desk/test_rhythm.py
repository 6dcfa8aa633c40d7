"""Who is slipping away, by the rhythm that there was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.desk.desk import desk, relation_with
from mkdocs_reciprocity.core.desk.relative_dates import about, every_or_so
from mkdocs_reciprocity.core.desk.rhythm import MOST, Rhythm, rhythm
from mkdocs_reciprocity.core.model import Interaction, PeerId
from tests.core.ledger.making import TODAY, account_of, asked, entry, feed, feeds, gave, got, peer


def days_ago(days: int) -> str:
    return dates.after(TODAY, -days)


def talk(who: str, *ago: int) -> list[Interaction]:
    """Contact so many days ago, now theirs, now the author's."""
    both = (
        lambda date: got("comment", f"https://me.example/{date}/", date, peer=who),
        lambda date: gave("share", f"https://{who}.example/{date}/", date, peer=who),
    )
    return [both[number % 2](days_ago(days)) for number, days in enumerate(ago)]


def quiet(rows: Sequence[Interaction], **more: Any) -> list[tuple[str, int, int]]:
    account = account_of(rows, peers=more.pop("peers", [peer("ada"), peer("ben")]), **more)
    return [(one.peer, one.every, one.silent) for one in desk(account, 0).gone_quiet]


SIX_WEEKS = (150, 192, 234, 276, 318)


def test_who_was_in_touch_every_six_weeks_and_is_not_for_five_months() -> None:
    assert quiet(talk("ada", *SIX_WEEKS)) == [("ada", 42, 150)]
    assert quiet([*reversed(talk("ada", *SIX_WEEKS))]) == [("ada", 42, 150)]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        talk("ada", *(days - 24 for days in SIX_WEEKS)),  # three times as long, and no more
        talk("ada", *SIX_WEEKS[:4]),  # four times are no rhythm
        talk("ada", 61, 70, 80, 90, 100, 110),  # one lively month is none
        talk("ada", *SIX_WEEKS, 518),  # there was a pause of two hundred days before
        talk("ada", *SIX_WEEKS, 20),
        [*talk("ada", *SIX_WEEKS), gave("checkin", None, "2026", peer="ada")],  # perhaps yesterday
        [*talk("ada", *SIX_WEEKS), gave("checkin", None, "2026-10", peer="ada")],
        talk("stranger", *SIX_WEEKS),
    ],
)
def test_who_is_not_slipping_away(rows: list[Interaction]) -> None:
    assert quiet(rows) == []


def test_nods_and_asks_are_no_contact() -> None:
    rows = [gave("like", f"https://ada.example/{days}/", days_ago(days), peer="ada") for days in SIX_WEEKS]
    assert quiet([*rows, *(asked("review", days_ago(days), peer="ada") for days in SIX_WEEKS)]) == []
    assert quiet([*talk("ada", *SIX_WEEKS), gave("like", "https://ada.example/x/", days_ago(1), peer="ada")]) != []


def test_who_has_a_checkin_or_rests_is_left_out_and_who_is_private_is_not() -> None:
    for more in ({"checkin": 400}, {"checkin": 0}, {"fallow": True}):
        assert quiet(talk("ada", *SIX_WEEKS), peers=[peer("ada", **more)]) == []
    assert quiet(talk("ada", *SIX_WEEKS), peers=[peer("ada", private=True)]) == [("ada", 42, 150)]


def test_one_long_pause_and_one_lively_week_change_no_rhythm() -> None:
    steady = [number * 30 for number in range(12)]
    assert rhythm(map(on, steady), TODAY) == Rhythm(30, 30)
    assert rhythm(map(on, [*steady[:6], *(days + 500 for days in steady[6:])]), TODAY) == Rhythm(30, 530)
    assert rhythm(map(on, [*steady, 1, 2, 3, 4, 31, 33]), TODAY) == Rhythm(30, 30)


def on(days: int) -> When:
    return When(days_ago(days))


def test_an_answer_is_no_other_exchange_but_a_letter_a_week_is() -> None:
    weekly = [number * 7 for number in range(30)]
    assert rhythm(map(on, weekly), TODAY) == Rhythm(7, 7)
    assert rhythm(map(on, weekly[:17]), TODAY) is None, "not four months"
    assert rhythm(map(on, range(300)), TODAY) == Rhythm(7, 7)
    assert rhythm(map(on, [1, 2, 3, 4, 5, 6]), TODAY) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["2026-01", "2026-03", "2026-05", "2026-07", "2026-09"], Rhythm(61, 61)),
        (["2026-01", "2026-03", "2026-05", "2026-07", "2026-09", "2026-11"], Rhythm(61, 61)),  # today, at the latest
        (["2021", "2022", "2023", "2024", "2025", "2026"], None),
        (["2026-01", "2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"], None),  # four exchanges
    ],
)
def test_a_month_is_its_last_day_and_a_year_tells_of_no_rhythm(said: Iterable[str], found: Rhythm | None) -> None:
    assert rhythm(map(When, said), TODAY) == found


def test_never_more_than_three_and_others_on_another_day() -> None:
    people = [peer(f"p{number}") for number in range(8)]
    rows = [row for one in people for row in talk(one.id, *SIX_WEEKS)]
    days = [dates.after(TODAY, number) for number in range(20)]
    found = [{who for who, _, _ in quiet(rows, peers=people, today=day)} for day in days]
    assert {len(one) for one in found} == {MOST}
    assert set().union(*found) == {one.id for one in people}


def test_it_says_what_was_last_and_what_is_new() -> None:
    people = [peer("ada", note="Likes postcards.")]
    of = feeds(ada=feed(entry("https://ada.example/new/", days_ago(3), title="New")))
    account = account_of(talk("ada", *SIX_WEEKS), of, peers=people)
    (one,) = desk(account, 0).gone_quiet
    assert (one.name, one.date, one.note, one.url) == ("Ada", days_ago(150), "Likes postcards.", "https://ada.example/")
    assert one.last.did == "commented on"
    assert one.newest is not None
    found = relation_with(PeerId("ada"), account)
    assert found is not None
    assert found.gone_quiet == one


@pytest.mark.parametrize(
    ("days", "every", "span"),
    [
        (7, "every week or so", "a week"),
        (10, "every ten days or so", "ten days"),
        (14, "every two weeks or so", "two weeks"),
        (22, "every three weeks or so", "three weeks"),
        (28, "every month or so", "a month"),
        (42, "every six weeks or so", "six weeks"),
        (53, "every two months or so", "two months"),
        (150, "every five months or so", "five months"),
        (344, "every eleven months or so", "eleven months"),
        (345, "every year or so", "a year"),
        (550, "every year and a half or so", "a year and a half"),
        (640, "every two years or so", "two years"),
        (4400, "every twelve years or so", "twelve years"),
        (5000, "every 14 years or so", "14 years"),
    ],
)
def test_spans_as_people_say_them(days: int, every: str, span: str) -> None:
    assert (every_or_so(days), about(days)) == (every, span)


def test_a_longer_time_is_never_said_to_be_shorter() -> None:
    spoken = list(dict.fromkeys(about(days) for days in range(7, 6000)))
    assert len(spoken) == len({*spoken}) == 33
