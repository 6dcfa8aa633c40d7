"""Collects what is to be translated, and brings the catalogs up to date: ``python docs/messages.py``.

It writes ``locale/messages.pot`` in the package and, beside it, ``<language>.po`` for every language that has one: what
is new is empty there, and what is gone is taken out. Tests hold them together. A new language begins with
``pybabel init -i mkdocs_reciprocity/publish/locale/messages.pot -o mkdocs_reciprocity/publish/locale/nl.po -l nl``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from mkdocs_reciprocity.core.model import KINDS
from mkdocs_reciprocity.core.wording import BELOW_A_NAME, label
from mkdocs_reciprocity.publish import language, templates

ROOT = Path(__file__).parents[1]
TEMPLATE = language.CATALOGS / "messages.pot"

_IN_TEMPLATES: dict[str, Any] = {"_": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2)}
_IN_PYTHON = {"marked": 1, "they_did": 1, "text": 1, "text_in": 2, "numbered": 2}
"""How many texts a call of each name begins with: a message, a context and a message, a singular and a plural."""
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'


def messages() -> Catalog:
    """All texts of the templates and of what is put into words beside them."""
    catalog = Catalog(project="mkdocs-reciprocity")
    for path in sorted((templates.overrides() / templates.FOLDER).glob("*.html")):
        _add_from_template(catalog, path)
    for path in sorted(language.CATALOGS.parents[1].rglob("*.py")):
        source = path.read_text("utf-8")
        if "mkdocs_reciprocity.core.wording" in source or path.stem == "wording":
            _add_from_python(catalog, path, source)
    for kind in KINDS:
        catalog.add(label(kind), locations=[("mkdocs_reciprocity/core/model.py", 0)], context="I did")
    return catalog


def _add_from_template(catalog: Catalog, path: Path) -> None:
    options = {"trimmed": "true", "silent": "false"}
    with path.open("rb") as file:
        for _, message, _, context in extract("jinja2.ext:babel_extract", file, _IN_TEMPLATES, options=options):
            catalog.add(message, locations=[(_name(path), 0)], context=context)


def _add_from_python(catalog: Catalog, path: Path, source: str) -> None:
    """What is called with texts, and nothing else: definitions and docstrings are no calls in a syntax tree."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        said = [node.value for node in call.args[: _IN_PYTHON.get(name, 0)] if isinstance(node, ast.Constant)]
        texts = [text for text in said if isinstance(text, str)]
        if texts and len(texts) == _IN_PYTHON[name]:
            context = {"text_in": texts[0], "they_did": BELOW_A_NAME}.get(name)
            message = tuple(texts) if name == "numbered" else texts[-1]
            catalog.add(message, locations=[(_name(path), 0)], context=context)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def template() -> bytes:
    """``messages.pot``"""
    return _HEAD.encode() + _written(messages(), omit_header=True)


def catalogs() -> Iterator[tuple[Path, bytes]]:
    """Every catalog, brought up to date."""
    for name, path in language.catalogs().items():
        with path.open("rb") as file:
            catalog = read_po(file, locale=name)
        created = catalog.creation_date
        catalog.update(messages(), no_fuzzy_matching=True)
        catalog.creation_date = created  # so that nothing is written where nothing has changed
        yield path, _written(catalog)


def _written(catalog: Catalog, *, omit_header: bool = False) -> bytes:
    text = BytesIO()
    write_po(text, catalog, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True,
             omit_header=omit_header)  # fmt: skip
    return text.getvalue().strip() + b"\n"


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
    for path, text in catalogs():
        path.write_bytes(text)
