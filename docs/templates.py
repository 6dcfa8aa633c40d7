"""Writes what each template is given into docs/pages.md: ``python docs/templates.py``; a test holds them together.

The names and types are those that the renderer was given while the sample site was made, and a site without a log.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import GenericAlias, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from unittest import mock

from msgspec import Struct

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from mkdocs_reciprocity.core.capture.repository import FORMS  # noqa: E402
from mkdocs_reciprocity.core.dates import When  # noqa: E402
from mkdocs_reciprocity.core.markers import NAMES  # noqa: E402
from mkdocs_reciprocity.core.model import PeerId  # noqa: E402
from mkdocs_reciprocity.core.url import Url  # noqa: E402
from mkdocs_reciprocity.publish.renderer import Addresses, Renderer  # noqa: E402
from tests.sites.drawing import make  # noqa: E402
from tests.sites.sample import NOON, THEMES, copied  # noqa: E402

PAGE = Path(__file__).with_name("pages.md")
BEGINS, ENDS = "<!-- values -->\n", "<!-- end of the values -->\n"

_FOR = {
    "shared": '"Who I\'ve shared"',
    "year": "a year",
    "pay-it-forward": '"Pay it forward"',
    "reactions": "the reactions under a post",
    "lifts": "whom a post lifts",
    "further": "further reading by others",
    "forward": "the marker `forward 1`",
    "own": "the marker `own 5`",
    "ring": "blogs to visit",
    "river": "the marker `river 20`",
    "blogroll": "the marker `blogroll`",
    "resting": "the marker `resting`",
    "blogroll.xsl": "the blogroll in a browser",
    "recent": "the marker `shared 5`",
    "thanks": "the marker `thanks 5`",
    "badge": "the badge in a page",
    "badge.svg": "the badge",
    "start": "both pages, before there is a log",
    "macros": "what the others import",
    "desk": "[the desk](desk.md)",
    "desk-capture": "the page of the desk with [the bookmark](how-to/capture.md)",
    "desk-note": "a note that begins itself, on [the desk](how-to/write.md#a-note)",
    "desk.css": "the desk's own styles",
    "generated.css": "what the stylesheet has besides, for the pages that [`generate`](zensical.md) writes",
}
"""What each template is for."""

_WITHOUT = {"macros", "blogroll.xsl", "desk.css", "generated.css"}
"""Those that are given nothing of their own."""

_TWO_YEARS = 2 * 365 * 24 * 60 * 60  # seconds; by then, all blogs of the sample rest

_ORIGIN = '[remote "origin"]\nurl = https://github.com/ada/blog\n'

_POST = "---\ndate: 2026-01-02\n---\n# Cards before computers\n" + "A shoebox of punched cards from a flea market. " * 3
"""A post on the subject of one that the sample passes on."""

_WORDS = {
    str: "text", int: "number", bool: "yes or no", NoneType: "none", When: "day", Url: "URL", PeerId: "id",
}  # fmt: skip

Types = dict[str, dict[str, set[object]]]


def given() -> Types:
    """The types of the values that each template is given, by its name and theirs."""
    found: Types = defaultdict(lambda: defaultdict(set))
    render = Renderer.fragment

    def watched(self: Renderer, template: str, here: str, **values: object) -> object:
        of = found[template]
        for name, value in values.items():
            of[name] |= set(_types(value))
        return render(self, template, here, **values)

    on_that_day = mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": NOON})
    with tempfile.TemporaryDirectory() as folder, on_that_day, mock.patch.object(Renderer, "fragment", watched):
        _build(Path(folder) / "sample", "lifts: true\n    further: true")
        _build(Path(folder) / "without", "badge: false")
        _build(Path(folder) / "new", "lifts: true", log=False)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(NOON) + _TWO_YEARS)
        _build(Path(folder) / "later", "lifts: true")
    return found


def _build(folder: Path, option: str, *, log: bool = True) -> None:
    """A preview of the sample with all markers and one more option, maybe without its log."""
    root = copied(folder)
    for path in [] if log else root.glob("reciprocity*.yml"):
        path.unlink()
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("- reciprocity:", f"- reciprocity:\n    {option}", 1), "utf-8")
    (root / "docs/all.md").write_text("\n\n".join(f"<!-- reciprocity:{name} 3 -->" for name in NAMES), "utf-8")
    for name, text in {".git/config": _ORIGIN, FORMS["github"]: "", "docs/posts/cards.md": _POST}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    built = make(root / THEMES["mkdocs"], command="serve")
    assert not built.aborted, built.lines


def _types(value: object) -> Iterator[object]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield from {GenericAlias(Sequence, type(one)) for one in value}
        yield Sequence
    elif callable(value):
        yield Callable
    else:
        yield type(value)


def _said(types: set[object]) -> tuple[str, list[type[Struct]]]:
    """The types in words, and those of them that have fields."""
    more: list[type[Struct]] = []
    known = types - {Sequence} or types  # an empty list tells nothing
    words = sorted({_word(one, more) for one in sorted(known, key=repr)}, key=lambda word: (word == "none", word))
    return " or ".join(words), more


def _word(one: Any, more: list[type[Struct]]) -> str:
    origin, arguments = get_origin(one), get_args(one)
    if origin is Literal:
        return "text"
    if origin in {Union, UnionType}:
        words, below = _said(set(arguments))
        more += below
        return words
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"{_word(arguments[1], more)} by name"
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return f"list of {_word(arguments[0], more)}"
    if isinstance(one, type) and issubclass(one, Struct):
        more.append(one)
        return f"`{one.__name__}`"
    if one in _WORDS:
        return _WORDS[one]
    if hasattr(one, "__supertype__"):  # a `NewType`
        return _word(one.__supertype__, more)
    return {Callable: "function", Sequence: "list"}[one]


def tables() -> str:
    """What stands between the marks of the page."""
    found = given()
    assert found.keys() | _WITHOUT == _FOR.keys()
    lines = ["| template | for | values |", "|---|---|---|"]
    waiting: list[type[Struct]] = []
    for template, purpose in _FOR.items():
        lines.append(f"| `{template}.html` | {purpose} | {_listed(found.get(template, {}), waiting)} |")
    lines += ["", "| value | has |", "|---|---|"]
    told: dict[type[Struct], str] = {}
    for one in waiting:  # grows meanwhile
        if one not in told:
            told[one] = _fields(one, waiting)
    lines += [*told.values(), _fields(Addresses, [])]
    return "\n".join(lines) + "\n"


def _fields(one: type[Struct], waiting: list[type[Struct]]) -> str:
    hints = get_type_hints(one)
    return f"| `{one.__name__}` | {_listed({name: {hints[name]} for name in one.__struct_fields__}, waiting)} |"


def _listed(values: Mapping[str, set[object]], waiting: list[type[Struct]]) -> str:
    parts = []
    for name in values:
        words, more = _said(values[name])
        waiting += more
        parts.append(f"`{name}`: {words}")
    return "; ".join(parts)


def page() -> str:
    """The whole page."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGINS)
    return f"{before}{BEGINS}\n{tables()}\n{ENDS}{rest.partition(ENDS)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
