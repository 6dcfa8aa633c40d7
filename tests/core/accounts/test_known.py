"""What is known, with what was read just now."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.accounts import known
from mkdocs_reciprocity.core.accounts.model import Answered, Ask, Counts, Known, Person, Reaction, Status
from mkdocs_reciprocity.core.url import Url
from tests.core.accounts.making import ME, known_status


def of(*ids: str, reactions: tuple[Reaction, ...] = ()) -> Known:
    return Known(statuses=tuple(known_status(id_, counts=Counts(1, 1, 1, 1)) for id_ in ids), reactions=reactions)


@pytest.mark.parametrize(
    ("before", "listed", "since", "complete", "after"),
    [
        ("", "32", "", False, "32"),
        ("21", "43", "", False, "4321"),  # nothing joins, so nothing is known to be deleted
        ("321", "43", "", False, "4321"),
        ("4321", "42", "", False, "421"),  # 3 was deleted
        ("4321", "54", "", False, "54321"),
        ("4321", "52", "", False, "521"),  # 4 and 3 were deleted
        ("4321", "54", "2", True, "5421"),  # 3 was deleted: it stood between the newest and 2
        ("4321", "", "2", True, "21"),
        ("4321", "54", "2", False, "54321"),
        ("4321", "", "9", True, "4321"),  # the status is not known any more
        ("4321", "42", "", True, "42"),
        ("4321", "", "", True, ""),
        ("321", "3553", "", False, "3521"),  # each once
        ("321", "123", "", False, "123"),  # a list that goes backwards
    ],
)
def test_what_the_server_no_longer_lists_was_deleted(
    before: str, listed: str, since: str, complete: bool, after: str
) -> None:
    found = known.with_statuses(of(*before), of(*listed).statuses, since=since, complete=complete)
    assert "".join(status.id for status in found.statuses) == after


def test_reactions_go_with_their_status() -> None:
    reactions = tuple(Reaction(about=about, who=ME, kind="like") for about in "12")
    assert [one.about for one in known.without(of("2", "1", reactions=reactions), "2").reactions] == ["1"]


def test_older_ones_come_behind() -> None:
    found = known.with_older(of("3", "2"), of("2", "1").statuses)
    assert [status.id for status in found.statuses] == ["3", "2", "1"]


def test_answers_replace_what_was_known_of_their_kind() -> None:
    old = (
        Reaction(about="1", who=ME, kind="like"),
        Reaction(about="1", who=ME, kind="share"),
        Reaction(about="2", who=ME, kind="like"),
    )
    ask = Ask(url=Url("https://a.example/"), what="likes", about="1")
    new = Reaction(about="1", who=ME, kind="like", at="2026-11-20")
    assert known.with_reactions(of("2", "1", reactions=old), ask, [new, new]).reactions == (old[1], old[2], new)


def test_who_wants_not_to_be_shown_is_remembered_until_they_say_otherwise() -> None:
    zed = Person(
        id="9", address=Url("https://zed.example/@zed"), also=(Url("https://zed.example/users/zed"),), hidden=True
    )
    ask = Ask(url=Url("https://a.example/"), what="likes", about="1")
    said = known.with_reactions(of("1"), ask, [Reaction(about="1", who=zed, kind="like")])
    gone = known.with_reactions_to(said, lambda _: False)
    assert (gone.reactions, gone.quiet) == ((), ("https://zed.example/@zed", "https://zed.example/users/zed"))
    boost = known_status("2", boost_of=Status(id="8", author=zed, at=""))
    answer = known_status("2", reply_to=Answered(id="8", author=zed))
    for one in (boost, answer):
        for read in (known.with_statuses(of("1"), [one]), known.with_older(of("3"), [one])):
            assert read.quiet == gone.quiet
    little = known_status("2", reply_to=Answered(id="8", author=replace(zed, hidden=False)))
    assert known.with_older(gone, [little]).quiet == gone.quiet  # it is not said there what they want
    other = Reaction(about="1", who=replace(zed, hidden=False), kind="like")
    assert known.with_reactions(gone, ask, [other]).quiet == ()


def test_what_is_counted_no_more_was_taken_back() -> None:
    reactions = (Reaction(about="1", who=ME, kind="like"), Reaction(about="1", who=ME, kind="share"))
    now = known.with_counts(of("1", reactions=reactions), known_status("1", counts=Counts(boosts=1)))
    assert now.reactions == (reactions[1],)
    assert known.without_uncounted(of("1")) == of("1")


def test_the_last_days_of_asking_are_remembered() -> None:
    said = Known(asked={f"likes-{number:04}": f"2026-11-{number % 28 + 1:02}" for number in range(known.MOST_ASKED)})
    after = known.asked(said, "likes-x", "2026-11-28").asked
    assert len(after) == known.MOST_ASKED
    assert "likes-x" in after
    assert "likes-0000" not in after


def test_many_statuses_are_bounded() -> None:
    many = known.with_older(Known(), (known_status(str(number)) for number in range(known.MOST_STATUSES + 1)))
    assert len(many.statuses) == known.MOST_STATUSES
    assert many.statuses[0].id == "0"


def test_a_sentence_is_said_once() -> None:
    assert known.wrong(known.wrong(Known(), ["a", "b"]), ["b", "c"]).wrong == ("a", "b", "c")
