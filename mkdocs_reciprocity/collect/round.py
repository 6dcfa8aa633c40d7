"""One round of asking: how it works, and what came of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_reciprocity.collect.deadline import Deadline, within
from mkdocs_reciprocity.core.own_places import NOWHERE, OwnPlaces
from mkdocs_reciprocity.core.settings import FeedSetting

if TYPE_CHECKING:
    from mkdocs_reciprocity.network.fetch import Limits


class Round(Struct, frozen=True):
    """How one round of asking works.

    ``force``: ask also for feeds whose copy is fresh, or that failed lately. ``search``: look again for feeds that were
    not found lately. ``look``: look around the home pages of all peers, once a week. ``patient``: wait for all answers,
    as long as it takes. ``site`` is the URL of the author's site, or empty; ``own`` are all of the author's
    addresses; ``task`` is the reason that servers are told, if any. ``termed``: the terms of the feeds are wanted too;
    ``published``: the pages of the site depend on them, so a feed that was read without them is asked at once.
    """

    options: FeedSetting
    site: str = ""
    task: str = ""
    force: bool = False
    search: bool = False
    look: bool = False
    patient: bool = False
    own: OwnPlaces = NOWHERE
    termed: bool = False
    published: bool = False

    def limits(self) -> Limits:
        """What a request may cost."""
        from mkdocs_reciprocity.network.fetch import Limits  # noqa: PLC0415 - imported only where something is asked

        return Limits(
            timeout=self.options.timeout,
            max_bytes=self.options.max_bytes,
            workers=self.options.workers,
            allow_hosts=self.options.allow_hosts,
            user_agent=f"{user_agent()} {self.task}".rstrip(),
            site=self.site,
            total=self.seconds(),
        )

    def seconds(self) -> float:
        """How many seconds asking and reading may take together.

        This is twice the time for one request. So every host that is asked at once may use all of that time, and slow
        hosts still get to several feeds.
        """
        return math.inf if self.patient else 2 * self.options.timeout

    def deadline(self) -> Deadline:
        """Until when feeds are read, if the round begins now."""
        found = within(self.seconds())
        return replace(found, each=min(found.each, self.options.timeout))


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a round for one ``feed`` or other place. ``who`` is the name of the peer, or what stands for
    the author. ``bad``: there is something for the author to do.
    """

    who: str
    feed: str
    words: str
    bad: bool = False


def user_agent() -> str:
    """The name of this program, for servers."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - reads files; only who asks needs it

    try:
        number = version("mkdocs-reciprocity")
    except PackageNotFoundError:
        number = "0"
    return f"mkdocs-reciprocity/{number}"
