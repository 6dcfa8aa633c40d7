"""The second half of a build: own pages are finished one after the other; pages that tell of them come last.

Whether a page shows its links is known only when it is finished: another plugin may ask for a password, or its template
may leave the content out. So our pages, and own pages with a marker that tells of other pages, are filled after all
others are finished. Until then every page is assumed to show its links, as nearly all do. Where that was wrong, the
ledger and the views are made again.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection, Container, Iterator, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from msgspec.structs import replace

from mkdocs_reciprocity.collect import garbage
from mkdocs_reciprocity.core import markers
from mkdocs_reciprocity.core.own_page.shown import place_of
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.core.url import UrlKey
from mkdocs_reciprocity.host.files import OurFiles
from mkdocs_reciprocity.host.last_check import LastCheck, told_of
from mkdocs_reciprocity.host.own_pages import OwnPages
from mkdocs_reciprocity.host.results import Results
from mkdocs_reciprocity.publish.files import contents
from mkdocs_reciprocity.publish.filler import Filled
from mkdocs_reciprocity.publish.markers import nested
from mkdocs_reciprocity.publish.places import OurPage
from mkdocs_reciprocity.publish.publication import Publication
from mkdocs_reciprocity.publish.renderer import Heading
from mkdocs_reciprocity.publish.syndication import in_head

_HEADING_OF_REACTIONS = 'id="reciprocity-reactions"'
_TITLE = re.compile(r"<h1\b([^>]*)>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'id="(?<=\bid=")([^"<>]+)"')  # what begins with plain letters is found fast
_SITEMAP = "sitemap.xml"


class Finishing:
    """Finishes the pages of one build.

    Args:
        own: the own pages.
        results: the ledger and the views, which assume that every own page is shown.
        publication: fills pages with these views.
        ours: our files.
        late: the sources of the own pages that are built last.
        env: the theme's templates.
    """

    def __init__(
        self,
        own: OwnPages,
        results: Results,
        publication: Publication,
        ours: OurFiles,
        late: Collection[str],
        env: Environment,
    ) -> None:
        self.own = own
        self.results = results
        self.publication = publication
        self.ours = ours
        self.late = late
        self.env = env
        self._last_check = LastCheck(own)
        self._built: list[File] = []  # MkDocs' own list of the pages that it is building
        self._filled: dict[str, Filled] = {}
        self._needless: list[File] = []
        self._learned = ("", -1)  # for which page, and after how many changes of the own pages

    def fill(self, page: Page, built: list[File], config: MkDocsConfig) -> None:
        """Fills a page that is about to be built, before other plugins see it. ``built`` are all pages that are being
        built.
        """
        self._built = built
        source = page.file.src_uri
        place = self.publication.places.pages.get(source)
        if place is not None:
            self._settle()
            self._fill_ours(page, place, config)
            return
        if source in self.late:
            self._learn(page.url)
        headings = partial(_flat, page.toc or ())
        foot = page.meta.get("reciprocity") is not False
        filled = self.publication.own_pages.filled(source, page.url, page.content or "", headings, foot=foot)
        if filled is None:
            return
        self._filled[page.url] = filled
        _put(page, filled.html, filled.headings)
        # It has set the content aside, and will put the encrypted text in its place.
        if "encryptcontent" in config.plugins:
            content = filled.html.removesuffix(filled.reactions)
            config.plugins["encryptcontent"].on_page_content(content, page=page, config=config, files=self.ours.files)
            if filled.reactions in content:
                self._filled[page.url] = replace(filled, reactions="")

    def keep_foot(self, page: Page) -> None:
        """Looks at a page after all other plugins have changed its content. The reactions stay, even if the rest is
        hidden; "This post lifts …" names only people whose links are still shown.
        """
        filled = self._filled.pop(page.url, None)
        if filled is None or page.content == filled.html:
            return
        content = page.content or ""
        if filled.lifts and filled.lifts in content:
            shown = self.own.shown_in(page.url, content)
            people = self.results.lifted_in(shown) if shown else ()
            content = content.replace(filled.lifts, self.publication.own_pages.lifts(page.url, people))
        if filled.reactions and _HEADING_OF_REACTIONS not in content:
            content += filled.reactions
        page.content = content

    def with_head(self, page: Page, output: str) -> str:
        """The page with links to the feeds and the blogroll in its ``<head>``, after those of the theme. One of our
        pages loses its heading if the theme shows the title as well.
        """
        output = in_head(output, self.publication.head(page.url))
        place = self.publication.places.pages.get(page.file.src_uri)
        return output if place is None else _without_second_title(output, page.content or "")

    def finish(self, page: Page, output: str) -> None:
        """Takes a finished page, as visitors get it."""
        self.own.finish(page.url, page.content or "", output)
        self._last_check.note(page, output)
        if not self.own.waiting():
            self._settle()

    def last_look(self) -> tuple[LastCheck, Container[UrlKey | None]]:
        """What a last look at the written pages needs: them, and what is told of in public."""
        return self._last_check, told_of(self.results.ledger.interactions)

    def close(self, config: MkDocsConfig) -> None:
        """Writes our files, after all pages are finished."""
        self._settle()
        files = [*self.ours.made()]
        made = contents(self.publication, [file.src_uri for file in files])
        for file in files:
            target = Path(file.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made[file.src_uri])
        self._mend_sitemap(config)

    def slips(self, docs: str) -> Iterator[Problem]:
        """The problems with markers, and own pages that stand where one of ours would and have no marker. ``docs`` is
        the folder of the pages.
        """
        lines: dict[str, markers.Lines] = {}
        for source, mistake in self.publication.own_pages.mistakes:
            if source not in lines:
                lines[source] = markers.Lines(self._text(source))
            line = lines[source].of(mistake.comment, mistake.before)  # 0 if it comes from a macro, for example
            yield Problem(Where(f"{docs}/{source}", line), mistake.sentence)
        passed_over = {
            file.src_uri for file in self.ours.files.documentation_pages() if not file.page or file.page.content is None
        }
        yield from self.publication.unfilled(docs, passed_over)

    def _text(self, source: str) -> str:
        """What a page's file says; nothing if it has none."""
        path = self.ours.files.src_uris[source].abs_src_path
        try:
            return Path(path).read_text("utf-8-sig", "replace") if path else ""
        except OSError:
            return ""

    @garbage.put_off()
    def _fill_ours(self, page: Page, place: OurPage, config: MkDocsConfig) -> None:
        fragment = self.publication.whole(place)
        if fragment is None:
            return
        _put(page, fragment.html, fragment.headings)
        if before := self.ours.described.get(page.file.src_uri):
            _describe(page, before, self.publication.description(place))
        # Other plugins that set the content aside, to encrypt it for example, have to get the new one.
        page.content = config.plugins.on_page_content(fragment.html, page=page, config=config, files=self.ours.files)

    def _settle(self) -> None:
        """Drops the pages of years without a gift, after all own pages are finished."""
        self._learn()
        years = {year.year for year in self.publication.views.years}
        for place in [*self.publication.places.pages.values()]:
            if place.year and place.year not in years and (file := self.ours.lose(place.source)) is not None:
                self._needless.append(file)
                if file in self._built:
                    self._built.remove(file)

    def _learn(self, here: str = "") -> None:
        if self._learned == (here, self.own.changes):
            return
        self._learned = here, self.own.changes
        if self.results.take(self.own.known(here)):
            self.publication.show(self.results.views)

    def _mend_sitemap(self, config: MkDocsConfig) -> None:
        """Removes addresses without a page from the site map. MkDocs wrote it before the pages."""
        path = Path(config.site_dir, _SITEMAP)
        if not self._needless or not path.is_file():
            return
        text = path.read_text("utf-8")
        for file in self._needless:
            address = re.escape((file.page.canonical_url if file.page else None) or file.url)
            text = re.sub(rf"\s*<url>\s*<loc>{address}</loc>(?:(?!</url>).)*</url>", "", text, flags=re.DOTALL)
        path.write_text(text, "utf-8", newline="\n")
        zipped = path.with_name(f"{_SITEMAP}.gz")
        if zipped.is_file():
            time = int.from_bytes(zipped.read_bytes()[4:8], "little")  # RFC 1952, section 2.3.1
            zipped.write_bytes(gzip.compress(text.encode(), mtime=time))


def _put(page: Page, html: str, headings: Sequence[Heading]) -> None:
    page.content = html
    page.toc = get_toc(nested(headings))
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *_ID.findall(html)}


def _describe(page: Page, before: str, now: str) -> None:
    """Puts a sentence in the place of another, also where plugins for cards have written it down already."""
    tags = [page.meta, *(page.meta.get("meta") or ())]
    for tag in tags:
        for name in ("description", "content"):
            if isinstance(tag, dict) and tag.get(name) == before:
                tag[name] = now


def _without_second_title(output: str, content: str) -> str:
    ours = _TITLE.search(content)
    start = place_of(content, output) if ours else -1
    if ours is None or start < 0:
        return output
    before, after = output[:start], output[start + len(content) :]
    if _words(ours) not in map(_words, _TITLE.finditer(before + after)):
        return output
    # Links lead to its id.
    kept = f'<div class="reciprocity-hidden" aria-hidden="true"><span{ours[1]}>{ours[2]}</span></div>'
    return before + content.replace(ours[0], kept, 1) + after


def _words(title: re.Match[str]) -> list[str]:
    return unescape(_TAG.sub("", title[2])).split()


def _flat(toc: object) -> list[Heading]:
    """The table of contents as headings in document order."""
    found: list[Heading] = []
    for item in toc:  # type: ignore[attr-defined]
        found.append(Heading(item.level, item.id, item.title))
        found += _flat(item.children)
    return found
