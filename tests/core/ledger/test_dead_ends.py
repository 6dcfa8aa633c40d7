"""Targets on this site that are not there."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.ledger.dead_ends import dead_ends, is_below, nowhere, without_dead_ends
from tests.core.ledger.making import ME, address, gave, got

PATHS = ["./", "looms/", "old/looms.html", "talks.pdf", "a%20b/"]


@pytest.mark.parametrize(
    ("url", "lost"),
    [
        ("https://me.example/loms/", True),
        ("https://me.example/loms", True),
        ("https://me.example/loms.html", True),
        ("https://me.example/looms/", False),
        ("http://www.me.example/looms#top", False),
        ("https://me.example/looms/index.html", False),
        ("https://me.example/", False),
        ("https://me.example/a b/".replace(" ", "%20"), False),
        ("https://me.example/old/looms.html", False),
        ("https://me.example/other.pdf", False),  # whatever else the host has
        ("https://me.example/?p=17", False),
        ("https://me.example/?h=looms", False),
        ("https://me.example/looms/?h=looms", False),
        ("https://me.example/loms/?h=looms", True),
        ("https://me.example/index.php?title=Looms", False),
        ("https://social.example/@me", False),
    ],
)
def test_a_page_that_is_not_there_is_nowhere(url: str, lost: bool) -> None:
    calls = []

    def paths() -> list[str]:
        calls.append(1)
        return PATHS

    is_nowhere = nowhere(ME, paths)
    assert calls == []
    assert [is_nowhere(address(url)) for _ in range(2)] == [lost] * 2
    assert len(calls) <= 1
    (row,) = without_dead_ends([got("comment", url, peer="ada")], is_nowhere)
    assert row.url == (None if lost else url)
    assert not nowhere(None, paths)(address(url))


def test_what_was_given_or_names_no_target_is_as_it_is() -> None:
    rows = [gave("share", "https://me.example/loms/", peer="ada"), got("comment", None, peer="ada")]
    assert [*without_dead_ends(rows, nowhere(ME, lambda: PATHS))] == rows


def test_check_names_the_page_that_may_be_meant() -> None:
    urls = ["https://me.example/loms/", "https://me.example/looms/", "https://me.example/elsewhere/"]
    rows = [got("comment", url, peer="ada", line=line) for line, url in enumerate(urls, 7)]
    first, second = dead_ends([*rows, gave("share", "https://ada.example/"), got("link", None)], ME, PATHS)
    assert (str(first), first.level, first.private) == (
        'reciprocity.yml:7: no page of yours is at "https://me.example/loms/"; did you mean "https://me.example/looms/"?',
        "info",
        True,
    )
    (third,) = dead_ends([got("link", f"{url}?h=looms", peer="ada", line=3) for url in urls[:2]], ME, PATHS)
    assert str(third).endswith(
        'no page of yours is at "https://me.example/loms/?h=looms"; did you mean "https://me.example/looms/"?'
    )
    assert str(second) == 'reciprocity.yml:9: no page of yours is at "https://me.example/elsewhere/"'
    assert [*dead_ends(rows, ME, [])] == [*dead_ends(rows, None, PATHS)] == []


def test_near_misses_are_looked_for_a_few_times_only() -> None:
    rows = [got("comment", f"https://me.example/looms{number}/", peer="ada") for number in range(30)]
    assert ["did you mean" in one.message for one in dead_ends(rows, ME, PATHS)] == [True] * 20 + [False] * 10


def test_what_lies_below_folders_of_the_site() -> None:
    places = ("shared", "shared/2026/", "shared-desks/", "looms/shared/", "")
    below = [is_below(address(f"{ME}{path}"), ME, ["pay-it-forward", "shared"]) for path in places]
    assert below == [True, True, False, False, False]
    assert not is_below(address(f"{ME}shared/"), ME, [])
    assert not is_below(address(f"{ME}shared/"), None, ["shared"])
