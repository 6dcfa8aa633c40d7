"""The ring of blogs to visit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.ring import ring

DAY = When("2026-11-22")


def blogs(count: int) -> list[Place]:
    return [Place(f"Blog {number}", f"https://b{number}.example/") for number in range(count)]


@given(st.integers(0, 12), st.integers(0, 6), st.integers(0, 400), st.randoms())
def test_a_few_different_blogs_whatever_the_order(many: int, count: int, day: int, random: object) -> None:
    today = dates.after(DAY, day)
    found = ring(blogs(many), today, count)
    assert len(set(found)) == len(found) == min(many, count)
    shuffled = blogs(many)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ring(shuffled, today, count) == found


@given(st.integers(1, 12), st.integers(1, 6))
def test_everybody_is_there_before_anybody_is_there_again(many: int, count: int) -> None:
    days = -(-many // count)
    met = [blog for day in range(days) for blog in ring(blogs(many), dates.after(DAY, day), count)]
    assert set(met) == set(blogs(many))
    if many % count == 0:
        assert len(met) == many
