"""Rows that hardly say what the author means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mkdocs_reciprocity.core.ledger.doubts import Doubts
from mkdocs_reciprocity.core.model import Interaction
from mkdocs_reciprocity.core.problem import Problem
from tests.core.ledger.making import ADA, BEN, asked, book, gave, got

OWN = ("https://saltthread.example/", "https://blog.saltthread.example/")


def doubts(*rows: Interaction) -> list[Problem]:
    known = book(rows, (ADA, BEN), OWN)
    return list(Doubts(known.directory).of_each(known.rows))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("https://saltthraed.example/blog/", "https://saltthread.example/blog/"),
        ("https://www.saltthred.example/blog/", "https://saltthread.example/blog/"),
        ("https://saltthread.exmaple/", "https://saltthread.example/"),
        ("https://blog.saltthraed.example/a?b=c", "https://blog.saltthread.example/a?b=c"),
    ],
)
def test_an_address_that_is_nearly_on_this_site_is_a_slip(said: str, meant: str) -> None:
    (named,) = doubts(got("comment", said, peer="ada"))
    also = "If it is Ada's, put it into their `also`"
    assert named.message == f'"{said}" is neither yours nor Ada\'s; did you mean "{meant}"? {also}'
    assert named.level == "error"
    (unnamed,) = doubts(got("comment", said))
    assert unnamed.message == f'"{said}" is not yours; did you mean "{meant}"?'
    assert unnamed.private


@pytest.mark.parametrize(
    "row",
    [
        got("comment", "https://saltthread.example/blog/", peer="ada"),
        got("comment", "https://ada.example/blog/", peer="ada"),
        got("share", "https://social.example/@ada/1", peer="ada"),
        got("share", "https://saltmarsh.example/", peer="ada"),  # near, but another word
        got("share", "https://saltthread.test/", peer="ada"),  # the last part is short
        got("share", "https://salt.thraed.example/", peer="ada"),
        gave("share", "https://saltthraed.example/x"),  # not to oneself
        gave("share", "https://talks.example/x", peer="ada"),
        gave("thank", peer="ada"),
        got("share", peer="ada"),
        got("comment", "https://saltthread.example/", evidence=["https://social.example/@x/1"]),
        got("like", "https://saltthread.example/"),
        got("reply", "https://saltthread.example/", said_private=True),
        asked("testimonial"),
    ],
)
def test_what_is_not_doubtful(row: Interaction) -> None:
    assert doubts(row) == []


def test_where_nobody_is_named_it_is_shown_nowhere() -> None:
    (problem,) = doubts(got("reply", "https://saltthread.example/a/", line=4))
    assert str(problem) == (
        "reciprocity.yml:4: nobody is named, so this is shown nowhere; name the peer, or an `evidence` that says who "
        "it was"
    )
    assert problem.level == "info"


@pytest.mark.parametrize("make", [gave, got])
def test_an_address_of_another_peer_than_the_one_who_is_named(make: Callable[..., Interaction]) -> None:
    (problem,) = doubts(make("share", "https://ben.example/x", peer="ada"))
    assert problem.message == '"https://ben.example/x" belongs to "ben", but this counts for "ada"'
    assert problem.level == "info"
