"""Whether a `nav:` leads to our pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_reciprocity.cli import main
from mkdocs_reciprocity.core.menus import advice, entries, lines, titles, unlisted, without
from tests.sites.drawing import ONE_GIFT, draw

BOTH = ("shared", "pay-it-forward")


@pytest.mark.parametrize(
    "entry",
    [
        "shared/index.md", "shared.md", "shared/README.md", "/shared/", "shared/", "shared", "shared/index.html",
        "https://me.example/shared/", "https://me.example/blog/shared/#now", "./shared/index.md",
    ],
)  # fmt: skip
def test_a_page_is_listed_in_whatever_form(entry: str) -> None:
    for nav in ([entry], [{"Given": entry}], [{"More": ["x.md", {"Given": entry}]}], {"More": [entry]}):
        assert unlisted(nav, BOTH) == ["pay-it-forward"]


@pytest.mark.parametrize("nav", [["index.md"], ["shared-desks.md", "shared/2026/index.md"], [{"Shared": None}]])
def test_what_is_not_listed(nav: object) -> None:
    assert unlisted(nav, BOTH) == list(BOTH)
    assert unlisted(nav, ()) == []


@pytest.mark.parametrize("nav", [None, [], "", {}])
def test_without_a_nav_a_menu_has_all(nav: object) -> None:
    assert unlisted(nav, BOTH) == []


def test_the_advice_names_what_to_write() -> None:
    both = "the menu does not lead to `shared/index.md` and `pay-it-forward/index.md`; list them below `nav:`"
    assert advice(BOTH) == both
    assert advice(["a/b"]) == "the menu does not lead to `a/b/index.md`; list it below `nav:`"
    assert advice(["a/b"], in_toml=True) == "the menu does not lead to `a/b/index.md`; add it to `nav`, in quotes"
    assert advice(BOTH, in_toml=True).endswith("; add them to `nav`, in quotes")
    assert tomllib.loads(f"nav = [\n{lines(BOTH, in_toml=True)}]") == {"nav": [f"{folder}/index.md" for folder in BOTH]}
    assert lines(BOTH, in_toml=False) == "  - shared/index.md\n  - pay-it-forward/index.md\n"


_GIVEN = {"Given": "shared/index.md"}
NAV = ["index.md", _GIVEN, {"More": [{"A": "a.md"}, {"Only": ["shared/index.md"]}]}, {"X": None}, 7]


def test_entries_are_taken_out_with_the_sections_that_they_leave_empty() -> None:
    left = ["index.md", {"More": [{"A": "a.md"}]}, {"X": None}, 7]
    assert without(NAV, lambda entry: entry.startswith("shared/")) == left
    assert without(NAV, lambda entry: False) == NAV
    assert without(["a.md"], lambda entry: True) is None
    assert list(entries(NAV)) == ["index.md", "shared/index.md", "a.md", "shared/index.md"]


def test_pages_are_called_what_the_nav_calls_them_first() -> None:
    assert titles(NAV) == {"shared/index.md": "Given", "a.md": "A"}
    assert titles({"Home": "index.md", "Again": "index.md", "More": {"A": "a.md"}}) == {
        "index.md": "Home", "a.md": "A",
    }  # fmt: skip
    assert titles([{"Looms": "a.md"}, {"Knots": ["a.md", {"B": "b.md"}]}]) == {"a.md": "Looms", "b.md": "B"}
    assert titles([{2026: "years/2026.md"}]) == {"years/2026.md": "2026"}, "as YAML reads a year"


@pytest.mark.parametrize("nav", [None, "a.md", [], {}, 7, {"X": None}])
def test_a_nav_may_name_nothing(nav: object) -> None:
    assert titles(nav) == {}


@pytest.mark.parametrize("command", ["init", "check"])
def test_the_command_line_says_which_page_no_menu_leads_to(tmp_path: Path, command: str) -> None:
    def said(nav: object, options: object = None) -> str:
        config = draw(tmp_path, {"reciprocity.yml": ONE_GIFT}, {"nav": nav, "reciprocity": options or {}})
        lines = CliRunner().invoke(main, [command, "-f", str(config)]).output.splitlines()
        return "\n".join(line for line in lines if "menu" in line)

    index = {"Home": "index.md"}
    assert advice(BOTH) in said([index])
    assert advice(["pay-it-forward"]) in said([index, {"Shared": "shared/index.md"}])
    assert advice(["given"]) in said([index], {"pages": {"shared": {"path": "given"}, "pay_it_forward": False}})
    assert said([index, "shared/index.md", "pay-it-forward/index.md"]) == ""
    assert said(None) == ""
    assert command == "init" or said([index], {"enabled": False}) == ""


def test_the_titles_in_a_menu() -> None:
    nav = [
        "a.md",
        {"Home": "index.md"},
        {"More": ["b.md", {"See": "c.md"}, {"Empty": None}]},
        {"Last": {"Deep": "d.md", 2026: "e.md"}},
        {"Again": "c.md"},
    ]
    assert titles(nav) == {"index.md": "Home", "c.md": "See", "d.md": "Deep", "e.md": "2026"}
    assert [titles(none) for none in (None, "index.md", (), 5)] == [{}] * 4
