"""A `private` that slipped out of its row, by a dash too many or an indent too few."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.contents import Log
from mkdocs_reciprocity.core.problem import Parsed
from tests.core.editing.appending import RULES

ABOVE = "- {date: 2026-11-02, gave: share, url: https://above.example/}\n"
BELOW = "- {date: 2026-11-03, gave: share, url: https://below.example/}\n"
FAR = "- {date: 2026-11-04, gave: share, url: https://far.example/}\n"


def read(*lines: str) -> Parsed[Log]:
    return log_reader.parse(("interactions:\n" + "".join(lines)).encode(), "reciprocity.yml", RULES)


def hidden(*lines: str) -> dict[str, bool | None]:
    return {(row.url or "")[8:-9]: row.said_private for row in read(*lines).records.interactions}


@pytest.mark.parametrize(
    "slip",
    [
        "- private: true\n", "- {private: true}\n", "- private: yes\n", "- private:\n", "- Private: true\n",
        "- privat: true\n", "- private: true\n  note: hers\n", "- private\n", "- private true\n", '- "private: true"\n',
        "- [private: true]\n", "- private: [true\n", "- note: x\n  private: true\n", "- private: False\n",
        "- 'private': true\n",
    ],
)  # fmt: skip
def test_it_hides_its_neighbours_and_costs_nothing_else(slip: str) -> None:
    found = read(FAR, ABOVE, slip, BELOW, FAR)
    assert found.problems, slip
    assert [row.said_private for row in found.records.interactions] == [None, True, True, None], slip


ONE_FIELD = ["- private: true\n", "- {private: yes, note: x}\n", "- note: x\n", "- private: false\n"]


@pytest.mark.parametrize("slip", ONE_FIELD)
def test_one_sentence_says_what_is_wrong(slip: str) -> None:
    (problem,) = read(ABOVE, slip, BELOW).problems
    assert str(problem).startswith('reciprocity.yml:3: "')
    assert "stands in a row of its own; remove its dash" in str(problem)
    assert ("the rows beside it are private" in str(problem)) == ("true" in slip or "yes" in slip)


@pytest.mark.parametrize("harmless", ["- private: false\n", "- note: x\n", "- {}\n", "-\n", "- tags: [a]\n"])
def test_what_says_nothing_of_private_hides_nothing(harmless: str) -> None:
    assert hidden(ABOVE, harmless, BELOW) == {"above": None, "below": None}


def test_it_hides_the_nearest_only_where_that_could_be_read() -> None:
    broken = "- {date: 2026-11-02, gave: nothing, url: https://x.example/}\n"
    assert hidden(ABOVE, broken, "- private: true\n", broken, BELOW) == {"above": None, "below": None}
    assert hidden("- private: true\n", BELOW) == {"below": True}
    assert hidden(ABOVE, "- private: true\n") == {"above": True}


def test_a_row_that_says_what_was_done_is_a_row() -> None:
    own = "- {private: true, gave: share, date: 2026-11-02, url: https://own.example/}\n"
    assert hidden(ABOVE, own, BELOW) == {"above": None, "own": True, "below": None}
    assert hidden(ABOVE, "- private: true\n  gave: share\n", BELOW) == {"above": None, "below": None}


BLOCK = "- date: 2026-11-02\n  gave: share\n  url: https://above.example/\n"


INDENTED = "  " + BLOCK.replace("\n", "\n  ")


@pytest.mark.parametrize("row", [ABOVE, f"  {ABOVE}", BLOCK, INDENTED])
@pytest.mark.parametrize("between", ["", "\n", "\n\n", "# a comment\n", "  # a comment\n", "\t\n", "...\n"])
@pytest.mark.parametrize("key", ["private: true", "private:", '"private": true', " private: true", "Private: yes"])
def test_a_key_that_slipped_to_the_left_leaves_the_row_above_public_nowhere(row: str, between: str, key: str) -> None:
    """Either it is a part of that row, which cannot be read then, or it makes the row private."""
    found = read(row.rstrip(" "), between, f"{key}\n")
    assert found.problems
    assert [one.said_private for one in found.records.interactions] in ([], [True])


def test_a_key_that_slipped_to_the_left_hides_the_peer_above() -> None:
    text = "peers:\n  ada: {home: https://ada.example/}\n  bo:\n    home: https://bo.example/\nprivate: true\n"
    found = log_reader.parse(text.encode(), "reciprocity.yml", RULES)
    assert [(peer.id, peer.private) for peer in found.records.peers] == [("ada", False), ("bo", True)]
    assert len(found.problems) == 1


def test_a_key_at_the_margin_that_begins_with_private_hides_its_neighbours() -> None:
    assert hidden(FAR, ABOVE, "private things:\n", BELOW, FAR) == {"far": None, "above": True, "below": True}


def test_a_key_at_the_margin_that_begins_with_private_hides_the_peer_above() -> None:
    peers = "".join(f"  {name}:\n    home: https://{name}.example/\n" for name in ("ada", "ben"))
    found = log_reader.parse(f"peers:\n{peers}private ones:\n  cy: 1\n".encode(), "reciprocity.yml", RULES).records
    assert {peer.id: peer.private for peer in found.peers} == {"ada": False, "ben": True}


@pytest.mark.parametrize(
    ("slipped", "field"), [("  private: true\n", "private"), ("  note:\n", "note"), ("  tags: [a,\n", "tags")]
)
def test_a_field_that_stands_where_a_peer_would_hides_the_peer_above(slipped: str, field: str) -> None:
    text = f"peers:\n  ada: {{home: https://ada.example/}}\n  bo:\n    home: https://bo.example/\n{slipped}"
    found = log_reader.parse(text.encode(), "reciprocity.yml", RULES)
    assert [(peer.id, peer.private) for peer in found.records.peers] == [("ada", False), ("bo", True)]
    (problem,) = found.problems
    assert (problem.where.line, problem.private) == (5, True)
    assert problem.message == f'`{field}` stands where a peer would; indent it as the fields of "bo" are'


def test_a_peer_may_be_called_as_a_field_is() -> None:
    text = "peers:\n  ada: {home: https://ada.example/}\n  note: {home: https://note.example/}\n"
    found = log_reader.parse(text.encode(), "reciprocity.yml", RULES)
    assert [(peer.id, peer.private) for peer in found.records.peers] == [("ada", False), ("note", False)]
    assert found.problems == ()
