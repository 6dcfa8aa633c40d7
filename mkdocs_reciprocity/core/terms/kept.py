"""Which terms are kept of the entries of a feed: those that tell an entry from the others.

A term that stands in half of the entries of a feed tells nothing: it is a word of the language such as "the", or of the
blog. So no list of such words is needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from msgspec import Struct

from mkdocs_reciprocity.core.terms import words
from mkdocs_reciprocity.core.url import Url

VERSION: int = 1
"""The version of what is kept. Raise it with every change there."""
ENTRIES = 60
"""Of so many entries of a feed, the newest, terms are kept."""
TERMS = 24
"""So many are kept of an entry."""
TITLE, TEXT = 300, 1_200
"""So many characters of its title and of its text are looked at."""
COMMON = 120
"""So many terms that are common in a feed are kept."""

OFTEN = 9
"""Who repeats a word more often gains nothing."""

_FEW = 4  # with fewer entries, nothing can be said of the feed
_SOME = 7  # with fewer, it takes only two entries to have a common term
_MANY, _COMMON = 4, 3  # a term is common that stands in every fourth entry, and in so many
_OFTEN = "23456789"
_TITLE_COUNTS = 3  # as if a word of the title stood so many times more in the text


class Told(Struct, frozen=True, gc=False):
    """What an entry tells: its address, its title and the beginning of its text, both in plain text."""

    url: Url
    title: str
    text: str


class FeedTerms(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The terms of a feed. ``entries`` has those of each entry by its address, in a text as `bag_of` reads it.
    ``common`` are the terms that stand in many of the entries, with spaces between them.
    """

    entries: dict[str, str] = {}
    common: str = ""


def of_feed(told: Iterable[Told]) -> FeedTerms:
    """The terms to be kept of the entries of one feed, the newest first."""
    counted = [_counted(one) for one in [*told][:ENTRIES]]
    spread: Counter[str] = Counter()
    for _, _, every in counted:
        spread.update(every.keys())
    many = len(counted)
    needed = max(_COMMON if many >= _SOME else 2, many / _MANY)
    common = [term for term, often in spread.most_common(COMMON) if often >= needed]
    return FeedTerms(
        entries={url: _chosen(title, every, spread, many) for url, title, every in counted},
        common=" ".join(common),
    )


def bag_of(said: str) -> tuple[dict[str, int], frozenset[str]]:
    """The terms in a text that was kept, with how often each stands in the entry, and those of its title."""
    title, _, rest = said.partition("|")
    first = _numbered(title)
    return {**first, **_numbered(rest)}, frozenset(first)


def _numbered(said: str) -> dict[str, int]:
    return {one.rstrip(_OFTEN): int(one[-1]) if one[-1] in _OFTEN else 1 for one in said.split()}


def _counted(told: Told) -> tuple[str, frozenset[str], Counter[str]]:
    title = words.terms(told.title, TITLE)
    return told.url, frozenset(title), Counter([*title, *words.terms(told.text, TEXT)])


def _chosen(title: frozenset[str], every: Counter[str], spread: Counter[str], many: int) -> str:
    """The terms with the greatest weight; of equal ones, those that come first in the entry."""
    best = [term for _, _, term in sorted(_weighed(title, every, spread, many))[:TERMS]]
    said = {term: term if every[term] == 1 else f"{term}{min(every[term], OFTEN)}" for term in best}
    first = [text for term, text in said.items() if term in title]
    return f"{' '.join(first)}|{' '.join(text for term, text in said.items() if term not in title)}"


def _weighed(
    title: frozenset[str], every: Counter[str], spread: Counter[str], many: int
) -> list[tuple[float, int, str]]:
    """The terms of an entry, each with its weight, below zero, and its place."""
    if many < _FEW:
        return [
            (-((1 - 1 / len(term)) ** 2) * (1 + log(min(often, OFTEN)) + (term in title)), place, term)
            for place, (term, often) in enumerate(every.items())
        ]
    rare = [-log((many + 1) / (number or 1)) for number in range(many)]
    return [
        (rare[spread[term]] * (min(often, OFTEN) + _TITLE_COUNTS * (term in title)), place, term)
        for place, (term, often) in enumerate(every.items())
        if 2 * spread[term] < many
    ]
