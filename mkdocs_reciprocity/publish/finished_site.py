"""A built site, gone over: the links in its heads, and what its pages say."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.cache.built_site import KeptFile, KeptSite
from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect import plain_file, site_folder
from mkdocs_reciprocity.collect.site_folder import PageFile, Unread
from mkdocs_reciprocity.core import stand_ins
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.own_page import built as built_page
from mkdocs_reciprocity.core.own_page import charset, of_site
from mkdocs_reciprocity.core.own_page import head as heads
from mkdocs_reciprocity.core.own_page.built import Built, SiteFacts
from mkdocs_reciprocity.core.own_page.head import Head
from mkdocs_reciprocity.core.own_page.of_site import Source
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.site_places import STYLESHEET, WELL_KNOWN
from mkdocs_reciprocity.publish import syndication
from mkdocs_reciprocity.publish.docs_folder import Folder
from mkdocs_reciprocity.publish.markup import escaped, relative

_OF_THE_THEME = frozenset(("404.html", "search.html"))
"""Pages that are no content. No plugin gets to see them either."""


_MARK = heads.MARK.encode("ascii")
_TO_BE_TRIED_AGAIN = -1  # no time of change of a file


class Terms(Struct, frozen=True, kw_only=True):
    """What decides how a page is finished and read.

    ``head`` gives the links for the head of a page, by its path. ``is_styled``: our stylesheet is in the site.
    ``copied`` are the author's own files of HTML, which are copied to the site as they are. ``reads``: pages are read.
    """

    around: SiteFacts
    head: Callable[[str], str]
    is_styled: bool
    copied: Mapping[str, str]
    reads: bool

    def fingerprint(self) -> str:
        """It changes if any page may have to be finished or read in another way."""
        around = self.around
        said = (around.url, around.aliases, around.name, str(around.zone), around.directory_urls)
        return sha256(repr((said, self.head("_/"), self.is_styled, self.reads)).encode()).hexdigest()[:16]


class FinishedSite:
    """One run over a built site.

    Args:
        folder: where it is.
        name: what it is called in sentences.
        terms: how its pages are finished and read.
        before: what is kept of the last run.

    After `run`, ``files`` is what is known of each file. ``pages``, ``put``, ``taken`` and ``parsed`` count the pages,
    those that have got links or others, those from which all were taken, and those that were read.
    """

    def __init__(self, folder: Path, name: str, terms: Terms, before: KeptSite) -> None:
        self._folder, self._name, self._terms, self._kept = folder, name, terms, before
        self._before: Mapping[str, KeptFile] = before.files if before.terms == terms.fingerprint() else {}
        self.files: dict[str, KeptFile] = {}
        self.problems: list[Problem] = []
        self.pages = self.put = self.taken = self.parsed = 0

    def run(self) -> None:
        """Finishes and reads every page that has changed since the last run."""
        for page in site_folder.pages(self._folder):
            if isinstance(page, Unread):
                self._pass_over(page)
                continue
            if not _is_text(page.name):
                self._tell(page.name, OSError(0, "its name is no UTF-8"))
                continue
            kept = self._before.get(page.name)
            if kept is None or (kept.size, kept.changed) != (page.size, page.changed):
                try:
                    kept = self._finished(page, kept)
                except OSError as error:
                    self._tell(page.name, error)
            if kept is not None:
                self.files[page.name] = kept
                self.pages += bool(kept.digest)

    def _pass_over(self, folder: Unread) -> None:
        """What is known of the pages in it stays."""
        self._tell(folder.name, folder.error, "what is in this folder stays as it is")
        within = f"{folder.name}/" if folder.name else ""
        self.files |= {name: kept for name, kept in self._before.items() if name.startswith(within)}

    def _tell(self, name: str, error: OSError, what: str = "this page stays as it is") -> None:
        message = f"{what} ({error.strerror or error})"
        self.problems.append(Problem(Where(f"{self._name}/{name}"), message))

    def built(self) -> dict[str, Built]:
        """The pages by their files."""
        return {name: kept.page for name, kept in self.files.items() if kept.page is not None}

    def keep(self, store: Store, sources: Mapping[str, Source], ours: Container[str]) -> bool:
        """Keeps what the pages say. Returns whether something of it is new for our pages.

        Args:
            store: of the site.
            sources: the title and the day of each page whose source is known, by its file.
            ours: the files of our own pages.
        """
        before = store.pages()
        read = of_site.own_pages(self.built(), sources, ours)
        pages = of_site.with_digests(read, before, self._kept.digests)
        digests = {one.path: (one.digest, kept.digest) for one, kept in zip(read, pages, strict=True)}
        now = KeptSite(self._terms.fingerprint(), self.files, digests)
        if now != self._kept:
            store.keep_site(now)
        store.keep_pages(pages)
        return _said(before) != _said(pages)

    def _finished(self, page: PageFile, kept: KeptFile | None) -> KeptFile:
        body = plain_file.read(self._folder / page.name, site_folder.LARGEST)
        head = self._head(page.name, body)
        if head is None:
            return KeptFile(page.size, page.changed, "")
        changed = page.changed
        if head.sent_to is None and (linked := self._linked(page.name, body, head)) != body:
            try:
                page, body = site_folder.replaced(self._folder, page, linked), linked
                changed = page.changed
                self.put, self.taken = self.put + (_MARK in linked), self.taken + (_MARK not in linked)
            except OSError as error:
                self._tell(page.name, error)
                changed = _TO_BE_TRIED_AGAIN
        digest = sha256(body).hexdigest()[:32]
        read = kept.page if kept is not None and kept.digest == digest else None
        if read is None and self._terms.reads:
            read = self._read(page.name, body, head)
        return KeptFile(page.size, changed if read or not self._terms.reads else _TO_BE_TRIED_AGAIN, digest, read)

    def _head(self, name: str, body: bytes) -> Head | None:
        """The head of a page; None for what is no page of the author's."""
        if name in _OF_THE_THEME or self._is_copied(name, body):
            return None
        if not charset.is_ascii_compatible(body):
            message = "this page is in UTF-16, so it stays as it is; have your pages written in UTF-8"
            self.problems.append(Problem(Where(f"{self._name}/{name}"), message, "info"))
            return None
        return heads.read(body.decode("latin-1"))

    def _is_copied(self, name: str, body: bytes) -> bool:
        source = self._terms.copied.get(name)
        try:
            return source is not None and plain_file.read(Path(source), site_folder.LARGEST) == body
        except OSError:
            return False

    def _linked(self, name: str, body: bytes, head: Head) -> bytes:
        """The page with the links that it is to have."""
        text, around = body.decode("latin-1"), self._terms.around
        address = around.address(around.path(name))
        base = urls.resolve(address, head.base) if head.base else address
        here = name if base == address else self._seen_from(base)
        wanted = "" if here is None else self._terms.head(here)
        if here is not None and self._terms.is_styled and heads.needs_style(text):
            wanted += f'<link rel="stylesheet" href="{escaped(relative(STYLESHEET, here))}">\n'
        return heads.with_links(text, head, wanted, lambda href: _key(base, href)).encode("latin-1")

    def _seen_from(self, base: urls.Url | None) -> str | None:
        """The path from which a page with a ``<base>`` sees others; None if that is not in this site."""
        around = self._terms.around
        if base is None or around.place(base) is None:
            return None
        root = urlsplit(around.address("")).path
        return unquote(urlsplit(base).path).removeprefix(root)

    def _read(self, name: str, body: bytes, head: Head) -> Built | None:
        around = self._terms.around
        if head.sent_to is not None:
            return built_page.stub(name, head.sent_to, around)
        self.parsed += 1
        page = built_page.read(charset.text_of(body), name, around)
        if page is None:
            message = "this page is not read, for its tags are nested too deeply, or too many are not closed"
            self.problems.append(Problem(Where(f"{self._name}/{name}"), message))
        return page


def _key(base: urls.Url | None, href: str) -> str:
    url = urls.resolve(base, href) if base else None
    return urls.key(url) if url else href


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _said(pages: Iterable[OwnPage]) -> set[OwnPage]:
    return {replace(page, digest="") for page in pages}


def put_hidden(folder: Folder, files: Mapping[str, bytes]) -> Iterator[tuple[str, str] | Problem]:
    """Writes these files of ours below ``.well-known/``, and removes others of ours. Yields what was done to which, and
    a problem for each that is the author's own or could not be written.
    """
    for name, body in folder.there(WELL_KNOWN).items():
        wanted = files.get(name)
        if isinstance(body, Problem):
            yield body
        elif body is None or syndication.is_ours(name, body):
            if body != wanted:
                yield folder.put(name, wanted)
        elif wanted is not None:
            yield stand_ins.file(f"{folder.name}/{name}")
