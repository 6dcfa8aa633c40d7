"""What one build publishes: fills our pages, and in own pages the markers, the foot and the head."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory
from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.core import dates, stand_ins
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.views.blogroll import Outline, Recommendation
from mkdocs_reciprocity.core.views.post import Further
from mkdocs_reciprocity.publish import descriptions, syndication
from mkdocs_reciprocity.publish.filler import Filler, Wanted
from mkdocs_reciprocity.publish.places import OurPage, Places
from mkdocs_reciprocity.publish.renderer import Fragment, Frame, Renderer
from mkdocs_reciprocity.publish.syndication import BLOGROLL_TITLE, Masthead


class Edition(Struct, frozen=True, kw_only=True):
    """What is the same on all pages of a build.

    ``started`` is False while there is no log. ``frame`` has the values of the site that rendering needs.
    """

    masthead: Masthead
    blogroll: Sequence[Outline]
    recommendations: Sequence[Recommendation]
    today: When
    started: bool
    frame: Frame


FurtherOfPages = Mapping[str, tuple[Further, ...]]
"""Further reading, by the paths of own pages."""

_NONE: FurtherOfPages = {}


class Publication:
    """What one build publishes. ``own_pages`` fills the author's pages. ``memory`` may know what was made from the same
    values in the last build. ``further`` is looked for when a page is filled: whatever pages turn out to hide, it is
    the same.
    """

    def __init__(
        self,
        settings: Settings,
        places: Places,
        edition: Edition,
        views: Views,
        memory: Memory = NO_MEMORY,
        further: FurtherOfPages = _NONE,
    ) -> None:
        self._further = further
        self.memory = memory
        self.settings = settings
        self.places = places
        self.edition = edition
        self.head = self.links_in_head()
        log = "" if edition.started else log_files.beginning(settings, edition.today)
        wanted = Wanted(
            reactions=settings.reactions,
            lifts=settings.lifts,
            further=settings.further,
            mastodon=settings.mastodon,
            today=edition.today,
            log=log,
        )
        self.own_pages = Filler(wanted, *self._shown(views))

    @property
    def views(self) -> Views:
        """What is shown, without links to years that have no page."""
        return self.own_pages.views

    @property
    def renderer(self) -> Renderer:
        """Renders it."""
        return self.own_pages.renderer

    def show(self, views: Views) -> None:
        """Shows these views from now on."""
        self.own_pages.show(*self._shown(views))

    def _shown(self, views: Views) -> tuple[Views, Renderer]:
        """The views, without links to years that have no page, and the renderer for them."""
        addresses = self.places.addresses(year.year for year in views.years)
        there = tuple(year for year in views.shared.years if year in addresses.years)
        years = tuple(replace(year, years=there) for year in views.years if year.year in addresses.years)
        since = dates.window(self.edition.today, 12).first
        renderer = Renderer(self.edition.frame, addresses, self.places.words.language, since, self.memory)
        return replace(views, shared=replace(views.shared, years=there), years=years, further=self._further), renderer

    def links_in_head(self) -> Callable[[str], str]:
        """A function that gives the links to feeds and blogroll in the ``<head>``, by the page's path."""
        addresses, name = self.places.addresses(()), self.places.words.text(BLOGROLL_TITLE)
        return syndication.head(addresses, self.feed_title(), str(name))

    def feed_title(self) -> str:
        """The title of the feeds of what was shared; empty if there are none."""
        title, colon = self.places.feed_title(), self.places.words.text_in("a colon", ": ")
        return f"{self.edition.masthead.site_name}{colon}{title}" if title else ""

    def whole(self, place: OurPage) -> Fragment | None:
        """The content of one of our pages; None for the page of a year in which nothing was given."""
        if not place.year:
            return self.own_pages.whole(place.marker, place.path, place.title)
        page = next((year for year in self.views.years if year.year == place.year), None)
        return None if page is None else self.renderer.fragment("year", place.path, page=page, title=place.title)

    def description(self, place: OurPage) -> str:
        """What one of our pages says of itself elsewhere, in plain text."""
        return descriptions.description(place, self.views, self.renderer.plain)

    def unfilled(self, docs: str, passed_over: Container[str] = ()) -> Iterator[Problem]:
        """A line for each own page that stands where one of ours would, and has no marker for its content. Nothing is
        known about pages that a dirty build has ``passed_over``. ``docs`` is the folder of the pages.
        """
        for source, place in self.places.taken.items():
            if source not in passed_over and (source, place.marker) not in self.own_pages.there:
                yield stand_ins.page(f"{docs}/{source}", place.source, place.marker)
