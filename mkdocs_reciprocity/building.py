"""One build: collects, calls the pipeline, publishes. All that a build gathers is born, and gone, with it.

With the plugin, its options, the preview, the site's files and its surroundings it is all that knows MkDocs.
"""

from __future__ import annotations

import gc
import html
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from logging import INFO, WARNING
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_reciprocity import avatars, held_back, logfile, pipeline, render, site_files, surroundings, waiting
from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.gather import Gathering, Site
from mkdocs_reciprocity.language import language
from mkdocs_reciprocity.model import OwnPage
from mkdocs_reciprocity.pages.post import left_out
from mkdocs_reciprocity.problem import Problem, in_one_line
from mkdocs_reciprocity.publish import Publication
from mkdocs_reciprocity.settings import Settings
from mkdocs_reciprocity.sources import page as own_page
from mkdocs_reciprocity.syndication import Masthead

if TYPE_CHECKING:
    from jinja2 import Environment

    from mkdocs_reciprocity.desk_door import Door
    from mkdocs_reciprocity.preview import Preview

log = get_plugin_logger("reciprocity")

STYLESHEET = "assets/reciprocity/reciprocity.css"
_NO_MENTIONS = "mentions in feeds are not looked for"
_SHOWN = 20  # problems named in a build; `check` names all


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Puts the garbage collector off: what is made here is kept, and to look it through over and over takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Building:
    """A build of one site. Made, it has read the author's files and begun with the feeds.

    Args:
        config: MkDocs'.
        options: the plugin's.
        serving: whether this is a preview, for which MkDocs has changed the site's URL.
        dirty: whether pages that have not changed are passed over.
        fetch: whether the network may be used.
        host: where a preview answers.
    """

    @_undisturbed()
    def __init__(
        self, config: MkDocsConfig, options: Settings, *, serving: bool, dirty: bool, fetch: bool, host: str
    ) -> None:
        self.site = Site(surroundings.root(config), surroundings.site_url(config, serving=serving), options)
        self.dirty = dirty
        self.serving = serving
        self.host = host
        self.first = fetch
        self.folder = surroundings.language_folder(config)
        self.enabled = options.enabled
        self.has_desk = False
        self.nav: Navigation | None = None
        self.preview: Preview | None = None
        self.rendered: dict[str, tuple[str, str, Mapping[str, object]]] = {}
        self.gathering = Gathering(self.site)
        if self.enabled:
            may = fetch and options.feeds.fetch != "never" and not self.folder  # for all languages of a site once
            self.gathering.start(fetch=may, force=options.feeds.fetch == "always")

    def set_up(self, config: MkDocsConfig) -> None:
        """Says what is wrong, and adds our templates, the stylesheet, and what a preview has to watch."""
        self._report(self.gathering.problems)
        if self.site.url is None:
            sought = "only links to `aliases` are mentions" if self.site.settings.aliases else _NO_MENTIONS
            absent = "absolute links and the feeds of what you shared are left out"
            log.info(f"`site_url` is not set: {sought}, and {absent}")
        folder = str(render.overrides())
        if folder not in config.theme.dirs:
            config.theme.dirs.append(folder)
        if STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, STYLESHEET)
        if self.serving:  # in a build, what prints the configuration would tell the names of private feeds
            for path in {**self._private(), **self.gathering.feed_files(private=False)}:
                if os.path.isfile(path) and str(path) not in config.watch:  # `serve` stops at one that is missing
                    config.watch.append(str(path))
        self.has_desk = self.serving and not self.folder and self._may_have_desk()

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds the pages, where the author has none of their own."""
        ours = language(self.site.settings.language or surroundings.language(config))
        self.publication = Publication(self.site.settings, config.use_directory_urls, ours, self.folder)
        site_files.add_pages(files, config, self.publication, serving=self.serving)
        return files

    def keep_back(self, files: Files, config: MkDocsConfig, *, last: bool = False) -> None:
        """Takes the log, the feeds and private peers' pictures out of what is copied to the site.

        Whoever excludes them otherwise need not be told. What comes in later is looked for in the end, ``last``.
        """
        gathering, folder = self.gathering, Path(config.docs_dir)
        feeds = gathering.feed_files(private=False)
        inputs = held_back.Inputs(self._private(), feeds, self.site.root)
        for file, name in held_back.hold_back(files, inputs):
            if site_files.is_built(file, serving=self.serving) and not self.folder:
                log.warning(f"{in_one_line(name)} is not published; better move it out of {in_one_line(folder.name)}/")
        pictures = held_back.hold_back_pictures(files, gathering.peers, (folder, self.site.root))
        if not last:
            self._report(pictures.problems)

    def title(self, page: Page) -> None:
        """Gives one of our pages its title."""
        if place := self.publication.generated(page.file.src_uri):
            page.meta["title"] = place.title

    def remember(self, content: str, page: Page) -> None:
        """Takes note of an own page: content, title and front matter, as they are now. To read all in a row takes half
        as long.
        """
        if not self.publication.generated(page.file.src_uri):
            self.rendered[page.url] = content, str(page.title or ""), dict(page.meta)

    @_undisturbed()
    def publish(self, env: Environment, files: Files, config: MkDocsConfig) -> None:
        """Everything is known now: fills the pages, and adds what is not made from Markdown."""
        with waiting.line(self.gathering.progress):
            reading = self.gathering.reading()
        self._report(reading.problems, all_warn=self.site.settings.feeds.on_error == "warning")
        self._report(reading.news)
        own = self._own_pages(files)
        gathered, site = self.gathering, self.site
        ledger = gathered.ledger(reading, own)
        self._report(ledger.problems)
        shown = [*gathered.store.pages(), *own] if self.folder else own  # for the titles of those in the first language
        known = (ledger, gathered.book, reading.feeds, shown, site.url, site.settings, gathered.today)
        views = pipeline.look(*known)
        self._report(left_out(views.reactions))
        if not self.folder:
            gathered.store.keep_pages(own)
        for note in gathered.store.notes:
            log.info(note)
        if not self.folder and (missing := logfile.missing(gathered.files, site.settings)):
            first = logfile.beginning(site.settings, gathered.today)
            said = missing if missing == first else f"file {missing} (such as {first})"
            whole = logfile.has_peers(gathered.files, site.settings)
            log.log(INFO if whole else WARNING, f"there is no {said} yet; the pages say how to start")
        started = bool(gathered.files.logs)
        folders, around = [*config.theme.dirs], surroundings.language(config)
        blogroll = pipeline.published_blogroll(
            gathered.book, {peer.id: gathered.asking.feeds_of(peer) for peer in gathered.peers}
        )
        masthead = Masthead(html.unescape(config.site_name), html.unescape(config.site_author or ""))
        self.publication.open(
            views,
            blogroll,
            masthead,
            folders,
            site.url,
            gathered.today,
            started=started,
            around=around,
            avatars=self._pictures(files),
        )
        site_files.fill(files, self.publication)
        site_files.add_made(files, config, self.publication, serving=self.serving)
        if self.has_desk and self.nav is not None and not self.folder:
            from mkdocs_reciprocity.preview import Preview  # noqa: PLC0415 - no build needs it

            renderer = render.Renderer(folders, self.publication.renderer.addresses, around=around)  # in English
            self.preview = Preview(pipeline.account(*known), renderer, env, self.nav, files, config)

    def show_desk(self, config: MkDocsConfig, door: Door) -> None:
        """Puts the desk into a preview, when all else is written."""
        from mkdocs_reciprocity.preview import CannotShow  # noqa: PLC0415 - no build needs it

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
        return output.replace("</head>", f"{self.publication.head(page.url)}</head>", 1)

    def cancel(self) -> None:
        """Lets go of feeds that are still being fetched."""
        self.gathering.cancel()

    def refuses_desk(self) -> str:
        """A sentence that says why there is no desk; empty where there may be one."""
        from mkdocs_reciprocity import desk_door  # noqa: PLC0415 - no build needs it

        return desk_door.refusal(self.host)

    def _may_have_desk(self) -> bool:
        why_not = self.refuses_desk()
        if why_not and self.first:
            log.info(why_not)
        return not why_not

    def _private(self) -> dict[Path, str]:
        """The author's own files, and what to call each in public."""
        gathering = self.gathering
        files = {path: os.path.relpath(path, self.site.root) for path in gathering.files.paths}
        return {**gathering.feed_files(private=True), **gathering.mention_files(), **files}

    def _own_pages(self, files: Files) -> list[OwnPage]:
        """The pages of this build; what a dirty build passed over, as the last one saw it."""
        pages = {path: self._read(path, *page) for path, page in self.rendered.items()}
        self.rendered.clear()  # a preview lives on for long
        if not self.dirty:
            return list(pages.values())
        there = {file.page.url if file.page else file.url for file in files.documentation_pages()}
        kept = {page.path: page for page in self.gathering.store.pages() if page.path in there}
        return list({**kept, **pages}.values())

    def _read(self, path: str, content: str, title: str, front_matter: Mapping[str, object]) -> OwnPage:
        base = (urls.below(self.site.url, path) or "") if self.site.url else ""
        title = html.unescape(title)  # to MkDocs a title is HTML
        return own_page.read(content, path, title, front_matter, base, self.site.settings.zone)

    def _pictures(self, files: Files) -> dict[str, str]:
        """The peers' pictures, by the names that the log has for them."""

        def lookup(path: str) -> tuple[str, str] | None:
            file = files.get_file_from_path(path)
            if file is None or file.abs_src_path is None or not site_files.is_built(file, serving=self.serving):
                return None
            return file.abs_src_path, file.url

        found = avatars.read(self.gathering.peers, lookup)
        self._report(found.problems)
        return found.records

    def _report(self, problems: tuple[Problem, ...], *, all_warn: bool = False) -> None:
        """Mistakes in the author's own files are warnings; all else is for information, unless ``all_warn``. A site in
        several languages says it once.
        """
        if self.folder:
            return
        mistakes = [problem for problem in problems if all_warn or problem.level == "error"]
        others = [problem for problem in problems if not all_warn and problem.level != "error"]
        for found, say in ((mistakes, log.warning), (others, log.info)):
            for problem in found[:_SHOWN]:
                say(problem.in_public())
            if len(found) > _SHOWN:
                say(f"… and {len(found) - _SHOWN} more; `mkdocs-reciprocity check` names them all")
