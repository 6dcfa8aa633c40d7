"""ARCHITECTURE.md has the rooms and modules that there are."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_tree_is_current() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "architecture.py"))
    said = "after `python docs/architecture.py` this is right"
    assert made["PAGE"].read_text("utf-8") == made["page"](), said


def test_every_module_says_what_it_is() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "architecture.py"))
    bare = [line for line in made["tree"]().splitlines() if line.endswith((".py", "/"))]
    assert bare == []
