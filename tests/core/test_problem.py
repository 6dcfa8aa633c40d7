"""Problems: where, what, and in one safe line."""

from __future__ import annotations

import pytest

from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, did_you_mean, nearest, quoted


def test_a_problem_reads_file_line_message() -> None:
    problem = Problem(Where("reciprocity.yml", 42), 'unknown peer "adda"; did you mean "ada"?')
    assert str(problem) == 'reciprocity.yml:42: unknown peer "adda"; did you mean "ada"?'
    assert problem.in_public() == str(problem)
    assert problem.level == "error"


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert str(Problem(Where("feed.xml"), "is missing")) == "feed.xml: is missing"


def test_in_public_a_private_problem_says_where_and_not_what() -> None:
    problem = Problem(Where("reciprocity.yml", 7), 'unknown peer "secret"', private=True)
    assert "secret" in str(problem)
    assert problem.in_public().startswith("reciprocity.yml:7: ")
    assert "secret" not in problem.in_public()
    assert "is not right" in problem.in_public()


def test_in_public_what_is_for_information_is_no_fault() -> None:
    problem = Problem(Where("reciprocity.yml", 7), 'the feed of "secret" fails', "info", private=True)
    assert (
        problem.in_public() == "reciprocity.yml:7: `mkdocs-reciprocity check` has a line about something private here"
    )


def test_problems_are_ordered_by_file_and_line() -> None:
    problems = [Problem(Where("b", 1), "x"), Problem(Where("a", 10), "x"), Problem(Where("a", 9), "y")]
    assert [str(problem.where) for problem in sorted(problems)] == ["a:9", "a:10", "b:1"]


def test_parsed_has_no_problems_unless_told() -> None:
    assert Parsed([1]).problems == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ada", '"ada"'),
        ("", '""'),
        ('say "hi"', r'"say \"hi\""'),
        ("a\\b", r'"a\\b"'),
        ("x\n::add-mask::a", r'"x\n::add-mask::a"'),
        ("\x1b[31m", r'"\x1b[31m"'),
        ("a\u202eb\u2028c\x85d\ufeff", r'"a\u202eb\u2028c\x85d\ufeff"'),
        ("\ud800", r'"\ud800"'),
        ("žluťoučký 羊 🐑", '"žluťoučký 羊 🐑"'),
    ],
)
def test_what_comes_from_outside_is_quoted_as_one_line(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_long_text_is_cut() -> None:
    assert quoted("a" * 60) == '"' + "a" * 60 + '"'
    assert quoted("a" * 61) == '"' + "a" * 59 + '…"'
    assert quoted("abcdef", 4) == '"abc…"'


@pytest.mark.parametrize(
    ("word", "found"), [("adda", "ada"), ("ADA", "ada"), ("ben ", "Ben"), ("zzz", None), ("", None), ("a" * 5000, None)]
)
def test_a_near_miss_is_found_whatever_its_case(word: str, found: str | None) -> None:
    assert nearest(word, ["ada", "Ben"]) == found
    assert did_you_mean(word, ["ada", "Ben"]) == (f'; did you mean "{found}"?' if found else "")


def test_without_choices_nothing_is_near() -> None:
    assert did_you_mean("ada", []) == ""
