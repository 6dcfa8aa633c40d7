"""The files of a build, as MkDocs has them: ours are added, pages filled."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from mkdocs_reciprocity import markers, render
from mkdocs_reciprocity.problem import in_one_line
from mkdocs_reciprocity.publish import Publication

log = get_plugin_logger("reciprocity")

_SOURCE = str(Path(__file__).with_name("page.md"))


class _Made(File):
    """A page of ours; a dirty build makes it anew, for it depends on more than its source."""

    def is_modified(self) -> bool:
        return True


def is_built(file: File, *, serving: bool) -> bool:
    """Whether the file will be there: drafts are in a preview only, and what is excluded nowhere."""
    return file.inclusion.is_included() or (serving and file.inclusion.is_in_serve())


def add_pages(files: Files, config: MkDocsConfig, publication: Publication, *, serving: bool) -> None:
    """Adds our pages, without content as yet, where the author has none of their own."""
    for place in publication.pages():
        inclusion = InclusionLevel.NOT_IN_NAV if config.nav else InclusionLevel.UNDEFINED
        theirs = next((file for file in files if file.dest_uri == place.destination), None)
        if theirs is not None and not is_built(theirs, serving=serving):  # a draft
            files.remove(theirs)
            theirs, inclusion = None, InclusionLevel.NOT_IN_NAV
        if theirs is None:
            files.append(_made(config, publication, place.source, inclusion))
        else:
            publication.taken(place, theirs.src_uri)


def fill(files: Files, publication: Publication) -> None:
    """Fills our pages, and what the author's have of us; says which of their markers are wrong."""
    passed_over = set()
    for file in files.documentation_pages():
        page = file.page
        if page is None or page.content is None:
            passed_over.add(file.src_uri)
            continue
        headings = partial(_flat, page.toc or ())
        foot = page.meta.get("reciprocity") is not False
        filled = publication.filled(file.src_uri, page.url, page.content, headings, foot=foot)
        if filled is not None:
            page.content, merged = filled
            page.toc = get_toc(markers.nested(merged))
    for line in publication.mistakes:
        log.warning(line)
    for line in publication.unfilled(passed_over):
        log.info(line)


def add_made(files: Files, config: MkDocsConfig, publication: Publication, *, serving: bool) -> None:
    """Adds what is not made from Markdown, save where the author has a file of their own."""
    theirs = {file.dest_uri for file in files if is_built(file, serving=serving)}
    for source, content in publication.assets():
        if source in theirs:
            log.info(f"{in_one_line(source)} is a file of yours, so none is made")
        else:
            files.append(File.generated(config, source, content=content, inclusion=InclusionLevel.INCLUDED))
    for source, title, fragment in publication.years():
        file = _made(config, publication, source, InclusionLevel.NOT_IN_NAV)
        if file.dest_uri not in theirs:
            files.append(_year_page(config, file, title, fragment))


def _made(config: MkDocsConfig, publication: Publication, source: str, inclusion: InclusionLevel) -> File:
    """A page of ours, without content as yet. In all languages it has one source, by which a `nav:` names it."""
    file = _Made.generated(config, source, abs_src_path=_SOURCE, inclusion=inclusion)
    file.dest_uri = f"{publication.folder}{file.dest_uri}"
    return file


def _year_page(config: MkDocsConfig, file: File, title: str, fragment: render.Fragment) -> File:
    page = Page(title, file, config)
    page.read_source(config)
    page.markdown = ""
    page.content = fragment.html
    page.toc = get_toc(markers.nested(fragment.headings))
    return file


def _flat(toc: object) -> list[render.Heading]:
    """The table of contents as headings in document order."""
    found: list[render.Heading] = []
    for item in toc:  # type: ignore[attr-defined]
        found.append(render.Heading(item.level, item.id, item.title))
        found += _flat(item.children)
    return found
