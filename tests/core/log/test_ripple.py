"""What stands below ``ripples:``."""

from __future__ import annotations

from datetime import UTC

import pytest

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log import reader as log_reader
from mkdocs_reciprocity.core.log.contents import Log, Ripple
from mkdocs_reciprocity.core.model import KINDS, PeerId
from mkdocs_reciprocity.core.problem import Parsed, Where
from mkdocs_reciprocity.core.url import Url

RULES = log_reader.Rules(KINDS, UTC, When("2026-11-23"))


def parse(text: str) -> Parsed[Log]:
    return log_reader.parse(text.encode(), "l.yml", RULES)


def test_entries_say_who_linked_to_what_and_when() -> None:
    parsed = parse(
        "ripples:\n- {date: 2026-11-06, peer: nora, url: https://ada.example/x/, title: Links, "
        "evidence: https://nora.example/links/}\n- date: 2026-10\n  peer: ben\n  url: https://ada.example/x/\n"
        "interactions:\n- {date: 2026-11-02, gave: share, url: https://ada.example/x/}\n"
    )
    assert parsed.problems == ()
    assert parsed.records.ripples == (
        Ripple(
            date=When("2026-11-06"),
            peer=PeerId("nora"),
            url=Url("https://ada.example/x/"),
            title="Links",
            evidence=Url("https://nora.example/links/"),
            where=Where("l.yml", 2),
        ),
        Ripple(date=When("2026-10"), peer=PeerId("ben"), url=Url("https://ada.example/x/"), where=Where("l.yml", 3)),
    )
    assert len(parsed.records.interactions) == 1


@pytest.mark.parametrize("text", ["ripples:\n", "ripples: []\n", "ripples:\n# - {peer: ada}\n"])
def test_none_are_kept(text: str) -> None:
    assert parse(text) == Parsed(Log())


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{date: 2026, peer: nora, url: https://ada.example/, note: x}", 'unknown key "note"'),
        ("{peer: nora, url: https://ada.example/}", "a row needs a `date`"),
        ("{date: unknown, peer: nora, url: https://ada.example/}", "a ripple needs to have a day, a month or a year"),
        ("{date: 2026-12-24, peer: nora, url: https://ada.example/}", "lies in the future"),
        ("{date: 2026, url: https://ada.example/}", "a ripple needs a `peer`"),
        ("{date: 2026, peer: nora}", "a ripple needs a `url`"),
        ("{date: 2026, peer: nora, url: ada.example/x}", 'did you mean "https://ada.example/x"?'),
        ("{date: 2026, peer: nora, url: https://ada.example/, evidence: x}", '`evidence`: "x" is no URL'),
        ("{date: 2026, peer: [nora], url: https://ada.example/}", "`peer` stands in brackets"),
        ("{date: 2026, gave: share, peer: nora}", "this row stands below `ripples:`; put it below `interactions:`"),
        ("https://ben.example/", "a ripple is a mapping behind a dash: `- {date: 2026-11-06, peer: nora, "),
        ("{title: a: b}", "put the value in quotes"),
    ],
)
def test_one_bad_entry_costs_that_entry_and_is_private(entry: str, says: str) -> None:
    good = "- {date: 2026, peer: nora, url: https://ada.example/}\n"
    parsed = parse(f"ripples:\n{good}- {entry}\n{good}")
    (problem,) = parsed.problems
    assert says in problem.message
    assert problem.where.line == 3
    assert problem.private or '"' not in problem.message
    assert len(parsed.records.ripples) == 2
