"""The settings: the options in types, and the functions that read them or say what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from mkdocs_reciprocity.core import colours
from mkdocs_reciprocity.core import option_values as options
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import ASK, KINDS, Kind
from mkdocs_reciprocity.core.problem import quoted
from mkdocs_reciprocity.core.site_places import FilePlaces, PagePlace
from mkdocs_reciprocity.core.url import Url

Metric = Literal["names", "posts", "people", "both"]
BadgeStyle = Literal["flat", "plain"]
Fetch = Literal["auto", "always", "never"]
OnError = Literal["info", "warning"]
Recommend = Literal["marked", "all"]


class BadgeSetting(Struct, frozen=True):
    """The left text of the badge, what the right text says, and how it looks. ``color`` is ``#rrggbb`` or ``theme``."""

    label: str
    metric: Metric
    style: BadgeStyle
    color: str = colours.THEME


class FeedSetting(Struct, frozen=True, kw_only=True):
    """How feeds are read. ``max_age`` and ``timeout`` are in seconds, ``max_bytes`` in bytes."""

    fetch: Fetch
    max_age: float
    timeout: float
    max_bytes: int
    workers: int
    allow_hosts: tuple[str, ...]
    on_error: OnError


class MyPlace(Struct, frozen=True, kw_only=True):
    """A place of the author's own elsewhere. `core.my_places` reads it.

    ``written`` is what stands in the option. ``form``: an account on a server that speaks Mastodon's API, a profile on
    Bluesky, a feed, a page that may name a feed, a file or folder. ``kind`` is what an entry there counts as, ``via``
    its way; empty if the author says nothing. ``addresses`` are the author's, so nothing below them is somebody else's.
    """

    written: str
    form: Literal["mastodon", "bluesky", "feed", "page", "file"]
    url: Url | None = None
    kind: str = ""
    via: str = ""
    addresses: tuple[Url, ...] = ()


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
    me: tuple[MyPlace, ...] = ()
    kinds: Mapping[str, Kind]
    public_via: tuple[str, ...] = ()
    recommend: Recommend = "marked"
    reactions: bool
    quotes: bool = False
    answers: bool = False
    further: bool
    lifts: bool
    mastodon: str
    language: str | None
    feeds: FeedSetting
    webmentions: tuple[str, ...] = ()


LOG = ["reciprocity.yml", "reciprocity.private.yml"]
BADGE: dict[str, Any] = {"label": "reciprocity", "metric": "names", "style": "flat", "color": colours.THEME}
FEEDS: dict[str, Any] = {
    "fetch": "auto", "max_age": "1h", "timeout": "20s", "max_bytes": "5MB", "workers": 20, "allow_hosts": [],
    "on_error": "info",
}  # fmt: skip
SHARE_PAGE = "https://share.joinmastodon.org/#text="

LANGUAGES = {
    "en": ("english", "englisch"),
    "de": ("german", "deutsch"),
    "ar": ("arabic", "arabisch", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"),
    "es": ("spanish", "spanisch", "espa\u00f1ol", "castellano"),
    "fr": ("french", "franz\u00f6sisch", "fran\u00e7ais"),
    "pt": ("portuguese", "portugiesisch", "portugu\u00eas"),
    "ja": ("japanese", "japanisch", "\u65e5\u672c\u8a9e"),
    "zh": ("chinese", "chinesisch", "\u4e2d\u6587"),
}
"""The languages that the pages can be in, by their code, with what people call them."""

_A_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_A_LOG = "reciprocity.yml"
_MONTHS = re.compile(r"(\d{1,4})\s*(month|year)s?\Z", re.I)
_VARIABLE = re.compile(r"\$\{\w+\}")


def folders(settings: Settings) -> tuple[str, ...]:
    """The folders of the pages."""
    return tuple(page.path for page in (settings.shared, settings.pay_it_forward) if page)


def log(value: object) -> tuple[str, ...]:
    """The names of the log files, one at least."""
    files = options.texts(value, _A_LOG)
    if not files:
        raise options.WrongOption(f"the list is empty; name at least one file, such as `{_A_LOG}`")
    return tuple(options.file(name, _A_LOG) for name in files)


def peers(value: object) -> str | None:
    """The name of a file, or None."""
    return None if value is None else options.file(value, "people.yml")


def language(value: object) -> str | None:
    """The code of a language, or None for that of the site."""
    if value is None:
        return None
    code = options.text(value, "de")
    if not _A_LANGUAGE.match(code):
        meant = next((known for known, names in LANGUAGES.items() if code.lower() in names), "")
        hint = f"; did you mean `{meant}`?" if meant else ""
        there = ", ".join(f"`{known}`" for known in LANGUAGES)
        raise options.WrongOption(f"{options.shown(value)} is no code of a language; there are {there}{hint}")
    return code


def badge(value: object) -> BadgeSetting | None:
    """The badge, or None where it is not wanted."""
    if value is False:
        return None
    said = options.mapping({} if value is True else value, BADGE)
    label = options.text(said["label"], BADGE["label"])
    metric = options.choice("metric", said["metric"], Metric)
    style = options.choice("style", said["style"], BadgeStyle)
    return BadgeSetting(label, metric, style, colours.read(said["color"]))


def window(value: object) -> int:
    """A number of months."""
    match = _MONTHS.match(options.written(value))
    months = int(match[1]) * (12 if match[2].lower() == "year" else 1) if match else 0
    if not 1 <= months <= 1200:
        raise options.WrongOption(f"{options.shown(value)} is no run of months; write it as `12 months`")
    return months


def zone(value: object) -> tzinfo:
    """A time zone by its name."""
    name = options.text(value, "Europe/Berlin")
    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise options.WrongOption(
            f"{options.shown(value)} is no time zone; write one such as `Europe/Berlin`, or `UTC`"
        ) from None


def aliases(value: object) -> tuple[Url, ...]:
    """Addresses, with or without their scheme."""
    found = []
    for text in options.texts(value, "https://old.example/"):
        url = urls.parse(text if "://" in text else f"https://{text}")
        if url is None:
            raise options.WrongOption(f"{quoted(text)} is no URL; write one such as `https://old.example/`")
        found.append(url)
    return tuple(found)


def kinds(value: object) -> dict[str, Kind]:
    """The kinds that come built in, and those of the author."""
    if not isinstance(value, Mapping | None):
        raise options.WrongOption(
            f"{options.shown(value)} is no mapping; write `zine: {{reach: spread, verb: put into my zine}}`"
        )
    found = {}
    for name, kind in (value or {}).items():
        if name == ASK.name or not isinstance(name, str):
            raise options.WrongOption(f"{options.shown(name)} cannot be the name of a kind")
        said = options.mapping(kind, {"reach": "spread", "verb": name})
        reach = options.choice("reach", said["reach"], Literal["spread", "talk", "nod"])
        found[name] = Kind(name, reach, options.text(said["verb"], "put into my zine"))
    return {**KINDS, **found}


def recommend(value: object) -> Recommend:
    """Which peers are recommended."""
    if value is True:
        raise options.WrongOption("`true` could mean two things; write `all`, or `recommend: true` in a peer's entry")
    found: Recommend = options.choice("", value, Recommend)
    return found


def share_page(value: object) -> str:
    """An address that the text of a post can be put behind."""
    page = options.text(value, SHARE_PAGE)
    if not page.isascii() or urls.parse(page) is None:
        raise options.WrongOption(f"{quoted(page)} is no URL; write one such as `https://mastodon.example/share?text=`")
    return page


def feeds(value: object) -> FeedSetting:
    """How feeds are read."""
    said = options.mapping(value, FEEDS)
    timeout, workers = options.duration("timeout", said["timeout"]), said["workers"]
    if not isinstance(workers, int) or isinstance(workers, bool) or not 1 <= workers <= 64:
        raise options.WrongOption(f"`workers` is {options.shown(workers)}; write a number from 1 to 64", "workers")
    if not timeout:
        raise options.WrongOption("`timeout` must be longer than 0 seconds")
    return FeedSetting(
        fetch=options.choice("fetch", said["fetch"], Fetch),
        max_age=options.duration("max_age", said["max_age"]),
        timeout=timeout,
        max_bytes=options.size(said["max_bytes"]),
        workers=workers,
        allow_hosts=options.texts(said["allow_hosts"], "intranet.example"),
        on_error=options.choice("on_error", said["on_error"], OnError),
    )


def webmentions(value: object) -> tuple[str, ...]:
    """The places where webmentions are read: a service, addresses, names of files."""
    if isinstance(value, bool):
        raise options.WrongOption(f"{options.shown(value)} is no place; write one, such as `webmention.io`")
    found = []
    for text in options.texts(value, "webmention.io"):
        url = urls.parse(_VARIABLE.sub("x", text))
        if "://" in text and (url is None or urls.has_user_info(url)):
            said = quoted(text.split("?")[0].rpartition("@")[2])  # the rest may be secret
            raise options.WrongOption(f"{said} is no URL; write `webmention.io`, a URL, or the name of a file")
        found.append(options.file(text, "webmention.io"))
    return tuple(found)
