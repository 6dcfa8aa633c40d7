from __future__ import annotations

import importlib.util
from pathlib import Path

from mkdocs_reciprocity.core import options as declared
from tests.matrix import page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_options_is_what_the_options_say_of_themselves() -> None:
    spec = importlib.util.spec_from_file_location("options", DOCS / "options.py")
    assert spec is not None
    assert spec.loader is not None
    options = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(options)
    assert options.docstrings().keys() == declared.DEFAULTS.keys()
    assert (DOCS / "options.md").read_text("utf-8") == options.page(), "run `python docs/options.py`"


def test_the_page_of_what_is_tried_is_what_the_rows_of_the_matrix_say() -> None:
    assert (DOCS / "compatibility.md").read_text("utf-8") == page.page(), "run `python -m tests.matrix.page`"
