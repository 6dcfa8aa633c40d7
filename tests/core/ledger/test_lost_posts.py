"""Which posts are asked for, and when one counts as gone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.ledger import lost_posts
from mkdocs_reciprocity.core.ledger.lost_posts import Asked
from mkdocs_reciprocity.core.problem import Where
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.views.shared import archived
from tests.core.ledger.making import ADA, gave, got, who

POST = Url("https://ada.example/engines/")
HERE = Where("reciprocity.yml", 4)


def day(number: int) -> When:
    return When(f"2026-{(number - 1) // 28 + 1:02}-{(number - 1) % 28 + 1:02}")


def after(*answers: tuple[int, int]) -> Asked:
    """What is remembered after answers, each a number of a day and a status."""
    known: Asked | None = None
    for number, status in answers:
        known = lost_posts.after(known, status, day(number))
    assert known is not None
    return known


def test_only_public_gifts_of_the_log_that_lead_elsewhere_are_asked_for() -> None:
    plain = replace(gave("share", POST), private=False, where=HERE)
    others = [
        replace(plain, private=True),
        replace(plain, where=Where("")),  # a link in an own page: its author mends it there
        replace(plain, gone=When("2026-11-01")),
        replace(plain, url=Url("https://me.example/looms/")),
        replace(plain, url=None),
        replace(got("share", POST), private=False, where=HERE),
    ]
    assert lost_posts.posts_of([plain, *others, plain], who(ADA)) == {POST: [plain, plain]}


def test_a_post_is_asked_for_once_a_month_and_twenty_of_a_host_at_a_time() -> None:
    before: dict[str, Asked] = {POST: Asked(day=When("2026-10-02"), status=200)}
    assert lost_posts.due([POST], {}, When("2026-11-01")) == [POST]
    assert lost_posts.due([POST], before, When("2026-10-31")) == []
    assert lost_posts.due([POST], before, When("2026-11-01")) == [POST]
    many = [Url(f"https://ben.example/{number:02}/") for number in range(30)]
    first = lost_posts.due([*many, POST], {}, When("2026-09-01"))
    assert first == [POST, *many[:20]]
    known: dict[str, Asked] = dict.fromkeys(first, Asked(day=When("2026-09-01"), status=200))
    assert lost_posts.due(many, known, When("2026-10-11")) == [*many[:10], *many[20:]]


@pytest.mark.parametrize(
    ("answers", "gone"),
    [
        ([(1, 404)], None),
        ([(1, 404), (2, 404)], None),
        ([(1, 404), (8, 404)], 8),
        ([(1, 404), (8, 410)], 8),
        ([(1, 410), (2, 404), (9, 404)], 9),
        ([(1, 404), (8, 200)], None),
        ([(1, 404), (8, 200), (9, 404)], None),
        ([(1, 404), (8, 500)], None),
        ([(1, 404), (5, 0), (8, 404)], 8),  # no answer says nothing
        ([(1, 404), (8, 404), (40, 200)], None),
        ([(1, 403), (8, 403)], None),
        ([(1, 500), (8, 503)], None),
    ],
)
def test_gone_is_what_its_server_says_twice_at_least_a_week_apart(
    answers: list[tuple[int, int]], gone: int | None
) -> None:
    assert after(*answers).gone == (day(gone) if gone else None)


def test_the_line_says_what_to_write_into_the_row() -> None:
    row = replace(gave("share", POST), private=False, where=HERE)
    known: dict[str, Asked] = {POST: after((1, 404), (8, 404))}
    (problem,) = lost_posts.problems({POST: [row], Url("https://x.example/"): [row]}, known)
    assert (problem.level, problem.where) == ("info", HERE)
    assert "`gone: 2026-01-08`" in problem.message
    assert lost_posts.problems({POST: [row]}, {POST: after((1, 404))}) == []


def test_the_copy_is_that_of_the_day_of_the_gift() -> None:
    assert archived(POST, When("2026-11-02")) == f"https://web.archive.org/web/20261102/{POST}"
    assert archived(POST, When("2026-11")) == f"https://web.archive.org/web/202611/{POST}"
