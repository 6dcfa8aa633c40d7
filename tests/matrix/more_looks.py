"""What is looked at in one cell and not in all: each of these makes a look."""

from __future__ import annotations

from tests.matrix.cell import Look, Made
from tests.matrix.looks import contents, leads, main


def without_ours(*paths: str) -> Look:
    def look(made: Made) -> None:
        for path in paths:
            assert "reciprocity" not in main(made.read(path))

    return look


def has(path: str, *words: str) -> Look:
    def look(made: Made) -> None:
        body = made.read(path)
        assert [word for word in words if word not in body] == []

    return look


def lacks(path: str, *words: str) -> Look:
    def look(made: Made) -> None:
        body = made.read(path)
        assert [word for word in words if word in body] == []

    return look


def nowhere(word: str) -> Look:
    def look(made: Made) -> None:
        files = [path for path in made.folder.rglob("*") if path.is_file()]
        assert [path for path in files if word.encode() in contents(path)] == []

    return look


def gone(name: str) -> Look:
    def look(made: Made) -> None:
        assert not (made.folder / name).exists()

    return look


def leads_to(path: str, *addresses: str) -> Look:
    return lambda made: leads(made, path, *addresses)
