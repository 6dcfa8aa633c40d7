"""What the author wrote down: who is who, what is wrong, and which problems a build must not tell."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.problem import Problem, Where
from tests.core.ledger.making import (
    ADA,
    ME,
    TODAY,
    address,
    book,
    gave,
    got,
    options,
    peer,
)
from tests.core.written import PEERS, read, rows

# --- reading


def test_peers_and_rows_may_stand_in_files_of_their_own() -> None:
    found = read(rows("- {date: 2026-11-02, gave: share, url: https://ada.example/}"), PEERS)
    assert not found.problems
    assert [row.peer for row in found.records.rows] == ["ada"]


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    found = read(
        rows("- {date: 2026-11-02, gave: share, peer: adda}\n- {date: x, gave: share, peer: ada}"), PEERS, "x: 1"
    )
    assert [str(problem.where) for problem in found.problems] == ["0.yml:2", "0.yml:3", "2.yml:1"]


def test_a_row_later_than_tomorrow_is_a_problem_and_a_period_by_its_first_day() -> None:
    dates = ("2026-11-23", "2026-11-24", "2026-11", "2026-12", "2026", "2027")
    found = read(PEERS, rows("\n".join(f"- {{date: {date}, gave: share, peer: ada}}" for date in dates)))
    assert [row.date for row in found.records.rows] == ["2026-11-23", "2026-11", "2026"]
    assert [problem.message for problem in found.problems] == [
        f'"{date}" lies in the future; log it when it has happened' for date in ("2026-11-24", "2026-12", "2027")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "- {date: 2026-11-02, gave: share, peer: ada}",
        "- date: 2026-11-02\n  gave: share\n  peer: ada",
        "- {date: 2026-11-02, gave: share, peer: ada, private: false}",
        "- {date: '2026-11-02', gave: share, peer: ada, tags: [looms], private: false}",
        "- {date: 2026-11-02T10:00:00Z, gave: share, peer: ada, source: feed, by: Ada}",
        "- {date: 2026-11-02, got: ask, peer: ada, answer: granted}",
    ],
)
def test_all_that_stands_in_a_private_file_is_private(row: str) -> None:
    secret = LogText("x.private.yml", (PEERS + rows(row)).encode(), private=True)
    found = read(secret).records
    assert found.directory.is_private(PeerId("ada"))
    assert found.rows[0].said_private is True


def test_the_own_site_has_its_aliases_too() -> None:
    said = options(aliases=["https://old.example/"])
    people = books.read([], ME, said, TODAY).records.directory
    assert people.is_own(address("https://old.example/a/"))
    nowhere = books.read([], None, options(), TODAY).records.directory
    assert not nowhere.claims


# --- problems that name a private peer


@pytest.mark.parametrize(
    "text",
    [
        "- {date: 2026-11-02, gave: share, peer: cleoo}",  # did you mean …
        "- {date: 2026-11-02, gave: share, url: 'https://cleo.example/a b'}",
        "- {date: 2026-11-02, gave: share, peer: ada, title: [Cleo Quiet], note: x}",
    ],
)
def test_a_problem_that_names_a_private_peer_is_private(text: str) -> None:
    (problem,) = read(PEERS, rows(text)).problems
    assert problem.private or "leo" not in problem.message
    assert "leo" not in problem.in_public()


@pytest.mark.parametrize(
    ("id_", "quoted"),
    [("o'q\"uiet", "o'q\\\"uiet"), ("x" * 70, "x" * 59 + "…"), ("Zoë\u200b", "Zoë\\u200b")],
)
def test_a_private_name_that_is_quoted_otherwise_is_private_too(id_: str, quoted: str) -> None:
    people = book(peers=[peer(id_, "https://zzz.example/", private=True), ADA]).directory
    (problem,) = books._hushed([Problem(Where("a.yml"), f'unknown peer "y"; did you mean "{quoted}"?')], people)
    assert problem.private


def test_a_private_host_is_known_in_both_spellings() -> None:
    secret = "peers:\n  z: {name: Quiet, home: 'https://bücher.example/', private: true}\n"
    text = "- {date: 2026-11-02, gave: share, url: 'https://{}/a b'}"
    for host in ("bücher.example", "xn--bcher-kva.example"):
        (problem,) = read(secret, rows(text.replace("{}", host))).problems
        assert problem.private


def test_other_problems_are_told() -> None:
    (problem,) = read(PEERS, rows("- {date: 2026-11-02, gave: share, peer: bob}")).problems
    assert problem.in_public() == '1.yml:2: unknown peer "bob"; list it below `peers:`'


# --- peers in OPML

OPML = (
    '<opml version="2.0"><body>\n<outline text="Ada Example" xmlUrl="https://ada.example/f" htmlUrl="https://ada.example/"/>\n'
    '<outline text="Cleo" htmlUrl="https://cleo.example/"/>\n<outline type="rss" text="{}"/></body></opml>\n'
)


def test_peers_may_stand_in_an_opml_file() -> None:
    log = rows(
        "- {date: 2026-11-02, gave: share, peer: ada-example}\n- {date: 2026-11-02, gave: share, url: https://ada.example/x}"
    )
    found = read(log, LogText("blogroll.opml", OPML.format("Ben").encode()))
    assert [row.peer for row in found.records.rows] == ["ada-example", "ada-example"]
    assert [str(problem.where) for problem in found.problems] == ["blogroll.opml:4"]


def test_the_log_adds_to_the_peers_of_an_opml_file() -> None:
    more = "peers:\n  ada-example: {checkin: 60 days}\n  cleo: {home: https://cleo.example/, private: true}\n"
    people = read(more, LogText("subscriptions.xml", OPML.format("Cleo").encode()))
    ada, cleo = people.records.directory.peers.values()
    assert (ada.name, ada.home, ada.checkin) == ("Ada Example", "https://ada.example/", 60)
    assert cleo.private
    assert [problem.in_public() for problem in people.problems] == [
        "subscriptions.xml:4: something private is not right here; `mkdocs-reciprocity check` says what"
    ]


def test_the_years_of_the_log_are_known_before_any_page() -> None:
    rows = [
        gave("share", "https://ada.example/a/", "2024"),
        gave("share", "https://ada.example/b/", "2026-11-02"),
        gave("share", "https://ada.example/c/", "2026-10"),
        gave("like", "https://ada.example/d/", "2023-10-01"),
        gave("share", "https://ada.example/e/", None),
        got("reply", "https://me.example/looms/", "2022-10-01", peer="ada"),
    ]
    assert books.years_of(book(rows)) == ("2026", "2024")
