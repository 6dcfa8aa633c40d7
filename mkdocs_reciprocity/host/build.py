"""One build: collects, calls the pipeline, publishes. What a build gathers lives no longer than the build."""

from __future__ import annotations

import os
from collections.abc import Callable, Container
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from msgspec import Struct

from mkdocs_reciprocity.cache.memory import Memory
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect import docs, garbage, missing, private_files
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.collect.sources import Sources
from mkdocs_reciprocity.core.own_page.unlisted import nowhere_listed
from mkdocs_reciprocity.core.problem import Problem
from mkdocs_reciprocity.core.settings import Settings
from mkdocs_reciprocity.core.site_places import STYLESHEET
from mkdocs_reciprocity.core.url import UrlKey
from mkdocs_reciprocity.host import companions, mkdocs_config, navigation
from mkdocs_reciprocity.host import files as host_files
from mkdocs_reciprocity.host.finishing import Finishing
from mkdocs_reciprocity.host.last_check import LastCheck
from mkdocs_reciprocity.host.private_files import hold_back, hold_back_pictures
from mkdocs_reciprocity.host.reports import Reports
from mkdocs_reciprocity.publish import templates

if TYPE_CHECKING:
    from mkdocs_reciprocity.host.desk_door import Door
    from mkdocs_reciprocity.host.preview import Preview

log = get_plugin_logger("reciprocity")


class Run(Struct, frozen=True, kw_only=True):
    """How MkDocs was started.

    ``serving``: this is a preview; for it, MkDocs has changed the site's URL. ``dirty``: unchanged pages are not built
    again. ``first``: this is the only build, or the first one of a preview, so it may use the network. ``host`` is the
    address at which a preview answers. ``memory`` is what the builds before this one have left.
    """

    serving: bool
    dirty: bool
    first: bool
    host: str
    memory: Memory


class Building:
    """A build of one site. Once it is made, the author's files have been read, and feeds are being asked for.

    Args:
        config: MkDocs'.
        options: the plugin's.
        run: how MkDocs was started.
        told: the problems that a preview has reported already.
    """

    @garbage.put_off()
    def __init__(self, config: MkDocsConfig, options: Settings, run: Run, told: set[Problem]) -> None:
        self.site = Site(mkdocs_config.root(config), mkdocs_config.site_url(config, serving=run.serving), options)
        self.docs = docs.name(Path(config.docs_dir), self.site.root)
        self.run = run
        self.folder = mkdocs_config.language_folder(config)
        self.reports = Reports(told, quiet=bool(self.folder), serving=run.serving)
        self.has_desk = False
        self.nav: Navigation | None = None
        self.nav_items: list[StructureItem] = []
        self._inputs: private_files.Inputs | None = None
        self.gathering = Gathering(self.site, memory=run.memory)
        self.sources: Sources | None = None
        if options.enabled:
            fetch = run.first and options.feeds.fetch != "never" and not self.folder  # for all languages of a site once
            force, termed = options.feeds.fetch == "always", run.serving or options.further
            self.sources = Sources(self.gathering, fetch=fetch, force=force, termed=termed)

    def set_up(self, config: MkDocsConfig) -> None:
        """Says what is wrong, and adds our templates, the stylesheet, and what a preview has to watch."""
        self.reports.tell(self.gathering.problems)
        self.reports.tell(missing.url(self.site))
        folder = str(templates.overrides())
        if folder not in config.theme.dirs:
            config.theme.dirs.append(folder)
        if STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, STYLESHEET)
        if self.run.serving and self.run.first:
            from mkdocs_reciprocity.collect import log_schema  # noqa: PLC0415 - who builds does not edit the log now

            log_schema.renew(self.site.root, self.site.settings)
        if self.run.serving:  # in a build, what prints the configuration would tell the names of private feeds
            feeds = private_files.feed_files(self.gathering, private=False)
            for path in {**private_files.private(self.gathering), **feeds}:
                if os.path.isfile(path) and str(path) not in config.watch:  # `serve` stops at one that is missing
                    config.watch.append(str(path))
        self.has_desk = self.run.serving and not self.folder and self._may_have_desk()

    def leave_menu(self, config: MkDocsConfig) -> None:
        """Takes those of our pages that are switched off out of the menu."""
        navigation.leave(config, self.site.settings)

    def keep_back(self, files: Files, config: MkDocsConfig, *, last: bool = False) -> None:
        """Takes the log, the feeds and private peers' pictures out of the files that MkDocs copies to the site.

        An author who excludes them already is not told. ``last``: this is the second look, for files that other plugins
        have added since.
        """
        gathering, folder = self.gathering, Path(config.docs_dir)
        if self._inputs is None:
            self._inputs = private_files.inputs(gathering)
        found = hold_back(files, self._inputs, lambda file: isinstance(file, host_files.Made))
        built = [name for file, name in found if host_files.is_built(file, serving=self.run.serving)]
        self.reports.tell(private_files.problem(name, folder) for name in built)
        pictures = hold_back_pictures(files, gathering.peers, (folder, self.site.root))
        if not last:
            self.reports.tell(pictures.problems)

    def keep_nav(self, nav: Navigation, config: MkDocsConfig) -> None:
        """Remembers the navigation, with those of our pages put back that another plugin took out of it."""
        companions.keep_in_navigation(self.nav_items, nav, config, lambda file: isinstance(file, host_files.Made))
        self.nav = nav

    def finish(self, finishing: Finishing, config: MkDocsConfig) -> Preview | None:
        """Writes our files, after all pages are finished, and keeps in the store what the own pages show.

        Returns:
            The desk, if this is a preview that has one.
        """
        finishing.close(config)
        self.reports.tell(finishing.slips(self.docs))
        if any(self.gathering.book.directory.owner(url) for url in finishing.own.unlisted()):
            self.reports.tell([nowhere_listed(self.docs)])
        store = self.gathering.store
        if not self.folder:
            store.keep_pages(finishing.own.known(), previewed=self.run.serving)
        for note in store.notes:
            log.info(note)
        if not self.has_desk or self.nav is None:
            return None
        from mkdocs_reciprocity.host.preview import Preview  # noqa: PLC0415 - no build needs it

        return Preview(finishing, self.nav, config, self.gathering)

    def last_look(self, finishing: Finishing) -> Callable[[], None]:
        """A function that warns of pages that other plugins changed after they were written, and forgets links that
        these hide now. It holds only what it needs of the build, so that the rest need not stay in memory.
        """
        store = None if self.folder else self.gathering.store
        return partial(_look_again, *finishing.last_look(), store, previewed=self.run.serving)

    def show_desk(self, preview: Preview, config: MkDocsConfig, door: Door) -> None:
        """Puts the desk into a preview, after everything else is written."""
        from mkdocs_reciprocity.host.preview import CannotShow  # noqa: PLC0415 - no build needs it

        opened = door.opened
        try:
            door.show(preview.made(config), preview.related())
        except CannotShow as error:
            door.show({})
            if self.run.first:
                log.info(str(error))
        if door.opened and not opened:
            log.info(f"your desk, for you alone: {door.address}")

    def cancel(self) -> None:
        """Stops waiting for feeds that are still being fetched."""
        if self.sources:
            self.sources.cancel()

    def refuses_desk(self) -> str:
        """A sentence that says why there is no desk; empty where there may be one."""
        from mkdocs_reciprocity.host import desk_door  # noqa: PLC0415 - no build needs it

        return desk_door.refusal(self.run.host)

    def _may_have_desk(self) -> bool:
        why_not = self.refuses_desk()
        if why_not and self.run.first:
            log.info(why_not)
        return not why_not


def _look_again(check: LastCheck, told: Container[UrlKey | None], store: Store | None, *, previewed: bool) -> None:
    sentences = [*check.look_again(told)]
    for sentence in sentences:
        log.warning(sentence)
    if sentences and store is not None:
        store.keep_pages(check.own.known(), previewed=previewed)
