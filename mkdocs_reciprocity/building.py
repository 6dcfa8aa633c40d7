"""One build: collects, calls the pipeline, publishes. All that a build gathers is born, and gone, with it.

The only room beside the plugin and its options that knows MkDocs.
"""

from __future__ import annotations

import gc
import html
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from mkdocs_reciprocity import avatars, logfile, markers, pipeline, render, waiting
from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.gather import Gathering, Site
from mkdocs_reciprocity.language import language
from mkdocs_reciprocity.model import OwnPage
from mkdocs_reciprocity.problem import Problem, in_one_line
from mkdocs_reciprocity.publish import Publication
from mkdocs_reciprocity.settings import Settings
from mkdocs_reciprocity.sources import page as pages
from mkdocs_reciprocity.syndication import Masthead
from mkdocs_reciprocity.url import Url

if TYPE_CHECKING:
    from jinja2 import Environment

    from mkdocs_reciprocity.preview import Preview

log = get_plugin_logger("reciprocity")

STYLESHEET = "assets/reciprocity/reciprocity.css"
_SOURCE = str(Path(__file__).with_name("page.md"))
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
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self.site = Site(root, _site_url(config, serving=serving), options)
        self.dirty = dirty
        self.serving = serving
        self.host = host
        self.first = fetch
        self.folder = _folder(config)
        self.enabled = options.enabled
        self.has_desk = False
        self.nav: Navigation | None = None
        self.preview: Preview | None = None
        self.pages: dict[str, OwnPage] = {}
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
        for path in self._inputs():
            if os.path.isfile(path) and str(path) not in config.watch:  # `serve` stops at one that is missing
                config.watch.append(str(path))
        self.has_desk = self.serving and not self.folder and self._may_have_desk(config)

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds the pages, where the author has none of their own."""
        ours = language(self.site.settings.language or _language(config))
        self.publication = Publication(self.site.settings, config.use_directory_urls, ours, self.folder)
        inclusion = InclusionLevel.NOT_IN_NAV if config.nav else InclusionLevel.UNDEFINED
        for place in self.publication.pages():
            theirs = next((file for file in files if file.dest_uri == place.destination), None)
            if theirs is not None and not self._is_built(theirs):  # a draft
                files.remove(theirs)
                theirs, inclusion = None, InclusionLevel.NOT_IN_NAV
            if theirs is None:
                files.append(self._made(config, place.source, inclusion))
            else:
                self.publication.taken(place, theirs.src_uri)
        return files

    def keep_back(self, files: Files, config: MkDocsConfig) -> None:
        """Takes the log, the peers file and the feeds out of what is copied to the site."""
        names = {os.path.realpath(path): name for path, name in self._inputs().items()}
        called = {os.path.basename(path) for path in names}
        for avatar in avatars.hidden(self.gathering.peers):  # its name may tell whose it is
            picture = files.get_file_from_path(avatar)
            if picture is not None and picture.is_media_file():  # a slip there takes no page away
                files.remove(picture)
        for file in list(files):
            path = file.abs_src_path
            # To follow a path's every link takes long, and is worth it only where one may lead to a file of that name.
            if path is None or (os.path.basename(path) not in called and not os.path.islink(path)):
                continue
            if (name := names.get(os.path.realpath(path))) is not None:
                files.remove(file)
                folder = Path(config.docs_dir).name
                log.warning(f"{in_one_line(name)} is not published; better move it out of {in_one_line(folder)}/")

    def title(self, page: Page) -> None:
        """Gives one of our pages its title."""
        if place := self.publication.generated(page.file.src_uri):
            page.meta["title"] = place.title

    def read(self, content: str, page: Page) -> None:
        """Reads the links of an own page."""
        if self.publication.generated(page.file.src_uri):
            return
        base = (urls.below(self.site.url, page.url) or "") if self.site.url else ""
        zone = self.site.settings.zone
        title = html.unescape(str(page.title or ""))  # to MkDocs a title is HTML
        self.pages[page.url] = pages.read(content, page.url, title, page.meta, base, zone)

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
        if not self.folder:
            gathered.store.keep_pages(own)
        for note in gathered.store.notes:
            log.info(note)
        if not self.folder and (missing := logfile.missing(gathered.files, site.settings)):
            first = logfile.beginning(site.settings, gathered.today)
            said = missing if missing == first else f"file {missing} (such as {first})"
            log.warning(f"there is no {said} yet; the pages say how to start")
        started = bool(gathered.files.logs)
        folders, around = [*config.theme.dirs], _language(config)
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
        self._fill(files)
        self._add_made(files, config)
        if self.has_desk and self.nav is not None and not self.folder:
            from mkdocs_reciprocity.preview import Preview  # noqa: PLC0415 - no build needs it

            renderer = render.Renderer(folders, self.publication.renderer.addresses, around=around)  # in English
            self.preview = Preview(pipeline.account(*known), renderer, env, self.nav, files, config)

    def show_desk(self, config: MkDocsConfig) -> None:
        """Puts the desk into a preview, when all else is written."""
        if self.preview:
            line = self.preview.write(config)
            if self.first:
                log.info(line)

    def with_links(self, output: str, page: Page) -> str:
        """A finished page with links to the feeds and the blogroll in its ``<head>``, after those of the theme."""
        return output.replace("</head>", f"{self.publication.head(page.url)}</head>", 1)

    def cancel(self) -> None:
        """Lets go of feeds that are still being fetched."""
        self.gathering.cancel()

    def refuses_desk(self, config: MkDocsConfig) -> str:
        """A sentence that says why there is no desk; empty where there may be one."""
        from mkdocs_reciprocity import preview  # noqa: PLC0415 - no build needs it

        return preview.refusal(self.host, own_folder=any(said.get("site_dir") for said in _said(config)[1:]))

    def _may_have_desk(self, config: MkDocsConfig) -> bool:
        why_not = self.refuses_desk(config)
        if why_not and self.first:
            log.info(why_not)
        return not why_not

    def _inputs(self) -> dict[Path, str]:
        """The author's files, and what to call each in public."""
        files = {path: os.path.relpath(path, self.site.root) for path in self.gathering.files.paths}
        return {**self.gathering.local_feeds(), **files}

    def _is_built(self, file: File) -> bool:
        """Whether the file will be there: drafts are in a preview only, and what is excluded nowhere."""
        return file.inclusion.is_included() or (self.serving and file.inclusion.is_in_serve())

    def _own_pages(self, files: Files) -> list[OwnPage]:
        """The pages of this build; what a dirty build passed over, as the last one saw it."""
        if not self.dirty:
            return list(self.pages.values())
        there = {file.page.url if file.page else file.url for file in files.documentation_pages()}
        kept = {page.path: page for page in self.gathering.store.pages() if page.path in there}
        return list({**kept, **self.pages}.values())

    def _pictures(self, files: Files) -> dict[str, str]:
        """The peers' pictures, by the names that the log has for them."""

        def lookup(path: str) -> tuple[str, str] | None:
            file = files.get_file_from_path(path)
            if file is None or file.abs_src_path is None or not self._is_built(file):
                return None
            return file.abs_src_path, file.url

        found = avatars.read(self.gathering.peers, lookup)
        self._report(found.problems)
        return found.records

    def _fill(self, files: Files) -> None:
        for file in files.documentation_pages():
            page = file.page
            if page is None or page.content is None:
                continue
            headings = partial(_flat, page.toc or ())
            foot = page.meta.get("reciprocity") is not False
            filled = self.publication.filled(file.src_uri, page.url, page.content, headings, foot=foot)
            if filled is not None:
                page.content, merged = filled
                page.toc = get_toc(markers.nested(merged))
        for line in self.publication.mistakes:
            log.warning(line)
        for line in self.publication.unfilled():
            log.info(line)

    def _add_made(self, files: Files, config: MkDocsConfig) -> None:
        """Adds what is not made from Markdown, save where the author has a file of their own."""
        theirs = {file.dest_uri for file in files if self._is_built(file)}
        for source, content in self.publication.assets():
            if source in theirs:
                log.info(f"{in_one_line(source)} is a file of yours, so none is made")
            else:
                files.append(File.generated(config, source, content=content, inclusion=InclusionLevel.INCLUDED))
        for source, title, fragment in self.publication.years():
            file = self._made(config, source, InclusionLevel.NOT_IN_NAV)
            if file.dest_uri not in theirs:
                files.append(self._year_page(config, file, title, fragment))

    def _made(self, config: MkDocsConfig, source: str, inclusion: InclusionLevel) -> File:
        """A page of ours, without content as yet. In all languages it has one source, by which a `nav:` names it."""
        file = _Made.generated(config, source, abs_src_path=_SOURCE, inclusion=inclusion)
        file.dest_uri = f"{self.folder}{file.dest_uri}"
        return file

    def _year_page(self, config: MkDocsConfig, file: File, title: str, fragment: render.Fragment) -> File:
        page = Page(title, file, config)
        page.read_source(config)
        page.markdown = ""
        page.content = fragment.html
        page.toc = get_toc(markers.nested(fragment.headings))
        return file

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


class _Made(File):
    """A page of ours; a dirty build makes it anew, for it depends on more than its source."""

    def is_modified(self) -> bool:
        return True


def _folder(config: MkDocsConfig) -> str:
    """The folder of the language that static-i18n builds, with a slash; empty for its first, and without it."""
    i18n = config.plugins.get("i18n")
    current = getattr(i18n, "current_language", None)
    return f"{current}/" if current and current != getattr(i18n, "default_language", None) else ""


def _language(config: MkDocsConfig) -> str:
    """The site's language, of this build; Material and others have an option of their own beside MkDocs' ``locale``."""
    i18n = getattr(config.plugins.get("i18n"), "current_language", None)
    said = (i18n, config.theme.get("language"), config.theme.get("locale"))
    return next((str(code) for code in said if code), "en").replace("_", "-")


def _site_url(config: MkDocsConfig, *, serving: bool) -> Url | None:
    """The site's URL as configured; ``serve`` has put its own in the place of it."""
    said = config.site_url
    if serving:
        said = next((str(known["site_url"]) for known in _said(config) if known.get("site_url")), None)
    return urls.parse(said) if said else None


def _said(config: MkDocsConfig) -> list[Mapping[str, object]]:
    """What mkdocs.yml says, then what the command that runs has added."""
    return getattr(config, "_Config__user_configs", [])


def _flat(toc: object) -> list[render.Heading]:
    """The table of contents as headings in document order."""
    found: list[render.Heading] = []
    for item in toc:  # type: ignore[attr-defined]
        found.append(render.Heading(item.level, item.id, item.title))
        found += _flat(item.children)
    return found
