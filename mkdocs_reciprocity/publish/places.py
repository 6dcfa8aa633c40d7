"""Where our pages and files are in the site, and which of them there are."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.options import read as settings_of
from mkdocs_reciprocity.core.settings import Settings, folders
from mkdocs_reciprocity.core.site_places import (
    BADGE,
    BADGE_JSON,
    BLOGROLL_STYLE,
    FIGURES,
    RECOMMENDATIONS,
    RECOMMENDATIONS_JSON,
    FilePlaces,
    PagePlace,
    well_known,
)
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.core.wording import Wording, marked
from mkdocs_reciprocity.publish.renderer import Addresses

_TITLES = {"shared": marked("Who I've shared"), "pay-it-forward": marked("Pay it forward")}


def with_all_places(settings: Settings) -> Settings:
    """The same settings, with the pages, files and badge that are switched off at their default places."""
    default, files = settings_of({}).records, settings.files
    return replace(
        settings,
        shared=settings.shared or default.shared,
        pay_it_forward=settings.pay_it_forward or default.pay_it_forward,
        badge=settings.badge or default.badge,
        files=FilePlaces(
            atom=files.atom or default.files.atom,
            json=files.json or default.files.json,
            blogroll=files.blogroll or default.files.blogroll,
            recommendations=True,
        ),
    )


def switched_off(settings: Settings) -> tuple[str, ...]:
    """Where those pages would be that the options switch off."""
    there = folders(settings) if settings.enabled else ()
    return tuple(folder for folder in folders(with_all_places(settings)) if folder not in there)


class OurPage(Struct, frozen=True):
    """One of our pages; with a ``year``, the page of that year. ``source`` is the path of its Markdown file,
    ``destination`` that of its output, ``path`` that of its URL.
    """

    marker: str
    title: str
    source: str
    destination: str
    path: str
    year: str = ""


class Places:
    """The pages and files of one build.

    Args:
        settings: the options.
        directory_urls: whether the addresses of pages end like folders, with a slash.
        words: the words in the language of the site.
        folder: the folder of this language in a site with several, with a slash; empty for the first language.
        site: the site's URL, None where it is not known.

    ``pages`` are our pages by their sources, those of years included. ``taken`` are the places where the author has a
    page of their own, by its source.
    """

    def __init__(
        self, settings: Settings, directory_urls: bool, words: Wording, folder: str = "", site: Url | None = None
    ) -> None:
        self.settings = settings
        self.directory_urls = directory_urls
        self.words = words
        self.folder = folder
        self.site = "" if site is None else site if site.endswith("/") else f"{site}/"
        self.pages: dict[str, OurPage] = {}
        self.taken: dict[str, OurPage] = {}
        self._lost: set[str] = set()
        for marker, page in (("shared", settings.shared), ("pay-it-forward", settings.pay_it_forward)):
            if page is not None:
                self._add(marker, page.path, self._title(marker, page))

    def take(self, place: OurPage, source: str) -> None:
        """Notes that the author has a page of their own (``source``) at this place. It is kept."""
        self.taken[source] = place
        del self.pages[place.source]

    def lose(self, name: str) -> None:
        """Drops one of our pages, by its source, or one of our files. Without the page "Who I've shared" there are no
        pages of years.
        """
        self._lost.add(name)
        self.pages.pop(name, None)
        if not self.has_shared:
            self.pages = {source: place for source, place in self.pages.items() if not place.year}

    @property
    def has_shared(self) -> bool:
        """Whether there is a page "Who I've shared", ours or the author's own."""
        shared = self.settings.shared
        return shared is not None and f"{shared.path}/index.md" not in self._lost

    def folders(self) -> list[str]:
        """The folders of the two pages, if they are there, ours or the author's own."""
        every = (*self.pages.values(), *self.taken.values())
        return [place.source.removesuffix("/index.md") for place in every if not place.year]

    def year(self, year: str) -> OurPage | None:
        """The page of a year; None if there cannot be one."""
        shared = self.settings.shared
        if shared is None or not self.has_shared or f"{shared.path}/{year}/index.md" in self._lost:
            return None
        title = self.words.text(
            "%(title)s in %(year)s", title=self._title("shared", shared), year=self.words.date(When(year))
        )
        return self._add("year", f"{shared.path}/{year}", str(title), year)

    def files(self, *, peers: bool) -> list[str]:
        """The files (not pages) that this build can have; ``peers`` says whether anybody could be in a blogroll."""
        said = self.settings.files
        found = [f"{self.folder}{name}" for name in (BADGE, BADGE_JSON) if self.settings.badge is not None]
        if self.folder:
            return found  # the rest is for other software, and made once for all languages
        found.append(FIGURES)
        if self.site and self.has_shared:
            found += [name for name in (said.atom, said.json) if name]
        if peers and said.blogroll:
            found.append(said.blogroll)
        if peers:
            hidden = well_known(said, self.site)
            found += [BLOGROLL_STYLE] * bool(said.blogroll or hidden)
            found += hidden
        return [name for name in found if name not in self._lost]

    def needless(self, *, feeds: bool, blogroll: bool, recommendations: bool) -> list[str]:
        """The files that would be empty."""
        files = self.settings.files
        names = [
            *(() if feeds else (files.atom, files.json)),
            *(() if blogroll else (files.blogroll, RECOMMENDATIONS, BLOGROLL_STYLE)),
        ]
        names += [] if recommendations else [RECOMMENDATIONS_JSON]
        return [name for name in names if name]

    def addresses(self, years: Iterable[str]) -> Addresses:
        """The addresses of all pages and files, relative to the site's root. ``years`` are those with a gift."""
        shared, forward, files = self.settings.shared, self.settings.pay_it_forward, self.settings.files
        feed = self.site and self.has_shared  # the feeds need the page, and absolute URLs
        pages = {place.year: place.path for place in self.pages.values() if place.year}
        return Addresses(
            shared=self._path(shared.path) if shared and self.has_shared else "",
            years={year: pages[year] for year in years if year in pages},
            pay_it_forward=self._path(forward.path) if forward and f"{forward.path}/index.md" not in self._lost else "",
            badge=self._file(f"{self.folder}{BADGE}" if self.settings.badge else ""),
            badge_json=self._file(f"{self.folder}{BADGE_JSON}" if self.settings.badge else ""),
            site=self.site,
            atom=self._file(files.atom if feed else ""),
            json_feed=self._file(files.json if feed else ""),
            blogroll=self._file(files.blogroll),
            blogroll_style=self._file(BLOGROLL_STYLE),
        )

    def feed_title(self) -> str:
        """The title of the page "Who I've shared"; empty if there is none."""
        shared = self.settings.shared
        return self._title("shared", shared) if shared and self.has_shared else ""

    def _file(self, name: str | None) -> str:
        return quote(name) if name and name not in self._lost else ""

    def _path(self, folder: str) -> str:
        folder = quote(f"{self.folder}{folder}")
        return f"{folder}/" if self.directory_urls else f"{folder}/index.html"

    def _add(self, marker: str, path: str, title: str, year: str = "") -> OurPage:
        place = OurPage(marker, title, f"{path}/index.md", f"{self.folder}{path}/index.html", self._path(path), year)
        self.pages[place.source] = place
        return place

    def _title(self, marker: str, page: PagePlace) -> str:
        return page.title or str(self.words.text(_TITLES[marker]))
