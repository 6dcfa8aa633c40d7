"""Each folder of ``tests/core/golden`` shows one rule: what goes in, beside what comes out.

``RECIPROCITY_GOLDEN=write pytest tests/core/test_golden.py`` writes what comes out; read the difference first.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
import yaml

from mkdocs_reciprocity.cli.ledger import row_of
from mkdocs_reciprocity.core import book as books
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.accounts import rounds
from mkdocs_reciprocity.core.accounts.model import Place
from mkdocs_reciprocity.core.accounts.people import Told
from mkdocs_reciprocity.core.book import LogText
from mkdocs_reciprocity.core.feeds import reader
from mkdocs_reciprocity.core.model import Feed, FeedEntry, Mention, OwnPage, PeerId
from mkdocs_reciprocity.publish import renderer
from tests.core.ledger.making import ME, TODAY, facts, options

T = TypeVar("T")

CASES = sorted(folder for folder in (Path(__file__).parent / "golden").iterdir() if folder.is_dir())


def given(file: Path, type_: type[T], nothing: T) -> T:
    return msgspec.json.decode(file.read_bytes(), type=type_) if file.exists() else nothing


def entries(feed: dict[str, Any]) -> tuple[FeedEntry, ...]:
    return tuple(FeedEntry(**entry) for entry in feed.get("entries", ()))


def told_of(case: Path) -> tuple[Told, ...]:
    """What the author's places tell: a folder of saved answers for each network, and one feed."""

    def saved(place: Place) -> Told:
        if place.network == "feed":
            return Told(place=place, feed=reader.read((case / "feed.xml").read_bytes(), str(place.url)))
        folder = case / place.network

        def answer(name: str) -> bytes | None:
            return (folder / name).read_bytes() if (folder / name).exists() else None

        return Told(place=place, known=rounds.recorded(place, answer, TODAY, lambda url: url.startswith(ME)))

    return tuple(map(saved, given(case / "me.json", list[Place], [])))


def outcome(case: Path) -> dict[str, str]:
    said = case / "settings.yml"
    settings = options(**(yaml.safe_load(said.read_text()) if said.exists() else {}))
    written: dict[PeerId, list[dict[str, Any]]] = given(case / "feeds.json", dict[PeerId, list[dict[str, Any]]], {})
    feeds = {peer: [Feed(**{**one, "entries": entries(one)}) for one in of_peer] for peer, of_peer in written.items()}
    pages: list[OwnPage] = given(case / "pages.json", list[OwnPage], [])
    files = [
        LogText(name, (case / name).read_bytes(), private=".private." in name)
        for name in settings.log
        if (case / name).exists()
    ]
    read = books.read(files, ME, settings, TODAY)
    mentions = tuple(given(case / "webmentions.json", list[Mention], []))
    known = facts(read.records, feeds, pages, settings=settings, accounts=told_of(case), webmentions=mentions)
    ledger = pipeline.keep_ledger(known)
    views = pipeline.look(ledger, known)
    problems = pipeline.problems_of(read.problems, ledger.problems)
    return {
        "ledger.json": shown([row_of(row) for row in ledger.interactions]),
        **({"pending.json": shown([row_of(row) for row in ledger.pending])} if known.accounts else {}),
        "figures.json": shown(msgspec.json.decode(renderer.figures_json(views.figures))),
        "problems.txt": "".join(f"{problem.level}: {problem}\n" for problem in problems),
    }


def shown(what: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(what), indent=2).decode() + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path) -> None:
    for name, text in outcome(case).items():
        if os.environ.get("RECIPROCITY_GOLDEN") == "write":
            (case / name).write_text(text, encoding="utf-8", newline="\n")
        assert (case / name).read_text(encoding="utf-8") == text, f"{case.name}/{name}"


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
