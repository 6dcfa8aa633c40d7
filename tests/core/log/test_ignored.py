"""What stands below ``ignore:``."""

from __future__ import annotations

from datetime import UTC

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.contents import Ignored, Log
from mkdocs_reciprocity.core.model import KINDS, PeerId
from mkdocs_reciprocity.core.problem import Parsed, Where
from mkdocs_reciprocity.core.url import Url

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))


def parse(text: str) -> Parsed[Log]:
    return log_reader.parse(text.encode(), "l.yml", RULES)


def test_entries_say_what_to_ignore() -> None:
    parsed = parse(
        "ignore:\n- {got: link, evidence: https://ben.example/post/}\n- gave: share\n  peer: ada\n"
        "  url: https://ada.example/\n- {gave: , peer: ada}\ninteractions: []\n"
    )
    assert parsed.problems == ()
    assert parsed.records.ignored == (
        Ignored(direction="received", kind="link", evidence=Url("https://ben.example/post/"), where=Where("l.yml", 2)),
        Ignored(
            direction="given",
            kind="share",
            peer=PeerId("ada"),
            url=Url("https://ada.example/"),
            where=Where("l.yml", 3),
        ),
        Ignored(direction="given", peer=PeerId("ada"), where=Where("l.yml", 6)),
    )


@pytest.mark.parametrize("text", ["ignore:\n", "ignore: []\n", "ignore:\n# - {peer: ada}\n"])
def test_nothing_is_ignored(text: str) -> None:
    assert parse(text) == Parsed(Log())


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{pear: ada}", 'unknown key "pear"; did you mean "peer"?'),
        ("{date: 2026, peer: ada}", "this row stands below `ignore:`"),
        ("{got: link, gave: link, peer: ada}", "`gave` or `got`, not both"),
        ("{got: lnk, peer: ada}", 'unknown kind "lnk"; did you mean "link"?'),
        ("{got: link}", "this would ignore everything; name a `peer`"),
        ("{url: ada.example/x}", 'did you mean "https://ada.example/x"?'),
        ("{evidence: x}", '`evidence`: "x" is no URL'),
        ("https://ben.example/", "what is ignored is a mapping behind a dash: `- {got: link, evidence: https://…}`"),
        ("{note: a: b}", "put the value in quotes"),
    ],
)
def test_an_entry_that_is_wrong_costs_itself_and_is_quoted_in_no_build(entry: str, says: str) -> None:
    parsed = parse(f"ignore:\n- {entry}\n- {{peer: ada}}\n")
    (problem,) = parsed.problems
    assert str(problem.where) == "l.yml:2"
    assert says in problem.message
    assert problem.private or '"' not in problem.message
    assert [found.where.line for found in parsed.records.ignored] == [3]


def test_a_slip_in_the_key_is_said() -> None:
    parsed = parse("ignored:\n- {peer: ada}\n")
    (problem,) = parsed.problems
    assert str(problem).startswith('l.yml:1: unknown key "ignored"; did you mean "ignore"?')
    assert len(parsed.records.ignored) == 1


@pytest.mark.parametrize(
    ("above", "says"), [("interactions:\n- {date: 2026-11-02, gave: share, peer: ada}\n", " (line 1)"), ("", "")]
)
@pytest.mark.parametrize("row", ["{date: 2026-11-02, gave: share, url: https://ada.example/}", "{asked: testimonial}"])
def test_a_row_that_stands_below_it_is_told_apart(above: str, says: str, row: str) -> None:
    parsed = parse(f"{above}ignore:\n- {{peer: ben}}\n- {row}\n")
    (problem,) = parsed.problems
    line = above.count("\n") + 3
    assert str(problem) == f"l.yml:{line}: this row stands below `ignore:`; put it below `interactions:`{says}"
    assert not problem.private
    assert [found.peer for found in parsed.records.ignored] == ["ben"]
