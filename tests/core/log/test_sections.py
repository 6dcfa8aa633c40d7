"""The text of a log -> raw rows, each with its lines."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.log import peer as log_peer
from mkdocs_reciprocity.core.log import sections
from mkdocs_reciprocity.core.log.sections import Broken, Raw, Section
from mkdocs_reciprocity.core.yaml.nodes import Node, words


def read(body: str, line: int = 1) -> list[tuple[int, dict[str, str]] | list[tuple[int, str]]]:
    """Each row: line and fields; or, for what could not be read, lines and messages."""
    found: list[tuple[int, dict[str, str]] | list[tuple[int, str]]] = []
    for row in sections.rows(Section("interactions", "interactions:\n" + body, line - 1)):
        if isinstance(row, Broken):
            found.append([(fault.line, fault.message) for fault in row.faults])
        else:
            fields = {name: value.value if isinstance(value, Node) else value for name, value in row.fields.items()}
            found.append((row.line, {name: value if isinstance(value, str) else "…" for name, value in fields.items()}))
    return found


def lines_of(body: str) -> list[int]:
    return [row[0] for row in read(body) if isinstance(row, tuple)]


@pytest.mark.parametrize("indent", ["", "  ", "    "])
@pytest.mark.parametrize(
    "row",
    [
        "- {date: 2026, gave: share}\n",
        "- date: 2026\n  gave: share\n",
        "- {date: 2026,\n   gave: share}\n",
        "-   date: 2026\n    gave: share\n",
        '- "date": "2026"\n  gave: >-\n    share\n',
        "-\n  date: 2026\n  gave: share\n",
    ],
)
def test_rows_may_be_written_in_many_ways(row: str, indent: str) -> None:
    row = "".join(indent + line for line in row.splitlines(keepends=True))
    found = read(row * 2)
    assert [fields[1] for fields in found if isinstance(fields, tuple)] == [{"date": "2026", "gave": "share"}] * 2


def test_a_row_of_one_pair_a_line_knows_the_line_of_each() -> None:
    (row,) = sections.rows(Section("interactions", "interactions:\n- date: 2026\n  gave: share\n  peer: ada", 1))
    assert isinstance(row, Raw)
    assert (row.line, list(row.lines)) == (2, [2, 3, 4])
    assert [row.line_of(field) for field in ("date", "peer", "url", "")] == [2, 4, 2, 2]


def test_rows_that_share_a_line_know_their_columns() -> None:
    text = "interactions: [{date: 1}, {date: 2,\n gave: share}, {date: 3}]\n"
    rows = list(sections.rows(Section("interactions", text, 7)))
    assert [(row.line, row.column) for row in rows if isinstance(row, Raw)] == [(7, 16), (7, 27), (8, 16)]
    rows = list(sections.rows(Section("interactions", "interactions: [{date: 1},\n {date: 2}]\n", 7)))
    assert [(row.line, row.column) for row in rows if isinstance(row, Raw)] == [(7, 0), (8, 0)]


def test_comments_and_blank_lines_may_stand_anywhere() -> None:
    body = (
        "# a\n\n- {date: 1}\n# b\n\n- date: 2\n  # c\n\n  gave: share\n\n\n- date: 3\n   # d\n  \n- {date: 4}  # e\n#f"
    )
    assert read(body) == [
        (3, {"date": "1"}),
        (6, {"date": "2", "gave": "share"}),
        (12, {"date": "3"}),
        (15, {"date": "4"}),
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("- {date: 1}\n  - {date: 2}\n- {date: 3}\n", [1, 2, 3]),
        ("  - {date: 1}\n - {date: 2}\n  - {date: 3}\n", [1, 2, 3]),
        ("  - date: 1\n - date: 2\n   gave: share\n  - date: 4\n", [1, 2, 4]),
        ("  - date: 1\n- date: 2\n- date: 3\n", [1, 2, 3]),
        ("- date: 1\n  gave: share\n    - date: 3\n      gave: share\n- date: 5\n", [1, 3, 5]),
        ("\t- {date: 1}\n- {date: 2}\n", [2]),
    ],
)
def test_a_row_at_another_column_costs_no_other(body: str, lines: list[int]) -> None:
    assert lines_of(body) == lines


def test_text_that_looks_like_rows_stays_text() -> None:
    body = "- date: 1\n  note: |\n    - date: 2\n    - {date: 3}\n    <<<<<<< HEAD\n- date: 6\n"
    assert lines_of(body) == [1, 6]


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> main", "*** fix", "-date: 2", "- date"])
def test_a_line_that_can_be_in_no_row_costs_itself_only(marker: str) -> None:
    found = read(f"- {{date: 1}}\n{marker}\n- {{date: 3}}\n")
    assert [row[0] for row in found if isinstance(row, tuple)] == [1, 3]
    assert [row[0][0] for row in found if isinstance(row, list)] == [2]


@pytest.mark.parametrize(
    "slip",
    ["private: true", "oops", "  private: true", "   private: true", "\tprivate: true", "<<<<<<<\n  private: true"],
)
def test_a_line_that_may_belong_to_the_row_above_costs_it(slip: str) -> None:
    for first in ("- {date: 1}", "- date: 1\n  note: >\n    x"):
        found = read(f"- {{date: 0}}\n{first}\n{slip}\n- {{date: 9}}\n")
        dates = [row[1]["date"] for row in found if isinstance(row, tuple) and "private" not in row[1]]
        assert dates == ["0", "9"]


@pytest.mark.parametrize(
    "garbage", ["oops\n", "  oops: [\n", "'\n", '- "\n', "- {\n", "- [\n", "- |\n", "- &\n", "- ? \n"]
)
def test_nothing_swallows_the_rows_after_it(garbage: str) -> None:
    found = read(garbage + "- {date: 2}\n- date: 3\n  gave: share\n")
    assert [row[0] for row in found if isinstance(row, tuple)][-2:] == [2, 3]


def test_a_fault_in_rows_that_were_read_together_costs_its_row_only() -> None:
    assert lines_of("  - {date: 1}\n- date: 2\n- date: *x\n- date: 4\n") == [1, 2, 4]


def test_rows_in_one_bracket_are_read_in_one_piece() -> None:
    text = "interactions: [{date: 1},\n {date: 2, date: 3},\n 4, {date: 5}, {date: *x}, {date: 5},\n {date: 7}]\n"
    found = list(sections.rows(Section("interactions", text, 1)))
    assert [row.line for row in found if isinstance(row, Raw)] == [1, 3, 3, 4]
    assert [fault.line for row in found if isinstance(row, Broken) for fault in row.faults] == [3, 2, 3]


@pytest.mark.parametrize(
    ("value", "line", "says"),
    [
        ("[{date: 1}", 1, "opens a bracket that is never closed"),
        ("{date: 1}", 1, "`interactions` is a list"),
        ("ada", 1, "`interactions` is a list"),
        ("\n  ada:\n    date: 1", 2, "`interactions` is a list"),
        ("[1]", 1, "a row is a mapping"),
        ("&x", 1, "is an anchor"),
        ("\n<: x", 2, "belongs to no row"),
    ],
)
def test_what_is_no_list_of_rows_is_a_problem(value: str, line: int, says: str) -> None:
    (found,) = sections.rows(Section("interactions", f"interactions: {value}\n", 1))
    assert isinstance(found, Broken)
    assert found.faults[0].line == line
    assert says in found.faults[0].message


@pytest.mark.parametrize("value", ["", " []", " ~", " null", "\n# none\n\n", "\n  []"])
def test_an_empty_list_is_no_rows(value: str) -> None:
    assert list(sections.rows(Section("interactions", f"interactions:{value}", 1))) == []


@pytest.mark.parametrize(
    ("value", "empty"), [("", True), (" # none yet\n\n  # none", True), (" []", False), ("\n- x", False)]
)
def test_a_section_of_comments_is_empty(value: str, empty: bool) -> None:
    assert sections.is_empty(Section("interactions", f"interactions:{value}", 1)) is empty


def names(text: str) -> list[tuple[str, int, bool]]:
    return [(section.name, section.line, section.goes_on) for section in sections.sections(text)]


def test_a_text_is_cut_at_its_keys() -> None:
    text = "# log\n\npeers:\n  ada:\n    home: x\n'interactions' :\n- {date: 1}\n\"more\":\n- x\n"
    assert names(text) == [("", 1, False), ("peers", 3, False), ("interactions", 6, False), ("more", 8, False)]
    assert "".join(section.text for section in sections.sections(text)) == text


def test_a_text_without_keys_is_one_section_without_a_name() -> None:
    assert names("- {date: 1}\n") == [("", 1, False)]
    assert names("") == []


def test_a_line_astray_interrupts_a_section_and_does_not_end_it() -> None:
    text = "interactions:\n- {date: 1}\nversion: 1\n- {date: 2}\nlanguage: de\n"
    assert names(text) == [
        ("interactions", 1, False),
        ("version", 3, False),
        ("interactions", 3, True),
        ("language", 5, False),
    ]
    continued = sections.sections(text)[2]
    assert [row.line for row in sections.rows(continued)] == [4]


def test_a_field_at_the_margin_belongs_to_the_row_above() -> None:
    assert names("interactions:\n- {date: 1}\nprivate: true\nprivat: true\nurl:\n- {date: 2}\n") == [
        ("interactions", 1, False)
    ]


def test_a_line_astray_before_all_sections_goes_on_without_a_name() -> None:
    assert names("version: 1\n- {date: 1}\n") == [("version", 1, False), ("", 1, True)]


def entries(body: str) -> list[tuple[str, int | list[int]]]:
    """Each peer: id and line, or the lines of what is wrong."""
    found = log_peer.entries(Section("peers", "peers:" + body, 1))
    return [
        (id_, entry.line if isinstance(entry, Raw) else [fault.line for fault in entry.faults]) for id_, entry in found
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("\n  ada:\n    name: A\n  ben:\n    name: B\n", [("ada", 3), ("ben", 5)]),
        (" {ada: {name: A}, ben: {name: B}}\n", [("ada", 1), ("ben", 1)]),
        ("\n  ada:\n  ben: {}\n  no: ~\n", [("ada", 2), ("ben", 3), ("no", 4)]),
        ("", []),
        (" # none\n\n# yet\n", []),
        (" {}\n", []),
        (" ~\n", []),
        (" null\n", []),
        ("\n  ada:\n    name: [\n  ben:\n    name: B\n", [("ada", [3]), ("ben", 5)]),
        (
            "\n  # hers\n\n  ada:\n    name: A\n\n    # x\n    note: *x\n  ben:\n    name: B\n",
            [("ada", [8]), ("ben", 10)],
        ),
        ("\n  ada:\n    name: A\n  ada:\n    name: B\n", [("ada", 3), ("ada", 5)]),
        ("\n  ada: https://ada.example/\n  ben:\n    name: B\n", [("ada", [2]), ("ben", 4)]),
        ("\n  ada: [a, {b: c}]\n", [("ada", [2])]),
        (" [ada, ben]\n", [("", [1])]),
        ("\n- id: ada\n- id: ben\n", [("", [2])]),
        (" &x\n  ada:\n    name: A\n", [("", [1]), ("ada", 3)]),
        (" [\n", [("", [1])]),
        ("\n  ada:\n    name: A\n ben:\n    name: B\n", [("ada", 3), ("ben", 5)]),
        ("\n  ada:\n    name: A\nprivate: true\n", [("ada", [4])]),
        ("\n  ada:\n    name: A\n  oops\n  ben:\n    name: B\n", [("ada", 3), ("", [4]), ("ben", 6)]),
        ("\n  ada:\n    name: A\n   ben:\n    name: B\n", [("ada", [4])]),
        ("\n  *x : y\n  ben:\n    name: B\n", [("*x", [2]), ("ben", 4)]),
    ],
)
def test_a_peer_that_cannot_be_read_costs_itself_only(body: str, found: list[tuple[str, int | list[int]]]) -> None:
    assert entries(body) == found


def test_what_stands_for_a_broken_peer_says_what_is_in_its_text_and_no_other() -> None:
    section = Section(
        "peers",
        "peers:\n  ada: [https://ada.example/, {x: https://x.example/}]\n  ben:\n    home: https://ben.example/\n",
        1,
    )
    broken = dict(log_peer.entries(section))["ada"]
    assert isinstance(broken, Broken)
    peer = log_peer.broken_peer("ada", broken, "f.yml")
    assert peer.also == ("https://ada.example/", "https://x.example/")
    assert peer.private


def rows_of(text: str) -> list[Raw | Broken]:
    return [row for section in sections.sections(text) if "\n" in section.text for row in sections.rows(section)]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "hostile",
    [
        "- " * 100_000,
        "-" * 200_000,
        "- {" * 70_000,
        "- \n" * 3_000,
        "- date: " + "a " * 100_000,
        "- {date: " + "a: b, " * 40_000,
        "a" + " " * 200_000,
        '"a' + " " * 200_000,
        " " * 50_000 + "-",
        "\n" * 200_000,
        "#\n" * 100_000,
        "\t" * 200_000,
        "- a: b\n  #\n" * 5_000,
        "- a: '" + "x" * 200_000,
        "- date: a\n" + "  date: a\n" * 3_000,
        "- {a: b}\n" + " \n" * 50_000 + "x",
        ": " * 100_000,
        "- a: " + "#" * 200_000,
        "a b" * 70_000 + ":",
        ("a" * 90 + ": b\n") * 200,
    ],
)
def test_hostile_text_is_read_to_its_end(hostile: str) -> None:
    *others, last = rows_of(f"interactions:\n{hostile}\n- {{date: 9}}\n")
    assert isinstance(last, Raw)
    assert (last.line, [*words(last.fields["date"])]) == (hostile.count("\n") + 3, ["9"])
    assert len(rows_of(f"interactions:\n{hostile}")) <= len(others), "alone it is no more than before a row"
    *_, last = rows_of(f"{hostile}\n- {{date: 9}}\n")
    assert last.line == hostile.count("\n") + 2 if isinstance(last, Raw) else last.text.endswith("\n- {date: 9}\n")
    body = f"\n{hostile}\n  zoe:\n    name: Z\n"
    *_, (name, entry) = log_peer.entries(Section("peers", "peers:" + body, 1))
    assert name == "zoe" if isinstance(entry, Raw) else "zoe" in entry.text
    says_something = any(line.strip() and not line.strip().startswith("#") for line in hostile.split("\n"))
    assert sections.is_empty(Section("peers", "peers:\n" + hostile, 1)) is not says_something


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("'it''s'", "it's"), ("''''", "'"), (r'"say \"no\""', 'say "no"'), (r'"a\\"', "a\\"), (r'"\\n"', r"\n"),
        ("'\"'", '"'), ('"\'"', "'"), (r"'a\b'", r"a\b"), ('""', ""),
    ],
)  # fmt: skip
def test_common_escapes_need_no_parser(written: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "read", None)  # the parser
    for row in (f"- note: {written}\n", f"- {{note: {written}}}\n"):
        (found,) = sections.rows(Section("interactions", f"interactions:\n{row}", 1))
        assert isinstance(found, Raw)
        assert found.fields == {"note": said}
