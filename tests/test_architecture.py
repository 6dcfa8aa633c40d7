"""ARCHITECTURE.md has the rooms and modules that there are."""

from __future__ import annotations

import ast
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


def assigned(tree: ast.AST) -> set[str]:
    """The attributes of ``self`` that are given a value somewhere in it."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        if isinstance(node.value, ast.Name) and node.value.id == "self"
    }


def born_late(tree: ast.AST) -> set[tuple[str, str]]:
    """Each class with an attribute that is in none of its instances from the beginning."""
    found = set()
    for class_ in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        methods = [node for node in class_.body if isinstance(node, ast.FunctionDef)]
        born = {name for method in methods if method.name == "__init__" for name in assigned(method)}
        late = {name for method in methods for name in assigned(method)} - born
        found |= {(class_.name, name) for name in late}
    return found


def test_an_attribute_that_is_born_late_is_found() -> None:
    text = "class A:\n def __init__(self): self.a = 1\n def go(self):\n  for self.b in (): self.a = self.d = 3\n"
    assert born_late(ast.parse(text)) == {("A", "b"), ("A", "d")}


def test_every_attribute_is_born_in_init() -> None:
    modules = {path: ast.parse(path.read_text("utf-8")) for path in (ROOT / "mkdocs_reciprocity").rglob("*.py")}
    assert {path.name: late for path, tree in modules.items() if (late := born_late(tree))} == {}
