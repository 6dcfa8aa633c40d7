"""The parts of the documentation that are made from the code: they are as the scripts would make them now."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.__main__ import NAMES
from mkdocs_reciprocity.core import options as declared
from tests import hosts
from tests.docs.blocks import DOCS, ROOT
from tests.matrix import page


def script(name: str) -> ModuleType:
    """A script beside the pages, as a module."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_options_is_what_the_options_say_of_themselves() -> None:
    options = script("options")
    assert options.docstrings().keys() == declared.DEFAULTS.keys()
    assert (DOCS / "options.md").read_text("utf-8") == options.page(), "run `python docs/options.py`"


def test_the_page_of_what_is_tried_is_what_the_rows_of_the_matrix_say() -> None:
    assert (DOCS / "compatibility.md").read_text("utf-8") == page.page(), "run `python -m tests.matrix.page`"


def test_the_values_of_templates_are_those_that_the_renderer_is_given() -> None:
    assert (DOCS / "pages.md").read_text("utf-8") == script("templates").page(), "run `python docs/templates.py`"


def test_the_page_of_figures_is_made_from_a_run_and_names_every_benchmark() -> None:
    figures = script("figures")
    page = figures.PAGE.read_text("utf-8")
    assert page == figures.page(figures.DATA.read_text("utf-8")), "run `python docs/figures.py`"
    assert re.findall(r"^## (.*)", page, re.MULTILINE) == ["What was missed", *NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_says_what_it_measures(name: str) -> None:
    text = (ROOT / f"benchmarks/{NAMES[name]}.py").read_text("utf-8")
    assert (ast.get_docstring(ast.parse(text)) or "").startswith(f"`{name}`: ")


def test_no_picture_is_older_than_what_it_shows(tmp_path: Path) -> None:
    hosts.need("material")
    screenshots = script("screenshots")
    site = screenshots.sample(tmp_path)
    now = {name: screenshots.source(site, path) for name, path in screenshots.PICTURES.items()}
    then = {name: screenshots.source_of((DOCS / name).read_bytes()) for name in now}
    assert then == now, "run `python docs/screenshots.py`"
    assert len({*now.values()}) == len(now)


def test_every_picture_of_the_documentation_is_made_by_the_script() -> None:
    assert {path.name for path in DOCS.rglob("*.png")} == script("screenshots").PICTURES.keys()
