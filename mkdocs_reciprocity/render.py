"""Views -> HTML, SVG, JSON. The only templates, in a Jinja environment of our own.

The environments of MkDocs themes do not escape; this one always does. Braces in what comes from outside are written as
entities besides, for other plugins run Jinja over finished pages too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct

from mkdocs_reciprocity import when
from mkdocs_reciprocity.pages.badge import Badge, Endpoint, Figures, counted
from mkdocs_reciprocity.pages.shared import Item, Place
from mkdocs_reciprocity.when import When

FOLDER = "reciprocity"
"""Of the templates, below ``theme_overrides/`` and below the author's ``custom_dir``."""


def overrides() -> Path:
    """The folder ``theme_overrides``: in the package when it is installed, beside it in a checkout."""
    here = Path(__file__).parent
    inside = here / "theme_overrides"
    return inside if inside.is_dir() else here.parent / "theme_overrides"


class Heading(Struct, frozen=True):
    """A heading of a fragment: level 1 to 6, the id, and its text as HTML."""

    level: int
    id: str
    text: str


class Fragment(Struct, frozen=True):
    """HTML to stand in a page, and its headings."""

    html: str
    headings: tuple[Heading, ...] = ()


class Addresses(Struct, frozen=True, kw_only=True):
    """Where our own pages and files are, relative to the site's root; empty for what is switched off.

    ``site`` is the site's URL, empty where it is not known. ``atom`` and ``json_feed`` are the feeds of what was given,
    ``blogroll`` is the peers' feeds as OPML.
    """

    shared: str
    years: Mapping[str, str]
    pay_it_forward: str
    badge: str
    badge_json: str
    site: str
    atom: str = ""
    json_feed: str = ""
    blogroll: str = ""


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEADING = re.compile(r'<h([1-6])\b[^>]*?\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.S)


class Renderer:
    """Renders for one build. ``folders`` are looked through in order, the author's own first."""

    def __init__(self, folders: Sequence[str], addresses: Addresses) -> None:
        self.environment = _environment(tuple(folders))
        self.addresses = addresses

    def fragment(self, template: str, here: str, **values: object) -> Fragment:
        """Renders ``reciprocity/<template>.html`` for the page whose path is ``here``."""
        html = self.environment.get_template(f"{FOLDER}/{template}.html").render(
            here=here, addresses=self.addresses, **values
        )
        return Fragment(
            html, tuple(Heading(int(level), id_, text.strip()) for level, id_, text in _HEADING.findall(html))
        )

    def badge_svg(self, badge: Badge) -> str:
        """The badge as an SVG file."""
        svg = self.fragment("badge.svg", "", badge=badge, **_widths(badge)).html
        return xml_text(svg).strip() + "\n"


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 forbids, escaped or not."""
    return _NOT_XML.sub("", text)


def badge_json(badge: Badge) -> bytes:
    """The badge as shields.io reads it."""
    return msgspec.json.format(msgspec.json.encode(Endpoint(badge.label, badge.message)), indent=2) + b"\n"


def figures_json(figures: Figures) -> bytes:
    """``reciprocity.json``."""
    return msgspec.json.format(msgspec.json.encode(figures), indent=2) + b"\n"


def relative(target: str, here: str) -> str:
    """A path of the site as seen from the page at ``here``; both relative to the site's root."""
    ours = here.split("/")[:-1]
    if ours and not target.startswith(ours[0]):
        return "../" * len(ours) + target
    path, mark, anchor = target.partition("#")
    theirs = path.split("/")
    shared = 0
    while shared < min(len(ours), len(theirs) - 1) and ours[shared] == theirs[shared]:
        shared += 1
    way = "../" * (len(ours) - shared) + "/".join(theirs[shared:])
    return (way or "./") + mark + anchor


@cache
def _environment(folders: tuple[str, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(list(folders)),
        autoescape=True,
        finalize=_safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "href": pass_context(lambda context, place: _href(place, context["here"])),
        "link": pass_context(lambda context, place: Markup(_link(place, context["here"]))),  # noqa: S704 - escaped
        "entries": _entries,
        "date": _date,
        "counted": counted,
        "month": lambda when_: when.in_words(When(when_[:7])),
        "relative": pass_context(lambda context, path: relative(path, context["here"])),
    }
    environment.filters.update(filters)
    return environment


_SPECIAL = re.compile(r"[&<>\"'{}]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "{": "&#123;", "}": "&#125;"}


def escaped(text: str) -> str:
    """The text as HTML, with no brace left for another template engine. Most has nothing to escape: that is quick."""
    return _SPECIAL.sub(lambda match: _ENTITIES[match[0]], text) if _SPECIAL.search(text) else text


def _safe(value: object) -> Markup:
    """What every ``{{ … }}`` passes through."""
    if isinstance(value, Markup):
        return value
    return Markup(escaped(str(value)))  # noqa: S704 - it has just been escaped


def _href(place: Place, here: str) -> str:
    """The address of a place as seen from the page at ``here``; empty unless it is an own page, http or https."""
    if place.own:
        return relative(place.href, here)
    return place.href if place.href[:8].lower().startswith(("http://", "https://")) else ""


def _link(place: Place, here: str) -> str:
    """The place's text as HTML, linked if it leads anywhere, and set apart from text of another direction."""
    href = _href(place, here)
    text = f"<bdi>{escaped(place.text)}</bdi>"
    return f'<a href="{escaped(href)}">{text}</a>' if href else text


@lru_cache(maxsize=4096)
def _date(date: When | None, style: str = "long") -> Markup:
    """A ``<time>``: ``long`` is "7 November 2026", ``short`` "7 Nov", ``day`` the bare number of the day."""
    if date is None:
        return Markup("")
    words = when.in_words(date)
    if style == "day":
        words = words.split(" ")[0] if len(date) == 10 else "\N{EN DASH}"
    elif style == "short" and len(date) > 4:
        words = " ".join(word[:3] for word in when.in_words(date, year=False).split(" "))
    return Markup('<time datetime="{}">{}</time>').format(date, words)


@pass_context
def _entries(context: Context, items: Sequence[Item]) -> Markup:
    """Items of a timeline, a ``<li>`` each. No template makes these: there are thousands, and it would take five times
    as long.
    """
    here = context["here"]
    years = {year: escaped(relative(path, here)) for year, path in context["addresses"].years.items()}
    entries = (_entry(item, here, years.get((item.date or "")[:4])) for item in items)
    return Markup("".join(entries))  # noqa: S704 - all of it is escaped


def _entry(item: Item, here: str, permanent: str | None) -> str:
    line = f'<span class="reciprocity-verb">{escaped(item.verb)}</span>\n{_link(item.post, here)}'
    if item.peer.text:
        line += (_dim(" · ") if item.post.text else "") + _link(item.peer, here)
    if item.via:
        line += _dim(f" · on <bdi>{escaped(channel(item.via))}</bdi>")
    if item.seen_in:
        line += _dim(" · in ") + ", ".join(_link(page, here) for page in item.seen_in[:3])
        if (more := len(item.seen_in) - 3) > 0:
            line += f" and {counted(more, 'other page', 'other pages')}"
    if permanent is not None:
        line += (
            f'<a class="reciprocity-permalink" href="{permanent}#{item.id}" title="Permanent link">'
            '<span aria-hidden="true">#</span><span class="reciprocity-hidden">Permanent link</span></a>'
        )
    note = f'<div class="reciprocity-note"><bdi>{escaped(item.note)}</bdi></div>\n' if item.note else ""
    return (
        f'<li id="{item.id}">\n<span class="reciprocity-day">{_date(item.date, "day")}</span>\n'
        f'<div>\n<div class="reciprocity-line">{line}</div>\n{note}</div>\n</li>\n'
    )


def channel(via: str) -> str:
    """A channel by the name that its owners write: what the log has in lower case begins with a capital letter."""
    return via.capitalize() if via == via.lower() else via


def _dim(html: str) -> str:
    return f'<span class="reciprocity-dim">{html}</span>'


_WIDE = frozenset("mwMW@%—")
_NARROW = frozenset("ijlftrI1.,:;'|()[]! ")


def _width(text: str) -> int:
    """Roughly the width of a text in Verdana at 11 px; ``textLength`` in the SVG makes it true."""
    return round(sum(4.2 if c in _NARROW else 10.5 if c in _WIDE else 7.0 if ord(c) < 0x2E80 else 11.5 for c in text))


def _widths(badge: Badge) -> dict[str, int]:
    return {"left": _width(badge.label), "right": _width(badge.message)}
