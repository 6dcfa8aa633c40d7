"""All finished pages of a site -> its own pages, each once, with what each of them gives and no other has given first.

A list of posts repeats what stands in the posts. In microformats or ``<article>`` that was left out already. Elsewhere,
if no author has written the list, it shows by links that are in the listed page too, with the same words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from msgspec.structs import replace

from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.own_page.built import Built
from mkdocs_reciprocity.core.url import Url

Source = tuple[str, When | None]
"""The title and the day that the author has written into the source of a page; empty and None where there are none."""


Digests = Mapping[str, tuple[str, str]]
"""By paths: the digest of the content, and the one that was kept."""


def own_pages(built: Mapping[str, Built], sources: Mapping[str, Source], ours: Container[str]) -> list[OwnPage]:
    """The own pages.

    Args:
        built: the pages by their files, relative to the site's root.
        sources: the title and the day of each page whose source is known, by the same files.
        ours: the files of our own pages.
    """
    found = _one_each({file: page for file, page in built.items() if not page.sends and file not in ours})
    former: dict[str, list[str]] = {}
    for page in built.values():
        if page.to is not None and page.to != page.place:
            former.setdefault(page.to, []).append(page.path)
    pages = {page.place: replace(page, date=_day(page, sources.get(file))) for file, page in found.items()}
    return [
        _own_page(page if file in sources else _without_repeated(page, pages), sources.get(file), former)
        for file, page in found.items()
    ]


def _one_each(built: Mapping[str, Built]) -> dict[str, Built]:
    """Of several pages that say they are one, that which lies where they say, else the first."""
    chosen: dict[str, str] = {}
    for file, page in sorted(built.items()):
        other = chosen.setdefault(page.place, file)
        if _lies_at(page.path, file) and not _lies_at(built[other].path, other):
            chosen[page.place] = file
    return {file: built[file] for file in sorted(chosen.values())}


def _lies_at(path: str, file: str) -> bool:
    bare = path.rstrip("/")
    return file in {path, f"{path}index.html", f"{bare}.html", f"{bare}/index.html"}


def _without_repeated(page: Built, pages: Mapping[str, Built]) -> Built:
    """An undated page without the links that another page has which it leads to, if that is dated or lies below it."""
    if page.date is not None or not page.links:
        return page
    listed = [pages[place] for place in page.listed if place in pages and not pages[place].unlisted]
    below = f"{page.place}/"
    repeated = {link for one in listed if one.date is not None or one.place.startswith(below) for link in one.links}
    links = tuple(link for link in page.links if link not in repeated)
    return replace(page, links=links, digest=page.digest if links or page.unrecommended else "")


def _day(page: Built, source: Source | None) -> When | None:
    return (source[1] if source else None) or page.date


def _is_posted(source: Source | None) -> bool:
    return source is not None and source[1] is not None


def _own_page(page: Built, source: Source | None, former: Mapping[str, list[str]]) -> OwnPage:
    if page.unlisted:
        return OwnPage(path=page.path, date=_day(page, source), posted=_is_posted(source))
    return OwnPage(
        path=page.path,
        title=(source[0] if source else "") or page.title,
        date=_day(page, source),
        posted=_is_posted(source),
        links=page.links,
        unrecommended=page.unrecommended,
        digest=page.digest,
        former=tuple(sorted(former.get(page.place, ()))),
    )


def posts_of(known: Sequence[OwnPage], written: Iterable[OwnPage]) -> list[OwnPage]:
    """The pages with a day that the author has written.

    Args:
        known: the pages of the built site, if it was gone over; a page that visitors do not see has no title there.
        written: the pages with a title as they are written, each at the path that follows from its file.

    A generator's blog may move its posts. A page of the same title and day is the post; one that is not there yet is
    left out if posts of the same folder were moved.
    """
    there = {page.path: page for page in known}
    same = {(page.title, page.date): page for page in known if page.title}
    found: dict[str, OwnPage] = {page.path: page for page in known if page.posted}
    new: list[OwnPage] = []
    moved: set[str] = set()
    for page in written:
        if not page.posted:
            continue
        if other := there.get(page.path) or same.get((page.title, page.date)):
            found[other.path] = replace(other, date=page.date, posted=True)
            moved |= {_folder(page.path)} - {_folder(other.path)}
        else:
            new.append(page)
    found |= {page.path: page for page in new if _folder(page.path) not in moved}
    return [*found.values()]


def _folder(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0]


def unlisted(built: Iterable[Built]) -> list[Url]:
    """The links of the pages that ask not to be listed; none if any other page has links."""
    every = [*built]
    if any(page.links for page in every if not page.unlisted):
        return []
    return [link.url for page in every for link in page.links]


def with_digests(pages: Iterable[OwnPage], before: Iterable[OwnPage], last: Digests) -> list[OwnPage]:
    """The pages with the digests under which others were told of them, as long as nothing has changed; and with what a
    build has kept of who wrote their days.

    Args:
        pages: the pages, with the digests of their contents.
        before: the pages as they are kept. A build by MkDocs may have kept them: its digests are other ones.
        last: the digests after the last time.
    """
    kept = {page.path: page for page in before}
    pages = [_as_posted(page, kept.get(page.path)) for page in pages]
    return [replace(page, digest=_digest(page, kept.get(page.path), last.get(page.path))) for page in pages]


def _as_posted(page: OwnPage, kept: OwnPage | None) -> OwnPage:
    return replace(page, posted=True) if kept and kept.posted and kept.date == page.date else page


def _digest(page: OwnPage, kept: OwnPage | None, last: tuple[str, str] | None) -> str:
    is_same = kept is not None and replace(kept, digest=page.digest) == page
    if kept is not None and is_same and (last is None or kept.digest != last[1]):  # a build has kept it since
        return kept.digest
    return last[1] if last is not None and last[0] == page.digest else page.digest
