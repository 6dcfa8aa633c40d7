from __future__ import annotations

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory


def test_what_is_worked_out_from_equal_values_is_worked_out_once() -> None:
    memory = Memory(keeps=True)
    made: list[int] = []

    def make() -> list[int]:
        made.append(len(made))
        return made

    first = memory.of(("a", "b"), ([1], "x"), make)
    assert memory.of(("a", "b"), ([1], "x"), make) is first
    assert made == [0]
    memory.of(("a", "b"), ([2], "x"), make)
    memory.of(("a",), ([2], "x"), make)
    assert made == [0, 1, 2]
    memory.of(("a", "b"), ([1], "x"), make)  # only the last is kept
    assert made == [0, 1, 2, 3]


def test_a_build_keeps_nothing() -> None:
    made: list[int] = []
    for _ in range(2):
        NO_MEMORY.of(("a",), 1, lambda: made.append(1))
    assert made == [1, 1]
