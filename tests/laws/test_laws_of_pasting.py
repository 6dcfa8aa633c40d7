"""Whatever is pasted, nothing of it is lost without a word, and what is kept of it is one safe line."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.editing import issue_form, new_rows, pasted, same_row
from mkdocs_reciprocity.core.editing.issue_form import FIELDS
from mkdocs_reciprocity.core.editing.new_row import Told
from mkdocs_reciprocity.core.lines import visible
from mkdocs_reciprocity.core.log import reader as log_reader
from tests.laws.examples import laws
from tests.laws.test_laws_of_adding import KNOWN
from tests.laws.test_laws_of_writing import RULES

INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
PARTS = [
    "https://ada.example/x", "http://ben.example/a,b/(c)", "HTTPS://x.example/?q=1#y", "ada.example/z", "<", ">", "[",
    "]", "](", "(", ")", "- ", " - ", ": ", "#", "* ", "1. ", "[x] ", " ", "\n", "\r", "\r\n", "\u2028", "\x85", "\x0b",
    "\x1b[2J", "\x00", "\x1f", "\u202e", "\ufeff", "\u200b", "\u201c", "\u201d", '"', "'", "\\", "via ", "> ",
    "Zo\u00eb", "\U0001f411", "::add-mask::", "{{ x }}", "### Address\n", "### Note\n", "_No response_", "share",
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=14).map("".join)


def is_safe(text: str) -> bool:
    """Whether a text is one line without anything hidden, as `visible` leaves it."""
    return visible(text) == text and "\n" not in text and "\r" not in text and "\x1b" not in text


@laws(300)
@given(texts)
@example("https://ada.example/x\x1b[2J note\u2028two")
def test_every_line_is_an_address_or_a_problem(text: str) -> None:
    found = pasted.read(text, "here")
    numbers = [one.line for one in found.records] + [problem.where.line for problem in found.problems]
    said = {number: line.strip().strip(INVISIBLE).strip() for number, line in pasted.lines(text)}
    assert sorted(numbers) == [number for number, line in said.items() if line.strip("> ") and not line.startswith("#")]
    assert all(is_safe(one.title) and is_safe(one.note) for one in found.records)
    assert all(problem.message.isprintable() for problem in found.problems)


@laws(150)
@given(texts)
def test_what_is_written_of_lines_is_what_was_read_in_them(text: str) -> None:
    items = new_rows.of_lines(Told(kind="like"), pasted.read(text, "here").records, "here")
    found = new_rows.entries(items, KNOWN)
    assert all(problem.message.isprintable() for problem in found.problems)
    kept, same = new_rows.distinct(found.records)
    assert len(kept) + len(same) == len(found.records)
    if kept:
        body, placed = same_row.placed(b"", "l.yml", kept, RULES)
        rows = log_reader.parse(body, "l.yml", RULES).records.interactions
        assert [(row.url, row.title, row.note) for row in rows] == [
            (entry.row.url, entry.row.title, entry.row.note) for entry in kept
        ]
        assert [row.where.line for row in rows] == [place.line for place in placed]
        again, still = same_row.placed(body, "l.yml", kept, RULES)
        assert again == body
        assert all(place.stood for place in still)


@laws(150)
@given(texts)
def test_a_note_in_a_form_is_only_ever_a_note(note: str) -> None:
    before = "".join(f"### {field.heading}\n\n{issue_form.NOTHING}\n\n" for field in FIELDS[:-1])
    found = issue_form.read(f"{before}### Note\n\n{note}", "issue")
    if found.problems:
        assert all(problem.message.isprintable() for problem in found.problems)
    else:
        assert set(found.records.fields) <= {"note"}
        assert is_safe(found.records.fields.get("note", ""))


@laws(150)
@given(texts)
def test_any_form_is_read_or_refused(text: str) -> None:
    found = issue_form.read(text, "issue")
    assert found.problems or found.records.lines
    assert all(is_safe(said) for said in found.records.fields.values())
    assert all(problem.message.isprintable() for problem in found.problems)
