"""What posts are called."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mkdocs_reciprocity import url as urls
from mkdocs_reciprocity.model import Interaction
from mkdocs_reciprocity.url import Url, UrlKey


class Titles(Struct, frozen=True, gc=False):
    """What posts are called: own pages (title and path) and entries of feeds, by URL key."""

    own: Mapping[UrlKey, tuple[str, str]]
    posts: Mapping[UrlKey, str]

    def of(self, url: Url, said: str = "") -> str:
        """The title that the log gives, else the feed's or the own page's, else the address as words."""
        return said or self.known(url) or urls.as_title(url)

    def known(self, url: Url) -> str:
        """The title that a feed or an own page gives; empty where none does."""
        key = urls.key(url)
        return self.posts.get(key) or (self.own[key][0] if key in self.own else "")

    def of_gift(self, row: Interaction) -> str:
        """What was given: by the log's word, else the feed's, else by the words of the link to it."""
        said = (self.known(row.url) or row.title) if row.url and row.source == "page" else row.title
        return self.of(row.url, said) if row.url else said

    def path(self, url: Url) -> str | None:
        """Where an own page lies, relative to the site's root; None for all other URLs."""
        own = self.own.get(urls.key(url))
        return own[1] if own else None
