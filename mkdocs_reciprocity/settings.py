"""The options of the plugin: from the mapping in mkdocs.yml to typed settings, with a sentence for each wrong one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from typing import Any, Literal, cast, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.model import ASK, KINDS, Kind, Reach
from mkdocs_reciprocity.problem import Parsed, Problem, Where, did_you_mean, quoted
from mkdocs_reciprocity.url import Url

Metric = Literal["posts", "people", "both"]
Fetch = Literal["auto", "always", "never"]
OnError = Literal["info", "warning"]


class PagePlace(Struct, frozen=True):
    """Where a page goes (a folder, relative to the site's root, without slashes at its ends) and what it is called."""

    path: str
    title: str


class BadgeSetting(Struct, frozen=True):
    """The badge's left text, and what its right one counts."""

    label: str
    metric: Metric


class FeedSetting(Struct, frozen=True, kw_only=True):
    """How feeds are read. ``max_age`` and ``timeout`` are in seconds, ``max_bytes`` in bytes."""

    fetch: Fetch
    max_age: float
    timeout: float
    max_bytes: int
    workers: int
    allow_hosts: tuple[str, ...]
    on_error: OnError


class Settings(Struct, frozen=True, kw_only=True):
    """All options, checked. ``window`` is in calendar months; ``kinds`` holds the built-in ones too."""

    enabled: bool
    log: tuple[str, ...]
    peers: str | None
    shared: PagePlace | None
    pay_it_forward: PagePlace | None
    badge: BadgeSetting | None
    window: int
    zone: tzinfo
    aliases: tuple[Url, ...]
    kinds: Mapping[str, Kind]
    reactions: bool
    language: str | None
    feeds: FeedSetting


DEFAULTS: dict[str, Any] = {
    "enabled": True,
    "log": ["reciprocity.yml", "reciprocity.private.yml"],
    "peers": None,
    "pages": {
        "shared": {"path": "shared", "title": "Who I've shared"},
        "pay_it_forward": {"path": "pay-it-forward", "title": "Pay it forward"},
    },
    "badge": {"label": "reciprocity", "metric": "posts"},
    "window": "12 months",
    "timezone": "UTC",
    "aliases": [],
    "kinds": {},
    "reactions": True,
    "language": None,
    "feeds": {
        "fetch": "auto", "max_age": "1h", "timeout": "20s", "max_bytes": "5MB", "workers": 20, "allow_hosts": [],
        "on_error": "info",
    },
}  # fmt: skip
"""The default of every option, as it would be written in mkdocs.yml."""

_MONTHS = re.compile(r"(\d{1,4})\s*(month|year)s?\Z", re.I)
_DURATION = re.compile(r"(\d{1,7}(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)?\Z", re.I)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZE = re.compile(r"(\d{1,9}(?:\.\d+)?)\s*([kmg]?)i?b?\Z", re.I)
_BYTES = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}
_REACHES: tuple[Reach, ...] = ("spread", "talk", "nod")


class WrongOption(ValueError):
    """An option that cannot be used; the message says what would be right."""


def read(options: Mapping[str, Any] | None, file: str = "mkdocs.yml") -> Parsed[Settings]:
    """The settings. What is wrong is a problem, and its default stands in for it.

    Args:
        options: what stands below ``reciprocity:`` in mkdocs.yml; options that are missing have their default.
        file: the name of that file, for the problems.
    """
    problems: list[Problem] = []
    given = dict(options or {})
    for name in given.keys() - DEFAULTS.keys():
        message = f"option {quoted(str(name))}: there is no such option{did_you_mean(str(name), DEFAULTS)}"
        problems.append(Problem(Where(file), message))
    values: dict[str, Any] = {}
    for name, default in DEFAULTS.items():
        try:
            values[name] = _READERS[name](given.get(name, default))
        except WrongOption as wrong:
            problems.append(Problem(Where(file), f"option `{name}`: {wrong}"))
            values[name] = _READERS[name](default)
    pages = values.pop("pages")
    zone = values.pop("timezone")
    return Parsed(Settings(**values, **pages, zone=zone), tuple(sorted(problems)))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongOption(f"{_shown(value)} is neither `true` nor `false`")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongOption(f"{_shown(value)} is no text")
    return value.strip()


def _file(value: object) -> str:
    name = _text(value)
    if not name.isprintable():
        raise WrongOption(f"{_shown(name)} has a control character in it; no file's name has one")
    return name


def _optional_file(value: object) -> str | None:
    return None if value is None else _file(value)


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple):
        raise WrongOption(f"{_shown(value)} is no list; write it as `[one, two]`")
    return tuple(_text(item) for item in value)


def _log(value: object) -> tuple[str, ...]:
    files = _texts(value)
    if not files:
        raise WrongOption("the list is empty; name at least one file, such as `reciprocity.yml`")
    return tuple(map(_file, files))


def _mapping(value: object, default: Mapping[str, Any], what: str = "key") -> dict[str, Any]:
    """The mapping with its defaults; None stands for the defaults."""
    if value is None:
        return dict(default)
    if not isinstance(value, Mapping):
        raise WrongOption(f"{_shown(value)} is no mapping; write `{next(iter(default), 'name')}: …` below it")
    for name in sorted(value.keys() - default.keys(), key=str):
        raise WrongOption(f"there is no {what} {quoted(str(name))}{did_you_mean(str(name), default)}")
    return {**default, **value}


def _choice(value: object, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise WrongOption(f"{_shown(value)} is none of {', '.join(f'`{choice}`' for choice in choices)}")
    return value


def _pages(value: object) -> dict[str, PagePlace | None]:
    default = DEFAULTS["pages"]
    if value is False:
        return dict.fromkeys(default)
    pages = _mapping(value, default, "page")
    places = {name: _page(name, page, default[name]) for name, page in pages.items()}
    shared, forward = places.values()
    if shared and forward and shared.path == forward.path:
        raise WrongOption(f"both pages have the path {quoted(shared.path)}; give each its own")
    return places


def _page(name: str, value: object, default: Mapping[str, str]) -> PagePlace | None:
    if value is False:
        return None
    page = _mapping({} if value is True else value, default)
    path = _file(page["path"]).strip("/")
    segments = path.split("/")
    if not path or "\\" in path or any(segment in {"", ".", ".."} for segment in segments):
        said = quoted(_text(page["path"]))
        raise WrongOption(f"`{name}`: the path {said} is no folder below the site; write `shared`")
    return PagePlace(path, _text(page["title"]))


def _badge(value: object) -> BadgeSetting | None:
    if value is False:
        return None
    badge = _mapping({} if value is True else value, DEFAULTS["badge"])
    return BadgeSetting(_text(badge["label"]), cast("Metric", _choice(badge["metric"], get_args(Metric))))


def _window(value: object) -> int:
    match = _MONTHS.match(str(value).strip())
    months = int(match[1]) * (12 if match[2].lower() == "year" else 1) if match else 0
    if not 1 <= months <= 1200:
        raise WrongOption(f"{_shown(value)} is no run of months; write it as `12 months`")
    return months


def _zone(value: object) -> tzinfo:
    name = _text(value)
    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise WrongOption(f"{_shown(value)} is no time zone; write one such as `Europe/Berlin`, or `UTC`") from None


def _aliases(value: object) -> tuple[Url, ...]:
    found = []
    for text in _texts([] if value is None else value):
        url = urls.parse(text if "://" in text else f"https://{text}")
        if url is None:
            raise WrongOption(f"{quoted(text)} is no URL; write one such as `https://old.example/`")
        found.append(url)
    return tuple(found)


def _kinds(value: object) -> dict[str, Kind]:
    if not isinstance(value, Mapping | None):
        raise WrongOption(f"{_shown(value)} is no mapping; write `zine: {{reach: spread, verb: put into my zine}}`")
    found = {}
    for name, kind in (value or {}).items():
        if name == ASK.name or not isinstance(name, str):
            raise WrongOption(f"{quoted(str(name))} cannot be the name of a kind")
        said = _mapping(kind, {"reach": "spread", "verb": name})
        reach = cast("Reach", _choice(said["reach"], _REACHES))
        found[name] = Kind(name, reach, _text(said["verb"]))
    return {**KINDS, **found}


def _feeds(value: object) -> FeedSetting:
    feeds = _mapping(value, DEFAULTS["feeds"])
    workers = feeds["workers"]
    if not isinstance(workers, int) or isinstance(workers, bool) or not 1 <= workers <= 64:
        raise WrongOption(f"`workers` is {_shown(workers)}; write a number from 1 to 64")
    return FeedSetting(
        fetch=cast("Fetch", _choice(feeds["fetch"], get_args(Fetch))),
        max_age=_duration("max_age", feeds["max_age"]),
        timeout=_duration("timeout", feeds["timeout"]) or _refuse("`timeout` has to be longer than nothing"),
        max_bytes=_size(feeds["max_bytes"]),
        workers=workers,
        allow_hosts=_texts(feeds["allow_hosts"] or []),
        on_error=cast("OnError", _choice(feeds["on_error"], get_args(OnError))),
    )


def _duration(name: str, value: object) -> float:
    match = None if isinstance(value, bool) else _DURATION.match(str(value).strip())
    if not match:
        raise WrongOption(f"`{name}` is {_shown(value)}; write a time such as `20s`, `5m` or `1h`")
    return float(match[1]) * _SECONDS[(match[2] or "s")[0].lower()]


def _size(value: object) -> int:
    match = None if isinstance(value, bool) else _SIZE.match(str(value).strip())
    size = int(float(match[1]) * _BYTES[match[2].lower()]) if match else 0
    if not size:
        raise WrongOption(f"`max_bytes` is {_shown(value)}; write a size such as `5MB` or `500kB`")
    return size


def _refuse(message: str) -> float:
    raise WrongOption(message)


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str) else quoted(repr(value))


_READERS: dict[str, Callable[[Any], Any]] = {
    "enabled": _flag,
    "log": _log,
    "peers": _optional_file,
    "pages": _pages,
    "badge": _badge,
    "window": _window,
    "timezone": _zone,
    "aliases": _aliases,
    "kinds": _kinds,
    "reactions": _flag,
    "language": _optional_text,
    "feeds": _feeds,
}
