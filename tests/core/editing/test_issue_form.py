"""The form in the text of an issue -> fields."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.editing import issue_form
from mkdocs_reciprocity.core.editing.issue_form import FIELDS, NOTHING
from mkdocs_reciprocity.core.editing.new_row import Told
from mkdocs_reciprocity.core.problem import quoted

FULL = {
    "kind": "share", "url": "https://ada.example/a/", "title": "On looms", "peer": "ada", "via": "mastodon",
    "date": "yesterday", "private": "yes", "note": "So fine.",
}  # fmt: skip


def form(**values: str) -> str:
    """As GitHub and Forgejo write it."""
    return "\n\n".join(f"### {field.heading}\n\n{values.get(field.name) or NOTHING}" for field in FIELDS)


def problems(text: str) -> list[str]:
    return [str(problem) for problem in issue_form.read(text, "issue").problems]


def test_all_fields() -> None:
    found = issue_form.read(form(**FULL), "issue")
    assert found.problems == ()
    assert found.records.fields == {name: said for name, said in FULL.items() if name != "private"}
    assert found.records.private is True
    assert found.records.lines == {field.name: 4 * number + 1 for number, field in enumerate(FIELDS)}


def test_fields_are_fields_of_what_is_told_and_the_note_is_last() -> None:
    assert {field.name for field in FIELDS} <= set(Told.__struct_fields__)
    assert FIELDS[-1].name == "note"
    assert all(field.heading == field.heading.strip() and "#" not in field.heading for field in FIELDS)


def test_an_empty_form_says_nothing() -> None:
    found = issue_form.read(form(), "issue")
    assert (found.records.fields, found.records.private, found.problems) == ({}, None, ())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_as_people_write_it(end: str) -> None:
    text = end.join(
        ["", "### ADDRESS ###", "https://ada.example/a/  ", "###  what did you do?", "", " share", "### url2"]
    )
    assert problems(text.removesuffix(f"{end}### url2")) == []
    assert issue_form.read(text.removesuffix(f"{end}### url2"), "").records.fields == {
        "url": "https://ada.example/a/",
        "kind": "share",
    }
    assert problems("### url\nhttps://ada.example/a/\n### kind\nlike") == []


@pytest.mark.parametrize(
    ("said", "private"),
    [
        ("yes", True), ("True", True), ("- [x] Keep it private", True), ("* [X]", True),
        ("no", None), ("false", None), ("- [ ] Keep it private", None), (NOTHING, None),
    ],
)  # fmt: skip
def test_private_is_never_false(said: str, private: bool | None) -> None:
    found = issue_form.read(form(private=said), "issue")
    assert (found.records.private, found.problems) == (private, ())


def test_a_note_is_one_safe_line() -> None:
    note = "Two\r\n\r\n  lines\x1b[31m\u202e\n::add-mask::x\n#### four\n# one\n```"
    found = issue_form.read(form(note=note), "issue")
    assert found.problems == ()
    assert found.records.fields == {"note": "Two lines[31m ::add-mask::x #### four # one ```"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "issue: no form stands here; it has headings such as `### Note`"),
        ("hello\n### Note\nx", 'issue:1: this stands above the first heading of the form: "hello"; take it out'),
        ("### Nota\nx", 'issue:1: the form has no field "Nota"; did you mean "Note"?'),
        ("### evidence\nx", 'issue:1: the form has no field "evidence"'),
        ("### Who\nada\n### WHO\nben", 'issue:3: the field "WHO" stands here a second time; take one of them out'),
        (
            "### Note\nfine\n### Address\nhttps://evil.example/",
            'issue:3: a heading stands in the note, "Address"; take the `###` before it out',
        ),
        ("### Note\n### Note", 'issue:2: a heading stands in the note, "Note"; take the `###` before it out'),
        ("### Note\n   ### Any", 'issue:2: a heading stands in the note, "Any"; take the `###` before it out'),
        ("### Who\nada\nben", 'issue:1: "Who" has one line; here are 2'),
        (f"### Who\n{'a' * 101}", 'issue:1: "Who" has more than 100 characters'),
        (f"### Note\n{'a ' * 1001}", 'issue:1: "Note" has more than 2,000 characters'),
        ("### Private\nperhaps", 'issue:1: "Private" is "perhaps"; write `yes` or `no`'),
        ("### Private\n- [y] it", 'issue:1: "Private" is "- [y] it"; write `yes` or `no`'),
    ],
)
def test_all_else_is_a_problem(text: str, message: str) -> None:
    assert problems(text) == [message]


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_nothing_in_a_field_passes_for_another(field: str) -> None:
    for heading in (one.heading for one in FIELDS):
        assert problems(form(**{**FULL, field: f"x\n\n### {heading}\n\nhttps://evil.example/"}))


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("### Address ###", "Address"), ("   ###\tAddress", "Address"), ("### Address #", "Address"),
        ("### Address ## ", "Address"), ("### Address#", "Address#"), ("### Ad ## dress", "Ad ## dress"),
    ],
)  # fmt: skip
def test_headings_as_markdown_has_them(line: str, heading: str) -> None:
    found = issue_form.read(f"{line}\nhttps://ada.example/", "")
    if heading == "Address":
        assert (found.records.fields, found.problems) == ({"url": "https://ada.example/"}, ())
    else:
        assert f"the form has no field {quoted(heading)}" in problems(line)[0]


@pytest.mark.parametrize("line", ["### a{}b", "### a{}#b", "###{}", "### {}#"])
def test_a_heading_with_a_million_blanks_is_read_in_a_moment(line: str) -> None:
    """Were each blank to look at all that follow, this would not come to an end."""
    assert len(problems(line.format(" " * 900_000))) == 1
