"""The files of a build, as MkDocs has them. Ours are added early and get their content late."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.pages import Page

from mkdocs_reciprocity.cache import folder
from mkdocs_reciprocity.collect import plain_file
from mkdocs_reciprocity.core.site_places import WELL_KNOWN
from mkdocs_reciprocity.host import companions
from mkdocs_reciprocity.publish.places import OurPage, Places

_PAGE = Path(__file__).with_name("page.md")
_EMPTY = {".svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n', ".json": "{}\n"}
_NOTHING_YET = "<nothing-yet/>\n"


class Made(File):
    """A page or file of ours. Even a dirty build makes it again, because it depends on more than its source."""

    def is_modified(self) -> bool:
        """Always."""
        return True


def is_built(file: File, *, serving: bool) -> bool:
    """Whether the file is part of this build. Drafts are part of previews only, excluded files of no build."""
    return file.inclusion.is_included() or (serving and file.inclusion.is_in_serve())


def lookup(files: Files, *, serving: bool) -> Callable[[str], tuple[str, str] | None]:
    """A function that takes the path of a file below docs/ and gives its place on the disk and in the site, if this
    build has it.
    """

    def found(path: str) -> tuple[str, str] | None:
        file = files.get_file_from_path(path)
        if file is None or file.abs_src_path is None or not is_built(file, serving=serving):
            return None
        return file.abs_src_path, file.url

    return found


def paths_of_pages(files: Files) -> set[str]:
    """The paths of all pages, also of those that this build does not make again."""
    return {file.page.url if file.page else file.url for file in files.documentation_pages()}


class OurFiles:
    """Adds our pages and files early, so that other plugins see them. They get their content late.

    Args:
        files: all of the site's.
        config: MkDocs'.
        places: ours.
        root: the folder of mkdocs.yml. The sources of our pages are below it, for plugins that ask git about a source.
        serving: whether this is a preview.
    """

    def __init__(self, files: Files, config: MkDocsConfig, places: Places, root: Path, *, serving: bool) -> None:
        self.files = files
        self.config = config
        self.places = places
        self.root = root
        self.serving = serving
        self.stand_ins: list[str] = []  # the author's files that stand where ours would be
        self.described: dict[str, str] = {}  # what our pages say of themselves so far, by their sources
        self._theirs: set[str] = set()
        self._settled = False

    def add(self, years: Iterable[str], *, peers: bool) -> None:
        """Adds our pages, those of these years included, and our files. Where the author has a file, it stays."""
        theirs = {file.dest_uri: file for file in self.files}
        for place in [*self.places.pages.values()]:
            self._add_page(place, theirs.get(place.destination))
        for year in years:
            self._add_year(year, theirs)
        for name in self.places.files(peers=peers):
            there = theirs.get(name)
            if there is not None and is_built(there, serving=self.serving):
                self._theirs.add(name)
            else:
                self._add_file(name)

    def exclude(self, places: Places, years: Iterable[str], *, peers: bool) -> None:
        """Adds an excluded file for each of these places that has none. So MkDocs takes a link to it for a link to an
        excluded page, which is no mistake.
        """
        for year in years:
            places.year(year)
        there = {file.dest_uri for file in self.files}
        for place in places.pages.values():
            if place.destination not in there:
                self._exclude(place.source).dest_uri = place.destination
        for name in places.files(peers=peers):
            if name not in there:
                self._exclude(name)

    def settle(self, years: Iterable[str], needless: Iterable[str]) -> list[File]:
        """Checks which of our files are still there after all other plugins. Removes the pages of all other years, and
        those of our files that are ``needless``. Adds the pages of new years. Returns all of our pages, the new ones
        last.
        """
        self._settled = True
        self._lose_what_is_gone(needless)
        wanted = set(years)
        for source, place in [*self.places.pages.items()]:
            if place.year and place.year not in wanted:
                gone = self.lose(source)
                if gone is not None:
                    self.files.remove(gone)
        known = {place.year for place in (*self.places.pages.values(), *self.places.taken.values())}
        theirs = {file.dest_uri: file for file in self.files}
        for year in sorted(wanted - known):
            file = self._add_year(year, theirs)
            if file is not None:
                self._populate(file)
        return [self.files.src_uris[source] for source in self.places.pages]

    def lose(self, source: str) -> File | None:
        """Drops one of our pages. Returns its file, if it still had one."""
        self.places.lose(source)
        file = self.files.src_uris.get(source)
        if file is not None:
            companions.delist(file, self.config)
        return file

    def made(self) -> Iterator[File]:
        """Those of our files in this build that are not pages."""
        return (
            file
            for file in self.files
            if isinstance(file, Made) and not file.is_documentation_page() and is_built(file, serving=self.serving)
        )

    def _add_file(self, name: str) -> None:
        self._append(self._made(name, name, _EMPTY.get(Path(name).suffix, _NOTHING_YET)))

    def _add_page(self, place: OurPage, theirs: File | None) -> None:
        inclusion = InclusionLevel.UNDEFINED
        if theirs is not None and not is_built(theirs, serving=self.serving):  # a draft
            self.files.remove(theirs)
            theirs, inclusion = None, InclusionLevel.NOT_IN_NAV
        if theirs is None:
            self._append(self._page(place, inclusion))
        else:
            self.places.take(place, theirs.src_uri)

    def _add_year(self, year: str, theirs: Mapping[str, File]) -> File | None:
        place = self.places.year(year)
        if place is None:
            return None
        if place.destination in theirs:
            self.places.take(place, theirs[place.destination].src_uri)
            return None
        file = self._page(place, InclusionLevel.UNDEFINED)
        return file if self._append(file) else None

    def _exclude(self, name: str) -> File:
        file = Made.generated(self.config, name, abs_src_path=str(_PAGE), inclusion=InclusionLevel.EXCLUDED)
        self.files.append(file)
        return file

    def _append(self, file: File) -> bool:
        """Adds a file. Returns whether it is built: the author may have excluded such files."""
        if file.src_uri in WELL_KNOWN:  # MkDocs leaves out what begins with a dot
            file.inclusion = InclusionLevel.INCLUDED
        set_exclusions([file], self.config)
        place = self.places.pages.get(file.src_uri)
        if place and file.inclusion == InclusionLevel.INCLUDED and (place.year or self.config.nav):
            file.inclusion = InclusionLevel.NOT_IN_NAV
        built = is_built(file, serving=self.serving)
        if built or file.src_uri not in self.files.src_uris:  # the author's own file may be excluded as well
            self.files.append(file)
        if not built:
            self.places.lose(file.src_uri)
            return False
        if place:
            companions.introduce(file, self.places.folder, self.config, everywhere=not self._settled)
        return True

    def _lose_what_is_gone(self, needless: Iterable[str]) -> None:
        there = {file.src_uri for file in self.files if is_built(file, serving=self.serving)}
        for source in [*self.places.pages]:
            if source not in there:
                self.places.lose(source)
        for name in needless:
            if name not in self._theirs:
                self.places.lose(name)
        wanted = self.places.files(peers=True)
        for file in [file for file in self.files if isinstance(file, Made) and is_built(file, serving=self.serving)]:
            if file.src_uri not in wanted and file.src_uri not in self.places.pages:
                self.files.remove(file)
                companions.delist(file, self.config)
        for name in wanted:
            if name not in there and name in self._theirs:  # the author's file was private, and is not published
                self._add_file(name)
            elif name not in there:
                self.places.lose(name)
            elif name in self._theirs:
                self.stand_ins.append(name)

    def _page(self, place: OurPage, inclusion: InclusionLevel) -> File:
        # The page has one source in all languages, so a `nav:` needs to name it only once.
        text = f"{_PAGE.read_text('utf-8')}\n# {place.title}\n\n…\n"
        file = self._made(place.source, f"{self.places.folder}{place.source}", text)
        file.inclusion = inclusion
        file.dest_uri = place.destination
        return file

    def _made(self, name: str, kept_as: str, text: str) -> File:
        source = _kept(*self._cache, kept_as, text) if self._cache else _PAGE
        return Made.generated(self.config, name, abs_src_path=str(source))

    @cached_property
    def _cache(self) -> tuple[Path, Path] | None:
        """The cache folder, and where it really is; None if there can be none."""
        try:
            cache = folder.made(self.root)
            return cache, cache.resolve()
        except (OSError, RuntimeError):  # the latter is a link that leads to itself, before Python 3.13
            return None

    def _populate(self, file: File) -> None:
        """Reads a page that was added late, in the way MkDocs reads all pages: with the events for other plugins."""
        config, files, events = self.config, self.files, self.config.plugins
        page = events.on_pre_page(Page(None, file, config), config=config, files=files)
        page.read_source(config)
        page.markdown = events.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        page.content = events.on_page_content(page.content or "", page=page, config=config, files=files)


def put_last(files: Files, last: Iterable[File]) -> None:
    """Moves these files to the end: MkDocs builds the pages in the order of the files."""
    for file in last:
        files.remove(file)
        files.append(file)


def _kept(cache: Path, real: Path, name: str, text: str) -> Path:
    """A file with this text in the cache folder; if none can be written there, a file of this package."""
    try:
        path, body = cache / "pages" / name, text.encode()
        if not path.resolve().is_relative_to(real):  # a link in a cache from elsewhere
            return _PAGE
        if not path.is_file() or plain_file.read(path) != body:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{path.name}.{os.getpid()}")  # another build may read just now
            beside.unlink(missing_ok=True)
            beside.write_bytes(body)
            beside.replace(path)
    except (OSError, RuntimeError):  # as above
        return _PAGE
    return path
