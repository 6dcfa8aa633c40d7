"""Finds the Markdown file of an own page, whichever way the page is named: by its file, its path or its address."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from urllib.parse import quote, unquote

from msgspec import Struct

from mkdocs_reciprocity.collect import docs, plain_file
from mkdocs_reciprocity.collect.docs import Doc
from mkdocs_reciprocity.collect.site import Site
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.problem import Refused, nearest, quoted
from mkdocs_reciprocity.core.terms import page_text
from mkdocs_reciprocity.core.terms.told import PageText

OTHERS = 300
"""Of so many own pages the texts are read, to know what is usual in them."""

_MOST = 2_000  # names that are compared with one that is not there
_BYTES = 4 * page_text.LOOKED_AT


class PageFile(Struct, frozen=True):
    """A page: its file, and its path in the site as MkDocs spells it (``looms/``), unless a plugin moves it."""

    file: Path
    path: str


def find(site: Site, said: str) -> PageFile:
    """The page that is meant.

    Args:
        site: the site.
        said: the path of a file, from here or below the folder of the pages; or the path or the address of a page.

    Raises:
        Refused: there is no such page.
    """
    every = _pages(site)
    here = os.path.abspath(said)
    wanted = _path(site, said)
    for doc in every:
        if os.path.abspath(doc.path) == here or wanted in _names(doc, site):
            return PageFile(Path(doc.path), _url(doc, site))
    near = nearest(wanted, [name for doc in every[:_MOST] for name in (doc.name, _url(doc, site)) if name])
    hint = f"; did you mean {quoted(near)}?" if near else "; name its file, as in `posts/looms.md`"
    raise Refused(f"no page {quoted(said)} below {quoted(site.docs.as_posix())}{hint}")


def told(file: Path) -> PageText:
    """What a page tells.

    Raises:
        Refused: the file cannot be read.
    """
    try:
        return _read(file)
    except OSError as error:
        raise Refused(f"{quoted(file.name)} cannot be read ({error.strerror})") from error


def texts(files: Iterable[Path]) -> Iterator[str]:
    """What these pages tell, `OTHERS` at most; those that cannot be read are left out, as in a build."""
    for file in islice(files, OTHERS):
        with suppress(OSError):
            yield _read(file).text


def pages(site: Site) -> list[Path]:
    """The files of all own pages."""
    return [Path(doc.path) for doc in _pages(site) if doc.is_built]


def _read(file: Path) -> PageText:
    return page_text.read(plain_file.beginning(file, _BYTES).decode("utf-8-sig", "replace"))


def _pages(site: Site) -> list[Doc]:
    found = docs.read(site.root / site.docs, site.written, directory_urls=site.directory_urls)
    return [doc for doc in found if doc.is_page]


def _path(site: Site, said: str) -> str:
    """What was said, without the address of the site, and without the folder of the pages."""
    url = urls.parse(said)
    if url and site.url:
        home, page = urls.key(site.url).rstrip("/"), urls.key(url)
        return unquote(page.removeprefix(home).strip("/")) if page.startswith(home) else said
    path = said.partition("#")[0].removeprefix("./").strip("/")
    return unquote(path.removeprefix(f"{site.docs.as_posix()}/"))


def _names(doc: Doc, site: Site) -> Iterator[str]:
    destination = doc.destination(directory_urls=site.directory_urls)
    yield from (doc.name, destination, destination.removesuffix("index.html").strip("/"))
    yield destination.removesuffix(".html")


def _url(doc: Doc, site: Site) -> str:
    destination = doc.destination(directory_urls=site.directory_urls)
    return quote(destination.removesuffix("index.html") if site.directory_urls else destination)
