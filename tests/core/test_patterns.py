"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from mkdocs_reciprocity.core.patterns import late


def test_a_late_pattern_finds_what_a_compiled_one_finds() -> None:
    for flags in (0, re.IGNORECASE):
        one, other = late(r"([a-z]+)(\d)", flags), re.compile(r"([a-z]+)(\d)", flags)
        assert one.findall("a1 B2 c3") == other.findall("a1 B2 c3")
        assert one.sub(r"\2\1", "a1 B2") == other.sub(r"\2\1", "a1 B2")
        assert (one.fullmatch("a1") is None, one.fullmatch("a1 ") is None) == (False, True)
        assert (one.pattern, one.flags, one.groups) == (other.pattern, other.flags, other.groups)


def test_it_is_compiled_when_it_is_first_used_and_asked_once_for_each_method(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    really = re.compile

    def counted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return really(text, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern = late("a+")
    assert compiled == []
    assert [bool(pattern.match(text)) for text in ("a", "b", "aa")] == [True, False, True]
    assert compiled == ["a+"]
