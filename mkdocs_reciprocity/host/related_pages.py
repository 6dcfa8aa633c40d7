"""Who has written about the page that a preview showed last: a page of the desk that is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from mkdocs_reciprocity.cache.store import Store
from mkdocs_reciprocity.collect import page_file, terms
from mkdocs_reciprocity.core.desk import related
from mkdocs_reciprocity.core.desk.related import Library
from mkdocs_reciprocity.core.problem import Refused
from mkdocs_reciprocity.core.url import Url
from mkdocs_reciprocity.publish.desk_pages import DeskPages

_CONTENT_IS_UNKNOWN = "Open a page of your site in this preview, then come back."


class RelatedPages:
    """What a preview knows of posts near its pages. Nothing is read before somebody asks.

    Args:
        desk: the desk's pages.
        store: what was read of the feeds.
        files: the file of each own page, by the page's path.
    """

    def __init__(self, desk: DeskPages, store: Store, files: Mapping[str, str]) -> None:
        self._desk = desk
        self._store = store
        self._files = {unquote(path): Path(file) for path, file in files.items()}
        self._library: Library | None = None

    def at(self, path: str) -> str | None:
        """The path of the own page that a server shows at a path without escapes; None if it is no page's. A folder and
        the `index.html` in it are one page, with and without directory URLs.
        """
        folder = path.removesuffix("index.html")
        same = (folder, f"{folder}index.html") if not folder or folder.endswith("/") else (path,)
        return next((one for one in same if one in self._files), None)

    def content(self, path: str | None) -> str:
        """The content of the desk's page about the own page at ``path``; None where nobody has looked at one yet."""
        if path is None or path not in self._files:
            return self._desk.related("", _CONTENT_IS_UNKNOWN, None).html
        try:
            page = page_file.told(self._files[path])
        except Refused as error:
            return self._desk.related("", str(error), None).html
        posts = self._known().related(page, self._linked(path))
        section = related.section(posts, self._desk.account.today)
        return self._desk.related(page.title or path, "" if posts else related.NOTHING, section).html

    def _linked(self, path: str) -> Iterator[Url]:
        return (link.url for own in self._desk.account.pages if unquote(own.path) == path for link in own.links)

    def _known(self) -> Library:
        if self._library is None:
            account, own = self._desk.account, page_file.texts(sorted(self._files.values()))
            self._library = Library(account, terms.of_feeds(self._store, account.feeds), own)
        return self._library
