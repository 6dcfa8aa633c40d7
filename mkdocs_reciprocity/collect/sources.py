"""The feeds of peers, the webmentions of a site, and the author's places elsewhere: asked for in the background, then
read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from mkdocs_reciprocity.collect import copies, feed_messages
from mkdocs_reciprocity.collect.feeds import Asking
from mkdocs_reciprocity.collect.findings import Findings
from mkdocs_reciprocity.collect.gathering import Gathering
from mkdocs_reciprocity.collect.round import Outcome, Round
from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import PeerId
from mkdocs_reciprocity.core.pipeline import Facts
from mkdocs_reciprocity.core.problem import Problem

if TYPE_CHECKING:
    from mkdocs_reciprocity.collect.elsewhere import Elsewhere
    from mkdocs_reciprocity.collect.webmentions import Receiving


class Reading(Struct, frozen=True):
    """What is known after the feeds were read, still without the own pages; and a problem for each feed that could not
    be read. ``news`` are the findings of this round.
    """

    facts: Facts
    problems: tuple[Problem, ...]
    news: tuple[Problem, ...] = ()


class Sources:
    """One round of reading. Once it is made, it knows what the store has, and asks for feeds that are too old.
    `reading` ends it.

    Args:
        gathering: the author's files.
        fetch: whether the network may be used at all.
        force: ask also for feeds whose copy is fresh, or that failed lately.
        search: look also for feeds that were not found lately.
        look: look around the home pages of peers, once a week.
        patient: wait for all of them; otherwise no longer than a build may wait.
        termed: terms are wanted, by which posts on a subject are found.
    """

    def __init__(
        self,
        gathering: Gathering,
        *,
        fetch: bool = False,
        force: bool = False,
        search: bool = False,
        look: bool = False,
        patient: bool = False,
        termed: bool = False,
    ) -> None:
        site, settings = gathering.site, gathering.site.settings
        self.gathering = gathering
        self._how = Round(
            settings.feeds,
            site.url or "",
            force=force,
            search=search,
            look=look,
            patient=patient,
            own=gathering.own,
            termed=termed,
            published=settings.further,
        )
        how = self._how if fetch else None
        self.asking = Asking(gathering.peers, gathering.store, how)
        self.findings = Findings(gathering, self.asking)
        self.receiving: Receiving | None = None
        if settings.webmentions:
            from mkdocs_reciprocity.collect.webmentions import Receiving  # noqa: PLC0415 - for those who want it

            self.receiving = Receiving(settings.webmentions, site.url, site.root, gathering.store, how)
        self.elsewhere: Elsewhere | None = None
        if settings.me:
            from mkdocs_reciprocity.collect.elsewhere import Elsewhere  # noqa: PLC0415 - for those who want it

            self.elsewhere = Elsewhere(gathering, self.asking, how)

    def _parts(self) -> list[Asking | Receiving | Elsewhere]:
        return [part for part in (self.asking, self.receiving, self.elsewhere) if part]

    def cancel(self) -> None:
        """Gives up the requests that are not answered yet."""
        for part in self._parts():
            part.cancel()

    def progress(self) -> tuple[int, int]:
        """How many requests are done, and how many there are."""
        each = [part.progress() for part in self._parts()]
        return sum(done for done, _ in each), sum(total for _, total in each)

    def keep(self) -> None:
        """Writes into the store what was read."""
        for part in self._parts():
            part.keep()

    def reading(self) -> Reading:
        """Waits for the feeds. What was read is kept in the store."""
        self._read_files()  # meanwhile, the requests go on
        self.asking.wait()
        site, settings, findings = self.gathering.site, self.gathering.site.settings, self.findings
        if self.receiving:
            self.receiving.wait(settings.feeds.max_bytes)
        if self.elsewhere:
            self.elsewhere.wait()
        self.keep()
        end_children()
        facts = Facts(
            site=site.url,
            settings=settings,
            today=self.gathering.today,
            book=self.gathering.book,
            feeds=findings.feeds(),
            shares=findings.shares(),
            webmentions=self.receiving.mentions() if self.receiving else (),
            accounts=self.elsewhere.told() if self.elsewhere else (),
            no_reactions=self._declining(),
            language=settings.language or site.front.language,
        )
        others = [*self.receiving.problems(settings.zone)] if self.receiving else []
        others += self.elsewhere.problems() if self.elsewhere else ()
        return Reading(facts, (*findings.failing(), *others), (*findings.news(), *self.proxies_unused()))

    def _declining(self) -> frozenset[PeerId]:
        """The peers whose homes ask that their reactions are not shown."""
        around = ((peer.id, self.asking.around_of(peer)) for peer in self.gathering.peers)
        return frozenset(id_ for id_, found in around if found and found.declines)

    def outcomes(self) -> Iterator[Outcome]:
        """The outcome of the round for each feed and each place of webmentions."""
        yield from self.findings.outcomes()
        if self.receiving:
            yield from self.receiving.outcomes(self.gathering.site.settings.zone)
        if self.elsewhere:
            yield from self.elsewhere.outcomes()

    def proxies_unused(self) -> list[Problem]:
        """A line if the environment names proxies and something was asked."""
        if not any(part.asked for part in self._parts()):
            return []
        from mkdocs_reciprocity.network import guard  # noqa: PLC0415 - only who asks needs it

        unused = guard.proxies()
        return [feed_messages.proxies_unused(unused)] if unused else []

    def _read_files(self) -> None:
        gathering, zone = self.gathering, self.gathering.site.settings.zone
        homes = {ref: peer.home or "" for peer in gathering.peers for ref in peer.feeds if urls.parse(ref) is None}
        noon = dates.noon(gathering.today, zone)
        known, deadline = self.asking.before, self._how.deadline()
        self.asking.fresh |= copies.of_files(
            gathering.site.root, homes, known, noon, deadline, gathering.own, termed=self._how.termed
        )


def end_children() -> None:
    """Ends the processes of the lenient reader, if it was needed; `mkdocs serve` lives on between builds."""
    if lenient := sys.modules.get("mkdocs_reciprocity.collect.lenient"):
        lenient.end()
