"""Writes docs/options.md from the docstrings of the options: ``python docs/options.py``; a test holds them together."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from pathlib import Path

import yaml

from mkdocs_reciprocity.core import options as declared

PAGE = Path(__file__).with_name("options.md")

_HEAD = """# Options

Below `reciprocity:` in mkdocs.yml. Every option can be left out; an option that is wrong stops the build with a
sentence that says what would be right. All of them, with their defaults:
"""


def docstrings() -> dict[str, str]:
    """The docstring of each option, by name."""
    tree = ast.parse(inspect.getsource(declared.Options))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found = {}
    for option, doc in pairwise(body):
        if isinstance(option, ast.Assign) and isinstance(option.targets[0], ast.Name) and isinstance(doc, ast.Expr):
            text = ast.literal_eval(doc.value)
            found[option.targets[0].id] = " ".join(text.split()).replace("``", "`")
    return found


def page() -> str:
    """The whole page."""
    defaults = yaml.safe_dump({"plugins": [{"reciprocity": declared.DEFAULTS}]}, sort_keys=False, width=100)
    parts = [_HEAD, f"```yaml\n{defaults}```\n"]
    parts += [f"## {name}\n\n{text}\n" for name, text in docstrings().items()]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
