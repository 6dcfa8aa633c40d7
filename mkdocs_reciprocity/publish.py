"""What is published where: the pages' places, the files, and what fills the author's own pages."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from urllib.parse import quote, urlsplit

from msgspec import Struct

from mkdocs_reciprocity import logfile, markers, render, syndication, when
from mkdocs_reciprocity.pages import shared as sharing
from mkdocs_reciprocity.pages.blogroll import Outline
from mkdocs_reciprocity.pages.ring import FEW, ring
from mkdocs_reciprocity.pipeline import Views
from mkdocs_reciprocity.render import Addresses, Fragment, Heading, Renderer
from mkdocs_reciprocity.settings import Settings
from mkdocs_reciprocity.site_places import PagePlace
from mkdocs_reciprocity.syndication import BLOGROLL_TITLE, Masthead, Shares
from mkdocs_reciprocity.url import Url
from mkdocs_reciprocity.when import When
from mkdocs_reciprocity.wording import ENGLISH, Language, Wording, marked

MARKERS = ("shared", "pay-it-forward", "thanks", "badge", "reactions", "lifts", "ring")
"""What an author's own page can have filled in."""

BADGE = "reciprocity/badge.svg"
BADGE_JSON = "reciprocity/badge.json"
FIGURES = "reciprocity.json"
RECOMMENDATIONS = ".well-known/recommendations.opml"
"""Where software looks for a blogroll (RFC 8615), on the root of a host only."""


_TITLES = {"shared": marked("Who I've shared"), "pay-it-forward": marked("Pay it forward")}


class Place(Struct, frozen=True):
    """A page of ours. ``source`` is its Markdown file's path, ``destination`` its output's, ``path`` its URL's."""

    marker: str
    title: str
    source: str
    destination: str
    path: str


class Publication:
    """One build's output. Made, it knows the places; `open` gives it what to show.

    ``mistakes`` gathers a sentence for each marker that is wrong, while the pages are filled.

    ``folder`` is where a site in several languages has all pages of this one, with a slash; empty for the first.
    """

    def __init__(
        self, settings: Settings, use_directory_urls: bool, language: Language = ENGLISH, folder: str = ""
    ) -> None:
        self.settings = settings
        self.words = Wording(language)
        self.folder = folder
        self.directory_urls = use_directory_urls
        self._taken: dict[str, Place] = {}
        self._filled: set[tuple[str, str]] = set()
        self.mistakes: list[str] = []
        self._places = {
            self._source(page): self._place(marker, page)
            for marker, page in (("shared", settings.shared), ("pay-it-forward", settings.pay_it_forward))
            if page is not None
        }

    def pages(self) -> list[Place]:
        """The pages that are wanted."""
        return list(self._places.values())

    def taken(self, place: Place, source: str) -> None:
        """The author has a page of their own (``source``) at this place: theirs stands, and its marker is filled."""
        self._taken[source] = place
        del self._places[place.source]

    def generated(self, source: str) -> Place | None:
        """The place of a page that is ours, by its Markdown file's path."""
        return self._places.get(source)

    def open(
        self,
        views: Views,
        blogroll: Sequence[Outline],
        masthead: Masthead,
        folders: Sequence[str],
        site: Url | None,
        today: When,
        *,
        started: bool,
        around: str,
        avatars: Mapping[str, str],
    ) -> None:
        """Sets what is shown. ``started`` is False where there is no log yet; ``around`` is the site's language;
        ``avatars`` are the peers' pictures in the site, by the names that the log has for them.
        """
        self.views = views
        self.blogroll = blogroll
        self.masthead = masthead
        self.today = today
        self.started = started
        since = when.window(today, 12).first
        self.renderer = Renderer(folders, self._addresses(views, site), self.words.language, around, avatars, since)
        # What the <head> of a page says of the feeds and the blogroll, by the page's path.
        self.head = syndication.head(self.renderer.addresses, self._feed_title(), self.words.text(BLOGROLL_TITLE))

    def assets(self) -> Iterator[tuple[str, str | bytes]]:
        """The files that are no pages, with their contents."""
        if self.views.badge is not None and self.settings.badge is not None:
            yield f"{self.folder}{BADGE}", self.renderer.badge_svg(self.views.badge, self.settings.badge.style)
            yield f"{self.folder}{BADGE_JSON}", self.renderer.badge_json(self.views.badge)
        if self.folder:
            return  # the rest is for other software, which needs it once
        yield FIGURES, render.figures_json(self.views.figures)
        yield from self._feeds()
        yield from self._blogrolls()

    def _feeds(self) -> Iterator[tuple[str, bytes]]:
        at, files = self.renderer.addresses, self.settings.files
        if not (at.atom or at.json_feed):
            return
        shares = Shares(
            title=self._feed_title(),
            author=self.masthead.author or self.masthead.site_name,
            site=at.site,
            page=at.site + at.shared,
            pages={year: at.site + path for year, path in at.years.items()},
            items=self.views.feed,
            zone=self.settings.zone,
            wording=self.renderer.wording,
        )
        if files.atom:
            yield files.atom, syndication.atom(shares, at.site + at.atom)
        if files.json:
            yield files.json, syndication.json_feed(shares, at.site + at.json_feed)

    def _blogrolls(self) -> Iterator[tuple[str, bytes]]:
        if not self.blogroll:
            return
        site, files, masthead = self.renderer.addresses.site, self.settings.files, self.masthead
        title = f"{masthead.site_name}: {self.words.text(BLOGROLL_TITLE)}"
        author = masthead.author or masthead.site_name
        content = syndication.opml(self.blogroll, title, author, site, self.today)
        if files.blogroll:
            yield files.blogroll, content
        if files.recommendations and urlsplit(site).path in {"", "/"}:
            yield RECOMMENDATIONS, content

    def _feed_title(self) -> str:
        shared = self.settings.shared
        return f"{self.masthead.site_name}: {self._title('shared', shared)}" if shared else ""

    def years(self) -> Iterator[tuple[str, str, Fragment]]:
        """The year pages: source, title, content."""
        shared = self.settings.shared
        if shared is None:
            return
        for year in self.views.years:
            source = f"{shared.path}/{year.year}/index.md"
            here = self.renderer.addresses.years[year.year]
            title = self.words.text("%(title)s in %(year)s", title=self._title("shared", shared), year=year.year)
            yield source, title, self.renderer.fragment("year", here, page=year, title=title)

    def filled(
        self, source: str, here: str, html: str, headings: Callable[[], Sequence[Heading]], *, foot: bool
    ) -> tuple[str, list[Heading]] | None:
        """A page's content and headings with our part in it; None where we have none.

        Args:
            source: the page's Markdown file.
            here: its path, relative to the site's root.
            html: its content so far.
            headings: gives those that it has.
            foot: whether the page wants at its foot what there is of it.
        """
        if (place := self._places.get(source)) is not None:
            whole = self._whole(place.marker, here, place.title)
            return whole.html, list(whole.headings)
        names: set[str] = set()
        if markers.may_be_in(html):
            self.mistakes += (f"{source}: {mistake}" for mistake in markers.mistakes(html, MARKERS))
            names = markers.names(html)
        below = [*self._below(here, {name.split()[0] for name in names})] if foot else []
        if not names and not below:
            return None
        merged = list(headings())
        if names:
            self._filled |= {(source, name) for name in names}
            html, merged = markers.fill(html, merged, self._once(source, here))
        for fragment in below:
            html += fragment.html
            merged += fragment.headings
        return html, merged

    def _once(self, source: str, here: str) -> Callable[[str, int | None], Fragment | None]:
        """What stands for the markers of a page; what has headings only once, for no id may be there twice."""
        there: set[str] = set()

        def marked(name: str, count: int | None) -> Fragment | None:
            fragment = self._marked(name, count, here)
            if fragment and fragment.headings:
                if name in there:
                    self.mistakes.append(f'{source}: the marker "{name}" is there twice; only the first is filled')
                    return None
                there.add(name)
            return fragment

        return marked

    def _below(self, here: str, markers_there: Container[str]) -> Iterator[Fragment]:
        """What stands at the foot of a page, save what it has a marker for."""
        for name, wanted in (("lifts", self.settings.lifts), ("reactions", self.settings.reactions)):
            if wanted and name not in markers_there and (fragment := self._marked(name, None, here)):
                yield fragment

    def unfilled(self, passed_over: Container[str] = ()) -> Iterator[str]:
        """A sentence for every page of the author's that stands where one of ours would, and has no marker; of those
        that a dirty build has ``passed_over`` nobody knows.
        """
        for source, place in self._taken.items():
            if source not in passed_over and (source, place.marker) not in self._filled:
                yield (
                    f"{source} stands where the page {place.title!r} would; to have its content there, "
                    f"put the line <!-- reciprocity:{place.marker} --> into it"
                )

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

    def _ring(self, count: int | None) -> tuple[sharing.Place, ...]:
        blogs = (blog.peer for blog in self.views.pay_it_forward.blogs)
        return ring(blogs, self.today, FEW if count is None else count)

    def _whole(self, marker: str, here: str, title: str) -> Fragment:
        if not self.started:
            log = logfile.beginning(self.settings, self.today)
            return self.renderer.fragment("start", here, title=title, log=log, today=self.today)
        if marker == "shared":
            return self.renderer.fragment("shared", here, page=self.views.shared, title=title)
        page = self.views.pay_it_forward
        badge = self.renderer.badge(self.views.badge) if self.views.badge else None
        share = self.settings.mastodon
        return self.renderer.fragment("pay-it-forward", here, page=page, badge=badge, title=title, mastodon=share)

    def _addresses(self, views: Views, site: Url | None) -> Addresses:
        root = "" if site is None else site if site.endswith("/") else f"{site}/"
        shared, forward = self.settings.shared, self.settings.pay_it_forward
        files = self.settings.files
        feed = root and shared and views.feed  # it leads to the page, by absolute URLs
        years = {year.year: self._path(f"{shared.path}/{year.year}") for year in views.years} if shared else {}
        return Addresses(
            shared=self._path(shared.path) if shared else "",
            years=years,
            pay_it_forward=self._path(forward.path) if forward else "",
            badge=f"{self.folder}{BADGE}" if views.badge else "",
            badge_json=f"{self.folder}{BADGE_JSON}" if views.badge else "",
            site=root,
            atom=quote(files.atom) if feed and files.atom else "",
            json_feed=quote(files.json) if feed and files.json else "",
            blogroll=quote(files.blogroll) if self.blogroll and files.blogroll else "",
        )

    def _path(self, folder: str) -> str:
        folder = quote(f"{self.folder}{folder}")
        return f"{folder}/" if self.directory_urls else f"{folder}/index.html"

    def _source(self, page: PagePlace) -> str:
        return f"{page.path}/index.md"

    def _place(self, marker: str, page: PagePlace) -> Place:
        title = self._title(marker, page)
        destination = f"{self.folder}{page.path}/index.html"
        return Place(marker, title, self._source(page), destination, self._path(page.path))

    def _title(self, marker: str, page: PagePlace) -> str:
        return page.title or self.words.text(_TITLES[marker])
