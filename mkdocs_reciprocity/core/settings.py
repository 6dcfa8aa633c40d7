"""The options of the plugin: from the mapping in mkdocs.yml to typed settings, with a sentence for each wrong one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Any, Literal, cast, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct

from mkdocs_reciprocity.core import option_values as options
from mkdocs_reciprocity.core import site_places
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import ASK, KINDS, Kind, Reach
from mkdocs_reciprocity.core.problem import Parsed, Problem, Where, did_you_mean, quoted
from mkdocs_reciprocity.core.site_places import FilePlaces, PagePlace
from mkdocs_reciprocity.core.url import Url

Metric = Literal["posts", "people", "both"]
BadgeStyle = Literal["flat", "plain"]
Fetch = Literal["auto", "always", "never"]
OnError = Literal["info", "warning"]


class BadgeSetting(Struct, frozen=True):
    """The badge's left text, what its right one counts, and how it looks."""

    label: str
    metric: Metric
    style: BadgeStyle


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
    files: FilePlaces
    window: int
    zone: tzinfo
    aliases: tuple[Url, ...]
    kinds: Mapping[str, Kind]
    public_via: tuple[str, ...] = ()
    reactions: bool
    lifts: bool
    mastodon: str
    language: str | None
    feeds: FeedSetting
    webmentions: tuple[str, ...] = ()


DEFAULTS: dict[str, Any] = {
    "enabled": True,
    "log": ["reciprocity.yml", "reciprocity.private.yml"],
    "peers": None,
    "pages": {
        "shared": {"path": "shared", "title": None},
        "pay_it_forward": {"path": "pay-it-forward", "title": None},
    },
    "badge": {"label": "reciprocity", "metric": "posts", "style": "flat"},
    "files": {"atom": "shared.xml", "json": "shared.json", "blogroll": "blogroll.opml", "recommendations": True},
    "window": "12 months",
    "timezone": "UTC",
    "aliases": [],
    "kinds": {},
    "public_via": [],
    "reactions": True,
    "lifts": False,
    "mastodon": "https://share.joinmastodon.org/#text=",
    "language": None,
    "feeds": {
        "fetch": "auto", "max_age": "1h", "timeout": "20s", "max_bytes": "5MB", "workers": 20, "allow_hosts": [],
        "on_error": "info",
    },
    "webmentions": [],
}  # fmt: skip
"""The default of every option, as it would be written in mkdocs.yml."""

LANGUAGES = {
    "en": ("english", "englisch"),
    "de": ("german", "deutsch"),
    "ar": ("arabic", "arabisch", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"),
}
"""The languages that the pages can be in, by their code, with what people call them."""

_A_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_A_LOG = "reciprocity.yml"
_MONTHS = re.compile(r"(\d{1,4})\s*(month|year)s?\Z", re.I)
_VARIABLE = re.compile(r"\$\{\w+\}")
_REACHES: tuple[Reach, ...] = ("spread", "talk", "nod")


LineOf = Callable[[Sequence[str]], int]
"""The line in mkdocs.yml of an option, named by its keys from the top; 0 where it is not known."""


def folders(settings: Settings) -> tuple[str, ...]:
    """Where the pages go."""
    return tuple(page.path for page in (settings.shared, settings.pay_it_forward) if page)


def read(
    written: Mapping[str, Any] | None, file: str = "mkdocs.yml", line_of: LineOf | None = None
) -> Parsed[Settings]:
    """The settings. What is wrong is a problem, and its default stands in for it.

    Args:
        written: what stands below ``reciprocity:`` in mkdocs.yml; options that are missing have their default.
        file: the name of that file, for the problems.
        line_of: what knows where in it an option stands.
    """
    line_of = line_of or (lambda path: 0)
    problems: list[Problem] = []
    given = dict(written or {})
    for name in given.keys() - DEFAULTS.keys():
        said = options.in_short(name)
        message = f"option {options.shown(name)}: there is no such option{_belongs(said)}"
        problems.append(Problem(Where(file, line_of([said])), message))
    values: dict[str, Any] = {}
    for name, default in DEFAULTS.items():
        try:
            values[name] = _READERS[name](given.get(name, default))
        except options.WrongOption as wrong:
            up = "; it stands one level higher" if wrong.stranger and wrong.key in DEFAULTS else ""
            where = Where(file, line_of([name, wrong.key] if wrong.key else [name]))
            problems.append(Problem(where, f"option `{name}`: {wrong}{up}"))
            values[name] = _READERS[name](default)
    pages = values.pop("pages")
    zone = values.pop("timezone")
    return Parsed(Settings(**values, **pages, zone=zone), tuple(sorted(problems)))


def _belongs(name: str) -> str:
    """What to do about an option that does not exist: where it belongs, or which was meant."""
    for above, default in DEFAULTS.items():
        if isinstance(default, dict) and name in default:
            return f"; it belongs below `{above}:`"
    return did_you_mean(name, DEFAULTS)


def _log(value: object) -> tuple[str, ...]:
    files = options.texts(value, _A_LOG)
    if not files:
        raise options.WrongOption(f"the list is empty; name at least one file, such as `{_A_LOG}`")
    return tuple(options.file(name, _A_LOG) for name in files)


def _peers(value: object) -> str | None:
    return None if value is None else options.file(value, "people.yml")


def _language(value: object) -> str | None:
    if value is None:
        return None
    code = options.text(value, "de")
    if not _A_LANGUAGE.match(code):
        meant = next((known for known, names in LANGUAGES.items() if code.lower() in names), "")
        hint = f"; did you mean `{meant}`?" if meant else ""
        there = ", ".join(f"`{known}`" for known in LANGUAGES)
        raise options.WrongOption(f"{options.shown(value)} is no code of a language; there are {there}{hint}")
    return code


def _badge(value: object) -> BadgeSetting | None:
    if value is False:
        return None
    badge = options.mapping({} if value is True else value, DEFAULTS["badge"])
    return BadgeSetting(
        options.text(badge["label"], DEFAULTS["badge"]["label"]),
        cast("Metric", options.choice("metric", badge["metric"], get_args(Metric))),
        cast("BadgeStyle", options.choice("style", badge["style"], get_args(BadgeStyle))),
    )


def _window(value: object) -> int:
    match = _MONTHS.match(options.written(value))
    months = int(match[1]) * (12 if match[2].lower() == "year" else 1) if match else 0
    if not 1 <= months <= 1200:
        raise options.WrongOption(f"{options.shown(value)} is no run of months; write it as `12 months`")
    return months


def _zone(value: object) -> tzinfo:
    name = options.text(value, "Europe/Berlin")
    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise options.WrongOption(
            f"{options.shown(value)} is no time zone; write one such as `Europe/Berlin`, or `UTC`"
        ) from None


def _aliases(value: object) -> tuple[Url, ...]:
    found = []
    for text in options.texts([] if value is None else value, "https://old.example/"):
        url = urls.parse(text if "://" in text else f"https://{text}")
        if url is None:
            raise options.WrongOption(f"{quoted(text)} is no URL; write one such as `https://old.example/`")
        found.append(url)
    return tuple(found)


def _kinds(value: object) -> dict[str, Kind]:
    if not isinstance(value, Mapping | None):
        raise options.WrongOption(
            f"{options.shown(value)} is no mapping; write `zine: {{reach: spread, verb: put into my zine}}`"
        )
    found = {}
    for name, kind in (value or {}).items():
        if name == ASK.name or not isinstance(name, str):
            raise options.WrongOption(f"{options.shown(name)} cannot be the name of a kind")
        said = options.mapping(kind, {"reach": "spread", "verb": name})
        reach = cast("Reach", options.choice("reach", said["reach"], _REACHES))
        found[name] = Kind(name, reach, options.text(said["verb"], "put into my zine"))
    return {**KINDS, **found}


def _share_page(value: object) -> str:
    page = options.text(value, DEFAULTS["mastodon"])
    if not page.isascii() or urls.parse(page) is None:
        raise options.WrongOption(f"{quoted(page)} is no URL; write one such as `https://mastodon.example/share?text=`")
    return page


def _feeds(value: object) -> FeedSetting:
    feeds = options.mapping(value, DEFAULTS["feeds"])
    workers = feeds["workers"]
    if not isinstance(workers, int) or isinstance(workers, bool) or not 1 <= workers <= 64:
        raise options.WrongOption(f"`workers` is {options.shown(workers)}; write a number from 1 to 64", "workers")
    return FeedSetting(
        fetch=cast("Fetch", options.choice("fetch", feeds["fetch"], get_args(Fetch))),
        max_age=options.duration("max_age", feeds["max_age"]),
        timeout=options.duration("timeout", feeds["timeout"]) or _refuse("`timeout` has to be longer than nothing"),
        max_bytes=options.size(feeds["max_bytes"]),
        workers=workers,
        allow_hosts=options.texts(feeds["allow_hosts"] or [], "intranet.example"),
        on_error=cast("OnError", options.choice("on_error", feeds["on_error"], get_args(OnError))),
    )


def _webmentions(value: object) -> tuple[str, ...]:
    if isinstance(value, bool):
        raise options.WrongOption(f"{options.shown(value)} is no place; write one, such as `webmention.io`")
    found = []
    for text in options.texts([] if value is None else value, "webmention.io"):
        url = urls.parse(_VARIABLE.sub("x", text))
        if "://" in text and (url is None or urls.has_user_info(url)):
            said = quoted(text.split("?")[0].rpartition("@")[2])  # the rest may be secret
            raise options.WrongOption(f"{said} is no URL; write `webmention.io`, a URL, or the name of a file")
        found.append(options.file(text, "webmention.io"))
    return tuple(found)


def _refuse(message: str) -> float:
    raise options.WrongOption(message)


_READERS: dict[str, Callable[[Any], Any]] = {
    "enabled": options.flag,
    "log": _log,
    "peers": _peers,
    "pages": lambda value: site_places.pages(value, DEFAULTS["pages"]),
    "badge": _badge,
    "files": lambda value: site_places.files(value, DEFAULTS["files"]),
    "window": _window,
    "timezone": _zone,
    "aliases": _aliases,
    "kinds": _kinds,
    "public_via": lambda value: options.texts([] if value is None else value, "guild newsletter"),
    "reactions": options.flag,
    "lifts": options.flag,
    "mastodon": _share_page,
    "language": _language,
    "feeds": _feeds,
    "webmentions": _webmentions,
}
