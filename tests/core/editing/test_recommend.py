"""``recommend:`` is put into one peer's entry, and nothing else changes."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.editing.layout import NotWritten
from mkdocs_reciprocity.core.editing.recommend import with_recommend

ROWS = "\ninteractions:   # mine\n- {date: 2026-11-02, gave: thank, peer: ada}\n"


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("  ada: {home: https://ada.example/}", "  ada: {home: https://ada.example/, recommend: true}"),
        ("  ada: { home: https://ada.example/ }  # x", "  ada: { home: https://ada.example/, recommend: true }  # x"),
        ("  ada:\n      name: Ada  # her", "  ada:\n      name: Ada  # her\n      recommend: true"),
        ("  ada: {}", "  ada: {recommend: true}"),
        ("  ada:", "  ada: {recommend: true}"),
        ("  ada: ~", "  ada: {recommend: true}"),
        ("  'ada': {recommend: false, name: A}", "  'ada': {recommend: true, name: A}"),
        ("  ada:\n    recommend: 'false' # no\n    name: A", "  ada:\n    recommend: true # no\n    name: A"),
        ("  ada:\n    recommend:\n    name: A", "  ada:\n    recommend: true\n    name: A"),
        ("  ada: {recommend: , name: A}", "  ada: {recommend: true , name: A}"),
        ("  ada: {recommend: true}", "  ada: {recommend: true}"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_byte_else_stays(entry: str, after: str, newline: str) -> None:
    def log(ada: str) -> bytes:
        text = f"# my peers\npeers:\n  ben: {{recommend: false}}\n{ada}\n  cleo: {{name: Cleo}}\n{ROWS}"
        return b"\xef\xbb\xbf" + text.replace("\n", newline).encode()

    assert with_recommend(log(entry), "log.yml", "ada", said=True) == log(after)
    contrary = entry.replace("recommend: false", "recommend: true").replace("'false'", "'true'")
    taken_back = with_recommend(log(contrary), "log.yml", "ada", said=False)
    assert taken_back == log(after.replace("recommend: true", "recommend: false"))


def test_the_last_entry_of_a_file_without_a_line_end() -> None:
    assert with_recommend(b"peers:\n  ada:\n    name: A", "log.yml", "ada", said=True) == (
        b"peers:\n  ada:\n    name: A\n    recommend: true"
    )


def test_a_value_in_lines_of_its_own_becomes_one_word() -> None:
    assert with_recommend(
        b"peers:\n  ada:\n    recommend: |\n      false\n    name: A\n", "log.yml", "ada", said=True
    ) == (b"peers:\n  ada:\n    recommend: true\n    name: A\n")


@pytest.mark.parametrize("log", [b"peers:\n  ada: [\n", b"peers:\n\tada: {}\n"])
def test_a_log_with_a_mistake_is_left_alone(log: bytes) -> None:
    with pytest.raises(NotWritten, match="nothing was changed"):
        with_recommend(log, "log.yml", "ada", said=True)
