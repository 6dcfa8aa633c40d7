"""The ledger and the views of one build. They are made again if a finished page is not as was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory
from mkdocs_reciprocity.core import pipeline
from mkdocs_reciprocity.core.ledger.dead_ends import nowhere, without_dead_ends
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.pipeline import Facts, Views
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.titles import paths_to

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.desk.account import Account
    from mkdocs_reciprocity.core.desk.neighbours import Blogrolls


class Placed(Protocol):
    """A file of the site."""

    @property
    def url(self) -> str:
        """Where it is, relative to the site's root."""


class Results:
    """The ledger and the views. At first, every page of ``facts`` is assumed to be shown to visitors.

    Args:
        facts: all that is known.
        files: all files that are built. They are not used for a site in several languages, where not all are known.
        memory: may know them from the last build.
    """

    def __init__(self, facts: Facts, files: Iterable[Placed], memory: Memory = NO_MEMORY) -> None:
        site = None if facts.languages.every else facts.site
        there = [*(file.url for file in files), *(path for page in facts.pages for path in paths_to(page))]
        self._is_nowhere = nowhere(site, lambda: there)
        self._there = there if memory.keeps else []
        self._memory = memory
        self._facts = facts
        self.ledger, self.views = self._remembered("as made")

    @property
    def facts(self) -> Facts:
        """All that is known now."""
        return self._facts

    @property
    def pages(self) -> Sequence[OwnPage]:
        """The own pages, as far as they are known now."""
        return self._facts.pages

    def take(self, pages: Sequence[OwnPage]) -> bool:
        """Uses these as the own pages from now on. Returns whether the ledger and the views were made again.

        Mostly they need not be, and the call costs next to nothing.
        """
        before, now = _told(self.pages), _told(pages)
        changed = [path for path in before.keys() | now.keys() if before.get(path) != now.get(path)]
        if not changed or not self._matter(changed, before, now):
            return False
        self._facts = replace(self._facts, pages=pages)
        self.ledger, self.views = self._remembered("as shown")
        return True

    def lifted_in(self, page: OwnPage) -> tuple[Place, ...]:
        """The peers whose posts one page passes on."""
        _, views = self._reckoned(replace(self._facts, pages=[page], first_pages=()))
        return views.lifts.get(page.path, ())

    def account(self, blogrolls: Blogrolls, published: Sequence[OwnPage]) -> Account:
        """What the desk is made from; ``blogrolls`` are those of the peers, ``published`` the own pages of the last
        build.
        """
        from mkdocs_reciprocity.core.desk_account import desk_account  # noqa: PLC0415 - no build has a desk

        given = (self.ledger, self._compared(), blogrolls, _without_digests(published))
        return self._memory.of(("account", self._facts.languages.here), given, lambda: desk_account(*given))

    def _remembered(self, stage: str) -> tuple[Ledger, Views]:
        name, facts = ("results", stage, self._facts.languages.here), self._compared()
        return self._memory.of(name, (facts, self._there), lambda: self._reckoned(facts))

    def _compared(self) -> Facts:
        """The facts, in a preview without what nothing here depends on: the digests of the pages' words."""
        facts = self._facts
        return replace(facts, pages=_without_digests(facts.pages)) if self._memory.keeps else facts

    def _reckoned(self, facts: Facts) -> tuple[Ledger, Views]:
        ledger = pipeline.keep_ledger(facts)
        rows = tuple(without_dead_ends(ledger.interactions, self._is_nowhere))
        return ledger, pipeline.look(replace(ledger, interactions=rows), facts)

    def _matter(self, changed: Sequence[str], before: _Told, now: _Told) -> bool:
        """Whether any of these pages has links, or a day of the author's, or is named in a public row."""
        if any(told[path].links or told[path].posted for told in (before, now) for path in changed if path in told):
            return True
        return pipeline.names_any(self.ledger, self._facts, changed)


_Told = dict[str, OwnPage]


def _told(pages: Sequence[OwnPage]) -> _Told:
    return {page.path: page for page in pages}


def _without_digests(pages: Sequence[OwnPage]) -> list[OwnPage]:
    return [replace(page, digest="") for page in pages]
