"""The ledger and the views of one build. They are made again if a finished page is not as was assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, msgpack
from msgspec.structs import replace

from mkdocs_reciprocity.cache.memory import NO_MEMORY, Memory
from mkdocs_reciprocity.core import dates, pipeline
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.ledger import link_words
from mkdocs_reciprocity.core.ledger.dead_ends import IsNowhere, nowhere, without_dead_ends
from mkdocs_reciprocity.core.ledger.merge import Ledger
from mkdocs_reciprocity.core.model import OwnPage
from mkdocs_reciprocity.core.pipeline import Facts, Views
from mkdocs_reciprocity.core.url import UrlKey
from mkdocs_reciprocity.core.views.places import Place
from mkdocs_reciprocity.core.views.shared import Year
from mkdocs_reciprocity.core.views.titles import paths_to
from mkdocs_reciprocity.host.last_check import told_of
from mkdocs_reciprocity.publish import markup

if TYPE_CHECKING:
    from mkdocs_reciprocity.core.desk.account import Account
    from mkdocs_reciprocity.core.desk.neighbours import Blogrolls


class _Left(Struct, frozen=True):
    """What is left of the results when all else is gone; ``told`` are the keys of what was given in public."""

    views: Views
    told: frozenset[UrlKey | None]


class _Basis(Struct, frozen=True):
    """What the views are made from."""

    facts: Facts
    is_nowhere: IsNowhere
    ledger: Ledger


class Results:
    """The ledger and the views. At first, every page of ``facts`` is assumed to be shown to visitors.

    Args:
        facts: all that is known.
        paths: those of all files that are built, relative to the site's root. They are not used for a site in several
            languages, where not all are known.
        memory: may know them from the last build.
    """

    def __init__(self, facts: Facts, paths: Iterable[str], memory: Memory = NO_MEMORY) -> None:
        self.pages = facts.pages
        """The own pages, as far as they are known now."""
        self._memory = memory
        self._paths = [*paths]
        self._there: list[str] = []
        self._told: frozenset[UrlKey | None] | None = None
        self._again: Callable[[], Facts] = lambda: facts
        self._basis: _Basis | None
        self._basis, self.views = self._begun(facts)

    @property
    def facts(self) -> Facts:
        """All that is known now."""
        return self._whole().facts

    @property
    def ledger(self) -> Ledger:
        """All interactions."""
        return self._whole().ledger

    def told(self) -> frozenset[UrlKey | None]:
        """The keys of what was given, in public."""
        return told_of(self.ledger.interactions) if self._told is None else self._told

    def let_go(self, again: Callable[[], Facts]) -> None:
        """Lets go of all but the views. Nearly always they are all that is needed from now on; else the facts are read
        ``again``, and the results made again. The views do not say whom pages lift.

        Python gives back memory only in large blocks in which nothing is left, and the views lie all over what goes. So
        they are put aside as bytes, and made of these when all else is gone.
        """
        # One large block of bytes would have malloc keep more of what is free for itself from then on.
        years = [msgpack.encode(year) for year in self.views.years]
        kept = msgpack.encode(_Left(replace(self.views, lifts={}, years=()), self.told()))
        del self.views
        self._basis, self._again = None, again
        empty_caches()
        left = msgpack.decode(kept, type=_Left)
        self.views = replace(left.views, years=tuple(msgpack.decode(year, type=Year) for year in years))
        self._told = left.told

    def take(self, pages: Sequence[OwnPage]) -> bool:
        """Uses these as the own pages from now on. Returns whether the ledger and the views were made again.

        Mostly they need not be, and the call costs next to nothing.
        """
        before, now = _told(self.pages), _told(pages)
        changed = [path for path in before.keys() | now.keys() if before.get(path) != now.get(path)]
        if not changed or not self._matter(changed, before, now):
            return False
        self._basis, self.views = self._remembered(
            "as shown", replace(self.facts, pages=pages), self._whole().is_nowhere
        )
        self.pages, self._told = pages, None
        return True

    def lifted_in(self, page: OwnPage) -> tuple[Place, ...]:
        """The peers whose posts one page passes on."""
        whole = self._whole()
        _, views = _reckoned(replace(whole.facts, pages=[page], first_pages=()), whole.is_nowhere)
        return views.lifts.get(page.path, ())

    def account(self, blogrolls: Blogrolls, published: Sequence[OwnPage]) -> Account:
        """What the desk is made from; ``blogrolls`` are those of the peers, ``published`` the own pages of the last
        build.
        """
        from mkdocs_reciprocity.core.desk_account import desk_account  # noqa: PLC0415 - no build has a desk

        given = (self.ledger, self._compared(self.facts), blogrolls, _without_digests(published))
        return self._memory.of(("account", self.facts.languages.here), given, lambda: desk_account(*given))

    def _whole(self) -> _Basis:
        if self._basis is None:
            self._basis, _ = self._begun(self._again())
        return self._basis

    def _begun(self, facts: Facts) -> tuple[_Basis, Views]:
        there = [*self._paths, *(path for page in facts.pages for path in paths_to(page))]
        self._there = there if self._memory.keeps else []
        site = None if facts.languages.every else facts.site
        return self._remembered("as made", facts, nowhere(site, lambda: there))

    def _remembered(self, stage: str, facts: Facts, is_nowhere: IsNowhere) -> tuple[_Basis, Views]:
        name, compared = ("results", stage, facts.languages.here), self._compared(facts)
        ledger, views = self._memory.of(name, (compared, self._there), lambda: _reckoned(compared, is_nowhere))
        return _Basis(facts, is_nowhere, ledger), views

    def _compared(self, facts: Facts) -> Facts:
        """The facts, in a preview without what nothing here depends on: the digests of the pages' words."""
        return replace(facts, pages=_without_digests(facts.pages)) if self._memory.keeps else facts

    def _matter(self, changed: Sequence[str], before: _Told, now: _Told) -> bool:
        """Whether any of these pages has links, or a day of the author's, or is named in a public row."""
        if any(told[path].links or told[path].posted for told in (before, now) for path in changed if path in told):
            return True
        return pipeline.names_any(self.ledger, self.facts, changed)


def empty_caches() -> None:
    """Empties the caches of functions that grow with the site: what they hold lies all over the memory of what goes."""
    urls.forget()
    dates.parse.cache_clear()
    link_words.names_of.cache_clear()
    markup.date.cache_clear()


def _reckoned(facts: Facts, is_nowhere: IsNowhere) -> tuple[Ledger, Views]:
    ledger = pipeline.keep_ledger(facts)
    rows = tuple(without_dead_ends(ledger.interactions, is_nowhere))
    return ledger, pipeline.look(replace(ledger, interactions=rows), facts)


_Told = dict[str, OwnPage]


def _told(pages: Sequence[OwnPage]) -> _Told:
    return {page.path: page for page in pages}


def _without_digests(pages: Sequence[OwnPage]) -> list[OwnPage]:
    return [replace(page, digest="") for page in pages]
