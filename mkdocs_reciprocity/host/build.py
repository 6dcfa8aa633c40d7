"""One build: collects, calls the pipeline, publishes. All that a build gathers is born, and gone, with it.

With the plugin, its options, the preview, the site's files and its surroundings it is all that knows MkDocs.
"""

from __future__ import annotations

import html
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from msgspec.structs import replace

from mkdocs_reciprocity.collect import avatars, garbage, progress
from mkdocs_reciprocity.collect.gathering import Gathering, Site
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.book import years_of
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.problem import Problem, in_one_line
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.views.blogroll import Outline
from mkdocs_reciprocity.core.views.post import left_out
from mkdocs_reciprocity.core.wording import Wording
from mkdocs_reciprocity.host import companions, held_back, mkdocs_config, navigation
from mkdocs_reciprocity.host import files as host_files
from mkdocs_reciprocity.host.files import OurFiles
from mkdocs_reciprocity.host.finishing import Finishing
from mkdocs_reciprocity.host.own_pages import OwnPages
from mkdocs_reciprocity.host.reckoning import Reckoning
from mkdocs_reciprocity.host.reports import Reports
from mkdocs_reciprocity.publish import renderer as publish_renderer
from mkdocs_reciprocity.publish import templates
from mkdocs_reciprocity.publish.headings import toc
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.publish.places import Places, with_all_places
from mkdocs_reciprocity.publish.publication import Publication, speaks_of_others
from mkdocs_reciprocity.publish.syndication import Masthead, in_head

if TYPE_CHECKING:
    from jinja2 import Environment

    from mkdocs_reciprocity.host.desk_door import Door
    from mkdocs_reciprocity.host.preview import Preview

log = get_plugin_logger("reciprocity")

STYLESHEET = "assets/reciprocity/reciprocity.css"
_NO_MENTIONS = "mentions in feeds are not looked for"


class Building:
    """A build of one site. Made, it has read the author's files and begun with the feeds.

    Args:
        config: MkDocs'.
        options: the plugin's.
        serving: whether this is a preview, for which MkDocs has changed the site's URL.
        dirty: whether pages that have not changed are passed over.
        fetch: whether the network may be used.
        host: where a preview answers.
        told: what a preview has said already.
    """

    @garbage.put_off()
    def __init__(
        self,
        config: MkDocsConfig,
        options: Settings,
        *,
        serving: bool,
        dirty: bool,
        fetch: bool,
        host: str,
        told: set[Problem],
    ) -> None:
        self.site = Site(mkdocs_config.root(config), mkdocs_config.site_url(config, serving=serving), options)
        self.dirty = dirty
        self.serving = serving
        self.host = host
        self.first = fetch
        self.folder = mkdocs_config.language_folder(config)
        self.reports = Reports(told, quiet=bool(self.folder), serving=serving)
        self.enabled = options.enabled
        self.has_desk = False
        self.nav: Navigation | None = None
        self.nav_items: list[StructureItem] = []
        self.preview: Preview | None = None
        self.inputs: held_back.Inputs | None = None
        self.own = OwnPages(self.site.url, options.zone, mkdocs_config.former_paths(config))
        self.replaced = mkdocs_config.replaced(config)
        self.late: list[tuple[str, str]] = []  # paths and sources of pages that say something of others
        self.finishing: Finishing | None = None
        self.gathering = Gathering(self.site)
        if self.enabled:
            may = fetch and options.feeds.fetch != "never" and not self.folder  # for all languages of a site once
            self.gathering.start(fetch=may, force=options.feeds.fetch == "always")

    def set_up(self, config: MkDocsConfig) -> None:
        """Says what is wrong, and adds our templates, the stylesheet, and what a preview has to watch."""
        self.reports.tell(self.gathering.problems)
        if self.site.url is None:
            sought = "only links to `aliases` are mentions" if self.site.settings.aliases else _NO_MENTIONS
            absent = "absolute links and the feeds of what you shared are left out"
            log.info(f"`site_url` is not set: {sought}, and {absent}")
        folder = str(templates.overrides())
        if folder not in config.theme.dirs:
            config.theme.dirs.append(folder)
        if STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, STYLESHEET)
        if self.serving:  # in a build, what prints the configuration would tell the names of private feeds
            for path in {**held_back.private(self.gathering), **self.gathering.feed_files(private=False)}:
                if os.path.isfile(path) and str(path) not in config.watch:  # `serve` stops at one that is missing
                    config.watch.append(str(path))
        self.has_desk = self.serving and not self.folder and self._may_have_desk()

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds our pages and files, where the author has none of their own; what is left out is known as excluded."""
        ours = language(self.site.settings.language or mkdocs_config.language(config))
        site, book = self.site, self.gathering.book
        places = Places(site.settings, config.use_directory_urls, Wording(ours), self.folder, site.url)
        self.publication = Publication(site.settings, places)
        self.ours = OurFiles(files, config, places, site.root, serving=self.serving)
        anybody, years = any(not peer.private for peer in self.gathering.peers), years_of(book)
        if self.enabled:
            self.ours.add(years, peers=anybody)
        every = Places(with_all_places(site.settings), config.use_directory_urls, Wording(ours), self.folder, site.url)
        self.ours.exclude(every, years, peers=anybody)
        return files

    def leave_menu(self, config: MkDocsConfig) -> None:
        """What is switched off of our pages is in no menu."""
        navigation.leave(config, self.site.settings)

    def keep_back(self, files: Files, config: MkDocsConfig, *, last: bool = False) -> None:
        """Takes the log, the feeds and private peers' pictures out of what is copied to the site.

        Whoever excludes them otherwise need not be told. What comes in later is looked for in the end, ``last``.
        """
        gathering, folder = self.gathering, Path(config.docs_dir)
        if self.inputs is None:
            feeds = gathering.feed_files(private=False)
            self.inputs = held_back.Inputs(held_back.private(gathering), feeds, self.site.root)
        for file, name in held_back.hold_back(files, self.inputs, lambda file: isinstance(file, host_files.Made)):
            if host_files.is_built(file, serving=self.serving) and not self.folder:
                log.warning(f"{in_one_line(name)} is not published; better move it out of {in_one_line(folder.name)}/")
        pictures = held_back.hold_back_pictures(files, gathering.peers, (folder, self.site.root))
        if not last:
            self.reports.tell(pictures.problems)

    def keep_nav(self, nav: Navigation, config: MkDocsConfig) -> None:
        """The navigation is as it will be, but for what of ours another plugin took out of it."""
        companions.keep_in_navigation(self.nav_items, nav, config, lambda file: isinstance(file, host_files.Made))
        self.nav = nav

    def title(self, page: Page) -> None:
        """Gives one of our pages its title."""
        if place := self.publication.places.pages.get(page.file.src_uri):
            page.meta["title"] = place.title

    def remember(self, content: str, page: Page) -> None:
        """Takes note of an own page: content, title and front matter, as they are now."""
        if page.file.src_uri in {*self.publication.places.pages, *self.replaced}:
            return
        self.own.remember(page.url, content, str(page.title or ""), page.meta)
        if speaks_of_others(content):
            self.late.append((page.url, page.file.src_uri))

    @garbage.put_off()
    def publish(self, env: Environment, files: Files, config: MkDocsConfig) -> None:
        """Every page has been read by now, and none is finished: what is to be shown is known but for that."""
        self.env = env
        with progress.line(self.gathering.progress):
            reading = self.gathering.reading()
        on_error = self.site.settings.feeds.on_error
        self.reports.tell_of_feeds(reading.problems, all_warn=on_error == "warning")
        self.reports.tell(reading.news)
        store = self.gathering.store
        before = store.pages_seen() if self.serving else store.pages()
        there = host_files.paths_of_pages(files) if self.dirty else ()
        pages = self.own.read(page for page in before if page.path in there)  # a dirty build does not make all anew
        # In a site's further languages, the pages of the first have titles.
        first, languages = before if self.folder else (), mkdocs_config.languages(config)
        built = [file for file in files if host_files.is_built(file, serving=self.serving)]
        reckoning = Reckoning(replace(reading.facts, pages=pages, first_pages=first, languages=languages), built)
        self.reports.tell(reckoning.ledger.problems)
        self.reports.tell(left_out(reckoning.views.reactions))
        self.reports.tell_of_missing_log(self.gathering)
        blogroll = self._blogroll()
        self.ours.files = files  # static-i18n has its own
        needless = self.publication.places.needless(feeds=bool(reckoning.views.feed), blogroll=bool(blogroll))
        last = self.ours.settle([year.year for year in reckoning.views.years], needless)
        if self.nav is not None:
            self.reports.tell(navigation.absent(config, self.nav, self.publication.places.folders(), self.folder))
        self._open(files, config, blogroll)
        self.publication.show(reckoning.views)
        host_files.put_last(files, [*self._late(files, pages), *last])
        late = {source for _, source in self.late}
        self.finishing = Finishing(self.own, reckoning, self.publication, self.ours, late)

    def finish(self, config: MkDocsConfig) -> None:
        """All pages are finished: writes the rest, and keeps what the pages were found to show."""
        finishing, gathered = self.finishing, self.gathering
        if finishing is None:
            return
        finishing.close(config)
        if not self.folder:
            gathered.store.keep_pages(self.own.known(), previewed=self.serving)
        for note in gathered.store.notes:
            log.info(note)
        if self.has_desk and self.nav is not None and not self.folder:
            from mkdocs_reciprocity.host.preview import Preview  # noqa: PLC0415 - no build needs it

            around, shown = self.publication.around, self.publication.renderer
            renderer = publish_renderer.Renderer(self.publication.folders, shown.addresses, around=around)  # in English
            account = finishing.reckoning.account()
            self.preview = Preview(account, renderer, self.env, self.nav, self.ours.files, config)

    def look_again(self) -> None:
        """Says which pages other plugins changed after all, and forgets what these do not show any more."""
        sentences = [*self.finishing.changed()] if self.finishing else []
        for sentence in sentences:
            log.warning(sentence)
        if sentences and not self.folder:
            self.gathering.store.keep_pages(self.own.known(), previewed=self.serving)

    def show_desk(self, config: MkDocsConfig, door: Door) -> None:
        """Puts the desk into a preview, when all else is written."""
        from mkdocs_reciprocity.host.preview import CannotShow  # noqa: PLC0415 - no build needs it

        if self.preview is None:
            return
        opened = door.opened
        try:
            door.show(self.preview.made(config))
        except CannotShow as error:
            door.show({})
            if self.first:
                log.info(str(error))
        if door.opened and not opened:
            log.info(f"your desk, for you alone: {door.address}")

    def with_links(self, output: str, page: Page) -> str:
        """A finished page with links to the feeds and the blogroll in its ``<head>``, after those of the theme."""
        return in_head(output, self.publication.head(page.url))

    def cancel(self) -> None:
        """Lets go of feeds that are still being fetched."""
        self.gathering.cancel()

    def refuses_desk(self) -> str:
        """A sentence that says why there is no desk; empty where there may be one."""
        from mkdocs_reciprocity.host import desk_door  # noqa: PLC0415 - no build needs it

        return desk_door.refusal(self.host)

    def _may_have_desk(self) -> bool:
        why_not = self.refuses_desk()
        if why_not and self.first:
            log.info(why_not)
        return not why_not

    def _late(self, files: Files, pages: Sequence[OwnPage]) -> list[File]:
        """The author's pages that say something of others; first those that others may say something of."""
        linked = {page.path for page in pages if page.links}
        sources = [source for _, source in sorted(self.late, key=lambda one: one[0] not in linked)]
        return [file for source in sources if (file := files.src_uris.get(source)) is not None]

    def _blogroll(self) -> tuple[Outline, ...]:
        gathered = self.gathering
        feeds = {peer.id: gathered.asking.feeds_of(peer) for peer in gathered.peers}
        return pipeline.published_blogroll(gathered.book, feeds)

    def _open(self, files: Files, config: MkDocsConfig, blogroll: Sequence[Outline]) -> None:
        masthead = Masthead(html.unescape(config.site_name), html.unescape(config.site_author or ""))
        self.publication.open(
            blogroll,
            masthead,
            [*config.theme.dirs],
            self.gathering.today,
            started=bool(self.gathering.files.logs),
            around=mkdocs_config.language(config),
            avatars=self._pictures(files),
            toc=toc(config.mdx_configs.get("toc") or {}),
        )

    def _pictures(self, files: Files) -> dict[str, str]:
        """The peers' pictures, by the names that the log has for them."""
        lookup = host_files.lookup(files, serving=self.serving)
        found = avatars.read(self.gathering.peers, lookup)
        self.reports.tell(found.problems)
        return found.records
