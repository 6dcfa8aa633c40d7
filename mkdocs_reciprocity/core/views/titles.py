"""The titles of posts: of own pages, and of entries in feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import FeedEntry, Interaction, OwnPage, PeerId
from mkdocs_reciprocity.core.personal import as_title
from mkdocs_reciprocity.core.url import Url, UrlKey


class Languages(Struct, frozen=True):
    """The folders of a site's further languages, with a slash each; ``here`` is that of this build, or empty."""

    here: str = ""
    every: tuple[str, ...] = ()

    def bare(self, path: str) -> str:
        """The path in the first language. It is the same for all languages of a page."""
        return next((path[len(folder) :] for folder in self.every if path.startswith(folder)), path)


ONE_LANGUAGE = Languages()


class Titles(Struct, frozen=True, gc=False):
    """Titles by URL key: ``own`` has title and path of own pages, ``posts`` the titles of entries in feeds, ``given``
    what rows call the things that were given.
    """

    own: Mapping[UrlKey, tuple[str, str]]
    posts: Mapping[UrlKey, str]
    languages: Languages = ONE_LANGUAGE
    given: Mapping[UrlKey, str] = {}

    def of(self, url: Url, said: str = "") -> str:
        """The title that the log gives, else the feed's or the own page's, else the address as words."""
        return said or self.known(urls.key(url)) or as_title(url)

    def known(self, key: UrlKey) -> str:
        """The title that a feed or an own page gives; empty where none does."""
        if title := self.posts.get(key):
            return title
        own = self._own_page(key)
        return own[0] if own else ""

    def of_gift(self, row: Interaction) -> str:
        """The title of what a row gave: the log's, else the feed's, else what another row calls it, else the words of
        the link to it.
        """
        if row.url is None or row.key is None:
            return row.title
        said = "" if row.source == "page" else row.title
        return said or self.known(row.key) or self.given.get(row.key) or row.title or as_title(row.url)

    def path(self, key: UrlKey) -> str | None:
        """The path of an own page, relative to the site's root; None for all other URLs."""
        own = self._own_page(key)
        return own[1] if own else None

    def _own_page(self, key: UrlKey) -> tuple[str, str] | None:
        return self.own.get(key) or (self.own.get(urls.as_static(key)) if "?" in key else None)

    def pages(self, places: Iterable[Url]) -> list[Url]:
        """The own pages among these, each once. Of a page in several languages, that of this build is taken."""
        found: dict[str, tuple[bool, Url]] = {}
        for url in places:
            path = self.path(urls.key(url))
            if path is not None:
                bare = self.languages.bare(path)
                of_here = path == self.languages.here + bare
                if bare not in found or (of_here and not found[bare][0]):
                    found[bare] = (of_here, url)
        return [url for _, url in found.values()]


def titles_of(
    posts: Iterable[tuple[PeerId, Mapping[UrlKey, FeedEntry]]],
    pages: Iterable[OwnPage],
    own: Sequence[Url],
    is_private: Callable[[PeerId], bool],
    languages: Languages,
) -> Titles:
    """The titles of all posts, and of own pages under any of the site's ``own`` addresses. Feeds of private peers give
    no titles. A page in a language that is not built yet has the title of the first language.
    """
    named = {
        key: post.title
        for peer, written in posts
        if not is_private(peer)
        for key, post in written.items()
        if post.title
    }
    return Titles(own_titles(pages, own, languages), named, languages)


def said_in(rows: Iterable[Interaction]) -> dict[UrlKey, str]:
    """What rows call the things that they gave, by key. The log goes before the words of links, a later row before an
    earlier one.
    """
    given = sorted((row for row in rows if row.direction == "given"), key=lambda row: row.source != "page")
    return {row.key: row.title for row in given if row.title and row.key}


def own_titles(pages: Iterable[OwnPage], own: Sequence[Url], languages: Languages) -> dict[UrlKey, tuple[str, str]]:
    """Title and path of own pages, by key: under any of the site's addresses, with and without ``.html``, and under
    their former paths. If two pages have one key, a page's own path wins over a former path, and an earlier address
    over a later one.
    """
    every = sorted(pages, key=lambda page: page.path)
    found: dict[UrlKey, tuple[str, str]] = {}
    for spellings in (lambda page: (page.path,), paths_to):
        for folder in ("", *languages.every):
            there = [page for page in every if not folder or languages.bare(page.path) == page.path]
            for address in own:
                for page in there:
                    for path in spellings(page):
                        if url := urls.below(address, folder + path):
                            found.setdefault(urls.key(url), (page.title, folder + page.path))
    return found


def paths_to(page: OwnPage) -> Iterator[str]:
    """The paths that lead to an own page: its own and its former ones, with and without ``.html``."""
    for path in (page.path, *page.former):
        bare = path.rstrip("/").removesuffix(".html")
        yield path
        if bare:
            yield f"{bare}.html"
            yield bare
