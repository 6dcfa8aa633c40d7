"""The answer below an issue: whatever it quotes, it is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_reciprocity.core.capture.answer import STATES, State, answer
from tests.laws.test_laws_of_the_ledger import law

SAID = "Error: URL: `x` is no address, @ben #3 ![](https://evil.example/p.png)\n"
SAID += "```\n/close\n<b>\u202e\x1b[31m\r\n\r- [ ] y"


def test_what_was_said_stands_as_code() -> None:
    first, empty, *rest = answer("refused", SAID).split("\n")
    assert first.endswith(":")
    assert not empty
    assert rest == [
        "    Error: URL: `x` is no address, @ben #3 ![](https://evil.example/p.png)",
        "    ```",
        "    · /close",
        "    <b>[31m",
        "    - [ ] y",
    ]


def test_nothing_is_said_of_other_rows_and_peers() -> None:
    said = 'Peer: unknown peer "zq7"; did you mean "zq7secret"?\nnothing was written\n'
    assert answer("refused", said).split("\n")[2:] == ['    Peer: unknown peer "zq7"', "    nothing was written"]
    said = "reciprocity.yml:7: You shared “Notes” (public)\n- {date: 2026-11-29}\nthis address is of zq7secret\n"
    for state in ("written", "again"):
        assert answer(state, said).split("\n")[2:] == ["    reciprocity.yml:7: You shared “Notes” (public)"]


@pytest.mark.parametrize("state", STATES)
def test_each_answer_begins_with_a_sentence(state: State) -> None:
    assert answer(state, "x").split("\n")[1:] == ["", "    x"]


def test_a_long_answer_is_cut() -> None:
    text = answer("refused", "x" * 9999 + "\n" + "y\n" * 99)
    assert len(text.split("\n")) == 2 + 20 + 1
    assert max(map(len, text.split("\n"))) == 504
    assert text.endswith("\n    …")


@law
@given(st.text(max_size=80))
def test_no_line_of_it_is_anything_but_code(said: str) -> None:
    for line in answer("written", said).splitlines()[2:]:
        assert line.startswith("    ")
        assert line[4:5] not in {"/", " ", ""}
        assert line.isprintable() or not any(ord(char) < 32 for char in line)
