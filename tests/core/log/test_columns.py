"""In which column a mistake stands."""

from __future__ import annotations

from datetime import UTC

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.model import KINDS

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))


def spots(text: str) -> list[str]:
    return [problem.where.exactly() for problem in log_reader.parse(text.encode(), "l", RULES).problems]


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("interactions:\n- {date: 2026-11-02, gave: shar, url: https://a.example/}\n", "l:2:28"),
        ('interactions:\n- {date: 2026-11-02, note: "gave: x", gave: shar, peer: a}\n', "l:2:45"),
        ("interactions:\n- date: 2026-11-02\n  gave: share\n  url: nope\n", "l:4:8"),
        ("interactions:\n-\n  date: 2026-11-02\n  gave: share\n  url: nope\n", "l:5:8"),
        ("interactions:\n  - date: 2026-11-02\n    gave:   shar\n    peer: a\n", "l:3:13"),
        ("interactions:\n- date: 2026-11-02\n  gave: share\n  peer: a\n  ulr: x\n", "l:5:3"),
        ("interactions:\n- date: 2026-11-02\n  gave: shar\n  peer: a\n  note: 'goes\n    on'\n", "l:3:9"),
        ("interactions:\n- {date: 2026-11-02,\n   gave: shar,\n   peer: a\n  }\n", "l:3:10"),
        ("interactions: [{date: 2026-11-02, gave: shar, peer: a}]\n", "l:1:41"),
        ("interactions:\n- {date: 2026-11-02, peer: a}\n", "l:2:1"),
        ("interactions:\n- {date: 2026-11-02, gave: share, note: @me, peer: a}\n", "l:2:41"),
        ("interactions:\n- {date: 2026-11-02, gave: share, peer: a, tags: #x}\n", "l:2:50"),
        ("interactions:\n- date: 2026-11-02\n  note: a: b\n  gave: share\n", "l:3:9"),
        ("interactions:\n- date: 2026-11-02\n\tnote: x\n  gave: share\n", "l:3:1"),
        ("interactions:\n- date:2026-11-02\n  gave: share\n", "l:2:8"),
        ("interactions:\n- {date: 2026-11-02, gave: share, note: x\x01y, peer: a}\n", "l:2:42"),
        ("interactions:\n- {date: 2026-11-02, gave: *x, peer: a}\n", "l:2:28"),
        ("interactions:\n- {date: 2026-11-02, gave: share, gave: like, peer: a}\n", "l:2:35"),
        ("interactions:\n- {date: 2026-11-02, gave: share, note: [[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]}\n", "l:2:56"),
        ("peers:\n  a: {name: A, home: nope}\n", "l:2:22"),
        ("peers:\n  a:\n    name: A\n    hom: https://a.example/\n", "l:4:5"),
        ("ignore:\n- {got: link, evidence: nope}\n", "l:2:25"),
        ("peopel:\n  a: {name: A}\n", "l:1:1"),
    ],
)
def test_columns(text: str, spot: str) -> None:
    assert spots(text) == [spot]


def test_a_build_prints_no_column() -> None:
    (problem,) = log_reader.parse(b"peers:\n  a: {home: nope}\n", "l", RULES).problems
    assert str(problem).startswith("l:2: peer")


@pytest.mark.no_cover
def test_however_much_is_wrong_each_has_its_column() -> None:
    row = "- {date: 2026-11-02, gave: shar, url: https://a.example/}\n"
    found = spots("interactions:\n" + 20_000 * row)
    assert found[0] == "l:2:28"
    assert found[-1] == "l:20001:28"
