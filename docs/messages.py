"""Collects what is to be translated, and brings the catalogs up to date: ``python docs/messages.py``.

It writes ``locale/messages.pot`` in the package and, beside it, ``<language>.po`` for every language that has one: what
is new is empty there, and what is gone is taken out. Tests hold them together. A new language begins with
``pybabel init -i mkdocs_reciprocity/locale/messages.pot -o mkdocs_reciprocity/locale/fr.po -l fr``.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from mkdocs_reciprocity import language, render
from mkdocs_reciprocity.model import KINDS

ROOT = Path(__file__).parents[1]
TEMPLATE = language.CATALOGS / "messages.pot"

_IN_TEMPLATES: dict[str, Any] = {"_": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2)}
_IN_PYTHON: dict[str, Any] = {"marked": None, "text": None, "text_in": ((1, "c"), 2), "numbered": (1, 2)}
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'


def messages() -> Catalog:
    """All texts of the templates and of what is put into words beside them."""
    catalog = Catalog(project="mkdocs-reciprocity")
    for path in sorted((render.overrides() / render.FOLDER).glob("*.html")):
        options = {"trimmed": "true", "silent": "false"}
        _collect(catalog, path, "jinja2", _IN_TEMPLATES, options)
    for path in sorted(language.CATALOGS.parent.rglob("*.py")):
        if "mkdocs_reciprocity.wording" in path.read_text("utf-8") or path.stem == "wording":
            _collect(catalog, path, "python", _IN_PYTHON, {})
    for kind in KINDS.values():
        catalog.add(kind.verb, locations=[("mkdocs_reciprocity/model.py", 0)], context="I did")
    return catalog


def _collect(catalog: Catalog, path: Path, method: str, keywords: dict[str, Any], options: dict[str, str]) -> None:
    name = path.relative_to(ROOT).as_posix()
    with path.open("rb") as file:
        for _, message, _, context in extract(method, file, keywords, options=options):
            catalog.add(message, locations=[(name, 0)], context=context)


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
