"""Text -> YAML that every reader takes for that text."""

from __future__ import annotations

import pytest
import yaml

from mkdocs_reciprocity.core.yaml.quoting import Style, entry, quoted, row, scalar


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("plain words", "plain words", "plain words"),
        ("https://ada.example/a#b", "https://ada.example/a#b", "https://ada.example/a#b"),
        ("https://ada.example/?p=12", "https://ada.example/?p=12", '"https://ada.example/?p=12"'),
        ("one, two", "one, two", '"one, two"'),
        ("{a}", '"{a}"', '"{a}"'),
        ("x {a}", "x {a}", '"x {a}"'),
        ("asked her: why", '"asked her: why"', '"asked her: why"'),
        ("why:", '"why:"', '"why:"'),
        ("12:30", '"12:30"', '"12:30"'),
        ("a #1", '"a #1"', '"a #1"'),
        ("a#1", "a#1", "a#1"),
        ("#1", '"#1"', '"#1"'),
        ("@me", '"@me"', '"@me"'),
        ("*great*", '"*great*"', '"*great*"'),
        ("- so", '"- so"', '"- so"'),
        ("", '""', '""'),
        (" a", '" a"', '" a"'),
        ("\u00a0a", '"\u00a0a"', '"\u00a0a"'),
        ("a\u00a0: b", "a\u00a0: b".join('""'), '"a\u00a0: b"'),
        ("no", '"no"', '"no"'),
        ("No", '"No"', '"No"'),
        ("nobody", "nobody", "nobody"),
        ("~", '"~"', '"~"'),
        ("~ada", "~ada", "~ada"),
        ("null", '"null"', '"null"'),
        ("012", '"012"', '"012"'),
        ("1e3", '"1e3"', '"1e3"'),
        ("2026-11-02", '"2026-11-02"', '"2026-11-02"'),
        ("2026-11-02 12:30:00", '"2026-11-02 12:30:00"', '"2026-11-02 12:30:00"'),
        ("3 reasons", "3 reasons", "3 reasons"),
        ("=", '"="', '"="'),
        ("<<", '"<<"', '"<<"'),
        (".inf", '".inf"', '".inf"'),
        ('she said "no": I don\'t', '"she said \\"no\\": I don\'t"', '"she said \\"no\\": I don\'t"'),
        ('"Yes," she said', "'\"Yes,\" she said'", "'\"Yes,\" she said'"),
        ("it's: so", '"it\'s: so"', '"it\'s: so"'),
        ("a: \\n", "'a: \\n'", "'a: \\n'"),
        ("one\ntwo\r\n\ttabs", '"one\\ntwo\\r\\n\\ttabs"', '"one\\ntwo\\r\\n\\ttabs"'),
        ("\x00\x1b\x85\u2028\ufeff", '"\\x00\\x1b\\x85\\u2028\\ufeff"', '"\\x00\\x1b\\x85\\u2028\\ufeff"'),
        ("a\u202eb", '"a\\u202eb"', '"a\\u202eb"'),
        ("👩\u200d💻 羊", "👩\u200d💻 羊", "👩\u200d💻 羊"),
    ],
)
def test_quotes_only_where_they_are_needed(text: str, block: str, flow: str) -> None:
    assert (scalar(text, flow=False), scalar(text, flow=True)) == (block, flow)
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(f"a: {block}", loader) == {"a": text}
        assert yaml.load(f"{{a: {flow}}}", loader) == {"a": text}


def test_the_quotes_that_are_asked_for() -> None:
    assert quoted("ada", "'") == "'ada'"
    assert quoted("it's", "'") == '"it\'s"'
    assert quoted("ada", '"') == '"ada"'


def test_dates_and_truth_values_are_what_they_are() -> None:
    fields = {"date": "2026-11-02", "private": "true", "tags": ["no", "a, b"], "via": "true"}
    assert row(fields, Style(flow=True, pad=" ")) == [
        '- { date: 2026-11-02, private: true, tags: ["no", "a, b"], via: "true" }'
    ]
    assert row({"date": "2026-11-02 12:30 +01:00"}, Style()) == ["- date: 2026-11-02 12:30 +01:00"]
    assert row({"date": "2026 ", "private": "so"}, Style()) == ['- date: "2026 "', "  private: so"]


def test_styles() -> None:
    fields = {"name": "Ada", "tags": []}
    assert row(fields, Style("  ", "   ")) == ["  -   name: Ada", "      tags: []"]
    assert entry("no", fields, Style("  ", "  ")) == ['  "no":', "    name: Ada", "    tags: []"]
    assert entry("ada", fields, Style("  ", flow=True)) == ["  ada: {name: Ada, tags: []}"]
    assert entry("ada", {}, Style("  ", "  ")) == ["  ada: {}"]
