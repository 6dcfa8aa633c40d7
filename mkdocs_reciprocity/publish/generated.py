"""All that is published, as files for a generator that builds a folder of Markdown and knows no plugin of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs_reciprocity.collect import avatars, docs, plain_file, private_files
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.mkdocs_yml import EXTENSION
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core import menus, pipeline, stand_ins
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.site_places import SCRIPT, STYLESHEET, WELL_KNOWN
from mkdocs_reciprocity.core.views.post import Reactions
from mkdocs_reciprocity.core.wording import Wording
from mkdocs_reciprocity.core.zensical_toml import is_one as is_toml
from mkdocs_reciprocity.publish import markdown_page, sheet, templates
from mkdocs_reciprocity.publish.files import contents
from mkdocs_reciprocity.publish.headings import Toc, toc
from mkdocs_reciprocity.publish.language import language
from mkdocs_reciprocity.publish.markdown_page import MARK
from mkdocs_reciprocity.publish.places import Places
from mkdocs_reciprocity.publish.publication import Edition, Publication
from mkdocs_reciprocity.publish.renderer import Frame
from mkdocs_reciprocity.publish.syndication import Masthead


class Generated:
    """What is generated for one site on one day.

    Args:
        gathering: the author's files.
        views: what is to be shown.
        feeds: the addresses of each peer's feeds, those that were found included.
        written: the author's files below the folder of the pages.
        reactions: the reactions to own pages, also to pages that nobody has read yet.

    ``problems`` are what there is to say of the author's files below the folder of the pages.
    """

    def __init__(
        self,
        gathering: Gathering,
        views: Views,
        feeds: Mapping[PeerId, Iterable[str]],
        written: Sequence[Doc],
        reactions: Mapping[str, Reactions],
    ) -> None:
        self._gathering = gathering
        self._site = site = gathering.site
        self._folder = site.root / site.docs
        self._name = docs.name(self._folder, site.root)
        self._docs = written
        self.reactions = reactions
        self.problems: list[Problem] = [*self._published()]
        blogroll = pipeline.published_blogroll(gathering.book, {peer: [*urls] for peer, urls in feeds.items()})
        self._recommended = pipeline.recommended(gathering.book, site.settings)
        words = Wording(language(site.settings.language or site.front.language))
        self.places = Places(site.settings, site.directory_urls, words, "", site.url)
        self._hidden = self._settle(views, blogroll=bool(blogroll))
        edition = Edition(
            masthead=Masthead(site.front.name, site.front.author),
            blogroll=blogroll,
            recommendations=self._recommended,
            today=gathering.today,
            started=bool(gathering.files.logs),
            frame=self._frame(),
        )
        self._publication = Publication(site.settings, self.places, edition, views, further=views.further)

    def files(self) -> dict[str, bytes]:
        """All of them, by their paths below the folder of the pages."""
        if not self._site.settings.enabled:
            return {}
        publication, lower = self._publication, self._lower()
        made: dict[str, bytes] = {}
        for source, place in self.places.pages.items():
            if (fragment := publication.whole(place)) is not None:
                made[source] = markdown_page.page(place.title, fragment.html, lower, publication.description(place))
        made |= contents(publication, self.places.files(peers=True))
        style = publication.renderer.fragment("generated.css", "").html
        made[STYLESHEET] = self._asset(STYLESHEET) + style.encode()
        made[SCRIPT] = self._asset(SCRIPT)
        if EXTENSION in self._site.written.extensions:
            made[docs.SHEET] = self._sheet()
        return made

    def _sheet(self) -> bytes:
        site = self._site
        return sheet.body(self._publication, self.reactions, toc(site.written.extensions.get("toc") or {}))

    def hidden_files(self) -> dict[str, bytes]:
        """The files whose names begin with a dot, which such a generator does not copy, by their paths in the site."""
        if not self._site.settings.enabled:
            return {}
        return contents(self._publication, self._hidden)

    def heads(self, is_there: Callable[[str], bool]) -> Callable[[str], str]:
        """A function that gives the links for the ``<head>`` of a page, by its path: to those of the files that are in
        the site.
        """
        if not self._site.settings.enabled:
            return lambda _: ""
        for name in self.places.files(peers=True):
            if not is_there(name):
                self.places.lose(name)
        return self._publication.links_in_head()

    def missing(self) -> list[Problem]:
        """What the configuration lacks for the pages to look right and to be found."""
        site, found = self._site, []
        if STYLESHEET not in site.front.stylesheets and not self._gathering.store.site().files:
            line = self._line(STYLESHEET, "extra_css", site.front.stylesheets)
            found.append(f"the pages have no stylesheet yet; add {line}, or run `finish` after each build")
        if absent := menus.unlisted(site.nav, self.places.folders()):
            found.append(menus.advice(absent, in_toml=is_toml(site.file)))
        if EXTENSION in site.written.extensions and (line := self.to_be_watched()):
            found.append(f"Zensical keeps finished pages, and would not show what is new in them; add {line}")
        return [Problem(Where(site.file), message, "info") for message in found] if site.settings.enabled else []

    def to_be_watched(self) -> str:
        """What to write into the configuration so that Zensical makes pages anew; empty if that is there already."""
        kept, front = f"{self._name}/{docs.SHEET}", self._site.front
        # Who builds without the plugin's name in the file does not use Zensical, and MkDocs makes every page each time.
        needed = kept not in front.watched and front.plugin
        return self._line(kept, "watch", front.watched) if needed else ""

    def _line(self, name: str, option: str, there: Sequence[str]) -> str:
        """What to write, and where, to have this in an option that is a list."""
        if there:
            return f"`{name}` to `{option}`"
        return f'`{option} = ["{name}"]` below `[project]`' if is_toml(self._site.file) else f"`{option}: [{name}]`"

    def _settle(self, views: Views, *, blogroll: bool) -> list[str]:
        """Decides which pages and files there are. Returns the files that begin with a dot."""
        places, is_left_out = self.places, docs.left_out(self._site.written)
        years = (places.year(year.year) for year in views.years)
        theirs = {doc.destination(directory_urls=self._site.directory_urls): doc.name for doc in self._docs}
        for place in (*places.pages.values(), *filter(None, years)):
            name = theirs.get(place.destination)
            if is_left_out(place.source):
                places.lose(place.source)
            elif name and place.source in places.pages:
                places.take(place, name)
                self.problems.append(stand_ins.page(f"{self._name}/{name}", place.source, ""))
        recommended = bool(self._recommended)
        for name in places.needless(feeds=bool(views.feed), blogroll=blogroll, recommendations=recommended):
            places.lose(name)
        hidden = [name for name in places.files(peers=True) if name in WELL_KNOWN]
        for name in (*hidden, *filter(is_left_out, places.files(peers=True))):
            places.lose(name)  # what begins with a dot is not copied
        return hidden

    def _published(self) -> Iterator[Problem]:
        """What is private and lies below the folder of the pages, of which such a generator publishes everything."""
        inputs, peers = private_files.inputs(self._gathering), self._gathering.peers
        held = {doc.name: held for doc in self._docs if (held := inputs.name(doc.path))}
        yield from (private_files.published(name, self._name) for name in held.values())
        media = {doc.name: doc.path for doc in self._docs if doc.is_media and doc.name not in held}
        hidden = avatars.hidden(peers, media, (self._folder, self._site.root))
        yield from (private_files.picture(path, self._name) for path in sorted(hidden.records))
        yield from hidden.problems

    def _frame(self) -> Frame:
        front, shown = self._site.front, {doc.name: doc.path for doc in self._docs}
        found = avatars.read(self._gathering.peers, lambda path: (shown[path], path) if path in shown else None)
        self.problems += found.problems
        folders: tuple[str, ...] = (str(templates.overrides()),)
        if front.templates is not None:
            folders = (str(front.templates), *folders)
        return Frame(
            folders=folders,
            around=front.language,
            avatars=found.records,
            toc=Toc(lower=self._lower()),
            color=front.color,
        )

    def _lower(self) -> int:
        """By how much the author's option for Markdown lowers headings."""
        return toc(self._site.written.extensions.get("toc") or {}).lower

    def _asset(self, name: str) -> bytes:
        """A file that is as it is, or the author's own in its place."""
        folders = map(Path, self._publication.edition.frame.folders)
        return plain_file.read(next(folder / name for folder in folders if (folder / name).is_file()))


def written(site: Site) -> list[Doc]:
    """The author's files below the folder of the pages that are built, without the pages that we made."""
    folder = site.root / site.docs
    found = docs.read(folder, site.written, directory_urls=site.directory_urls, without=_is_ours)
    return [doc for doc in found if doc.is_built]


def _is_ours(doc: Doc) -> bool:
    """Whether the file is a page that we made, changed by the author or not."""
    try:
        return doc.is_page and plain_file.beginning(Path(doc.path), len(MARK)) == MARK
    except OSError:
        return False
