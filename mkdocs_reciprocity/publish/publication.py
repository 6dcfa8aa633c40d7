"""Fills our pages, and in own pages the markers, the foot and the head."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.collect import log_files
from mkdocs_reciprocity.core import dates, markers, stand_ins
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.views import places as linked
from mkdocs_reciprocity.core.views.blogroll import Outline
from mkdocs_reciprocity.core.views.recommendations import Recommendation
from mkdocs_reciprocity.core.views.ring import FEW, ring
from mkdocs_reciprocity.publish import syndication
from mkdocs_reciprocity.publish.markers import fill
from mkdocs_reciprocity.publish.places import Place, Places
from mkdocs_reciprocity.publish.renderer import Fragment, Frame, Heading, Renderer
from mkdocs_reciprocity.publish.syndication import BLOGROLL_TITLE, Masthead

_OF_ALL_PAGES = frozenset({"shared", "pay-it-forward", "thanks", "badge"})
"""The markers whose content tells of other own pages."""


class Filled(Struct, frozen=True):
    """A page after it was filled: its content and headings, and the HTML of the lifts and the reactions in it."""

    html: str
    headings: list[Heading]
    lifts: str = ""
    reactions: str = ""


def speaks_of_others(html: str) -> bool:
    """Whether an own page has a marker whose content tells of other own pages."""
    return markers.may_be_in(html) and any(name.split()[0] in _OF_ALL_PAGES for name in markers.names(html))


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


class Publication:
    """What one build publishes. While the pages are filled, ``mistakes`` collects each wrong marker with the source of
    its page.
    """

    def __init__(self, settings: Settings, places: Places, edition: Edition, views: Views) -> None:
        self.settings = settings
        self.places = places
        self.edition = edition
        self.mistakes: list[tuple[str, markers.Mistake]] = []
        self._filled: set[tuple[str, str]] = set()
        addresses, name = places.addresses(()), places.words.text(BLOGROLL_TITLE)
        # a function that gives the links to feeds and blogroll in the <head>, by the page's path
        self.head = syndication.head(addresses, self.feed_title(), str(name))
        self.views, self.renderer = self._shown(views)

    def show(self, views: Views) -> None:
        """Shows these views from now on."""
        self.views, self.renderer = self._shown(views)

    def _shown(self, views: Views) -> tuple[Views, Renderer]:
        """The views, without links to years that have no page, and the renderer for them."""
        addresses = self.places.addresses(year.year for year in views.years)
        there = tuple(year for year in views.shared.years if year in addresses.years)
        years = tuple(replace(year, years=there) for year in views.years if year.year in addresses.years)
        since = dates.window(self.edition.today, 12).first
        renderer = Renderer(self.edition.frame, addresses, self.places.words.language, since)
        return replace(views, shared=replace(views.shared, years=there), years=years), renderer

    def feed_title(self) -> str:
        """The title of the feeds of what was shared; empty if there are none."""
        title = self.places.feed_title()
        return f"{self.edition.masthead.site_name}: {title}" if title else ""

    def whole(self, place: Place) -> Fragment | None:
        """The content of one of our pages; None for the page of a year in which nothing was given."""
        if not place.year:
            return self._whole(place.marker, place.path, place.title)
        page = next((year for year in self.views.years if year.year == place.year), None)
        return None if page is None else self.renderer.fragment("year", place.path, page=page, title=place.title)

    def filled(
        self, source: str, here: str, html: str, headings: Callable[[], Sequence[Heading]], *, foot: bool
    ) -> Filled | None:
        """An own page with our part in it; None if we have nothing to put into it.

        Args:
            source: the page's Markdown file.
            here: its path, relative to the site's root.
            html: its content so far.
            headings: gives the headings that it has.
            foot: whether the page may get reactions and lifts at its foot.
        """
        names: set[str] = set()
        marked = markers.may_be_in(html)
        if not marked and here not in self.views.reactions and here not in self.views.lifts:  # nearly always
            return None
        if marked:
            self.mistakes += ((source, mistake) for mistake in markers.mistakes(html))
            names = markers.names(html)
        there = {name.split()[0] for name in names}
        parts = {name: fragment for name in ("lifts", "reactions") if (fragment := self._part(name, here, there, foot))}
        below = [fragment for name, fragment in parts.items() if name not in there]
        if not names and not below:
            return None
        merged = list(headings())
        if names:
            self._filled |= {(source, name) for name in names}
            html, merged = fill(html, merged, self._once(source, here, html))
        for fragment in below:
            html += fragment.html
            merged += fragment.headings
        return Filled(html, merged, **{name: fragment.html for name, fragment in parts.items()})

    def lifts(self, here: str, people: Sequence[linked.Place]) -> str:
        """The HTML that says whose posts a page passes on."""
        return self.renderer.fragment("lifts", here, people=people).html if people else ""

    def _part(self, name: str, here: str, markers_there: Container[str], foot: bool) -> Fragment | None:
        """The reactions or the lifts, if the page has a marker for them or gets them at its foot; else None."""
        wanted = {"lifts": self.settings.lifts, "reactions": self.settings.reactions}[name]
        return self._marked(name, None, here) if name in markers_there or (foot and wanted) else None

    def _once(self, source: str, here: str, html: str) -> Callable[[str, int | None], Fragment | None]:
        """A function that gives the content of each marker of a page. Content with headings is given only once, because
        an id may not be there twice.
        """
        there: set[str] = set()
        comments = markers.comments(html)

        def marked(name: str, count: int | None) -> Fragment | None:
            comment, before = next(comments)
            fragment = self._marked(name, count, here)
            if fragment and fragment.headings:
                if name in there:
                    if not markers.is_whole(name, count):  # other markers have headings only in an author's template
                        self.mistakes.append((source, markers.Mistake(comment, before, markers.twice(name))))
                    return None
                there.add(name)
            return fragment

        return marked

    def unfilled(self, docs: str, passed_over: Container[str] = ()) -> Iterator[Problem]:
        """A line for each own page that stands where one of ours would, and has no marker for its content. Nothing is
        known about pages that a dirty build has ``passed_over``. ``docs`` is the folder of the pages.
        """
        for source, place in self.places.taken.items():
            if source not in passed_over and (source, place.marker) not in self._filled:
                yield stand_ins.page(f"{docs}/{source}", place.source, place.marker)

    def _marked(self, name: str, count: int | None, here: str) -> Fragment | None:
        views = self.views
        if name in {"shared", "pay-it-forward"} and count is None:
            return self._whole(name, here, "")
        if name == "shared":
            return self.renderer.fragment("recent", here, items=views.recent[:count])
        if name == "thanks":
            return self.renderer.fragment("thanks", here, thanks=views.pay_it_forward.thanks[: count or 5])
        if name == "badge" and views.badge is not None:
            return self.renderer.fragment("badge", here, badge=self.renderer.badge(views.badge))
        if name == "reactions" and (received := views.reactions.get(here)):
            return self.renderer.fragment("reactions", here, reactions=received)
        if name == "lifts" and (lifted := views.lifts.get(here)):
            return self.renderer.fragment("lifts", here, people=lifted)
        if name == "ring" and (blogs := self._ring(count)):
            return self.renderer.fragment("ring", here, blogs=blogs)
        return None

    def _ring(self, count: int | None) -> tuple[linked.Place, ...]:
        blogs = (blog.peer for blog in self.views.pay_it_forward.blogs)
        return ring(blogs, self.edition.today, FEW if count is None else count)

    def _whole(self, marker: str, here: str, title: str) -> Fragment:
        if not self.edition.started:
            log = log_files.beginning(self.settings, self.edition.today)
            return self.renderer.fragment("start", here, title=title, log=log, today=self.edition.today)
        if marker == "shared":
            return self.renderer.fragment("shared", here, page=self.views.shared, title=title)
        page = self.views.pay_it_forward
        badge = self.renderer.badge(self.views.badge) if self.views.badge else None
        share = self.settings.mastodon
        return self.renderer.fragment("pay-it-forward", here, page=page, badge=badge, title=title, mastodon=share)
