"""The order in which the desk names people to write to: an easy first one, then those whom a line would surprise most.

People write less than they would like to, because they misjudge how it lands. To be persuaded does not help; to begin
with an easy one does (Aknin & Sandstrom 2024, Communications Psychology 2:34). And to hear from somebody is valued the
more, the less it was expected (Liu et al. 2022, Journal of Personality and Social Psychology 124).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from msgspec import Struct

from mkdocs_reciprocity.core import dates
from mkdocs_reciprocity.core.dates import When
from mkdocs_reciprocity.core.model import Interaction, PeerId
from mkdocs_reciprocity.core.standing.turns import lot

_MONTH = 30
_FOR_EVER = 99


class History(Struct):
    """What was spread or said between the author and one peer, in either direction: how often, the last day of all, and
    the last day on which the peer did something. A month or a year counts as its last day, but none is later than
    today. A day is empty where none is known.
    """

    times: int = 0
    last: str = ""
    wrote: str = ""


def histories(rows: Iterable[Interaction], people: Container[PeerId | None], today: When) -> dict[PeerId, History]:
    """What there was between the author and each of these people."""
    found: dict[PeerId, History] = {}
    for row in rows:
        if row.peer is None or row.peer not in people or row.reach not in {"spread", "talk"}:
            continue
        one = found.setdefault(row.peer, History())
        day = min(dates.last_day(row.date), today) if row.date else ""
        one.times += 1
        one.last = max(one.last, day)
        if row.direction == "received":
            one.wrote = max(one.wrote, day)
    return found


def warmly(people: Iterable[PeerId], known: Mapping[PeerId, History], today: When) -> list[PeerId]:
    """These people, each once: whoever wrote last, as that is the easiest one to write to; then those whom a line would
    surprise most.

    The longer there was silence, whoever broke off, the greater the surprise. Silences are alike if neither is twice
    the other, roughly: below one month, below two, below four, and so on. Of those, whoever was in contact fewer times
    comes first. Who is alike in this too takes turns by the day. Without a date, the silence is longer than any.
    Which of two people comes first depends on nobody else, but that only one is the easiest.
    """
    day = dates.ordinal(today)
    nothing = History()

    def surprise(one: PeerId) -> tuple[int, int, bytes]:
        history = known.get(one, nothing)
        silent = (day - dates.ordinal(history.last)) // _MONTH if history.last else None
        return (-_FOR_EVER if silent is None else -silent.bit_length(), history.times, lot(one, "warmly", day))

    order = sorted(set(people), key=surprise)
    wrote = [one for one in order if known.get(one, nothing).wrote]
    easy = max(wrote, key=lambda one: known[one].wrote, default=None)
    return sorted(order, key=lambda one: one != easy)
