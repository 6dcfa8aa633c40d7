"""While a private file is missing, nobody can tell who is private."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.ledger.identity import Directory, directory
from mkdocs_reciprocity.core.ledger.merge import Ledger, merge
from mkdocs_reciprocity.core.model import Interaction
from tests.core.ledger.making import ADA, BEN, ME, TODAY, gave, got, options, peer, row

ABSENT = ("people.private.yml", "more.private.yml")
ZOE = "https://zoe.example/a/"
ROWS = [
    gave("share", "https://ada.example/x/", peer="ada"),
    gave("share", ZOE, peer="zoe.example"),
    gave("share", ZOE, peer="ada"),
    gave("share", f"{ZOE}b", peer="zoe.example", said_private=False),
    gave("share", f"{ZOE}c", peer="zoe.example", said_private=True),
    gave("like", ZOE, peer="zoe.example"),
    got("comment", ME, peer="ada", evidence=(ZOE,)),
    got("share", ME, peer="ben"),
    got("share", ME),
    row("asked", "testimonial", peer="ada"),
]


def who(*absent: str) -> Directory:
    return directory([ADA, BEN], [ME], absent).records


def public(ledger: Ledger) -> list[Interaction]:
    return [one for one in ledger.interactions if not one.private]


def test_what_is_about_somebody_unlisted_is_private_unless_it_says_that_it_is_not() -> None:
    before, after = merge(ROWS, [], who()), merge(ROWS, [], who(*ABSENT))
    held = [one for one in public(before) if one not in public(after)]
    assert sorted((one.peer, one.url, one.evidence) for one in held) == [
        ("ada", ME, (ZOE,)),
        ("ada", ZOE, ()),
        ("zoe.example", ZOE, ()),
    ]
    assert [(problem.where.file, problem.level) for problem in after.problems] == [("people.private.yml", "error")]
    assert "3 rows about people who are listed nowhere" in after.problems[0].message
    assert before.problems == ()


@given(st.lists(st.sampled_from(ROWS)))
@example([])
def test_a_missing_file_makes_nothing_public_and_loses_no_row(rows: list[Interaction]) -> None:
    before, after = merge(rows, [], who()), merge(rows, [], who(*ABSENT))
    assert len(before.interactions) == len(after.interactions)
    assert all(one in public(before) for one in public(after))
    assert len(after.problems) - len(before.problems) == (len(public(before)) > len(public(after)))


def test_while_it_is_missing_no_problem_is_quoted_in_public() -> None:
    log = LogText("l.yml", b"interactions:\n- {date: 2026-11-02, gave: share, peer: zoe}\n- {gave: share, peer: zoe}\n")
    said = [books.read([log], ME, options(), TODAY, absent).problems for absent in ((), ABSENT)]
    assert [str(problem) for problem in said[0]] == [str(problem) for problem in said[1]]
    assert any('"zoe"' in problem.in_public() for problem in said[0])
    assert not any('"zoe"' in problem.in_public() for problem in said[1])
    assert any("a row needs a `date`" in problem.in_public() for problem in said[1])


def test_a_row_that_says_that_it_is_public_publishes_no_other_that_waits() -> None:
    said = gave("share", ZOE, peer="zoe.example", said_private=False)
    secret = gave("share", ZOE, peer="zoe.example", note="secret")
    assert len(merge([said, secret], [], who()).interactions) == 1
    assert public(merge([said, secret], [], who(*ABSENT))) == [msgspec.structs.replace(said, private=False)]


def test_what_is_seen_at_an_unknown_place_waits_whatever_the_row_says() -> None:
    said = got("link", ME, peer="ada", said_private=False)
    item = got("link", ME, peer="ada", source="feed", evidence=(ZOE,))
    assert len(public(merge([said], [item], who()))) == 1
    found = merge([said], [item], who(*ABSENT))
    assert public(found) == []
    assert "a row about somebody who is listed nowhere" in found.problems[0].message


@pytest.mark.parametrize("home", ["https://dora.example/", "https://dora.example:8443/"])
def test_what_is_at_a_port_of_somebody_private_is_private(home: str) -> None:
    people = directory([ADA, peer("dora", home, private=True)], [ME]).records
    rows = [gave("share", f"https://{id_}.example:8443/a/", peer="ada") for id_ in ("dora", "ada")]
    assert {one.url: one.private for one in merge(rows, (), people).interactions} == {
        "https://dora.example:8443/a/": True, "https://ada.example:8443/a/": False,
    }  # fmt: skip
