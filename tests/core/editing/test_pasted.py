"""Lines from outside -> addresses with their words."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.editing import pasted
from mkdocs_reciprocity.core.editing.pasted import LONGEST_LINE, MOST_ADDRESSES, MOST_BYTES

A = "https://ada.example/a/"


def read(text: str) -> list[tuple[str, str, str]]:
    found = pasted.read(text, "here")
    assert found.problems == ()
    return [(one.url, one.title, one.note) for one in found.records]


def wrong(line: str) -> str:
    """The sentence about the only line; the line is in it, whole."""
    found = pasted.read(f"\n{line}\n", "here")
    assert found.records == ()
    (problem,) = found.problems
    assert str(problem).startswith("here:2: ")
    return problem.message


@pytest.mark.parametrize(
    ("line", "title", "note"),
    [
        (A, "", ""),
        (f"  {A}\t", "", ""),
        (f"\ufeff{A}", "", ""),
        (f"\u200e {A}\u200e", "", ""),
        (f"{A} A fine post", "", "A fine post"),
        (f"{A} - A fine post", "", "A fine post"),
        (f"{A} \u2013  A fine   post", "", "A fine post"),
        (f"{A} -5 degrees", "", "-5 degrees"),
        (f"{A} # no comment", "", "# no comment"),
        (f"<{A}>", "", ""),
        (f"<{A}> fine", "", "fine"),
        (f"<{A}>, fine", "", "fine"),
        (f"On looms <{A}>", "On looms", ""),
        (f"On looms - {A}", "On looms", ""),
        (f"On looms \u2014 {A} so fine", "On looms", "so fine"),
        (f"On looms: {A}", "On looms", ""),
        (f"On looms | Ada | {A}", "On looms | Ada", ""),
        (f"On looms -- {A}", "On looms", ""),
        (f"\u201cOn looms\u201d {A}", "On looms", ""),
        (f'"On looms": {A}', '"On looms"', ""),
        (f"[On looms]({A})", "On looms", ""),
        (f"[On *looms* [1]](<{A}> 'A title') and on", "On *looms* [1]", "and on"),
        (f'[On \\[looms\\]]({A} "A title").', "On [looms]", ""),
        (f"[{A}]({A})", "", ""),
        (f"[]({A})", "", ""),
        (f"- {A}", "", ""),
        (f"* [ ] {A} soon", "", "soon"),
        (f"\u2022 [x] <{A}>", "", ""),
        (f"12. [On looms]({A})", "On looms", ""),
        (f"3) {A}", "", ""),
        (f"{A} one\x1b[31mred\x00\u202etwo\u2028three\x85four\x0bfive\x1fsix", "", "one[31mredtwo three four five six"),
        (f"Bell\x07 \x1b]0;x\x07 - {A}", "Bell ]0;x", ""),
        (f"On looms\t{A}", "On looms", ""),
        (f"{A}\tOn looms\tfine", "", "On looms fine"),
        (f"[On looms]: {A}", "On looms", ""),
        (f"[1]: {A} fine", "", "fine"),
        (f"[^12]: <{A}>", "", ""),
        (f"[2] {A}", "", ""),
        (f"> > - {A} fine", "", "fine"),
        (f">{A}", "", ""),
        (f"{A} h/t to all", "", "h/t to all"),
        (f"{A} (so fine)", "", "(so fine)"),
    ],
)
def test_a_line(line: str, title: str, note: str) -> None:
    assert read(line) == [(A, title, note)]


def test_an_address_may_have_parentheses_and_capitals() -> None:
    assert read("[Looms](https://w.example/Loom_(a)_(b)) x") == [("https://w.example/Loom_(a)_(b)", "Looms", "x")]
    assert read("HTTPS://Ada.example/A") == [("HTTPS://Ada.example/A", "", "")]


def test_what_may_be_an_address_is_left_to_the_reader() -> None:
    assert read("ada.example/a fine") == [("ada.example/a", "", "fine")]
    assert read("@ada@social.example") == [("@ada@social.example", "", "")]
    assert read(f"{A},") == [(f"{A},", "", "")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_systems_end_them(end: str) -> None:
    text = end.join(["# a list", "", f"{A} \x0b\x1e\u2028x", "  #another", f"- {A}b"])
    found = pasted.read(text, "here")
    assert [(one.line, one.note) for one in found.records] == [(3, "x"), (5, "")]
    assert [one.text for one in found.records] == [f"{A} \x0b\x1e\u2028x", f"- {A}b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("read this", 'no address stands here; one begins with `https://` (the line is "read this")'),
        (
            f"read this {A}",
            f'{pasted._BEFORE} (the line is "read this {A}")',
        ),
        (f"x{A}", f'did you mean "{A}"? (the line is "x{A}")'),
        (f"see ({A})", f'did you mean "{A}"? (the line is "see ({A})")'),
        (f'<a href="{A}">On looms</a>', f'did you mean "{A}"? (the line is "<a href=\\"{A}\\">On looms</a>")'),
        (f"a {A} b {A}", f'{pasted._SEVERAL} (the line is "a {A} b {A}")'),
        (f"\u201c{A}\u201d", f'did you mean "{A}"? (the line is "\u201c{A}\u201d")'),
        (f"({A})", f'did you mean "{A}"? (the line is "({A})")'),
        (
            f"{A} (via Ben)",
            (
                f'did you mean "{A}"? Leave out what follows the address; `--via` says where it was '
                f'(the line is "{A} (via Ben)")'
            ),
        ),
        (f"{A} {A}", f'several addresses stand here; write each on a line of its own (the line is "{A} {A}")'),
        (
            f"[a]({A}) see {A}",
            f'several addresses stand here; write each on a line of its own (the line is "[a]({A}) see {A}")',
        ),
        (
            "https://ada.example/k: hm",
            (
                '":" stands at the end of the address; did you mean "https://ada.example/k"? '
                '(the line is "https://ada.example/k: hm")'
            ),
        ),
        ("\x1b[2J nothing", 'no address stands here; one begins with `https://` (the line is "\\x1b[2J nothing")'),
    ],
)
def test_what_is_not_clear_is_said_with_the_line(line: str, message: str) -> None:
    assert wrong(line) == message


def test_a_line_that_is_quoted_already_is_not_repeated() -> None:
    assert pasted.with_line('"x" is wrong', "x") == '"x" is wrong'


def test_a_long_line_is_refused() -> None:
    assert wrong(f"{A} {'x' * LONGEST_LINE}").startswith("the line has more than 8,000 characters (the line is ")
    assert len(wrong(f"{A} {'x' * LONGEST_LINE * 9}")) < LONGEST_LINE + 100


def test_all_lines_are_read_although_some_are_wrong() -> None:
    found = pasted.read(f"nothing\n{A}\n\nnothing either", "here")
    assert [problem.where.line for problem in found.problems] == [1, 4]
    assert len(found.records) == 1


def test_so_many_addresses_and_no_more() -> None:
    assert len(read(f"{A}\n" * MOST_ADDRESSES)) == MOST_ADDRESSES
    found = pasted.read(f"{A}\n" * (MOST_ADDRESSES + 5), "here")
    assert list(map(str, found.problems)) == [
        "here:1001: there are more than 1,000 lines with something on them; give them in several steps"
    ]
    assert found.records == ()
    assert len(read("\n#\n" * MOST_ADDRESSES + A)) == 1


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_of_text(codec: str) -> None:
    found = pasted.decoded(f"{A} Zoë".encode(codec), "here")
    assert (found.records, found.problems) == (f"{A} Zoë", ())


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"a\r\nb\rc\nZo\xeb", "here:4: this is no text in UTF-8; give it as UTF-8"),
        (b"\xff\xfea", "here:1: this is no text in UTF-16; give it as UTF-8"),
        (b"\x89PNG\r\n", "here:1: this is no text in UTF-8; give it as UTF-8"),
        (b"a" * (MOST_BYTES + 1), "here: this is more than 1 MB; give the addresses only, in several steps"),
    ],
)
def test_bytes_of_something_else(body: bytes, message: str) -> None:
    found = pasted.decoded(body, "here")
    assert found.records == ""
    assert list(map(str, found.problems)) == [message]
