"""The ledger and the views of one build, made anew where an own page came out other than it had been taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec.structs import replace

from mkdocs_reciprocity.collect.gathering import Gathering, Reading
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.desk.desk import Account
from mkdocs_reciprocity.core.ledger.dead_ends import nowhere, without_dead_ends
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.pipeline import Views
from mkdocs_reciprocity.core.views.shared import Place
from mkdocs_reciprocity.core.views.titles import ONE_LANGUAGE, Languages, paths_to


class Placed(Protocol):
    """A file of the site."""

    @property
    def url(self) -> str:
        """Where it is, relative to the site's root."""


class Reckoning:
    """Made, it takes ``pages`` for the site's.

    Args:
        gathering: the author's files.
        reading: the feeds.
        pages: the own pages.
        elsewhere: those of the site's first language, which have titles and no part in the ledger.
        languages: those of the site, and which is built.
        files: all that is built, if that is known; in a site in several languages it is not.
    """

    def __init__(
        self,
        gathering: Gathering,
        reading: Reading,
        pages: Sequence[OwnPage],
        elsewhere: Sequence[OwnPage] = (),
        languages: Languages = ONE_LANGUAGE,
        files: Iterable[Placed] | None = None,
    ) -> None:
        site = None if files is None or languages.every else gathering.site.url
        there = [*(file.url for file in files or ()), *(path for page in pages for path in paths_to(page))]
        self._is_nowhere = nowhere(site, lambda: there)
        self._gathering = gathering
        self._reading = reading
        self._elsewhere = elsewhere
        self._languages = languages
        self._take(pages)

    def take(self, pages: Sequence[OwnPage]) -> bool:
        """Takes these for the site's pages; returns whether that changes anything.

        Mostly it does not, and costs next to nothing.
        """
        before, now = _told(self.pages), _told(pages)
        changed = [path for path in before.keys() | now.keys() if before.get(path) != now.get(path)]
        if not changed or not self._matter(changed, before, now):
            return False
        self._take(pages)
        return True

    def lifted_in(self, page: OwnPage) -> tuple[Place, ...]:
        """Whose posts one page passes on."""
        alone = self._gathering.ledger(self._reading, [page])
        return self._look(alone, [page]).lifts.get(page.path, ())

    def account(self) -> Account:
        """What the desk is made from."""
        return pipeline.account(self.ledger, *self._rest([*self._elsewhere, *self.pages]))

    def _take(self, pages: Sequence[OwnPage]) -> None:
        self.pages = pages
        self.ledger: Ledger = self._gathering.ledger(self._reading, pages)
        self.views: Views = self._look(self.ledger, [*self._elsewhere, *pages])

    def _look(self, ledger: Ledger, pages: Sequence[OwnPage]) -> Views:
        rows = tuple(without_dead_ends(ledger.interactions, self._is_nowhere))
        return pipeline.look(replace(ledger, interactions=rows), *self._rest(pages))

    def _rest(self, pages: Sequence[OwnPage]) -> pipeline.Known:
        gathering, site = self._gathering, self._gathering.site
        return gathering.book, self._reading.feeds, pages, site.url, site.settings, gathering.today, self._languages

    def _matter(self, changed: Sequence[str], before: _Told, now: _Told) -> bool:
        """Whether any of these pages gives something, or is named by what was given or received."""
        if any(told[path].links for told in (before, now) for path in changed if path in told):
            return True
        site = self._gathering.site
        return pipeline.names_any(self.ledger, changed, site.url, site.settings)


_Told = dict[str, OwnPage]


def _told(pages: Sequence[OwnPage]) -> _Told:
    return {page.path: page for page in pages}
