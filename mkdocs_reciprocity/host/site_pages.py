"""The pages of a build: adds ours to MkDocs' files, has the own pages read, then makes the publication."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from msgspec.structs import replace

from mkdocs_reciprocity.collect import avatars, garbage, missing, progress
from mkdocs_reciprocity.collect.sources import Reading, Sources
from mkdocs_reciprocity.core import pipeline, stand_ins
from mkdocs_reciprocity.core.book import years_of
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.pipeline import Facts, Views
from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.core.views.blogroll import Outline, Recommendation
from mkdocs_reciprocity.core.views.post import left_out
from mkdocs_reciprocity.core.wording import Wording
from mkdocs_reciprocity.host import cleaning, mkdocs_config, navigation
from mkdocs_reciprocity.host import files as host_files
from mkdocs_reciprocity.host.files import OurFiles
from mkdocs_reciprocity.host.finishing import Finishing
from mkdocs_reciprocity.host.own_pages import OwnPages
from mkdocs_reciprocity.host.results import Results
from mkdocs_reciprocity.publish.descriptions import description
from mkdocs_reciprocity.publish.filler import lists_own_pages, speaks_of_others
from mkdocs_reciprocity.publish.headings import toc
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.publish.places import Places, with_all_places
from mkdocs_reciprocity.publish.publication import Edition, FurtherOfPages, Publication
from mkdocs_reciprocity.publish.renderer import Frame
from mkdocs_reciprocity.publish.syndication import Masthead

if TYPE_CHECKING:
    from jinja2 import Environment

    from mkdocs_reciprocity.host.build import Building

_CARDS = "social"
"""The plugin that draws a card for each page. Before it stands the theme's name: ``material/``, ``materialx/``."""


class SitePages:
    """The pages of one build: ours and the own pages. Once it is made, our pages and files have been added, except
    where the author has one of their own.
    """

    def __init__(self, building: Building, files: Files, config: MkDocsConfig) -> None:
        site, gathering = building.site, building.gathering
        ours = language(site.settings.language or mkdocs_config.language(config))
        self._building = building
        self._places = Places(site.settings, config.use_directory_urls, Wording(ours), building.folder, site.url)
        self._ours = OurFiles(files, config, self._places, site.root, serving=building.run.serving)
        self._own = OwnPages(
            site.url, site.settings.zone, mkdocs_config.former_paths(config, site.url), building.run.memory
        )
        self._replaced = mkdocs_config.replaced(config)
        # Own pages that tell of others: path, source, whether they list the newest.
        self._late: list[tuple[str, str, bool]] = []
        building.reports.tell(cleaning.clean(Path(config.site_dir)))
        anybody, years = any(not peer.private for peer in gathering.peers), years_of(gathering.book)
        if site.settings.enabled:
            self._ours.add(years, peers=anybody)
        has_cards = any(name.rpartition("/")[2] == _CARDS for name in config.plugins)
        self._by_the_log = self._early() if has_cards else None
        every = with_all_places(site.settings)
        self._ours.exclude(
            Places(every, config.use_directory_urls, Wording(ours), building.folder, site.url), years, peers=anybody
        )

    def title(self, page: Page) -> None:
        """Gives one of our pages its title, and a description, unless the author has given it one."""
        source = page.file.src_uri
        if place := self._places.pages.get(source):
            page.meta["title"] = place.title
            if not page.meta.get("description"):
                page.meta["description"] = said = description(place, self._by_the_log, self._places.words)
                self._ours.described[source] = said

    def _early(self) -> Views:
        """What the log alone tells, for plugins that draw cards before pages are read."""
        gathering, site = self._building.gathering, self._building.site
        facts = Facts(site=site.url, settings=site.settings, today=gathering.today, book=gathering.book)
        return pipeline.look(pipeline.keep_ledger(facts), facts)

    def remember(self, content: str, page: Page) -> None:
        """Notes an own page: content, title and front matter, as they are now."""
        source = page.file.src_uri
        if source in self._places.pages or source in self._replaced:
            return
        self._own.remember(page.url, content, str(page.title or ""), page.meta)
        if speaks_of_others(content):
            self._late.append((page.url, source, lists_own_pages(content)))

    @garbage.put_off()
    def publish(self, sources: Sources, env: Environment, files: Files, config: MkDocsConfig) -> Finishing:
        """Makes what is to be published, after all pages are read. What the finished pages hide is not known yet."""
        building, places = self._building, self._places
        gathering, reports, settings = building.gathering, building.reports, building.site.settings
        with progress.line(sources.progress):
            reading = sources.reading()
        reports.tell_of_feeds(reading.problems, all_warn=settings.feeds.on_error == "warning")
        reports.tell(reading.news)
        results = Results(self._facts(reading, files, config), self._built(files), building.run.memory)
        reports.tell(results.ledger.problems)
        reports.tell(left_out(results.views.reactions))
        reports.tell(missing.log(gathering))
        feeds = {peer.id: sources.asking.feeds_of(peer) for peer in gathering.peers}
        known = (gathering.book, feeds)
        blogroll = building.run.memory.of(("blogroll",), known, lambda: pipeline.published_blogroll(*known))
        self._ours.files = files  # static-i18n has its own
        recommended = pipeline.recommended(gathering.book, settings)
        needless = places.needless(
            feeds=bool(results.views.feed), blogroll=bool(blogroll), recommendations=bool(recommended)
        )
        last = self._ours.settle([year.year for year in results.views.years], needless)
        if building.nav is not None:
            reports.tell(navigation.absent(config, building.nav, places.folders(), building.folder))
        reports.tell(stand_ins.file(f"{building.docs}/{name}") for name in self._ours.stand_ins)
        edition = self._edition(blogroll, recommended, files, config)
        further = self._further(sources, results) if settings.further else {}
        publication = Publication(settings, places, edition, results.views, building.run.memory, further)
        host_files.put_last(files, [*self._built_late(files, results.pages), *last])
        late = {source for _, source, _ in self._late}
        return Finishing(self._own, results, publication, self._ours, late, env)

    def _further(self, sources: Sources, results: Results) -> FurtherOfPages:
        from mkdocs_reciprocity.core.terms.told import PageText  # noqa: PLC0415 - for those who want it
        from mkdocs_reciprocity.core.views.further import plain  # noqa: PLC0415 - the same
        from mkdocs_reciprocity.publish import further_reading  # noqa: PLC0415 - the same

        def told(post: Callable[[], tuple[OwnPage, str]]) -> PageText:
            page, html = post()
            links = (*(link.url for link in page.links), *page.unrecommended)
            return PageText(title=page.title, text=plain(html), links=links)

        pages = {path: partial(told, post) for path, post in self._own.posts().items()}
        store, fresh = self._building.gathering.store, sources.asking.fresh
        return further_reading.of_pages(results.ledger, results.facts, store, fresh, pages)

    def _facts(self, reading: Reading, files: Files, config: MkDocsConfig) -> Facts:
        building, store = self._building, self._building.gathering.store
        # A dirty build does not make all pages again. In the further languages of a site, titles may come from the
        # pages of the first language.
        needed = building.run.dirty or building.folder
        before = (store.pages_seen() if building.run.serving else store.pages()) if needed else ()
        there = host_files.paths_of_pages(files) if building.run.dirty else ()
        pages = self._own.read(page for page in before if page.path in there)
        first, languages = before if building.folder else (), mkdocs_config.languages(config)
        ours = building.site.settings.language or mkdocs_config.language(config)
        return replace(reading.facts, pages=pages, first_pages=first, languages=languages, language=ours)

    def _built(self, files: Files) -> list[File]:
        return [file for file in files if host_files.is_built(file, serving=self._building.run.serving)]

    def _built_late(self, files: Files, pages: Sequence[OwnPage]) -> list[File]:
        """The own pages that tell of other pages, in the order in which they are built: a page that others tell of
        comes first. Pages that list the newest come last, first the newest of them, for most others list those.
        """
        linked = {page.path for page in pages if page.links}
        dates = {page.path: page.date or "" for page in pages}
        late = sorted(self._late, key=lambda one: dates.get(one[0], "") if one[2] else "", reverse=True)
        late.sort(key=lambda one: (one[2], one[0] not in linked and not one[2]))
        return [file for _, source, _ in late if (file := files.src_uris.get(source)) is not None]

    def _edition(
        self,
        blogroll: Sequence[Outline],
        recommended: Sequence[Recommendation],
        files: Files,
        config: MkDocsConfig,
    ) -> Edition:
        gathering = self._building.gathering
        return Edition(
            masthead=Masthead(unescape(config.site_name), unescape(config.site_author or "")),
            blogroll=blogroll,
            recommendations=recommended,
            today=gathering.today,
            started=bool(gathering.files.logs),
            frame=Frame(
                folders=(*config.theme.dirs,),
                around=mkdocs_config.language(config),
                avatars=self._pictures(files),
                toc=toc(config.mdx_configs.get("toc") or {}),
                color=mkdocs_config.color(config),
            ),
        )

    def _pictures(self, files: Files) -> dict[str, str]:
        """The peers' pictures, by the paths in the log."""
        lookup = host_files.lookup(files, serving=self._building.run.serving)
        found = avatars.read(self._building.gathering.peers, lookup)
        self._building.reports.tell(found.problems)
        return found.records
