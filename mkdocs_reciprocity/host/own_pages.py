"""The own pages of one build. They are noted when their content is made, and looked at again when they are finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from functools import partial

from msgspec.structs import replace

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.own_page import reader as own_page
from mkdocs_reciprocity.core.own_page.shown import Stages, as_shown, still_shown
from mkdocs_reciprocity.core.own_page.unlisted import is_unlisted
from mkdocs_reciprocity.core.references import unescape
from mkdocs_reciprocity.core.url import Url


class OwnPages:
    """The own pages, by path. ``site`` is the site's URL, None when it is not known. ``zone`` is used for times without
    one. ``former`` has the earlier paths of pages. ``memory`` may know what was read of a page in the last build.
    """

    def __init__(
        self,
        site: Url | None,
        zone: tzinfo,
        former: Mapping[str, tuple[str, ...]] | None = None,
        memory: Memory = NO_MEMORY,
    ) -> None:
        self.site = site
        self._memory = memory
        self.zone = zone
        self.former = former or {}
        self._made: dict[str, tuple[str, str, Mapping[str, object]]] = {}
        self._read: dict[str, OwnPage] = {}
        self._finished: dict[str, OwnPage] = {}
        self._unlisted: list[str] = []  # paths of pages that have links, and ask not to be listed
        self.changes = 0
        """How often something about the pages has changed. As long as it does not, `known` gives the same."""

    def remember(self, path: str, content: str, title: str, front_matter: Mapping[str, object]) -> None:
        """Notes a page as it is now. All pages are read together later, which takes half as long."""
        self._made[path] = content, title, dict(front_matter)

    def read(self, passed_over: Iterable[OwnPage]) -> list[OwnPage]:
        """All pages, as if nothing were hidden. ``passed_over`` are those that a dirty build does not make again."""
        self._read = {path: self._as_made(path, *made) for path, made in self._made.items()}
        self._finished = {page.path: page for page in passed_over if page.path not in self._read}
        return [*self._finished.values(), *self._read.values()]

    def finish(self, path: str, rendered: str, finished: str) -> None:
        """Takes a finished page: its content as the template got it, and all of its HTML."""
        if path in self._read and finished.strip():  # MkDocs writes no page that is empty
            self._finished[path] = page = self._remembered(path, rendered, finished)
            if self._read[path].links and not page.links and is_unlisted(finished):
                self._unlisted.append(path)
        self._made.pop(path, None)
        self.changes += 1

    def unlisted(self) -> list[Url]:
        """The links of the pages that ask not to be listed; empty if any other page has links."""
        if any(page.links for page in self._finished.values()):
            return []
        return [link.url for path in self._unlisted for link in self._read[path].links]

    def has_links(self, path: str) -> bool:
        """Whether a finished page shows links."""
        return path in self._finished and bool(self._finished[path].links)

    def see_again(self, page: OwnPage, now: str) -> OwnPage:
        """Takes the new HTML of a page that was changed after it was finished; empty if it is gone."""
        self._finished[page.path] = left = still_shown(page, now, self._base(page.path))
        self.changes += 1
        return left

    def posts(self) -> dict[str, Callable[[], tuple[OwnPage, str]]]:
        """A function for each page to which the author has given a day: it gives the page, and its content as it was
        made. It is to be called before the page is finished.
        """
        return {path: partial(self._post, path) for path, page in self._read.items() if page.posted}

    def _post(self, path: str) -> tuple[OwnPage, str]:
        return self._read[path], self._made[path][0]

    def waiting(self) -> bool:
        """Whether some pages are not finished yet."""
        return bool(self._made)

    def shown_in(self, path: str, rendered: str) -> OwnPage | None:
        """A page that is not finished yet, with the links in its content so far; None if there is no such page."""
        return self._seen(path, rendered, rendered) if path in self._made and path in self._read else None

    def known(self, here: str = "") -> list[OwnPage]:
        """The finished pages, as visitors see them. The page at ``here``, which is being made, has all of its links:
        they are to be told of in this page only, so they are hidden if it is.
        """
        known = self._finished
        if here in self._made and here in self._read:
            known = {**known, here: self._read[here]}
        return list(known.values())

    def _remembered(self, path: str, rendered: str, finished: str) -> OwnPage:
        if not self._memory.keeps:
            return self._seen(path, rendered, finished)
        given = (self._read[path], self._base(path), *map(_told_apart, (self._made[path][0], rendered, finished)))
        return self._memory.of(("shown", path), given, lambda: self._seen(path, rendered, finished))

    def _seen(self, path: str, rendered: str, finished: str) -> OwnPage:
        return as_shown(self._read[path], Stages(self._made[path][0], rendered, finished), partial(self._base, path))

    def _as_made(self, path: str, content: str, title: str, front_matter: Mapping[str, object]) -> OwnPage:
        title, base = unescape(title), self._base(path)  # for MkDocs, a title is HTML

        def made() -> OwnPage:
            return own_page.read(content, path, title, front_matter, base, self.zone)

        if self._memory.keeps:
            day, posted = (of(front_matter, self.zone) for of in (own_page.published_on, own_page.is_posted))
            given = (_told_apart(content), title, day, posted, base)
            read = self._memory.of(("page", path), given, made)
        else:
            read = made()
        return replace(read, former=self.former[path]) if path in self.former else read

    def _base(self, path: str) -> str:
        return (urls.below(self.site, path) or "") if self.site else ""


def _told_apart(html: str) -> tuple[int, int]:
    """What tells a text from others: a hash of it is enough within one process, and holds no page in it."""
    return hash(html), len(html)
