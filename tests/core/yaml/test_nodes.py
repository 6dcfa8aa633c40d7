"""YAML as the log reads it: text, lines, and faults instead of surprises. The same with either of PyYAML's parsers."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from mkdocs_reciprocity.core.yaml import nodes
from mkdocs_reciprocity.core.yaml.nodes import Fault, Node

PARSERS: list[Any] = [yaml.SafeLoader, *([yaml.CSafeLoader] if nodes.WITH_LIBYAML else [])]


@pytest.fixture(params=PARSERS, ids=lambda parser: str(parser.__name__))
def parser(request: pytest.FixtureRequest) -> Any:
    return request.param


def bare(node: Node | None) -> Any:
    """The value without its lines."""
    if node is None or isinstance(node.value, str):
        return node and node.value
    if isinstance(node.value, list):
        return [bare(item) for item in node.value]
    return {name: bare(item) for name, item in node.value.items()}


def read(text: str, parser: Any, first_line: int = 1) -> tuple[Any, list[Fault]]:
    node, faults = nodes.read(text, first_line, parser)
    return bare(node), faults


def slip(text: str, parser: Any, first_line: int = 1) -> tuple[int, str]:
    value, (fault,) = read(text, parser, first_line)
    assert value is None
    assert fault.message.isprintable()
    return fault.line, fault.message


def told(text: str, parser: Any) -> tuple[Any, list[tuple[int, str]]]:
    """The value, None where there is a slip, and all that was said about the text."""
    value, faults = read(text, parser)
    return value, [(fault.line, fault.message) for fault in faults]


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "on",
        "Yes",
        "012",
        "0x1F",
        "12:30",
        "1e3",
        "null",
        "true",
        ".5",
        "2026-11-02",
        "=",
        "<<",
        "1_000",
        "_x",
        "ü",
        "🐑",
    ],
)
def test_every_scalar_is_the_text_that_was_written(written: str, parser: Any) -> None:
    assert read(f"a: {written}\nb: [{written}]\n{written}: c\n", parser) == (
        {"a": written, "b": [written], written: "c"},
        [],
    )


def test_only_a_bare_tilde_is_nothing(parser: Any) -> None:
    assert read("{a: ~, b: '~', c: \"\", d: }", parser) == ({"a": "", "b": "~", "c": "", "d": ""}, [])


def test_a_text_without_a_value_is_none(parser: Any) -> None:
    assert read("", parser) == (None, [])
    assert read("# only this\n", parser) == (None, [])


def test_every_value_knows_its_line(parser: Any) -> None:
    node, _ = nodes.read("a:\n- b\n\n- c: d\n  e: f\n", 10, parser)
    assert node is not None
    assert isinstance(node.value, dict)
    items = node.value["a"].value
    assert isinstance(items, list)
    assert [item.line for item in items] == [11, 13]
    assert isinstance(items[1].value, dict)
    assert items[1].value["e"].line == 14


def test_quoted_and_folded_text_is_read(parser: Any) -> None:
    text = "a: 'it''s'\nb: \"x\\ny \\u00fc\"\nc: |\n  one\n  two # no comment\nd: >-\n  one\n  two\ne: one\n  two\n"
    value = {"a": "it's", "b": "x\ny ü", "c": "one\ntwo # no comment\n", "d": "one two", "e": "one two"}
    assert read(text, parser) == (value, [])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: *x\n", 1, '"*x" is an alias'),
        ("a: b\nc: &x d\n", 2, '"&x" is an anchor'),
        ("a: !x b\n", 1, '"!x" is a tag'),
        ("a: !!str b\n", 1, '"!!str" is a tag'),
        ("a: !<x%0A::y> b\n", 1, r'"x\n::y" is a tag'),
        ("a: b\na: c\n", 2, '"a" stands here a second time'),
        ('"x\\ny": b\n"x\\ny": c\n', 2, r'"x\ny" stands here a second time'),
        ("a: b\ntags: #x\n", 2, 'YAML takes "#x" for a comment'),
        ("a: b\ntags:   # x\ty\x7e\n", 2, r'YAML takes "# x\ty~" for a comment'),
        ("- #x\n", 1, 'YAML takes "#x" for a comment'),
        ("{a: b, c: #x\n}\n", 1, 'YAML takes "#x" for a comment'),
        ("? [a]\n: b\n", 1, "a key has to be a word"),
        ("? *x\n: b\n", 1, '"*x" is an alias'),
        ("a: {<<: *x}\n", 1, '"*x" is an alias'),
    ],
)
def test_what_the_log_does_not_know_is_a_fault_with_its_line(text: str, line: int, says: str, parser: Any) -> None:
    _, faults = read(text, parser)
    assert [fault.line for fault in faults] == [line]
    assert says in faults[0].message
    assert faults[0].message.isprintable()


def test_with_a_fault_the_rest_is_read(parser: Any) -> None:
    assert read("a: *x\nb: &y c\na: d\ne: !z f\n", parser)[0] == {"a": "", "b": "c", "e": "f"}


def test_a_plain_exclamation_mark_only_says_that_it_is_text(parser: Any) -> None:
    assert read("a: ! b\n", parser) == ({"a": "b"}, [])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("date: 2026\nnote: asked her: why\n", 2, "`note` has a colon followed by a space"),
        ("date: 2026\nvia: @me\n", 2, "`via` begins with `@`"),
        ("date: 2026\nvia: `me\n", 2, "`via` begins with ```"),
        ("date: 2026\nnote: *great*\n", 2, "`note` begins with `*`"),
        ("date: 2026\nnote: %x\n", 2, "`note` begins with `%`"),
        (
            'date: 2026\nnote: "Yes," she said\n',
            2,
            "`note` goes on after its closing quotation mark; put the whole of it in '…'",
        ),
        (
            "date: 2026\nnote: 'Yes,' she said\n",
            2,
            '`note` goes on after its closing quotation mark; put the whole of it in "…"',
        ),
        ('date: 2026\nnote: "open\nvia: x\n', 2, "the quotation mark that opens `note` is never closed"),
        ("date: 2026\ntags: [a, b\nvia: x\n", 2, "`tags` opens a bracket that is never closed"),
        ("date: 2026\n\tvia: x\n", 2, "a tab stands before the text"),
        ("- date: 2026\n  via:x\n  note: y\n", 2, "put a space behind `via:`"),
        ("- date: 2026\n -via: x\n", 2, "put a space behind `-`"),
        ("{date: 2026, note: asked her: why}\n", 1, "`note` has a colon followed by a space"),
        ("{date: 2026,\n note: asked her: why,\n via: x}\n", 2, "`note` has a colon followed by a space"),
        ("- {date: 2026, via: @me}\n", 1, "`via` begins with `@`"),
        ('- {date: 2026, note: "Yes," she said}\n', 1, "`note` goes on after its closing quotation mark"),
        ("- {date: 2026, tags: #x, via: y}\n", 1, "`tags` has a `#` in it"),
        ("- {date: 2026, note: we are #1, via: y}\n", 1, "`note` has a `#` in it"),
        ("- {date: 2026, via: 'x}\n", 1, "the quotation mark that opens `via` is never closed"),
        ("- {date: 2026, via: x\n", 1, "a bracket that opens here is never closed"),
        ('- ["open\n', 1, "a quotation mark that opens here is never closed"),
        ("- date: 2026 # so: it was\n  via: x\n   note: y\n", 3, "this line does not go on with what stands above it"),
        ("- date: 2026\noops\n\n", 2, "what stands at the margin here belongs to no row"),
        ("- date: 2026\n}\n", 2, "this line does not go on with what stands above it"),
        ("- a\n- &\n", 2, "this is not YAML"),
        ("note: ééééééééé\nvia: x\x00y\nurl: z\n", 2, "a character that cannot be printed"),
        ("\ud800", 1, "a character that cannot be printed"),
    ],
)
def test_a_slip_is_named_with_its_line_and_what_to_do(text: str, line: int, says: str, parser: Any) -> None:
    found, message = slip(text, parser, first_line=11)
    assert says in message
    assert found == line + 10


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "bomb", ["[" * 100_000, "{a: " * 10_000, "- " * 5_000, "".join("  " * depth + "a:\n" for depth in range(60))]
)
def test_a_bomb_is_refused_before_it_goes_off(bomb: str, parser: Any) -> None:
    assert "nested more than 16 levels deep" in slip(bomb, parser)[1]


def test_sixteen_levels_are_read(parser: Any) -> None:
    value, faults = read("[" * 16 + "a" + "]" * 16, parser)
    assert not faults
    assert str(value).count("[") == 16


def test_escapes_that_are_no_characters_are_no_values(parser: Any) -> None:
    for escape in ("\\UFFFFFFFF", "\\uD800"):
        value, said = told(f'a: "{escape}"\n', parser)
        assert value in (None, {"a": ""})
        assert [line for line, _ in said] == [1]


def test_without_libyaml_one_spelling_differs() -> None:
    assert not nodes.WITH_LIBYAML or read("{url: https://a.example/?p=12}", None)[1] == []
    assert nodes.read("{url: https://a.example/?p=12}", 1, yaml.SafeLoader)[0] is None


@pytest.mark.no_cover
def test_many_empty_values_are_read_in_the_time_of_one_reading() -> None:
    value, faults = read("".join(f"k{number}:\n" for number in range(50_000)), None)
    assert len(value) == 50_000
    assert not faults


@pytest.mark.parametrize(
    "hostile", ['"' * 100_000, "'a" * 100_000, "a: " * 50_000, " " * 200_000 + "a: b: c", "{" + "a: b: " * 30_000]
)
def test_advice_on_hostile_text_is_one_short_line(hostile: str) -> None:
    for _, message in told(hostile, None)[1]:
        assert len(message) < 300
        assert message.isprintable()
