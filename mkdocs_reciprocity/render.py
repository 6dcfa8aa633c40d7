"""Views -> HTML, SVG, JSON. The only templates, in a Jinja environment of our own.

The environments of MkDocs themes do not escape; this one always does. Braces in what comes from outside are written as
entities besides, for other plugins run Jinja over finished pages too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct

from mkdocs_reciprocity.model import Reason
from mkdocs_reciprocity.pages.badge import Badge, Endpoint, Figures
from mkdocs_reciprocity.pages.pay_it_forward import Thanks
from mkdocs_reciprocity.pages.shared import Item, Place
from mkdocs_reciprocity.when import When
from mkdocs_reciprocity.wording import ENGLISH, Language, Wording

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


_NAMED = 3  # own pages that hold a link; of more, the number
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEADING = re.compile(r'<h([1-6])\b[^>]*?\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.S)


class BadgeWords(Struct, frozen=True):
    """The badge's two texts, never empty."""

    label: str
    message: str


class Renderer:
    """Renders for one build.

    Args:
        folders: where templates are looked for, in this order, the author's own first.
        addresses: where our own pages and files are.
        language: that of what is rendered.
        around: the language of the pages that it stands in, as BCP 47 spells it.
    """

    def __init__(
        self, folders: Sequence[str], addresses: Addresses, language: Language = ENGLISH, around: str = ENGLISH.code
    ) -> None:
        self.environment = _environment(tuple(folders))
        self.addresses = addresses
        self.plain = Wording(language)
        self.wording = Wording(language, filled)
        self.lang = _lang(language, around)

    def fragment(self, template: str, here: str, **values: object) -> Fragment:
        """Renders ``reciprocity/<template>.html`` for the page whose path is ``here``."""
        html = self.environment.get_template(f"{FOLDER}/{template}.html").render(
            here=here, addresses=self.addresses, wording=self.wording, lang=self.lang, **values
        )
        return Fragment(
            html, tuple(Heading(int(level), id_, text.strip()) for level, id_, text in _HEADING.findall(html))
        )

    def badge(self, badge: Badge) -> BadgeWords:
        """The badge in words."""
        return BadgeWords(badge.label, self.plain.badge(badge.metric, badge.posts, badge.people, badge.received))

    def badge_svg(self, badge: Badge) -> str:
        """The badge as an SVG file."""
        words = self.badge(badge)
        svg = self.fragment("badge.svg", "", badge=words, **_widths(words)).html
        return xml_text(svg).strip() + "\n"

    def badge_json(self, badge: Badge) -> bytes:
        """The badge as shields.io reads it."""
        words = self.badge(badge)
        return msgspec.json.format(msgspec.json.encode(Endpoint(words.label, words.message)), indent=2) + b"\n"


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 forbids, escaped or not."""
    return _NOT_XML.sub("", text)


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
        "date": pass_context(lambda context, date, style="long": _date(date, style, _wording(context).language)),
        "month": pass_context(lambda context, month: _wording(context).date(When(month[:7]))),
        "initial": pass_context(lambda context, month: _wording(context).date(When(month[:7]), "initial")),
        "period": pass_context(lambda context, period: _wording(context).period(period)),
        "code": lambda text: Markup(f"<code>{escaped(text)}</code>"),  # noqa: S704 - escaped
        "verb": pass_context(lambda context, item: _wording(context).verb(item.kind, item.verb)),
        "why": pass_context(_why),
        "received": pass_context(_received),
        "relative": pass_context(lambda context, path: relative(path, context["here"])),
    }
    environment.filters.update(filters)
    # Of the language, nothing is kept here: an environment serves every build, whatever language that has.
    environment.globals.update(_=_text, pgettext=_text_in, ngettext=_numbered)
    return environment


def _wording(context: Context) -> Wording:
    wording: Wording = context["wording"]
    return wording


@pass_context
def _text(context: Context, message: str, /, **values: object) -> str:
    with _fitting(message):
        return _wording(context).text(message, **values)


@pass_context
def _text_in(context: Context, meaning: str, message: str, /, **values: object) -> str:
    with _fitting(message):
        return _wording(context).text_in(meaning, message, **values)


@pass_context
def _numbered(context: Context, one: str, many: str, number: int, /, **values: object) -> str:
    with _fitting(many):
        return _wording(context).numbered(one, many, number, **values)


@contextmanager
def _fitting(message: str) -> Iterator[None]:
    """Says which text of a template it is whose slots and values do not fit."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise TemplateRuntimeError(f"the text {message!r} and its values do not fit ({error})") from None


@cache
def _pattern(pattern: str) -> str:
    return escaped(pattern)


def filled(pattern: str, values: Mapping[str, object]) -> Markup:
    """A text as HTML; neither it nor what fills it can bring in markup or a brace, save what is markup already."""
    return Markup(_pattern(pattern) % {name: _safe(value) for name, value in values.items()})  # noqa: S704 - escaped


def _lang(language: Language, around: str) -> Markup:
    """The attributes of an element that holds our texts, where the page around it has another language."""
    if language.code == around and language.direction == "ltr":
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language.code, language.direction)


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
def _date(date: When | None, style: Literal["long", "short", "day"], language: Language) -> Markup:
    """A ``<time>``: ``long`` is "7 November 2026", ``short`` "7 Nov", ``day`` the bare number of the day."""
    if date is None:
        return Markup("")
    day = str(int(date[8:])) if len(date) == 10 else "\N{EN DASH}"
    words = day if style == "day" else language.date(date, style)
    return Markup('<time datetime="{}">{}</time>').format(date, words)


def _why(context: Context, reason: Reason, peer: Place) -> str:
    """The reason for suggesting a post of a peer's, a whole sentence."""
    return _wording(context).why(reason, _isolated(peer.text))


def _received(context: Context, thanks: Thanks, *, target: bool = True) -> str:
    """What somebody did, with links; without ``target`` for the page that it was done for."""
    wording, here = _wording(context), context["here"]
    page = Markup(_link(thanks.target, here)) if target else wording.text_in("a page of this site", "this")  # noqa: S704
    where = Markup(_link(thanks.where, here)) if thanks.where.text else None  # noqa: S704 - escaped
    peer = Markup(_link(thanks.peer, here))  # noqa: S704 - escaped
    return wording.received(thanks.kind, peer, page if thanks.target.text else None, where)


@pass_context
def _entries(context: Context, items: Sequence[Item]) -> Markup:
    """Items of a timeline, a ``<li>`` each. No template makes these: there are thousands, and it would take five times
    as long.
    """
    here, wording = context["here"], _wording(context)
    years = {year: escaped(relative(path, here)) for year, path in context["addresses"].years.items()}
    entries = (_entry(item, here, years.get((item.date or "")[:4]), wording) for item in items)
    return Markup("".join(entries))  # noqa: S704 - all of it is escaped


def _entry(item: Item, here: str, permanent: str | None, wording: Wording) -> str:
    line = f'<span class="reciprocity-verb">{wording.verb(item.kind, item.verb)}</span>\n{_link(item.post, here)}'
    if item.peer.text:
        line += (_dim(" · ") if item.post.text else "") + _link(item.peer, here)
    if item.via:
        on = wording.text("on %(via)s", via=_isolated(channel(item.via)))
        line += _dim(f" · {on}")
    if item.seen_in:
        line += f"{_dim(' · ')}{_seen_in(item.seen_in, here, wording)}"
    if permanent is not None:
        says = wording.text("Permanent link")
        line += (
            f'<a class="reciprocity-permalink" href="{permanent}#{item.id}" title="{says}">'
            f'<span aria-hidden="true">#</span><span class="reciprocity-hidden">{says}</span></a>'
        )
    note = f'<div class="reciprocity-note"><bdi>{escaped(item.note)}</bdi></div>\n' if item.note else ""
    return (
        f'<li id="{item.id}">\n<span class="reciprocity-day">{_date(item.date, "day", wording.language)}</span>\n'
        f'<div>\n<div class="reciprocity-line">{line}</div>\n{note}</div>\n</li>\n'
    )


def _seen_in(pages: Iterable[Place], here: str, wording: Wording) -> str:
    """``in Looms, Wheels, About and 2 other pages``"""
    links = [_link(page, here) for page in pages]
    comma = str(wording.text_in("between names of pages", ", "))  # what is markup would escape what it joins
    named = Markup(comma.join(links[:_NAMED]))  # noqa: S704 - escaped
    if (more := len(links) - _NAMED) <= 0:
        return wording.text("in %(pages)s", pages=named)
    return wording.numbered(
        "in %(pages)s and %(num)s other page", "in %(pages)s and %(num)s other pages", more, pages=named
    )


def channel(via: str) -> str:
    """A channel by the name that its owners write: what the log has in lower case begins with a capital letter."""
    return via.capitalize() if via == via.lower() else via


def _isolated(text: str) -> Markup:
    """Text from outside, set apart from ours, which may have another direction."""
    return Markup(f"<bdi>{escaped(text)}</bdi>")  # noqa: S704 - escaped


def _dim(html: str) -> str:
    return f'<span class="reciprocity-dim">{html}</span>'


_WIDE = frozenset("mwMW@%—")
_NARROW = frozenset("ijlftrI1.,:;'|()[]! ")


def _width(text: str) -> int:
    """Roughly the width of a text in Verdana at 11 px; ``textLength`` in the SVG makes it true."""
    return round(sum(4.2 if c in _NARROW else 10.5 if c in _WIDE else 7.0 if ord(c) < 0x2E80 else 11.5 for c in text))


def _widths(badge: BadgeWords) -> dict[str, int]:
    return {"left": _width(badge.label), "right": _width(badge.message)}
