"""Views -> HTML, SVG, JSON. The only templates, in a Jinja environment of our own.

The environments of MkDocs themes do not escape; this one always does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct

from mkdocs_reciprocity import badge_svg, markup, timeline
from mkdocs_reciprocity.markup import escaped, isolated, relative, safe, xml_text
from mkdocs_reciprocity.model import Reason
from mkdocs_reciprocity.pages import microformats
from mkdocs_reciprocity.pages.badge import Badge, Endpoint, Figures
from mkdocs_reciprocity.pages.pay_it_forward import Thanks
from mkdocs_reciprocity.pages.shared import Item, Place
from mkdocs_reciprocity.settings import BadgeStyle
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
    script: str = "assets/reciprocity/reciprocity.js"


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
        avatars: the peers' pictures, relative to the site's root, by the names that the log has for them.
        since: the first month of the last year's; what is older has its year in a short date too.
    """

    def __init__(
        self,
        folders: Sequence[str],
        addresses: Addresses,
        language: Language = ENGLISH,
        around: str = ENGLISH.code,
        avatars: Mapping[str, str] | None = None,
        since: str = "",
    ) -> None:
        self.environment = _environment(tuple(folders))
        self.addresses = addresses
        self.plain = Wording(language)
        self.wording = Wording(language, filled)
        self.lang = _lang(language, around)
        self.avatars = avatars or {}
        self.since = since

    def fragment(self, template: str, here: str, **values: object) -> Fragment:
        """Renders ``reciprocity/<template>.html`` for the page whose path is ``here``."""
        html = self.environment.get_template(f"{FOLDER}/{template}.html").render(
            here=here,
            addresses=self.addresses,
            wording=self.wording,
            lang=self.lang,
            avatars=self.avatars,
            since=self.since,
            **values,
        )
        return Fragment(
            html, tuple(Heading(int(level), id_, text.strip()) for level, id_, text in _HEADING.findall(html))
        )

    def badge(self, badge: Badge) -> BadgeWords:
        """The badge in words."""
        return BadgeWords(badge.label, self.plain.badge(badge.metric, badge.posts, badge.people, badge.received))

    def badge_svg(self, badge: Badge, style: BadgeStyle = "flat") -> str:
        """The badge as an SVG file."""
        words = self.badge(badge)
        left, right = badge_svg.extent(words.label), badge_svg.extent(words.message)
        svg = self.fragment("badge.svg", "", badge=words, style=style, left=left, right=right).html
        return xml_text(svg).strip() + "\n"

    def badge_json(self, badge: Badge) -> bytes:
        """The badge as shields.io reads it."""
        words = self.badge(badge)
        return msgspec.json.format(msgspec.json.encode(Endpoint(words.label, words.message)), indent=2) + b"\n"


def figures_json(figures: Figures) -> bytes:
    """``reciprocity.json``."""
    return msgspec.json.format(msgspec.json.encode(figures), indent=2) + b"\n"


@cache
def _environment(folders: tuple[str, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(list(folders)),
        autoescape=True,
        finalize=safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "href": pass_context(lambda context, place: markup.href(place, context["here"])),
        "link": _link,
        "links": _links,
        "entries": _entries,
        "date": _date,
        "month": pass_context(lambda context, month: _wording(context).date(When(month[:7]))),
        "initial": pass_context(lambda context, month: _wording(context).date(When(month[:7]), "initial")),
        "period": pass_context(lambda context, period: _wording(context).period(period)),
        "code": lambda text: Markup(f'<code dir="ltr">{escaped(text)}</code>'),  # noqa: S704 - escaped
        "verb": pass_context(lambda context, item: _wording(context).verb(item.kind, item.verb)),
        "why": pass_context(_why),
        "received": pass_context(_received),
        "reaction": microformats.of_reaction,
        "object": microformats.of_object,
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
    return Markup(_pattern(pattern) % {name: safe(value) for name, value in values.items()})  # noqa: S704 - escaped


def _lang(language: Language, around: str) -> Markup:
    """The attributes of an element that holds our texts, where the page around it has another language."""
    if language.code == around and language.direction == "ltr":
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language.code, language.direction)


def _why(context: Context, reason: Reason, peer: Place) -> str:
    """The reason for suggesting a post of a peer's, a whole sentence."""
    return _wording(context).why(reason, isolated(peer.text))


def _received(context: Context, thanks: Thanks, *, target: bool = True, face: bool = False) -> str:
    """What somebody did, with links; without ``target`` for the page that it was done for; with the ``face`` before the
    name. The links have the properties of an ``h-cite``.
    """
    wording = _wording(context)
    page = wording.text_in("a page of this site", "this")
    if target:
        page = _link(context, thanks.target, microformats.of_object(thanks.kind))
    where = _link(context, thanks.where, "p-name", "u-url") if thanks.where.text else None
    picture = context["avatars"].get(thanks.avatar, "")
    peer = _link(context, thanks.peer, "p-author", "h-card")
    if face:
        picture = relative(picture, context["here"]) if picture else ""
        peer = Markup(markup.portrait(thanks.peer, picture, context["here"]))  # noqa: S704 - escaped
    return wording.received(thanks.kind, peer, page if thanks.target.text else None, where)


@pass_context
def _date(context: Context, date: When | None, style: markup.DateStyle = "long", properties: str = "") -> Markup:
    if style == "short" and date is not None and len(date) > 4 and date[:7] < context["since"]:
        style = "long"  # "9 Aug" would be taken for that of this year
    return markup.date(date, style, _wording(context).language, properties)


@pass_context
def _link(context: Context, place: Place, *properties: str) -> Markup:
    """A link to a place, with the classes that say what it is."""
    return Markup(markup.link(place, context["here"], " ".join(filter(None, properties))))  # noqa: S704 - escaped


@pass_context
def _links(context: Context, places: Iterable[Place]) -> Markup:
    """Links with commas between them."""
    return timeline.listed(places, context["here"], _wording(context))


@pass_context
def _entries(context: Context, items: Sequence[Item]) -> Markup:
    """The rows of a timeline."""
    here = context["here"]
    years = {year: escaped(relative(path, here)) for year, path in context["addresses"].years.items()}
    rows = timeline.rows(items, years, here, _wording(context))
    return Markup("".join(rows))  # noqa: S704 - all of it is escaped
