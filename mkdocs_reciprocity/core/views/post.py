"""The views for the foot of an own post: the reactions to it, and the people whose posts it passes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from mkdocs_reciprocity.core import letters
from mkdocs_reciprocity.core import url as urls
from mkdocs_reciprocity.core.model import Interaction, PeerId, Reach
from mkdocs_reciprocity.core.problem import Problem, Where
from mkdocs_reciprocity.core.views.places import Names, Place, person
from mkdocs_reciprocity.core.views.thanks import Thanks, thanks

MOST = 500
"""The most reactions that are shown under a post, the newest. Readers and the search index need no more."""

_REACHES: tuple[Reach, ...] = ("spread", "talk", "nod")


class Reacted(Struct, frozen=True, gc=False):
    """What others did for a post with one reach, the newest first; see `Thanks.shown_with`."""

    reach: Reach
    thanks: tuple[Thanks, ...]


class Reactions(Struct, frozen=True, gc=False):
    """The reactions to a post, in a group for each reach. ``left_out`` is the number of those that are not shown,
    because there are more than `MOST`.
    """

    post: Place
    groups: tuple[Reacted, ...]
    left_out: int = 0


def reactions(
    public: Iterable[Interaction], names: Names, *, quotes: bool = False, answers: bool = False
) -> dict[str, Reactions]:
    """The reactions to each own page, for all time, by the page's path. ``public`` is in the ledger's order; ``quotes``
    and ``answers`` are the options.
    """
    of_page: dict[str, list[Interaction]] = {}
    for row in public:
        path = names.titles.path(row.key) if row.direction == "received" and row.key else None
        if path is not None:
            of_page.setdefault(path, []).append(row)
    found = {}
    for path, rows in of_page.items():
        every = thanks(rows, names, quotes=quotes, answers=answers, reaches=_REACHES)
        if groups := tuple(_groups(every[:MOST])):
            found[path] = Reactions(groups[0].thanks[0].target, groups, max(0, len(every) - MOST))
    return found


def left_out(reactions: Mapping[str, Reactions]) -> tuple[Problem, ...]:
    """A problem, for information, for each page that has more reactions than are shown."""
    message = "more than {:,} reactions; the newest stand under it, and {:,} {} left out"
    every = sorted(reactions.items())
    return tuple(
        Problem(
            Where(path or "the home page"),
            message.format(MOST, one.left_out, "is" if one.left_out == 1 else "are"),
            "info",
        )
        for path, one in every
        if one.left_out
    )


def _groups(said: Sequence[Thanks]) -> Iterable[Reacted]:
    for reach in _REACHES:
        if of_reach := tuple(one for one in said if one.shown_with == reach):
            yield Reacted(reach, of_reach)


class Further(Struct, frozen=True, gc=False):
    """A post that the author has passed on, on the subject of an own page, and whose it is."""

    post: Place
    peer: Place


class Lifts(Mapping[str, tuple[Place, ...]]):
    """The people whose posts each own page passes on, by the page's path: each once, by name. Few sites show them, so
    they are looked for when somebody asks.
    """

    def __init__(self, public: Sequence[Interaction], names: Names) -> None:
        self._public = public
        self._names = names

    def __getitem__(self, path: str) -> tuple[Place, ...]:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> dict[str, tuple[Place, ...]]:
        return _lifts(self._public, self._names)


def _lifts(public: Iterable[Interaction], names: Names) -> dict[str, tuple[Place, ...]]:
    of_page: dict[str, set[PeerId]] = {}
    for row in public:
        if row.direction == "given" and row.reach == "spread" and row.peer is not None:
            for url in row.evidence:
                if (path := names.titles.path(urls.key(url))) is not None:
                    of_page.setdefault(path, set()).add(row.peer)
    return {path: tuple(_by_name(person(peer, names.peers) for peer in met)) for path, met in of_page.items()}


def _by_name(people: Iterable[Place]) -> list[Place]:
    return sorted(people, key=lambda one: (letters.plain(one.text), one.text, one.href))
