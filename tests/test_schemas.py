"""The schemas for editors: they are what the code says, take what the plugin takes, and refuse wrong keys and kinds."""

from __future__ import annotations

import importlib
import json
import re
from copy import deepcopy
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.log.reader import Rules, parse
from mkdocs_reciprocity.core.model import KINDS, Kind
from mkdocs_reciprocity.core.option_values import WrongOption

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "mkdocs_reciprocity/schemas"
SAMPLE = ROOT / "sample_site"
GOLDEN = sorted((ROOT / "tests/core/golden").rglob("reciprocity*.yml"))


class AsEditors(yaml.CSafeLoader):
    """YAML 1.2, as the language server of editors reads it: no dates, and ``no`` is a word."""


AsEditors.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"(?:~|null|Null|NULL|)\Z", ["~", "n", "N", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)\Z", list("tTfF")),
    ("int", r"[-+]?[0-9]+\Z", list("-+0123456789")),
    ("float", r"[-+]?[0-9]*\.[0-9]+\Z", list("-+.0123456789")),
):
    AsEditors.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


@cache
def schema(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def faults(name: str, written: object, *kinds: str) -> list[str]:
    """What the schema has against it; ``kinds``: those of the author's own."""
    of = deepcopy(schema(name))
    if kinds:
        of["definitions"]["kind"]["enum"] += kinds
    return [error.message for error in jsonschema.Draft7Validator(of).iter_errors(written)]


def read(text: str) -> Any:
    return yaml.load(text, AsEditors)


def problems(text: str, *kinds: str) -> list[str]:
    """What `check` has against a log, by itself."""
    own = {name: Kind(name, "spread", name) for name in kinds}
    rules = Rules({**KINDS, **own}, UTC, When("2026-11-29"))
    return [problem.message for problem in parse(text.encode(), "reciprocity.yml", rules).problems]


@pytest.mark.parametrize("name", ["log", "peers", "options"])
def test_they_are_what_the_code_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    made = importlib.import_module("schemas")
    assert (FOLDER / f"{name}.json").read_text("utf-8") == made.text(made.ALL[name]()), "run `python docs/schemas.py`"
    jsonschema.Draft7Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", ["reciprocity.yml", "reciprocity.private.yml"])
def test_the_sample_log_is_right(name: str) -> None:
    text = (SAMPLE / name).read_text("utf-8")
    assert faults("log", read(text), "zine") == []
    assert problems(text, "zine") == []


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_log_that_is_right_is_right_by_the_schema(file: Path) -> None:
    text = file.read_text("utf-8")
    said = file.with_name("settings.yml")
    kinds = (yaml.safe_load(said.read_text("utf-8")) if said.exists() else {}).get("kinds", {})
    if not problems(text, *kinds):
        assert faults("log", read(text), *kinds) == []


def test_most_golden_logs_are_right() -> None:
    assert sum(not problems(file.read_text("utf-8")) for file in GOLDEN) > len(GOLDEN) / 2


RIGHT_ROWS = [
    "{date: 2026, gave: share, peer: no}",
    "{date: 2026-11, gave: share, peer: ada, title: 1984, via: on, note: true, tags: [1, two]}",
    "{date: unknown, got: ask, peer: ada, answer: declined}",
    "{date: 2026-11-02T12:30:00+01:00, asked: testimonial, peer: ada, answer: granted, private: true}",
    "{date: 2026-11-02 12:30, gave: share, url: HTTPS://ada.example/x, tags: tea, evidence: https://x.example/}",
    "{date: '2026-11-02', got: link, peer: ada, evidence: [https://x.example/, https://y.example/], source: feed}",
    "{date: 2026-11-02, gave: share, peer: ada, url: , note: , answer: , tags: []}",
]


@pytest.mark.parametrize("row", RIGHT_ROWS)
def test_a_right_row(row: str) -> None:
    text = f"peers: {{'no': , ada: {{name: Ada}}}}\ninteractions:\n- {row}\n"
    assert problems(text) == []
    assert faults("log", read(text)) == []


WRONG_ROWS = [
    "{date: 2026-11-02, gave: shar, peer: ada}",
    "{date: 2026-11-02, gave: ask, peer: ada}",
    "{date: 2026-11-02, asked: ask, peer: ada}",
    "{date: 2026-11-02, got: , peer: ada}",
    "{date: 2026-11-02, gave: [share], peer: ada}",
    "{date: 2026-11-02, gave: share, got: share, peer: ada}",
    "{date: 2026-11-02, peer: ada}",
    "{date: 2026-11-02, gave: share}",
    "{date: 2026-11-02, gave: share, peer: , url: ''}",
    "{date: 2026-11-02, gave: share, url: https://ada.example/a post}",
    "{gave: share, peer: ada}",
    "{date: , gave: share, peer: ada}",
    "{date: 2026-11-02, gave: share, peer: ada, nota: x}",
    "{date: 2026-11-02, gave: share, peer: ada, Note: x}",
    "{date: 2026-11-02, gave: share, peer: ada, name: x}",
    "{date: 2026-11-02, gave: share, peer: ada, private: maybe}",
    "{date: 2026-11-02, gave: share, peer: ada, private: }",
    "{date: 2026-11-02, gave: share, peer: ada, source: rss}",
    "{date: 2026-11-02, asked: share, peer: ada, answer: yes}",
    "{date: 2026-11-02, gave: share, peer: ada, answer: granted}",
    "{date: 2026-13-02, gave: share, peer: ada}",
    "{date: 02.11.2026, gave: share, peer: ada}",
    "{date: 1206, gave: share, peer: ada}",
    "{date: 2026-11-02, gave: share, url: looms.md}",
    "{date: 2026-11-02, gave: share, peer: ada, note: {a: b}}",
    "{date: 2026-11-02, gave: share, peer: ada, tags: {a: b}}",
    "share",
]


@pytest.mark.parametrize("row", WRONG_ROWS)
def test_a_row_with_a_slip_is_refused_by_both(row: str) -> None:
    text = f"peers: {{ada: {{name: Ada}}}}\ninteractions:\n- {row}\n"
    assert problems(text) != []
    assert faults("log", read(text)) != []


WRONG_FILES = [
    "interaction:\n- {date: 2026, gave: share, peer: ada}\n",
    "interactions: none of them\n",
    "peers:\n- ada\n",
    "peers:\n  ada: Ada\n",
    "peers:\n  ada: {nam: Ada}\n",
    "peers:\n  ada: {home: ada.example}\n",
    "peers:\n  ada: {also: [ada.example]}\n",
    "peers:\n  ada: {checkin: often}\n",
    "peers:\n  ada: {private: perhaps}\n",
    "ignore:\n- {got: link}\n",
    "ignore:\n- {got: link, peer: }\n",
    "ignore:\n- {got: link, gave: link, peer: ada}\n",
    "ignore:\n- {got: lonk, peer: ada}\n",
    "ignore:\n- {got: link, peer: ada, note: x}\n",
    "ripples:\n- {peer: ada, url: https://ben.example/x/}\n",
    "ripples:\n- {date: 2026-11-02, peer: ada}\n",
    "ripples:\n- {date: 2026-11-02, peer: ada, url: x}\n",
    "ripples:\n- {date: 2026-11-02, peer: ada, url: https://ben.example/x/, note: x}\n",
]


@pytest.mark.parametrize("text", WRONG_FILES)
def test_a_file_with_a_slip_is_refused_by_both(text: str) -> None:
    assert problems(text) != []
    assert faults("log", read(text)) != []
    if text.startswith("peers"):
        assert faults("peers", read(text)) != []


@pytest.mark.parametrize("text", ["", "peers:\n", "interactions: []\n", "peers: {ada: }\nignore:\n", "# nothing yet\n"])
def test_what_is_empty_is_right(text: str) -> None:
    assert problems(text) == []
    assert faults("log", read(text)) == []
    assert faults("peers", read(text)) == []


# --- options

SOME = [
    True, False, None, 0, 1, 5, 20, 1.5, -1, "", "x", "en", "de", "UTC", "12 months", "20s", "5MB", "reciprocity.yml",
    "https://me.example/", "webmention.io", [], ["x"], ["https://me.example/"], {}, {"no such": 1}, {"zine": None},
    {"zine": {"reach": "spread"}}, {"zine": {"reach": "ask"}}, {"zine": {"reach": "nod", "verb": "x", "more": 1}},
    {"url": "links.xml"}, [{"url": "https://forge.example/mara.atom", "kind": "like", "via": None}],
    {"url": "x", "of": 1},
]  # fmt: skip


def variants() -> list[tuple[str, object]]:
    """Each option with many values, and each key below it as well."""
    found: list[tuple[str, object]] = []
    for name, default in declared.DEFAULTS.items():
        found += [(name, value) for value in [default, *SOME]]
        for key, inner in default.items() if isinstance(default, dict) else ():
            words = ["auto", "always", "never", "info", "warning", "posts", "people", "both", "flat", "plain"]
            found += [(name, {key: value}) for value in [inner, *SOME, *words]]
            for last in inner if isinstance(inner, dict) else ():
                found += [(name, {key: {last: value}}) for value in SOME]
    return found


def takes(name: str, value: object) -> bool:
    try:
        vars(declared.Options)[name].read(value)
    except WrongOption:
        return False
    return True


def test_every_value_that_the_plugin_takes_is_right() -> None:
    refused = [
        (name, value) for name, value in variants()
        if takes(name, value) and faults("options", {"reciprocity": {name: value}})
    ]  # fmt: skip
    assert refused == []
    assert sum(takes(name, value) for name, value in variants()) > 150


def test_keys_and_choices_that_there_are_not_are_refused() -> None:
    wrong: list[dict[str, Any]] = [
        {"no_such": 1},
        {"kinds": {"zine": {"reach": "ask"}}},
        {"kinds": {"zine": {"verbs": "x"}}},
    ]
    for name, default in declared.DEFAULTS.items():
        if isinstance(default, dict) and name != "kinds":
            wrong.append({name: {"no such": 1}})
        wrong += [{name: {key: {"no such": 1}}} for key in (default if isinstance(default, dict) else ())]
    wrong += [{"feeds": {"fetch": "sometimes"}}, {"feeds": {"on_error": "x"}}, {"badge": {"style": "round"}}]
    wrong += [
        {"badge": {"metric": "likes"}},
        {"enabled": "yes"},
        {"log": 5},
        {"reactions": []},
        {"me": 5},
        {"me": [{"kind": "like"}]},
        {"me": {"url": "https://links.example/", "knd": "like"}},
        {"feeds": {"workers": "x"}},
    ]
    for options in wrong:
        assert any(not takes(name, value) if name in declared.DEFAULTS else True for name, value in options.items()), (
            options
        )
        assert faults("options", {"reciprocity": options}) != [], options


def test_an_item_below_plugins_in_each_form() -> None:
    right: list[object] = [
        "reciprocity",
        {"reciprocity": None},
        {"reciprocity": {}},
        {"reciprocity": declared.DEFAULTS},
    ]
    for item in right:
        assert faults("options", item) == [], item
    wrong: list[object] = ["search", {"search": {}}, {"reciprocity": {}, "search": {}}, 5]
    for item in wrong:
        assert faults("options", item) != [], item


def test_the_options_of_the_sample_are_right() -> None:
    plugins = yaml.safe_load((SAMPLE / "mkdocs.yml").read_text("utf-8"))["plugins"]
    (ours,) = [plugin for plugin in plugins if isinstance(plugin, dict) and "reciprocity" in plugin]
    assert faults("options", ours) == []
