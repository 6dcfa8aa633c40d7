"""Views -> HTML, SVG, JSON. Only this module renders our templates, in a Jinja environment of our own.

The environments of MkDocs themes do not escape; this one always does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

import msgspec
from markupsafe import Markup
from msgspec import Struct

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory
from mkdocs_reciprocity.core import colours
from mkdocs_reciprocity.core.settings import BadgeStyle
from mkdocs_reciprocity.core.site_places import SCRIPT, STYLESHEET
from mkdocs_reciprocity.core.views.badge import Badge, Endpoint, Figures
from mkdocs_reciprocity.core.views.shared import Item
from mkdocs_reciprocity.core.wording import ENGLISH, Language, Wording
from mkdocs_reciprocity.publish import badge_svg, templates, timeline
from mkdocs_reciprocity.publish.headings import DEFAULT, Toc
from mkdocs_reciprocity.publish.markup import escaped, filled, no_pages, relative, xml_text


class Heading(Struct, frozen=True):
    """A heading of a fragment: level 1 to 6, the id, and its text as HTML."""

    level: int
    id: str
    text: str


class Fragment(Struct, frozen=True):
    """HTML to be put into a page, and its headings."""

    html: str
    headings: tuple[Heading, ...] = ()


class Addresses(Struct, frozen=True, kw_only=True):
    """Where our own pages and files are, relative to the site's root; empty for what is switched off.

    ``site`` is the site's URL, empty where it is not known. ``atom`` and ``json_feed`` are the feeds of what was given,
    ``blogroll`` is the peers' feeds as OPML, and ``blogroll_style`` what a browser shows it by.
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
    blogroll_style: str = ""
    script: str = SCRIPT
    stylesheet: str = STYLESHEET


HEADING = re.compile(r'<h([1-6])\b[^<>]*?\bid="([^"<>]+)"[^<>]*+>((?:[^<]++|<(?!/?h[1-6]\b))*+)</h\1>')
"""A heading with an id: its level, its id, and its text as HTML."""


class BadgeWords(Struct, frozen=True):
    """The badge's two texts, never empty."""

    label: str
    message: str


class Frame(Struct, frozen=True, kw_only=True):
    """What is the same for everything that is rendered for a site.

    ``folders`` are where templates are looked for, in this order, the author's own first. ``around`` is the language of
    the pages around our texts, as BCP 47 spells it. ``avatars`` are the peers' pictures, relative to the site's root,
    by the paths in the log. ``toc`` says how headings look. ``zensical``: what is rendered goes through Zensical.
    ``color`` is the theme's, as ``#rrggbb``, or empty.
    """

    folders: tuple[str, ...]
    around: str = ENGLISH.code
    avatars: Mapping[str, str] = {}
    toc: Toc = DEFAULT
    zensical: bool = False
    color: str = ""


class Renderer:
    """Renders for one build.

    Args:
        frame: see `Frame`.
        addresses: where our own pages and files are.
        language: the language of what is rendered.
        since: the first of the last twelve months. Earlier days have their year even in short dates.
        memory: may know what was rendered from the same values in the last build.
    """

    def __init__(
        self,
        frame: Frame,
        addresses: Addresses,
        language: Language = ENGLISH,
        since: str = "",
        memory: Memory = NO_MEMORY,
    ) -> None:
        self.environment = templates.environment(frame.folders)
        self._template = cache(self.environment.get_template)  # it looks for the file each time
        self.addresses = addresses
        self.plain = Wording(language)
        self.wording = Wording(language, filled)
        self.lang = _lang(language, frame.around)
        self.avatars = frame.avatars
        self.since = since
        self.toc = frame.toc
        self._finished = no_pages if frame.zensical else str
        self.templates = templates.files(frame.folders) if memory.keeps else ()
        """What changes with the templates."""
        self.memory = memory if self.templates else NO_MEMORY
        self.given = (frame, addresses, language, since, self.templates)
        """All that what is rendered depends on, beside the values that are given with it."""

    def fragment(self, template: str, here: str, **values: object) -> Fragment:
        """Renders ``reciprocity/<template>.html`` for the page whose path is ``here``."""
        given = (values, self.given)
        return self.memory.of(("fragment", template, here), given, lambda: self._rendered(template, here, values))

    def _rendered(self, template: str, here: str, values: Mapping[str, object]) -> Fragment:
        html = self._template(f"{templates.FOLDER}/{template}.html").render(
            here=here,
            rows=cache(partial(self._rows, here)),  # few fragments have headings
            addresses=self.addresses,
            wording=self.wording,
            lang=self.lang,
            avatars=self.avatars,
            since=self.since,
            **values,
        )
        found = HEADING.findall(html)
        headings = tuple(Heading(self.toc.level(int(level)), id_, text.strip()) for level, id_, text in found)
        return Fragment(self._finished(self.toc.applied(html)), headings)

    def _rows(self, here: str) -> Callable[[Iterable[Item]], str]:
        """Writes the rows of a timeline in the page at ``here``."""
        years = {year: escaped(relative(path, here)) for year, path in self.addresses.years.items()}
        return timeline.writer(years, here, self.wording)

    def badge(self, badge: Badge) -> BadgeWords:
        """The badge in words."""
        names = badge_svg.fitting(badge.names, self.plain.language.direction)
        return BadgeWords(badge.label, self.plain.badge(badge.metric, badge.posts, badge.people, badge.received, names))

    def badge_svg(self, badge: Badge, style: BadgeStyle = "flat", color: str = colours.OURS) -> str:
        """The badge as an SVG file."""
        words = self.badge(badge)
        left, right = badge_svg.extent(words.label), badge_svg.extent(words.message)
        ink = colours.legible(color)
        svg = self.fragment("badge.svg", "", badge=words, style=style, left=left, right=right, color=color, ink=ink)
        return xml_text(svg.html).strip() + "\n"

    def blogroll_style(self) -> str:
        """What a browser makes a page of the blogroll with (XSLT 1.0)."""
        return xml_text(self.fragment("blogroll.xsl", "").html).strip() + "\n"

    def badge_json(self, badge: Badge, color: str = colours.OURS) -> bytes:
        """The badge as shields.io reads it."""
        words = self.badge(badge)
        endpoint = Endpoint(words.label, words.message, color.removeprefix("#"))
        return msgspec.json.format(msgspec.json.encode(endpoint), indent=2) + b"\n"


def figures_json(figures: Figures) -> bytes:
    """``reciprocity.json``."""
    return msgspec.json.format(msgspec.json.encode(figures), indent=2) + b"\n"


def _lang(language: Language, around: str) -> Markup:
    """The attributes of an element with our texts, if they are in another language than the page around them."""
    if language.code == around and language.direction == "ltr":
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language.code, language.direction)
