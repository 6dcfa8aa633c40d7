"""Writes the JSON Schemas in the package, for editors: ``python docs/schemas.py``; a test holds them together.

A schema refuses no log and no options that the plugin takes. What it refuses is what an editor can show at once: keys,
kinds, choices, and values of another type. The rest is said by ``check``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import options as page

from mkdocs_reciprocity.core import options as declared
from mkdocs_reciprocity.core import settings, site_places
from mkdocs_reciprocity.core.log.ignored import IGNORED_FIELDS
from mkdocs_reciprocity.core.log.ripple import RIPPLE_FIELDS
from mkdocs_reciprocity.core.log_keys import FIELDS, PEER_FIELDS, SECTIONS
from mkdocs_reciprocity.core.model import ASK, KINDS, SOURCES, Reach
from mkdocs_reciprocity.core.option_values import WrongOption

FOLDER = Path(declared.__file__).parents[1] / "schemas"

Schema = dict[str, Any]

# --- what is written in a log: every scalar is text there, whatever YAML takes it for

_TEXT = {"type": ["string", "number", "boolean", "null"]}
_WORDS = {"anyOf": [_TEXT, {"type": "array", "items": {"type": ["string", "number", "boolean"]}}]}
_URL = {"type": ["string", "null"], "pattern": r"^\s*([Hh][Tt][Tt][Pp][Ss]?://\S+\s*)?$"}
_URLS = {"anyOf": [_URL, {"type": "array", "items": {"type": "string", "pattern": _URL["pattern"]}}]}
_PRIVATE = {"enum": [True, False, "true", "false"]}
_DAY = r"(0[1-9]|[12]\d|3[01])([Tt ].*)?"
_DATE = {
    "anyOf": [
        {"type": "string", "pattern": rf"^(unknown|(199\d|[2-9]\d{{3}})(-(0[1-9]|1[0-2])(-{_DAY})?)?)$"},
        {"type": "integer", "minimum": 1990, "maximum": 9999},
    ],
    "description": "a day, a month, a year, a time, or `unknown`",
    "examples": ["2026-11-02", "2026-11", 2026, "unknown"],
}
_A_KIND = {"$ref": "#/definitions/kind"}
_OF_A_ROW: Schema = {
    "date": _DATE,
    "gave": _A_KIND,
    "got": {"anyOf": [_A_KIND, {"const": ASK.name}]},
    "asked": _A_KIND,
    "url": _URL,
    "tags": _WORDS,
    "private": _PRIVATE,
    "source": {"enum": [*SOURCES, "", None]},
    "evidence": _URLS,
    "answer": {"enum": ["granted", "declined", "", None]},
    "gone": {**_DATE, "description": "the day on which the post was gone"},
}
_OF_A_PEER: Schema = {
    "home": _URL,
    "feed": _WORDS,
    "also": _URLS,
    "checkin": {
        "anyOf": [
            {"type": ["integer", "null"]},
            {"type": "string", "pattern": r"^([0-9]{1,5}\s*([Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)?[Ss]?)?$"},
        ],
        "examples": ["60 days", "8 weeks", "3 months"],
    },
    "tags": _WORDS,
    "recommend": {"enum": [True, False, "true", "false", "", None]},
    "fallow": {"enum": [True, False, "true", "false", "", None]},
    "private": _PRIVATE,
    "excerpt": {"enum": [True, False, "true", "false", "", None]},
    "lang": {"type": ["string", "boolean", "null"]},
    "contact": {
        "type": ["string", "null"],
        "examples": ["ada@ada.example", "@ada@social.example", "https://ada.example/hello/"],
    },
}


def _of(fields: tuple[str, ...], known: Schema, **more: Any) -> Schema:
    """A mapping with these fields; what is not known of a field is that it is text."""
    properties = {field: known.get(field, _TEXT) for field in fields}
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _any_of(*names: str) -> Schema:
    """One of these fields is there, and not empty."""
    said = {"not": {"enum": ["", None]}}
    return {"anyOf": [{"required": [name], "properties": {name: said}} for name in names]}


def _definitions() -> Schema:
    one_deed = {"oneOf": [{"required": [name]} for name in ("gave", "got", "asked")]}
    was_asked = {"anyOf": [{"required": ["asked"]}, {"required": ["got"], "properties": {"got": {"const": ASK.name}}}]}
    answered = {"required": ["answer"], "properties": {"answer": {"enum": ["granted", "declined"]}}}
    return {
        "kind": {"enum": list(KINDS)},
        "row": _of(
            FIELDS, _OF_A_ROW, required=["date"],
            allOf=[one_deed, _any_of("peer", "url"), {"if": answered, "then": was_asked}],
        ),
        "peer": {"anyOf": [{"type": "null"}, _of(PEER_FIELDS, _OF_A_PEER)]},
        "ignored": _of(
            IGNORED_FIELDS, {"gave": _A_KIND, "got": _A_KIND, "url": _URL, "evidence": _URL},
            allOf=[_any_of("peer", "url", "evidence"), {"not": {"required": ["gave", "got"]}}],
        ),
        "ripple": _of(
            RIPPLE_FIELDS, {"date": _DATE, "url": _URL, "evidence": _URL}, required=["date", "peer", "url"]
        ),
    }  # fmt: skip


def _file(title: str, sections: Schema, definitions: Schema) -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "type": ["object", "null"],
        "properties": sections,
        "additionalProperties": False,
        "definitions": definitions,
    }


def log() -> Schema:
    """The schema of a log."""
    entries = {"interactions": "row", "ignore": "ignored", "ripples": "ripple"}
    sections = {
        name: {"type": ["array", "null"], "items": {"$ref": f"#/definitions/{entries[name]}"}}
        if name in entries
        else {"type": ["object", "null"], "additionalProperties": {"$ref": "#/definitions/peer"}}
        for name in SECTIONS
    }
    return _file("The log of mkdocs-reciprocity", sections, _definitions())


def peers() -> Schema:
    """The schema of a peers file. Other sections may stand in it; they are not read."""
    sections = {**{key: {} for key in SECTIONS}, "peers": log()["properties"]["peers"]}
    return _file("The peers of mkdocs-reciprocity", sections, {"peer": _definitions()["peer"]})


# --- options

_OF_KEYS: dict[str, type] = {"badge": settings.BadgeSetting, "feeds": settings.FeedSetting}
_CHOICES: dict[str, Any] = {"recommend": settings.Recommend}
_KIND = {
    "type": ["object", "null"],
    "properties": {
        "reach": {"enum": [reach for reach in get_args(Reach) if reach != ASK.reach]},
        "verb": {"type": "string"},
    },
    "additionalProperties": False,
}
_WORD = {"type": ["string", "null"]}
_PLACE = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"url": {"type": "string"}, "kind": _WORD, "via": _WORD},
            "required": ["url"],
            "additionalProperties": False,
        },
    ]
}


def _takes(name: str, value: object) -> bool:
    try:
        vars(declared.Options)[name].read(value)
    except WrongOption:
        return False
    return True


def _value(default: object, type_: Any = None) -> Schema:
    """What can stand where this default stands; ``type_`` is what it is read to."""
    if get_origin(type_) is not None and get_args(type_) and get_origin(type_) is not tuple:
        return {"enum": list(get_args(type_)), "default": default}
    if type_ in {int, float} and isinstance(default, str):
        return {"type": ["string", "number"], "default": default}
    if isinstance(default, bool):
        return {"type": "boolean", "default": default}
    if isinstance(default, int):
        return {"type": "integer", "default": default}
    if isinstance(default, list):
        return {
            "anyOf": [{"type": ["string", "null"]}, {"type": "array", "items": {"type": "string"}}],
            "default": default,
        }
    return {"type": ["string", "null"] if default is None else "string", "default": default}


def _or(schema: Schema, *values: object) -> Schema:
    return {"anyOf": [schema, {"enum": list(values)}]} if values else schema


def _mapping(default: dict[str, Any], types: dict[str, Any], *, switches: bool) -> Schema:
    """A mapping with the keys of the default; ``switches``: each may be switched off, and on again."""
    properties = {}
    for key, value in default.items():
        found = _mapping(value, {}, switches=False) if isinstance(value, dict) else _value(value, types.get(key))
        properties[key] = _or(found, True, False, None) if switches else found
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def _option(name: str, default: Any) -> Schema:
    if name == "kinds":
        return {"type": ["object", "null"], "additionalProperties": _KIND}
    if name == "me":
        return {"anyOf": [{"type": "null"}, _PLACE, {"type": "array", "items": _PLACE}], "default": default}
    if not isinstance(default, dict):
        return _value(default, _CHOICES.get(name))
    types = get_type_hints(_OF_KEYS[name]) if name in _OF_KEYS else {}
    switches = default in (site_places.PAGES, site_places.FILES)
    words = [value for value in (True, False) if _takes(name, value)]
    return _or(_mapping(default, types, switches=switches), *words)


def options() -> Schema:
    """The schema of an item below ``plugins:``: the form that the schema of mkdocs.yml by Material includes."""
    words = page.docstrings()
    properties = {
        name: {"markdownDescription": words[name], **_option(name, default)}
        for name, default in declared.DEFAULTS.items()
    }
    said = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "mkdocs-reciprocity",
        "oneOf": [
            {"markdownDescription": "What you gave, and whom to thank", "enum": ["reciprocity"]},
            {
                "type": "object",
                "properties": {"reciprocity": {"markdownDescription": "What you gave, and whom to thank", **said}},
                "required": ["reciprocity"],
                "additionalProperties": False,
            },
        ],
    }


def text(schema: Schema) -> str:
    """The file's text."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


ALL = {"log": log, "peers": peers, "options": options}

if __name__ == "__main__":
    for name, schema in ALL.items():
        (FOLDER / f"{name}.json").write_text(text(schema()), "utf-8")
